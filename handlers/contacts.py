"""Days with customers: `/flywheel contact`, and the forms behind its buttons and behind the daily list."""

from collections.abc import Callable
from datetime import date

from slack_bolt.response import BoltResponse

from bot.contacts.pages import contact_page, days_page, leave_out_page, log_page
from bot.contacts.rules import Days, Met
from bot.contacts.services import choose_days, leave_out, log_contact
from bot.delivery.repeats import once
from bot.deps import Deps
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, form_of, id_in
from handlers.answers import OK, only_to_her
from handlers.router import Route
from handlers.windows import show


async def command_contact(inbound: Inbound, deps: Deps) -> BoltResponse:
    """`/flywheel contact`."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return only_to_her(await deps.read(contact_page, workspace_id, inbound.user_id, now=deps.now()))


async def click_met(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, log_page)


async def click_days(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, days_page)


async def click_leave_out(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, leave_out_page)


async def submit_contact(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that is wrong; what was typed stays."""
    form = form_of(inbound.body)
    met = Met(form.text(BlockId.CUSTOMER), form.text(BlockId.LEARNT), _day(form, BlockId.DAY))
    return await _keep(inbound, deps, log_contact, met)


async def submit_days(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    return await _keep(inbound, deps, choose_days, Days(_day(form, BlockId.DAY), _day(form, BlockId.SECOND_DAY)))


async def submit_leave_out(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _keep(inbound, deps, leave_out, form_of(inbound.body).text(BlockId.WHY))


async def _open(inbound: Inbound, deps: Deps, page: Callable[..., View]) -> BoltResponse:
    """Raises UserError where it is not hers or not planned any more, SlackError when it could not be opened."""
    members_only(inbound)
    workspace_id, contact_id = await deps.workspace_id(inbound.team_id), id_in(chosen(inbound.body))
    view = await deps.read(page, workspace_id, contact_id, inbound.user_id, now=deps.now())
    return await show(inbound, deps, view)


async def _keep(inbound: Inbound, deps: Deps, service: Callable[..., object], typed: object) -> BoltResponse:
    members_only(inbound)
    workspace_id, contact_id = await deps.workspace_id(inbound.team_id), id_in(form_of(inbound.body).about)
    sent = (contact_id, inbound.user_id, typed)
    await deps.write(once, service, workspace_id, inbound.key, *sent, now=deps.now())
    return OK


def _day(form: Form, block_id: str) -> date | None:
    """None where none is chosen."""
    typed = str(form.values.get(block_id, {}).get("selected_date") or "")
    return date.fromisoformat(typed) if typed else None


ROUTES = [
    Route(Kind.ACTION, ActionId.LOG_CONTACT, click_met),
    Route(Kind.SUBMISSION, ViewId.CONTACT, submit_contact),
    Route(Kind.SUBMISSION, ViewId.CONTACT_DAYS, submit_days),
    Route(Kind.SUBMISSION, ViewId.NO_CONTACT, submit_leave_out),
]
