"""What one person may see, and what is new in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox.acting.spots import sees
from bot.sandbox.pages.faces import Face, face
from bot.sandbox.pages.site import Site
from bot.sandbox.world import Channel, User, World


@dataclass(frozen=True)
class Entry:
    label: str
    place: str  # the last part of its address: a channel's id, a person's id
    kind: str  # "public", "private", "im", "mpim"
    is_shared: bool
    is_member: bool
    is_unread: bool
    pings: int  # unread messages that name the viewer; in a direct message, all unread ones
    face: Face | None = None  # of the other one in a direct message

    @property
    def spoken(self) -> str:
        """The whole entry in words, for screen readers."""
        marks = {
            "private": self.kind == "private",
            "shared with another company": self.is_shared,
            "not joined": not self.is_member,
            "unread": self.is_unread,
            f"{self.pings} for you": self.pings > 0,
        }
        return ", ".join([self.label, *(mark for mark, is_set in marks.items() if is_set)])


@dataclass(frozen=True)
class Sidebar:
    channels: tuple[Entry, ...]
    people: tuple[Entry, ...]
    app: Entry | None  # people from outside have no app here


def sidebar(site: Site, viewer: User) -> Sidebar:
    world = site.world
    channels = [channel for channel in world.channels.values() if channel.name and sees(world, viewer.id, channel.id)]
    listed = sorted(channels, key=lambda channel: (viewer.id not in channel.members, channel.name))
    return Sidebar(
        channels=tuple(_channel_entry(site, viewer, channel) for channel in listed if not channel.is_archived),
        people=(
            *(_direct_entry(site, viewer, other) for other in _contacts(world, viewer)),
            *(_channel_entry(site, viewer, one) for one in world.channels_of(viewer.id) if one.kind == "mpim"),
        ),
        app=None if world.is_outsider(viewer.id) else _direct_entry(site, viewer, world.users[world.bot_user_id]),
    )


def title(world: World, viewer: User, channel: Channel) -> str:
    """A channel's name; a conversation without one is called after the others in it."""
    others = [member for member in channel.members if member != viewer.id] or [viewer.id]
    return channel.name or ", ".join(face(world, other).name for other in others)


def direct_channel(world: World, viewer: str, other: str) -> Channel | None:
    """The conversation of these two, if they ever had one."""
    pair = {viewer, other}
    return next((one for one in world.channels.values() if one.kind == "im" and set(one.members) == pair), None)


def _contacts(world: World, viewer: User) -> Iterator[User]:
    """Everybody who shares a channel with the viewer, colleagues first."""
    met = {member for channel in world.channels_of(viewer.id) for member in channel.members}
    people = [world.users[one] for one in met if one != viewer.id and one in world.users]
    yield from sorted(
        (one for one in people if not one.is_bot and not one.deleted),
        key=lambda one: (world.is_outsider(one.id), one.real_name),
    )


def _channel_entry(site: Site, viewer: User, channel: Channel) -> Entry:
    unread, pings = _news(site, viewer, channel)
    return Entry(
        label=title(site.world, viewer, channel),
        place=channel.id,
        kind=channel.kind,
        is_shared=channel.is_ext_shared,
        is_member=viewer.id in channel.members,
        is_unread=unread > 0,
        pings=pings,
    )


def _direct_entry(site: Site, viewer: User, other: User) -> Entry:
    channel = direct_channel(site.world, viewer.id, other.id)
    unread, _ = _news(site, viewer, channel) if channel else (0, 0)
    return Entry(
        label=other.real_name,
        place=other.id,
        kind="im",
        is_shared=site.world.is_outsider(other.id),
        is_member=True,
        is_unread=unread > 0,
        pings=unread,
        face=face(site.world, other.id),
    )


def _news(site: Site, viewer: User, channel: Channel) -> tuple[int, int]:
    """How many messages of others are unread, and how many of those name the viewer. Replies count by name only."""
    if viewer.id not in channel.members:
        return 0, 0
    read = site.last_read(viewer.id, channel.id)
    unread = pings = 0
    for message in reversed(site.world.messages.get(channel.id, [])):
        if float(message.ts) <= float(read):
            break
        if message.user != viewer.id:
            unread += not message.thread_ts
            pings += f"<@{viewer.id}" in message.text
    return unread, pings
