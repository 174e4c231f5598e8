"""Where everything in a YAML text begins and ends: what an edit of one line needs to know, and a reader need not keep.

Only texts that reader.py has read without a flaw are laid out: depth and size are bounded there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from tutor.bank.loading import events
from tutor.bank.tree import Data, Where

_REMARK = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Node:
    """A value and the stretch of text it takes, from `start` to `end` (end excluded); a mapping's `keys` besides.

    `end` leaves out what follows a value: blank lines, remarks. `reach` is where YAML's own mark ends: it differs for
    text of the form | and >, of which blank lines may be a part.
    """

    sort: Literal["text", "list", "mapping", "alias"]
    start: int
    end: int
    column: int
    flow: bool = False
    style: str = ""
    value: str = ""
    reach: int = 0
    keys: list[Node] = field(default_factory=list)
    kids: list[Node] = field(default_factory=list)

    def kid(self, step: str | int) -> Node | None:
        """Return what stands under a key or at a place of a list; None when nothing does."""
        if isinstance(step, int):
            return self.kids[step] if 0 <= step < len(self.kids) else None
        return next((kid for key, kid in zip(self.keys, self.kids, strict=True) if key.value == step), None)

    def at(self, where: Where) -> Node | None:
        """Return the value at the end of a way; None when there is none."""
        node: Node | None = self
        for step in where:
            node = node and node.kid(step)
        return node


def outline(text: str) -> Node:
    """Return the layout of a text that reader.py reads without a flaw.

    >>> wrong = outline("answer: 1987\\nwrong: {1991: no}  # known").at(("wrong", "1991"))
    >>> wrong.start, wrong.end
    (27, 29)
    """
    root, stack = Node("text", 0, 0, 0), list[Node]()
    for event in events(text):
        node = _begun(event, text)
        if node and node.sort in ("list", "mapping"):
            stack.append(node)
            continue
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            node = _ended(stack.pop(), event)
        if node is None:
            continue
        if not stack:
            root = node
        elif stack[-1].sort == "mapping" and len(stack[-1].keys) == len(stack[-1].kids):
            stack[-1].keys.append(node)
        else:
            stack[-1].kids.append(node)
    return root


def _begun(event: Any, text: str) -> Node | None:
    """Return what begins with an event; None when nothing does. The stubs call every mark optional: it is there."""
    mark: Any = event.start_mark
    stop: Any = event.end_mark
    if isinstance(event, yaml.ScalarEvent):
        style = event.style or ""
        span = text[mark.index : stop.index]
        end = mark.index + (len(span.rstrip()) if style in ("|", ">") else len(span))
        return Node("text", mark.index, end, mark.column, False, style, event.value, stop.index)
    if isinstance(event, yaml.AliasEvent):
        return Node("alias", mark.index, stop.index, mark.column, reach=stop.index)
    if isinstance(event, yaml.MappingStartEvent):
        return Node("mapping", mark.index, mark.index, mark.column, flow=bool(event.flow_style))
    if isinstance(event, yaml.SequenceStartEvent):
        return Node("list", mark.index, mark.index, mark.column, flow=bool(event.flow_style))
    return None


def _ended(node: Node, event: Any) -> Node:
    last = node.kids[-1] if node.kids else None
    node.end = last.end if last and not node.flow else event.end_mark.index
    node.reach = last.reach if last and not node.flow else node.end
    return node


def leaves(node: Node) -> Iterator[Node]:
    """Yield every text in a node, keys included, in the order of the file."""
    stack = [node]
    while stack:
        here = stack.pop()
        if here.sort == "text":
            yield here
        pairs = zip(here.keys, here.kids, strict=True) if here.keys else ((kid,) for kid in here.kids)
        stack += reversed([n for pair in pairs for n in pair])


def remarks(text: str, root: Node, start: int = 0, end: int | None = None) -> Counter[str]:
    """Return the remarks (# …) between two places of a text, and how often each stands there."""
    parts, at = list[str](), 0
    for leaf in leaves(root):
        first = _first_line(text, leaf) if leaf.style in ("|", ">") else leaf.start
        parts += [text[at:first], "x" * (leaf.reach - first - 1), text[max(first, leaf.reach - 1) : leaf.reach]]
        at = leaf.reach
    bare = "".join([*parts, text[at:]])
    return Counter(m.group().rstrip() for m in _REMARK.finditer(bare) if start <= m.start() < (end or len(text)))


def _first_line(text: str, leaf: Node) -> int:
    found = _BREAK.search(text, leaf.start)
    return min(found.start() if found else len(text), leaf.reach)


def end_of_line(text: str, at: int) -> int:
    """Return where the line around `at` ends, before its line break.

    >>> end_of_line("a\\r\\nb", 0), end_of_line("a\\r\\nb", 3)
    (1, 4)
    """
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def start_of_line(text: str, at: int) -> int:
    """Return where the line around `at` begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_break(text: str, at: int) -> str:
    """Return the line break in use around `at`.

    >>> line_break("a\\r\\nb", 3)
    '\\r\\n'
    """
    found = _BREAK.search(text, at) or _BREAK.search(text)
    return found.group() if found else "\n"


def same(one: Data | None, other: Data | None) -> bool:
    """Tell whether two readings mean the same bank: a line break at the end of a text is none of it."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or one.rstrip("\n") == other.rstrip("\n")
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        ordered = not {"id", "facts"} & one.keys()  # the order of wrong answers matters, that of keys does not
        alike = list(one) == list(other) if ordered else one.keys() == other.keys()
        return alike and all(same(one[key], other[key]) for key in one)
    return one is None and other is None
