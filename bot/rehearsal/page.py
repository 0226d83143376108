"""The year as one page that needs nothing else: what a buyer sees first."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from bot.pains.rules import STAGES
from bot.rehearsal import pictures
from bot.rehearsal.beat import Fate
from bot.rehearsal.leaders import leaders_of
from bot.rehearsal.months import Month
from bot.rehearsal.page_leaders import leaders_section
from bot.rehearsal.page_wheel import MEANT, day_words, key_of, wheel_of
from bot.rehearsal.printed import days_words, messages_of, mix_words
from bot.rehearsal.stories import Story, stories
from bot.rehearsal.wall import CLOSES, OPENS
from bot.rehearsal.year import Year

FOLDER = Path(__file__).parent
CITIES = {"Asia/Ho_Chi_Minh": "Ho Chi Minh City"}
COLOURS = "abcdef"
A_YEAR = 365
SUMMED = ("reports", "taken", "handed", "resolved", "told", "held", "decisions", "given", "kept", "answered", "asked",
          "reviews", "contacts")  # fmt: skip
JUDGED = (
    "Everything due was said exactly once, or it is written down that it was missed, and why.",
    "Every daily list came between nine and five on its reader's own wall, on a day she works, and at most one a day.",
    "Every meeting was called for, prepared, held and written up on the minute, before and after the clocks changed.",
    "Every leader was asked at nine on her own wall; each roll-up, mix, review and brief was there once, at its hour.",
    "Everybody was written to in her own language, and no word said in private was shown in a wider place.",
)


async def page_of(year: Year) -> str:
    months, options = year.months, year.company.options
    told = await year.play.read(stories, year.play.report_of)
    aims = await year.play.read(leaders_of, year.play.workspace_id, options.start, options.end)
    template = Template((FOLDER / "page.html").read_text("utf-8"))
    findings = len(year.findings)
    return template.substitute(
        css=(FOLDER / "page.css").read_text("utf-8"),
        title=f"A year in a minute: {options.start:%B %Y} to {months[-1].first:%B %Y}",
        headline=f"{_total(months, 'reports'):,} customers in pain. {_nothing(findings)}",
        lead=_lead(year),
        figures=_figures(year),
        wheel=wheel_of(year),
        key=key_of(year),
        charts=_charts(year),
        leaders=leaders_section(aims, months),
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
    return "Nothing forgotten." if not findings else f"{findings} thing{'s'[: findings != 1]} wrong."


def _lead(year: Year) -> str:
    first, *others = [
        CITIES.get(home.zone) or home.zone.rpartition("/")[2].replace("_", " ") for home in year.company.homes
    ]
    zones = f"{', '.join([first, *others[:-1]])} and {others[-1]}"
    options = year.company.options
    return escape(
        f"A made-up company of {options.people} people in {zones} lives through {_how_long(options.days)}. "
        "Its customers suffer, its people act or do not, its clocks change, its bot falls silent for days. "
        "Then everything the bot said is held to account."
    )


def _how_long(days: int) -> str:
    return "a whole business year" if days >= A_YEAR else f"{days} days of a business year"


def _figures(year: Year) -> str:
    months, found = year.months, len(year.findings)
    hours = [month.hours for month in months if month.hours is not None]
    figures = [
        (f"{_total(months, 'told'):,}", "customers told what changed", ""),
        (f"{hours[0]:.0f} → {hours[-1]:.0f} h" if hours else "–", "until a pain has an owner", ""),
        (f"{_total(months, 'held')}", f"meetings, {_total(months, 'decisions')} decisions", ""),
        (f"{_total(months, 'contacts'):,}", "talks of leaders with customers", ""),
        (f"{sum(messages_of(months).values()):,}", "messages, each once", ""),
        (f"{found}", "findings", "bad" if found else "good"),
    ]
    return "".join(f'<div class="{kind}"><b>{value}</b><span>{words}</span></div>' for value, words, kind in figures)


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
        f'<li class="{"" if line.who else "bot"}"><time>{line.at.day} {line.at:%b}</time>'
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
    items = [(f"Three days of silence, over the meeting of {day_words(one.day)}",
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
            f"Clocks that changed on {len(year.clock_changes)} days",
            "Not every place changes on the same day, and some never do. Nine stayed nine on every wall.",
        )
    )
    items += [(f"The meeting of {day_words(one.day)}", MEANT[one.fate].capitalize() + ".")
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
        f"<li><span>{escape(kind)}</span><b>{count:,}</b></li>"
        for kind, count in messages_of(year.months).most_common()
    )
    every = f"<figure><h3>All it said</h3><figcaption>Each once.</figcaption><ul class='counts'>{rows}</ul></figure>"
    return _figure("The one list a day", "At most one a person.", clock, ()) + every


def _judged(year: Year) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in JUDGED)
    found = "".join(f"<li>{escape(str(finding))}</li>" for finding in year.findings[:100])
    bad = f'<ul class="findings">{found}</ul>' if found else ""
    counted = "Counted from the calendar on the wall and from what people saw, not from what the bot believes."
    return f"<p>{counted}</p><ul>{lines}</ul>{bad}"


LEDGER = {
    "pains": ("reported", "taken", "handed over", "resolved", "told"),
    "meetings": ("held", "not held", "decisions"),
    "actions": ("given", "kept"),
    "leaders": ("answers", "reviews", "mix", "customer talks", "days since"),
}


def _ledger(months: Sequence[Month]) -> str:
    groups = "".join(f'<th colspan="{len(names)}">{group}</th>' for group, names in LEDGER.items())
    head = "".join(f"<th>{name}</th>" for names in LEDGER.values() for name in names)
    rows = [(f"{month.first:%b %Y}", _cells([month], mix_words(month), days_words(month))) for month in months]
    rows.append(("The year", _cells(months, "", "")))
    body = "".join(f"<tr><td>{name}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for name, cells in rows)
    return f'<tr class="groups"><th></th>{groups}</tr><tr><th></th>{head}</tr>{body}'


def _cells(months: Sequence[Month], mix: str, days: str) -> list[str]:
    """Of one month or of several; what cannot be added up is handed in."""
    sums = {name: f"{_total(months, name):,}" for name in SUMMED}
    not_held = f"{_total(months, 'skipped') + _total(months, 'missed'):,}"
    pains = [sums[name] for name in ("reports", "taken", "handed", "resolved", "told")]
    met = [sums["held"], not_held, sums["decisions"], sums["given"], sums["kept"]]
    return [*pains, *met, f"{sums['answered']}/{sums['asked']}", sums["reviews"], mix, sums["contacts"], days]


def _total(months: Sequence[Month], name: str) -> int:
    return sum(getattr(month, name) for month in months)
