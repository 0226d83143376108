"""What a page is told to show: everything around a place, and a conversation itself."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.pages.faces import city, face, local_time
from bot.sandbox.pages.forms import modal_form
from bot.sandbox.pages.lines import Lines
from bot.sandbox.pages.palette import commands, emojis, invitable, names
from bot.sandbox.pages.sidebar import sidebar, title
from bot.sandbox.pages.site import Site
from bot.sandbox.pages.typed import as_typed
from bot.sandbox.pages.visit import Visit
from bot.sandbox.world import Channel, User, World


def frame(site: Site, seen: Visit) -> dict[str, Any]:
    """The top bar, the conversations, Slack's notices and an open form."""
    world, viewer, now = site.world, seen.viewer, site.sandbox.clock.now()
    return {
        "viewer": viewer,
        "seen": seen,
        "me": face(world, viewer.id),
        "others": [face(world, one.id) for one in world.users.values() if not one.is_bot and one.id != viewer.id],
        "sidebar": sidebar(site, viewer),
        "modal": modal_form(world, viewer, now),
        "notices": list(enumerate(world.notices.get(viewer.id, []))),
        "clock": local_time(viewer, now),
        "city": city(viewer),
        "here": now.astimezone(ZoneInfo(viewer.tz)),
        "moved": site.sandbox.clock.offset,
    }


def conversation(site: Site, viewer: User, channel: Channel, asked: Mapping[str, str]) -> dict[str, Any]:
    """`asked` is the query: `thread`, `edit` and `from` (the oldest that is to be shown) name a message each."""
    world = site.world
    lines = Lines(world, viewer, channel, site.sandbox.clock.now())
    parent = world.find_message(channel.id, asked.get("thread", ""))
    since = lines.newest(*(asked[name] for name in ("edit", "from") if name in asked))
    days = lines.days(since)
    return {
        "channel": channel,
        "title": title(world, viewer, channel),
        "days": days,
        "since": since,
        "thread": lines.thread(parent) if parent else [],
        "thread_ts": parent.ts if parent else "",
        "editing": _editing(world, viewer, channel, asked.get("edit", "")),
        "commands": commands(site.sandbox.manifest),
        "names": names(world, viewer, channel),
        "emojis": emojis(),
        "members": [face(world, member) for member in channel.members],
        "invitable": invitable(world, channel),
        "is_member": viewer.id in channel.members,
        "may_write": viewer.id in channel.members and not channel.is_archived,
        "is_outsider": world.is_outsider(viewer.id),
    }


def _editing(world: World, viewer: User, channel: Channel, ts: str) -> dict[str, str]:
    """The own message that is open for editing; `ts` is "" when none is."""
    message = world.find_message(channel.id, ts)
    if message is None or message.user != viewer.id:
        return {"ts": "", "text": ""}
    return {"ts": message.ts, "text": as_typed(message.text, world)}
