"""The questions as a message to one leader: when it goes, what it says, and how it changes in place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.departments.rules import department_name
from bot.followups.rules import EVENING, next_morning
from bot.i18n import texts_in
from bot.ownership.queries import department_shown
from bot.people.services import reader_of
from bot.prompts.models import Prompt, PromptState
from bot.prompts.pages import leader_facts
from bot.prompts.queries import leaders, names_in, prompts_of, theme_of
from bot.prompts.rules import LATE, STAGGER, morning_for, times_of
from bot.prompts.views import asked_instead, questions_message
from bot.roster.services import deciders
from bot.slack.ids import PurposeId
from bot.steps.models import StepKind
from bot.steps.services import Due, plan
from bot.store.once import InsertOnce
from bot.workdays.rules import at_time, zone_of
from bot.workdays.services import calendar_of, today_in
from bot.workspaces.models import Workspace
from bot.years.queries import company_calendar

_PROMPTS = InsertOnce(
    Prompt,
    *("workspace_id", "subject", "department", "person", "state", "why", "answered_by", "is_late"),
    *("message_channel", "message_ts", "due_at", "asked_at", "answered_at"),
)


def ask(
    session: Session,
    workspace_id: int,
    subject: str,
    leader: tuple[str, str, int],
    due_at: datetime,
    *,
    now: datetime,
) -> None:
    """One department, once. `leader`: its key, who decides there, and her place in the row of all leaders."""
    department, person, place = leader
    row = {"workspace_id": workspace_id, "subject": subject, "department": department, "person": person}
    row |= {"state": PromptState.ASKED, "why": "", "answered_by": "", "is_late": False, "answered_at": None}
    if not _PROMPTS.one(session, row | {"message_channel": "", "message_ts": "", "due_at": due_at, "asked_at": now}):
        return
    prompt = _prompt(session, workspace_id, subject, department)
    due = _first_morning(session, prompt, now) + place * STAGGER
    plan(session, workspace_id, Due(StepKind.PROMPT, str(prompt.key), due), now=now)


def ask_all(session: Session, workspace_id: int, subject: str, due_at: datetime, *, now: datetime) -> None:
    """Every department somebody decides for. Those that were asked already are not asked again."""
    asked = leaders(session, workspace_id, on=today_in(session, workspace_id, now))
    for place, (department, person) in enumerate(asked.items()):
        ask(session, workspace_id, subject, (department, person, place), due_at, now=now)


def send_prompt(session: Session, prompt: Prompt, *, now: datetime) -> None:
    """Not after her working day: then it comes the next morning."""
    zone = zone_of_leader(session, prompt)
    today = now.astimezone(zone).date()
    letter = Letter(
        key=f"prompt:{prompt.subject}:{prompt.department}:{prompt.person}:{today}",
        method=Method.POST,
        channel=prompt.person,
        purpose=PurposeId.PROMPT,
        subject=str(prompt.key),
        lane=_lane(prompt),
        expires_at=at_time(today, EVENING, zone),
    )
    enqueue(session, prompt.workspace_id, letter, now=now)


def render_prompt(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None where she has answered already, or somebody else is asked instead."""
    prompt = session.get_one(Prompt, int(row.subject))
    if prompt.state is not PromptState.ASKED or prompt.person != row.channel or prompt.message_ts:
        return None
    planned = _morning(session, prompt)
    return _message(session, prompt, is_late=planned + LATE < (row.perhaps_since or row.due_at))


def prompt_sent(session: Session, delivered: Delivered, now: datetime) -> None:
    """Keep where it is, for replies and for changing it in place."""
    prompt = session.get_one(Prompt, int(delivered.row.subject))
    if prompt.person == delivered.row.channel:
        prompt.message_channel = str(delivered.response.get("channel") or delivered.row.channel)
        prompt.message_ts, prompt.asked_at = str(delivered.response["ts"]), now
        session.add(prompt)


def edit_prompt(session: Session, prompt: Prompt, *, now: datetime) -> None:
    """Her message says what became of it."""
    if prompt.message_ts:
        key = f"prompt:{prompt.subject}:{prompt.department}:{now.timestamp()}"
        letter = Letter(key, Method.UPDATE, prompt.message_channel, {}, PurposeId.PROMPT_EDIT, str(prompt.key))
        enqueue(session, prompt.workspace_id, replace(letter, lane=_lane(prompt)), now=now)


def render_prompt_edit(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None where the message is another's by now."""
    prompt = session.get_one(Prompt, int(row.subject))
    if not prompt.message_ts or prompt.message_channel != row.channel:
        return None
    return {"ts": prompt.message_ts, **_message(session, prompt)}


def pass_on(session: Session, prompt: Prompt, *, now: datetime) -> bool:
    """Her seat may be another's by now: then that one is asked, once. A deputy who was asked while there was no lead
    stays the one who was asked."""
    today = today_in(session, prompt.workspace_id, now)
    decide = deciders(session, prompt.workspace_id, prompt.department, on=today)
    if not decide or prompt.person in decide:
        return False
    _tell_predecessor(session, prompt, decide[0], now=now)
    prompt.person, prompt.message_channel, prompt.message_ts = decide[0], "", ""
    session.add(prompt)
    session.flush()
    return True


def decided(session: Session, prompt: Prompt, *, now: datetime) -> bool:
    """Whether somebody decides for its department just now."""
    today = today_in(session, prompt.workspace_id, now)
    return bool(deciders(session, prompt.workspace_id, prompt.department, on=today))


def _tell_predecessor(session: Session, prompt: Prompt, successor: str, *, now: datetime) -> None:
    """In the place of the questions she was sent."""
    if not prompt.message_ts:
        return
    workspace_id = prompt.workspace_id
    t = texts_in(reader_of(session, workspace_id, prompt.person).language)
    department = department_name(department_shown(session, workspace_id, prompt.department), t)
    said = asked_instead(names_in(session, workspace_id, [successor])[successor], department, t)
    letter = Letter(
        key=f"prompt:{prompt.subject}:{prompt.department}:{prompt.person}:over",
        method=Method.UPDATE,
        channel=prompt.message_channel,
        payload={"ts": prompt.message_ts, **said.payload()},
        lane=_lane(prompt),
    )
    enqueue(session, workspace_id, letter, now=now)


def _message(session: Session, prompt: Prompt, *, is_late: bool = False) -> Mapping[str, Any]:
    t = texts_in(reader_of(session, prompt.workspace_id, prompt.person).language)
    facts = leader_facts(session, prompt, prompt.person, t)
    return questions_message(replace(facts, is_late=is_late), t).payload()


def _morning(session: Session, prompt: Prompt) -> datetime:
    """When she was to get the questions."""
    theme, moment = theme_of(session, prompt.subject)
    times = times_of(theme, moment, company_calendar(session, prompt.workspace_id))
    calendar = calendar_of(session, prompt.workspace_id, prompt.department)
    return morning_for(times, zone_of_leader(session, prompt), calendar) if times else prompt.asked_at


def _first_morning(session: Session, prompt: Prompt, now: datetime) -> datetime:
    """The planned one; asked late, the next there is."""
    morning = _morning(session, prompt)
    return morning if morning >= now else her_next_morning(session, prompt, now)


def her_next_morning(session: Session, prompt: Prompt, now: datetime) -> datetime:
    calendar = calendar_of(session, prompt.workspace_id, prompt.department)
    return next_morning(now, zone_of_leader(session, prompt), calendar)


def _prompt(session: Session, workspace_id: int, subject: str, department: str) -> Prompt:
    return next(one for one in prompts_of(session, workspace_id, subject) if one.department == department)


def zone_of_leader(session: Session, prompt: Prompt) -> ZoneInfo:
    of_workspace = session.get_one(Workspace, prompt.workspace_id).time_zone
    return zone_of(reader_of(session, prompt.workspace_id, prompt.person).time_zone, of_workspace)


def _lane(prompt: Prompt) -> str:
    return f"prompt:{prompt.subject}:{prompt.department}"
