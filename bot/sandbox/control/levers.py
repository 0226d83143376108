"""What nobody can do in Slack's client but a test must: administer, break things, turn time and repeat deliveries."""

from datetime import timedelta
from typing import Any

from bot.sandbox.company import seed
from bot.sandbox.refusals import Refused
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.faults import Fault, Kind
from bot.sandbox.world import Channel, User, World


class Levers:
    """Each method is a POST to `/control/{its name}`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._changes = sandbox.changes

    # The workspace

    def reset(self) -> None:
        """Empty again: no people but the bot, no channels. Tokens, ids and the clock stay."""
        world = self._sandbox.world
        fresh = World(team_id=world.team_id, team_name=world.team_name, domain=world.domain, url=world.url)
        for name in ("users", "channels", "messages", "ephemerals", "modals", "homes", "files", "notices", "revoked"):
            setattr(world, name, getattr(fresh, name))
        self._sandbox.faults.clear()
        self._sandbox.traffic.clear()

    def seed(self) -> None:
        """The sample company, in place of what is there."""
        self.reset()
        seed(self._sandbox.world, self._sandbox.clock.now())

    def create_channel(self, name: str, kind: str = "public", creator: str = "") -> Channel:
        return self._changes.create_channel(name, kind, creator or self._sandbox.world.bot_user_id)

    def archive(self, channel: str, by: str = "") -> None:
        self._changes.archive(self._channel(channel), by)

    def unarchive(self, channel: str, by: str = "") -> None:
        self._changes.unarchive(self._channel(channel), by)

    def rename(self, channel: str, name: str) -> None:
        self._changes.rename(self._channel(channel), name)

    def add_user(self, **about: Any) -> User:
        """Fields of `World.User`: at least id, handle and real_name. Sends team_join."""
        return self._changes.add_person(User(**about))

    def change_user(self, user: str, **new: Any) -> None:
        self._changes.change_person(self._user(user), **new)

    def deactivate(self, user: str) -> None:
        self._changes.change_person(self._user(user), deleted=True)

    def remove(self, user: str, channel: str) -> None:
        """Takes somebody, or the bot, out of a channel."""
        self._changes.leave(user, self._channel(channel))

    def revoke_token(self, token: str = "") -> None:
        """The bot's token without one."""
        self._sandbox.revoke(token or self._sandbox.world.bot_token)

    def uninstall(self) -> None:
        self._sandbox.revoke(self._sandbox.world.bot_token)
        self._changes.events.app_uninstalled()

    # Delivery

    def disconnect(self, reason: str = "refresh_requested") -> int:
        """Also "warning" and "link_disabled". How many sockets were told."""
        return self._sandbox.sockets.disconnect(reason)

    def drop_sockets(self) -> int:
        """Cuts them without a word."""
        return self._sandbox.sockets.drop()

    def duplicate(self, count: int = 1) -> None:
        """The next events are delivered twice."""
        self._sandbox.outbound.duplicates += count

    def redeliver(self, count: int = 1, event_id: str = "") -> int:
        """Events that were delivered go out again with the same event_id: the last `count`, or one by its id."""
        recent = list(self._sandbox.outbound.recent)
        again = [event for event in recent if event["event_id"] == event_id] if event_id else recent[-count:]
        for event in again:
            self._sandbox.outbound.repeat(event)
        return len(again)

    async def deliver_by_http(self, url: str = "") -> bool:
        """Signed HTTP requests instead of Socket Mode; "" goes back. Whether the URL echoed the challenge."""
        return await self._sandbox.deliver_by_http(url)

    async def idle(self) -> None:
        """Returns when every event was acked or given up."""
        await self._sandbox.outbound.idle()

    def timing(self, **seconds: Any) -> None:
        """`ack=`, `trigger=`, `retries=[…]`, `hook=`: see `Timing`."""
        for name, value in seconds.items():
            getattr(self._sandbox.timing, name)
            setattr(self._sandbox.timing, name, value)

    # Time and trouble

    def move_clock(self, seconds: float) -> str:
        """Forwards. The new time, ISO 8601."""
        self._sandbox.clock.move(timedelta(seconds=seconds))
        return self._sandbox.clock.now().isoformat()

    def play(self, name: str, deed: str = "start") -> None:
        """`deed`: start, pause, go_on, stop; or how fast: calm, brisk, fast."""
        self._sandbox.plays.do(name, deed)

    def fault(self, method: str, kind: str, **how: Any) -> None:
        """`kind`: drop, hang, status, error, slow, ratelimited; `how`: the other fields of `Fault`."""
        self._sandbox.faults.add(Fault(method, Kind(kind), **how))

    def clear_faults(self) -> None:
        self._sandbox.faults.clear()

    def posting_limit(self, enabled: bool) -> None:
        self._sandbox.limits.enabled = enabled

    def clear_log(self) -> None:
        self._sandbox.traffic.clear()

    def _channel(self, channel: str) -> Channel:
        if channel not in self._sandbox.world.channels:
            raise Refused("channel_not_found", "There is no such channel.")
        return self._sandbox.world.channels[channel]

    def _user(self, user: str) -> User:
        if user not in self._sandbox.world.users:
            raise Refused("user_not_found", "There is no such person.")
        return self._sandbox.world.users[user]
