"""The digest as a message to one reader, and the question to whoever a story is about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.delivery.letters import Letter, Method, State
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.followups.rules import EVENING, is_at_work, next_morning
from bot.i18n import texts_in
from bot.people.services import names_of, reader_of
from bot.slack.ids import PurposeId
from bot.voices.digests import digest_facts
from bot.voices.models import Story
from bot.voices.readers import VoiceReader, voice_reader
from bot.voices.rules import LATE
from bot.voices.views import digest, story_question
from bot.workdays.rules import at_time


def send_digest(session: Session, workspace_id: int, day: date, reader: VoiceReader, *, now: datetime) -> None:
    """Not after her working day: then it comes the next morning."""
    today = now.astimezone(reader.zone).date()
    letter = Letter(
        key=f"voice:{day}:{reader.person}:{today}",
        method=Method.POST,
        channel=reader.person,
        purpose=PurposeId.VOICE,
        subject=str(day),
        lane=f"voice:{reader.person}",
        expires_at=at_time(today, EVENING, reader.zone),
    )
    enqueue(session, workspace_id, letter, now=now)


def render_digest(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None where she has it already, or does not want it any more."""
    day, written = date.fromisoformat(row.subject), row.perhaps_since or row.due_at
    reader = voice_reader(session, row.workspace_id, row.channel, now=written)
    earlier = letters_to(session, row.workspace_id, day, row.channel)
    if not reader.wants or any(letter.state is State.SENT for letter in earlier):
        return None
    t = texts_in(reader.language)
    facts = digest_facts(session, row.workspace_id, day, t, now=written)
    return {
        "unfurl_links": False,
        "unfurl_media": False,
        **digest(replace(facts, is_late=is_late(row, reader.morning(day))), t).payload(),
    }


def is_late(row: OutboxRow, morning: datetime) -> bool:
    """By when it went out, not by when that was decided."""
    return (row.perhaps_since or row.due_at) > morning + LATE


def letters_to(session: Session, workspace_id: int, day: date, person: str) -> Sequence[OutboxRow]:
    """Every try to bring one digest to one reader."""
    tries = select(OutboxRow).where(
        OutboxRow.workspace_id == workspace_id, col(OutboxRow.key).startswith(f"voice:{day}:{person}:", autoescape=True)
    )
    return session.exec(tries.order_by(col(OutboxRow.id))).all()


def ask_person(session: Session, story: Story, key: str, *, now: datetime) -> None:
    """Whether it may be told; in her working hours."""
    reader = voice_reader(session, story.workspace_id, story.person, now=now)
    local = now.astimezone(reader.zone)
    at_work = is_at_work(local, reader.calendar)
    letter = Letter(
        key=f"story:{key}",
        method=Method.POST,
        channel=story.person,
        purpose=PurposeId.STORY_ASK,
        subject=str(story.id),
        due_at=now if at_work else next_morning(now, reader.zone, reader.calendar),
    )
    enqueue(session, story.workspace_id, letter, now=now)


def render_story(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None where she was asked already."""
    story = session.get_one(Story, int(row.subject))
    if story.agreed is not None:
        return None
    t = texts_in(reader_of(session, row.workspace_id, story.person).language)
    by = names_of(session, row.workspace_id, [story.by]).get(story.by, "")
    return story_question(story, by, t).payload()
