"""What Slack's client makes of a line as it is typed: mentions become ids, links are marked, the rest is escaped.

Source: docs.slack.dev/messaging/formatting-message-text.
"""

import re

from bot.sandbox.world import World

TOKEN = re.compile(
    r"<@(?P<id>[A-Z0-9]+)>|<#(?P<cid>[A-Z0-9]+)(?:\|[^>]*)?>"
    r"|(?<![\w@])@(?P<name>[\w.-]*\w)|(?<![\w#&])#(?P<channel>[\w-]+)"
    r"|<?(?P<url>https?://[^\s<>|]+)>?"
    r"|(?P<special>[&<>])"
)
RANGES = {"here", "channel", "everyone"}
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def typed(world: World, text: str) -> str:
    """`@mai.pham` and `<@U…>` of somebody here become a mention; a typed `<!channel>` is only words."""
    return TOKEN.sub(lambda match: _token(world, match), text)


def escaped(text: str) -> str:
    """Only the three characters: a command whose should_escape is off."""
    return re.sub("[&<>]", lambda match: ENTITIES[match[0]], text)


def _token(world: World, match: re.Match[str]) -> str:
    if match["id"] in world.users or match["special"]:
        return ENTITIES.get(match[0], match[0])
    if match["name"]:
        return _person(world, match["name"]) or match[0]
    if match["url"]:
        return f"<{match['url'].replace('&', '&amp;')}>"
    return _channel(world, match) or escaped(match[0])


def _person(world: World, name: str) -> str:
    if name in RANGES:
        return f"<!{name}>"
    found = next((user for user in world.users.values() if user.handle == name), None)
    return f"<@{found.id}>" if found else ""


def _channel(world: World, match: re.Match[str]) -> str:
    named = (one for one in world.channels.values() if one.id == match["cid"] or one.name == match["channel"])
    found = next(named, None)
    return f"<#{found.id}|{found.name}>" if found else ""
