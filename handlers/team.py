"""The roster: `/flywheel team`, and the forms that change it."""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from bot.delivery.repeats import once
from bot.departments.services import departments
from bot.deps import Deps
from bot.people.rules import members_only
from bot.roster.seating import seat_list, seat_person, show_team
from bot.roster.views import paste_form, seat_form
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Inbound, Kind, form_of
from handlers.answers import OK, only_to_her
from handlers.router import Route
from handlers.windows import show


async def show_roster(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return only_to_her(await deps.read(show_team, workspace_id, inbound.user_id, t, now=deps.now()))


async def click_give_seat(inbound: Inbound, deps: Deps) -> BoltResponse:
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await _show(inbound, deps, seat_form(await deps.read(departments, workspace_id), t))


async def click_paste(inbound: Inbound, deps: Deps) -> BoltResponse:
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await _show(inbound, deps, paste_form(t))


async def submit_seat(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    wish = (form.user(BlockId.PERSON), form.choice(BlockId.ROLE), form.choice(BlockId.DEPARTMENT))
    return await _change(inbound, deps, seat_person, *wish)


async def submit_list(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _change(inbound, deps, seat_list, form_of(inbound.body).text(BlockId.ROSTER))


async def _change(inbound: Inbound, deps: Deps, service: Callable[..., None], *wish: str) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(once, service, workspace_id, inbound.key, inbound.user_id, *wish, now=deps.now())
    return OK


async def _show(inbound: Inbound, deps: Deps, view: View) -> BoltResponse:
    members_only(inbound)
    return await show(inbound, deps, view)


ROUTES = [
    Route(Kind.ACTION, ActionId.GIVE_SEAT, click_give_seat),
    Route(Kind.ACTION, ActionId.PASTE_ROSTER, click_paste),
    Route(Kind.SUBMISSION, ViewId.SEAT, submit_seat),
    Route(Kind.SUBMISSION, ViewId.ROSTER, submit_list),
]
