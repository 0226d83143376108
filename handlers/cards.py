"""The buttons of a card and of a receipt, and the forms behind them."""

from collections.abc import Callable, Mapping

from slack_bolt.response import BoltResponse

from bot.captures.receipts import confirm_undo
from bot.delivery.repeats import once
from bot.deps import Deps
from bot.errors import UserError
from bot.i18n import N_, Texts
from bot.pains.forms import details_form, echo_form, history_window, same_as_form, words_window
from bot.pains.models import PainStatus
from bot.pains.queries import Opened, history_of, look_at, open_pains_like
from bot.pains.rules import headline, label
from bot.pains.services import VOICED, add_details, me_too, same_as
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Inbound, Kind, chosen, form_of
from bot.slack.text import one_line
from handlers.answers import OK, choices
from handlers.ownership import open_hand_over
from handlers.reports import report_in
from handlers.router import Route
from handlers.windows import show

Page = Callable[[Opened, Texts, str], View]

PRIVATE = N_("These words were said in a private place. Only the reporter can read them here.")


async def click_me_too(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, chosen(inbound.body), _echo_page, *VOICED)


async def click_details(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, chosen(inbound.body), _details_page)


async def click_same_as(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, chosen(inbound.body), _same_as_page)


async def click_undo(inbound: Inbound, deps: Deps) -> BoltResponse:
    """On the receipt: its place is taken by what became of it."""
    return await _undo(inbound, deps, chosen(inbound.body), replace=True)


async def choose_in_menu(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The overflow menu of a card: "wish:pain"."""
    wish, _, pain_id = chosen(inbound.body).partition(":")
    if wish == "undo":
        return await _undo(inbound, deps, pain_id, replace=False)
    if wish == "history":
        return await _show_history(inbound, deps, pain_id)
    if wish == "handover":
        return await open_hand_over(inbound, deps, pain_id)
    return await _open(inbound, deps, pain_id, MENU.get(wish, _same_as_page))


async def submit_echo(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    await _once(inbound, deps, me_too, _number(form.about), inbound.user_id, form.text(BlockId.CUSTOMER))
    return OK


async def submit_details(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    await _once(inbound, deps, add_details, _number(form.about), report_in(form, inbound.user_id))
    return OK


async def submit_same_as(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    other = _number(form.choice(BlockId.OTHER_PAIN))
    await _once(inbound, deps, same_as, _number(form.about), other, inbound.user_id)
    return OK


async def offer_pains(inbound: Inbound, deps: Deps) -> BoltResponse:
    """What "Same as…" finds while the person types."""
    workspace_id = await deps.workspace_id(inbound.team_id)
    pains = await deps.read(open_pains_like, workspace_id, str(inbound.body.get("value") or ""))
    names = [(pain, headline(pain, visible=seen) or one_line(pain.customer, 60)) for pain, seen in pains]
    return choices([(f"{label(pain.number)} · {name}".strip(" ·"), str(pain.id)) for pain, name in names])


async def _show_history(inbound: Inbound, deps: Deps, pain_id: str) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    lines = await deps.read(history_of, workspace_id, _number(pain_id))
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await show(inbound, deps, history_window(lines, t))


async def _open(inbound: Inbound, deps: Deps, pain_id: str, page: Page, *statuses: PainStatus) -> BoltResponse:
    """`statuses`: of the pains it is for; open ones where none is named.

    Raises UserError when the pain is no longer one of them, SlackError when the form could not be opened.
    """
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    opened = await deps.read(look_at, workspace_id, _number(pain_id), *statuses)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await show(inbound, deps, page(opened, t, inbound.user_id))


async def _undo(inbound: Inbound, deps: Deps, pain_id: str, *, replace: bool) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(confirm_undo, workspace_id, inbound, _number(pain_id), replace=replace, now=deps.now())
    return OK


async def _once(inbound: Inbound, deps: Deps, service: Callable[..., object], *values: object) -> None:
    """Run a service for this delivery; a repeat of it does nothing."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(once, service, workspace_id, inbound.key, *values, now=deps.now())


def _echo_page(opened: Opened, t: Texts, _user_id: str) -> View:
    return echo_form(opened.pain, headline(opened.pain, visible=opened.visible), t)


def _details_page(opened: Opened, t: Texts, user_id: str) -> View:
    mine = opened.pain.reporter == user_id
    return details_form(opened.pain, opened.stages, t, mine=mine, private=opened.private, visible=opened.visible)


def _same_as_page(opened: Opened, t: Texts, _user_id: str) -> View:
    return same_as_form(opened.pain, t)


def _words_page(opened: Opened, t: Texts, user_id: str) -> View:
    if not opened.visible and opened.pain.reporter != user_id:
        raise UserError(PRIVATE)
    return words_window(opened.pain, t)


MENU: Mapping[str, Page] = {"details": _details_page, "words": _words_page, "same": _same_as_page}


def _number(text: str) -> int:
    """A value of an older or a foreign button names no pain."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


ROUTES = [
    Route(Kind.ACTION, ActionId.ME_TOO, click_me_too),
    Route(Kind.ACTION, ActionId.ADD_DETAILS, click_details),
    Route(Kind.ACTION, ActionId.SAME_AS, click_same_as),
    Route(Kind.ACTION, ActionId.UNDO, click_undo),
    Route(Kind.ACTION, ActionId.CARD_MENU, choose_in_menu),
    Route(Kind.SUBMISSION, ViewId.ECHO, submit_echo),
    Route(Kind.SUBMISSION, ViewId.DETAILS, submit_details),
    Route(Kind.SUBMISSION, ViewId.SAME_AS, submit_same_as),
    Route(Kind.OPTIONS, BlockId.OTHER_PAIN, offer_pains),
]
