"""Interaction payloads, field for field.

Source: docs.slack.dev/reference/interaction-payloads and /interactivity/implementing-slash-commands.
"""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.acting.controls import MANY, ONE, STATELESS, Control, Values, state, value
from bot.sandbox.acting.hooks import Hooks
from bot.sandbox.acting.shapes import channel_ref, view_json
from bot.sandbox.acting.spots import Spot
from bot.sandbox.acting.triggers import Triggers
from bot.sandbox.clock import Clock
from bot.sandbox.events import Events
from bot.sandbox.world import Channel, Message, View, World

CARRIED = ("text", "value", "style", "placeholder", "initial_option")  # of the element, repeated in the action


@dataclass(frozen=True)
class Payloads:
    world: World
    clock: Clock
    events: Events
    triggers: Triggers
    hooks: Hooks

    def command(self, user: str, channel: Channel, name: str, text: str) -> dict[str, Any]:
        ref = channel_ref(channel)
        return {
            "token": "sandbox-verification",
            "team_id": self.world.team_id,
            "team_domain": self.world.domain,
            "channel_id": channel.id,
            "channel_name": ref["name"],
            "user_id": user,
            "user_name": self.world.users[user].handle,
            "command": name,
            "text": text,
            "api_app_id": self.world.app_id,
            "is_enterprise_install": "false",
            "response_url": self.hooks.issue(user, channel.id),
            "trigger_id": self.triggers.issue(user, channel.id),
        }

    def global_shortcut(self, user: str, callback_id: str, channel: str) -> dict[str, Any]:
        """No channel and no response_url travel with it; `channel` is only where the form would start from."""
        about = {"callback_id": callback_id, "action_ts": self._now(), "trigger_id": self.triggers.issue(user, channel)}
        return self._from(user, "shortcut") | about

    def message_shortcut(self, user: str, callback_id: str, message: Message) -> dict[str, Any]:
        return self._from(user, "message_action") | {
            "callback_id": callback_id,
            "action_ts": self._now(),
            "trigger_id": self.triggers.issue(user, message.channel),
            "response_url": self.hooks.issue(user, message.channel, message.ts),
            "message_ts": message.ts,
            "channel": channel_ref(self.world.channels[message.channel]),
            "message": self.events.snapshot(message),
        }

    def block_actions(self, user: str, spot: Spot, action: dict[str, Any], values: Values) -> dict[str, Any]:
        payload = self._from(user, "block_actions") | self._place(spot) | {"actions": [action]}
        if spot.view:
            trigger = self.triggers.issue(user, spot.view.channel, spot.view.id)
            return payload | {"view": self.view(spot.view), "trigger_id": trigger}
        payload["response_url"] = self.hooks.issue(user, spot.channel, spot.ts)
        payload["trigger_id"] = self.triggers.issue(user, spot.channel)
        return payload | {"state": {"values": state(spot.blocks, values)}}

    def block_suggestion(self, user: str, spot: Spot, control: Control, query: str) -> dict[str, Any]:
        ids = {"block_id": control.block["block_id"], "action_id": control.element["action_id"]}
        payload = self._from(user, "block_suggestion") | self._place(spot) | ids | {"value": query}
        return payload | ({"view": self.view(spot.view)} if spot.view else {})

    def view_submission(self, view: View) -> dict[str, Any]:
        trigger = self.triggers.issue(view.user, view.channel, view.id)
        about = {"view": self.view(view), "trigger_id": trigger, "response_urls": self._response_urls(view)}
        return self._from(view.user, "view_submission") | about

    def view_closed(self, view: View, is_cleared: bool) -> dict[str, Any]:
        return self._from(view.user, "view_closed") | {"view": self.view(view), "is_cleared": is_cleared}

    def view(self, view: View) -> dict[str, Any]:
        return view_json(self.world, view, state(view.body["blocks"], view.values))

    def action(self, control: Control, chosen: Any) -> dict[str, Any]:
        """One entry of `actions`. Only what keeps a value or offers options takes `chosen`; a button sends its own."""
        element = control.element
        action = {"type": control.kind, "block_id": control.block["block_id"], "action_id": element["action_id"]}
        action |= {key: element[key] for key in CARRIED if key in element}
        if control.kind in ONE or control.kind in MANY or control.kind in STATELESS:
            action |= value(element, chosen)
        elif chosen not in (None, "") and "value" not in element:
            action["value"] = chosen
        return action | {"action_ts": self._now()}

    def _place(self, spot: Spot) -> dict[str, Any]:
        if spot.view:
            return {"container": {"type": "view", "view_id": spot.view.id}}
        note = spot.message or spot.ephemeral
        container: dict[str, Any] = {"type": "message", "message_ts": spot.ts, "channel_id": spot.channel}
        container["is_ephemeral"] = spot.ephemeral is not None
        if note and note.thread_ts:
            container["thread_ts"] = note.thread_ts
        place = {"container": container, "channel": channel_ref(self.world.channels[spot.channel])}
        return place | ({"message": self.events.snapshot(spot.message)} if spot.message else {})

    def _response_urls(self, view: View) -> list[dict[str, Any]]:
        """One for every conversation chosen in a select that asked for it (docs.slack.dev/surfaces/modals)."""
        urls = []
        for block in view.body["blocks"]:
            element = block.get("element", {})
            if element.get("response_url_enabled"):
                entry = state([block], view.values)[block["block_id"]][element["action_id"]]
                channel = entry.get("selected_conversation") or entry.get("selected_channel")
                if channel:
                    ids = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": channel}
                    urls.append(ids | {"response_url": self.hooks.issue(view.user, channel)})
        return urls

    def _from(self, user: str, kind: str) -> dict[str, Any]:
        person = self.world.users[user]
        name = {"username": person.handle, "name": person.handle, "team_id": person.team_id}
        return {
            "type": kind,
            "token": "sandbox-verification",
            "team": {"id": self.world.team_id, "domain": self.world.domain},
            "user": {"id": user, **name},
            "api_app_id": self.world.app_id,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _now(self) -> str:
        return f"{self.clock.now().timestamp():.6f}"
