"""Words by which an answer keeps away from what it mentions."""

from __future__ import annotations

BELIEFS = frozenset(
    """thinks think thought believe believes believed say says said claim claims claimed suppose supposed assume assumes
assumed guessed expect expected used seems seemed looked reckon""".split()
)
"""What somebody holds to be true, or once held."""
CONTRASTS = frozenset("but however actually really reality truth".split())
"""What follows is set against what came before."""
HEDGES = frozenset("wrong sure certain mistaken remember know idea guess maybe not".split())
"""After "but" these say only how sure the learner is."""
REJECTING = frozenset(
    "wrong false incorrect untrue myth rumour rumor nonsense rubbish impossible misconception fake".split()
)
"""Said of something, these take the whole clause back."""
DOUBTS = frozenset("doubt doubts doubted unlikely deny denies".split())
"""These take back what follows them."""
NOPES = frozenset("nope nah never rubbish hardly".split())
"""After a question mark these answer it."""
SETTING_ASIDE = frozenset(
    "near before after against beyond outside behind beside unlike without than few little".split()
)
"""What follows these is something else that is only compared with, or lies elsewhere."""
SIDES_OF = frozenset("north south east west instead opposite next close ahead".split())
"""The same before "of" or "to"."""
RELATIVES = frozenset(
    """friend enemy foe wife husband brother sister son daughter father mother cousin uncle aunt nephew niece grandson
rival opponent neighbour neighbor colleague assistant successor predecessor opposite contrary rest fan follower widow
servant boss""".split()
)
"""Somebody else, named by way of the one that follows."""
_DISOWNING = """
had nothing to do
has nothing to do
was against
were against
is against
came later
came second
came last
came after
was second
was third
was later
was last
was too
were too
lost
failed
refused
"""
DISOWNING: dict[str, tuple[tuple[str, ...], ...]] = {}
"""What tells, right behind a name, that it was not that one; by the first word."""
for _line in _DISOWNING.strip().split("\n"):
    _phrase = tuple(_line.split())
    DISOWNING[_phrase[0]] = (*DISOWNING.get(_phrase[0], ()), _phrase)

STARTS = CONTRASTS | REJECTING | DOUBTS | SETTING_ASIDE | SIDES_OF | RELATIVES | frozenset({*DISOWNING, "?"})
"""Without one of these an answer has nothing of the kind."""
