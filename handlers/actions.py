"""Actions: the form that gives one, the answers to an offer, and what the one message a day offers for them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from slack_bolt.response import BoltResponse
from sqlmodel import Session

from bot.actions.answers import (
    accept_by_button,
    action_page,
    date_page,
    decline_by_form,
    decline_page,
    drop_page,
    give_by_form,
    snoozed_day,
)
from bot.actions.rules import ActionWish
from bot.actions.services import change_date, drop, look_at
from bot.delivery.repeats import once
from bot.deps import Deps
from bot.errors import UserError
from bot.followups.answers import accept_action_on_list, finish_on_list, snooze_action
from bot.followups.rules import Snooze, needs_reason
from bot.i18n import N_
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, form_of, id_in
from handlers.answers import OK, other_view
from handlers.router import Route
from handlers.windows import show

NO_DAY = N_("Choose the day below.")


async def command_action(inbound: Inbound, deps: Deps) -> BoltResponse:
    """`/flywheel action`: between meetings."""
    return await open_action(inbound, deps, 0, 0)


async def open_action(
    inbound: Inbound, deps: Deps, meeting_id: int, item_id: int, *, owner: str = ""
) -> BoltResponse:  # fmt: skip
    """Also from the board; 0 = in no meeting, on no item. `owner`: who is proposed. Raises UserError, SlackError."""
    return await _open(inbound, deps, action_page, inbound.user_id, meeting_id, item_id, owner)


async def submit_action(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that is wrong; what was typed stays."""
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    meeting_id, _, item_id = form.about.partition(":")
    wish = ActionWish(
        what=form.text(BlockId.WHAT),
        owner=form.user(BlockId.PERSON),
        due_on=picked_day(form, BlockId.DAY),
        meeting_id=id_in(meeting_id) or None,
        item_id=id_in(item_id) or None,
        pain_id=id_in(form.choice(BlockId.OTHER_PAIN)) or None,
    )
    said = await deps.write(give_by_form, workspace_id, inbound, wish, now=deps.now())
    return other_view(said) if said else OK


async def click_accept(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _write(inbound, deps, accept_by_button, inbound, id_in(chosen(inbound.body)))


async def click_decline(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, decline_page, inbound, id_in(chosen(inbound.body)))


async def submit_decline(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    return await _write(inbound, deps, decline_by_form, inbound, form.about, form.text(BlockId.WHY))


async def submit_drop(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    dropped = (inbound.user_id, id_in(form.about), form.text(BlockId.WHY))
    await deps.write(once, drop, workspace_id, inbound.key, *dropped, now=deps.now())
    return OK


async def submit_date(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that is wrong; what was typed stays."""
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    await deps.write(once, _save_date, workspace_id, inbound.key, inbound.user_id, form, now=deps.now())
    return OK


# On the one message a day


async def done_on_list(inbound: Inbound, deps: Deps, action_id: int) -> BoltResponse:
    return await _write(inbound, deps, finish_on_list, inbound, action_id)


async def accept_on_list(inbound: Inbound, deps: Deps, action_id: int) -> BoltResponse:
    return await _write(inbound, deps, accept_action_on_list, inbound, action_id)


async def decline_on_list(inbound: Inbound, deps: Deps, action_id: int) -> BoltResponse:
    return await _open(inbound, deps, decline_page, _without_address(inbound), action_id)


async def drop_on_list(inbound: Inbound, deps: Deps, action_id: int) -> BoltResponse:
    return await _open(inbound, deps, drop_page, inbound, action_id)


async def date_on_list(inbound: Inbound, deps: Deps, action_id: int) -> BoltResponse:
    return await _open(inbound, deps, date_page, inbound, action_id, Snooze.THREE_DAYS)


def snooze_on_list(wish: Snooze) -> Callable[[Inbound, Deps, int], Awaitable[BoltResponse]]:
    """With one click; once the day was changed twice, the form asks why."""

    async def handle(inbound: Inbound, deps: Deps, action_id: int) -> BoltResponse:
        members_only(inbound)
        workspace_id = await deps.workspace_id(inbound.team_id)
        action = await deps.read(look_at, workspace_id, inbound.user_id, action_id, now=deps.now())
        if needs_reason(action.moves):
            return await _open(inbound, deps, date_page, inbound, action_id, wish)
        return await _write(inbound, deps, snooze_action, inbound, action_id, wish)

    return handle


def day_in(form: Form) -> date:
    """The one chosen in a form. Raises UserError when there is none."""
    day = picked_day(form, BlockId.DAY)
    if day is None:
        raise UserError(NO_DAY, block_id=BlockId.DAY)
    return day


def picked_day(form: Form, block_id: str) -> date | None:
    """Of a date picker; None = none was chosen."""
    try:
        return date.fromisoformat(str(form.values.get(block_id, {}).get("selected_date") or ""))
    except ValueError:
        return None


def _save_date(session: Session, workspace_id: int, person: str, form: Form, *, now: datetime) -> None:
    """The days on offer are counted anew: the form may have been open over midnight."""
    action_id, wish = id_in(form.about), form.choice(BlockId.WHEN)
    if wish in set(Snooze):
        day = snoozed_day(session, workspace_id, person, action_id, Snooze(wish), now=now)
    else:
        day = day_in(form)
    change_date(session, workspace_id, person, action_id, day, form.text(BlockId.WHY), now=now)


async def _write(inbound: Inbound, deps: Deps, service: Callable[..., object], *values: object) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(service, workspace_id, *values, now=deps.now())
    return OK


async def _open(inbound: Inbound, deps: Deps, page: Callable[..., View], *values: object) -> BoltResponse:
    """Raises UserError, SlackError."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return await show(inbound, deps, await deps.read(page, workspace_id, *values, now=deps.now()))


def _without_address(inbound: Inbound) -> Inbound:
    """Or the answer would take the place of the whole list."""
    return replace(inbound, response_url="")


AGREED: Mapping[str, Callable[[Inbound, Deps, int], Awaitable[BoltResponse]]] = {
    "actdone": done_on_list,
    "actaccept": accept_on_list,
    "actdecline": decline_on_list,
    "actdrop": drop_on_list,
    "actdate": date_on_list,
    **{f"actsnooze_{wish}": snooze_on_list(wish) for wish in Snooze},
}
ROUTES = [
    Route(Kind.ACTION, ActionId.ACCEPT_ACTION, click_accept),
    Route(Kind.ACTION, ActionId.DECLINE_ACTION, click_decline),
    Route(Kind.SUBMISSION, ViewId.ACTION, submit_action),
    Route(Kind.SUBMISSION, ViewId.ACTION_DATE, submit_date),
    Route(Kind.SUBMISSION, ViewId.DECLINE_ACTION, submit_decline),
    Route(Kind.SUBMISSION, ViewId.DROP_ACTION, submit_drop),
]
