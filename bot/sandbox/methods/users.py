"""users.*: the people of the workspace."""

from typing import Any

from bot.sandbox.acting.shapes import user_json
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.pages import MOST, metadata, page
from bot.sandbox.methods.registry import method
from bot.sandbox.refusals import ApiError
from bot.sandbox.world import User


@method("users.info", "users:read")
def info(call: Call) -> dict[str, Any]:
    user = call.world.users.get(call.required("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": _shape(call, user)}


@method("users.list", "users:read")
def list_all(call: Call) -> dict[str, Any]:
    """Everybody, deactivated ones too; outsiders once they share a channel."""
    people = [user for user in call.world.users.values() if not user.is_stranger]
    if not call.text("limit") and len(people) > MOST:
        raise ApiError("limit_required")
    users, cursor = page(call, people, MOST)
    now = int(call.sandbox.clock.now().timestamp())
    return {"members": [_shape(call, user) for user in users], "cache_ts": now, **metadata(cursor)}


def _shape(call: Call, user: User) -> dict[str, Any]:
    return user_json(call.world, user, call.sandbox.clock.now(), with_locale=call.flag("include_locale"))
