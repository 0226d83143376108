"""usergroups.*: names for several people at once."""

from typing import Any

from bot.sandbox.methods.call import Call
from bot.sandbox.methods.registry import method
from bot.sandbox.refusals import ApiError
from bot.sandbox.world import UserGroup


@method("usergroups.list", "usergroups:read")
def list_all(call: Call) -> dict[str, Any]:
    """In use, unless disabled ones are asked for too. docs.slack.dev/reference/methods/usergroups.list"""
    wanted = [group for group in call.world.groups.values() if call.flag("include_disabled") or not group.is_disabled]
    return {"usergroups": [_shape(call, group) for group in wanted]}


@method("usergroups.users.list", "usergroups:read")
def people(call: Call) -> dict[str, Any]:
    """docs.slack.dev/reference/methods/usergroups.users.list"""
    group = call.world.groups.get(call.required("usergroup"))
    if group is None or (group.is_disabled and not call.flag("include_disabled")):
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}


def _shape(call: Call, group: UserGroup) -> dict[str, Any]:
    """docs.slack.dev/reference/objects/usergroup-object"""
    shape: dict[str, Any] = {
        "id": group.id,
        "team_id": call.world.team_id,
        "is_usergroup": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_delete": int(group.is_disabled),
    }
    if call.flag("include_count"):
        shape["user_count"] = len(group.users)
    if call.flag("include_users"):
        shape["users"] = list(group.users)
    return shape
