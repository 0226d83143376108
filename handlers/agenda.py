"""The agenda: bringing something to it, its window, and what a facilitator changes on it."""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from bot.agenda import editing, services
from bot.agenda.forms import YES, Beginning, typed_weights
from bot.agenda.models import ItemKind
from bot.agenda.pages import (
    bring_page,
    draft_page,
    message_page,
    minutes_page,
    ranking_page,
    take_off_page,
    window_page,
)
from bot.agenda.rules import ItemWish
from bot.agenda.skipping import skip_empty
from bot.delivery.repeats import once
from bot.deps import Deps
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ShortcutId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, form_of, id_in, shortcut_message, window_of, window_under
from handlers.answers import OK, other_view
from handlers.reports import readable_words
from handlers.router import Route
from handlers.windows import show, show_anew


async def open_agenda(inbound: Inbound, deps: Deps) -> BoltResponse:
    """`/flywheel agenda`, and every button of that name."""
    return await show(inbound, deps, await _window(inbound, deps))


async def turn_page(inbound: Inbound, deps: Deps) -> BoltResponse:
    await show_anew(deps, window_of(inbound.body), await _window(inbound, deps, id_in(chosen(inbound.body))))
    return OK


async def click_add(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Obstacle, opportunity, or whatever it is going to be."""
    return await _open(inbound, deps, bring_page, Beginning(kind=chosen(inbound.body)))


async def choose_in_call(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The menu beside the buttons of the call."""
    if chosen(inbound.body) == ItemKind.DECISION:
        return await click_add(inbound, deps)
    return await open_agenda(inbound, deps)


async def bring_message(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The shortcut on a message: the form opens with its text and its address."""
    members_only(inbound)
    workspace_id, message = await deps.workspace_id(inbound.team_id), shortcut_message(inbound.body)
    words = await readable_words(deps, workspace_id, message.text)
    return await _open(inbound, deps, message_page, message, words)


async def submit_bring(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Then the agenda is shown as it is with it, where it is not on the screen already."""
    form = form_of(inbound.body)
    draft_id, _, source_url = form.about.partition(" ")
    wish = wish_in(form, source_url)
    if id_in(draft_id):
        await _do(inbound, deps, services.change_draft, id_in(draft_id), wish)
    else:
        await _do(inbound, deps, services.bring, wish)
    return await _shown_after_form(inbound, deps)


async def choose_for_item(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The menu of an item in the window: "wish:item"."""
    wish, _, number = chosen(inbound.body).partition(":")
    item_id = id_in(number)
    if wish in PAGES:
        return await _open(inbound, deps, PAGES[wish], item_id)
    await _do(inbound, deps, DEEDS.get(wish, editing.discuss_first), item_id)
    return await _shown_after_click(inbound, deps)


async def submit_minutes(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    await _do(inbound, deps, editing.set_minutes, id_in(form.about), form.text(BlockId.MINUTES))
    return await _shown_after_form(inbound, deps)


async def submit_take_off(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    await _do(inbound, deps, editing.take_off, id_in(form.about), form.text(BlockId.WHY))
    return await _shown_after_form(inbound, deps)


async def click_ranking(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, ranking_page)


async def submit_ranking(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    await _do(inbound, deps, editing.set_weights, typed_weights({name: form.text(name) for name in form.values}))
    return await _shown_after_form(inbound, deps)


async def click_put(inbound: Inbound, deps: Deps) -> BoltResponse:
    await _do(inbound, deps, services.put_draft, id_in(chosen(inbound.body)))
    return await _shown_after_click(inbound, deps)


async def click_edit(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, draft_page, id_in(chosen(inbound.body)))


async def choose_for_draft(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Its menu has one wish."""
    await _do(inbound, deps, services.delete_draft, id_in(chosen(inbound.body).partition(":")[2]))
    return await _shown_after_click(inbound, deps)


async def click_skip(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Under an agenda with nothing on it."""
    await _do(inbound, deps, skip_empty, id_in(chosen(inbound.body)))
    return OK


def wish_in(form: Form, source_url: str) -> ItemWish:
    """A kind that is none is as good as one that may not be brought: the form says to choose."""
    kind = form.choice(BlockId.KIND)
    return ItemWish(
        kind=ItemKind(kind) if kind in set(ItemKind) else ItemKind.REVIEW,
        title=form.text(BlockId.ITEM),
        detail=form.text(BlockId.DETAIL),
        departments=form.several(BlockId.DEPARTMENTS),
        pain_id=id_in(form.choice(BlockId.OTHER_PAIN)),
        source_url=source_url,
        draft=form.ticked(BlockId.DRAFT, YES),
    )


async def _do(inbound: Inbound, deps: Deps, service: Callable[..., object], *values: object) -> None:
    """As whoever asks for it; a repeat of the delivery does nothing. Raises UserError."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(once, service, workspace_id, inbound.key, inbound.user_id, *values, now=deps.now())


async def _open(inbound: Inbound, deps: Deps, page: Callable[..., View], *values: object) -> BoltResponse:
    """Raises UserError for whoever may not, SlackError."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return await show(inbound, deps, await deps.read(page, workspace_id, inbound.user_id, *values, now=deps.now()))


async def _window(inbound: Inbound, deps: Deps, page: int = 0) -> View:
    """Written, not read: the agenda is brought up to date first. Raises UserError."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return await deps.write(window_page, workspace_id, inbound.user_id, page, now=deps.now())


async def _shown_after_form(inbound: Inbound, deps: Deps) -> BoltResponse:
    """In the window beneath the form; where it was opened from a message, in the form's own place."""
    window, beneath = await _window(inbound, deps), window_under(inbound.body)
    if not beneath:
        return other_view(window)
    await show_anew(deps, beneath, window)
    return OK


async def _shown_after_click(inbound: Inbound, deps: Deps) -> BoltResponse:
    page = id_in(str((inbound.body.get("view") or {}).get("private_metadata") or ""))
    if window_id := window_of(inbound.body):
        await show_anew(deps, window_id, await _window(inbound, deps, page))
    return OK


PAGES: dict[str, Callable[..., View]] = {"minutes": minutes_page, "off": take_off_page}
DEEDS: dict[str, Callable[..., None]] = {
    "up": editing.move_up,
    "down": editing.move_down,
    "first": editing.discuss_first,
}
ROUTES = [
    Route(Kind.SHORTCUT, ShortcutId.BRING, bring_message),
    Route(Kind.ACTION, ActionId.OPEN_AGENDA, open_agenda),
    Route(Kind.ACTION, ActionId.BRING_ITEM, click_add),
    Route(Kind.ACTION, ActionId.ADD_OBSTACLE, click_add),
    Route(Kind.ACTION, ActionId.ADD_OPPORTUNITY, click_add),
    Route(Kind.ACTION, ActionId.CALL_MENU, choose_in_call),
    Route(Kind.ACTION, ActionId.SKIP_EMPTY, click_skip),
    Route(Kind.ACTION, ActionId.ITEM_MENU, choose_for_item),
    Route(Kind.ACTION, ActionId.PUT_DRAFT, click_put),
    Route(Kind.ACTION, ActionId.EDIT_DRAFT, click_edit),
    Route(Kind.ACTION, ActionId.DRAFT_MENU, choose_for_draft),
    Route(Kind.ACTION, ActionId.HOW_RANKED, click_ranking),
    Route(Kind.ACTION, ActionId.ITEMS_BEFORE, turn_page),
    Route(Kind.ACTION, ActionId.ITEMS_AFTER, turn_page),
    Route(Kind.SUBMISSION, ViewId.BRING, submit_bring),
    Route(Kind.SUBMISSION, ViewId.ITEM_MINUTES, submit_minutes),
    Route(Kind.SUBMISSION, ViewId.TAKE_OFF, submit_take_off),
    Route(Kind.SUBMISSION, ViewId.HOW_RANKED, submit_ranking),
]
