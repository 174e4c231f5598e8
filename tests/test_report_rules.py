"""The rules of the report: intervals that are true, first meetings, and what each rule says of a fact."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.learning import NOON
from tests.test_pages_draw import BANK
from tutor.article import parse
from tutor.model import Bank, Verdict, VerdictName
from tutor.reporting.concerns import RULES, concerns, first_things
from tutor.reporting.items import Given, How, Item, Meeting, first_meetings, report
from tutor.reporting.shares import ENOUGH_EACH, ENOUGH_LEARNERS, Share, tells_apart, wilson

FACT = BANK.facts[0]
COUNTS = st.integers(1, 2000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def said(answer: str, learners: int, verdict: VerdictName = "incorrect", appeals: int = 0) -> Given:
    return Given(FACT.id, answer, Verdict(verdict, "other", "No."), learners, learners, appeals)


def item(*, apart: float | None = None, given: Iterable[Given] = (), appeals: int = 0, **hows: int) -> Item:
    return Item(FACT, hows, tuple(given), apart, appeals)


def meet(learner: str, fact: str = "cats", how: How = "first", minute: int = 0) -> Meeting:
    return Meeting(learner, fact, NOON + timedelta(minutes=minute), how)


# --- shares ----------------------------------------------------------------------------------------


@given(COUNTS)
def test_the_interval_holds_the_share_and_stays_between_none_and_all(counted):
    right, of = counted
    low, high = wilson(right, of)
    assert 0 <= low <= right / of <= high <= 1
    assert low < high


@given(COUNTS, st.integers(2, 20))
def test_the_same_share_of_more_learners_has_a_narrower_interval(counted, times):
    right, of = counted
    few, many = Share(right, of), Share(right * times, of * times)
    assert many.high - many.low < few.high - few.low


@given(COUNTS)
def test_the_interval_of_the_wrong_ones_is_its_mirror(counted):
    right, of = counted
    low, high = wilson(right, of)
    assert wilson(of - right, of) == pytest.approx((1 - high, 1 - low))


@given(COUNTS.filter(lambda c: c[0] < c[1]))
def test_one_more_right_answer_moves_both_bounds_up(counted):
    right, of = counted
    (low, high), (next_low, next_high) = wilson(right, of), wilson(right + 1, of)
    assert next_low > low
    assert next_high >= high


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (1, 29, 0.0061, 0.1718), (15, 148, 0.0624, 0.1605), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_agrees_with_published_examples(right, of, low, high):
    """The last three are those of Newcombe (1998), who compares seven methods on them."""
    assert wilson(right, of) == pytest.approx((low, high), abs=5e-5)


def test_about_95_of_100_intervals_hold_the_true_share():
    dice = random.Random(4)
    for share in (0.2, 0.5, 0.9):
        drawn = [wilson(sum(dice.random() < share for _ in range(25)), 25) for _ in range(2000)]
        assert 0.92 < sum(low <= share <= high for low, high in drawn) / len(drawn) < 0.98


# --- strong and weak learners ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("learners", "right"),
    [(ENOUGH_LEARNERS - 1, 15), (ENOUGH_LEARNERS, ENOUGH_EACH - 1), (ENOUGH_LEARNERS, ENOUGH_LEARNERS - 4)],
)
def test_few_learners_are_not_told_apart(learners, right):
    assert tells_apart([(n < right, n / learners) for n in range(learners)]) is None


def test_learners_who_all_did_equally_well_are_not_told_apart():
    assert tells_apart([(n % 2 == 0, 0.5) for n in range(100)]) is None


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), max_size=80))
def test_how_far_learners_are_told_apart_is_between_minus_one_and_one_and_turns_with_the_answers(learners):
    found = tells_apart(learners)
    turned = tells_apart([(not has, rest) for has, rest in learners])
    assert (found is None) == (turned is None)
    if found is not None:
        assert -1.000001 <= found <= 1.000001
        assert turned == pytest.approx(-found)


def test_enough_is_where_a_usual_fact_seldom_looks_bad():
    """A fact that tells learners apart as facts usually do (0.3) is called bad about once in twenty times."""
    dice = random.Random(8)

    def one() -> float | None:
        rest = [dice.gauss(0, 1) for _ in range(ENOUGH_LEARNERS)]
        return tells_apart(
            [(0.39 * r + dice.gauss(0, 0.92) > 0, r) for r in rest]
        )  # 0.39 · 0.8: a yes or no loses some

    found = [value for value in (one() for _ in range(1000)) if value is not None]
    assert 0.01 < sum(value < 0 for value in found) / len(found) < 0.09


# --- counting --------------------------------------------------------------------------------------


def test_a_learner_counts_once_with_the_first_meeting():
    found = report(BANK, [meet("ann", how="first", minute=9), meet("ann", how="revealed"), meet("bo")], [])
    cats = found.items[0]
    assert (cats.first, cats.hows["revealed"], found.learners) == (Share(1, 2), 1, 2)
    assert (found.since, found.until) == (NOON, NOON)


@given(st.permutations([meet("ann", minute=m, how=h) for m, h in enumerate(("revealed", "repaired", "first"))]))
def test_the_order_in_which_meetings_come_does_not_matter(meetings):
    assert [m.how for m in first_meetings(meetings)] == ["revealed"]


def test_help_is_counted_of_those_who_needed_it():
    cats = item(first=6, repaired=3, revealed=2, left=1)
    assert (cats.first, cats.helped) == (Share(6, 12), Share(3, 5))


def test_a_fact_is_compared_with_the_others_and_not_with_itself():
    """Two facts that nobody has both: a correlation with the whole would hide that."""
    facts = [f"f{n}" for n in range(6)]
    strong = [
        Meeting(f"s{n}", fact, NOON, "revealed" if fact == "f0" else "first") for n in range(20) for fact in facts
    ]
    weak = [Meeting(f"w{n}", fact, NOON, "first" if fact == "f0" else "revealed") for n in range(20) for fact in facts]
    bank = replace(BANK, facts=tuple(replace(FACT, id=fact) for fact in facts), kept={})
    apart = {i.fact.id: i.apart for i in report(bank, [*strong, *weak], []).items}
    assert apart["f0"] == pytest.approx(-1)
    assert apart["f1"] == pytest.approx(1, abs=0.1)


def test_answers_to_facts_that_are_gone_are_kept_and_judge_no_fact():
    gone = Given("gone", "x", Verdict("incorrect", "gone", ""), 3, 3, 0)
    found = report(BANK, [meet("ann", fact="gone")], [gone])
    assert (found.learners, found.answers, found.first.of) == (0, 3, 0)


def test_paragraphs_nobody_was_asked_about_are_those_that_tell_something():
    long = "The town of Port Ellan had waited for a light for more than forty years."
    bank = Bank("b", "B", parse(f"{long}\n\nShort one.\n\n{long} Again."), ())
    assert [p.number for p in report(bank, [], []).unasked] == [1, 3]


# --- what to do something about --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "rules"),
    [
        (item(), []),
        (item(first=20, missed=5), []),
        (item(first=20, left=5), []),
        (item(revealed=4), []),
        (item(revealed=5), ["hard", "help-fails"]),
        (item(first=7, repaired=18), ["hard"]),
        (item(first=8, repaired=17), []),
        (item(first=25), ["easy"]),
        (item(first=21), []),
        (item(first=24, revealed=1), []),
        (item(first=20, revealed=12, repaired=1), ["help-fails"]),
        (item(first=20, revealed=4), []),
        (item(first=15, revealed=15, apart=-0.01), ["strong-do-no-better", "help-fails"]),
        (item(first=25, repaired=5, apart=0.0), []),
        (item(first=4, repaired=7, given=[said("1991", 5)]), ["other-answer-leads"]),
        (item(first=4, repaired=7, given=[said("the 1980s", 5, "close")]), ["other-answer-leads"]),
        (item(first=5, repaired=7, given=[said("1991", 5)]), []),
        (item(first=0, repaired=4, given=[said("1991", 2)]), []),
        (item(first=20, appeals=1), ["appeals-wait"]),
    ],
)
def test_each_rule_speaks_when_the_answers_bear_it_out(found, rules):
    assert [concern.rule for concern in concerns(found)] == rules


def test_the_three_first_things_are_the_most_urgent_and_an_easy_fact_is_none():
    names = ["easy", "hard", "harder", "waits", "misled"]
    bank = replace(BANK, facts=tuple(replace(FACT, id=name) for name in names), kept={})
    hows: dict[str, dict[How, int]] = {
        "easy": {"first": 40},
        "hard": {"first": 2, "repaired": 18},
        "harder": {"first": 2, "repaired": 28},
        "waits": {"first": 20},
        "misled": {"first": 9, "repaired": 11},
    }
    meetings = [
        Meeting(f"{how} {n}", fact, NOON, how)
        for fact, own in hows.items()
        for how, count in own.items()
        for n in range(count)
    ]
    given = [said("x", 1, appeals=1)._replace(fact="waits"), said("y", 12)._replace(fact="misled")]
    found = report(bank, meetings, given)
    assert [i.fact.id for i, _ in first_things(found)] == ["waits", "misled", "harder"]
    assert [i.fact.id for i, _ in first_things(found, 9)] == ["waits", "misled", "harder", "hard"]
    waiting = replace(found, items=tuple(replace(i, appeals=1) for i in found.items))
    taken = [(i.fact.id, own[0].rule) for i, own in first_things(waiting)]
    assert taken == [("easy", "appeals-wait"), ("misled", "other-answer-leads"), ("harder", "hard")]
    assert [c.rule for c in first_things(waiting)[2][1]] == ["hard", "appeals-wait"]


def test_every_rule_has_its_manual():
    assert all(rule.__doc__ and len(rule.__doc__) > 40 for rule in RULES)
