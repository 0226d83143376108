"""Who reads the customer's voice, and when her morning is."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.people.services import find_person, reader_of
from bot.permissions.rules import Act, may
from bot.permissions.services import roles_of
from bot.roster.services import department_of
from bot.steps.models import StepKind
from bot.steps.services import Due, plan_anew
from bot.voices.models import Listener
from bot.voices.rules import FORTNIGHT, digest_days, morning_of, opens, subject_of
from bot.workdays.rules import Calendar, zone_of
from bot.workdays.services import calendar_of
from bot.workspaces.models import Workspace


@dataclass(frozen=True)
class VoiceReader:
    """One who gets it, as she is now."""

    person: str
    language: str
    zone: ZoneInfo
    calendar: Calendar
    wants: bool  # asked for it, and still is one who may read it

    def morning(self, day: date) -> datetime:
        return morning_of(day, self.zone, self.calendar)


def voice_reader(session: Session, workspace_id: int, person: str, *, now: datetime) -> VoiceReader:
    """Whoever left the company, or became a guest of it, wants it no more."""
    known, listener = find_person(session, workspace_id, person), _listener(session, workspace_id, person)
    zone = zone_of(known.time_zone if known else "", session.get_one(Workspace, workspace_id).time_zone)
    roles = roles_of(session, workspace_id, person, on=now.astimezone(zone).date())
    return VoiceReader(
        person=person,
        language=reader_of(session, workspace_id, person).language,
        zone=zone,
        calendar=calendar_of(session, workspace_id, department_of(session, workspace_id, person)),
        wants=bool(listener and listener.wants) and may(Act.VOICE, roles),
    )


def listeners(session: Session, workspace_id: int) -> list[str]:
    """Everybody who asked for it."""
    wanted = select(Listener.person).where(Listener.workspace_id == workspace_id, col(Listener.wants).is_(True))
    return list(session.exec(wanted.order_by(col(Listener.id))))


def hears(session: Session, workspace_id: int, person: str) -> bool:
    """Whether she asked for it."""
    listener = _listener(session, workspace_id, person)
    return listener is not None and listener.wants


def next_morning_of(session: Session, workspace_id: int, person: str, *, now: datetime) -> datetime:
    """When the next one comes to her."""
    reader = voice_reader(session, workspace_id, person, now=now)
    days = digest_days(now.date() - FORTNIGHT, now.date() + FORTNIGHT * 2)
    return next(morning for day in days if (morning := reader.morning(day)) > now)


def plan_reader(session: Session, workspace_id: int, reader: VoiceReader, day: date, *, now: datetime) -> bool:
    """Her own morning, as a step. False = she has this one already."""
    due = Due(StepKind.VOICE_READER, subject_of(day, reader.person), reader.morning(day))
    return plan_anew(session, workspace_id, due, now=now)


def catch_up(session: Session, workspace_id: int, person: str, *, now: datetime) -> None:
    """Whoever asks for it after it was given out, and before her own morning, still gets this one."""
    reader = voice_reader(session, workspace_id, person, now=now)
    for day in digest_days(now.date() - FORTNIGHT, now.date() + FORTNIGHT):
        if opens(day) <= now < reader.morning(day):
            plan_reader(session, workspace_id, reader, day, now=now)


def _listener(session: Session, workspace_id: int, person: str) -> Listener | None:
    wanted = select(Listener).where(Listener.workspace_id == workspace_id, Listener.person == person)
    return session.exec(wanted).first()
