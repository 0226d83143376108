"""The menus of the one message a day, the form for another day, and pausing reminders."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from slack_bolt.response import BoltResponse
from sqlmodel import Session

from bot.delivery.repeats import once
from bot.deps import Deps
from bot.followups.answers import accept_on_list, snooze
from bot.followups.forms import date_form, of_pain
from bot.followups.rules import Snooze, needs_reason
from bot.followups.services import (
    change_date,
    chosen_day,
    meets_on,
    pause_on_home,
    pause_reminders,
    today_of,
)
from bot.followups.views import reminders_paused, reminders_resumed
from bot.pains.models import Pain
from bot.pains.services import open_pain
from bot.people.rules import members_only
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, first_action, form_of, id_in
from bot.workdays.rules import Calendar
from bot.workdays.services import calendar_of
from handlers.actions import AGREED, day_in
from handlers.answers import OK, only_to_her
from handlers.checkpoints import click_write
from handlers.contacts import click_days, click_leave_out, click_met
from handlers.decisions import open_look_back
from handlers.failures import answer_unknown
from handlers.loops import click_not_doing, click_not_fixed, click_not_reached, click_resolve, click_told
from handlers.ownership import click_ask, click_decline, click_hand_over
from handlers.prompts import click_answer, click_not_this_time
from handlers.router import Handler, Route
from handlers.windows import show


async def choose_in_list(inbound: Inbound, deps: Deps) -> BoltResponse:
    """ "wish:id": of a pain, a handoff, a telling, questions or days with customers."""
    wish, _, about = chosen(inbound.body).partition(":")
    if wish in SNOOZES:
        return await _snooze(inbound, deps, id_in(about), SNOOZES[wish])
    if wish == "date":
        return await _open_form(inbound, deps, id_in(about), Snooze.THREE_DAYS)
    if wish == "accept":
        return await _accept(inbound, deps, id_in(about))
    if wish in AGREED:
        return await AGREED[wish](inbound, deps, id_in(about))
    if wish in ELSEWHERE:
        return await ELSEWHERE[wish](_as_button(inbound, about), deps)
    return await answer_unknown(inbound, deps)


async def submit_date(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that is wrong; what was typed stays."""
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    await deps.write(once, _save_date, workspace_id, inbound.key, inbound.user_id, form, now=deps.now())
    return OK


async def command_pause(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _pause(inbound, deps, paused=True)


async def command_resume(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _pause(inbound, deps, paused=False)


async def click_pause(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _pause_on_home(inbound, deps, paused=True)


async def click_resume(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _pause_on_home(inbound, deps, paused=False)


async def _snooze(inbound: Inbound, deps: Deps, pain_id: int, wish: Snooze) -> BoltResponse:
    """With one click; once the date was changed twice, the form asks why."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    pain = await deps.read(open_pain, workspace_id, pain_id)
    if needs_reason(pain.next_moves):
        return await _open_form(inbound, deps, pain_id, wish)
    await deps.write(snooze, workspace_id, inbound, pain_id, wish, now=deps.now())
    return OK


async def _accept(inbound: Inbound, deps: Deps, handoff_id: int) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(accept_on_list, workspace_id, inbound, handoff_id, now=deps.now())
    return OK


async def _open_form(inbound: Inbound, deps: Deps, pain_id: int, wish: Snooze) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    known = await deps.read(_known, workspace_id, pain_id, inbound.user_id, now=deps.now())
    pain, today, calendar, meets = known
    view = date_form(of_pain(pain, today), today, calendar, t, wish=wish, meets_on=meets)
    return await show(inbound, deps, view)


def _known(
    session: Session, workspace_id: int, pain_id: int, person: str, *, now: datetime
) -> tuple[Pain, date, Calendar, date | None]:  # fmt: skip
    pain = open_pain(session, workspace_id, pain_id)
    today, meets = today_of(session, workspace_id, person, now=now), meets_on(session, workspace_id, person, now=now)
    return pain, today, calendar_of(session, workspace_id, pain.owner_department), meets


def _save_date(session: Session, workspace_id: int, person: str, form: Form, *, now: datetime) -> None:
    """The days on offer are counted anew: the form may have been open over midnight."""
    pain_id, wish = id_in(form.about), form.choice(BlockId.WHEN)
    if wish not in set(Snooze):
        day = day_in(form)
    else:
        day = chosen_day(session, workspace_id, pain_id, person, Snooze(wish), now=now)
    change_date(session, workspace_id, pain_id, person, day, form.text(BlockId.WHY), now=now)


async def _pause(inbound: Inbound, deps: Deps, *, paused: bool) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(pause_reminders, workspace_id, inbound.user_id, paused=paused, now=deps.now())
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return only_to_her(reminders_paused(t) if paused else reminders_resumed(t))


async def _pause_on_home(inbound: Inbound, deps: Deps, *, paused: bool) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(pause_on_home, workspace_id, inbound.user_id, inbound.key, paused=paused, now=deps.now())
    return OK


def _as_button(inbound: Inbound, about: str) -> Inbound:
    """As if a button was clicked. Without an address, or its answer would take the place of the whole list."""
    actions = [{**first_action(inbound.body), "value": about}]
    return replace(inbound, body={**inbound.body, "actions": actions}, response_url="")


SNOOZES = {f"snooze_{snooze}": snooze for snooze in Snooze}
# What other files answer: on the list it is a line of a menu, elsewhere a button.
ELSEWHERE: Mapping[str, Handler] = {
    "resolve": click_resolve,
    "notdoing": click_not_doing,
    "handover": click_hand_over,
    "decline": click_decline,
    "ask": click_ask,
    "lookback": open_look_back,
    "answer": click_answer,
    "notnow": click_not_this_time,
    "remarks": click_write,
    "met": click_met,
    "metday": click_days,
    "notmet": click_leave_out,
    "told": click_told,
    "unreached": click_not_reached,
    "notfixed": click_not_fixed,
}
ROUTES = [
    Route(Kind.ACTION, ActionId.LIST_MENU, choose_in_list),
    Route(Kind.ACTION, ActionId.PAUSE_REMINDERS, click_pause),
    Route(Kind.ACTION, ActionId.RESUME_REMINDERS, click_resume),
    Route(Kind.SUBMISSION, ViewId.DATE, submit_date),
]
