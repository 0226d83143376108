"""Who a person is, read from Slack's user object; values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import UserError
from bot.i18n import N_
from bot.slack.payloads import Inbound

MEMBERS_ONLY = N_("Only people of this company can do that. Ask your contact here to do it for you.")


@dataclass(frozen=True)
class Profile:
    """What Slack says of a user. Source: docs.slack.dev/reference/objects/user-object."""

    user_id: str
    name: str
    locale: str | None
    time_zone: str
    is_admin: bool
    is_bot: bool
    is_guest: bool
    is_outside: bool
    is_gone: bool


def profile_of(user: Mapping[str, Any], team_id: str) -> Profile:
    profile = user.get("profile") or {}
    name = profile.get("real_name") or user.get("real_name") or profile.get("display_name") or user.get("name") or ""
    return Profile(
        user_id=str(user["id"]),
        name=str(name)[:200],
        locale=user.get("locale"),
        time_zone=str(user.get("tz") or ""),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_bot=bool(user.get("is_bot")) or user.get("id") == "USLACKBOT",
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_outside=bool(user.get("is_stranger")) or (user.get("team_id") or team_id) != team_id,
        is_gone=bool(user.get("deleted")),
    )


@dataclass(frozen=True)
class Reader:
    """The person a screen is for."""

    user_id: str
    language: str
    time_zone: str = ""
    is_admin: bool = False
    is_guest: bool = False
    is_outside: bool = False
    is_bot: bool = False
    offer_vietnamese: bool = False


def offers_vietnamese(*, time_zone: str, language: str, answered: bool) -> bool:
    """A time zone is a reason to ask, never to decide: Slack itself speaks no Vietnamese."""
    return time_zone in {"Asia/Ho_Chi_Minh", "Asia/Saigon"} and language != "vi" and not answered


def members_only(who: Inbound) -> None:
    """Raises UserError for a person of another company in a shared channel. Guests are colleagues: they may."""
    if who.from_outside:
        raise UserError(MEMBERS_ONLY)
