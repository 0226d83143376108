"""response_urls: five uses within thirty minutes, no membership needed.

Source: docs.slack.dev/interactivity/handling-user-interaction.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.acting import controls
from bot.sandbox.changes import Changes
from bot.sandbox.ids import new_secret
from bot.sandbox.refusals import ApiError
from bot.sandbox.timing import Timing
from bot.sandbox.validation import check_message
from bot.sandbox.world import Ephemeral, Message, World

REMEMBERED = timedelta(hours=1)  # so that a late one is told "expired" and not "used"


@dataclass
class Hook:
    user: str
    channel: str
    expires_at: datetime
    uses: int = 0
    ts: str = ""  # the message or ephemeral that was clicked, or ""
    thread_ts: str = ""


class Hooks:
    def __init__(self, changes: Changes, timing: Timing) -> None:
        self.changes = changes
        self._world: World = changes.world
        self._timing = timing
        self._known: dict[str, Hook] = {}

    def issue(self, user: str, channel: str, ts: str = "") -> str:
        """The whole URL."""
        hook_id = new_secret()
        now = self.changes.clock.now()
        self._forget(now - REMEMBERED)
        expires_at = now + timedelta(seconds=self._timing.hook)
        self._known[hook_id] = Hook(user, channel, expires_at, ts=ts)
        return f"{self._world.url}response/{hook_id}"

    def _forget(self, before: datetime) -> None:
        """The oldest come first."""
        while self._known and next(iter(self._known.values())).expires_at < before:
            del self._known[next(iter(self._known))]

    def respond(self, hook_id: str, body: dict[str, Any]) -> None:
        """A post to the URL. Raises ApiError: `used_url`, `expired_url`, `no_text`, `invalid_blocks`…"""
        hook = self._known.get(hook_id)
        if hook is None or hook.uses >= self._timing.hook_uses:
            raise ApiError("used_url")
        if self.changes.clock.now() > hook.expires_at:
            raise ApiError("expired_url")
        self.answer(hook, body)
        hook.uses += 1

    def answer(self, hook: Hook, body: dict[str, Any]) -> None:
        """The same rules for a message in the ack of a command."""
        if body.get("delete_original"):
            self._delete_original(hook)
            return
        problem = check_message(body)
        if problem:
            raise ApiError(problem.code, response_metadata={"messages": list(problem.messages)})
        if not (body.get("text") or body.get("blocks") or body.get("attachments")):
            raise ApiError("no_text")
        text, blocks = str(body.get("text") or ""), controls.with_ids(body.get("blocks") or [])
        if body.get("replace_original") and self._replace_original(hook, text, blocks):
            return
        self._say(hook, text, blocks, body)

    def _say(self, hook: Hook, text: str, blocks: list[dict[str, Any]], body: dict[str, Any]) -> None:
        thread_ts = str(body.get("thread_ts") or "")
        if body.get("response_type") != "in_channel":
            self.changes.whisper(Ephemeral("", hook.channel, hook.user, text, blocks, thread_ts))
            return
        world = self._world
        message = Message("", hook.channel, world.bot_user_id, text, blocks, thread_ts)
        message.bot_id, message.app_id = world.bot_id, world.app_id
        self.changes.post(message)

    def _replace_original(self, hook: Hook, text: str, blocks: list[dict[str, Any]]) -> bool:
        """False when there is nothing of the app's to replace: a command, or somebody's own message."""
        note = self._world.find_ephemeral(hook.channel, hook.ts)
        if note:
            note.text, note.blocks = text, blocks
            self._world.changed(hook.channel)
            return True
        message = self._own_message(hook)
        if message:
            new = Message(message.ts, message.channel, message.user, text, blocks, metadata=message.metadata)
            self.changes.edit(message, new)
        return message is not None

    def _delete_original(self, hook: Hook) -> None:
        note = self._world.find_ephemeral(hook.channel, hook.ts)
        message = self._own_message(hook)
        if note:
            self.changes.forget(note)
        elif message:
            self.changes.delete(message)

    def _own_message(self, hook: Hook) -> Message | None:
        message = self._world.find_message(hook.channel, hook.ts)
        return message if message and message.bot_id == self._world.bot_id else None
