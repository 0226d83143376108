"""Everything that went wrong, turned into one sentence for the person, and an ack that fits.

Events are sent again by Slack when they are not acked, so a failed one is not. Forms, buttons and commands never come
again: they are answered, and what was typed is given back.
"""

import logging
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.errors import SlackError, SlackRefused, StoreError, StoreFull, UserError
from bot.i18n import Texts, texts_in
from bot.slack.blocks import Message, section
from bot.slack.payloads import Inbound, Kind, Malformed
from handlers.answers import AGAIN, OK, field_errors, only_to_her

log = logging.getLogger(__name__)


async def answer_failure(inbound: Inbound, error: Exception, deps: Deps) -> BoltResponse:
    t = await _texts(inbound, deps)
    sentence = _sentence(inbound, error, t)
    if inbound.kind is Kind.EVENT:
        return _drop(inbound, error) if isinstance(error, UserError | Malformed) else AGAIN
    if inbound.kind is Kind.SUBMISSION:
        return field_errors({_field(inbound, error): sentence})
    if inbound.kind is Kind.COMMAND:
        return only_to_her(_message(_with_typed(inbound, error, sentence, t)))
    await _say(inbound, _message(sentence), deps)
    return OK


def answer_malformed(body: Mapping[str, Any], problem: Malformed) -> BoltResponse:
    """It can never be understood, so it must not come again."""
    log.warning("a payload of type %r without %s was dropped", body.get("type"), problem)
    if "view" in body or "event" in body:
        return OK
    t = texts_in("en")
    return only_to_her(_message(t("That did not reach me whole. Please try again.")))


async def answer_unknown(inbound: Inbound, deps: Deps) -> BoltResponse:
    """A button of an older release, or an event nobody asked for."""
    log.info("no route for %s %s", inbound.kind, inbound.name)
    if inbound.kind in {Kind.EVENT, Kind.CLOSED, Kind.OPTIONS}:
        return OK
    t = await _texts(inbound, deps)
    message = _message(t("That button is from an older version of me. `/flywheel help` shows what I can do now."))
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
    reference = uuid4().hex[:8]
    log.error("%s %s failed (reference %s)", inbound.kind, inbound.name, reference, exc_info=error)
    if isinstance(error, StoreFull):
        return t("I cannot keep anything just now: my storage is full. Please tell the person who runs me.")
    if isinstance(error, StoreError):
        return t("I could not keep that just now. Nothing you typed is lost: please send it again in a moment.")
    if isinstance(error, SlackError):
        return t("Slack did not answer me. Please try again in a moment.")
    return t("Something went wrong on my side (reference {reference}). Please try again.", reference=reference)


def _field(inbound: Inbound, error: Exception) -> str:
    """The field to write under: the one that is wrong if the form has it, else the first."""
    blocks = [block["block_id"] for block in inbound.body["view"].get("blocks", []) if block.get("type") == "input"]
    wanted = error.block_id if isinstance(error, UserError) else ""
    return wanted if wanted in blocks else blocks[0]


def _with_typed(inbound: Inbound, error: Exception, sentence: str, t: Texts) -> str:
    """A command's text is gone from the composer, so it is given back."""
    typed = str(inbound.body.get("text") or "").strip()
    if isinstance(error, UserError) or not typed:
        return sentence
    return sentence + "\n" + t("You typed:") + "\n```" + typed.replace("```", "") + "```"


async def _say(inbound: Inbound, message: Message, deps: Deps) -> None:
    """Straight to Slack: the store may be what failed. Lost if Slack cannot be reached either."""
    try:
        if inbound.response_url:
            quiet = {"response_type": "ephemeral", "replace_original": False}
            await deps.slack.respond(inbound.response_url, {**quiet, **message.payload()})
        else:
            await deps.slack.call("chat.postMessage", {"channel": inbound.user_id, **message.payload()})
    except SlackError as error:
        log.warning("an answer to %s %s could not be given: %s", inbound.kind, inbound.name, error)


async def _texts(inbound: Inbound, deps: Deps) -> Texts:
    try:
        return (await deps.reader(inbound.team_id, inbound.user_id))[1]
    except StoreError:
        return texts_in("en")  # the store cannot even tell her language


def _message(text: str) -> Message:
    return Message(text, [section(text)])
