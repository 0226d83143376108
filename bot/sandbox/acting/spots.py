"""Where a control sits: on a message, on an ephemeral, in a form or on a Home."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.refusals import Refused
from bot.sandbox.world import Ephemeral, Message, View, World


@dataclass(frozen=True)
class Spot:
    blocks: list[dict[str, Any]]
    channel: str = ""  # of a message or an ephemeral
    message: Message | None = None
    ephemeral: Ephemeral | None = None
    view: View | None = None

    @property
    def ts(self) -> str:
        note = self.message or self.ephemeral
        return note.ts if note else ""


def locate(world: World, user: str, surface: str) -> Spot:
    """`surface` is "message:C…:ts", "ephemeral:C…:ts" or "view:V…". Raises Refused for what the user does not see."""
    kind, _, rest = surface.partition(":")
    channel, _, ts = rest.partition(":")
    if kind == "view" and (view := world.find_view(rest)) and view.user == user:
        return Spot(view.body["blocks"], view=view)
    if kind == "ephemeral" and (note := world.find_ephemeral(channel, ts)) and note.viewer == user:
        return Spot(note.blocks, channel, ephemeral=note)
    if kind == "message" and (message := world.find_message(channel, ts)) and sees(world, user, channel):
        return Spot(message.blocks, channel, message=message)
    raise Refused("no_such_surface", "That is not on the screen any more.")


def sees(world: World, user: str, channel: str) -> bool:
    """Members see a channel; colleagues also look into public ones, guests and outsiders do not."""
    found, person = world.channels.get(channel), world.users.get(user)
    if found is None or person is None:
        return False
    at_home = not (person.is_restricted or person.is_ultra_restricted or world.is_outsider(user))
    return user in found.members or (found.kind == "public" and at_home)
