"""The buttons of the board: whose turn is next, what came of an item, who is there, and how it was."""

from collections.abc import Callable
from dataclasses import replace

from slack_bolt.response import BoltResponse

from bot.board.pages import drop_page, end_page, rate_by_button
from bot.board.rules import pressed
from bot.board.services import be_here, drop, finish, go_on, park, sponsor_of
from bot.board.views import RATE
from bot.delivery.repeats import once
from bot.deps import Deps
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Inbound, Kind, chosen, first_action, form_of, id_in
from handlers.actions import open_action
from handlers.agenda import click_add
from handlers.answers import OK
from handlers.decisions import open_decision
from handlers.failures import answer_unknown
from handlers.router import Handler, Route
from handlers.windows import show


async def click_next(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _once(inbound, deps, go_on, pressed(_about(inbound)))


async def click_park(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _once(inbound, deps, park, pressed(_about(inbound)))


async def click_decide(inbound: Inbound, deps: Deps, *, unsponsored: bool = False) -> BoltResponse:
    press = pressed(_about(inbound))
    return await open_decision(
        inbound, deps, meeting_id=press.meeting_id, item_id=press.item_id, unsponsored=unsponsored
    )


async def click_action(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Also *Commit*: somebody does something about it."""
    press = pressed(_about(inbound))
    return await open_action(inbound, deps, press.meeting_id, press.item_id)


async def click_escalate(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The sponsor is asked to act. Where there is none, it is decided now."""
    press, workspace_id = pressed(_about(inbound)), await deps.workspace_id(inbound.team_id)
    sponsor = await deps.read(sponsor_of, workspace_id, now=deps.now())
    if not sponsor:
        return await click_decide(inbound, deps, unsponsored=True)
    return await open_action(inbound, deps, press.meeting_id, press.item_id, owner=sponsor)


async def click_drop(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, drop_page, pressed(_about(inbound)))


async def click_end(inbound: Inbound, deps: Deps) -> BoltResponse:
    """With a window: minutes that went out too early cannot be taken back."""
    return await _open(inbound, deps, end_page, pressed(_about(inbound)).meeting_id)


async def click_here(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _once(inbound, deps, be_here, pressed(_about(inbound)).meeting_id)


async def click_add_item(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The form that brings something to the agenda, of whatever kind."""
    actions = [{**first_action(inbound.body), "selected_option": None, "value": ""}]
    return await click_add(replace(inbound, body={**inbound.body, "actions": actions}), deps)


async def choose_on_board(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The menu of the board: "wish:meeting:item:version"."""
    wish = chosen(inbound.body).partition(":")[0]
    return await MENU.get(wish, answer_unknown)(inbound, deps)


async def click_rate(inbound: Inbound, deps: Deps) -> BoltResponse:
    """One tap; only she sees the answer."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    stars, meeting_id = RATE.index(ActionId(inbound.name)) + 1, id_in(chosen(inbound.body))
    await deps.write(rate_by_button, workspace_id, inbound, meeting_id, stars, now=deps.now())
    return OK


async def submit_drop(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    return await _once(inbound, deps, drop, pressed(form.about), form.text(BlockId.WHY))


async def submit_end(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _once(inbound, deps, finish, id_in(form_of(inbound.body).about))


def _about(inbound: Inbound) -> str:
    """The value of a button, or what follows the wish in a line of the menu."""
    value = chosen(inbound.body)
    return value if value.count(":") < 3 else value.partition(":")[2]


async def _once(inbound: Inbound, deps: Deps, service: Callable[..., object], *values: object) -> BoltResponse:
    """Run a service for this delivery; a repeat of it does nothing."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(once, service, workspace_id, inbound.key, inbound.user_id, *values, now=deps.now())
    return OK


async def _open(inbound: Inbound, deps: Deps, page: Callable[..., View], *values: object) -> BoltResponse:
    """Raises UserError when that is over, SlackError when the form could not be opened."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    view = await deps.read(page, workspace_id, inbound.user_id, *values, now=deps.now())
    return await show(inbound, deps, view)


MENU: dict[str, Handler] = {
    "here": click_here,
    "add": click_add_item,
    "decide": click_decide,
    "drop": click_drop,
    "end": click_end,
}
ROUTES = [
    Route(Kind.ACTION, ActionId.BOARD_NEXT, click_next),
    Route(Kind.ACTION, ActionId.BOARD_PARK, click_park),
    Route(Kind.ACTION, ActionId.BOARD_DECIDE, click_decide),
    Route(Kind.ACTION, ActionId.BOARD_ACTION, click_action),
    Route(Kind.ACTION, ActionId.BOARD_ESCALATE, click_escalate),
    Route(Kind.ACTION, ActionId.BOARD_DROP, click_drop),
    Route(Kind.ACTION, ActionId.BOARD_END, click_end),
    Route(Kind.ACTION, ActionId.BOARD_MENU, choose_on_board),
    *(Route(Kind.ACTION, stars, click_rate) for stars in RATE),
    Route(Kind.SUBMISSION, ViewId.DROP_ITEM, submit_drop),
    Route(Kind.SUBMISSION, ViewId.END_MEETING, submit_end),
]
