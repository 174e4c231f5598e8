"""A decision about an answer → the edit of the bank that carries it out, or what stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import unified_diff
from functools import cached_property

from tutor.bank import Loaded
from tutor.bank.cases import Case, with_case
from tutor.bank.edits import Refused, add_entry
from tutor.bank.edits_fact import fact_text
from tutor.bank.files import INVISIBLE
from tutor.bank.kept import checked
from tutor.bank.saving import new_errors, told
from tutor.checks.view import rights, shown
from tutor.deciding.papers import LISTS, Files
from tutor.deciding.regrading import Switch
from tutor.grading import grade, prepare
from tutor.model import Bank, Fact, Problem, VerdictName
from tutor.store.decisions import EditOf
from tutor.text import squeezed


@dataclass(frozen=True, slots=True)
class Decision:
    """What a teacher says of an answer to a fact: right, close (then `reply` is what to ask back), or wrong."""

    fact: str
    answer: str
    verdict: VerdictName
    reply: str = ""


@dataclass(frozen=True)
class Plan:
    """What a decision would do: the bank's file after it, and everything that stands against it.

    `edit` says what becomes of the file. `remarks` are new warnings: worth a look, no obstacle.
    No slots: what follows from it is found once.
    """

    decision: Decision
    files: Files
    data: bytes
    bank: Bank
    edit: EditOf
    blocked: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @cached_property
    def diff(self) -> str:
        """Return the change of the bank's file."""
        return diff(self.files.path.name, self.files.data, self.data)

    @cached_property
    def switch(self) -> Switch:
        """Return what the change of the bank means for those who have answered."""
        wished = self.decision
        return Switch(self.files.path.stem, wished.fact, wished.answer, self.files.bank, self.bank)

    @cached_property
    def lines(self) -> tuple[str, str]:
        """Return the fact's lines in the file before and after."""
        return fact_text(self.files.text, self.decision.fact), fact_text(self.data.decode(), self.decision.fact)


_planned: dict[tuple[object, ...], Plan] = {}
_MOST_PLANNED = 16


def plan(files: Files, wished: Decision) -> Plan:
    """Return what a decision would do, and why it cannot be made if it cannot.

    What was planned for a preview need not be planned again for the decision itself.
    """
    key = (files.path, files.mark, id(files.bank), wished)
    found = _planned.get(key)
    if found is None:
        while len(_planned) >= _MOST_PLANNED:
            _planned.pop(next(iter(_planned), key), None)
        found = _planned[key] = _plan(files, wished)  # it holds the bank, so that no other can have its id
    return found


def _plan(files: Files, wished: Decision) -> Plan:
    decision = replace(wished, answer=_flat(wished.answer), reply=_flat(wished.reply))
    fact = files.bank.fact(decision.fact)
    obstacles = tuple(_obstacles(files.bank, fact, decision))
    if fact is None or obstacles:
        return Plan(decision, files, files.data, files.bank, "none", obstacles)
    edit, wording = _edit(files.bank, fact, decision)
    decision = replace(decision, answer=wording)
    text = files.text if edit == "none" else add_entry(files.text, fact.id, *_entry(decision))
    if isinstance(text, Refused):
        why = f"The bank's file cannot be changed here: {text.why}."
        return Plan(decision, files, files.data, files.bank, "none", (why,))
    loaded = checked(files.path, text.encode())
    blocked, remarks = _consequences(files, decision, loaded)
    return Plan(decision, files, text.encode(), loaded.bank or files.bank, edit, blocked, remarks)


def diff(name: str, before: bytes, after: bytes) -> str:
    """Return the change of a file as a unified diff; empty when there is none.

    >>> print(diff("a.yaml", b"a: 1\\n", b"a: 2\\n"), end="")
    --- a.yaml
    +++ a.yaml
    @@ -1 +1 @@
    -a: 1
    +a: 2
    """
    old, new = (data.decode("utf-8-sig").splitlines(keepends=True) for data in (before, after))
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in unified_diff(old, new, name, name))


def _flat(text: str) -> str:
    """Return a text on one line, without what cannot be seen: learners paste it, and no bank may hold it."""
    return " ".join(INVISIBLE.sub(" ", text).split())


def _entry(decision: Decision) -> tuple[str, str, str]:
    return LISTS[decision.verdict], decision.answer, decision.reply


def _edit(bank: Bank, fact: Fact, decision: Decision) -> tuple[EditOf, str]:
    """Return whether the bank has to change, and how the answer is written in it."""
    listed = {"correct": {}, "close": fact.close, "incorrect": fact.wrong}[decision.verdict]
    same = next((t for t in listed if squeezed(t) == squeezed(decision.answer)), None)
    if same is not None:
        return ("none" if decision.reply in ("", listed[same]) else "replied"), same
    holds = not decision.reply and grade(decision.answer, prepare(fact, bank)).name == decision.verdict
    return ("none" if holds else "added"), decision.answer


# --- what stands against it ------------------------------------------------------------------------


def _obstacles(bank: Bank, fact: Fact | None, decision: Decision) -> Iterator[str]:
    if fact is None:
        yield f"The bank has no fact “{shown(decision.fact)}”."
        return
    if not squeezed(decision.answer):
        yield "An answer needs a letter or a digit."
    if decision.verdict == "close" and not decision.reply:
        yield "Say what to ask back: a close answer gets another question."
    if decision.verdict == "correct" and decision.reply:
        yield "A right answer gets no reply of its own."
    yield from _listed_otherwise(fact, decision)
    if decision.verdict == "correct":
        yield from _answers_another(bank, fact, decision.answer)


def _listed_otherwise(fact: Fact, decision: Decision) -> Iterator[str]:
    known: tuple[tuple[VerdictName, str, list[str]], ...] = (
        ("correct", "a right answer", [text for _, text in rights(fact)]),
        ("close", "a close answer", list(fact.close)),
        ("incorrect", "a wrong answer", list(fact.wrong)),
    )
    for name, said, listed in known:
        same = next((t for t in listed if squeezed(t) == squeezed(decision.answer)), None)
        if same is not None and name != decision.verdict:
            yield f"“{shown(same)}” is listed as {said} to “{fact.id}”. Take it out there first."


def _answers_another(bank: Bank, fact: Fact, answer: str) -> Iterator[str]:
    """Yield the facts that this is the answer to; not those that mean the same, whose answers are right here too."""
    if len(fact.answer) > 1:
        return
    for other in bank.facts:
        if other is fact or len(other.answer) > 1:
            continue
        same = next((t for _, t in rights(other) if squeezed(t) == squeezed(answer)), None)
        if same is not None and grade(fact.key, prepare(other, bank)).name != "correct":
            yield f"“{shown(same)}” is the answer to “{other.id}”, which asks for something else."


def _consequences(files: Files, decision: Decision, loaded: Loaded) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the edit would break, and what it would make worth a look."""
    before = told(files.path, Loaded(files.bank, files.problems), files.cases or b"")
    after = told(files.path, loaded, with_case(files.cases, Case(decision.fact, decision.verdict, decision.answer)))
    known = {(p.rule, p.message) for p in before}
    remarks = tuple(_said(p) for p in after if p.level == "warning" and (p.rule, p.message) not in known)
    return tuple(_said(p) for p in new_errors(before, after)), remarks


def _said(problem: Problem) -> str:
    return f"{problem.message[:1].upper()}{problem.message[1:]} ({problem.fix})."
