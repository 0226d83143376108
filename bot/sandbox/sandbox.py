"""One running workspace: the world and everything that acts on it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from bot.manifest import Manifest, read_manifest
from bot.sandbox.acting.hooks import Hooks
from bot.sandbox.acting.interactions import People
from bot.sandbox.acting.payloads import Payloads
from bot.sandbox.acting.triggers import Triggers
from bot.sandbox.acting.views import Views
from bot.sandbox.changes import Changes
from bot.sandbox.clock import Clock
from bot.sandbox.events import Events
from bot.sandbox.plays import Plays
from bot.sandbox.timing import Timing
from bot.sandbox.wire.faults import Faults
from bot.sandbox.wire.http_delivery import HttpDelivery
from bot.sandbox.wire.limits import PostingLimit
from bot.sandbox.wire.outbound import Outbound
from bot.sandbox.wire.socket import Sockets
from bot.sandbox.wire.traffic import Traffic
from bot.sandbox.world import World


class Sandbox:
    """Attributes:

    world       people, channels, messages, forms, notices; `world.url` is where it is served
    clock       its time; `clock.move(timedelta)`
    manifest    what `app.yaml` declares: commands, shortcuts, events, scopes
    timing      how long Slack waits; tests shorten it
    people      what a person can do (`interactions.People`): pages and `/control` act through it
    changes     what may happen to conversations, each with the event it causes
    views       open forms and Homes
    triggers    trigger_ids; hooks: response_urls
    outbound    what leaves for the app; `outbound.line` is Socket Mode or HTTP; `outbound.idle()` waits for acks
    sockets     the open Socket Mode connections
    faults      what goes wrong on purpose; limits: the posting limit, `limits.enabled`
    traffic     the log of calls, envelopes and acks, `traffic.entries`
    plays       pieces that can be played here, added by whoever also runs the app
    next_due    set by whoever also runs the app: when it has something to do next
    """

    def __init__(
        self,
        world: World | None = None,
        clock: Clock | None = None,
        manifest: Manifest | None = None,
        timing: Timing | None = None,
    ) -> None:
        self.world = world or World()
        self.clock = clock or Clock()
        self.manifest = manifest or read_manifest()
        self.timing = timing or Timing()
        self.next_due: Callable[[], Awaitable[datetime | None]] | None = None
        self.hang_up: Callable[[tuple[str, int]], None] = lambda peer: None  # set by the server: cuts a connection
        self.plays = Plays(lambda: self.world.changed("play"))
        self.faults = Faults()
        self.limits = PostingLimit()
        self.traffic = Traffic(self.clock.now)
        self.traffic.on_entry = lambda: self.world.changed("traffic")
        self.sockets = Sockets(self.traffic, self.timing, self.world.app_id, self._cut)
        self.outbound = Outbound(self.sockets, self.clock, self.timing)
        self._connect()
        self.clock.on_move.append(lambda: self.world.changed("clock"))

    def _connect(self) -> None:
        events = Events(self.world, self.clock, self.manifest, self.outbound)
        self.changes = Changes(self.world, self.clock, events)
        self.triggers = Triggers(self.clock, self.timing)
        self.hooks = Hooks(self.changes, self.timing)
        self.views = Views(self.world, self.clock)
        payloads = Payloads(self.world, self.clock, events, self.triggers, self.hooks)
        self.people = People(self.manifest, payloads, self.views, self.outbound)

    async def deliver_by_http(self, url: str) -> bool:
        """From now on signed requests to `url`, if it echoes the challenge; "" goes back to Socket Mode."""
        if not url:
            await self._close_line()
            self.outbound.line = self.sockets
            return True
        delivery = HttpDelivery(url, self.world.signing_secret, self.timing, self.traffic, self.clock.now)
        if not await delivery.verify():
            await delivery.close()
            return False
        await self._close_line()
        self.outbound.line = delivery
        return True

    def revoke(self, token: str) -> None:
        """The token works no more, and the app hears of it."""
        self.world.revoked.add(token)
        self.changes.events.tokens_revoked()

    async def close(self) -> None:
        await self.outbound.close()
        await self._close_line()
        await self.sockets.close()

    async def _close_line(self) -> None:
        if isinstance(self.outbound.line, HttpDelivery):
            await self.outbound.line.close()

    def _cut(self, scope: Mapping[str, Any]) -> None:
        self.hang_up(scope["client"])
