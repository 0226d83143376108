"""Letters of a review: the question to a leader, the mix, the brief and its corrections, and what was moved.

What is written is read when it goes out, so that what was said meanwhile is in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.checkpoints.brief_views import brief_message
from bot.checkpoints.gathering import ask_facts, brief_facts
from bot.checkpoints.models import Checkpoint, CheckpointState
from bot.checkpoints.queries import channel_texts, said_of, texts_for, title_of
from bot.checkpoints.rules import LATE, asked_key, is_open, last_day, morning_for, name_of, times_of
from bot.checkpoints.views import ask_message, called_off_message, mix_message, moved_message
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.followups.ledger import Entry, write_down
from bot.followups.rules import EVENING, Obligation, Owed, Rung
from bot.people.services import names_of, reader_of
from bot.prompts.queries import leaders
from bot.slack.blocks import Message
from bot.slack.ids import PurposeId
from bot.workdays.rules import at_time, zone_of
from bot.workdays.services import calendar_of, today_in
from bot.workspaces.models import Workspace
from bot.years.queries import company_calendar


def ask(session: Session, checkpoint: Checkpoint, department: str, person: str, *, now: datetime) -> None:
    """Not after her working day, nor after the review has begun: then it comes the next morning, or not at all."""
    zone = zone_for(session, checkpoint.workspace_id, person)
    today = now.astimezone(zone).date()
    letter = Letter(
        key=f"review:{name_of(checkpoint)}:{department}:{person}:{today}",
        method=Method.POST,
        channel=person,
        purpose=PurposeId.REVIEW_ASK,
        subject=f"{checkpoint.key}:{department}",
        expires_at=min(at_time(today, EVENING, zone), checkpoint.meets_at),
    )
    enqueue(session, checkpoint.workspace_id, letter, now=now)


def render_ask(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None where somebody else decides there by now, all is said, or nobody meets."""
    checkpoint, department = _about(session, row.subject)
    today, goes_out = today_in(session, row.workspace_id, row.due_at), row.perhaps_since or row.due_at
    if not is_open(checkpoint) or leaders(session, row.workspace_id, on=today).get(department) != row.channel:
        return None
    facts = ask_facts(session, checkpoint, department, texts_for(session, row.workspace_id, row.channel))
    if facts.insight and facts.foresight:
        return None
    zone, calendar = zone_for(session, row.workspace_id, row.channel), company_calendar(session, row.workspace_id)
    hers = calendar_of(session, row.workspace_id, department)
    late = morning_for(times_of(checkpoint, calendar), zone, hers) + LATE < goes_out
    return ask_message(replace(facts, is_late=late), texts_for(session, row.workspace_id, row.channel)).payload()


def ask_sent(session: Session, delivered: Delivered, now: datetime) -> None:
    """She has it: that is the first word of it, so her list says it again on the last day alone."""
    row = delivered.row
    checkpoint, department = _about(session, row.subject)
    today: date = now.astimezone(zone_for(session, row.workspace_id, row.channel)).date()
    hers = calendar_of(session, row.workspace_id, department)
    due_on = last_day(checkpoint, hers)
    owed = Obligation(Owed.REVIEW, checkpoint.key, 0, 0, "", now, due_on, department)
    subjects = (asked_key(checkpoint.key, department, row.channel), owed.subject)
    write_down(session, row.workspace_id, [Entry(each, Rung.AHEAD, today, row.channel) for each in subjects])


def post_mix(session: Session, checkpoint: Checkpoint, channel: str, *, now: datetime) -> None:
    day = checkpoint.meets_local.date()
    letter = Letter(
        key=f"mix:{name_of(checkpoint)}:{day}",
        method=Method.POST,
        channel=channel,
        purpose=PurposeId.REVIEW_MIX,
        subject=str(checkpoint.key),
        expires_at=checkpoint.meets_at,
    )
    enqueue(session, checkpoint.workspace_id, letter, now=now)


def render_mix(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    checkpoint = session.get_one(Checkpoint, int(row.subject))
    if not is_open(checkpoint):
        return None
    goes_out, t = row.perhaps_since or row.due_at, channel_texts(session, row.workspace_id)
    due = times_of(checkpoint, company_calendar(session, row.workspace_id)).mix
    facts = brief_facts(session, checkpoint, t, now=goes_out, is_late=due + LATE < goes_out)
    return mix_message(facts, t).payload()


def post_brief(session: Session, checkpoint: Checkpoint, channel: str, *, now: datetime) -> None:
    letter = Letter(
        key=f"brief:{name_of(checkpoint)}",
        method=Method.POST,
        channel=channel,
        purpose=PurposeId.BRIEF,
        subject=str(checkpoint.key),
        lane=f"brief:{name_of(checkpoint)}",
    )
    enqueue(session, checkpoint.workspace_id, letter, now=now)


def render_brief(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    checkpoint = session.get_one(Checkpoint, int(row.subject))
    if checkpoint.ts or checkpoint.state is CheckpointState.CANCELLED:
        return None
    goes_out = row.perhaps_since or row.due_at
    return _brief(session, checkpoint, goes_out, is_late=checkpoint.meets_at + LATE < goes_out)


def brief_posted(session: Session, delivered: Delivered, now: datetime) -> None:
    """From here on what was said stands; what comes is added, and labelled."""
    row = delivered.row
    checkpoint = session.get_one(Checkpoint, int(row.subject), with_for_update=True)
    checkpoint.channel = str(delivered.response.get("channel") or row.channel)
    checkpoint.ts, checkpoint.state = str(delivered.response["ts"]), CheckpointState.HELD
    session.add(checkpoint)
    session.flush()
    written = row.perhaps_since or row.due_at
    if any(remark.at >= written for remark in said_of(session, checkpoint.key).values()):
        edit_brief(session, checkpoint, now=now)


def edit_brief(session: Session, checkpoint: Checkpoint, *, now: datetime) -> None:
    """Something came after it was posted. On its way, it is seen to when it has arrived."""
    if checkpoint.ts:
        letter = Letter(
            key=f"brief:{name_of(checkpoint)}:{now.timestamp()}",
            method=Method.UPDATE,
            channel=checkpoint.channel,
            purpose=PurposeId.BRIEF_EDIT,
            subject=str(checkpoint.key),
            lane=f"brief:{name_of(checkpoint)}",
        )
        enqueue(session, checkpoint.workspace_id, letter, now=now)


def render_brief_edit(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    checkpoint = session.get_one(Checkpoint, int(row.subject))
    if not checkpoint.ts:
        return None
    return {"ts": checkpoint.ts, **_brief(session, checkpoint, row.due_at)}


def tell_moved(session: Session, checkpoint: Checkpoint, by: str, was: datetime, *, now: datetime) -> None:
    """One line in the flywheel channel."""
    say = partial(moved_message, moments=(was, checkpoint.meets_at))
    _tell(session, checkpoint, by, say, f"moved:{now.timestamp()}", now=now)


def tell_called_off(session: Session, checkpoint: Checkpoint, by: str, *, now: datetime) -> None:
    _tell(session, checkpoint, by, partial(called_off_message, why=checkpoint.why), "off", now=now)


def zone_for(session: Session, workspace_id: int, person: str) -> ZoneInfo:
    of_workspace = session.get_one(Workspace, workspace_id).time_zone
    return zone_of(reader_of(session, workspace_id, person).time_zone, of_workspace)


def _tell(
    session: Session, checkpoint: Checkpoint, by: str, say: Callable[..., Message], what: str, *, now: datetime
) -> None:
    workspace_id = checkpoint.workspace_id
    channel = session.get_one(Workspace, workspace_id).flywheel_channel
    if not channel:
        return
    t, people = channel_texts(session, workspace_id), names_of(session, workspace_id, [by])
    message = say(title_of(session, checkpoint, t), people.get(by, by), t=t)
    key = f"review:{name_of(checkpoint)}:{what}"
    enqueue(session, workspace_id, Letter(key, Method.POST, channel, message.payload()), now=now)


def _brief(session: Session, checkpoint: Checkpoint, now: datetime, *, is_late: bool = False) -> Mapping[str, Any]:
    t = channel_texts(session, checkpoint.workspace_id)
    facts = brief_facts(session, checkpoint, t, now=now, is_late=is_late)
    return {"unfurl_links": False, "unfurl_media": False, **brief_message(facts, t).payload()}


def _about(session: Session, subject: str) -> tuple[Checkpoint, str]:
    """(checkpoint, department) of a subject."""
    checkpoint_id, _, department = subject.partition(":")
    return session.get_one(Checkpoint, int(checkpoint_id)), department
