"""Everything that went wrong, turned into one sentence for the person, and an ack that fits.

Events are sent again by Slack when they are not acked, so a failed one is not. Forms, buttons and commands never come
again: they are answered, and what was typed is given back.
"""

import logging
from collections.abc import Mapping
from traceback import format_tb
from typing import Any
from uuid import uuid4

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.errors import SlackError, SlackRefused, StoreError, StoreFull, UserError
from bot.i18n import N_, Texts, texts_in
from bot.slack.blocks import Message, section
from bot.slack.payloads import Inbound, Kind, Malformed
from bot.slack.text import escape, plain, quotations
from handlers.answers import AGAIN, OK, choices, field_errors, only_to_her

log = logging.getLogger(__name__)

NOT_WHOLE = N_("That did not reach me whole. Please try again.")
BUG = N_("Something went wrong on my side (reference {reference}). Please try again.")
TROUBLE: dict[type[Exception], str] = {
    StoreFull: N_("I cannot keep anything just now: my storage is full. Please tell the person who runs me."),
    StoreError: N_("I could not keep that just now. Nothing you typed is lost: please send it again in a moment."),
    SlackError: N_("Slack did not answer me. Please try again in a moment."),
}


async def answer_failure(inbound: Inbound, error: Exception, deps: Deps) -> BoltResponse:
    t = await _texts(inbound, deps)
    sentence = _sentence(inbound, error, t)
    if inbound.kind is Kind.EVENT:
        return _drop(inbound, error) if isinstance(error, UserError | Malformed) else AGAIN
    if inbound.kind is Kind.OPTIONS:
        return choices([])  # she is typing: what is wrong is said when she sends the form
    if inbound.kind is Kind.SUBMISSION:
        return _keep_open(inbound.body, sentence, error)
    if inbound.kind is Kind.COMMAND:
        return only_to_her(_with_typed(inbound, error, sentence, t))
    await _say(inbound, _message(sentence), deps)
    return OK


async def answer_malformed(body: Mapping[str, Any], problem: Malformed, deps: Deps) -> BoltResponse:
    """It can never be understood, so it must not come again. Who sent it may be unknown, so this is in English."""
    log.warning("a payload of type %r without %s was dropped", body.get("type"), problem)
    message = _message(texts_in("en")(NOT_WHOLE))
    if "command" in body:
        return only_to_her(message)
    if body.get("type") == "view_submission":
        return _keep_open(body, message.text, problem)
    if isinstance(body.get("response_url"), str):
        await _respond(body["response_url"], message, deps)
    return OK


async def answer_unknown(inbound: Inbound, deps: Deps) -> BoltResponse:
    """A button of an older release, or an event nobody asked for."""
    log.info("no route for %s %s", inbound.kind, inbound.name)
    if inbound.kind in {Kind.EVENT, Kind.CLOSED, Kind.OPTIONS}:
        return OK
    t = await _texts(inbound, deps)
    message = _message(t("That is from an older version of me. `/flywheel help` shows what I can do now."))
    if inbound.kind is Kind.SUBMISSION:
        return _keep_open(inbound.body, message.text)
    if inbound.kind is Kind.COMMAND:
        return only_to_her(message)
    await _say(inbound, message, deps)
    return OK


def _drop(inbound: Inbound, error: Exception) -> BoltResponse:
    """It would fail the same way every time; services tell people themselves what an event could not do."""
    log.warning("event %s was dropped: %s", inbound.name, type(error).__name__)
    return OK


def _sentence(inbound: Inbound, error: Exception, t: Texts) -> str:
    if isinstance(error, UserError):
        return t(error.sentence, **error.values)
    if isinstance(error, SlackRefused) and error.code in {"expired_trigger_id", "exchanged_trigger_id"}:
        return t("Slack gave up waiting for the form. Nothing is lost: please open it again.")
    if isinstance(error, Malformed):
        log.warning("%s %s came without %s", inbound.kind, inbound.name, error)
        return t(NOT_WHOLE)
    reference = uuid4().hex[:8]
    log.error("%s %s failed (reference %s): %s", inbound.kind, inbound.name, reference, _trace(error))
    known = next((sentence for kind, sentence in TROUBLE.items() if isinstance(error, kind)), BUG)
    return t(known, reference=reference)


def _trace(error: Exception) -> str:
    """What failed and where; not the error's own message, which may hold what somebody wrote."""
    return type(error).__name__ + "\n" + "".join(format_tb(error.__traceback__))


def _keep_open(body: Mapping[str, Any], sentence: str, error: Exception | None = None) -> BoltResponse:
    """Under the field that is wrong if the form has it, else under the first. A form without fields just closes."""
    blocks = (body.get("view") or {}).get("blocks") or []
    fields = [block["block_id"] for block in blocks if block.get("type") == "input"]
    wanted = error.block_id if isinstance(error, UserError) else ""
    return field_errors({wanted if wanted in fields else fields[0]: sentence}) if fields else OK


def _with_typed(inbound: Inbound, error: Exception, sentence: str, t: Texts) -> Message:
    """A command's text is gone from the composer, so it is given back, all of it."""
    typed = plain(inbound.body.get("text"))
    if isinstance(error, UserError) or not typed:
        return _message(sentence)
    first = sentence + "\n" + t("You typed:")
    return Message(f"{first}\n{escape(typed)}", [section(first), *map(section, quotations(typed))])


async def _say(inbound: Inbound, message: Message, deps: Deps) -> None:
    """Straight to Slack: the store may be what failed. Lost if Slack cannot be reached either."""
    if inbound.response_url:
        await _respond(inbound.response_url, message, deps)
        return
    try:
        await deps.slack.call("chat.postMessage", {"channel": inbound.user_id, **message.payload()})
    except SlackError as error:
        log.warning("an answer to %s %s could not be given: %s", inbound.kind, inbound.name, error)


async def _respond(response_url: str, message: Message, deps: Deps) -> None:
    try:
        quiet = {"response_type": "ephemeral", "replace_original": False}
        await deps.slack.respond(response_url, {**quiet, **message.payload()})
    except SlackError as error:
        log.warning("an answer could not be given: %s", error)


async def _texts(inbound: Inbound, deps: Deps) -> Texts:
    try:
        return (await deps.reader(inbound.team_id, inbound.user_id))[1]
    except StoreError:
        return texts_in("en")  # the store cannot even tell her language


def _message(text: str) -> Message:
    return Message(text, [section(text)])
