"""What falls due about the year: once a day its themes are there, and what hangs on them is planned."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from bot.checkpoints.planning import plan_checkpoints
from bot.contacts.planning import plan_contacts
from bot.prompts.planning import plan_all_prompts
from bot.steps.models import Step
from bot.voices.due import plan_voice
from bot.workdays.rules import ONE_DAY
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace
from bot.years.rules import midnight
from bot.years.services import ensure_themes

Plan = Callable[..., None]  # (session, workspace_id, *, now): makes rows and steps of the coming weeks; again: no harm

PLANS: list[Plan] = [plan_all_prompts, plan_checkpoints, plan_contacts, plan_voice]


def keep_year_going(session: Session, step: Step, now: datetime) -> str | datetime:
    """It comes again at every midnight of the workspace, and mends what is missing."""
    workspace = session.get_one(Workspace, step.workspace_id)
    ensure_themes(session, workspace.key, now=now)
    for plan_part in PLANS:
        plan_part(session, workspace.key, now=now)
    return midnight(today_in(session, workspace.key, now) + ONE_DAY, workspace.time_zone)
