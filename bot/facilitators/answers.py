"""What is done about leading a meeting by a click or a form, and the forms that open for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.delivery.clicked import replace_clicked
from bot.delivery.inbox import first_time
from bot.facilitators import views
from bot.facilitators.forms import away_form, order_form, pass_form, swap_form
from bot.facilitators.news import charge_of
from bot.facilitators.queries import turns
from bot.facilitators.rotation import away_of, rotation_of
from bot.facilitators.rules import in_turn
from bot.facilitators.services import accept_lead, decline_lead
from bot.i18n import Texts, texts_in
from bot.meetings.models import MeetingStatus
from bot.meetings.queries import find_meeting
from bot.people.services import names_of, reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.blocks import Message, View
from bot.slack.payloads import Inbound, id_in
from bot.workdays.services import today_in


def rotation_page(session: Session, workspace_id: int, by: str, *, now: datetime) -> Message:
    return views.rotation_message(rotation_of(session, workspace_id, by, now=now), _texts(session, workspace_id, by))


def pass_page(session: Session, workspace_id: int, who: Inbound, meeting_id: int, *, now: datetime) -> View:
    """Raises UserError for whoever may not pass it on, and once it has begun or is not going to be."""
    by, meeting = who.user_id, find_meeting(session, workspace_id, meeting_id, MeetingStatus.PLANNED)
    if meeting.facilitator != by:
        require(session, workspace_id, by, Act.EDIT_MEETING, on=today_in(session, workspace_id, now))
    return pass_form(meeting_id, _texts(session, workspace_id, by))


def swap_page(session: Session, workspace_id: int, who: Inbound, person: str, *, now: datetime) -> View:
    require(session, workspace_id, who.user_id, Act.EDIT_MEETING, on=today_in(session, workspace_id, now))
    name = names_of(session, workspace_id, [person]).get(person, "")
    return swap_form(f"{person} {who.response_url}", name, _texts(session, workspace_id, who.user_id))


def order_page(session: Session, workspace_id: int, who: Inbound, *, now: datetime) -> View:
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, who.user_id, Act.EDIT_MEETING, on=today)
    people = [turn.person for turn in in_turn(turns(session, workspace_id, on=today))]
    return order_form(who.response_url, people, _texts(session, workspace_id, who.user_id))


def away_page(session: Session, workspace_id: int, who: Inbound, *, now: datetime) -> View:
    mine, today = away_of(session, workspace_id, who.user_id, now=now), today_in(session, workspace_id, now)
    return away_form(who.response_url, today, mine, _texts(session, workspace_id, who.user_id))


def change_rotation(
    session: Session, workspace_id: int, who: Inbound, response_url: str, change: Callable[..., None], *values: object,
    now: datetime,
) -> None:  # fmt: skip
    """`change(session, workspace_id, by, *values, now=now)`, and the rotation she looks at is written anew.

    Raises UserError as `change`.
    """
    if first_time(session, workspace_id, who.key, now=now):
        change(session, workspace_id, who.user_id, *values, now=now)
        shown = rotation_page(session, workspace_id, who.user_id, now=now)
        replace_clicked(session, workspace_id, replace(who, response_url=response_url), shown, now=now)


def accept_by_button(session: Session, workspace_id: int, who: Inbound, value: str, *, now: datetime) -> None:
    """`value`: "meeting:giver". Raises UserError as `accept_lead`."""
    if first_time(session, workspace_id, who.key, now=now):
        meeting_id, _, giver = value.partition(":")
        meeting = accept_lead(session, workspace_id, who.user_id, id_in(meeting_id), giver, now=now)
        t = _texts(session, workspace_id, who.user_id)
        replace_clicked(session, workspace_id, who, views.accepted_note(charge_of(session, meeting), t), now=now)


def decline_by_button(session: Session, workspace_id: int, who: Inbound, value: str, *, now: datetime) -> None:
    """`value`: "meeting:giver". Raises UserError as `decline_lead`."""
    if first_time(session, workspace_id, who.key, now=now):
        meeting_id, _, giver = value.partition(":")
        meeting = decline_lead(session, workspace_id, who.user_id, id_in(meeting_id), giver, now=now)
        t = _texts(session, workspace_id, who.user_id)
        replace_clicked(session, workspace_id, who, views.declined_note(charge_of(session, meeting), t), now=now)


def _texts(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
