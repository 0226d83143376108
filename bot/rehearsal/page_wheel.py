"""The year as a wheel, and what its marks mean."""

from datetime import date, datetime, time
from html import escape

from bot.rehearsal import pictures
from bot.rehearsal.beat import Fate
from bot.rehearsal.year import Year
from bot.years.models import ThemeKind
from bot.years.themes import NAMES

MEANT = {
    Fate.HELD: "held",
    Fate.MOVED: "moved by hand, and all that belongs to it moved along",
    Fate.SKIPPED: "left out by the team, with a reason",
    Fate.HOLIDAY: "left out: it fell on a holiday",
    Fate.SILENT: "missed: the bot was away, and said so when it was back",
}


def wheel_of(year: Year) -> str:
    weeks = [0] * max(1, round((year.play.end - year.play.start).days / 7))
    for report in year.company.reports:
        weeks[min(int(_share(year, report.at) * len(weeks)), len(weeks) - 1)] += 1
    marks = [
        (_share(year, one.starts), one.fate.value, f"{day_words(one.day)}: {MEANT[one.fate]}") for one in year.meetings
    ]
    noon = time(12)
    marks += [
        (_share(year, year.company.meeting_wall.at(day, noon)), "clocks", f"{day_words(day)}: the clocks change")
        for day in sorted(year.clock_changes)
    ]
    arcs = [
        (_share(year, since), _share(year, until), f"{day_words(since)} to {day_words(until)}: nothing could be said")
        for since, until in year.play.away
    ]
    found = len(year.findings)
    turn = pictures.Turn(
        weeks=weeks,
        months=[f"{month.first:%b}" for month in year.months],
        marks=marks,
        reviews=_reviews(year),
        arcs=arcs,
        themes=_themes(year),
        centre=(str(found), "findings" if found != 1 else "finding"),
    )
    return pictures.wheel(turn)


def _reviews(year: Year) -> list[tuple[float, str]]:
    briefs = [one for one in year.rhythm.expected() if one.kind == "brief"]
    names = {"month": "the KPI review", "quarter": "the QBR"}
    return [(_share(year, one.at), f"{day_words(one.at)}: {names[one.about.partition(':')[0]]}") for one in briefs]


def _themes(year: Year) -> list[tuple[float, float, str]]:
    """Quarter by quarter; in less than a year those there is time for."""
    wall, names = year.company.meeting_wall, [NAMES[kind] for kind in ThemeKind]
    found = []
    for quarter, name in zip(year.rhythm.quarters(), names, strict=False):
        since, until = (_share(year, wall.at(day, time())) for day in (quarter.first, quarter.following))
        found.append((since, min(until, 1.0), name))
    return found


def day_words(day: date) -> str:
    return f"{day.day} {day:%B}"


def _share(year: Year, at: datetime) -> float:
    return (at - year.play.start) / (year.play.end - year.play.start)


def key_of(year: Year) -> str:
    """What the marks mean, with how many there are; without those there are none of."""
    of = {fate: sum(one.fate is fate for one in year.meetings) for fate in Fate}
    lines = [
        ("a", sum(month.reports for month in year.months), "pains, a ray for each week"),
        ("", of[Fate.HELD], "meetings held on the beat"),
        ("b", of[Fate.MOVED], MEANT[Fate.MOVED]),
        ("hollow", of[Fate.SKIPPED], MEANT[Fate.SKIPPED]),
        ("hollow", of[Fate.HOLIDAY], MEANT[Fate.HOLIDAY]),
        ("bad", of[Fate.SILENT], MEANT[Fate.SILENT]),
        ("small", sum(month.reviews for month in year.months), "KPI reviews and QBRs, held once each"),
        ("c", len(year.clock_changes), "days on which clocks change: the meeting stays at ten on the wall"),
    ]
    return "".join(
        f'<li><i class="{kind}"></i><span>{count:,} {escape(words)}</span></li>'
        for kind, count, words in lines
        if count
    )
