"""Names in what people type: "@Lan Tran" becomes the mention it stands for, and back again for editing.

Everything else of the line (handles, channels, links, escaping) is Slack's client's work, see `typed_text`.
"""

import re
from html import unescape

from bot.sandbox.world import World

MARKED = re.compile(r"<(?P<kind>[@#!]?)(?P<target>[^>|]*)(?:\|(?P<label>[^>]*))?>")


def with_mentions(typed: str, world: World) -> str:
    """ "@Flywheel hi" -> "<@U0FLYWHEEL> hi"; longest names first, so that "@Lan Tran" is not "@Lan" and a rest."""
    ids = {name.lower(): user.id for user in world.users.values() for name in (user.handle, user.real_name)}
    names = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
    mention = re.compile(rf"(?<![\w@])@({names})(?![\w-])", re.IGNORECASE)
    return mention.sub(lambda found: f"<@{ids[found[1].lower()]}>", typed)


def as_typed(text: str, world: World) -> str:
    """What Slack keeps, as it was typed."""

    def plain(found: re.Match[str]) -> str:
        kind, target = found["kind"], found["target"]
        if kind == "@" and target in world.users:
            return f"@{world.users[target].real_name}"
        if kind == "#" and target in world.channels:
            return f"#{world.channels[target].name}"
        return f"@{target}" if kind == "!" else target

    return unescape(MARKED.sub(plain, text))


def mentioned(text: str) -> list[str]:
    """Ids of the people named."""
    return re.findall(r"<@([A-Z0-9]+)>", text)
