"""The tutor's own sentences: short, warm, no small talk. Everything else it says comes from the bank or the article."""

from __future__ import annotations

YES = "Yes."
CLOSE = "Close."
NOT_YET = "Not yet."
AGAIN = "Once more:"
OPEN = "Still open:"
ANSWER = "The answer:"

WELCOME = "Answer in your own words. “Hint”, “show me” and “skip” work too, and so does a question of your own."
WELCOME_BACK = "These are due for another look."
EMPTY = "Nothing to ask here yet."
SAY_SOMETHING = "Type your answer, or say “hint” or “show me”."
TOO_LONG = "That is longer than I can read in one go ({limit:,} characters). Nothing was marked: please shorten it."
SHOW_OFFER = "Say “show me” if you would rather see the answer."
UNSURE = "That is all right."
NO_MORE_HINTS = "That was my last hint. Have a try, or say “show me”."
NO_CHOICES = "This question has no choices. Here is a hint instead."
PICK = "Pick one:"
PICK_FIRST = "Pick one of the options: type its letter or its words."
SKIPPED = "Skipped. It will come again at the end."
SETTLED = "The last question is settled for now; here is what comes next."
LAST_ONE = "This is the last question. Have a try, say “show me”, or “stop” to finish."
NOTHING_SETTLED = "There is nothing to look up yet. Answer this one first, or ask me something about the article."
ANSWER_FIRST = "The sentence that says so would give this question away. Answer it first, then ask again."
SAYS = "The article says:"
SILENT = "The article does not say."
GONE = "That question was taken out of the bank. On to the next one."
CONTEST = "I have passed your answer on to your teacher. If it is accepted, your result changes by itself."
NOT_CONTESTED = "There is no verdict to look at again."
NO_REASON = "The article gives no more of a reason than this:"
REFLECT = "One last thing, and it is not marked. In your own words:"
REFLECTED = "Thank you. The article puts it like this:"
DONE = "That is all for now. You can start again whenever you like."
ALREADY_DONE = "This lesson is finished. Start a new one to go on."


def where(paragraph: int, heading: str) -> str:
    """Return the first hint: where to look.

    >>> where(2, "The treaty of 1987")
    'Look at ¶2, under “The treaty of 1987”.'
    """
    under = f", under “{heading}”" if heading else ""
    return f"Look at ¶{paragraph}{under}."


def summary(first: int, repaired: int, missed: int, total: int) -> str:
    """Return the end of a lesson in words.

    >>> summary(9, 2, 1, 47)
    'You settled 12 of 47 questions: 9 right first time, 2 right after help, 1 to come back to.'
    >>> summary(0, 0, 0, 47)
    'You have not settled a question yet. Come back whenever you like.'
    """
    settled = first + repaired + missed
    if not settled:
        return "You have not settled a question yet. Come back whenever you like."
    parts = [f"{first} right first time"]
    parts += [f"{repaired} right after help"] if repaired else []
    parts += [f"{missed} to come back to"] if missed else []
    return f"You settled {settled} of {total} question{'s' if total != 1 else ''}: {', '.join(parts)}."
