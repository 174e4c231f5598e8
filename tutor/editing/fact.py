"""One fact changed by a form: what becomes of the bank's text, and which mistakes that would bring, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.actions import Gone, House
from tutor.bank import edits
from tutor.bank.edits_fact import replace_fact
from tutor.bank.saving import mark_of
from tutor.bank.sheet import reading
from tutor.bank.tree import Data
from tutor.drafting.model import Draft
from tutor.drafting.writing import entries
from tutor.editing import live, opening, saving
from tutor.editing.beside import beside
from tutor.editing.form import KEYS, Form, key_in_file, shown, written
from tutor.editing.opening import Unsaved
from tutor.model import Problem
from tutor.store.revisions import Revision
from tutor.teachers import Teacher, must_teach


@dataclass(frozen=True, slots=True)
class Filled:
    """The form of a fact as its file has it; a new fact has no id yet."""

    id: str
    form: Form


@dataclass(frozen=True, slots=True)
class Proposal:
    """What saving a form would do: the bank's text `before` and `after`, and what is wrong with the fact then.

    `beside` holds the problems of each field, under its key in the file ("" for the fact as a whole), `elsewhere` what
    the rest of the bank would get to hear. `blocked` says in one sentence why it cannot be saved; "" when it can.
    """

    id: str
    before: bytes
    after: bytes
    beside: Mapping[str, tuple[Problem, ...]]
    elsewhere: tuple[Problem, ...] = ()
    blocked: str = ""

    @property
    def changes(self) -> bool:
        """Tell whether there is anything to save."""
        return self.before != self.after


def names(house: House, teacher: Teacher | None, bank_id: str, now: datetime) -> Mapping[str, str]:
    """Return what each fact asks or says, by its id, in the order of the file; drafts say so.

    Raises NotATeacher, Gone, and Unsaved when the bank's text cannot be read.
    """
    must_teach(teacher, now)
    return {str(fact.get("id", "")): _name(fact) for fact in _facts(_text(house, bank_id))}


def _name(fact: Mapping[str, Data]) -> str:
    form = shown(fact)
    return f"{'Draft: ' if form.draft else ''}{form.ask or form.fact or form.quote}"


def fill(house: House, teacher: Teacher | None, bank_id: str, fact_id: str, now: datetime) -> Filled:
    """Return the form of a fact; without an id, an empty one. Raises NotATeacher, Gone and Unsaved."""
    must_teach(teacher, now)
    return Filled(fact_id, shown(_raw(_text(house, bank_id), fact_id)) if fact_id else Form())


def _text(house: House, bank_id: str) -> str:
    path = opening.shelved(house, bank_id).path
    data = opening.content(path)
    opening.shown(path, data)  # says so when a browser cannot edit it
    return data.decode()


def _facts(text: str) -> list[Mapping[str, Data]]:
    said = reading(text)
    if not isinstance(said, dict):
        raise Unsaved("The bank's text has mistakes that only the text itself shows. Mend them there first.")
    facts = said.get("facts")
    return [fact for fact in facts if isinstance(fact, dict)] if isinstance(facts, list) else []


def _raw(text: str, fact_id: str) -> Mapping[str, Data]:
    found = [fact for fact in _facts(text) if fact.get("id") == fact_id]
    if len(found) != 1:
        raise Gone(
            "That fact is not there any more." if not found else "Two facts have that name. Mend the text first."
        )
    return found[0]


# --- what a form would do --------------------------------------------------------------------------


def propose(  # noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on
    house: House, teacher: Teacher | None, bank_id: str, filled: Filled, typed: Form, now: datetime
) -> Proposal:
    """Return what saving the form would do to the bank's file as it is now.

    Only the fields that were typed in since the form was `filled` are written, so nobody's change in another one is
    lost. Whether teachers' decisions still hold is found out when it is saved. Raises NotATeacher, Gone and Unsaved.
    """
    must_teach(teacher, now)
    on_shelf, before = opening.shelved(house, bank_id), _text(house, bank_id)
    with live.no_sweeping():
        fact_id, after = _edited(before, filled, typed)
    if isinstance(after, edits.Refused):
        return Proposal(fact_id, before.encode(), before.encode(), {}, blocked=f"This cannot be written: {after.why}.")
    then = live.problems(house, teacher, bank_id, opening.plain(after), now)
    found = beside(after, str(on_shelf.path), then)
    others = [p for (fact, _), problems in found.items() if fact != fact_id for p in problems]
    return Proposal(
        id=fact_id,
        before=before.encode(),
        after=after.encode(),
        beside={key: problems for (fact, key), problems in found.items() if fact == fact_id},
        elsewhere=tuple(_new(on_shelf.problems, others)),
        blocked=next((_told(p) for p in then if p.level == "error"), ""),
    )


def save(house: House, teacher: Teacher | None, bank_id: str, wanted: Proposal, now: datetime) -> Revision:
    """Save what was proposed, if the file is still the one that it was proposed for.

    Raises NotATeacher, Gone, Unsaved and StoreUnavailable.
    """
    must_teach(teacher, now)
    path = opening.shelved(house, bank_id).path
    typed, seen = opening.shown(path, wanted.after), mark_of(wanted.before)
    return saving.save(house, teacher, bank_id, typed, seen, now, what="fact")


def _edited(text: str, filled: Filled, typed: Form) -> tuple[str, str | edits.Refused]:
    changed = [name for name in KEYS if getattr(typed, name) != getattr(filled.form, name)]
    if not filled.id:
        fact_id = _free_id(text, typed)
        fact = written(typed, changed, {})
        return fact_id, edits.append_facts(text, [{"id": fact_id, **fact}]) if changed else text
    raw = _raw(text, filled.id)
    now = shown(raw)
    lost = [key_in_file(name) for name in changed if getattr(now, name) not in _expected(filled.form, typed, name)]
    if lost:
        return filled.id, edits.Refused(f"somebody has changed “{lost[0]}” of this fact meanwhile; load it again")
    return filled.id, replace_fact(text, filled.id, written(typed, changed, raw))


def _expected(was: Form, typed: Form, name: str) -> tuple[object, object]:
    return getattr(was, name), getattr(typed, name)


def _free_id(text: str, typed: Form) -> str:
    """Return a name for a new fact, from the words of its statement."""
    answer = tuple((item.strip(),) for item in typed.answer.split(";"))
    draft = Draft(typed.fact or typed.ask or typed.quote, answer, "text", typed.quote, 0)
    [entry] = entries([draft], [str(fact.get("id", "")) for fact in _facts(text)])
    return str(entry["id"])


def _new(was: Sequence[Problem], now: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the errors and warnings that were not there before."""
    known = {(p.rule, p.message) for p in was}
    yield from (p for p in now if (p.rule, p.message) not in known)


def _told(problem: Problem) -> str:
    todo = f" ({problem.fix})" if problem.fix else ""
    return f"{problem.message[:1].upper()}{problem.message[1:]}{todo}."
