"""Questions to leaders: the form, a reply in the thread, "not this time", and reading what others answered."""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from bot.delivery.repeats import once
from bot.deps import Deps
from bot.people.rules import members_only
from bot.prompts.clicks import (
    answer_page,
    answers_shown,
    keep_reply,
    not_this_time_page,
    question_page,
    whole_page,
)
from bot.prompts.forms import PREFIX
from bot.prompts.queries import prompt_of_thread
from bot.prompts.rules import KEEP_DRAFT, Typed
from bot.prompts.services import not_this_time, save_answers
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, SlackMessage, chosen, form_of, id_in
from handlers.answers import OK, only_to_her
from handlers.router import Route
from handlers.windows import show


async def click_answer(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, answer_page, id_in(chosen(inbound.body)))


async def click_not_this_time(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, not_this_time_page, id_in(chosen(inbound.body)))


async def click_read_answers(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, question_page, chosen(inbound.body))


async def click_read_answer(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, whole_page, chosen(inbound.body))


async def submit_answers(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that is wrong; what was typed stays."""
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    sent = (id_in(form.about), inbound.user_id, _typed(form))
    await deps.write(once, save_answers, workspace_id, inbound.key, *sent, now=deps.now())
    return OK


async def submit_not_this_time(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    sent = (id_in(form.about), inbound.user_id, form.text(BlockId.WHY))
    await deps.write(once, not_this_time, workspace_id, inbound.key, *sent, now=deps.now())
    return OK


async def command_answers(inbound: Inbound, deps: Deps) -> BoltResponse:
    """`/flywheel answers`."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return only_to_her(await deps.read(answers_shown, workspace_id, inbound.user_id, now=deps.now()))


async def answer_by_reply(inbound: Inbound, deps: Deps, message: SlackMessage) -> bool:
    """A line in the thread of somebody's questions. False: it is something else."""
    workspace_id = await deps.workspace_id(inbound.team_id)
    prompt = await deps.read(prompt_of_thread, workspace_id, message.channel_id, message.thread_ts)
    if prompt is None:
        return False
    await deps.write(keep_reply, workspace_id, inbound, prompt.key, message, now=deps.now())
    return True


async def _open(inbound: Inbound, deps: Deps, page: Callable[..., View], about: object) -> BoltResponse:
    """Raises UserError for whoever may not, SlackError when it could not be opened."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    view = await deps.read(page, workspace_id, about, inbound.user_id, now=deps.now())
    return await show(inbound, deps, view)


def _typed(form: Form) -> Typed:
    fields = [block_id for block_id in form.values if block_id.startswith(PREFIX)]
    texts = {block_id.removeprefix(PREFIX): form.text(block_id) for block_id in fields}
    return Typed(texts, form.choice(BlockId.KEEP) == KEEP_DRAFT)


ROUTES = [
    Route(Kind.ACTION, ActionId.ANSWER, click_answer),
    Route(Kind.ACTION, ActionId.NOT_THIS_TIME, click_not_this_time),
    Route(Kind.ACTION, ActionId.READ_ANSWERS, click_read_answers),
    Route(Kind.ACTION, ActionId.READ_ANSWER, click_read_answer),
    Route(Kind.SUBMISSION, ViewId.ANSWER, submit_answers),
    Route(Kind.SUBMISSION, ViewId.NOT_THIS_TIME, submit_not_this_time),
]
