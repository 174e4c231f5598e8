"""The fields of a fact, for those who do not like YAML: those that most facts need, and the rare ones folded away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

import streamlit as st

from tutor.bank.shape import MAX_ANSWER, MAX_TEXT
from tutor.editing.form import Form, Pairs
from tutor.model import Form as QuestionForm
from tutor.model import Kind, Problem
from tutor.ui.safe import text

_KINDS: Mapping[str, str] = {
    "": "Found out from the answer",
    "text": "Any words",
    "person": "A person",
    "place": "A place",
    "term": "A name or term",
    "year": "A year",
    "date": "A date",
    "number": "A number",
    "quantity": "A number with its unit",
    "reason": "A reason",
    "list": "Several things",
}
_ASKED: Mapping[str, str] = {
    "typed": "in words",
    "gap": "with a gap",
    "choice": "as a choice",
    "truefalse": "true or false",
    "evidence": "which sentence says so",
}
_RARE = ("kind", "close", "hints", "must", "need", "forms", "order", "infer", "draft")
_MOST_LINES = 20_000
"""Letters of a field with several lines."""
_MOST_ROWS = 200
_PAUSE = "500ms"
"""Without a key, until what is typed is checked; other fields are checked when they are left."""


class Fields:
    """The fields on screen. `name` tells this form from any other; what was typed is kept under their keys.

    Problems are told where they belong as soon as they are known: `tell`.
    """

    def __init__(self, name: str, form: Form) -> None:
        self.name, self.form = name, form
        self._below: dict[str, Any] = {}

    def key(self, field: str) -> str:
        """Return under which key of the session a field is kept."""
        return f"fact-{field}-{self.name}"

    def start(self, field: str, value: Any) -> str:
        """Have a field begin with what the form holds, unless it is on screen already; return its key."""
        st.session_state.setdefault(key := self.key(field), value)
        return key

    def tell(self, beside: Mapping[str, Sequence[Problem]]) -> None:
        """Say what is wrong, each beside its field."""
        for field, place in self._below.items():
            key = "status" if field == "draft" else field
            if found := beside.get(key):
                place.html(told(found))

    # --- the parts ---

    def quote(self) -> str:
        """Draw the words that prove the fact; they come from the sentence that was pressed, and may be fewer."""
        key = self.start("quote", self.form.quote)
        typed = st.text_area("Quote, word for word", key=key, height=90, max_chars=MAX_TEXT, placeholder=_QUOTE)
        self._below["quote"] = st.empty()
        return str(typed)

    def statement(self) -> tuple[str, str]:
        """Draw what the fact says and its answer."""
        key = self.start("fact", self.form.fact)
        fact = st.text_area("Statement: one sentence that can be understood alone", key=key, height=90,
                            max_chars=MAX_TEXT)  # fmt: skip
        self._below["fact"] = st.empty()
        answer = st.text_input("Answer, as it stands in the statement", key=self.start("answer", self.form.answer),
                               max_chars=_MOST_LINES, live=_PAUSE)  # fmt: skip
        self._below["answer"] = st.empty()
        st.html(_ANSWER)
        return str(fact), str(answer)

    def ask(self) -> str:
        """Draw the question."""
        key = self.start("ask", self.form.ask)
        typed = st.text_input("Question; without one the statement is asked with a gap", key=key, max_chars=MAX_TEXT,
                              live=_PAUSE)  # fmt: skip
        self._below["ask"] = st.empty()
        return str(typed)

    def lines(self, field: str, label: str) -> str:
        """Draw a field with an entry a line."""
        key = self.start(field, getattr(self.form, field))
        typed = st.text_area(label, key=key, height=90, max_chars=_MOST_LINES)
        self._below[field] = st.empty()
        return str(typed)

    def why(self) -> str:
        """Draw the explanation."""
        key = self.start("why", self.form.why)
        typed = st.text_input("Explanation after the answer", key=key, max_chars=MAX_TEXT)
        self._below["why"] = st.empty()
        return str(typed)

    def pairs(self, field: str, answer: str, reply: str) -> Pairs:
        """Draw rows of an answer and what is said to it, always with an empty one."""
        kept: Pairs = getattr(self.form, field)
        rows, found = self.key(f"{field}-rows"), list[tuple[str, str]]()
        least = st.session_state.get(rows, len(kept) + 1)
        while len(found) < least or (found[-1][0].strip() and len(found) < _MOST_ROWS):
            n = len(found)
            found.append(self._pair(field, n, kept[n] if n < len(kept) else ("", ""), (answer, reply)))
        st.session_state[rows] = len(found)
        self._below[field] = st.empty()
        return tuple((a, r) for a, r in found if a.strip())

    def _pair(self, field: str, n: int, kept: tuple[str, str], labels: tuple[str, str]) -> tuple[str, str]:
        shown: Literal["visible", "collapsed"] = "visible" if n == 0 else "collapsed"
        left, right = st.columns([2, 3], gap="small")
        answer = left.text_input(_row(labels[0], n), key=self.start(f"{field}-{n}-answer", kept[0]),
                                 max_chars=MAX_ANSWER, label_visibility=shown)  # fmt: skip
        reply = right.text_input(_row(labels[1], n), key=self.start(f"{field}-{n}-reply", kept[1]),
                                 max_chars=MAX_TEXT, label_visibility=shown)  # fmt: skip
        return str(answer), str(reply)

    def rare(self) -> dict[str, Any]:
        """Draw what few facts need, open when this one has some of it."""
        used = any(getattr(self.form, field) not in ("", (), False) for field in _RARE if field != "kind")
        with st.expander("More: kind, close answers, hints, lists, drafts", expanded=used):
            return {
                "kind": self._kind(),
                "close": self.pairs("close", "Close answer", "What to ask back"),
                "hints": self.lines("hints", "Hints of your own, one a line"),
                "must": self.lines("must", "Points that a reason has to make, one a line; “ / ” between wordings"),
                "need": self._need(),
                "forms": self._forms(),
                "order": self._tick("order", "The items have to come in their order"),
                "infer": self._tick("infer", "The answer follows from the quote without standing in it (infer: true)"),
                "draft": self._tick("draft", "A draft: kept and checked, but not asked"),
            }

    def _kind(self) -> str:
        known = [kind for kind in _KINDS if kind in ("", *get_args(Kind))]
        key = self.start("kind", self.form.kind if self.form.kind in known else "")
        chosen = st.selectbox("Kind of answer", known, format_func=lambda kind: _KINDS[kind], key=key)
        self._below["kind"] = st.empty()
        return str(chosen)

    def _need(self) -> str:
        key = self.start("need", self.form.need)
        typed = st.text_input("How many of several things are enough; empty means all", key=key, max_chars=3)
        self._below["need"] = st.empty()
        return str(typed)

    def _forms(self) -> tuple[str, ...]:
        every = get_args(QuestionForm)
        key = self.start("forms", [form for form in self.form.forms if form in every])
        chosen = st.multiselect("Ask it only", every, format_func=lambda form: _ASKED[form], key=key,
                                placeholder="in every way that is sound")  # fmt: skip
        self._below["forms"] = st.empty()
        return tuple(chosen)

    def _tick(self, field: str, label: str) -> bool:
        ticked = st.checkbox(label, key=self.start(field, getattr(self.form, field)))
        self._below[field] = st.empty()
        return bool(ticked)


_QUOTE = "Press a sentence above."
_ANSWER = (
    '<p class="how">Several things? Put “ ; ” between them. Several wordings of one thing? Put “ / ” between them.</p>'
)


def _row(label: str, n: int) -> str:
    """Return the label of a field in a row; only the first is shown, the others are heard."""
    return label if n == 0 else f"{label} {n + 1}"


def told(problems: Sequence[Problem]) -> str:
    """Return problems as HTML: what is wrong, and what to do."""
    return f'<div role="status"><ul class="flaws">{"".join(map(_flaw, problems))}</ul></div>'


def _flaw(problem: Problem) -> str:
    mark, said = ("✗", "To mend: ") if problem.level == "error" else ("!", "Worth a look: ")
    todo = f" <i>To do: {text(problem.fix)}.</i>" if problem.fix else ""
    words = problem.message[:1].upper() + problem.message[1:]
    sign = f'<span class="mark" aria-hidden="true">{mark}</span><span class="sr">{said}</span>'
    return f'<li class="{problem.level}">{sign}{text(words)}.{todo}</li>'
