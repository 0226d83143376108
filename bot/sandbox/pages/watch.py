"""The inspector (what goes over the wire) and the clock: what a Slack workspace does not have and a sandbox must."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from bot.sandbox.pages.chat import COOKIE
from bot.sandbox.pages.live import stream
from bot.sandbox.pages.site import Site
from bot.sandbox.pages.visit import viewer_of
from bot.sandbox.refusals import Refused

SHOWN = 200  # newest entries


@dataclass(frozen=True)
class Watch:
    site: Site

    async def inspector(self, request: Request) -> Response:
        """`?what=` keeps the lines whose name contains it."""
        what = request.query_params.get("what", "")
        newest = [entry for entry in reversed(self.site.sandbox.traffic.entries) if what.lower() in entry.what.lower()]
        viewer = self.site.world.users.get(request.cookies.get(COOKIE, ""))
        back = f"/as/{viewer.id}" if viewer else "/"
        return self.site.page("inspector.html", entries=newest[:SHOWN], what=what, pretty=_pretty, back=back)

    async def traffic(self, request: Request) -> StreamingResponse:
        return stream(self.site.world, lambda scope: scope in ("traffic", "clock"))

    async def plays(self, request: Request) -> StreamingResponse:
        return stream(self.site.world, lambda scope: scope in ("play", "clock"))

    async def play(self, request: Request) -> Response:
        """The panel's buttons: start, pause, go on, stop, how fast."""
        try:
            self.site.sandbox.plays.do(request.path_params["name"], request.path_params["deed"])
        except Refused as refused:
            raise HTTPException(404, refused.sentence) from None
        return RedirectResponse(request.headers.get("referer") or "/", 303)

    async def move_clock(self, request: Request) -> Response:
        """`by` hours, `to=due`, or `at` a wall time of this viewer. A refusal is one of Slack's notices to them."""
        viewer = viewer_of(request, self.site.world)
        async with request.form() as form:
            try:
                await self._move(dict(form), ZoneInfo(viewer.tz))
            except ValueError as error:
                self.site.world.notice(viewer.id, f"The clock stays where it is: {error}.")
        return RedirectResponse(request.headers.get("referer") or f"/as/{viewer.id}", 303)

    async def _move(self, form: dict[str, Any], zone: ZoneInfo) -> None:
        clock = self.site.sandbox.clock
        if form.get("to") == "due":
            clock.move_to(await self._next_due())
        elif form.get("by"):
            clock.move(timedelta(hours=float(form["by"])))
        else:
            clock.move_to(_wall_time(str(form.get("at", ""))).replace(tzinfo=zone))

    async def _next_due(self) -> datetime:
        due = await self.site.sandbox.next_due() if self.site.sandbox.next_due else None
        if due is None:
            raise ValueError("nothing is due")
        return due


def _wall_time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("pick a date and a time first") from None


def _pretty(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, indent=2, default=str)
