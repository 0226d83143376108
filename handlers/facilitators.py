"""Who leads the meeting: `/flywheel rotation`, passing it on, and the forms that change the order."""

from collections.abc import Callable
from datetime import date, datetime

from slack_bolt.response import BoltResponse
from sqlmodel import Session

from bot.delivery.repeats import once
from bot.deps import Deps
from bot.errors import UserError
from bot.facilitators.answers import (
    accept_by_button,
    away_page,
    change_rotation,
    decline_by_button,
    order_page,
    pass_page,
    rotation_page,
    swap_page,
)
from bot.facilitators.rotation import be_back, reorder, say_away, skip_turn, swap
from bot.facilitators.services import pass_on
from bot.i18n import N_
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, form_of, id_in
from handlers.actions import picked_day
from handlers.answers import OK, only_to_her
from handlers.failures import answer_unknown
from handlers.router import Route
from handlers.windows import show

FROM_WHEN = N_("Choose the first and the last day.")


async def command_rotation(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return only_to_her(await deps.read(rotation_page, workspace_id, inbound.user_id, now=deps.now()))


async def choose_in_rotation(inbound: Inbound, deps: Deps) -> BoltResponse:
    """ "wish:person"."""
    wish, _, person = chosen(inbound.body).partition(":")
    if wish == "skip":
        return await _change(inbound, deps, inbound.response_url, skip_turn, person)
    if wish == "swap":
        return await _open(inbound, deps, swap_page, person)
    return await answer_unknown(inbound, deps)


async def click_order(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, order_page)


async def click_away(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, away_page)


async def click_pass(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, pass_page, id_in(chosen(inbound.body)))


async def click_accept(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _answer(inbound, deps, accept_by_button)


async def click_decline(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _answer(inbound, deps, decline_by_button)


async def submit_pass(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    passed = (inbound.user_id, id_in(form.about), form.user(BlockId.PERSON))
    await deps.write(once, pass_on, workspace_id, inbound.key, *passed, now=deps.now())
    return OK


async def submit_swap(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    person, _, response_url = form.about.partition(" ")
    return await _change(inbound, deps, response_url, swap, (person, form.user(BlockId.PERSON)))


async def submit_order(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    return await _change(inbound, deps, form.about, reorder, form.users(BlockId.PEOPLE))


async def submit_away(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that is wrong; what was typed stays."""
    form = form_of(inbound.body)
    return await _change(inbound, deps, form.about, _save_away, form)


def _save_away(session: Session, workspace_id: int, by: str, form: Form, *, now: datetime) -> None:
    """What is ticked is taken back, and then the days above are none."""
    back = [id_in(value) for value in form.several(BlockId.AWAY)]
    if back:
        be_back(session, workspace_id, by, back, now=now)
    else:
        say_away(session, workspace_id, by, by, *_days(form), now=now)


def _days(form: Form) -> tuple[date, date]:
    first, last = picked_day(form, BlockId.FIRST_AWAY), picked_day(form, BlockId.LAST_AWAY)
    if first is None or last is None:
        raise UserError(FROM_WHEN, block_id=BlockId.LAST_AWAY if first else BlockId.FIRST_AWAY)
    return first, last


async def _answer(inbound: Inbound, deps: Deps, service: Callable[..., None]) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(service, workspace_id, inbound, chosen(inbound.body), now=deps.now())
    return OK


async def _change(
    inbound: Inbound, deps: Deps, response_url: str, change: Callable[..., None], *values: object
) -> BoltResponse:
    """What she looks at is written anew, where its address is still known."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(change_rotation, workspace_id, inbound, response_url, change, *values, now=deps.now())
    return OK


async def _open(inbound: Inbound, deps: Deps, page: Callable[..., View], *values: object) -> BoltResponse:
    """Raises UserError, SlackError."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return await show(inbound, deps, await deps.read(page, workspace_id, inbound, *values, now=deps.now()))


ROUTES = [
    Route(Kind.ACTION, ActionId.ROTATION_MENU, choose_in_rotation),
    Route(Kind.ACTION, ActionId.CHANGE_ROTATION, click_order),
    Route(Kind.ACTION, ActionId.SAY_AWAY, click_away),
    Route(Kind.ACTION, ActionId.ASK_TO_LEAD, click_pass),
    Route(Kind.ACTION, ActionId.ACCEPT_LEAD, click_accept),
    Route(Kind.ACTION, ActionId.DECLINE_LEAD, click_decline),
    Route(Kind.SUBMISSION, ViewId.ASK_TO_LEAD, submit_pass),
    Route(Kind.SUBMISSION, ViewId.SWAP_TURNS, submit_swap),
    Route(Kind.SUBMISSION, ViewId.ROTATION, submit_order),
    Route(Kind.SUBMISSION, ViewId.AWAY, submit_away),
]
