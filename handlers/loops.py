"""Closing the loop: resolve, what became of each customer, "it is back", and `/flywheel loops`."""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from bot.delivery.repeats import once
from bot.deps import Deps
from bot.i18n import Texts
from bot.loops.forms import NOT_DOING, not_fixed_form, resolve_form, text_form, told_form
from bot.loops.models import Outcome
from bot.loops.queries import shown_to
from bot.loops.rules import Answer, Resolution
from bot.loops.services import (
    change_text,
    finish,
    look_at_telling,
    may_resolve,
    record_outcome,
    reopen,
    show_figures,
)
from bot.loops.views import Asked, ready_text
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, form_of, id_in
from handlers.answers import OK, only_to_her
from handlers.router import Route
from handlers.windows import show

Page = Callable[[Asked, Texts], View]


async def click_resolve(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open_resolve(inbound, deps, not_doing=False)


async def click_not_doing(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The same form, with its box ticked."""
    return await _open_resolve(inbound, deps, not_doing=True)


async def _open_resolve(inbound: Inbound, deps: Deps, *, not_doing: bool) -> BoltResponse:
    """Whoever may not resolve it is told so before she types."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    pain = await deps.read(may_resolve, workspace_id, id_in(chosen(inbound.body)), inbound.user_id, now=deps.now())
    shown_as = await deps.read(shown_to, pain, inbound.user_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await show(inbound, deps, resolve_form(pain, shown_as, t, not_doing=not_doing))


async def click_told(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, Outcome.TOLD, lambda asked, t: told_form(asked.tellings[0], t))


async def click_not_fixed(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, Outcome.NOT_FIXED, lambda asked, t: not_fixed_form(asked.tellings[0], t))


async def click_text(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(
        inbound, deps, Outcome.TOLD, lambda asked, t: text_form(asked.tellings[0], ready_text(asked, t), t)
    )


async def click_not_reached(inbound: Inbound, deps: Deps) -> BoltResponse:
    telling = id_in(chosen(inbound.body))
    return await _once(inbound, deps, record_outcome, telling, inbound.user_id, Answer(Outcome.UNREACHABLE))


async def click_reopen(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _once(inbound, deps, reopen, inbound, id_in(chosen(inbound.body)))


async def submit_resolution(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    said = Resolution(form.text(BlockId.RESOLUTION), form.ticked(BlockId.NOT_DOING, NOT_DOING))
    return await _once(inbound, deps, finish, id_in(form.about), inbound.user_id, said)


async def submit_told(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    how = form.text(BlockId.HOW_ELSE) or form.choice(BlockId.HOW)
    return await _answer(inbound, deps, form, Answer(Outcome.TOLD, how))


async def submit_not_fixed(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    return await _answer(inbound, deps, form, Answer(Outcome.NOT_FIXED, form.text(BlockId.WHY)))


async def submit_text(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    return await _once(inbound, deps, change_text, id_in(form.about), inbound.user_id, form.text(BlockId.TEXT))


async def command_loops(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return only_to_her(await deps.read(show_figures, workspace_id, inbound.user_id, now=deps.now()))


async def _answer(inbound: Inbound, deps: Deps, form: Form, answer: Answer) -> BoltResponse:
    return await _once(inbound, deps, record_outcome, id_in(form.about), inbound.user_id, answer)


async def _once(inbound: Inbound, deps: Deps, service: Callable[..., object], *values: object) -> BoltResponse:
    """Run a service for this delivery; a repeat of it does nothing."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(once, service, workspace_id, inbound.key, *values, now=deps.now())
    return OK


async def _open(inbound: Inbound, deps: Deps, outcome: Outcome, page: Page) -> BoltResponse:
    """Raises UserError when that cannot be answered (any more), SlackError when the form could not be opened."""
    members_only(inbound)
    workspace_id, telling = await deps.workspace_id(inbound.team_id), id_in(chosen(inbound.body))
    asked = await deps.read(look_at_telling, workspace_id, telling, inbound.user_id, outcome)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await show(inbound, deps, page(asked, t))


ROUTES = [
    Route(Kind.ACTION, ActionId.RESOLVE, click_resolve),
    Route(Kind.ACTION, ActionId.TOLD_THEM, click_told),
    Route(Kind.ACTION, ActionId.NOT_REACHED, click_not_reached),
    Route(Kind.ACTION, ActionId.NOT_FIXED, click_not_fixed),
    Route(Kind.ACTION, ActionId.CHANGE_TEXT, click_text),
    Route(Kind.ACTION, ActionId.REOPEN, click_reopen),
    Route(Kind.SUBMISSION, ViewId.RESOLVE, submit_resolution),
    Route(Kind.SUBMISSION, ViewId.TOLD_THEM, submit_told),
    Route(Kind.SUBMISSION, ViewId.NOT_FIXED, submit_not_fixed),
    Route(Kind.SUBMISSION, ViewId.CHANGE_TEXT, submit_text),
]
