"""A few facts of a long bank as a bank of their own, so that an edit of one fact costs one fact and not all.

The excerpt has everything that stands above the facts, the lines of some of them, and after the last one whatever
follows. What comes of an edit is put back in the place of those lines, and the whole is read again: it is taken only if
the other facts are what they were. Where facts do not begin on lines of their own, there is no excerpt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tutor.bank.outline import same, start_of_line
from tutor.bank.sheet import BOM, Refused, reading, tree_of, with_value
from tutor.bank.tree import Branch, Data, Tree

Edit = Callable[[str], str | Refused]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The facts from `first` to `last` (not included) of a bank: its `head`, and their lines `start` to `end`."""

    whole: str
    data: dict[str, Data]
    first: int
    last: int
    head: int
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the excerpt."""
        return self.whole[: self.head] + self.whole[self.start : self.end]

    def put_back(self, text: str) -> str | None:
        """Return the whole bank with these lines instead; None when it would not say what it should."""
        if not text.startswith(self.whole[: self.head]):
            return None
        whole = self.whole[: self.start] + text[self.head :] + self.whole[self.end :]
        said, part = reading(whole.removeprefix(BOM)), reading(text.removeprefix(BOM))
        old, new = _facts(self.data), _facts(part)
        wanted = with_value(self.data, ("facts",), [*old[: self.first], *new, *old[self.last :]])
        return whole if new and said is not None and same(said, wanted) else None


def around(text: str, fact_id: str, beside: int = 0) -> Excerpt | None:
    """Return the fact of this name, with so many on either side; None when it cannot be cut out, or is not one."""
    ids = [fact.get("id") if isinstance(fact, dict) else None for fact in _facts(_tree(text).data)]
    if ids.count(fact_id) != 1:
        return None
    place = ids.index(fact_id)
    return _cut(text, max(0, place - beside), place + beside + 1)


def at_the_end(text: str, many: int) -> Excerpt | None:
    """Return the last facts; None when they cannot be cut out."""
    count = len(_facts(_tree(text).data))
    return _cut(text, max(0, count - many), count)


def edited_in(excerpt: Excerpt | None, text: str, edit: Edit) -> str | Refused:
    """Return the text after an edit, made in the excerpt if there is one; the long way round where that fails."""
    if excerpt is not None:
        part = edit(excerpt.text)
        if isinstance(part, str) and (whole := excerpt.put_back(part)) is not None:
            return whole
    return edit(text)


def _cut(text: str, first: int, last: int) -> Excerpt | None:
    tree, bom = _tree(text), len(text) - len(text.removeprefix(BOM))
    facts = _facts(tree.data)
    last = min(last, len(facts))
    if not isinstance(tree.data, dict) or first >= last or last - first == len(facts):
        return None
    ends = [last] if last < len(facts) else []
    begun = [_line_of_dash(text[bom:], tree, place) for place in (0, first, *ends)]
    found = [bom + at for at in begun if at is not None]
    if len(found) < len(begun):
        return None
    return Excerpt(text, tree.data, first, last, found[0], found[1], found[2] if ends else len(text))


def _line_of_dash(text: str, tree: Tree, place: int) -> int | None:
    """Return where the line of a fact begins; None when anything but its dash stands before it there."""
    facts = tree.places.kids["facts"]
    fact = facts.kids[place] if isinstance(facts, Branch) else None
    if not isinstance(fact, Branch):
        return None
    start = start_of_line(text, fact.mark.index)
    return start if text[start : fact.mark.index].strip(" ") == "-" else None


def _tree(text: str) -> Tree:
    tree = tree_of(text.removeprefix(BOM))
    return Tree(None, None, tree.flaws) if tree.flaws else tree


def _facts(data: Data | None) -> Sequence[Data]:
    facts = data.get("facts") if isinstance(data, dict) else None
    return facts if isinstance(facts, list) else []
