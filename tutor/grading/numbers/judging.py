"""Judging an answer where the key is a number, a range, a year or a date."""

from __future__ import annotations

from dataclasses import replace

from tutor.grading.align import align
from tutor.grading.numbers.comparing import compare
from tutor.grading.numbers.counted import counts_other, in_units_of, per_wanted_time
from tutor.grading.numbers.dates import Date, brief_dates, dates, year_of
from tutor.grading.numbers.quantities import Quantity, quantities
from tutor.grading.phrases import Answer
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.grading.tables.calendar import ALSO_WORDS, MONTH
from tutor.grading.tables.grammar import ALTERNATIVES
from tutor.grading.tables.numbers import SOUNDS_LIKE
from tutor.grading.tables.units import MEASURES, shown
from tutor.grading.tokens import roman
from tutor.model import Verdict
from tutor.text import fold


def judge_number(answer: Answer, reference: Reference) -> Verdict:
    """Judge by the quantity that fits the key best; another one beside it may make it a choice of two."""
    found = _claimed(answer, reference) or _none(answer, reference)
    if not found and (heard := quantities(answer.tokens)):
        return verdict(
            "negated"
            if any(compare(q, k, reference) in _INSIDE for q in heard for k in reference.numbers)
            else "different"
        )
    found = found or _heard(answer.tokens) or _lone_roman(answer.tokens) or _more_than_half(answer, reference)
    if not found:
        return verdict("no-number" if reference.sort in ("number", "range") else "different")
    judged = [_weighed(q, answer, reference) for q in found]
    best, quantity = max(judged, key=lambda pair: _RANK[pair[0]])
    if best in _OUTSIDE and (aloud := _read_aloud(answer, reference)):
        return verdict(aloud)
    rivals = [q for code, q in judged if code in _OUTSIDE and q is not quantity]
    if best == "one-end" and _both_ends(found, reference):
        return verdict("undecided" if _is_choice(answer, found) else "number")
    other = counts_other(answer, quantity, reference) if best in _NEARLY_INSIDE else ""
    if other:
        return _said(other, reference)
    if best == "missing-unit" and any(
        in_units_of(t, reference.unit) for t in answer.tokens[quantity.end : quantity.end + 1]
    ):
        return verdict("number")
    if best in _INSIDE and _undecided(answer, quantity, rivals):
        return verdict("undecided")
    if best in _INSIDE and _summed_up_before(answer, quantity, rivals):
        return _said("wrong-number", reference)
    if best == "number" and reference.sort == "year" and _on_another_day(answer, reference):
        return verdict("also-wrong")
    return _said(best, reference)


def _weighed(quantity: Quantity, answer: Answer, reference: Reference) -> tuple[str, Quantity]:
    """Return the best code of a quantity against the wordings, by the question's own time when it is a rate."""
    codes = [compare(quantity, key, reference) for key in _keys(quantity, reference)] or ["wrong-number"]
    best = max(codes, key=_RANK.__getitem__)
    turned = per_wanted_time(answer, quantity, reference) if "wrong" in best else None
    if turned is not None and (code := compare(turned, reference.numbers[0], reference)) in _NEARLY_INSIDE:
        return code, turned
    return best, quantity


_INSIDE = ("same", "number", "converted", "rounded")
_NEARLY_INSIDE = (*_INSIDE, "one-end", "inside-range", "missing-unit")
_OUTSIDE = ("wrong-number", "wrong-unit", "wrong-range", "decade", "near-number", "wrong-year")
_RANK = {
    code: rank
    for rank, code in enumerate(
        "wrong-number wrong-range wrong-year wrong-unit bound inside-range one-end decade near-number missing-unit "
        "rounded converted "
        "number".split()
    )
}


def _heard(tokens: list[str]) -> list[Quantity]:
    """Read words that sound like numbers, "to" only when nothing else does: too to ate is 2 to 8."""
    if len(tokens) > 40:
        return []
    return quantities(_as_heard(tokens)) or quantities([SOUNDS_LIKE.get(t, t) for t in tokens])


def _as_heard(tokens: list[str]) -> list[str]:
    return [SOUNDS_LIKE.get(t, t) if t != "to" else t for t in tokens]


def _more_than_half(answer: Answer, reference: Reference) -> list[Quantity]:
    """Read "more than half", which is one word to the reader of answers, where a share is asked for."""
    if "most" not in answer.tokens or "half" not in answer.text.casefold():
        return []
    share = any(MEASURES.get(q.unit, ("",))[0] == "share" or q.sort == "fraction" for q in reference.numbers)
    at = answer.tokens.index("most")
    return [Quantity(0.5, 0.5, bound=">", sort="fraction", start=at, end=at + 1)] if share else []


def _none(answer: Answer, reference: Reference) -> list[Quantity]:
    """Read "none", "not a single one", "it has no moons" where the number is zero."""
    if reference.numbers[0].high != 0 or _NONE.isdisjoint(answer.tokens):
        return []
    return [Quantity(0, 0, sort="word", end=1)]


_NONE = frozenset("none no not nil nada nothing nobody zero never without".split())


def _read_aloud(answer: Answer, reference: Reference) -> str:
    """Return the code of an answer whose number is there only when it is read aloud: thirty too, ate to ten ours."""
    if len(answer.tokens) > 12 or answer.denied or _SOUNDING.isdisjoint(answer.tokens):
        return ""
    found = quantities(_as_heard(answer.tokens))
    code = compare(found[0], reference.numbers[0], reference) if len(found) == 1 else ""
    return code if code in _INSIDE else ""


_SOUNDING = frozenset(SOUNDS_LIKE) - {"to", "for", "once", "double", "free", "tree", "tin"}


def _lone_roman(tokens: list[str]) -> list[Quantity]:
    """Read MM, a Roman numeral that is the whole answer."""
    if len(tokens) != 1 or not tokens[0].isalpha() or not set(tokens[0]) <= set("ivxlcdm"):
        return []
    value = float(roman(tokens[0]))
    return [Quantity(value, value, start=0, end=1)]


def _claimed(answer: Answer, reference: Reference) -> list[Quantity]:
    """Return the quantities that are not denied ("1987, not 1991")."""
    denied = {answer.at[p] for p in answer.denied}
    found = quantities(answer.tokens)
    short = year_of(fold(answer.text)) if "'" in answer.tokens else None
    if short is not None:
        found = [replace(q, sort="short-year") if q.low == short and q.sort == "figure" else q for q in found]
    found = [q for q in found if not _in_date(q, answer.tokens)] if reference.sort in ("number", "range") else found
    return [q for q in found if q.start not in denied or q.denied]  # "not more than 7" denies no 7


def _keys(given: Quantity, reference: Reference) -> tuple[Quantity, ...]:
    """Return the wordings to compare with: the key, and the others in the same unit, else of the same measure."""
    if reference.sort == "date":  # 1788 beside 18 January 1788: the 18 is no wording of its own
        return tuple(key for key in reference.numbers if abs(key.low) > 31)
    first, *others = reference.numbers
    if not given.unit:
        return reference.numbers
    same = [key for key in others if key.unit == given.unit]
    if not same and given.unit != first.unit:
        same = [key for key in others if key.unit and MEASURES[key.unit][0] == MEASURES[given.unit][0]]
    return (first, *same)


def _both_ends(found: list[Quantity], reference: Reference) -> bool:
    """Both ends in two statements: started in 1881, finished in 1885."""
    ends = [q.low for q in found if not q.is_range and not q.bound]
    return any(key.is_range and ends == [key.low, key.high] for key in reference.numbers)


def _is_choice(answer: Answer, ends: list[Quantity]) -> bool:
    """Tell "200 or 300", which is one of the two; "two or three" is said of what lies about there."""
    bare = sorted((q for q in ends if not q.is_range), key=lambda q: q.start)
    between = answer.tokens[bare[0].end : bare[-1].start]
    return not ALTERNATIVES.isdisjoint(between) and bare[-1].low - bare[0].low > 1


def _in_date(quantity: Quantity, tokens: list[str]) -> bool:
    """Tell a number that is the day of a date."""
    beside = (*tokens[max(0, quantity.start - 1) : quantity.start], *tokens[quantity.end : quantity.end + 1])
    return not quantity.unit and any(t in MONTH and t not in ALSO_WORDS for t in beside)


def _undecided(answer: Answer, right: Quantity, rivals: list[Quantity]) -> bool:
    """Another number stands on the other side of an "or"."""
    for rival in rivals:
        low, high = sorted((right.end, rival.start) if rival.start >= right.end else (rival.end, right.start))
        between = answer.tokens[low:high]
        if not _EITHER.isdisjoint(between) or (rival.start > right.start and set(between) & _TAKING_BACK):
            return True
    return False


def _summed_up_before(answer: Answer, right: Quantity, rivals: list[Quantity]) -> bool:
    """Tell an answer that begins with another bare number, of which the right one is a part: 8, seven and one."""
    first = next((q for q in rivals if q.start == 0 and q.end < right.start and not q.unit), None)
    return first is not None and answer.tokens[first.end] in _AFTER_SUM and not right.unit


_AFTER_SUM = frozenset(", ; : = (".split())


def _on_another_day(answer: Answer, reference: Reference) -> bool:
    """Tell a full date whose year is right, where the passage dates that year otherwise."""
    given = [d for d in dates(fold(answer.text), answer.tokens) if d.month and d.year]
    told = dates(fold(reference.told.text), list(reference.told.tokens)) if given else []
    told = [d for d in told if d.month and d.year]
    same = [t for t in told if any(not _year_differs(t, g) for g in given)]
    return bool(same) and all(t.conflicts(g) for t in same for g in given)


def _year_differs(one: Date, two: Date) -> bool:
    return Date(year=one.year).conflicts(Date(year=two.year))


_HEDGES = frozenset("possibly maybe perhaps".split())
_EITHER = ALTERNATIVES | _HEDGES | {"then"}
_TAKING_BACK = frozenset("but though although actually really truth reality fact".split())


def _said(code: str, reference: Reference) -> Verdict:
    if code == "wrong-unit":
        return verdict(code, unit=shown(reference.unit) if reference.unit else "something else")
    if code == "wrong-number" and reference.sort == "year":
        return verdict("wrong-year")
    return verdict(code)


# --- dates ----------------------------------------------------------------------------------------------------


def _claimed_text(answer: Answer) -> tuple[str, list[str]]:
    """Return the folded text and the tokens without what the answer denies."""
    if not answer.denied:
        return fold(answer.text), answer.tokens
    denied = {answer.at[p] for p in answer.denied}
    kept = [token for at, token in enumerate(answer.tokens) if at not in denied]
    return " ".join(kept), kept


def judge_date(answer: Answer, reference: Reference) -> Verdict:
    """Judge day, month and year: all there, some missing, or one wrong."""
    key = reference.dates[0]
    text, tokens = _claimed_text(answer)
    found = dates(text, tokens) or brief_dates(text, key) or _one_part(answer, reference)
    if not found:
        return verdict("negated" if answer.denied else "different")
    if len(reference.dates) > 1 and not ALTERNATIVES.isdisjoint(reference.wordings[0].tokens):
        return _one_of_dates(found, reference)
    if _two_days(answer):
        return verdict("undecided")
    if _bounded_date(answer, reference):
        return verdict("wrong-date")
    right = [d for d in found if any(not d.conflicts(k) for k in reference.dates)]
    if not right:
        return verdict("wrong-date")
    if len(right) < len(found) and (set(answer.tokens) & ALTERNATIVES or _HEDGES.intersection(answer.tokens[2:])):
        return verdict("undecided")
    missing = min((d.lacks(key) for d in right), key=len)
    if missing and any(not align(w.content, answer, w).missing for w in reference.wordings):
        return verdict("wording")  # another name of the day: the Ides of March
    return verdict("part-of-date", missing=" and the ".join(missing)) if missing else verdict("date")


def _one_of_dates(found: list[Date], reference: Reference) -> Verdict:
    """Judge by a key that leaves a choice, May or June: both are wanted."""
    first = reference.wordings[0]
    wanted = dates(fold(first.text), list(first.tokens))
    if any(all(d.conflicts(k) for k in wanted) for d in found):
        return verdict("wrong-date")
    every = all(any(not d.conflicts(k) and not d.lacks(k) for d in found) for k in wanted)
    return verdict("date") if every else verdict("part-of-date", missing="other one")


def _one_part(answer: Answer, reference: Reference) -> list[Date]:
    """Read a number that can only be a part of the date: the year, the day, the number of the month asked for."""
    key = reference.dates[0]
    bare = [q for q in _claimed(answer, reference) if not q.is_range and not q.unit]
    if key.year:
        years = [q for q in bare if q.sort in ("figure", "word", "short-year") and 32 <= q.low <= 2200]
        if years:
            return [Date(year=int(q.low)) for q in years]
    if len(bare) != 1 or not 1 <= bare[0].low <= 31 or bare[0].low != int(bare[0].low):
        return []
    return [Date(day=int(bare[0].low)) if key.day else Date(month=int(bare[0].low))]


def _bounded_date(answer: Answer, reference: Reference) -> bool:
    """Before 12 April is another date, unless the key says so too."""
    return answer.tokens[0] in _TIMES and not any(t in _TIMES for w in reference.wordings for t in w.tokens)


_TIMES = frozenset("before after until since".split())


def _two_days(answer: Answer) -> bool:
    """14 or 15 July, the 14th or the 15th."""
    tokens = answer.tokens
    return any(
        t in ALTERNATIVES
        and t != "/"
        and any(x[0].isdigit() for x in tokens[max(0, i - 2) : i])
        and any(x[0].isdigit() for x in tokens[i + 1 : i + 3])
        for i, t in enumerate(tokens)
    )
