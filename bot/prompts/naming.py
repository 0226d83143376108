"""Naming what comes first, where leaders are asked for it: their questions and the roll-up say so in place."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.goals.models import Priority
from bot.goals.priorities import PriorityWish, name_priorities
from bot.prompts.models import Moment
from bot.prompts.posting import edit_prompt
from bot.prompts.queries import prompts_of
from bot.prompts.roll_ups import edit_pictures
from bot.prompts.rules import NAMING, subject_of
from bot.years.models import Theme


def name_first(  # noqa: PLR0913 - who, of which quarter and department, what
    session: Session,
    workspace_id: int,
    by: str,
    theme_id: int,
    department: str,
    wishes: Sequence[PriorityWish],
    *,
    now: datetime,
) -> list[Priority]:
    """Raises UserError at the field that is wrong."""
    named = name_priorities(session, workspace_id, by, theme_id, department, wishes, now=now)
    theme = session.get_one(Theme, theme_id)
    if theme.kind in NAMING:
        asked = [one for moment in Moment for one in prompts_of(session, workspace_id, subject_of(theme_id, moment))]
        for prompt in asked:
            if prompt.department == department:
                edit_prompt(session, prompt, now=now)
        edit_pictures(session, theme, department, now=now)
    return named
