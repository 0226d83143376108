"""The year as one page that needs nothing else: what a buyer sees first."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template

from bot.pains.rules import STAGES
from bot.rehearsal import pictures
from bot.rehearsal.beat import Fate
from bot.rehearsal.months import Month
from bot.rehearsal.printed import messages_of
from bot.rehearsal.stories import Story, stories
from bot.rehearsal.wall import CLOSES, OPENS
from bot.rehearsal.year import Year

FOLDER = Path(__file__).parent
CITIES = {"Asia/Ho_Chi_Minh": "Ho Chi Minh City"}
COLOURS = "abcdef"
JUDGED = (
    "Everything due was said exactly once, or it is written down that it was missed, and why.",
    "Every daily list came between nine and five on its reader's own wall, on a day she works, and at most one a day.",
    "Every meeting was called for, prepared, held and written up on the minute, before and after the clocks changed.",
    "Everybody was written to in her own language, and no word said in private was shown in a wider place.",
)
MEANT = {
    Fate.HELD: "held",
    Fate.MOVED: "moved by hand, and all that belongs to it moved along",
    Fate.SKIPPED: "left out by the team, with a reason",
    Fate.HOLIDAY: "left out: it fell on a holiday",
    Fate.SILENT: "missed: the bot was away, and said so when it was back",
}


async def page_of(year: Year) -> str:
    told = await year.play.read(stories, year.play.report_of)
    months, options = year.months, year.company.options
    template = Template((FOLDER / "page.html").read_text("utf-8"))
    findings = len(year.findings)
    return template.substitute(
        css=(FOLDER / "page.css").read_text("utf-8"),
        title=f"A year in a minute: {options.start:%B %Y} to {months[-1].first:%B %Y}",
        headline=f"{_total(months, 'reports'):,} customers in pain. {_nothing(findings)} forgotten.",
        lead=_lead(year),
        figures=_figures(year),
        wheel=_wheel(year),
        key=_key(year),
        charts=_charts(year),
        stories="".join(map(_story, told)),
        trouble=_trouble(year),
        when=_when(year),
        spoken=_spoken(year),
        verdict="Nothing was lost, doubled, out of hours or in the wrong language"
        if not findings
        else "What should not be",
        judged=_judged(year),
        ledger=_ledger(months),
        command=f"<code>{escape(command(year))}</code>",
    )


def command(year: Year) -> str:
    """What plays it again."""
    options = year.company.options
    size = (
        "" if (options.people, options.pains) == (200, 2000) else f" --people {options.people} --pains {options.pains}"
    )
    return f"flywheel year --start {options.start:%Y-%m} --zone {options.zone} --seed {options.seed}{size}"


def _nothing(findings: int) -> str:
    return "Nothing" if not findings else f"{findings} things"


def _lead(year: Year) -> str:
    first, *others = [
        CITIES.get(home.zone) or home.zone.rpartition("/")[2].replace("_", " ") for home in year.company.homes
    ]
    zones = f"{', '.join([first, *others[:-1]])} and {others[-1]}"
    people = year.company.options.people
    return escape(
        f"A made-up company of {people} people in {zones} lives through a whole business year. "
        "Its customers suffer, its people act or do not, its clocks change, its bot falls silent for days. "
        "Then everything the bot said is held to account."
    )


def _figures(year: Year) -> str:
    months, found = year.months, len(year.findings)
    hours = [month.hours for month in months if month.hours is not None]
    figures = [
        (f"{_total(months, 'told'):,}", "customers told what changed", ""),
        (f"{hours[0]:.0f} → {hours[-1]:.0f} h" if hours else "–", "until a pain has an owner", ""),
        (f"{_total(months, 'held')}", f"meetings, {_total(months, 'decisions')} decisions", ""),
        (f"{sum(messages_of(months).values()):,}", "messages, each once", ""),
        (f"{found}", "findings", "bad" if found else "good"),
    ]
    return "".join(f'<div class="{kind}"><b>{value}</b><span>{words}</span></div>' for value, words, kind in figures)


def _wheel(year: Year) -> str:
    weeks = [0] * max(1, round((year.play.end - year.play.start).days / 7))
    for report in year.company.reports:
        weeks[min(int(_share(year, report.at) * len(weeks)), len(weeks) - 1)] += 1
    marks = [(_share(year, one.starts), one.fate.value, f"{one.day:%d %B}: {MEANT[one.fate]}") for one in year.meetings]
    noon = datetime.min.time().replace(hour=12)
    marks += [
        (_share(year, year.company.meeting_wall.at(day, noon)), "clocks", f"{day:%d %B}: the clocks change")
        for day in sorted(year.clock_changes)
    ]
    arcs = [(_share(year, since), _share(year, until), f"{since:%d %B} to {until:%d %B}: nothing could be said")
            for since, until in year.play.away]  # fmt: skip
    found = len(year.findings)
    names = [f"{month.first:%b}" for month in year.months]
    return pictures.wheel(weeks, names, marks, arcs, (str(found), "findings" if found != 1 else "finding"))


def _share(year: Year, at: datetime) -> float:
    return (at - year.play.start) / (year.play.end - year.play.start)


def _key(year: Year) -> str:
    """What the dots mean, with how many there are."""
    count = {fate: sum(one.fate is fate for one in year.meetings) for fate in Fate}
    lines = [
        ("a", f"{_total(year.months, 'reports'):,} pains, a ray for each week"),
        ("", f"{count[Fate.HELD]} meetings held on the beat"),
        ("b", f"{count[Fate.MOVED]} {MEANT[Fate.MOVED]}"),
        ("hollow", f"{count[Fate.SKIPPED]} {MEANT[Fate.SKIPPED]}; {count[Fate.HOLIDAY]} on a holiday"),
        ("bad", f"{count[Fate.SILENT]} {MEANT[Fate.SILENT]}"),
        ("c", f"{len(year.clock_changes)} changes of the clocks: the meeting stays at ten on the wall"),
    ]
    return "".join(f'<li><i class="{kind}"></i><span>{escape(words)}</span></li>' for kind, words in lines)


def _charts(year: Year) -> str:
    months = year.months
    names = [f"{month.first:%b}" for month in months]
    stages = [
        (STAGES[stage], COLOURS[n], [month.by_stage.get(stage, 0) for month in months])
        for n, stage in enumerate(STAGES)
    ]
    to_owner = pictures.lines([("hours to an owner", "a", [month.hours for month in months])], names)
    told = pictures.stacks([("customers told", "a", [month.told for month in months])], names)
    left = [("open pains", "b", [float(month.open) for month in months]),
            ("customers not told yet", "c", [float(month.not_told) for month in months])]  # fmt: skip
    return "".join([
        _figure("Hours until a pain has an owner", "The middle one of each month.", to_owner, ()),
        _figure("Customers told what became of it", "A pain is closed when every customer has an answer.", told, ()),
        _figure("Open, and not told", "At the end of each month.", pictures.lines(left, names), left),
        _figure("Where it hurts", "Pains by stage of the customer's journey.", pictures.stacks(stages, names), stages),
    ])  # fmt: skip


def _figure(title: str, said: str, picture: str, legend: Sequence[tuple[str, str, object]]) -> str:
    marks = "".join(f'<li><i class="{kind}"></i>{escape(name)}</li>' for name, kind, _ in legend)
    below = f'<ul class="legend">{marks}</ul>' if marks else ""
    return f"<figure><h3>{escape(title)}</h3><figcaption>{escape(said)}</figcaption>{picture}{below}</figure>"


def _story(story: Story) -> str:
    way = "".join(
        f'<li class="{"" if line.who else "bot"}"><time>{line.at:%d %b}</time>'
        f"<b>{escape(line.who or 'Flywheel')}</b> {escape(line.what)}</li>"
        for line in story.lines
    )
    also = f" and {story.voices} more" if story.voices else ""
    return (
        f'<article class="story"><div><h3>{escape(story.customer)}{also}</h3>'
        f'<p class="soft">{escape(story.name)} · {escape(story.stage)} · {escape(story.title)}</p>'
        f'<blockquote lang="{story.language}">“{escape(story.words)}”</blockquote>'
        f'<p class="end" lang="{story.language}"><b>After {story.days} days:</b> {escape(story.resolution)}</p></div>'
        f'<ol class="way">{way}</ol></article>'
    )


def _trouble(year: Year) -> str:
    silent = [one for one in year.meetings if one.fate is Fate.SILENT]
    items = [(f"Three days of silence, over the meeting of {one.day:%d %B}",
              "Back at eleven, the bot said so, took its agenda on to the next one, and wrote each list once.")
             for one in silent]  # fmt: skip
    items.append(
        (
            "Slack out of reach on a working morning",
            "What was due at nine went out when Slack was back, and said nothing twice.",
        )
    )
    items.append(
        (
            f"{len(year.clock_changes)} changes of the clocks",
            "Berlin and New York change on different days. Nine stayed nine on every wall.",
        )
    )
    items += [(f"The meeting of {one.day:%d %B}", MEANT[one.fate].capitalize() + ".")
              for one in year.meetings if one.fate in {Fate.MOVED, Fate.SKIPPED, Fate.HOLIDAY}]  # fmt: skip
    items.append(
        (
            f"{sum(year.play.rules.values()):,} times somebody came second",
            "Two took the same pain, or answered what was settled. One won, the other heard why.",
        )
    )
    return "".join(f"<li><b>{escape(what)}</b> <span>{escape(said)}</span></li>" for what, said in items)


def _when(year: Year) -> str:
    lists, late = sum(year.hours.values()), sum(count for hour, count in year.hours.items() if hour != OPENS.hour)
    counted = f"{lists:,} daily lists, by the hour on their readers' own walls."
    return f"{counted} {late:,} came after nine: nothing could be said then."


def _spoken(year: Year) -> str:
    clock = pictures.hours([year.hours.get(hour, 0) for hour in range(24)], OPENS.hour, CLOSES.hour)
    rows = "".join(
        f"<tr><td>{escape(kind)}</td><td>{count:,}</td></tr>" for kind, count in messages_of(year.months).most_common()
    )
    table = f'<div class="scroll" style="margin:0"><table>{rows}</table></div>'
    return _figure("The one list a day", "At most one a person.", clock, ()) + table


def _judged(year: Year) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in JUDGED)
    found = "".join(f"<li>{escape(str(finding))}</li>" for finding in year.findings[:100])
    bad = f'<ul class="findings">{found}</ul>' if found else ""
    counted = "Counted from the calendar on the wall and from what people saw, not from what the bot believes."
    return f"<p>{counted}</p><ul>{lines}</ul>{bad}"


def _ledger(months: Sequence[Month]) -> str:
    names = {"reports": "reported", "taken": "taken", "handed": "handed over", "resolved": "resolved", "told": "told",
             "held": "held", "skipped": "skipped", "missed": "missed", "decisions": "decisions", "given": "actions",
             "kept": "kept"}  # fmt: skip
    head = "".join(f"<th>{name}</th>" for name in names.values())
    rows = [(f"{month.first:%b %Y}", [getattr(month, name) for name in names]) for month in months]
    rows.append(("The year", [_total(months, name) for name in names]))
    body = "".join(f"<tr><td>{name}</td>{''.join(f'<td>{cell:,}</td>' for cell in cells)}</tr>" for name, cells in rows)
    return f"<tr><th>month</th>{head}</tr>{body}"


def _total(months: Sequence[Month], name: str) -> int:
    return sum(getattr(month, name) for month in months)
