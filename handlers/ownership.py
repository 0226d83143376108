"""Taking a pain and handing it over: buttons, forms, a reaction, a word, and the picture of all handoffs."""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from bot.captures.receipts import Recipient, tell
from bot.delivery.repeats import once
from bot.deps import Deps
from bot.ownership.answers import (
    accept_by_button,
    ask_by_form,
    ask_page,
    claim,
    claimed_card,
    decline_by_form,
    decline_page,
    hand_over_page,
    picture_page,
    take_by_button,
)
from bot.ownership.handoffs import offer
from bot.ownership.partings import kept
from bot.ownership.queries import pain_of_card
from bot.ownership.rules import Receiver
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Inbound, Kind, Reaction, SlackMessage, chosen, form_of
from handlers.answers import OK, only_to_her
from handlers.router import Route
from handlers.windows import show

TAKES = "eyes"  # the reaction on a card that takes its pain


async def click_take(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _answer(inbound, deps, take_by_button, number_in(chosen(inbound.body)))


async def click_accept(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _answer(inbound, deps, accept_by_button, number_in(chosen(inbound.body)))


async def click_decline(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, decline_page, inbound)


async def click_ask(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, ask_page, inbound)


async def click_hand_over(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await open_hand_over(inbound, deps, chosen(inbound.body))


async def open_hand_over(inbound: Inbound, deps: Deps, pain_id: str) -> BoltResponse:
    """Also from the menu of a card. Raises UserError, SlackError."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    view = await deps.read(hand_over_page, workspace_id, number_in(pain_id), inbound.user_id, now=deps.now())
    return await show(inbound, deps, view)


async def click_keep(inbound: Inbound, deps: Deps) -> BoltResponse:
    """What somebody who lost a seat still owns: nothing changes but the message."""
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    to = Recipient(inbound.user_id, inbound.response_url, replaces=True)
    await deps.write(tell, workspace_id, to, kept(t), inbound.key, now=deps.now())
    return OK


async def submit_hand_over(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    person = form.user(BlockId.PERSON)
    to = Receiver("" if person else form.choice(BlockId.DEPARTMENT), person)
    offered = (number_in(form.about), inbound.user_id, to, form.text(BlockId.WHY))
    await deps.write(once, offer, workspace_id, inbound.key, *offered, now=deps.now())
    return OK


async def submit_decline(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    return await _answer(inbound, deps, decline_by_form, form.about, form.text(BlockId.WHY))


async def submit_ask(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    return await _answer(inbound, deps, ask_by_form, form.about, form.text(BlockId.QUESTION))


async def command_handoffs(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError for whoever may not."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return only_to_her(await deps.read(picture_page, workspace_id, inbound.user_id, now=deps.now()))


async def take_by_reaction(inbound: Inbound, deps: Deps, reaction: Reaction) -> bool:
    """False: it is not the reaction that takes, or not on a card."""
    workspace_id = await deps.workspace_id(inbound.team_id)
    if reaction.emoji != TAKES:
        return False
    pain = await deps.read(pain_of_card, workspace_id, reaction.channel_id, reaction.ts)
    if pain is None:
        return False
    to = Recipient(inbound.user_id, channel_id=reaction.channel_id)
    await deps.write(claim, workspace_id, inbound, pain.key, to, now=deps.now())
    return True


async def take_by_word(inbound: Inbound, deps: Deps, message: SlackMessage) -> bool:
    """ "@Flywheel mine" in the thread of a card. False: it is something else."""
    workspace_id = await deps.workspace_id(inbound.team_id)
    pain = await deps.read(claimed_card, workspace_id, message)
    if pain is None:
        return False
    to = Recipient(inbound.user_id, channel_id=message.channel_id, thread_ts=message.thread_ts)
    await deps.write(claim, workspace_id, inbound, pain.key, to, now=deps.now())
    return True


async def _answer(inbound: Inbound, deps: Deps, service: Callable[..., None], *values: object) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(service, workspace_id, inbound, *values, now=deps.now())
    return OK


async def _open(inbound: Inbound, deps: Deps, page: Callable[..., View], *values: object) -> BoltResponse:
    """The form about the offer whose button was clicked. Raises UserError, SlackError."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    view = await deps.read(page, workspace_id, *values, number_in(chosen(inbound.body)), now=deps.now())
    return await show(inbound, deps, view)


def number_in(text: str) -> int:
    """A value of an older or a foreign button names nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


ROUTES = [
    Route(Kind.ACTION, ActionId.TAKE, click_take),
    Route(Kind.ACTION, ActionId.HAND_OVER, click_hand_over),
    Route(Kind.ACTION, ActionId.KEEP_OWNED, click_keep),
    Route(Kind.ACTION, ActionId.ACCEPT_OFFER, click_accept),
    Route(Kind.ACTION, ActionId.DECLINE_OFFER, click_decline),
    Route(Kind.ACTION, ActionId.ASK_OFFER, click_ask),
    Route(Kind.SUBMISSION, ViewId.HAND_OVER, submit_hand_over),
    Route(Kind.SUBMISSION, ViewId.DECLINE_OFFER, submit_decline),
    Route(Kind.SUBMISSION, ViewId.ASK_OFFER, submit_ask),
]
