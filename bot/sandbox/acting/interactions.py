"""What a person does in Slack's client: type, react, click, fill in forms. Pages and `/control` both act through it."""

from typing import Any

from bot.manifest import Command, Manifest
from bot.sandbox.acting import controls
from bot.sandbox.acting.controls import Typed
from bot.sandbox.acting.conversing import Conversing
from bot.sandbox.acting.form_checks import complaints
from bot.sandbox.acting.hooks import Hook
from bot.sandbox.acting.payloads import Payloads
from bot.sandbox.acting.responses import Responses
from bot.sandbox.acting.spots import Spot, locate, sees
from bot.sandbox.acting.typed_text import escaped, typed
from bot.sandbox.acting.views import Views
from bot.sandbox.refusals import ApiError, Refused
from bot.sandbox.wire.outbound import Outbound
from bot.sandbox.world import Channel, View

__all__ = ["People", "Refused", "Typed"]

MOST_OPTIONS = 100


class People(Conversing):
    """`surface` names what a control sits on: "message:C…:ts", "ephemeral:C…:ts" or "view:V…" (modal or Home).

    `control` is "block_id|action_id", as the form field and the button are named. `values` is the rest of the form:
    {block_id: {action_id: what was typed or chosen}}; fields it does not name keep what they had.
    Everything returns once the app has answered, or did not in time: then Slack tells the person so
    (`World.notices`). Raises Refused for what the client would not let them do.
    """

    def __init__(self, manifest: Manifest, payloads: Payloads, views: Views, outbound: Outbound) -> None:
        super().__init__(payloads.hooks.changes)
        self._manifest = manifest
        self._payloads = payloads
        self._views = views
        self._outbound = outbound
        self._responses = Responses(self.world, views)

    async def command(self, user: str, channel: str, text: str) -> None:
        """`text` is the whole line: "/pain the form is slow". Commands do not work in threads."""
        self._may_use_app(user, channel)
        place = self._member(user, channel)
        name, _, rest = text.strip().partition(" ")
        command = next((one for one in self._manifest.commands if one.name == name), None)
        if command is None:
            raise Refused("unknown_command", f"{name} is not a valid command.")
        payload = self._payloads.command(user, place, name, self._command_text(command, rest.strip()))
        answer = await self._outbound.ask("slash_commands", payload)
        if not answer.acked:
            code = "dispatch_failed" if answer.reason in ("connection_failed", "http_error") else "operation_timeout"
            self.world.notice(user, f'{name} failed with the error "{code}".')
        elif answer.body:
            self._say(user, channel, name, answer.body)

    async def message_shortcut(self, user: str, callback_id: str, channel: str, ts: str) -> None:
        self._may_use_app(user, channel)
        self._shortcut("message", callback_id)
        await self._send(user, self._payloads.message_shortcut(user, callback_id, self._message(channel, ts)))

    async def global_shortcut(self, user: str, callback_id: str, channel: str = "") -> None:
        """`channel` is where they were when they used it."""
        self._may_use_app(user, channel)
        self._shortcut("global", callback_id)
        await self._send(user, self._payloads.global_shortcut(user, callback_id, channel))

    async def click(
        self, user: str, surface: str, control: str, chosen: Any = None, values: Typed | None = None
    ) -> None:
        """`chosen` is the option's value, the user or channel id, the date…; None for a button."""
        self._person(user)
        spot = locate(self.world, user, surface)
        used = controls.find(spot.blocks, control)
        typed_now = {block: dict(fields) for block, fields in (values or {}).items()}
        if used.keeps:
            typed_now.setdefault(used.block["block_id"], {})[used.element["action_id"]] = chosen
        kept = self._keep(spot, typed_now)
        if used.dispatches:
            action = self._payloads.action(used, chosen)
            await self._send(user, self._payloads.block_actions(user, spot, action, kept))

    async def submit(self, user: str, view_id: str, values: Typed | None = None) -> dict[str, str]:
        """What the form complains of, {block_id: sentence}: {} when it went through. Also kept in `View.errors`."""
        view = self._modal(user, view_id)
        self._keep(Spot(view.body["blocks"], view=view), values or {})
        view.errors = complaints(view.body["blocks"], controls.state(view.body["blocks"], view.values))
        self.world.changed(f"modal:{user}")
        if view.errors:
            return view.errors
        self._views.submitting.add(view.id)
        try:
            answer = await self._outbound.ask("interactive", self._payloads.view_submission(view))
        finally:
            self._views.submitting.discard(view.id)
        self._responses.apply(view, answer)
        return view.errors

    async def close(self, user: str, view_id: str, all_of_them: bool = False) -> None:
        """Cancel or the cross; `all_of_them` closes the whole stack at once."""
        view = self._modal(user, view_id)
        everything = all_of_them or bool(view.body.get("clear_on_close"))
        if everything:
            closed = self._views.clear(view)
        else:
            self._views.close(view)
            closed = [view]
        await self._tell_closed(closed, is_cleared=everything)

    async def open_home(self, user: str) -> View | None:
        """The Home as it is now: the app may publish a newer one when it hears of this."""
        self._may_use_app(user, "")
        if not self._manifest.home_tab:
            raise Refused("not_enabled", "This app has no Home.")
        channel = self.world.direct_channel(user, self.world.bot_user_id)
        self.changes.events.home_opened(user, channel, "home")
        return self.world.homes.get(user)

    async def open_dm(self, user: str) -> Channel:
        """The app's Messages tab."""
        self._person(user)
        if not self._manifest.messages_tab:
            raise Refused("messages_tab_disabled", "This app takes no messages.")
        channel = self.world.direct_channel(user, self.world.bot_user_id)
        self.changes.events.home_opened(user, channel, "messages")
        return channel

    async def suggest(self, user: str, surface: str, control: str, query: str) -> list[dict[str, Any]]:
        """Options, or option groups, as the app answered them; [] before enough was typed."""
        self._person(user)
        spot = locate(self.world, user, surface)
        used = controls.find(spot.blocks, control)
        if len(query) < used.element.get("min_query_length", 3):
            return []
        payload = self._payloads.block_suggestion(user, spot, used, query)
        answer = await self._outbound.ask("interactive", payload)
        body = answer.body if isinstance(answer.body, dict) else {}
        found: list[dict[str, Any]] = body.get("options") or body.get("option_groups") or []
        if not answer.acked or len(found) > MOST_OPTIONS:
            self.world.notice(user, f"{self.world.bot_name} could not load the options.")
            return []
        return found

    async def _send(self, user: str, payload: dict[str, Any]) -> None:
        answer = await self._outbound.ask("interactive", payload)
        if not answer.acked:
            self.world.notice(user, f"{self.world.bot_name} didn't respond (operation_timeout). Try again.")

    async def _tell_closed(self, closed: list[View], *, is_cleared: bool) -> None:
        for view in closed:
            if view.body.get("notify_on_close"):
                await self._outbound.ask("interactive", self._payloads.view_closed(view, is_cleared))

    def _keep(self, spot: Spot, values: Typed) -> controls.Values:
        if spot.view is None:
            return controls.merged(spot.blocks, {}, values)
        spot.view.values = controls.merged(spot.blocks, spot.view.values, values)
        return spot.view.values

    def _say(self, user: str, channel: str, name: str, body: Any) -> None:
        """The message in the ack of a command: ephemeral unless it says in_channel."""
        message = body if isinstance(body, dict) else {"text": str(body)}
        try:
            self._payloads.hooks.answer(Hook(user, channel, self.changes.clock.now()), message)
        except ApiError as error:
            self.world.notice(user, f'{name} failed with the error "{error.code}".')

    def _command_text(self, command: Command, text: str) -> str:
        return typed(self.world, text) if command.should_escape else escaped(text)

    def _may_use_app(self, user: str, channel: str) -> None:
        """Commands, shortcuts and the Home are for the app's own workspace (docs.slack.dev/apis/slack-connect)."""
        self._person(user)
        if self.world.is_outsider(user):
            raise Refused("home_team_only", f"{self.world.bot_name} belongs to another company's workspace.")
        if channel and not sees(self.world, user, channel):
            raise Refused("channel_not_found", "You cannot see that conversation.")

    def _shortcut(self, kind: str, callback_id: str) -> None:
        known = {(one.kind, one.callback_id) for one in self._manifest.shortcuts}
        if (kind, callback_id) not in known:
            raise Refused("unknown_shortcut", f"There is no {kind} shortcut {callback_id!r}.")

    def _modal(self, user: str, view_id: str) -> View:
        view = self.world.find_view(view_id)
        if view is None or view.kind != "modal" or view.user != user:
            raise Refused("no_such_view", "That form is closed.")
        return view
