"""Naming what a department puts first in a quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.departments.services import find_department
from bot.errors import UserError
from bot.goals.models import Goal, Priority, Tie
from bot.goals.queries import GONE
from bot.goals.rules import THREE
from bot.i18n import N_
from bot.pains.models import Pain
from bot.pains.rules import wordless
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId
from bot.slack.payloads import id_in
from bot.workdays.services import today_in
from bot.years.models import Theme

NO_PRIORITY = N_("Name at least one thing that comes first.")
NO_TEXT = N_("Say in a few words what it is.")
NOT_THERE = N_("That is not there any more: choose something else.")
ROWS = ((BlockId.PRIORITY_1, BlockId.TIE_1), (BlockId.PRIORITY_2, BlockId.TIE_2), (BlockId.PRIORITY_3, BlockId.TIE_3))


@dataclass(frozen=True)
class PriorityWish:
    """`tie`: "theme", "goal:5", "pain:9" or "nothing"; "" as "nothing"."""

    text: str
    tie: str = ""


def name_priorities(  # noqa: PLR0913 - who, of which quarter and department, what
    session: Session,
    workspace_id: int,
    by: str,
    theme_id: int,
    department: str,
    wishes: Sequence[PriorityWish],
    *,
    now: datetime,
) -> list[Priority]:
    """What a department puts first in a quarter, instead of what it named before. Raises UserError at the field."""
    theme = check_may_name(session, workspace_id, by, theme_id, department, now=now)
    said = [(rank, wish) for rank, wish in enumerate(wishes[:THREE]) if not wordless(wish.text) or wish.tie]
    if not said:
        raise UserError(NO_PRIORITY, block_id=ROWS[0][0])
    for rank, wish in said:
        if wordless(wish.text):
            raise UserError(NO_TEXT, block_id=ROWS[rank][0])
    rows = [
        _row(session, Priority(workspace_id=workspace_id, theme_id=theme.key, department=department, position=position,
                               text=wish.text.strip()[:300], tie=Tie.NOTHING, by=by, at=now), wish.tie, rank)
        for position, (rank, wish) in enumerate(said, 1)
    ]  # fmt: skip
    before = (col(Priority.theme_id) == theme.key, col(Priority.department) == department)
    session.connection().execute(sa.delete(Priority).where(*before))
    session.add_all(rows)
    session.flush()
    return rows


def check_may_name(
    session: Session, workspace_id: int, by: str, theme_id: int, department: str, *, now: datetime
) -> Theme:
    """Raises UserError for whoever does not decide there, and for a quarter or department that is not theirs."""
    theme = session.get(Theme, theme_id)
    if theme is None or theme.workspace_id != workspace_id:
        raise UserError(GONE)
    find_department(session, workspace_id, department)
    require(session, workspace_id, by, Act.EDIT_GOALS, on=today_in(session, workspace_id, now), department=department)
    return theme


def _row(session: Session, row: Priority, wished: str, rank: int) -> Priority:
    """Tied as wished. Raises UserError for a goal or a pain that is not theirs."""
    kind, _, key = wished.partition(":")
    row.tie = Tie(kind) if kind in set(Tie) else Tie.NOTHING
    if row.tie is Tie.GOAL:
        row.goal_id = _theirs(session.get(Goal, id_in(key)), row, rank)
    elif row.tie is Tie.PAIN:
        row.pain_id = _theirs(session.get(Pain, id_in(key)), row, rank)
    return row


def _theirs(found: Goal | Pain | None, row: Priority, rank: int) -> int:
    if found is None or found.workspace_id != row.workspace_id:
        raise UserError(NOT_THERE, block_id=ROWS[rank][1])
    return found.key
