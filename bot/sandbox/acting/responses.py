"""What an app's answer to a submitted form does: nothing said closes it, response_action says otherwise.

Source: docs.slack.dev/surfaces/modals.
"""

from typing import Any

from bot.sandbox.acting.views import Views
from bot.sandbox.refusals import ApiError
from bot.sandbox.wire.envelope import Answer
from bot.sandbox.world import View, World

TROUBLE = "We had some trouble connecting. Try again?"


class Responses:
    def __init__(self, world: World, views: Views) -> None:
        self._world = world
        self._views = views

    def apply(self, view: View, answer: Answer) -> None:
        """What makes no sense is a trouble notice, and the form stays with all that was typed."""
        body = answer.body if isinstance(answer.body, dict) else {}
        if not answer.acked or (answer.body and not body):
            self._world.notice(view.user, TROUBLE)
            return
        try:
            self._act(view, body)
        except ApiError as error:
            self._world.notice(view.user, f"{TROUBLE} ({error.code})")

    def _act(self, view: View, body: dict[str, Any]) -> None:
        action = body.get("response_action")
        if not body:
            self._views.close(view)
        elif action == "clear":
            self._views.clear(view)
        elif action == "errors":
            self._show_errors(view, body.get("errors") or {})
        elif action in ("update", "push") and isinstance(body.get("view"), dict):
            if action == "update":
                self._views.update(view, body["view"])
            else:
                self._views.push(view.user, body["view"])
        else:
            raise ApiError("invalid_response_action")

    def _show_errors(self, view: View, errors: dict[str, str]) -> None:
        """Keyed by the block_id of an input; any other key is as bad as no answer."""
        inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
        if not errors or not set(errors) <= inputs:
            raise ApiError("invalid_errors")
        view.errors = dict(errors)
        self._world.changed(f"modal:{view.user}")
