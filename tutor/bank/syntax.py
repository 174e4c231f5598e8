"""What the YAML parser complains about, in words for people who never meant to learn YAML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tutor.bank.flaws import Flaw, Spot
from tutor.checks.view import shown

_KEY = re.compile(r"^(\s*)(?:- +)*([A-Za-z_]+):(?:\s|$)")
_QUOTED_THEN_MORE = re.compile(r"""^\s*(?:- +)*(?:[\w-]+:\s+)?(?:- +)*(["']).*?\1\s*\S""")
_BEGUN_BY_SIGN = re.compile(r"(?:^|:\s+|-\s+)([*&!])\S")
_REMARK = re.compile(r"\s*#")
_BEFORE_REMARK = re.compile(r"\s#")
_GLUED = re.compile(r"\s*-[A-Za-z]\w*:")
_QUOTE_IT = 'put the whole text in double quotes: key: "text"'


class _Case:
    """One complaint, and what is needed to say it plainly."""

    def __init__(self, error: Any, text: str, last: Any) -> None:
        self.mark = error.problem_mark or error.context_mark
        self.context_mark = error.context_mark
        self.says = f"{error.context or ''}: {error.problem or ''}"
        self.lines = text.split("\n")
        self.last = last
        """The last scalar that was read: often the text before it never ended."""

    def line(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    @property
    def here(self) -> str:
        return self.line(self.mark.line)


def flaw(error: Any, text: str, last: Any) -> tuple[Flaw, bool]:
    """Return YAML's complaint as a flaw with what to do, and whether it is a matter of that one line."""
    case = _Case(error, text, last)
    for applies, explain, local in _EXPLANATIONS:
        if applies(case):
            return explain(case), local
    message = f"this is not YAML: {shown(error.problem or 'it cannot be read')}"
    return _flaw(case.mark, message, "compare it with the lines around it; text with special signs needs quotes"), False


def _flaw(mark: Any, message: str, fix: str) -> Flaw:
    spot: Spot = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Flaw(spot, "syntax", message, fix)


def _line_up(case: _Case) -> bool:
    """Tell whether the line begins with a key that is not in the column of the key above it."""
    here, above = _KEY.match(case.here), _key_above(case)
    told = _BEFORE_REMARK.split(case.here)[0]
    return bool(here and above and here.start(2) != above.start(2) and told.count(":") == 1)


def _say_line_up(case: _Case) -> Flaw:
    here, above = (match.start(2) + 1 if match else 1 for match in (_KEY.match(case.here), _key_above(case)))
    key = case.here.strip(" -").partition(":")[0]
    message = f"“{key}” begins in column {here} and the key above it in column {above}"
    fix = "indent both with the same number of spaces"
    return Flaw((case.mark.line + 1, here), "syntax", message, fix)


def _key_above(case: _Case) -> re.Match[str] | None:
    for number in range(case.mark.line - 1, -1, -1):
        if case.line(number).strip() and not _REMARK.match(case.line(number)):
            return _KEY.match(case.line(number))
    return None


def _open_quote(case: _Case) -> bool:
    """Tell whether a quoted text of several lines ended just before the complaint: it should have ended earlier."""
    last = case.last
    long = last is not None and last.style in ("'", '"') and last.end_mark.line > last.start_mark.line
    return bool(long and last.end_mark.line == case.mark.line)


def _say_open_quote(case: _Case) -> Flaw:
    mark, end = case.last.start_mark, case.last.end_mark.line + 1
    return _flaw(mark, f"the quotation mark {case.last.style} is closed only on line {end}", "close it on its own line")


def _no_space(case: _Case) -> bool:
    return "could not find expected ':'" in case.says


def _say_no_space(case: _Case) -> Flaw:
    mark = case.context_mark
    words = shown(case.line(mark.line).strip())
    if re.match(r"[A-Za-z_]+:\S", words):
        return _flaw(mark, f"no space after the colon: {words}", "write key: text, with a space after the colon")
    fix = "write key: text; to go on with the text above, indent this line further than its key"
    return _flaw(mark, f"this line is no key with a value: {words}", fix)


def _glued_dash(case: _Case) -> bool:
    return _dash_line(case) >= 0


def _say_glued_dash(case: _Case) -> Flaw:
    number = _dash_line(case)
    column = case.line(number).index("-") + 2
    return Flaw((number + 1, column), "syntax", "no space after the dash at the start of this line", "write - id: …")


def _dash_line(case: _Case) -> int:
    """Return the number of a line like "-id: x" here or just above, -1 when there is none."""
    near = [n for n in range(case.mark.line, -1, -1) if case.line(n).strip() and not _REMARK.match(case.line(n))][:2]
    return next((n for n in near if _GLUED.match(case.line(n))), -1)


def _colon(case: _Case) -> bool:
    return "mapping values are not allowed" in case.says


def _say_colon(case: _Case) -> Flaw:
    return _flaw(case.mark, "a colon and a space inside text that is not in quotes", _QUOTE_IT)


def _unclosed(case: _Case) -> bool:
    return "scanning a quoted scalar" in case.says


def _say_unclosed(case: _Case) -> Flaw:
    mark = case.context_mark
    opened = case.line(mark.line)[mark.column : mark.column + 1]
    fix = f"add the closing {opened}, or put a text that begins with {opened} in double quotes"
    return _flaw(mark, f"the quotation mark {opened} is opened here and never closed", fix)


def _escape(case: _Case) -> bool:
    return "unknown escape" in case.says or "hexdecimal" in case.says


def _say_escape(case: _Case) -> Flaw:
    return _flaw(case.mark, "a backslash in double quotes begins a special sign", r"write \\ for one backslash")


def _text_after_quote(case: _Case) -> bool:
    return "did not find expected key" in case.says and bool(_QUOTED_THEN_MORE.match(case.here))


def _say_text_after_quote(case: _Case) -> Flaw:
    fix = 'put quotes around the whole text, and write \\" for a quotation mark inside it'
    return _flaw(case.mark, "the text goes on after its closing quotation mark", fix)


def _brackets(case: _Case) -> bool:
    return "parsing a flow" in case.says


def _say_brackets(case: _Case) -> Flaw:
    mark = case.context_mark
    opened = case.line(mark.line)[mark.column : mark.column + 1] or "["
    closing = {"[": "]", "{": "}"}.get(opened, "]")
    message = (
        f"the list or mapping that {opened} opens here is not closed, or has a stray sign on line {case.mark.line + 1}"
    )
    return _flaw(mark, message, f"close it with {closing}, and put text with brackets, commas or colons in quotes")


def _sign(case: _Case) -> bool:
    return any(
        part in case.says
        for part in ("cannot start any token", "an alias", "an anchor", "a tag", "node content", "a block scalar")
    ) or bool(_BEGUN_BY_SIGN.search(case.here[: case.mark.column]))


def _say_sign(case: _Case) -> Flaw:
    at = case.context_mark if case.context_mark and "block mapping" not in case.says else case.mark
    begun = _BEGUN_BY_SIGN.search(case.here[: case.mark.column])
    column = begun.start(1) if begun else at.column
    sign = case.line(at.line)[column : column + 1]
    message = f"text may not begin with {sign} unless it is in quotes"
    return Flaw((at.line + 1, column + 1), "syntax", message, _QUOTE_IT)


def _dash(case: _Case) -> bool:
    return "block sequence entries" in case.says


def _say_dash(case: _Case) -> Flaw:
    return _flaw(
        case.mark,
        "a list cannot begin behind its key",
        "put text that begins with - in quotes; begin a list on the next line",
    )


def _misplaced(case: _Case) -> bool:
    return "did not find expected" in case.says


def _say_misplaced(case: _Case) -> Flaw:
    words = shown(case.here.strip(), 40)
    fix = "indent with spaces, the keys of one fact all in one column, each fact beginning with - in one column"
    return _flaw(case.mark, f"this line does not line up with those above it: {words}", fix)


_EXPLANATIONS: tuple[tuple[Callable[[_Case], bool], Callable[[_Case], Flaw], bool], ...] = (
    (_open_quote, _say_open_quote, False),
    (_unclosed, _say_unclosed, False),
    (_escape, _say_escape, True),
    (_glued_dash, _say_glued_dash, True),
    (_line_up, _say_line_up, True),
    (_colon, _say_colon, True),
    (_no_space, _say_no_space, True),
    (_brackets, _say_brackets, False),
    (_text_after_quote, _say_text_after_quote, True),
    (_sign, _say_sign, True),
    (_dash, _say_dash, True),
    (_misplaced, _say_misplaced, False),
)
"""Whether it applies, what to say, whether the facts after it can still be read. The first that applies speaks."""
