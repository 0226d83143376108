"""What people do with their dates and reminders, each in one transaction."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlmodel import Session

from bot.delivery.inbox import first_time
from bot.errors import UserError
from bot.followups.debtors import gather
from bot.followups.lists import lines_of, next_meeting_day
from bot.followups.mornings import first_look, has_look
from bot.followups.rules import FURTHEST, NOON, Obligation, Snooze, first_day, needs_reason, snoozed_to
from bot.home.publishing import publish_home
from bot.i18n import N_
from bot.pains.cards import edit_card
from bot.pains.models import Pain
from bot.pains.rules import wordless
from bot.pains.services import open_pain, remember
from bot.people.models import Person
from bot.people.services import find_person, reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId
from bot.workdays.rules import zone_of
from bot.workdays.services import calendar_of, company_zone

PAST = N_("That day is over. Choose today or a later day.")
TOO_FAR = N_("That is more than a year away. Choose an earlier day, or say that it is not going to be done.")
WHY = N_("Its date was changed twice already: say in a few words why it moves again.")
NOBODYS = N_("Nobody owns it yet: take it first.")


def first_date(session: Session, pain: Pain, *, now: datetime) -> None:
    """For a pain that was just taken: its next date, by how bad it is, and her mornings if she had none."""
    today = today_of(session, pain.workspace_id, pain.owner, now=now)
    pain.next_on = first_day(pain.severity, today, calendar_of(session, pain.workspace_id, pain.owner_department))
    session.add(pain)
    if not has_look(session, pain.workspace_id, pain.owner):
        zone = reader_of(session, pain.workspace_id, pain.owner).time_zone
        first_look(session, pain.workspace_id, pain.owner, zone, now=now)


def obligations_of(session: Session, workspace_id: int, person: str, *, today: date) -> list[Obligation]:
    """All a person owes, the earliest date first. `today` is where she is."""
    batch = gather(session, workspace_id, [person], now=datetime.combine(today, NOON, UTC))
    people = {person: replace(batch.people[person], today=today)}
    return [line.owed for line in lines_of(session, replace(batch, people=people)).get(person, [])]


def change_date(  # noqa: PLR0913 - who, what, to when, why, when
    session: Session, workspace_id: int, pain_id: int, person: str, day: date, why: str, *, now: datetime
) -> Pain:
    """Raises UserError for whoever may not, for a day in the past, and from the third change on without a reason."""
    pain, today = open_pain(session, workspace_id, pain_id), today_of(session, workspace_id, person, now=now)
    session.refresh(pain, with_for_update=True)  # of two changes at once the second counts the first
    require(session, workspace_id, person, Act.CHANGE_DATE, pain, on=today)
    if not pain.owner:
        raise UserError(NOBODYS)
    check_day(day, today)
    if day == pain.next_on:
        return pain
    if needs_reason(pain.next_moves) and wordless(why):
        raise UserError(WHY, block_id=BlockId.WHY)
    pain.next_on, pain.next_moves = day, pain.next_moves + 1
    remember(session, pain, person, "date", ": ".join(filter(None, (str(day), why))), now=now)
    edit_card(session, pain, now=now)
    return pain


def check_day(day: date, today: date) -> None:
    """Raises UserError for one that is over, and for one nobody can plan for."""
    if day < today:
        raise UserError(PAST, block_id=BlockId.DAY)
    if day > today + FURTHEST:
        raise UserError(TOO_FAR, block_id=BlockId.DAY)


def chosen_day(session: Session, workspace_id: int, pain_id: int, person: str, wish: Snooze, *, now: datetime) -> date:
    """By the calendar of whoever owns the pain."""
    pain, today = open_pain(session, workspace_id, pain_id), today_of(session, workspace_id, person, now=now)
    calendar = calendar_of(session, workspace_id, pain.owner_department)
    return snoozed_to(wish, today, calendar, meets_on(session, workspace_id, person, now=now))


def meets_on(session: Session, workspace_id: int, person: str, *, now: datetime) -> date | None:
    """The day of the next flywheel meeting where she is, from tomorrow on; None = none is planned."""
    debtor = gather(session, workspace_id, [person], now=now).people[person]
    return next_meeting_day(session, workspace_id, debtor, now=now)


def pause_reminders(session: Session, workspace_id: int, person: str, *, paused: bool, now: datetime) -> None:
    known = find_person(session, workspace_id, person)
    known = known or Person(workspace_id=workspace_id, user_id=person, updated_at=now)
    known.reminders_paused = paused
    session.add(known)


def pause_on_home(
    session: Session, workspace_id: int, person: str, key: str, *, paused: bool, now: datetime
) -> None:  # fmt: skip
    """The button on the Home, which is written anew."""
    if first_time(session, workspace_id, key, now=now):
        pause_reminders(session, workspace_id, person, paused=paused, now=now)
        publish_home(session, workspace_id, person, key, now=now)


def today_of(session: Session, workspace_id: int, person: str, *, now: datetime) -> date:
    """The day it is where she is."""
    own = reader_of(session, workspace_id, person).time_zone
    return now.astimezone(zone_of(own, company_zone(session, workspace_id).key)).date()
