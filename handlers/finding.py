"""Finding pains, and the lists of what waits in every department: windows that are only read."""

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.errors import UserError
from bot.home.forms import found_message, search_form, waiting_window
from bot.home.lists import may_search, search, waiting_list
from bot.home.rules import Waiting
from bot.i18n import N_
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Inbound, Kind, chosen, form_of, id_in
from bot.workdays.services import today_in
from handlers.answers import only_to_her, other_view
from handlers.router import Route
from handlers.windows import show, turn

NO_WORDS = N_("Type a word or a number to look for.")


async def open_search(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.read(may_search, workspace_id, inbound.user_id, now=deps.now())
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await show(inbound, deps, search_form(None, t))


async def submit_search(inbound: Inbound, deps: Deps) -> BoltResponse:
    """What was found comes in the same window, under the field."""
    members_only(inbound)
    words = form_of(inbound.body).text(BlockId.QUERY)
    if not words:
        raise UserError(NO_WORDS, block_id=BlockId.QUERY)
    workspace_id = await deps.workspace_id(inbound.team_id)
    found = await deps.read(search, workspace_id, inbound.user_id, words, now=deps.now())
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return other_view(search_form(found, t))


async def command_find(inbound: Inbound, deps: Deps) -> BoltResponse:
    """`/flywheel find <words>`; without words the search opens."""
    words = str(inbound.body.get("text") or "").strip().partition(" ")[2].strip()
    if not words:
        return await open_search(inbound, deps)
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    found = await deps.read(search, workspace_id, inbound.user_id, words, now=deps.now())
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return only_to_her(found_message(found, t))


async def open_waiting(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await show(inbound, deps, await _waiting(inbound, deps))


async def turn_waiting(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await turn(inbound, deps, await _waiting(inbound, deps))


async def _waiting(inbound: Inbound, deps: Deps) -> View:
    """ "unowned:2": the list and its page. Raises UserError for whoever may not see it."""
    members_only(inbound)
    name, _, number = chosen(inbound.body).partition(":")
    what = Waiting(name) if name in set(Waiting) else Waiting.UNOWNED
    workspace_id, now = await deps.workspace_id(inbound.team_id), deps.now()
    page = await deps.read(waiting_list, workspace_id, inbound.user_id, what, id_in(number), now=now)
    today = await deps.read(today_in, workspace_id, now)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return waiting_window(what, page, today, t)


ROUTES = [
    Route(Kind.ACTION, ActionId.OPEN_SEARCH, open_search),
    Route(Kind.SUBMISSION, ViewId.SEARCH, submit_search),
    Route(Kind.ACTION, ActionId.OPEN_WAITING, open_waiting),
    Route(Kind.ACTION, ActionId.WAITING_BACK, turn_waiting),
    Route(Kind.ACTION, ActionId.WAITING_NEXT, turn_waiting),
]
