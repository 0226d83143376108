"""What a test may look at: everything a person would see, and the log of the wire."""

from dataclasses import asdict
from typing import Any

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Channel, Ephemeral, Message, User, View


class Readings:
    """Each method is a GET of `/control/{its name}` with its arguments in the query."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._world = sandbox.world

    def messages(self, channel: str) -> list[Message]:
        """All of a channel's, replies among them, oldest first."""
        return self._world.messages[channel]

    def thread(self, channel: str, ts: str) -> list[Message]:
        return self._world.replies(channel, ts)

    def direct(self, user: str) -> list[Message]:
        """What the bot and this person said to each other."""
        return self._world.messages[self._world.direct_channel(user, self._world.bot_user_id).id]

    def ephemerals(self, user: str) -> list[Ephemeral]:
        return [note for note in self._world.ephemerals if note.viewer == user]

    def modals(self, user: str) -> list[View]:
        """The stack, the one on the screen last."""
        return self._world.modals.get(user, [])

    def home(self, user: str) -> View | None:
        return self._world.homes.get(user)

    def notices(self, user: str) -> list[str]:
        return self._world.notices.get(user, [])

    def users(self) -> list[User]:
        return list(self._world.users.values())

    def channels(self) -> list[Channel]:
        return list(self._world.channels.values())

    def log(self, what: str = "", after: str = "0") -> list[dict[str, Any]]:
        """Calls, envelopes and acks, oldest first; `what` is a method, "event message", "ack"…"""
        return [
            asdict(entry) | {"at": entry.at.isoformat()}
            for entry in self._sandbox.traffic.entries
            if what in ("", entry.what) and entry.number > int(after)
        ]

    def clock(self) -> str:
        return self._sandbox.clock.now().isoformat()

    def plays(self) -> list[dict[str, Any]]:
        """Pieces that can be played, and how far they are."""
        return [
            {"name": one.name, "state": one.state, "speed": one.speed, "line": one.line, "progress": one.progress}
            for one in self._sandbox.plays
        ]

    def sockets(self) -> int:
        return len(self._sandbox.sockets.connections)
