"""The Events API: what happened, told to the app if it subscribed and may see it.

Source: docs.slack.dev/reference/events and /apis/events-api.
"""

from typing import Any

from bot.manifest import Manifest
from bot.sandbox.acting.shapes import message_json, user_json, view_json
from bot.sandbox.clock import Clock
from bot.sandbox.ids import new_id
from bot.sandbox.wire.outbound import Outbound
from bot.sandbox.world import Channel, Message, User, World

CHANNEL_TYPE = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}
SUBSCRIPTION = {"public": "message.channels", "private": "message.groups", "im": "message.im", "mpim": "message.mpim"}
# Told about every public channel, member or not: docs.slack.dev/reference/events/channel_archive and its kin.
PUBLIC_NEWS = {"channel_archive", "channel_unarchive", "channel_created", "channel_rename", "channel_deleted"}


class Events:
    """One method an event. Each says nothing when the manifest does not subscribe or the bot is not in the channel."""

    def __init__(self, world: World, clock: Clock, manifest: Manifest, outbound: Outbound) -> None:
        self._world = world
        self._clock = clock
        self._manifest = manifest
        self._outbound = outbound

    def posted(self, message: Message) -> None:
        channel = self._world.channels[message.channel]
        shape = self._message(message)
        kind = {"channel_type": CHANNEL_TYPE[channel.kind]}
        self._tell(SUBSCRIPTION[channel.kind], shape | kind, channel)
        if self._mentions_bot(message) and channel.kind != "im":
            self._tell("app_mention", shape | {"type": "app_mention"}, channel)

    def edited(self, message: Message, before: dict[str, Any]) -> None:
        """`before` is `snapshot(message)` from before the change."""
        self._hidden("message_changed", message, {"message": self.snapshot(message), "previous_message": before})

    def deleted(self, message: Message) -> None:
        news = {"deleted_ts": message.ts, "previous_message": self.snapshot(message)}
        self._hidden("message_deleted", message, news)

    def snapshot(self, message: Message) -> dict[str, Any]:
        return message_json(self._world, message, full_metadata=True)

    def reacted(self, kind: str, user: str, name: str, message: Message) -> None:
        """`kind` is "reaction_added" or "reaction_removed". No text travels with it."""
        item = {"type": "message", "channel": message.channel, "ts": message.ts}
        event = {"type": kind, "user": user, "reaction": name, "item": item, "item_user": message.user}
        self._tell(kind, event | self._event_ts(), self._world.channels[message.channel])

    def membership(self, kind: str, user: str, channel: Channel, inviter: str = "") -> None:
        """`kind` is "member_joined_channel" or "member_left_channel"."""
        letter = "C" if channel.kind == "public" else "G"
        event = {"type": kind, "user": user, "channel": channel.id, "channel_type": letter}
        event |= {"team": self._world.users[user].team_id} | ({"inviter": inviter} if inviter else {})
        self._tell(kind, event | self._event_ts(), channel)

    def channel_state(self, kind: str, channel: Channel, by: str) -> None:
        """`kind` is "archive" or "unarchive": a private channel's event is called `group_…`."""
        name = f"channel_{kind}" if channel.kind == "public" else f"group_{kind}"
        self._tell(name, {"type": name, "channel": channel.id, "user": by, **self._event_ts()}, channel)

    def channel_news(self, kind: str, channel: Channel) -> None:
        """`kind` is "created" or "rename": these carry the channel, not its id alone."""
        name = f"channel_{kind}" if channel.kind == "public" else f"group_{kind}"
        about = {"id": channel.id, "name": channel.name, "created": channel.created, "creator": channel.creator}
        self._tell(name, {"type": name, "channel": about, **self._event_ts()}, channel)

    def person(self, kind: str, user: User) -> None:
        """`kind` is "team_join" or "user_change"."""
        now = self._clock.now()
        shape = user_json(self._world, user, now, with_locale=True)
        self._tell(kind, {"type": kind, "user": shape, "cache_ts": int(now.timestamp()), **self._event_ts()}, None)

    def home_opened(self, user: str, channel: Channel, tab: str) -> None:
        """`tab` is "home" or "messages"; the view travels along once there is one."""
        event: dict[str, Any] = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab}
        home = self._world.homes.get(user)
        if home and tab == "home":
            event["view"] = view_json(self._world, home, home.values)
        self._tell("app_home_opened", event | self._event_ts(), None)

    def tokens_revoked(self) -> None:
        tokens = {"oauth": [], "bot": [self._world.bot_user_id]}
        self._tell("tokens_revoked", {"type": "tokens_revoked", "tokens": tokens, **self._event_ts()}, None)

    def app_uninstalled(self) -> None:
        self._tell("app_uninstalled", {"type": "app_uninstalled", **self._event_ts()}, None)

    def _hidden(self, subtype: str, message: Message, news: dict[str, Any]) -> None:
        channel = self._world.channels[message.channel]
        event: dict[str, Any] = {"type": "message", "subtype": subtype, "hidden": True, "channel": channel.id}
        event |= {"channel_type": CHANNEL_TYPE[channel.kind]} | news | self._event_ts()
        self._tell(SUBSCRIPTION[channel.kind], event | {"ts": event["event_ts"]}, channel)

    def _message(self, message: Message) -> dict[str, Any]:
        return self.snapshot(message) | {"channel": message.channel, "event_ts": message.ts}

    def _mentions_bot(self, message: Message) -> bool:
        return f"<@{self._world.bot_user_id}" in message.text and message.user != self._world.bot_user_id

    def _event_ts(self) -> dict[str, str]:
        return {"event_ts": self._world.next_ts(self._clock.now())}

    def _tell(self, subscription: str, event: dict[str, Any], channel: Channel | None) -> None:
        if subscription not in self._manifest.events or not self._sees(subscription, channel):
            return
        self._outbound.event(self._envelope(event, channel))

    def _sees(self, subscription: str, channel: Channel | None) -> bool:
        if channel is None or (channel.kind == "public" and subscription in PUBLIC_NEWS):
            return True
        return self._world.bot_user_id in channel.members

    def _envelope(self, event: dict[str, Any], channel: Channel | None) -> dict[str, Any]:
        team = self._world.team_id
        bot = {"enterprise_id": None, "team_id": team, "user_id": self._world.bot_user_id, "is_bot": True}
        return {
            "token": "sandbox-verification",
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": self._world.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": new_id("Ev"),
            "event_time": int(self._clock.now().timestamp()),
            "authorizations": [bot | {"is_enterprise_install": False}],
            "is_ext_shared_channel": bool(channel and channel.is_ext_shared),
            "event_context": new_id("EC"),
        }
