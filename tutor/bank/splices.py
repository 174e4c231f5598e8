"""Where the lines of an edit go: each function yields ways to make one change, the most becoming first.

A way is a list of splices; `edits` takes the first after which the text reads exactly as intended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tutor.bank.outline import Node, end_of_line, line_break, start_of_line
from tutor.bank.tree import Data
from tutor.bank.writing import ORDER, entry_line, fact_lines, field_lines, inline, scalar


class Splice(NamedTuple):
    """The characters from `start` to `end` (end excluded) give way to `text`."""

    start: int
    end: int
    text: str


Way = list[Splice]
_REMARK_BEHIND = re.compile(r"[ \t]+(?=#)")


def spliced(text: str, way: Way) -> str:
    """Return the text with its splices made.

    >>> spliced("abc", [Splice(1, 2, "x"), Splice(3, 3, "!")])
    'axc!'
    """
    for splice in reversed(sorted(way, key=lambda splice: splice[:2])):  # noqa: C413 - two at one place keep their order
        text = f"{text[: splice.start]}{splice.text}{text[splice.end :]}"
    return text


# --- lines -----------------------------------------------------------------------------------------


def foot(text: str, node: Node) -> int:
    """Return where the last line of a value ends, before its line break; blank lines that belong to it count."""
    leaf = node
    while leaf.kids and not leaf.flow:
        leaf = leaf.kids[-1]
    at = end_of_line(text, leaf.end)
    if leaf.style in ("|", ">") and "+" in text[leaf.start : end_of_line(text, leaf.start)]:
        return max(at, end_of_line(text, leaf.reach - len(line_break(text, leaf.reach - 1))))
    return at


def below(text: str, node: Node, lines: Sequence[str], indent: int) -> Splice:
    """Return the splice that writes lines under the last line of a value."""
    at = foot(text, node)
    mark = line_break(text, at)
    return Splice(at, at, "".join(f"{mark}{' ' * indent if line else ''}{line}" for line in lines))


def without_lines(text: str, start: int, end: int) -> Iterator[Way]:
    """Yield ways to take out the lines around a stretch, which nothing else may share; a remark behind it stays."""
    first = start_of_line(text, start)
    last = end_of_line(text, end)
    remark = _REMARK_BEHIND.match(text, end)
    if text[first:start].strip(" "):
        return
    if remark:
        yield [Splice(start, remark.end(), "")]
    elif not text[end:last].strip():
        yield [Splice(_before_break(text, first), last, "")]


def _before_break(text: str, at: int) -> int:
    """Return where the line before ends, given where a line begins."""
    return at - 2 if text[at - 2 : at] == "\r\n" else max(at - 1, 0)


# --- fields ----------------------------------------------------------------------------------------


def new_field(text: str, fact: Node, key: str, value: Data) -> Iterator[Way]:
    """Yield ways to give a mapping one more key, behind those that stand before it in a bank that we write."""
    if fact.flow:
        last = fact.kids[-1]
        yield [Splice(last.end, last.end, f", {scalar(key, 'flow key')}: {inline(value)}")]
        return
    for place in sorted(range(len(fact.keys)), key=lambda n: _distance(fact.keys[n].value, key)):
        lines = list(field_lines(key, value))
        yield [below(text, fact.kids[place], lines, fact.column)]


def _distance(known: str, new: str) -> tuple[bool, int]:
    """Sort keys that come before a new one first, the nearest of them foremost."""
    at = ORDER.index(known) if known in ORDER else -1
    own = ORDER.index(new) if new in ORDER else len(ORDER)
    return at > own, abs(own - at)


def other_value(text: str, holder: Node, step: str | int, value: Data) -> Iterator[Way]:
    """Yield ways to put another value in the place of one that stands there."""
    place = _index(holder, step)
    old = holder.kids[place]
    if isinstance(value, str) and old.sort == "text":
        role = "item" if isinstance(step, int) else "value"
        written = scalar(value, f"flow {role}" if holder.flow else role)  # type: ignore[arg-type]
        yield [Splice(old.start, old.end, _spaced(text, old.start, written))]
        return
    if isinstance(step, str) and not holder.flow:
        key = holder.keys[place]
        margin = f"{line_break(text, key.start)}{' ' * holder.column}"
        yield [Splice(key.start, old.end, margin.join(field_lines(scalar(step, "key"), value)))]
        return
    yield [Splice(old.start, old.end, _spaced(text, old.start, inline(value)))]


def _spaced(text: str, at: int, written: str) -> str:
    return f" {written}" if text[at - 1 : at] in (":", "-") else written


def without_kid(text: str, holder: Node, step: str | int) -> Iterator[Way]:
    """Yield ways to take one of several entries or keys out."""
    place = _index(holder, step)
    start, end = _start(holder, place), holder.kids[place].end
    if holder.flow:
        before = holder.kids[place - 1].end if place else start
        after = end if place else _start(holder, 1)
        yield [Splice(before, after, "")]
        return
    if not holder.keys:
        start = _dash(text, holder, place)
    yield from without_lines(text, start, end)
    if place == 0:
        yield [Splice(start, _start(holder, 1) if holder.keys else _dash(text, holder, 1), "")]


def _start(holder: Node, place: int) -> int:
    return holder.keys[place].start if holder.keys else holder.kids[place].start


def _index(holder: Node, step: str | int) -> int:
    return step if isinstance(step, int) else [key.value for key in holder.keys].index(step)


def _dash(text: str, holder: Node, place: int) -> int:
    """Return where the dash of an entry stands."""
    low = holder.kids[place - 1].end if place else max(0, holder.start)
    return text.rfind("-", low, max(holder.kids[place].start, low + 1))


# --- entries ---------------------------------------------------------------------------------------


def new_item(text: str, held: Node, item: str) -> Iterator[Way]:
    """Yield ways to add an entry at the end of a list."""
    if held.flow:
        at = held.kids[-1].end if held.kids else held.end - 1
        yield [Splice(at, at, f"{', ' if held.kids else ''}{scalar(item, 'flow item')}")]
        return
    last = held.kids[-1]
    dash = _dash(text, held, len(held.kids) - 1)
    gap = text[dash + 1 : last.start]
    gap = gap if gap and not gap.strip(" ") else " "
    yield [below(text, last, [f"-{gap}{scalar(item, 'item')}"], dash - start_of_line(text, dash))]


def new_pair(text: str, held: Node, key: str, reply: str) -> Iterator[Way]:
    """Yield ways to add an entry with its reply at the end of a mapping."""
    if held.flow:
        at = held.kids[-1].end if held.kids else held.end - 1
        pair = inline({key: reply})[1:-1]
        yield [Splice(at, at, f"{', ' if held.kids else ''}{pair}")]
        return
    yield [below(text, held.kids[-1], [entry_line(key, reply)], held.column)]


def list_to_pairs(text: str, held: Node, key: str, reply: str) -> Iterator[Way]:
    """Yield ways to turn a list without replies into a mapping in which one entry, an old or a new one, has one."""
    if any(kid.sort != "text" for kid in held.kids):
        return
    way = [Splice(kid.end, kid.end, _colon(held, kid, key, reply)) for kid in held.kids]
    known = any(kid.value == key for kid in held.kids)
    if held.flow:
        opened = text.index("[", held.start)
        way += [Splice(opened, opened + 1, "{"), Splice(held.end - 1, held.end, "}")]
        pair = f", {inline({key: reply})[1:-1]}"
        if not known:
            last = way[len(held.kids) - 1]
            way[len(held.kids) - 1] = last._replace(text=f"{last.text}{pair}")
    else:
        dashes = [_dash(text, held, n) for n in range(len(held.kids))]
        way += [Splice(dash, kid.start, "  ") for dash, kid in zip(dashes, held.kids, strict=True)]
        if not known:
            column = dashes[-1] - start_of_line(text, dashes[-1]) + 2
            way.append(below(text, held.kids[-1], [entry_line(key, reply)], column))
    yield way


def _colon(held: Node, kid: Node, key: str, reply: str) -> str:
    told = scalar(reply, "flow value" if held.flow else "value") if kid.value == key else ""
    return f": {told}" if told or held.flow else ":"


# --- facts -----------------------------------------------------------------------------------------


def new_facts(text: str, bank: Node, facts: Sequence[dict[str, Data]]) -> Iterator[Way]:
    """Yield ways to add facts at the end of a bank."""
    held = bank.kid("facts")
    if held is None:
        yield [below(text, bank.kids[-1], ["facts:", *_indented(facts, spaced=True)[1:]], 0)]
    elif held.flow and held.kids:
        at = held.kids[-1].end
        yield [Splice(at, at, "".join(f", {inline(dict(fact))}" for fact in facts))]
    elif held.kids:
        dash = _dash(text, held, len(held.kids) - 1)
        column = dash - start_of_line(text, dash)
        for spaced in (_has_gaps(text, held), False):
            lines = [line[2:] for line in _indented(facts, spaced=spaced)]
            yield [below(text, held.kids[-1], lines, column)]
    else:
        key = next(key for key in bank.keys if key.value == "facts")
        behind = _REMARK_BEHIND.sub("", text[held.end : end_of_line(text, held.end)])
        lines = ["facts:" + (f"  {behind.strip()}" if behind.strip() else ""), *_indented(facts, spaced=True)[1:]]
        yield [Splice(key.start, end_of_line(text, held.end), line_break(text, held.end).join(lines))]


def _indented(facts: Sequence[dict[str, Data]], *, spaced: bool) -> list[str]:
    """Return the lines of facts, two spaces in; each after a blank line if spaced."""
    return [f"  {line}" if line else "" for fact in facts for line in ([""] if spaced else []) + fact_lines(fact)]


def _has_gaps(text: str, held: Node) -> bool:
    """Tell whether blank lines stand between the facts; with one fact there is nothing to see, and they do."""
    if len(held.kids) < 2:
        return True
    between = text[end_of_line(text, held.kids[-2].end) : _dash(text, held, len(held.kids) - 1)]
    return any(not line.strip() for line in between.splitlines()[1:-1])


def without_fact(text: str, held: Node, place: int) -> Iterator[Way]:
    """Yield ways to take a fact out, with the blank line above it when there is one below as well."""
    if held.flow:
        yield from without_kid(text, held, place)
        return
    first = start_of_line(text, _dash(text, held, place))
    last = end_of_line(text, held.kids[place].end)
    if text[first : held.kids[place].start].strip(" -"):
        return
    start = _before_break(text, first)
    above = start_of_line(text, start)
    if not text[above:start].strip():
        yield [Splice(_before_break(text, above), last, "")]
    yield [Splice(start, last, "")]
