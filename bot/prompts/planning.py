"""When the leaders of a workspace are asked, as steps; made once a day with the rest of the year, weeks ahead."""

from datetime import datetime

from sqlmodel import Session

from bot.prompts.models import Moment, PromptState
from bot.prompts.posting import ask_all, her_next_morning, pass_on
from bot.prompts.queries import prompts_of
from bot.prompts.rules import subject_of, times_of
from bot.steps.models import StepKind
from bot.steps.services import Due, plan, plan_anew
from bot.workdays.rules import ONE_DAY
from bot.years.models import Theme
from bot.years.queries import company_calendar, themes_ahead


def plan_all_prompts(session: Session, workspace_id: int, *, now: datetime) -> None:
    """Of the current theme and of those after it. Again does no harm."""
    for theme in themes_ahead(session, workspace_id, now=now):
        plan_prompts(session, theme, now=now)


def plan_prompts(session: Session, theme: Theme, *, now: datetime) -> None:
    """Three times a quarter: the questions, and the roll-up. A theme that moved takes what is still to come with it.

    A moment whose roll-up would be over is not begun any more: a company that comes to us in the middle of a quarter
    begins with the next one. What was planned in time is done however late (`due`).
    """
    calendar = company_calendar(session, theme.workspace_id)
    for moment in Moment:
        times, subject = times_of(theme, moment, calendar), subject_of(theme.key, moment)
        if times is None or times.closes <= now:
            continue
        closing = Due(StepKind.ROLL_UP, subject, times.closes)
        if plan_anew(session, theme.workspace_id, Due(StepKind.PROMPTS, subject, times.opens), now=now):
            plan_anew(session, theme.workspace_id, closing, now=now)
        else:  # asked already, perhaps late: the roll-up stays where that put it
            plan(session, theme.workspace_id, closing, now=now)
            _follow_the_team(session, theme.workspace_id, subject, now=now)


def _follow_the_team(session: Session, workspace_id: int, subject: str, *, now: datetime) -> None:
    """Departments that got somebody to decide since the questions went out, and those where it is another by now."""
    prompts = prompts_of(session, workspace_id, subject)
    if not prompts or prompts[0].due_at - ONE_DAY <= now:
        return
    for prompt in prompts:
        if prompt.state is PromptState.ASKED and pass_on(session, prompt, now=now):
            again = Due(StepKind.PROMPT, str(prompt.key), her_next_morning(session, prompt, now))
            plan_anew(session, workspace_id, again, now=now)
    ask_all(session, workspace_id, subject, prompts[0].due_at, now=now)
