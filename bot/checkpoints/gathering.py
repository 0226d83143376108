"""Gathering what a brief, a question to a leader or a mix says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.checkpoints.facts import AskFacts, BriefFacts, Missing, Spoken
from bot.checkpoints.hindsight import Line, Names, department_lines, lines_of
from bot.checkpoints.kpi_rules import KpiFacts
from bot.checkpoints.kpi_views import kpi_words
from bot.checkpoints.kpis import kpi_facts
from bot.checkpoints.models import Checkpoint, CheckpointState, Remark, View
from bot.checkpoints.queries import Gaps, Said, called, gaps_of, said_of, title_of
from bot.checkpoints.rules import Mix, Part, mix_of, months_of, word_count
from bot.checkpoints.wording import in_words, period_label
from bot.departments.models import Department, Stage
from bot.departments.rules import department_name, stage_name
from bot.figures.queries import compared
from bot.i18n import Texts
from bot.ownership.queries import department_shown
from bot.people.services import names_of
from bot.workdays.rules import zone_of
from bot.workdays.services import today_in


def brief_facts(
    session: Session, checkpoint: Checkpoint, t: Texts, *, now: datetime, is_late: bool = False
) -> BriefFacts:  # fmt: skip
    """All of it, as of now."""
    workspace_id, months = checkpoint.workspace_id, months_of(checkpoint.starts_on, checkpoint.ends_on)
    figures, names = compared(session, workspace_id, *months), names_in(session, workspace_id, t)
    said, today = said_of(session, checkpoint.key), today_in(session, workspace_id, now)
    facts = BriefFacts(
        checkpoint=checkpoint,
        title=title_of(session, checkpoint, t),
        period=period_label(*months, t),
        lines=lines_of(figures, names, t),
        insight=_spoken(session, checkpoint, said, View.INSIGHT, names),
        foresight=_spoken(session, checkpoint, said, View.FORESIGHT, names),
        kpis=kpi_facts(session, workspace_id, *months),
        missing=_named(gaps_of(session, checkpoint, said, on=today), called(session, workspace_id, t)),
        stages=names.stages,
        before=figures.before is not None,
        year_ago=figures.year_ago is not None,
        is_late=is_late,
        is_over=is_over(checkpoint, now),
    )
    return replace(facts, mix=mix_in(facts, t))


def ask_facts(session: Session, checkpoint: Checkpoint, department: str, t: Texts) -> AskFacts:
    """For one department: its own figures, and the numbers of the company that are its own or everybody's."""
    workspace_id, months = checkpoint.workspace_id, months_of(checkpoint.starts_on, checkpoint.ends_on)
    figures, names = compared(session, workspace_id, *months), names_in(session, workspace_id, t)
    said = said_of(session, checkpoint.key)
    hers = select(Stage.key).where(
        Stage.workspace_id == workspace_id, Stage.department == department, col(Stage.is_archived).is_(False)
    )
    stages = session.exec(hers.order_by(col(Stage.position))).all()
    texts = {part: said[department, part].text for part in View if (department, part) in said}
    return AskFacts(
        checkpoint=checkpoint,
        title=title_of(session, checkpoint, t),
        department=department_name(department_shown(session, workspace_id, department), t),
        key=department,
        lines=department_lines(figures, department, stages, names, t),
        kpis=[one for one in kpi_facts(session, workspace_id, *months) if one.kpi.department in {"", department}],
        insight=texts.get(View.INSIGHT, ""),
        foresight=texts.get(View.FORESIGHT, ""),
        fixed=frozenset(texts) if checkpoint.state is CheckpointState.HELD else frozenset(),
    )


def mix_in(facts: BriefFacts, t: Texts) -> Mix | None:
    """Of the words of a brief. Lines that have nothing to say, and say so, are no words."""
    words = {
        Part.HINDSIGHT: word_count(_hindsight_words(facts.lines, facts.kpis, t)),
        Part.INSIGHT: word_count([one.text for one in facts.insight]),
        Part.FORESIGHT: word_count([one.text for one in facts.foresight]),
    }
    return mix_of(words)


def names_in(session: Session, workspace_id: int, t: Texts) -> Names:
    """Archived ones too: what they once had keeps its name."""
    stages = select(Stage).where(Stage.workspace_id == workspace_id).order_by(col(Stage.position), col(Stage.id))
    parts = select(Department).where(Department.workspace_id == workspace_id).order_by(col(Department.position))
    return Names(
        {one.key: stage_name(one, t) for one in session.exec(stages)},
        {one.key: department_name(one, t) for one in session.exec(parts)},
    )


def is_over(checkpoint: Checkpoint, now: datetime) -> bool:
    """Whether the period looked at is: before that its numbers still grow."""
    today: date = now.astimezone(zone_of(checkpoint.zone)).date()
    return today >= checkpoint.ends_on


def is_late(remark: Remark, checkpoint: Checkpoint) -> bool:
    """It came after the review had begun."""
    return remark.at >= checkpoint.meets_at


def _hindsight_words(lines: Sequence[Line], kpis: Sequence[KpiFacts], t: Texts) -> list[str]:
    told = [in_words(line, t) for line in lines if not line.is_blank]
    return [*told, *(kpi_words(one, t) for one in kpis if one.now is not None)]


def _spoken(session: Session, checkpoint: Checkpoint, said: Said, part: View, names: Names) -> list[Spoken]:
    """In the order of the departments."""
    remarks = {department: one for (department, its_part), one in said.items() if its_part is part}
    people = names_of(session, checkpoint.workspace_id, [one.by for one in remarks.values()])
    order = [*names.departments, *(key for key in remarks if key not in names.departments)]
    return [
        Spoken(
            names.departments.get(key, key),
            remarks[key].text,
            people.get(remarks[key].by, remarks[key].by),
            is_late(remarks[key], checkpoint),
        )
        for key in order
        if key in remarks
    ]


def _named(gaps: Gaps, names: dict[str, str]) -> Missing:
    insight, foresight, nobody = (
        [names.get(key, key) for key in keys] for keys in (gaps.insight, gaps.foresight, gaps.without_lead)
    )
    return Missing(insight, foresight, nobody, gaps.asked)
