"""What the panel says the bot has written: where, and its first words; of direct messages only to whom."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.demo.cast import Cast
from bot.sandbox.render.emojis import character
from bot.sandbox.world import Message, World

MENTION = re.compile(r"<([@#])(\w+)(?:\|[^>]*)?>")
LINK = re.compile(r"<[^>|]+\|([^>]+)>")
EMOJI = re.compile(r":([a-z0-9_+-]+):")
DRESS = re.compile(r"(?<!\w)[*_~`]|[*_~`](?!\w)")
MOMENT = re.compile(r"<!date\^(\d+)\^[^>]*>")
LONGEST = 110
SHORT = 24
MOST_NAMED = 3


def written(world: World, cast: Cast, said: Sequence[Message]) -> list[str]:
    """A line for each message in a channel, and one for all direct ones; what stands in a thread goes without."""
    lines = [
        f"{world.bot_name} in #{world.channels[one.channel].name}: {first_words(world, one.text)}"
        for one in sorted(said, key=lambda one: one.ts)
        if world.channels[one.channel].name and not one.thread_ts
    ]
    readers = dict.fromkeys(
        cast.handle(member)
        for one in said
        if world.channels[one.channel].kind == "im"
        for member in world.channels[one.channel].members
        if member != world.bot_user_id
    )
    return [*lines, *([f"{world.bot_name} writes to {_some(cast, list(readers))}"] if readers else [])]


def first_words(world: World, text: str) -> str:
    """The first line as plain text; with the second where that is only a name."""
    first, _, rest = text.strip().partition("\n")
    second = rest.partition("\n")[0].removeprefix("&gt;").removeprefix(">").strip()
    line = f"{first} · {second}" if second and len(first) < SHORT else first
    line = MOMENT.sub(lambda found: _day(int(found[1])), line)
    line = LINK.sub(r"\1", MENTION.sub(lambda found: _name(world, found[1], found[2]), line))
    line = EMOJI.sub(lambda found: character(found[1]) or found[0], line)
    plain = DRESS.sub("", line).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"


def _day(seconds: int) -> str:
    day = datetime.fromtimestamp(seconds, UTC)
    return f"{day:%a} {day.day} {day:%b}"


def _name(world: World, kind: str, key: str) -> str:
    if kind == "@":
        return world.users[key].real_name if key in world.users else "somebody"
    return f"#{world.channels[key].name}" if key in world.channels else "a channel"


def _some(cast: Cast, handles: list[str]) -> str:
    if len(handles) <= MOST_NAMED:
        return cast.names(handles)
    named = ", ".join(cast.name(one) for one in handles[: MOST_NAMED - 1])
    return f"{named} and {len(handles) - MOST_NAMED + 1} others"
