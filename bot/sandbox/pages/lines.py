"""Messages as one person sees them: by day, in their zone, with what they may do about each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.sandbox.acting.spots import sees
from bot.sandbox.pages.faces import Face, face
from bot.sandbox.pages.times import ago, at, clock_time, day_name, full
from bot.sandbox.render import Reader, render_blocks, render_text
from bot.sandbox.render.emojis import character
from bot.sandbox.world import Channel, Ephemeral, Message, Reaction, User, World

SHOWN = 40  # messages of a channel at first
TOGETHER = timedelta(minutes=5)  # one author's messages this close share one head


@dataclass(frozen=True)
class Count:
    """One reaction under a message."""

    name: str
    character: str
    people: str  # "Maya Okafor and you"
    count: int
    is_mine: bool


@dataclass(frozen=True)
class Thread:
    count: int
    last: str  # "2 days ago"
    faces: tuple[Face, ...]


@dataclass(frozen=True)
class Shared:
    """A file in a message. A picture is shown, with its alt text; anything else is a link."""

    name: str
    address: str
    is_picture: bool
    alt: str


@dataclass(frozen=True)
class Line:
    ts: str
    anchor: str
    surface: str  # what a click inside names: "message:C…:ts"
    author: Face
    time: str
    full_time: str
    when: datetime
    words: Markup
    reactions: tuple[Count, ...] = ()
    thread: Thread | None = None
    is_mine: bool = False
    is_edited: bool = False
    is_note: bool = False  # ephemeral: only this viewer sees it
    is_event: bool = False  # "… has joined the channel"
    reply_to: str = ""  # the ts of the thread it belongs to
    files: tuple[Shared, ...] = ()
    is_joined: bool = False  # to the line above it


@dataclass(frozen=True)
class Day:
    name: str
    lines: tuple[Line, ...]


class Lines:
    """Draws the lines of one channel for one viewer at one moment."""

    def __init__(self, world: World, viewer: User, channel: Channel, now: datetime) -> None:
        self.world = world
        self.viewer = viewer
        self.channel = channel
        self.now = now
        self.reader = reader(world, viewer, now)

    def newest(self, *wanted: str) -> str:
        """The ts from which on the channel is shown: the newest messages, and back to each `wanted` one; "" = all."""
        messages = self._in_channel()
        if len(messages) <= SHOWN:
            return ""
        first = min([messages[-SHOWN].ts, *wanted])
        return first if first > messages[0].ts else ""

    def days(self, since: str = "") -> list[Day]:
        """The channel itself, oldest first; replies stay in their threads."""
        lines = [self.line(message) for message in self._in_channel() if message.ts >= since]
        lines += (note for note in self._notes("") if note.ts >= since)
        today = self.now.astimezone(ZoneInfo(self.viewer.tz)).date()
        by_day = groupby(sorted(lines, key=lambda line: line.when), key=lambda line: line.when.date())
        return [Day(day_name(day, today, self.viewer), tuple(_joined(lines))) for day, lines in by_day]

    def thread(self, parent: Message) -> list[Line]:
        """The parent first, then the replies and the notes among them."""
        replies = [self.line(reply) for reply in self.world.replies(self.channel.id, parent.ts)]
        below = sorted([*replies, *self._notes(parent.ts)], key=lambda line: line.when)
        return [self.line(parent), *_joined(below)]

    def line(self, message: Message) -> Line:
        when = at(message.ts, self.viewer)
        return Line(
            ts=message.ts,
            anchor=message.ts.replace(".", "-"),
            surface=f"message:{message.channel}:{message.ts}",
            author=face(self.world, message.user),
            time=clock_time(when, self.viewer),
            full_time=full(when, self.viewer),
            when=when,
            words=self._words(message),
            reactions=tuple(map(self._count, message.reactions)),
            thread=self._thread(message),
            is_mine=message.user == self.viewer.id,
            is_edited=bool(message.edited_ts),
            is_event=message.subtype.startswith(("channel_", "group_", "tombstone")),
            reply_to=message.thread_ts,
            files=tuple(self._file(one) for one in message.files if one in self.world.files),
        )

    def _in_channel(self) -> list[Message]:
        messages = self.world.messages.get(self.channel.id, [])
        return [one for one in messages if not one.thread_ts or _is_broadcast(one)]

    def _notes(self, thread_ts: str) -> Iterator[Line]:
        for note in self.world.ephemerals:
            if (note.channel, note.viewer, note.thread_ts) == (self.channel.id, self.viewer.id, thread_ts):
                yield self._note(note)

    def _note(self, note: Ephemeral) -> Line:
        when = at(note.ts, self.viewer)
        surface = f"ephemeral:{note.channel}:{note.ts}"
        return Line(
            ts=note.ts,
            anchor=note.ts.replace(".", "-"),
            surface=surface,
            author=face(self.world, self.world.bot_user_id),
            time=clock_time(when, self.viewer),
            full_time=full(when, self.viewer),
            when=when,
            words=self._drawn(note, surface),
            is_note=True,
        )

    def _words(self, message: Message) -> Markup:
        """People's words come from the text, an app's from the blocks where it sent any."""
        if not message.bot_id:
            return render_text(message.text, self.reader)
        return self._drawn(message, f"message:{message.channel}:{message.ts}")

    def _drawn(self, said: Message | Ephemeral, surface: str) -> Markup:
        if said.blocks:
            return render_blocks(said.blocks, self.reader, surface_id=surface)
        return render_text(said.text, self.reader)

    def _count(self, reaction: Reaction) -> Count:
        return Count(
            name=reaction.name,
            character=character(reaction.name) or f":{reaction.name}:",
            people=_listed("you" if one == self.viewer.id else face(self.world, one).name for one in reaction.users),
            count=len(reaction.users),
            is_mine=self.viewer.id in reaction.users,
        )

    def _file(self, file_id: str) -> Shared:
        file = self.world.files[file_id]
        is_picture = file.mimetype.startswith("image/")
        return Shared(file.title or file.name, f"/files/{file.id}/{file.name}", is_picture, file.alt_text)

    def _thread(self, message: Message) -> Thread | None:
        replies = [] if message.thread_ts else self.world.replies(message.channel, message.ts)
        if not replies:
            return None
        authors = list(dict.fromkeys(reply.user for reply in replies))[:4]
        return Thread(
            count=len(replies),
            last=ago(at(replies[-1].ts, self.viewer), self.now),
            faces=tuple(face(self.world, author) for author in authors),
        )


def reader(world: World, viewer: User, now: datetime) -> Reader:
    """For the renderer: whose names, zone and language; a channel they cannot see has no name for them."""
    visible = [one for one in world.channels.values() if one.name and sees(world, viewer.id, one.id)]
    return Reader(
        user_id=viewer.id,
        locale=viewer.locale or "en-US",
        tz=viewer.tz,
        now=now,
        users={user.id: user.real_name for user in world.users.values()},
        channels={one.id: one.name for one in visible},
        url=world.url.rstrip("/"),
        private_channels=[one.id for one in visible if one.kind == "private"],
        shared_channels=[one.id for one in visible if one.is_ext_shared],
    )


def _is_broadcast(message: Message) -> bool:
    return message.subtype == "thread_broadcast"


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    above: Line | None = None
    for line in lines:
        yield replace(line, is_joined=above is not None and _belongs(line, above))
        above = line


def _belongs(line: Line, above: Line) -> bool:
    kinds = {(one.is_note, one.is_event, one.author.id) for one in (line, above)}
    return len(kinds) == 1 and not line.is_event and line.when - above.when < TOGETHER and above.thread is None


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
