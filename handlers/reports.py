"""Reporting a pain: shortcuts, `/pain`, the Home button, and the form they open."""

from slack_bolt.response import BoltResponse

from bot.captures.drafts import Beginning, keep_draft
from bot.captures.rules import proposed_title
from bot.captures.services import answer_there, capture_draft, report_by_command, submit_report
from bot.departments.services import stages
from bot.deps import Deps
from bot.errors import UserError
from bot.i18n import N_
from bot.pains.forms import YES, Prefill, pain_form
from bot.pains.models import Via
from bot.pains.rules import Report
from bot.people.rules import members_only
from bot.people.services import names_of
from bot.slack.ids import ActionId, BlockId, Command, ShortcutId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, form_of, place_of, shortcut_message
from bot.slack.text import mentioned, plain
from handlers.answers import OK
from handlers.places import is_private
from handlers.router import Route
from handlers.windows import show

TOO_LATE = N_("That was too long ago: please write it again, or use `/pain`.")


async def message_shortcut(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Keep the message as it is now, then open the form on it: what happens to it meanwhile changes nothing."""
    members_only(inbound)
    workspace_id, message = await deps.workspace_id(inbound.team_id), shortcut_message(inbound.body)
    private = await is_private(inbound, workspace_id, deps)
    words = await readable_words(deps, workspace_id, message.text)
    begun = Beginning(inbound.user_id, Via.SHORTCUT, words=words, message=message, response_url=inbound.response_url)
    draft = await deps.write(keep_draft, workspace_id, begun, now=deps.now())
    title = "" if private else proposed_title(words)
    return await _open(inbound, deps, Prefill(draft.id, title, words, private))


async def global_shortcut(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    return await _open(inbound, deps, Prefill())


async def pain_command(inbound: Inbound, deps: Deps) -> BoltResponse:
    """With a text it is kept at once; without one the form opens."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    text = str(inbound.body.get("text") or "").strip()
    channel_id, _ = place_of(inbound.body)
    if text:
        readable = await readable_words(deps, workspace_id, text)
        await deps.write(report_by_command, workspace_id, inbound, readable, channel_id, now=deps.now())
        return OK
    begun = Beginning(inbound.user_id, Via.COMMAND, channel_id=channel_id, response_url=inbound.response_url)
    draft = await deps.write(keep_draft, workspace_id, begun, now=deps.now())
    return await _open(inbound, deps, Prefill(draft.id))


async def capture_button(inbound: Inbound, deps: Deps) -> BoltResponse:
    """ "Capture" under the question: a line to the bot opens the form on it, a mention is captured as it stands."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    draft = await deps.write(answer_there, workspace_id, chosen(inbound.body), inbound)
    if draft is None:
        raise UserError(TOO_LATE)
    if draft.via is Via.DIRECT:
        return await _open(inbound, deps, Prefill(draft.id, proposed_title(draft.words), draft.words, True, True))
    await deps.write(capture_draft, workspace_id, inbound, draft.id, now=deps.now())
    return OK


async def submit_pain(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Kept before the form closes: a closed form means a kept pain."""
    workspace_id = await deps.workspace_id(inbound.team_id)
    form = form_of(inbound.body)
    await deps.write(submit_report, workspace_id, inbound, report_in(form, inbound.user_id), form.about, now=deps.now())
    return OK


def report_in(form: Form, reporter: str) -> Report:
    return Report(
        reporter=reporter,
        title=form.text(BlockId.TITLE),
        words=form.text(BlockId.WORDS),
        customer=form.text(BlockId.CUSTOMER),
        is_colleague=form.ticked(BlockId.COLLEAGUE, YES),
        stage=form.choice(BlockId.STAGE),
        severity=form.choice(BlockId.SEVERITY),
        share_words=form.ticked(BlockId.SHARE, YES) if form.has(BlockId.SHARE) else None,
    )


async def _open(inbound: Inbound, deps: Deps, prefill: Prefill) -> BoltResponse:
    """The one call to Slack before an ack: a trigger lives three seconds. Raises SlackError."""
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    journey = await deps.read(stages, await deps.workspace_id(inbound.team_id))
    return await show(inbound, deps, pain_form(prefill, journey, t))


async def readable_words(deps: Deps, workspace_id: int, text: str) -> str:
    """As its author saw it: people by their names."""
    people = mentioned(text)
    names = await deps.read(names_of, workspace_id, people) if people else {}
    return plain(text, names)


ROUTES = [
    Route(Kind.SHORTCUT, ShortcutId.FROM_MESSAGE, message_shortcut),
    Route(Kind.SHORTCUT, ShortcutId.GLOBAL, global_shortcut),
    Route(Kind.COMMAND, Command.PAIN, pain_command),
    Route(Kind.ACTION, ActionId.LOG_PAIN, global_shortcut),
    Route(Kind.ACTION, ActionId.CAPTURE, capture_button),
    Route(Kind.SUBMISSION, ViewId.PAIN, submit_pain),
]
