"""What the learner may say besides an answer: words that steer the talk, and questions of their own."""

from __future__ import annotations

import re
from typing import Literal

from tutor.text import normal

Wish = Literal["hint", "choices", "show", "unsure", "skip", "next", "why", "where", "stop", "appeal", "again"]

_WISHES: dict[Wish, str] = {
    "hint": "hint|a hint|hint please|a hint please|give me a hint|can i have a hint|can i get a hint|another hint|help|"
    "help me|clue|a clue|give me a clue|need help|i need help|i need a hint|tip",
    "choices": "choices|give me choices|give me the choices|options|give me options|multiple choice|show me choices|"
    "show choices|show options",
    "show": "show|show me|show me the answer|show answer|show the answer|answer|the answer|reveal|tell me|"
    "tell me the answer|what is the answer|what's the answer|whats the answer|solution|i give up|give up|surrender",
    "unsure": "i don't know|i dont know|i do not know|don't know|dont know|do not know|idk|dunno|i dunno|no idea|"
    "i have no idea|no clue|i have no clue|not sure|i'm not sure|im not sure|i am not sure|unsure|i can't remember|"
    "i cant remember|can't remember|cant remember|i forgot|forgot|i don't remember|i dont remember|beats me|no answer",
    "skip": "skip|skip it|skip this|skip this one|skip this question|pass|later|not now|ask me later|come back to it",
    "next": "next|next question|next please|next one|continue|go on|carry on|ok|okay|k|go|ready|got it|i see|"
    "understood|yes|sure|fine|alright|thanks|thank you|thx|cool|ok next|ok thanks",
    "why": "why|why is that|why so|how come|explain|explain please|please explain|explain it|explain that|why not|"
    "why was that wrong|why is it wrong|why am i wrong|why is that wrong",
    "where": "where|where does it say that|where does it say so|where is that|where does it say this|where's that|"
    "source|the source|proof|prove it|which sentence|show me where|says who|where does the article say that|"
    "where does the article say so|citation|show me the sentence|show the sentence",
    "stop": "stop|quit|exit|end|finish|bye|goodbye|enough|i'm done|im done|i am done|that's enough|stop please|"
    "end lesson|end the lesson|finish lesson",
    "appeal": "i think my answer is right|i think i am right|i think i'm right|i think im right|i was right|"
    "my answer is right|my answer was right|i think my answer was right|that was right|but that's right|"
    "i disagree|appeal",
    "again": "again|repeat|repeat please|say again|repeat the question|what was the question|what is the question|"
    "the question|question|ask again|pardon|sorry",
}
_WISH_OF: dict[str, Wish] = {normal(words): wish for wish, line in _WISHES.items() for words in line.split("|")}

_ASKS = re.compile(
    r"(?:(?:and|but|so|ok|okay|well|hi|hello|um|please)\s+)*"
    r"(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|"
    r"had|tell me about|what about|how about|explain)\b"
)
_ASKS_PLAINLY = re.compile(
    r"(?:who|what|which|when|where|why|how)(?:\s+(?:many|much|long|far|big|old|often|country|city|year|treaty))?\s+"
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|'s)\s|tell me about\s|what about\s|"
    r"what does\s|does the (?:article|text)\s|who said\s|explain\s"
)
_GUESSES = re.compile(r"(?:is|was|are|were|isn't|wasn't|could|would|might) (?:it|that|this|they|he|she)\b")
_GUESS_LENGTH = 6
"""Words: "is it the Soviet Union?" is a guess at the answer, "is it true that the treaty forbade …?" a question."""


def wish(said: str) -> Wish | None:
    """Return what a steering word asks for.

    >>> wish("I don't know!"), wish("Where does it say that?"), wish("Moscow")
    ('unsure', 'where', None)
    """
    return _WISH_OF.get(_bare(said))


def is_question(said: str) -> bool:
    """Tell whether the learner asks something of their own, rather than answering with a question mark.

    >>> is_question("who signed the treaty?"), is_question("is it Putin?"), is_question("putin?")
    (True, False, False)
    """
    text = _bare(said)
    count = len(text.split())
    if count < 3 or (_GUESSES.match(text) and count <= _GUESS_LENGTH):
        return False
    marked = said.rstrip().endswith("?")
    return bool((_ASKS if marked else _ASKS_PLAINLY).match(text + " "))


def _bare(said: str) -> str:
    return normal(said[:300]).strip(" .!?,;:/-'\"()").strip()
