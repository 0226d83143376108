"""A person as pages show them: a name, two letters on a colour, and what to know before talking to them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale

from bot.sandbox.pages.times import clock_time, short_day
from bot.sandbox.world import User, World

HUES = 10  # classes hue-0 … hue-9 of the style sheet


@dataclass(frozen=True)
class Face:
    id: str
    name: str
    initials: str
    hue: int
    title: str
    is_app: bool
    badges: tuple[str, ...]  # "Owner", "Guest", "From outside"


def face(world: World, user_id: str) -> Face:
    """Somebody who is gone from the workspace still has a face: their messages stay."""
    user = world.users.get(user_id) or User(user_id, "unknown", "Unknown person")
    return Face(
        id=user.id,
        name=user.real_name,
        initials=_initials(user.real_name),
        hue=list(world.users).index(user_id) % HUES if user_id in world.users else 0,
        title=user.title,
        is_app=user.is_bot,
        badges=tuple(_badges(world, user)),
    )


def language(user: User) -> str:
    """ "Vietnamese"; "" for people from outside: Slack does not tell theirs."""
    return (Locale.parse(user.locale, sep="-").get_language_name("en") or user.locale) if user.locale else ""


def local_time(user: User, now: datetime) -> str:
    """ "Sat 21 Nov, 16:31", where this person is."""
    here = now.astimezone(ZoneInfo(user.tz))
    return f"{short_day(here, user)}, {clock_time(here, user)}"


def city(user: User) -> str:
    """ "Ho Chi Minh", from the zone's name."""
    return user.tz.rsplit("/", 1)[-1].replace("_", " ")


def _initials(name: str) -> str:
    words = name.split() or ["?"]
    return "".join(word[0] for word in dict.fromkeys([words[0], words[-1]])).upper()


def _badges(world: World, user: User) -> list[str]:
    flags = {
        "Owner": user.is_owner,
        "Admin": user.is_admin and not user.is_owner,
        "Guest": user.is_restricted,
        "From outside": world.is_outsider(user.id),
        "Deactivated": user.deleted,
    }
    return [badge for badge, is_set in flags.items() if is_set]
