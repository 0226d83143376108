"""What falls due about questions. Each looks at the state first, and says what became of it."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.followups.rules import is_at_work
from bot.prompts.models import Prompt, PromptState
from bot.prompts.posting import ask_all, decided, her_next_morning, pass_on, send_prompt, zone_of_leader
from bot.prompts.queries import leaders, theme_of
from bot.prompts.roll_ups import post_roll_up
from bot.prompts.rules import Times, roll_up_at, times_of
from bot.steps.models import Step, StepKind
from bot.steps.services import Due, plan_anew
from bot.workdays.rules import ONE_DAY, Calendar, zone_of
from bot.workdays.services import calendar_of, today_in
from bot.years.models import Theme
from bot.years.queries import company_calendar

MISSED = "missed: the next questions are out"
OUTCOMES = {
    PromptState.ANSWERED: "answered",
    PromptState.NOT_THIS_TIME: "not this time",
    PromptState.OVER: "over",
}


def ask_leaders(session: Session, step: Step, now: datetime) -> str | datetime:
    """The day of the questions has come: one prompt for each department somebody decides for."""
    theme, moment = theme_of(session, step.subject)
    calendar = company_calendar(session, step.workspace_id)
    times = times_of(theme, moment, calendar)
    if times is None or now >= times.over:
        return MISSED
    if now < times.opens:
        return times.opens
    _end_earlier(session, step)
    asked = leaders(session, step.workspace_id, on=today_in(session, step.workspace_id, now))
    if not asked:  # a company that is being set up names its leaders one of these days
        return now + ONE_DAY if now + ONE_DAY < times.closes else "nobody decides anywhere"
    ask_all(session, step.workspace_id, step.subject, _closes(session, step, theme, times, calendar, now), now=now)
    return f"{len(asked)} departments asked"


def ask_leader(session: Session, step: Step, now: datetime) -> str | datetime:
    """Every working morning of hers until the roll-up: whether she still is who to ask, and whether it reached her.

    Whoever was off all that time is asked when she is back, until the next questions come: late is better than never.
    """
    prompt = session.get_one(Prompt, int(step.subject))
    if prompt.state is not PromptState.ASKED:
        return OUTCOMES[prompt.state]
    if now >= prompt.due_at and prompt.message_ts:
        return "no answer"
    is_hers = not pass_on(session, prompt, now=now) and decided(session, prompt, now=now)
    zone, calendar = zone_of_leader(session, prompt), calendar_of(session, prompt.workspace_id, prompt.department)
    if is_hers and not prompt.message_ts and is_at_work(now.astimezone(zone), calendar):
        send_prompt(session, prompt, now=now)
    next_look = her_next_morning(session, prompt, now)
    return min(next_look, prompt.due_at) if now < prompt.due_at else next_look


def roll_up(session: Session, step: Step, now: datetime) -> str | datetime:
    """What the leaders said goes to the flywheel channel, whole or in part."""
    theme, moment = theme_of(session, step.subject)
    times = times_of(theme, moment, company_calendar(session, step.workspace_id))
    if times is None or now >= max(times.over, times.closes) + ONE_DAY:
        return MISSED
    posted = post_roll_up(session, step.workspace_id, step.subject, now=now)
    return now + ONE_DAY if posted is None else posted


def _end_earlier(session: Session, step: Step) -> None:
    """Whoever did not answer earlier questions is not reminded of them any more; she may still answer."""
    open_ones = sa.update(Prompt).where(
        col(Prompt.workspace_id) == step.workspace_id,
        col(Prompt.subject) != step.subject,
        col(Prompt.subject).startswith("theme:"),
        sa.text("state = 'asked'"),
    )
    session.connection().execute(open_ones.values(state=PromptState.OVER))


def _closes(session: Session, step: Step, theme: Theme, times: Times, calendar: Calendar, now: datetime) -> datetime:
    """Asked late, leaders have the same time to answer, up to the next questions; the roll-up moves with them."""
    today = now.astimezone(zone_of(theme.zone)).date()
    closes = roll_up_at(max(today, times.asked_on), times.over_on, calendar, theme.zone)
    plan_anew(session, step.workspace_id, Due(StepKind.ROLL_UP, step.subject, closes), now=now)
    return closes
