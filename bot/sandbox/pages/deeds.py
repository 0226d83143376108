"""The forms of a page, posted: each does one thing as this person and goes back to where they were."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.sandbox.acting.interactions import People, Refused
from bot.sandbox.acting.spots import locate
from bot.sandbox.pages.site import Site
from bot.sandbox.pages.typed import mentioned, with_mentions
from bot.sandbox.pages.visit import HOME, Visit, visit
from bot.sandbox.render import read_values
from bot.sandbox.world import Channel, User

Values = dict[str, dict[str, dict[str, Any]]]  # Slack's state.values
Deed = Callable[["Deeds", Visit, FormData], Awaitable[None]]


@dataclass(frozen=True)
class Deeds:
    site: Site

    async def do(self, request: Request) -> Response:
        """A refusal becomes one of Slack's notices to this person, and status 409: the script then keeps the words."""
        deed = DEEDS.get(request.path_params["deed"])
        if deed is None:
            raise HTTPException(404, "There is nothing like that to do here.")
        seen = visit(request, self.site)
        status = 204
        try:
            async with request.form() as form:
                await deed(self, seen, form)
        except Refused as refused:
            self.site.world.notice(seen.viewer.id, refused.sentence)
            status = 409
        return _answer(request, seen, status)

    async def suggest(self, request: Request) -> Response:
        """Options for a menu whose choices the app knows: `?surface=&control=&query=`, answered as JSON."""
        seen, asked = visit(request, self.site), request.query_params
        surface, control, query = (asked.get(part, "") for part in ("surface", "control", "query"))
        try:
            return JSONResponse(await self.people.suggest(seen.viewer.id, surface, control, query))
        except Refused as refused:
            return JSONResponse({"error": refused.code, "sentence": refused.sentence}, 409)

    @property
    def people(self) -> People:
        return self.site.sandbox.people

    async def say(self, seen: Visit, form: FormData) -> None:
        """A message, a reply, or a command: Slack runs no commands in threads."""
        viewer, channel = seen.viewer.id, _channel(seen).id
        typed, thread = _text(form, "text").strip(), _text(form, "thread_ts")
        if typed.startswith("/") and not typed.startswith("//"):
            if thread:
                raise Refused("not_in_thread", f"{typed.split()[0]} does not work in threads. Use it in the channel.")
            await self._command(seen, typed)
        elif typed:
            await self.people.post(viewer, channel, with_mentions(typed, self.site.world), thread)

    async def _command(self, seen: Visit, typed: str) -> None:
        line, channel = with_mentions(typed, self.site.world), _channel(seen).id
        match typed.split()[0]:
            case "/invite":
                if not mentioned(line):
                    raise Refused("user_not_found", "Say whom to invite, such as /invite @Flywheel.")
                for user in mentioned(line):
                    await self.people.invite(user, channel, by=seen.viewer.id)
            case "/leave":
                await self.people.leave(seen.viewer.id, channel)
            case _:
                await self.people.command(seen.viewer.id, channel, line)

    async def edit(self, seen: Visit, form: FormData) -> None:
        text = with_mentions(_text(form, "text"), self.site.world)
        await self.people.edit(seen.viewer.id, _channel(seen).id, _text(form, "ts"), text)

    async def delete(self, seen: Visit, form: FormData) -> None:
        await self.people.delete(seen.viewer.id, _channel(seen).id, _text(form, "ts"))

    async def react(self, seen: Visit, form: FormData) -> None:
        name = (_text(form, "emoji") or _text(form, "name")).strip().strip(":")
        if name:
            await self.people.react(seen.viewer.id, _channel(seen).id, _text(form, "ts"), name)

    async def unreact(self, seen: Visit, form: FormData) -> None:
        await self.people.unreact(seen.viewer.id, _channel(seen).id, _text(form, "ts"), _text(form, "emoji"))

    async def message_shortcut(self, seen: Visit, form: FormData) -> None:
        callback = _text(form, "callback_id")
        await self.people.message_shortcut(seen.viewer.id, callback, _channel(seen).id, _text(form, "ts"))

    async def global_shortcut(self, seen: Visit, form: FormData) -> None:
        channel = seen.channel.id if seen.channel else ""
        await self.people.global_shortcut(seen.viewer.id, _text(form, "callback_id"), channel)

    async def join(self, seen: Visit, form: FormData) -> None:
        """Oneself, or the person the form names."""
        if invited := _text(form, "user"):
            await self.people.invite(invited, _channel(seen).id, by=seen.viewer.id)
        else:
            await self.people.join(seen.viewer.id, _channel(seen).id)

    async def leave(self, seen: Visit, form: FormData) -> None:
        await self.people.leave(seen.viewer.id, _channel(seen).id)

    async def click(self, seen: Visit, form: FormData) -> None:
        """A button or a menu among the blocks; `_value` is the choice of an overflow menu."""
        surface, control = _text(form, "_surface"), _text(form, "_action")
        values = self._values(seen.viewer, form)
        block_id, _, action_id = control.partition("|")
        kept = values.get(block_id, {}).get(action_id)
        await self.people.click(seen.viewer.id, surface, control, kept or _text(form, "_value") or None, values)

    async def submit(self, seen: Visit, form: FormData) -> None:
        """The form of a modal: its own button submits, a button among its blocks clicks."""
        if "_action" in form:
            await self.click(seen, form)
        else:
            await self.people.submit(seen.viewer.id, _view_id(form), self._values(seen.viewer, form))

    async def close(self, seen: Visit, form: FormData) -> None:
        await self.people.close(seen.viewer.id, _view_id(form), all_of_them=_text(form, "all") == "1")

    async def dismiss(self, seen: Visit, form: FormData) -> None:
        """Slack's notice, or an ephemeral message: read and gone."""
        world, viewer = self.site.world, seen.viewer.id
        number = _text(form, "notice")
        if number.isdigit():
            del world.notices.get(viewer, [])[int(number) : int(number) + 1]
        world.ephemerals = [note for note in world.ephemerals if (note.viewer, note.ts) != (viewer, _text(form, "ts"))]
        world.changed(f"user:{viewer}")

    def _values(self, viewer: User, form: FormData) -> Values:
        """What the whole form says, typed in the viewer's zone."""
        spot = locate(self.site.world, viewer.id, _text(form, "_surface"))
        fields = {name: [each for each in form.getlist(name) if isinstance(each, str)] for name in form}
        return read_values(fields, spot.blocks, tz=viewer.tz)


DEEDS: dict[str, Deed] = {
    "post": Deeds.say,
    "edit": Deeds.edit,
    "delete": Deeds.delete,
    "react": Deeds.react,
    "unreact": Deeds.unreact,
    "message-shortcut": Deeds.message_shortcut,
    "global-shortcut": Deeds.global_shortcut,
    "join": Deeds.join,
    "leave": Deeds.leave,
    "click": Deeds.click,
    "submit": Deeds.submit,
    "close": Deeds.close,
    "dismiss": Deeds.dismiss,
}


def _answer(request: Request, seen: Visit, status: int) -> Response:
    """A browser without the script goes back to the page it came from, without the edit box."""
    if "text/html" not in request.headers.get("accept", ""):
        return Response(status_code=status)
    came_from = urlsplit(request.headers.get("referer", ""))
    query = "" if "edit=" in came_from.query else came_from.query
    back = came_from.path if came_from.path.startswith("/as/") else seen.url
    return RedirectResponse(f"{back}?{query}" if query else back, 303)


def _channel(seen: Visit) -> Channel:
    if seen.channel is None:
        raise HTTPException(404, f"Nothing like that can be done on {HOME}.")
    return seen.channel


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _view_id(form: FormData) -> str:
    return _text(form, "_surface").removeprefix("view:")
