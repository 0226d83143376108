"""auth.*, api.* and team.*: who this token is."""

from typing import Any

from bot.sandbox.methods.call import Call
from bot.sandbox.methods.registry import method
from bot.sandbox.refusals import ApiError


@method("api.test", token="none")  # noqa: S106 - a kind of token
def api_test(call: Call) -> dict[str, Any]:
    if call.text("error"):
        raise ApiError(call.text("error"), args=call.arguments)
    return {"args": call.arguments}


@method("auth.test", token="any")  # noqa: S106
def auth_test(call: Call) -> dict[str, Any]:
    world = call.world
    if call.token == world.app_token:
        return {"app_name": world.bot_name, "app_id": world.app_id}
    return {
        "url": world.url,
        "team": world.team_name,
        "user": world.users[world.bot_user_id].handle,
        "team_id": world.team_id,
        "user_id": world.bot_user_id,
        "bot_id": world.bot_id,
        "is_enterprise_install": False,
    }


@method("team.info", "team:read")
def team_info(call: Call) -> dict[str, Any]:
    world = call.world
    return {"team": {"id": world.team_id, "name": world.team_name, "domain": world.domain, "url": world.url}}
