"""What stands between `<` and `>` in mrkdwn: people, channels, groups, dates, links.

https://docs.slack.dev/messaging/formatting-message-text#advanced
"""

import re

from markupsafe import Markup, escape

from bot.sandbox.render.dates import show_date
from bot.sandbox.render.html import openable, tag
from bot.sandbox.render.reader import Reader

_USER = re.compile(r"@([UW][A-Z0-9]+)")
_CHANNEL = re.compile(r"#([CDG][A-Z0-9]+)")
_GROUP = re.compile(r"!subteam\^(S[A-Z0-9]+)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
BROADCASTS = ("here", "channel", "everyone")


def unescaped(text: str) -> str:
    """Slack escapes three characters, and only these."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def special(inside: str, reader: Reader) -> Markup:
    """The markup between the angle brackets, which are not part of `inside`."""
    target, _, label = inside.partition("|")
    if found := _USER.fullmatch(target):
        return user(found[1], reader, label)
    if found := _CHANNEL.fullmatch(target):
        return channel(found[1], reader, label)
    if found := _GROUP.fullmatch(target):
        return group(found[1], label)
    if target[:1] == "!":
        return _command(target[1:], label, inside, reader)
    if _SCHEME.match(target):
        return link(unescaped(target), unescaped(label), reader)
    return escape(unescaped(f"<{inside}>"))


def _command(command: str, label: str, inside: str, reader: Reader) -> Markup:
    name, *arguments = command.split("^")
    if name in BROADCASTS:
        return broadcast(name)
    if name == "date" and len(arguments) >= 2:
        address = arguments[2] if len(arguments) > 2 else ""
        return show_date(arguments[0], arguments[1], reader, link=unescaped(address), fallback=unescaped(label))
    return escape(unescaped(label or f"<{inside}>"))


def user(user_id: str, reader: Reader, label: str = "") -> Markup:
    name = reader.users.get(user_id) or unescaped(label) or user_id
    me = " sk-mention--me" if user_id == reader.user_id else ""
    return tag("span", f"@{name.removeprefix('@')}", class_=f"sk-mention{me}", data_user_id=user_id)


def channel(channel_id: str, reader: Reader, label: str = "") -> Markup:
    """A channel this person cannot see stays unnamed, as in Slack."""
    name = reader.channels.get(channel_id)
    if name is None:
        return tag("span", f"#{unescaped(label)}" if label else reader.word("private"), class_="sk-mention")
    address = f"{reader.url}/as/{reader.user_id}/{channel_id}"
    return tag("a", f"#{name}", class_="sk-mention", href=address, data_channel_id=channel_id)


def group(group_id: str, label: str = "") -> Markup:
    name = unescaped(label).removeprefix("@") or group_id
    return tag("span", f"@{name}", class_="sk-mention", data_usergroup_id=group_id)


def broadcast(name: str) -> Markup:
    return tag("span", f"@{name}", class_="sk-mention sk-mention--all")


def link(url: str, label: str, reader: Reader) -> Markup:
    """A link, or only its words where the address is none that a click may follow (javascript:, data:)."""
    address = openable(url)
    if address is None:
        return escape(label or url)
    words = label or url.removeprefix("mailto:")
    outside = not (reader.url and address.startswith(f"{reader.url}/"))
    return tag(
        "a",
        words,
        class_="sk-link",
        href=address,
        target="_blank" if outside else None,
        rel="noopener noreferrer" if outside else None,
    )


def bare_link(url: str, reader: Reader) -> Markup:
    """An address typed as it is; the full stop behind it is not part of it."""
    address = url.rstrip(".,;:!?)'\"*_~")
    return link(address, "", reader) + escape(url[len(address) :])
