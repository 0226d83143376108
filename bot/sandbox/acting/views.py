"""Open forms: a stack of modals a person, at most three deep, and one Home each.

Source: docs.slack.dev/surfaces/modals and /reference/methods/views.open and its kin.
"""

from typing import Any

from bot.sandbox.acting import controls
from bot.sandbox.clock import Clock
from bot.sandbox.ids import new_id, new_secret
from bot.sandbox.refusals import ApiError
from bot.sandbox.validation import check_view
from bot.sandbox.world import View, World

DEEPEST = 3


class Views:
    def __init__(self, world: World, clock: Clock) -> None:
        self.submitting: set[str] = set()  # views whose submission the app has not answered yet
        self._world = world
        self._clock = clock

    def open(self, user: str, body: dict[str, Any], channel: str = "") -> View:
        """In place of what is open; but a form that is being submitted keeps its place until it is answered."""
        view = self._new("modal", user, body, channel)
        kept = [other for other in self._stack(user) if other.id in self.submitting]
        self._world.modals[user] = [*kept, view]
        self._world.changed(f"modal:{user}")
        return view

    def push(self, user: str, body: dict[str, Any]) -> View:
        """Raises ApiError: `not_found` with nothing to push upon, `push_limit_reached` beyond three."""
        stack = self._stack(user)
        if not stack:
            raise ApiError("not_found")
        top = stack[-1]
        if len([other for other in stack if other.root_id == top.root_id]) >= DEEPEST:
            raise ApiError("push_limit_reached")
        view = self._new("modal", user, body, top.channel)
        view.previous_id, view.root_id = top.id, top.root_id
        stack.append(view)
        self._world.changed(f"modal:{user}")
        return view

    def update(self, view: View, body: dict[str, Any], expected_hash: str = "") -> View:
        """Fields that kept their ids keep what was typed. Raises ApiError `hash_conflict`."""
        if expected_hash and expected_hash != view.hash:
            raise ApiError("hash_conflict")
        new = self._new(view.kind, view.user, body, view.channel, instead_of=view)
        view.body, view.hash, view.external_id, view.errors = new.body, new.hash, new.external_id, {}
        view.values = controls.merged(view.body["blocks"], view.values, {})
        self._world.changed(f"{view.kind}:{view.user}")
        return view

    def publish(self, user: str, body: dict[str, Any], expected_hash: str = "") -> View:
        home = self._world.homes.get(user)
        if home is not None:
            return self.update(home, body, expected_hash)
        self._world.homes[user] = self._new("home", user, body, "")
        self._world.changed(f"home:{user}")
        return self._world.homes[user]

    def close(self, view: View) -> None:
        """What lies under it shows again."""
        stack = self._stack(view.user)
        if view in stack:
            stack.remove(view)
        self._world.changed(f"modal:{view.user}")

    def clear(self, view: View) -> list[View]:
        """The whole stack the view belongs to; returns what was closed, top first."""
        stack = self._stack(view.user)
        gone = [other for other in stack if other.root_id == view.root_id]
        self._world.modals[view.user] = [other for other in stack if other not in gone]
        self._world.changed(f"modal:{view.user}")
        return gone[::-1]

    def _stack(self, user: str) -> list[View]:
        return self._world.modals.setdefault(user, [])

    def _new(self, kind: str, user: str, body: dict[str, Any], channel: str, instead_of: View | None = None) -> View:
        problem = check_view(body, home=kind == "home")
        if problem:
            raise ApiError(problem.code, response_metadata={"messages": list(problem.messages)})
        external_id = str(body.get("external_id") or "")
        other = self._world.find_view_by_external_id(external_id)
        if other is not None and other is not instead_of:
            raise ApiError("duplicate_external_id")
        view_hash = f"{int(self._clock.now().timestamp())}.{new_secret()[:8]}"
        body = body | {"blocks": controls.with_ids(body["blocks"])}
        view = View(new_id("V"), kind, user, body, view_hash, external_id=external_id, channel=channel)
        view.root_id = view.id
        return view
