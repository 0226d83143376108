"""What is done with an action by a click or a form, and the forms that open for it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.actions import views
from bot.actions.forms import action_form, decline_form, drop_form
from bot.actions.models import Action
from bot.actions.news import texts_of
from bot.actions.queries import shown
from bot.actions.rules import ActionWish
from bot.actions.services import accept, decline, give, look_at, offered_to
from bot.agenda.models import AgendaItem
from bot.delivery.clicked import replace_clicked
from bot.delivery.inbox import first_time
from bot.followups.forms import date_form, of_action
from bot.followups.rules import Snooze, snoozed_to
from bot.followups.services import meets_on, today_of
from bot.meetings.queries import running_meeting
from bot.ownership.queries import about
from bot.pains.forms import message_window
from bot.pains.models import Pain
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.roster.services import department_of
from bot.slack.blocks import View
from bot.slack.payloads import Inbound, id_in
from bot.workdays.rules import Calendar
from bot.workdays.services import calendar_of, today_in

TWO_WEEKS = timedelta(days=14)  # where no meeting is planned


def action_page(  # noqa: PLR0913 - who, on what, for whom, when
    session: Session, workspace_id: int, by: str, meeting_id: int, item_id: int, owner: str = "", *, now: datetime
) -> View:
    """Due at the next meeting, for the pain of the item; `owner`: who is proposed.

    Raises UserError for whoever may not, before she types.
    """
    require(session, workspace_id, by, Act.RUN_MEETING, on=today_in(session, workspace_id, now))
    due_on = meets_on(session, workspace_id, by, now=now) or today_of(session, workspace_id, by, now=now) + TWO_WEEKS
    item = session.get(AgendaItem, item_id) if item_id else None
    pain = session.get(Pain, item.pain_id) if item and item.workspace_id == workspace_id and item.pain_id else None
    known = about(session, pain) if pain else None
    serves = (f"{known.name} · {known.headline}".strip(" ·"), str(item.pain_id)) if item and known else None
    t, here = texts_of(session, workspace_id, by), meeting_id or _running(session, workspace_id, now)
    return action_form(f"{here}:{item_id}", due_on, t, owner=owner, pain=serves)


def _running(session: Session, workspace_id: int, now: datetime) -> int:
    """The meeting that is on: what is agreed by a command meanwhile was agreed there. 0 = none is."""
    meeting = running_meeting(session, workspace_id, now=now)
    return meeting.key if meeting else 0


def give_by_form(
    session: Session, workspace_id: int, who: Inbound, wish: ActionWish, *, now: datetime
) -> View | None:  # fmt: skip
    """Outside of a meeting no board shows it: a window says what became of it. Raises UserError as `give`."""
    if not first_time(session, workspace_id, who.key, now=now):
        return None
    action = give(session, workspace_id, who.user_id, wish, now=now)
    if action.meeting_id:
        return None
    (known,) = shown(session, workspace_id, [action])
    t = texts_of(session, workspace_id, who.user_id)
    return message_window(t("Give an action"), views.given_note(known, t), t)


def accept_by_button(session: Session, workspace_id: int, who: Inbound, action_id: int, *, now: datetime) -> None:
    """Raises UserError as `accept`."""
    if first_time(session, workspace_id, who.key, now=now):
        action = accept(session, workspace_id, who.user_id, action_id, now=now)
        (known,) = shown(session, workspace_id, [action])
        said = views.accepted_note(known, texts_of(session, workspace_id, who.user_id))
        replace_clicked(session, workspace_id, who, said, now=now)


def decline_page(session: Session, workspace_id: int, who: Inbound, action_id: int, *, now: datetime) -> View:
    """Raises UserError for anybody else, and when it was answered before."""
    action = offered_to(session, workspace_id, who.user_id, action_id)
    return decline_form(action, f"{action_id} {who.response_url}", texts_of(session, workspace_id, who.user_id))


def decline_by_form(
    session: Session, workspace_id: int, who: Inbound, subject: str, why: str, *, now: datetime
) -> None:  # fmt: skip
    """Raises UserError as `decline`."""
    if first_time(session, workspace_id, who.key, now=now):
        action_id, _, response_url = subject.partition(" ")
        action = decline(session, workspace_id, who.user_id, id_in(action_id), why, now=now)
        (known,) = shown(session, workspace_id, [action])
        said = views.declined_note(known, texts_of(session, workspace_id, who.user_id))
        replace_clicked(session, workspace_id, replace(who, response_url=response_url), said, now=now)


def drop_page(session: Session, workspace_id: int, who: Inbound, action_id: int, *, now: datetime) -> View:
    action = look_at(session, workspace_id, who.user_id, action_id, now=now)
    return drop_form(action, texts_of(session, workspace_id, who.user_id))


def date_page(
    session: Session, workspace_id: int, who: Inbound, action_id: int, wish: Snooze, *, now: datetime
) -> View:
    action = look_at(session, workspace_id, who.user_id, action_id, now=now)
    t, today = texts_of(session, workspace_id, who.user_id), today_of(session, workspace_id, who.user_id, now=now)
    calendar, meets = _calendar(session, action), meets_on(session, workspace_id, who.user_id, now=now)
    return date_form(of_action(action, t), today, calendar, t, wish=wish, meets_on=meets)


def snoozed_day(session: Session, workspace_id: int, by: str, action_id: int, wish: Snooze, *, now: datetime) -> date:
    """By the calendar of whoever owns it."""
    action = look_at(session, workspace_id, by, action_id, now=now)
    today, meets = today_of(session, workspace_id, by, now=now), meets_on(session, workspace_id, by, now=now)
    return snoozed_to(wish, today, _calendar(session, action), meets)


def _calendar(session: Session, action: Action) -> Calendar:
    return calendar_of(session, action.workspace_id, department_of(session, action.workspace_id, action.owner))
