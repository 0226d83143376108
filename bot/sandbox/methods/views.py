"""views.*: opening and changing forms and Homes."""

from typing import Any

from bot.sandbox.acting import controls
from bot.sandbox.acting.shapes import view_json
from bot.sandbox.methods.call import Call, invalid
from bot.sandbox.methods.registry import method
from bot.sandbox.refusals import ApiError
from bot.sandbox.world import View


@method("views.open")
def open_view(call: Call) -> dict[str, Any]:
    trigger = call.sandbox.triggers.find(call.required("trigger_id"))
    view = call.sandbox.views.open(trigger.user, _body(call), trigger.channel)
    trigger.used = True
    return _answer(call, view)


@method("views.push")
def push(call: Call) -> dict[str, Any]:
    trigger = call.sandbox.triggers.find(call.required("trigger_id"))
    view = call.sandbox.views.push(trigger.user, _body(call))
    trigger.used = True
    return _answer(call, view)


@method("views.update")
def update(call: Call) -> dict[str, Any]:
    world = call.world
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not view_id and not external_id:
        raise invalid("missing required field: view_id")
    view = world.find_view(view_id) if view_id else world.find_view_by_external_id(external_id)
    if view is None:
        raise ApiError("not_found")
    return _answer(call, call.sandbox.views.update(view, _body(call), call.text("hash")))


@method("views.publish")
def publish(call: Call) -> dict[str, Any]:
    user = call.required("user_id")
    if not call.sandbox.manifest.home_tab:
        raise ApiError("not_enabled")
    if user not in call.world.users:
        raise ApiError("user_not_found")
    return _answer(call, call.sandbox.views.publish(user, _body(call), call.text("hash")))


def _body(call: Call) -> dict[str, Any]:
    body = call.tree("view")
    if not isinstance(body, dict):
        raise invalid("missing required field: view")
    return body


def _answer(call: Call, view: View) -> dict[str, Any]:
    return {"view": view_json(call.world, view, controls.state(view.body["blocks"], view.values))}
