"""The roster: `/flywheel team`, and the forms that change it."""

from collections.abc import Callable, Mapping

from slack_bolt.response import BoltResponse

from bot.delivery.repeats import once
from bot.departments.services import departments
from bot.deps import Deps
from bot.ownership.leaving import end_seat_by_hand
from bot.people.rules import members_only
from bot.roster.forms import end_seat_form, group_form, paste_form, seat_form
from bot.roster.groups import seat_group
from bot.roster.rules import groups_like
from bot.roster.seating import seat_list, seat_person, seats_like, show_team
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Inbound, Kind, chosen, form_of, id_in
from handlers.answers import OK, choices, only_to_her
from handlers.departments import open_days_off, open_departments, open_stages
from handlers.failures import answer_unknown
from handlers.router import Handler, Route
from handlers.windows import show


async def show_roster(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return only_to_her(await deps.read(show_team, workspace_id, inbound.user_id, t, now=deps.now()))


async def choose_in_menu(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    return await MENU.get(chosen(inbound.body), answer_unknown)(inbound, deps)


async def click_give_seat(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await show(inbound, deps, seat_form(await deps.read(departments, workspace_id), t))


async def click_end_seat(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await show(inbound, deps, end_seat_form(t))


async def open_paste(inbound: Inbound, deps: Deps) -> BoltResponse:
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await show(inbound, deps, paste_form(t))


async def open_group(inbound: Inbound, deps: Deps) -> BoltResponse:
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await show(inbound, deps, group_form(await deps.read(departments, workspace_id), t))


async def submit_seat(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    wish = (form.user(BlockId.PERSON), form.choice(BlockId.ROLE), form.choice(BlockId.DEPARTMENT))
    return await _change(inbound, deps, seat_person, *wish)


async def submit_list(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _change(inbound, deps, seat_list, form_of(inbound.body).text(BlockId.ROSTER))


async def submit_group(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    wish = (form.choice(BlockId.GROUP), form.choice(BlockId.ROLE), form.choice(BlockId.DEPARTMENT))
    return await _change(inbound, deps, seat_group, *wish)


async def submit_end_seat(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _change(inbound, deps, end_seat_by_hand, id_in(form_of(inbound.body).choice(BlockId.SEAT)))


async def offer_groups(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Asked of Slack as the person types: user groups change without us."""
    members_only(inbound)
    said = await deps.slack.call("usergroups.list", {"include_count": True})
    return choices(groups_like(said.get("usergroups") or [], str(inbound.body.get("value") or "")))


async def offer_seats(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    typed = str(inbound.body.get("value") or "")
    return choices(await deps.read(seats_like, workspace_id, typed, t, now=deps.now()))


async def _change(inbound: Inbound, deps: Deps, service: Callable[..., None], *wish: object) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(once, service, workspace_id, inbound.key, inbound.user_id, *wish, now=deps.now())
    return OK


MENU: Mapping[str, Handler] = {
    "list": open_paste,
    "group": open_group,
    "departments": open_departments,
    "stages": open_stages,
    "days_off": open_days_off,
}
ROUTES = [
    Route(Kind.ACTION, ActionId.GIVE_SEAT, click_give_seat),
    Route(Kind.ACTION, ActionId.END_SEAT, click_end_seat),
    Route(Kind.ACTION, ActionId.TEAM_MENU, choose_in_menu),
    Route(Kind.SUBMISSION, ViewId.SEAT, submit_seat),
    Route(Kind.SUBMISSION, ViewId.ROSTER, submit_list),
    Route(Kind.SUBMISSION, ViewId.GROUP, submit_group),
    Route(Kind.SUBMISSION, ViewId.END_SEAT, submit_end_seat),
    Route(Kind.OPTIONS, BlockId.GROUP, offer_groups),
    Route(Kind.OPTIONS, BlockId.SEAT, offer_seats),
]
