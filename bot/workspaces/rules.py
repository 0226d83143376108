"""What a setting may be; values in, answers out."""

import re
from functools import cache
from zoneinfo import available_timezones

from bot.errors import UserError
from bot.i18n import N_
from bot.slack.ids import BlockId
from bot.workspaces.models import Workspace

_EMOJI = re.compile(r"[\w'+-]{1,100}")


def emoji_name(typed: str) -> str:
    """Without colons and skin tone. Raises UserError for what cannot be the name of an emoji."""
    name = typed.strip().strip(":").split("::")[0].lower()
    if not _EMOJI.fullmatch(name):
        raise UserError(N_("Type the name of one emoji, such as :adhesive_bandage:."), block_id=BlockId.EMOJI)
    return name


@cache
def _zones() -> tuple[str, ...]:
    """Zones people name by a city; the rest of the database are aliases and offsets."""
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")))


def matching_zones(query: str, limit: int = 100) -> list[str]:
    wanted = query.strip().lower().replace(" ", "_")
    return [zone for zone in _zones() if wanted in zone.lower()][:limit]


def zone_label(zone: str) -> str:
    return zone.replace("_", " ")


def time_zone(typed: str) -> str:
    """Raises UserError for a zone that does not exist."""
    if typed != "UTC" and typed not in _zones():
        raise UserError(N_("Choose a time zone from the list: type the name of a city."), block_id=BlockId.TIME_ZONE)
    return typed


def may_set_up(workspace: Workspace, user_id: str, *, is_admin: bool, is_member: bool) -> bool:
    """Admins always; until setup was saved once, any full member; afterwards also the person who saved it."""
    if is_admin or workspace.set_up_by == user_id:
        return True
    return is_member and workspace.set_up_by is None
