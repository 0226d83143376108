"""Seats for everybody in a Slack user group: the group is read, whoever can sits, and who asked is told what became."""

from datetime import datetime

from sqlmodel import Session

from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.departments.services import find_department
from bot.errors import UserError
from bot.i18n import N_, Texts, texts_in
from bot.ownership.leaving import hand_seat
from bot.people.services import find_person, reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.roster.models import SeatRole
from bot.roster.pasting import Wish
from bot.roster.rules import ALONE
from bot.roster.services import place_of_seat
from bot.roster.views import Seated, group_refused, group_seated, group_too_large
from bot.slack.blocks import Message
from bot.slack.ids import BlockId, PurposeId
from bot.workdays.services import today_in

NO_GROUP = N_("Choose a user group.")
NO_ROLE = N_("Choose a role.")


def seat_group(  # noqa: PLR0913 - who asks, and the three things seats are made of
    session: Session, workspace_id: int, by: str, group: str, role: str, department: str, *, now: datetime
) -> None:
    """Ask Slack who is in it; the answer is `group_read`. `group`: "id handle". Raises UserError at the wrong field."""
    require(session, workspace_id, by, Act.EDIT_ROSTER, on=today_in(session, workspace_id, now))
    group_id, _, handle = group.partition(" ")
    if not group_id:
        raise UserError(NO_GROUP, block_id=BlockId.GROUP)
    if role not in set(SeatRole):
        raise UserError(NO_ROLE, block_id=BlockId.ROLE)
    place = place_of_seat(session, workspace_id, SeatRole(role), department)
    letter = Letter(
        key=f"group:{group_id}:{by}:{now.timestamp()}",
        method=Method.GROUP,
        payload={"usergroup": group_id},
        purpose=PurposeId.GROUP,
        subject=f"{by} {role} {place or '-'} {handle}",
    )
    enqueue(session, workspace_id, letter, now=now)


def group_read(session: Session, delivered: Delivered, now: datetime) -> None:
    """Seat whoever can sit. One seat for many people: nobody sits. Whoever asked hears of both."""
    row = delivered.row
    by, role, place, handle = _subject(row)
    people = [str(user) for user in delivered.response.get("users") or []]
    t = _texts(session, row.workspace_id, by)
    if role in ALONE and len(people) != 1:
        _tell(session, row, by, group_too_large(handle, role, len(people), t), now=now)
        return
    department = find_department(session, row.workspace_id, place) if place else ""
    seated = Seated(handle, role, department)
    for person in people:
        _seat(session, row.workspace_id, by, Wish(person, place, role), seated, t, now=now)
    _tell(session, row, by, group_seated(seated, t), now=now)


def group_not_read(session: Session, row: OutboxRow, code: str, now: datetime) -> None:
    """Slack did not say who is in it."""
    by, _, _, handle = _subject(row)
    _tell(session, row, by, group_refused(handle, code, _texts(session, row.workspace_id, by)), now=now)


def _seat(  # noqa: PLR0913 - who asked, for whom, told in which language
    session: Session, workspace_id: int, by: str, wish: Wish, seated: Seated, t: Texts, *, now: datetime
) -> None:
    """And note whether it could be."""
    known = find_person(session, workspace_id, wish.person)
    if known is None:
        seated.refused.append(t("I do not know {person} yet. Try again later.", person=wish.person))
        return
    try:
        hand_seat(session, workspace_id, by, wish, now=now)
    except UserError as error:
        seated.refused.append(t(error.sentence, **error.values))
    else:
        seated.people.append(known.name or wish.person)


def _subject(row: OutboxRow) -> tuple[str, SeatRole, str, str]:
    """(who asked, role, department or "", the group's handle)."""
    by, role, place, handle = row.subject.split(" ", 3)
    return by, SeatRole(role), "" if place == "-" else place, handle


def _tell(session: Session, row: OutboxRow, by: str, message: Message, *, now: datetime) -> None:
    enqueue(session, row.workspace_id, Letter(f"told:{row.key}", Method.POST, by, message.payload()), now=now)


def _texts(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
