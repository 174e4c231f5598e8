"""Banks written in every style that YAML has, each with the text around every fact, for tests of edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

WORDS = st.sampled_from(
    """the mill|1850|no|1:30|007|a: b|x #y|- z|[k]|it's|say "yes"|wheat, rye|ü é|~|back\\slash|{|*star|&and|!bang|%per|
    @at|`tick|> more|? who|two  blanks|'87""".replace("|\n    ", "|").split("|")
)
PLAIN = st.sampled_from(["mill", "the mill", "1850", "no", "Anna Grey", "ü é", "007", "x-y", "a.b"])
SENTENCES = st.lists(PLAIN, min_size=2, max_size=5).map(" ".join)


@dataclass(frozen=True)
class Written:
    """A bank's text, what it says, its remarks, and what stands before and after each fact."""

    text: str
    data: dict[str, Any]
    remarks: tuple[str, ...]
    around: dict[str, tuple[str, str]]


class _Pen:
    """Writes values in styles that it draws."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.remarks: list[str] = []

    def chance(self, one_in: int = 2) -> bool:
        return bool(self.draw(st.integers(1, one_in)) == 1)

    def remark(self, one_in: int = 4) -> str:
        if not self.chance(one_in):
            return ""
        self.remarks.append(f"# remark {len(self.remarks)}: it's [not] YAML")
        return f"  {self.remarks[-1]}"

    def quoted(self, text: str) -> str:
        if self.chance():
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def text(self, text: str, *, flow: bool = False) -> str:
        special = set("[]{},&*!|>'\"%@`#?:-~\\") & set(text) or "  " in text
        return self.quoted(text) if special or self.chance(4) else text

    def inline(self, value: Any) -> str:
        if isinstance(value, list):
            ends = ", " if value and self.chance(5) else ""
            return "[" + ", ".join(self.inline(v) for v in value) + ends + "]"
        if isinstance(value, dict):
            return (
                "{"
                + ", ".join(f"{self.text(k, flow=True)}: {self.inline(v) if v else ''}" for k, v in value.items())
                + "}"
            )
        return self.text(value, flow=True)

    def field(self, key: str, value: Any, indent: str) -> list[str]:
        """Return the lines of a field, each with the indent of its fact's keys."""
        deeper = indent + " " * self.draw(st.integers(1, 4))
        if isinstance(value, list) and value and self.chance():
            dash = self.draw(st.sampled_from([indent, deeper]))
            return [
                f"{indent}{key}:{self.remark()}",
                *(f"{dash}-{self.gap()}{self.text(v)}{self.remark()}" for v in value),
            ]
        if isinstance(value, dict) and value and self.chance():
            pairs = [
                f"{deeper}{self.text(k)}:{(' ' + self.text(v)) if v else ''}{self.remark()}" for k, v in value.items()
            ]
            return [f"{indent}{key}:{self.remark()}", *pairs]
        if isinstance(value, str) and key in ("fact", "why", "ask") and self.chance(4):
            return self.long(key, value, indent, deeper)
        written = self.text(value) if isinstance(value, str) else self.inline(value)
        return [f"{indent}{key}:{self.gap()}{written}{self.remark()}"]

    def long(self, key: str, value: str, indent: str, deeper: str) -> list[str]:
        """Return a text over several lines: folded, literal or plain."""
        half = max(value.find(" "), 1)
        first, second = value[:half], value[half + 1 :]
        style = self.draw(st.sampled_from([">-", "|-", ">", "|", "plain", "'"]))
        if style == "plain" or "\n" in value or not second:
            return [f"{indent}{key}: {first}", *([f"{deeper}{second}"] if second else [])]
        if style == "'":
            return [f"{indent}{key}: '{first}", f"{deeper}{second}'{self.remark()}"]
        return [f"{indent}{key}: {style}{self.remark()}", f"{deeper}{value}"]

    def gap(self) -> str:
        return " " * self.draw(st.sampled_from([1, 1, 1, 3]))


@st.composite
def facts(draw: Any, fact_id: str) -> dict[str, Any]:
    entries = st.lists(WORDS, max_size=3, unique=True)
    replies = st.dictionaries(WORDS, st.one_of(st.just(""), WORDS), max_size=3)
    fact: dict[str, Any] = {"id": fact_id, "answer": draw(PLAIN)}
    fields = {"accept": entries | WORDS, "close": replies | entries, "wrong": replies | entries}
    fields |= {"fact": SENTENCES, "ask": SENTENCES, "why": SENTENCES, "quote": SENTENCES}
    for key in draw(st.permutations(list(fields))):
        if draw(st.booleans()):
            fact[key] = draw(fields[key])
    return fact


@st.composite
def banks(draw: Any) -> Written:
    """Return a bank of one to four facts in some style."""
    pen = _Pen(draw)
    data = {
        "title": "The mill",
        "facts": [
            draw(facts(name)) for name in draw(st.permutations(["a", "b", "c-1", "d.x"]))[: draw(st.integers(1, 4))]
        ],
    }
    head = [*(["---"] if pen.chance(6) else []), f"title: The mill{pen.remark()}"]
    flow = pen.chance(4)
    blocks = [_flow_fact(pen, f) for f in data["facts"]] if flow else _block_facts(pen, data["facts"])
    opening = "\n".join([*head, "facts: [" if flow else f"facts:{pen.remark()}"]) + ("" if flow else "\n")
    joint, ending = (", ", "]") if flow else ("\n", "")
    ending += draw(st.sampled_from(["", "\n", "\n\n", "\n#\n", "\n...\n"]))
    ending = ending.replace("#", pen.remark(1).strip()) if "#" in ending else ending
    text, spans = opening, {}
    for number, block in enumerate(blocks):
        text += joint if number else ""
        spans[data["facts"][number]["id"]] = (len(text), len(text) + len(block))
        text += block
    text += ending
    return _dressed(pen, text, data, spans)


def _dressed(pen: _Pen, text: str, data: dict[str, Any], spans: dict[str, tuple[int, int]]) -> Written:
    """Return the bank with its line breaks and, maybe, a byte order mark."""
    mark = pen.draw(st.sampled_from(["\n", "\n", "\r\n"]))
    bom = "\ufeff" if pen.chance(6) else ""
    around = {k: (bom + text[:a].replace("\n", mark), text[b:].replace("\n", mark)) for k, (a, b) in spans.items()}
    return Written(bom + text.replace("\n", mark), data, tuple(pen.remarks), around)


def _flow_fact(pen: _Pen, fact: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{k}: {pen.inline(v)}" for k, v in fact.items()) + "}"


def _block_facts(pen: _Pen, facts: list[dict[str, Any]]) -> list[str]:
    margin = " " * pen.draw(st.sampled_from([0, 2, 2, 3]))
    gap = " " * pen.draw(st.sampled_from([1, 1, 3]))
    indent = margin + " " + gap
    spaced = pen.chance()
    blocks = []
    for number, fact in enumerate(facts):
        lines = [line for key, value in fact.items() for line in pen.field(key, value, indent)]
        above = [*([""] if spaced and number else []), *([margin + pen.remark(1).strip()] if pen.chance(4) else [])]
        blocks.append("\n".join([*above, f"{margin}-{gap}{lines[0][len(indent) :]}", *lines[1:]]))
    return blocks
