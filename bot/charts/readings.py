"""From figures to a chart that says what it shows, in one language. Pure."""

from collections.abc import Mapping, Sequence

from bot.charts.crossing import handoff_chart
from bot.charts.rules import ChartKind, Figures, Flow, Middle, Pace, StageWeeks
from bot.charts.shapes import MOST_LABELS, MOST_SERIES, Bar, Chart, Lengths, Plot, Series, Table, Weeks, labels
from bot.charts.wording import days, lately, number, numbers, week_labels, weeks_in_words
from bot.departments.rules import department_name, stage_name
from bot.i18n import N_, Texts

TITLES: Mapping[ChartKind, str] = {
    ChartKind.STAGES: N_("Pains by stage and week"),
    ChartKind.FLOW: N_("Open and told, by week"),
    ChartKind.PACE: N_("From report to owner, and to told"),
    ChartKind.HANDOFFS: N_("Handoffs between departments"),
}
Row = tuple[str, tuple[int, ...]]
MOST_LINES = 3  # that can be told from each other where they cross


def chart_of(kind: ChartKind, figures: Figures, t: Texts) -> Chart:
    title = t(TITLES[kind])
    if isinstance(figures, StageWeeks):
        return stage_chart(figures, title, t)
    if isinstance(figures, Flow):
        return flow_chart(figures, title, t)
    if isinstance(figures, Pace):
        return pace_chart(figures, title, t)
    return handoff_chart(figures, title, t)


def stage_chart(figures: StageWeeks, title: str, t: Texts) -> Chart:
    named = [(stage_name(stage, t) if stage else t("no stage"), counts) for stage, counts in figures.rows]
    rows, total = _most(named, t), sum(sum(counts) for _, counts in named)
    if not total:
        return Chart(ChartKind.STAGES, title, t("No pain was reported in the last {n} weeks.", n=_weeks(figures)))
    most, counts = max(rows, key=lambda row: sum(row[1]))
    finding = t(
        "Most pains: {stage}, {n} of {total} in {weeks} weeks.",
        stage=most, n=sum(counts), total=total, weeks=_weeks(figures),
    )  # fmt: skip
    weeks, sums = week_labels(figures.period, t), [sum(counts) for _, counts in rows]
    said = [f"{name}: {numbers(counts, t)} ({_in_all(sum(counts), t)})" for name, counts in rows]
    return Chart(
        ChartKind.STAGES, title, finding,
        lines=[weeks_in_words(figures.period, t), *said],
        notes=[t("The last week is not over yet. Pains joined to another one count once.")],
        plots=_stage_plots(rows, weeks, t),
        table=Table(title, [t("Stage"), t("All"), *weeks], [[name, sum(counts), *counts] for name, counts in rows]),
        picture=Weeks(weeks, [Series(*row) for row in rows], [_in_all(one, t) for one in sums], t("so far")),
    )  # fmt: skip


def flow_chart(figures: Flow, title: str, t: Texts) -> Chart:
    rows = [
        (t("Still open"), figures.still_open),
        (t("Reported"), figures.opened),
        (t("Resolved"), figures.resolved),
        (t("Told"), figures.told),
    ]
    if not any(any(counts) for _, counts in rows):
        return Chart(ChartKind.FLOW, title, t("No pain is open, and none was reported lately."))
    weeks = week_labels(figures.period, t)
    flows = [Series(name, counts) for name, counts in rows[1:]]
    after = [t("{n} now", n=number(figures.open_now, t)), *(_in_all(sum(counts), t) for _, counts in rows[1:])]
    said = [f"{name}: {numbers(counts, t)} ({last})" for (name, counts), last in zip(rows, after, strict=True)]
    by_week = zip(*(counts for _, counts in rows), strict=True)
    return Chart(
        ChartKind.FLOW, title, _flow_finding(figures, t),
        lines=[weeks_in_words(figures.period, t), *said],
        notes=[t("Still open: at the end of each week. Told: of those resolved in that week, how many have an answer"
                 " for every customer by now. The last week is not over yet.")],
        plots=[Plot(t("Reported, resolved, told"), "bar", weeks, flows, t("Week from Monday"), t("Pains")),
               Plot(t("Still open"), "line", weeks, [Series(*rows[0])], t("Week from Monday"), t("Pains"))],
        table=Table(title, [t("Week from Monday"), *(name for name, _ in rows)],
                    [[week, *counts] for week, counts in zip(weeks, by_week, strict=True)]),
        picture=Weeks(weeks, [Series(*row) for row in rows], after, t("so far")),
    )  # fmt: skip


def pace_chart(figures: Pace, title: str, t: Texts) -> Chart:
    everybody = figures.owner_of_all
    if everybody is None:
        return Chart(ChartKind.PACE, title, t("No pain of the last {n} weeks has an owner yet.", n=_weeks(figures)))
    owner, told = _bars(figures.to_owner, figures, t), _bars(figures.to_told, figures, t)
    both = [(t("From report to owner, days"), owner), (t("From report to told, days"), told)]
    panels = [(name, bars) for name, bars in both if bars]
    head = [t("Department"), t("Pains with an owner"), t("Days to the owner"), t("Customers told"), t("Days to told")]
    rows = [_pace_row(t("All"), everybody, figures.told_of_all)]
    for key in sorted({**figures.to_owner, **figures.to_told}, key=lambda key: _name(key, figures, t)):
        rows.append(_pace_row(_name(key, figures, t), figures.to_owner.get(key), figures.to_told.get(key)))
    owned = t("{n} of {all} pains have had an owner.", n=number(everybody.count, t), all=number(figures.reported, t))
    return Chart(
        ChartKind.PACE, title, _pace_finding(everybody, figures.told_of_all, t),
        lines=[_pace_line(row, t) for row in rows],
        notes=[t("Half took less, half took longer. By the department that has the pain.")
               + f" {lately(figures.period, t)} {owned}"],
        plots=[_pace_plot(name, bars, t) for name, bars in panels],
        table=Table(title, head, rows),
        picture=Lengths(panels),
    )  # fmt: skip


def _stage_plots(rows: Sequence[Row], weeks: Sequence[str], t: Texts) -> list[Plot]:
    """All stages side by side, and the weeks of those with most: twelve lines across each other say nothing."""
    names = labels(name for name, _ in rows)
    sums = Series(t("Pains"), tuple(sum(counts) for _, counts in rows))
    most = sorted(range(len(rows)), key=lambda place: -sums.values[place])[:MOST_LINES]
    lines = [Series(names[place], rows[place][1]) for place in sorted(most) if sums.values[place]]
    return [
        Plot(t("Pains by stage, {n} weeks", n=len(weeks)), "bar", names, [sums], t("Stage"), t("Pains")),
        Plot(t("By week, where most pains are"), "line", weeks, lines, t("Week from Monday"), t("Pains")),
    ]


def _flow_finding(figures: Flow, t: Texts) -> str:
    return t.plural("{n} pain is open.", "{n} pains are open.", figures.open_now) + " " + t(
        "In {weeks} weeks: {opened} reported, {resolved} resolved, {told} of those told.",
        weeks=_weeks(figures), opened=sum(figures.opened), resolved=sum(figures.resolved), told=sum(figures.told),
    )  # fmt: skip


def _pace_finding(owner: Middle, told: Middle | None, t: Texts) -> str:
    said = t("Half of the pains had an owner within {days}.", days=days(owner.days, t))
    if told is None:
        return said + " " + t("No customer was told yet.")
    return said + " " + t("Half of the customers were told within {days}.", days=days(told.days, t))


def _bars(middles: Mapping[str, Middle], figures: Pace, t: Texts) -> list[Bar]:
    """The slowest first."""
    slowest = sorted(middles.items(), key=lambda item: (-item[1].days, item[0]))[:MOST_LABELS]
    return [
        Bar(_name(key, figures, t), middle.days, f"{days(middle.days, t)} ({number(middle.count, t)})")
        for key, middle in slowest
    ]


def _pace_plot(title: str, bars: Sequence[Bar], t: Texts) -> Plot:
    shown = labels(bar.name for bar in bars)
    return Plot(title, "bar", shown, [Series(t("Days"), tuple(bar.value for bar in bars))], t("Department"), t("Days"))


def _pace_row(name: str, owner: Middle | None, told: Middle | None) -> list[str | float]:
    return [name, owner.count if owner else 0, owner.days if owner else "–",
            told.count if told else 0, told.days if told else "–"]  # fmt: skip


def _pace_line(row: Sequence[str | float], t: Texts) -> str:
    name, owned, to_owner, told, to_told = (one if isinstance(one, str) else number(one, t) for one in row)
    return t(
        "{name}: {owned} with an owner, days {to_owner}; {told} told, days {to_told}",
        name=name, owned=owned, to_owner=to_owner, told=told, to_told=to_told,
    )  # fmt: skip


def _name(key: str, figures: Pace, t: Texts) -> str:
    return department_name(figures.departments.get(key, key), t) if key else t("no department")


def _most(rows: Sequence[Row], t: Texts) -> list[Row]:
    """As many as Slack draws: the smallest of too many are one row together."""
    if len(rows) <= MOST_SERIES:
        return list(rows)
    by_size = sorted(range(len(rows)), key=lambda place: -sum(rows[place][1]))
    kept, rest = sorted(by_size[: MOST_SERIES - 1]), by_size[MOST_SERIES - 1 :]
    together = tuple(map(sum, zip(*(rows[place][1] for place in rest), strict=True)))
    return [*(rows[place] for place in kept), (t("Other stages"), together)]


def _in_all(count: int, t: Texts) -> str:
    return t("{n} in all", n=number(count, t))


def _weeks(figures: StageWeeks | Flow | Pace) -> int:
    return len(figures.period.mondays)
