"""YAML events → a tree with places. Every scalar stays as written; depth, aliases and size are bounded while reading.

Events, and not `yaml.compose`: that recurses in C, so fifty thousand brackets end the process, not the reading.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from tutor.bank.files import INVISIBLE
from tutor.bank.flaws import Flaw, Stop
from tutor.bank.tree import Branch, Data, spot
from tutor.checks.view import shown

MAX_DEPTH = 12
"""Lists within mappings within lists … A bank needs six."""
MAX_ALIASED = 1_000
"""Values that aliases may stand for, counted each time they are used."""
MAX_VALUES = 1_000_000


class _Named(NamedTuple):
    """What an anchor names: a value, its place, and how many values it holds."""

    value: Data
    place: Any
    weight: int


class _Open:
    """A list or mapping that has begun and not ended."""

    __slots__ = ("anchor", "branch", "data", "flow", "key", "weight")

    def __init__(self, data: list[Data] | dict[str, Data], event: Any) -> None:
        self.data = data
        self.branch = Branch(event.start_mark)
        self.flow: bool = event.flow_style
        self.anchor: str | None = event.anchor
        self.key: Any = None
        self.weight = 1


class Reader:
    """Builds the tree, one event at a time. `last` is the last scalar's event."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Data | None = None
        self.places: Any = None
        self.flaws: list[Flaw] = []
        self.last: Any = None
        self._documents = self._values = self._aliased = 0
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Named | None] = {}  # None while what it names has not ended
        self._steps: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: Any) -> None:
        """Add one event to the tree. Raises Stop when reading on makes no sense."""
        if step := self._steps.get(type(event)):
            step(event)

    # --- events ------------------------------------------------------------------------------------

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            fix = "delete the line with ---, or make it a file of its own"
            raise Stop(spot(event.start_mark), "documents", "a second document begins here, and a bank is one", fix)

    def _scalar(self, event: Any) -> None:
        self.last = event
        if event.tag is not None:
            self._tag(event)
        if event.style == '"' and INVISIBLE.search(event.value):
            self._flaw(event, "control", "this text has an invisible character, written as an escape", "delete it")
        if self._key_is_next():
            self._stack[-1].key = event
            return
        if event.anchor is not None:
            self._anchors[event.anchor] = _Named(event.value, event.start_mark, 1)
        self._put(event.value, event.start_mark, 1)

    def _start(self, event: Any) -> None:
        if event.tag is not None:
            self._tag(event)
        self._refuse_as_key(event)
        if len(self._stack) >= MAX_DEPTH:
            message = f"lists and mappings lie more than {MAX_DEPTH} deep"
            raise Stop(spot(event.start_mark), "depth", message, "put text with [ or { in quotes")
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._stack.append(_Open({} if type(event) is yaml.MappingStartEvent else [], event))

    def _end(self, _event: Any) -> None:
        done = self._stack.pop()
        if done.anchor is not None:
            self._anchors[done.anchor] = _Named(done.data, done.branch, done.weight)
        self._put(done.data, done.branch, done.weight)

    def _alias(self, event: Any) -> None:
        self._refuse_as_key(event)
        name = event.anchor
        named = self._anchors.get(name)
        if named is None:
            self._unknown(event)
            named = _Named(f"*{name}", event.start_mark, 1)
        self._aliased += named.weight
        if self._aliased > MAX_ALIASED:
            message = f"the aliases stand for more than {MAX_ALIASED:,} values"
            raise Stop(spot(event.start_mark), "alias", message, "write the values out")
        self._put(*named)

    # --- putting values where they belong ----------------------------------------------------------

    def _key_is_next(self) -> bool:
        return bool(self._stack) and self._stack[-1].key is None and type(self._stack[-1].data) is dict

    def _refuse_as_key(self, event: Any) -> None:
        if self._key_is_next():
            raise Stop(spot(event.start_mark), "type", "a key has to be plain text", "put it in quotes")

    def _put(self, value: Data, place: Any, weight: int) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            raise Stop(spot(place), "size", f"the file holds more than {MAX_VALUES:,} values", "split the bank")
        if not self._stack:
            self.root, self.places = value, place
            return
        top = self._stack[-1]
        top.weight += weight
        if type(top.data) is list:
            top.branch.kids[len(top.data)] = place
            top.data.append(value)
        elif type(top.data) is dict:
            self._pair(top, top.data, value, place)

    def _pair(self, top: _Open, data: dict[str, Data], value: Data, place: Any) -> None:
        event, top.key = top.key, None
        key: str = event.value
        if key in data:
            self._twice(event, top.branch)
        elif key == "<<" and not event.style:
            self._flaw(event, "merge", "<< would mix another mapping into this one", "write the keys out")
        else:
            if value == "" and top.flow and ":" not in self.text[event.end_mark.index : place.index]:
                self._comma(event)
            data[key] = value
            top.branch.keys[key] = event.start_mark
            top.branch.kids[key] = place

    # --- flaws -------------------------------------------------------------------------------------

    def _flaw(self, event: Any, rule: str, message: str, fix: str) -> None:
        self.flaws.append(Flaw(spot(event.start_mark), rule, message, fix))

    def _tag(self, event: Any) -> None:
        tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
        self._flaw(event, "tag", f"{tag} is a YAML tag, and a bank has none", "delete it, or put the text in quotes")

    def _unknown(self, event: Any) -> None:
        name = shown(event.anchor)
        if event.anchor in self._anchors:
            self._flaw(event, "alias", f"*{name} stands inside &{name} itself", f"write out what *{name} means")
        else:
            fix = f'put text that begins with * in quotes: "*{name}"'
            self._flaw(event, "alias", f"nothing in the file is called &{name}", fix)

    def _twice(self, event: Any, branch: Branch) -> None:
        first = spot(branch.keys[event.value])[0]
        message = f"the key “{shown(event.value)}” stands here a second time; the first is on line {first}"
        fix = "keep one of the two"
        if event.value == "id":
            fix = "begin a new fact with a dash, “- id: …”, or keep one of the two"
        self._flaw(event, "duplicate-key", message, fix)

    def _comma(self, event: Any) -> None:
        message = f"“{shown(event.value)}” stands in braces without a colon"
        fix = "if it belongs to the text before the comma, put all that text in quotes; if not, write a colon after it"
        self._flaw(event, "comma", message, fix)
