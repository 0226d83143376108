"""The part of the page about the leaders: what they were asked, where they point, and whether they see customers."""

from collections.abc import Sequence
from html import escape

from bot.rehearsal import pictures
from bot.rehearsal.leaders import Leaders, OwnNumber, Pull
from bot.rehearsal.months import Month

PARTS = (("hindsight", "f"), ("insight", "c"), ("foresight", "a"))


def leaders_section(leaders: Leaders, months: Sequence[Month]) -> str:
    return "".join([
        _figure("Back, why, ahead", "Of the words of each KPI review, in percent. What is missing is asked for.",
                *_mix(months)),
        _figure("Questions answered", "Three times a quarter each department is asked. Nobody is chased in public.",
                *_answers(months)),
        _block("What comes first", _pull_words(leaders), _pulls(leaders)),
        _block("Days since a department met a customer", "At the end of the year, in the company's order: no ranking.",
               _since(leaders)),
        _said(leaders) + _numbers(leaders),
    ])  # fmt: skip


def _figure(title: str, said: str, picture: str, legend: Sequence[tuple[str, str]]) -> str:
    marks = "".join(f'<li><i class="{kind}"></i>{escape(name)}</li>' for name, kind in legend)
    return _block(title, said, f'{picture}<ul class="legend">{marks}</ul>')


def _block(title: str, said: str, inside: str) -> str:
    return f"<figure><h3>{escape(title)}</h3><figcaption>{escape(said)}</figcaption>{inside}</figure>"


def _mix(months: Sequence[Month]) -> tuple[str, Sequence[tuple[str, str]]]:
    rows = [(name, kind, [getattr(month.mix, name) if month.mix else 0 for month in months]) for name, kind in PARTS]
    return pictures.stacks(rows, [f"{month.first:%b}" for month in months], totals=False), PARTS


def _answers(months: Sequence[Month]) -> tuple[str, Sequence[tuple[str, str]]]:
    asked = [month for month in months if month.asked]
    rows = [("answered", "a", [month.answered for month in asked]),
            ("silent", "none", [month.asked - month.answered for month in asked])]  # fmt: skip
    legend = [(name, kind) for name, kind, _ in rows]
    return pictures.stacks(rows, [f"{month.first:%b}" for month in asked], totals=False), legend


def _pull_words(leaders: Leaders) -> str:
    """ "Kick-off: 11 of 18 point the same way. Planning: 17 of 21.\""""
    named = []
    for place, quarter in enumerate(leaders.quarters):
        same, every = (sum(pull.said[place][which] for pull in leaders.pulls) for which in (0, 1))
        named.append(f"{quarter.capitalize()}: {same} of {every}")
    return "; ".join(named) + " point the same way: to the theme, a goal of the company, a customer's pain."


def _pulls(leaders: Leaders) -> str:
    head = "".join(f"<th>{escape(quarter)}</th>" for quarter in leaders.quarters)
    rows = "".join(f"<tr><td>{escape(pull.department)}</td>{_dots(pull)}</tr>" for pull in leaders.pulls)
    return f'<table class="dots"><tr><th></th>{head}</tr>{rows}</table>'


def _dots(pull: Pull) -> str:
    return "".join(
        f'<td aria-label="{same} of {every}"><b>{"●" * same}</b><i>{"○" * (every - same) if every else "–"}</i></td>'
        for same, every in pull.said
    )


def _since(leaders: Leaders) -> str:
    longest = max((days for _, days in leaders.since if days is not None), default=0) or 1
    rows = [
        f'<li><span>{escape(name)}</span><i style="width:{46 * days / longest:.0f}%"></i><b>{days}</b></li>'
        if days is not None
        else f"<li><span>{escape(name)}</span><b>not yet</b></li>"
        for name, days in leaders.since
    ]
    return f'<ul class="bars">{"".join(rows)}</ul>'


def _said(leaders: Leaders) -> str:
    if not leaders.answers:
        return ""
    quotes = "".join(
        f"<blockquote>“{escape(text)}”<cite>{escape(department)}</cite></blockquote>"
        for department, text in leaders.answers
    )
    asked = f"<h3>{escape(leaders.question)}</h3><figcaption>Some answers, side by side.</figcaption>"
    return f'<figure class="wide">{asked}<div class="quotes">{quotes}</div></figure>'


def _numbers(leaders: Leaders) -> str:
    reached, every = leaders.goals
    rows = "".join(map(_number, leaders.numbers))
    if every:
        rows += f"<div><b>{reached} of {every}</b><span>goals of the year reached when it closes</span></div>"
    return f'<div class="figures wide">{rows}</div>' if rows else ""


def _number(number: OwnNumber) -> str:
    if not number.values:
        return ""
    way = f"{number.values[0]:.0f} → {number.values[-1]:.0f} {escape(number.unit)}"
    target = f", to reach: {number.target:.0f}" if number.target is not None else ""
    return f"<div><b>{way}</b><span>{escape(number.name)}{target}</span></div>"
