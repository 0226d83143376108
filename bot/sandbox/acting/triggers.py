"""trigger_ids: an interaction's permission to open one form, for three seconds, once.

Source: docs.slack.dev/interactivity/handling-user-interaction and /reference/methods/views.open.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.clock import Clock
from bot.sandbox.ids import new_secret
from bot.sandbox.refusals import ApiError
from bot.sandbox.timing import Timing

REMEMBERED = timedelta(hours=1)  # so that a late one is told "expired" and not "invalid"


@dataclass
class Trigger:
    user: str
    channel: str  # where the person was; "" for a global shortcut
    view: str  # the modal it came from, or ""
    expires_at: datetime
    used: bool = False


class Triggers:
    def __init__(self, clock: Clock, timing: Timing) -> None:
        self._clock = clock
        self._timing = timing
        self._known: dict[str, Trigger] = {}

    def issue(self, user: str, channel: str = "", view: str = "") -> str:
        now = self._clock.now()
        self._forget(now - REMEMBERED)
        trigger_id = f"{int(now.timestamp() * 1000)}.{len(self._known)}.{new_secret()}"
        self._known[trigger_id] = Trigger(user, channel, view, now + timedelta(seconds=self._timing.trigger))
        return trigger_id

    def _forget(self, before: datetime) -> None:
        """The oldest come first."""
        while self._known and next(iter(self._known.values())).expires_at < before:
            del self._known[next(iter(self._known))]

    def find(self, trigger_id: str) -> Trigger:
        """Raises ApiError for one that is unknown, used or too old. Whoever opens a form sets `used`."""
        trigger = self._known.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if self._clock.now() > trigger.expires_at:
            raise ApiError("expired_trigger_id")
        return trigger
