"""Reviews: `/flywheel review`, why and what is next, another time, and what is behind a number."""

from collections.abc import Callable, Mapping

from slack_bolt.response import BoltResponse

from bot.captures.receipts import Recipient, tell
from bot.checkpoints import pages
from bot.checkpoints.forms import FIELDS
from bot.checkpoints.services import Wish, cancel, move, save_remarks
from bot.delivery.repeats import once
from bot.deps import Deps
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, form_of, id_in, window_of
from handlers.answers import OK, only_to_her
from handlers.failures import answer_unknown
from handlers.router import Route
from handlers.windows import show, show_anew


async def command_review(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return only_to_her(await deps.read(pages.reviews_page, workspace_id, inbound.user_id, now=deps.now()))


async def click_write(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await open_page(inbound, deps, pages.remarks_page, chosen(inbound.body))


async def click_read(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await open_page(inbound, deps, pages.words_page, chosen(inbound.body))


async def choose_number(inbound: Inbound, deps: Deps) -> BoltResponse:
    """In the menu of a brief: what is behind it."""
    return await open_page(inbound, deps, pages.behind_page, chosen(inbound.body))


async def turn_page(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    view = await deps.read(pages.other_page, workspace_id, chosen(inbound.body), inbound.user_id, now=deps.now())
    await show_anew(deps, window_of(inbound.body), view)
    return OK


async def click_show_brief(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await show_brief(inbound, deps, chosen(inbound.body))


async def choose_in_review(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The menu of a review: "wish:about"."""
    wish, _, about = chosen(inbound.body).partition(":")
    if wish == "show":
        return await show_brief(inbound, deps, about)
    if wish in PAGES:
        return await open_page(inbound, deps, PAGES[wish], about)
    return await answer_unknown(inbound, deps)


async def show_brief(inbound: Inbound, deps: Deps, about: str) -> BoltResponse:
    """As it would be now; seen by her alone."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    message = await deps.read(pages.brief_page, workspace_id, about, inbound.user_id, now=deps.now())
    to = Recipient(inbound.user_id, inbound.response_url)
    await deps.write(tell, workspace_id, to, message, inbound.key, now=deps.now())
    return OK


async def submit_remarks(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that cannot be kept; what was typed stays."""
    form = form_of(inbound.body)
    number, _, department = form.about.partition(":")
    texts = {part: form.text(block_id) for part, block_id in FIELDS.items() if form.has(block_id)}
    return await _once(inbound, deps, save_remarks, inbound.user_id, (id_in(number), department), texts)


async def submit_move(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    return await _once(inbound, deps, move, inbound.user_id, id_in(form.about), _wish_in(form))


async def submit_call_off(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    return await _once(inbound, deps, cancel, inbound.user_id, id_in(form.about), form.text(BlockId.WHY))


async def open_page(inbound: Inbound, deps: Deps, page: Callable[..., View], about: str) -> BoltResponse:
    """Raises UserError for whoever may not, SlackError when it could not be opened."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return await show(inbound, deps, await deps.read(page, workspace_id, about, inbound.user_id, now=deps.now()))


async def _once(inbound: Inbound, deps: Deps, service: Callable[..., object], *about: object) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(once, service, workspace_id, inbound.key, *about, now=deps.now())
    return OK


def _wish_in(form: Form) -> Wish:
    day = str(form.values.get(BlockId.REVIEW_DAY, {}).get("selected_date") or "")
    return Wish(day, str(form.values.get(BlockId.REVIEW_CLOCK, {}).get("selected_time") or ""))


PAGES: Mapping[str, Callable[..., View]] = {
    "write": pages.remarks_page,
    "move": pages.move_page,
    "off": pages.call_off_page,
}
ROUTES = [
    Route(Kind.ACTION, ActionId.WRITE_REMARKS, click_write),
    Route(Kind.ACTION, ActionId.READ_REMARKS, click_read),
    Route(Kind.ACTION, ActionId.BEHIND_NUMBER, choose_number),
    Route(Kind.ACTION, ActionId.BEHIND_NEWER, turn_page),
    Route(Kind.ACTION, ActionId.BEHIND_OLDER, turn_page),
    Route(Kind.ACTION, ActionId.SHOW_BRIEF, click_show_brief),
    Route(Kind.ACTION, ActionId.REVIEW_MENU, choose_in_review),
    Route(Kind.SUBMISSION, ViewId.REMARKS, submit_remarks),
    Route(Kind.SUBMISSION, ViewId.MOVE_REVIEW, submit_move),
    Route(Kind.SUBMISSION, ViewId.CALL_OFF_REVIEW, submit_call_off),
]
