"""The report as HTML: what to do first, then every fact, with bars where people would rather look than read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tutor.forms import BLANK
from tutor.model import Fact, Paragraph
from tutor.reporting.concerns import JUDGED, Concern, concerns, first_things
from tutor.reporting.items import Given, Item, Report
from tutor.reporting.shares import ENOUGH_LEARNERS, Share
from tutor.reports.sheets import asked
from tutor.ui import frame
from tutor.ui.safe import inline, text

_WRONG = 3
"""Answers that are not right shown of a fact: those of most learners. The sheet has all."""

_LINE = 110
"""Letters of a paragraph that are shown to tell which one it is."""

_GAP = '<span class="gap" role="img" aria-label="blank"></span>'
_MANY = {1: "First, this", 2: "First, these two", 3: "First, these three"}


def head(found: Report) -> str:
    """Return how much was answered, and what came of it."""
    if not found.learners:
        return (
            '<section class="notice none"><h2>No answers yet</h2><p>When learners have answered, this page shows what '
            "they know, what most of them miss, and what to mend first.</p></section>"
        )
    hows = {how: sum(i.hows.get(how, 0) for i in found.items) for how in ("repaired", "revealed", "missed", "left")}
    counted = f"{_many(found.learners, 'learner')} · {_many(found.answers, 'answer')} · {_days(found)}{_waiting(found)}"
    cells = "".join(
        f"<div><dt>{words}</dt><dd>{_percent(count, found.first.of)}</dd></div>"
        for words, count in (
            ("right first time", found.first.right),
            ("right after help", hows["repaired"]),
            ("not yet right", hows["revealed"] + hows["missed"] + hows["left"]),
        )
    )
    return f'<p class="aside">{counted}</p><dl class="figures">{cells}</dl>'


def things(found: Report) -> str:
    """Return the three facts that most need a teacher, each with what was seen and what to do."""
    first = first_things(found)
    if not found.learners:
        return ""
    if not first:
        few = max((i.first.of for i in found.items), default=0) < JUDGED
        told = (
            f"A fact is judged from {JUDGED} learners on: before that, chance says more than they do."
            if few
            else "No fact stands out. What learners find hard or easy is below, fact by fact."
        )
        return f'<h2 class="part">{"Too few answers yet" if few else "Nothing to mend"}</h2><p class="aside">{told}</p>'
    cards = "".join(_thing(found, item, own) for item, own in first)
    return f'<h2 class="part">{_MANY[len(first)]}</h2><ol class="things">{cards}</ol>'


def table(found: Report, *, hardest_first: bool, here: frame.Place) -> str:
    """Return every fact: how it was met, what was answered, and the ways to its edit and its answers."""
    if not found.items:
        return '<p class="aside">This text has no questions yet.</p>'
    items = sorted(found.items, key=_hardness) if hardest_first else found.items
    apart = any(item.apart is not None for item in found.items)
    heads = ["¶", "Question", "Right first time", "With help", "Most given, not right", ""]
    heads[4:4] = ["Tells strong from weak"] if apart else []
    row = "".join(f'<th scope="col" role="columnheader">{words or _sr("What to do")}</th>' for words in heads)
    rows = "".join(_row(found, item, apart=apart) for item in items)
    top = f'<div class="over"><h2 class="part">Every question</h2>{_orders(here, hardest_first)}</div>'
    return (
        f"{top}{_legend(found, apart)}"
        f'<table class="sheet-table facts" role="table"><thead role="rowgroup"><tr role="row">{row}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def unasked(found: Report) -> str:
    """Return the paragraphs that nobody was asked about, and the way to a fact on them."""
    if not found.unasked:
        return ""
    to = frame.address({"teach": "draft", "text": found.bank.id})
    rows = "".join(map(_paragraph, found.unasked))
    return (
        f'<h2 class="part">Nobody was asked about these</h2><p class="aside">Paragraphs that tell something. '
        f'<a href="{to}" target="_self">Write a fact on one of them</a></p><ul class="unasked">{rows}</ul>'
    )


def _waiting(found: Report) -> str:
    """Return how many appeals wait, and the way to them."""
    if not found.appeals:
        return ""
    to = frame.address({"teach": "answers", "bank": found.bank.id})
    waits = "appeal waits" if found.appeals == 1 else "appeals wait"
    return f' · <a href="{to}" target="_self">{found.appeals} {waits}</a>'


# --- what to do first ------------------------------------------------------------------------------


def _thing(found: Report, item: Item, own: Sequence[Concern]) -> str:
    seen = "".join(f"<p>{text(concern.seen)}</p>" for concern in own)
    return (
        f'<li class="thing"><p class="flag">{text(own[0].headline)}</p>'
        f'<p class="stem" dir="auto">{_stem(item.fact)}</p>{_met(item.first, " right first time")}{seen}'
        f'<p class="todo">{text(own[0].todo)}</p><p class="ways-on">{_ways(found, item)}</p></li>'
    )


def _ways(found: Report, item: Item) -> str:
    bank, fact = found.bank.id, item.fact.id
    edit = frame.address({"teach": "banks", "bank": bank, "tab": "text", "fact": fact})
    look = frame.address({"teach": "answers", "bank": bank, "fact": fact})
    about = _sr(f" {asked(item.fact)}")
    answers = f' <a href="{look}" target="_self">Answers{about}</a>' if item.first.of or item.given else ""
    return f'<a href="{edit}" target="_self">Edit{about}</a>{answers}'


# --- every fact ------------------------------------------------------------------------------------


def _row(found: Report, item: Item, *, apart: bool) -> str:
    fact = item.fact
    where = f"¶{fact.citation.paragraph}" if fact.citation else "–"
    flags = "".join(f'<p class="flag">{text(c.headline)}</p>' for c in concerns(item))
    cells = [
        f'<p class="stem" dir="auto">{_stem(fact)}</p><p class="soft">{inline(fact.key)}</p>{flags}',
        _met(item.first),
        f"{item.helped.right} of {item.helped.of}" if item.helped.of else "–",
        "<br>".join(map(_given, item.given[:_WRONG])) or "–",
        f'<span class="ways-on">{_ways(found, item)}</span>',
    ]
    names = ["", "Right first time", "With help", "Most given, not right", ""]
    if apart:
        cells.insert(3, _apart(item.apart))
        names.insert(3, "Tells strong from weak")
    drawn = "".join(_cell(name, cell) for name, cell in zip(names, cells, strict=True))
    return f'<tr role="row" id="fact-{text(fact.id)}"><th scope="row" role="rowheader">{where}</th>{drawn}</tr>'


def _cell(name: str, drawn: str) -> str:
    """Return a cell; on a narrow screen, where the head of the table is away, it says itself what it is."""
    return f'<td role="cell">{f"<b class=name>{name}</b>" if name else ""}{drawn}</td>'


def _met(share: Share, what: str = "") -> str:
    return f"{_bar(share)}{_counted(share, what)}" if share.of else '<span class="soft">no answers yet</span>'


def _counted(share: Share, what: str = "") -> str:
    """Return a share in numbers, with its bounds; `what` says of what, where no head of a table does.

    >>> _counted(Share(19, 25))
    '<span class="counted">19 of 25 <span class="soft">57–89 %</span></span>'
    """
    low, high = round(share.low * 100), round(share.high * 100)
    return f'<span class="counted">{share.right} of {share.of}{what} <span class="soft">{low}–{high} %</span></span>'


def _bar(share: Share) -> str:
    """Return a share as a bar, its interval drawn across it."""
    value, low, high = (round(each * 100, 1) for each in (share.value, share.low, share.high))
    said = (
        f"{share.right} of {share.of} right first time, {value:.0f} %; "
        f"by these answers the true share lies between {low:.0f} and {high:.0f} %"
    )
    return (
        f'<span class="bar" role="img" aria-label="{said}"><i style="width:{value}%"></i>'
        f'<b style="left:{low}%;width:{high - low:.1f}%"></b></span>'
    )


def _given(given: Given) -> str:
    close = ' <span class="soft">(close)</span>' if given.verdict.name == "close" else ""
    return f"{given.learners}× {inline(given.answer)}{close}"


def _apart(value: float | None) -> str:
    """Return how far a fact tells learners apart, in words and as its number.

    >>> _apart(0.42), _apart(-0.1), _apart(None)
    ('clearly (0.42)', 'the wrong way round (−0.10)', 'not enough answers yet')
    """
    if value is None:
        return "not enough answers yet"
    steps = ((0.3, "clearly"), (0.1, "a little"), (0.0, "hardly"), (-1.0, "the wrong way round"))
    words = next(words for least, words in steps if value >= least - 1e-9)
    return f"{words} ({value:.2f})".replace("-", "−")


def _legend(found: Report, apart: bool) -> str:
    whiskers = (
        "The bar is the share right first time. The line across it is where the true share lies, 19 times in 20: "
        "the fewer answers, the longer."
    )
    not_yet = (
        f" Which questions tell strong learners from weak ones: not enough answers yet. It takes {ENOUGH_LEARNERS} "
        "learners on a question, five of them right and five not."
    )
    return f'<p class="aside">{whiskers if found.learners else ""}{not_yet if found.learners and not apart else ""}</p>'


def _orders(here: frame.Place, hardest_first: bool) -> str:
    ways = (("As in the text", "", not hardest_first), ("Hardest first", "hard", hardest_first))
    links = "".join(
        f'<a href="{frame.address({**here, "order": order} if order else here)}" target="_self"'
        f"{' aria-current=true' if current else ''}>{words}</a>"
        for words, order, current in ways
    )
    return f'<span class="ways">{links}</span>'


def _hardness(item: Item) -> tuple[bool, float]:
    return not item.first.of, item.first.value


def _paragraph(paragraph: Paragraph) -> str:
    cut = paragraph.text if len(paragraph.text) <= _LINE else f"{paragraph.text[:_LINE].rstrip()} …"
    return f'<li><span class="pilcrow">¶{paragraph.number}</span> <span dir="auto">{text(cut)}</span></li>'


# --- words -----------------------------------------------------------------------------------------


def _stem(fact: Fact) -> str:
    return text(asked(fact)).replace(BLANK, _GAP)


def _sr(words: str) -> str:
    return f'<span class="sr">{text(words)}</span>'


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _percent(count: int, of: int) -> str:
    return f"{round(100 * count / of)} %" if of else "–"


def _days(found: Report) -> str:
    since, until = (found.since, found.until)
    if since is None or until is None:
        return ""
    return _day(until) if since.date() == until.date() else f"{_day(since)} to {_day(until)}"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%b %Y}"
