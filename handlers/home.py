"""App Home, help and the language of one person."""

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.home.help import help_message, language_chosen
from bot.home.publishing import publish_home
from bot.home.rules import Pages, pages_in
from bot.i18n import texts_in
from bot.manifest import read_manifest
from bot.pains.forms import message_window
from bot.people.services import choose_language, decline_offer
from bot.slack.blocks import Message
from bot.slack.ids import ActionId
from bot.slack.payloads import Inbound, Kind, chosen, form_of
from bot.workspaces.services import emoji_of
from handlers.answers import OK, only_to_her
from handlers.followups import choose_in_list
from handlers.router import Route
from handlers.windows import show


async def home_opened(inbound: Inbound, deps: Deps) -> BoltResponse:
    if inbound.event.get("tab", "home") == "home":
        await _publish(inbound, deps)
    return OK


async def turn_page(inbound: Inbound, deps: Deps) -> BoltResponse:
    await _publish(inbound, deps, pages=pages_in(chosen(inbound.body)))
    return OK


async def choose_in_line(inbound: Inbound, deps: Deps) -> BoltResponse:
    """As in the daily list, which is rewritten where it stands; a Home is published anew, on the same pages.

    Also when it raises UserError: then the line she clicked in was not true any more.
    """
    try:
        return await choose_in_list(inbound, deps)
    finally:
        await _publish(inbound, deps, pages=pages_in(form_of(inbound.body).about))


async def command_help(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Also the answer to a word nobody knows."""
    typed = str(inbound.body.get("text") or "").strip()
    known = typed.lower() in {"", "help", "giúp"}
    return only_to_her(await _help(inbound, deps, unknown="" if known else typed))


async def click_help(inbound: Inbound, deps: Deps) -> BoltResponse:
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    view = message_window(t("How it works"), await _help(inbound, deps), t)
    return await show(inbound, deps, view)


async def pick_language(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The menu on the Home, or "yes" to the offer of Vietnamese; the Home is written anew in that language."""
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(choose_language, workspace_id, inbound.user_id, chosen(inbound.body), now=deps.now())
    await _publish(inbound, deps)
    return OK


async def keep_language(inbound: Inbound, deps: Deps) -> BoltResponse:
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(decline_offer, workspace_id, inbound.user_id, now=deps.now())
    await _publish(inbound, deps)
    return OK


async def command_language(inbound: Inbound, deps: Deps) -> BoltResponse:
    """`/flywheel language en` or `vi`. Raises UserError for another."""
    language = str(inbound.body.get("text") or "").lower().partition(" ")[2].strip()
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(choose_language, workspace_id, inbound.user_id, language, now=deps.now())
    return only_to_her(language_chosen(texts_in(language)))


async def _help(inbound: Inbound, deps: Deps, *, unknown: str = "") -> Message:
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    emoji = await deps.read(emoji_of, workspace_id)
    return help_message(emoji, read_manifest().bot_name, t, unknown=unknown)


async def _publish(inbound: Inbound, deps: Deps, *, pages: Pages | None = None) -> None:
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(publish_home, workspace_id, inbound.user_id, inbound.key, pages=pages, now=deps.now())


ROUTES = [
    Route(Kind.EVENT, "app_home_opened", home_opened),
    Route(Kind.ACTION, ActionId.OPEN_HELP, click_help),
    Route(Kind.ACTION, ActionId.CHOOSE_LANGUAGE, pick_language),
    Route(Kind.ACTION, ActionId.ACCEPT_VIETNAMESE, pick_language),
    Route(Kind.ACTION, ActionId.DECLINE_VIETNAMESE, keep_language),
    Route(Kind.ACTION, ActionId.HOME_BACK, turn_page),
    Route(Kind.ACTION, ActionId.HOME_NEXT, turn_page),
    Route(Kind.ACTION, ActionId.HOME_FIRST, choose_in_line),
    Route(Kind.ACTION, ActionId.HOME_SECOND, choose_in_line),
    Route(Kind.ACTION, ActionId.HOME_MENU, choose_in_line),
]
