"""Values → YAML text in the style of questions/*.yaml: plain where our reader reads it back the same, else quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from tutor.bank.files import INVISIBLE
from tutor.bank.loading import load
from tutor.bank.tree import Data

Place = Literal["value", "item", "key", "flow value", "flow item", "flow key"]
"""Where a text is to stand: behind a key, in a list or as a key; in brackets or on lines of its own."""

ORDER = tuple("id status fact answer kind need order forms ask quote infer accept must close wrong why hints".split())
"""The keys of a fact, as they follow each other in a bank that we write."""

WIDTH = 120
"""Characters of a line with a list in brackets; a longer list has a line for each entry."""

SCHEMA_LINE = "# yaml-language-server: $schema=bank.schema.json"

_OTHER = "other text"
_TRIALS: Mapping[Place, tuple[str, str, str]] = {
    "value": ("a: ", "", f"\nb: {_OTHER}"),
    "item": ("- ", "", f"\n- {_OTHER}"),
    "key": ("", ": a", f"\n{_OTHER}: b"),
    "flow value": ("{a: ", "", f", b: {_OTHER}}}"),
    "flow item": ("[", "", f", {_OTHER}]"),
    "flow key": ("{", ": a", f", {_OTHER}: b}}"),
}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Unwritable(Exception):  # noqa: N818 - nothing failed: the text has signs that no bank may have
    """A text that no bank can hold, with what is the matter."""


def scalar(text: str, place: Place) -> str:
    r"""Return a text as it is written in this place. Raises Unwritable for invisible characters.

    >>> scalar("the 1980s", "value"), scalar("a: b", "value"), scalar("a, b", "value"), scalar("a, b", "flow item")
    ('the 1980s', '"a: b"', 'a, b', '"a, b"')
    >>> print(scalar('say "no"\n', "item"))
    "say \"no\"\n"
    """
    if found := INVISIBLE.search(text):
        raise Unwritable(f"the text has an invisible character, U+{ord(found.group()):04X}")
    return text if text and _reads_back(text, text, place) else f'"{text.translate(_ESCAPES)}"'


def _reads_back(written: str, text: str, place: Place) -> bool:
    if "\n" in text or "\r" in text or text != text.strip():
        return False
    before, after, rest = _TRIALS[place]
    wanted: dict[Place, Data] = {
        "value": {"a": text, "b": _OTHER},
        "item": [text, _OTHER],
        "key": {text: "a", _OTHER: "b"},
    }
    tree = load(f"{before}{written}{after}{rest}")
    return not tree.flaws and tree.data == wanted[place.removeprefix("flow ")]  # type: ignore[index]


def inline(value: Data, *, key: bool = False) -> str:
    """Return a value on one line, as it is written in brackets.

    >>> inline(["a", "b, c"]), inline({"1979": "", "1991": "No."})
    ('[a, "b, c"]', '{1979: , 1991: No.}')
    """
    if isinstance(value, list):
        return f"[{', '.join(map(inline_item, value))}]"
    if isinstance(value, dict):
        pairs = (f"{scalar(k, 'flow key')}: {inline(v) if v else ''}" for k, v in value.items())
        return f"{{{', '.join(pairs)}}}"
    return scalar(value, "flow key" if key else "flow value")


def inline_item(value: Data) -> str:
    """Return a value as it is written in a list in brackets."""
    return scalar(value, "flow item") if isinstance(value, str) else inline(value)


def field_lines(key: str, value: Data) -> Iterator[str]:
    """Yield the lines of a key with its value, without indent.

    >>> list(field_lines("wrong", {"1991": "No.", "1979": ""}))
    ['wrong:', '  1991: No.', '  1979:']
    >>> list(field_lines("must", [["river", "stream"], ["steep"]]))
    ['must:', '  - [river, stream]', '  - [steep]']
    """
    if isinstance(value, str):
        yield f"{key}: {scalar(value, 'value')}"
    elif isinstance(value, dict) and value:
        yield f"{key}:"
        for text, reply in value.items():
            yield f"  {entry_line(text, reply)}"
    elif isinstance(value, list) and (key == "must" or len(f"    {key}: {inline(value)}") > WIDTH):
        yield f"{key}:"
        yield from (f"  - {scalar(v, 'item') if isinstance(v, str) else inline(v)}" for v in value)
    else:
        yield f"{key}: {inline(value)}"


def entry_line(text: str, reply: Data) -> str:
    """Return one entry of a mapping on a line of its own."""
    told = scalar(reply, "value") if isinstance(reply, str) and reply else inline(reply) if reply else ""
    return f"{scalar(text, 'key')}: {told}".rstrip()


def fact_lines(fact: Mapping[str, Data]) -> list[str]:
    """Return the lines of a fact, the first with its dash, without indent; keys in the order of a bank that we write.

    >>> fact_lines({"answer": "1987", "id": "signed"})
    ['- id: signed', '  answer: 1987']
    """
    keys = sorted(fact, key=lambda key: ORDER.index(key) if key in ORDER else len(ORDER))
    found = [line for key in keys for line in field_lines(scalar(key, "key"), fact[key])]
    return [f"{'  ' if n else '- '}{line}" for n, line in enumerate(found)]


def as_data(value: Any) -> Data:
    """Return a plain Python value as the reader would give it: numbers and yes/no become their words.

    >>> as_data({"need": 2, "infer": True, "answer": ("a", "b"), "why": None})
    {'need': '2', 'infer': 'true', 'answer': ['a', 'b'], 'why': ''}
    """
    if isinstance(value, Mapping):
        return {str(as_data(k)): as_data(v) for k, v in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_data(v) for v in value]
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def full(fact: Mapping[str, Any]) -> dict[str, Data]:
    """Return a fact's fields as the reader would give them, without those that have no value."""
    return {str(key): data for key, value in fact.items() if (data := as_data(value))}


def new_bank(
    title: str,
    article: str = "",
    facts: Iterable[Mapping[str, Any]] = (),
    source: Mapping[str, str] | None = None,
) -> str:
    """Return the text of a new bank. Raises Unwritable for invisible characters.

    >>> print(new_bank("The mill", "mill.md", [{"id": "opened", "answer": 1850}]), end="")
    # yaml-language-server: $schema=bank.schema.json
    title: The mill
    article: mill.md
    <BLANKLINE>
    facts:
      - id: opened
        answer: 1850
    """
    head = {"title": title, "article": article, "source": full(source or {})}
    lines = [SCHEMA_LINE, *(line for key, value in head.items() if value for line in field_lines(key, as_data(value)))]
    lines += ["", "facts:"]
    for number, fact in enumerate(facts):
        lines += [*([""] if number else []), *(f"  {line}" for line in fact_lines(full(fact)))]
    return "\n".join(lines) + "\n"
