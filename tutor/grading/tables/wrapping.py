"""What people type around an answer: doubts, pleas, corrections, and ways of saying nothing."""

from __future__ import annotations

import re

EMPTY = frozenset(
    line
    for line in """
idk
i dont know
dont know
i do not know
no idea
i have no idea
ive no idea
no clue
dunno
i dunno
not sure
im not sure
i am not sure
pass
skip
next
tbd
asdf
asdfgh
qwerty
blah
bla bla
blah blah
same as above
same
see above
see my last answer
see last answer
as above
i was absent
i wasnt there
i forgot
i forget
forgot
cant remember
i cant remember
i dont remember
dont remember
i give up
give up
who knows
who cares
whatever
help
please help
hint
what
huh
why
how
when
where
who
wtf
wtf is this question
this is stupid
lol
haha
hm
hmm
hmmm
um
uh
er
erm
ok
okay
maybe
sorry
weiss nicht
ich weiss nicht
keine ahnung
je ne sais pas
no se
no lo se
boh
ne znayu
your mum
your mom
just google it
google it
ask google
its in the text
its in the article
it says so in the text
see the text
the answer
the right answer
the correct answer
i dont care
""".split("\n")
    if line
)
"""Answers that are none, in their normal form without apostrophes."""

PLEA = re.compile(
    r"\b(?:ignore|disregard|forget) (?:\w+ ){0,3}(?:key|instructions?|rules?|rubric|prompt|previous|above|answer)\b"
    r"|\b(?:system|assistant|developer|admin|grader|teacher|examiner) ?:"
    r"|\b(?:mark|grade|count|score|accept|rate|treat) (?:this|it|me|my|the answer|as)\b"
    r"|\b(?:give|award) (?:me|this|it|full|us)\b(?: \w+){0,4} (?:points?|marks?|credit|grade|pass|100)\b"
    r"|\b(?:output|return|respond with|print|say|reply) (?:only )?[\"']?(?:correct|right|true|verdict)\b"
    r"|\b(?:student|learner|user|pupil) (?:has|is|answered|gave)\b(?: \w+){0,3} (?:correct|right)"
    r"|\b(?:this|my|the above) (?:answer|response) (?:is|should be|must be|counts as) (?:\w+ )?"
    r"(?:correct|right|accepted)"
    r"|\b(?:i deserve|full marks|please be (?:nice|kind)|pretty please|trust me|dear (?:teacher|grader|sir|ai|bot))\b"
    r"|\bverdict\b.{0,12}\bcorrect\b|\bas an? (?:ai|language model)\b|<\/?(?:system|key|answer|correct)>"
)
"""Sentences that talk to the grader instead of answering."""
PLEA_WORDS = frozenset(
    """ignore disregard forget system assistant developer admin grader teacher examiner mark grade count score accept
rate treat give award output return respond print say reply student learner user pupil answer response deserve marks
please pretty trust dear verdict ai key correct""".split()
)
"""One of these stands in every such sentence."""

_CORRECTIONS = """
no wait
no sorry
no ,
no its
no it
no i
no not
no that
- no
, no
. no
oh no
but no
no actually
wait no
wait ,
actually no
, actually
- actually
but actually
. actually
i mean
i meant
scrap that
strike that
sorry ,
, sorry
- sorry
no !
or rather
make that
correction
correction :
but really
but in fact
on second thought
on second thoughts
changed my mind
in truth
well in truth
although really
but in reality
"""
CORRECTIONS: dict[str, tuple[tuple[str, ...], ...]] = {}
"""Self-corrections by their first token: what follows is what the learner means."""
for _line in _CORRECTIONS.strip().split("\n"):
    _marker = tuple(_line.split())
    CORRECTIONS[_marker[0]] = (*CORRECTIONS.get(_marker[0], ()), _marker)

WRAPPING = tuple(
    tuple(line.split())
    for line in """
i'm not sure but
im not sure but
i am not sure but
not sure but
not 100 % sure but
i don't know but
i don't know
i dont know
i do not know but
i dont know but
idk but
i'm not sure
im not sure
not sure
i always mix them up but
or something like that
or something
or sth
or whatever
or so i think
or am i wrong
or not
no idea but
no doubt
if i'm not mistaken
if im not wrong
if i remember right
if i remember correctly
i wanna say
i want to say
i'm going with
im going with
i'd say
i would say
i don't really remember
don't quote me
no problem
why not
""".strip().split("\n")
)
"""Doubt and small talk around one answer."""
WRAPPING_STARTS: dict[str, tuple[tuple[str, ...], ...]] = {}
"""The same by their first word, the longest first."""
for _phrase in sorted(WRAPPING, key=len, reverse=True):
    WRAPPING_STARTS[_phrase[0]] = (*WRAPPING_STARTS.get(_phrase[0], ()), _phrase)
