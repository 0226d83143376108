"""What the composer and the message menu offer: commands and shortcuts of the manifest, names, a few emoji."""

from dataclasses import dataclass

from bot.manifest import Manifest
from bot.sandbox.pages.faces import Face, face
from bot.sandbox.render.emojis import character
from bot.sandbox.world import Channel, User, World

OFTEN = ("adhesive_bandage", "eyes", "+1", "heart", "tada", "joy", "pray", "white_check_mark", "raised_hands", "fire",
         "pensive", "100")  # fmt: skip
BUILT_IN = (
    ("/invite", "@name", "Add somebody to this channel, Flywheel too", "Slack"),
    ("/leave", "", "Leave this channel", "Slack"),
)


@dataclass(frozen=True)
class Offer:
    """One line of the list that opens while typing."""

    insert: str
    hint: str
    description: str
    source: str


def commands(manifest: Manifest) -> list[Offer]:
    app = [Offer(one.name, one.usage_hint, one.description, manifest.name) for one in manifest.commands]
    return [*app, *(Offer(*one) for one in BUILT_IN)]


def names(world: World, viewer: User, channel: Channel) -> list[Offer]:
    """The channel's members and the app, by the name that `typed.to_slack` understands."""
    ids = dict.fromkeys([world.bot_user_id, *channel.members])
    people = [world.users[one] for one in ids if one in world.users and one != viewer.id]
    return [Offer(f"@{person.real_name}", "", person.title or "App", "") for person in people]


def emojis() -> list[tuple[str, str]]:
    """(name, character) of the ones that fit a small picker."""
    return [(name, character(name) or name) for name in OFTEN]


def invitable(world: World, channel: Channel) -> list[Face]:
    """Colleagues, and the app, who are not in the channel yet."""
    return [
        face(world, user.id)
        for user in world.users.values()
        if user.id not in channel.members and not user.deleted and not world.is_outsider(user.id)
    ]
