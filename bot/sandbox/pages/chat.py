"""The pages a person reads: who to be, a conversation, the app's Home, and the way in through a link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from babel.dates import format_skeleton
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from bot.sandbox.acting.spots import sees
from bot.sandbox.pages.faces import city, face, language, local_time
from bot.sandbox.pages.forms import home_form
from bot.sandbox.pages.live import stream
from bot.sandbox.pages.shown import conversation, frame
from bot.sandbox.pages.site import Site
from bot.sandbox.pages.visit import Visit, first_place, viewer_of, visit
from bot.sandbox.world import Channel

LATER = timedelta(minutes=30)
COOKIE = "acting_as"  # who this browser was last; permalinks open as them


@dataclass(frozen=True)
class Chat:
    site: Site

    async def start(self, request: Request) -> Response:
        world, now = self.site.world, self.site.sandbox.clock.now()
        people = [
            {
                "face": face(world, user.id),
                "clock": local_time(user, now),
                "city": city(user),
                "language": language(user),
                "is_outsider": world.is_outsider(user.id),
                "first": first_place(world, user),
            }
            for user in world.users.values()
            if not user.is_bot and not user.deleted
        ]
        return self.site.page("start.html", people=people, clock=f"{format_skeleton('MMMEd', now, locale='en_GB')}")

    async def first(self, request: Request) -> Response:
        """On a phone this is the list of conversations; a wide screen shows the first of them beside it."""
        request.path_params["place"] = first_place(self.site.world, viewer_of(request, self.site.world))
        return await self._show(request, is_list=True)

    async def place(self, request: Request) -> Response:
        return await self._show(request, is_list=False)

    async def link(self, request: Request) -> Response:
        """`/archives/{channel}/p{ts without its dot}`."""
        world, channel, mark = self.site.world, request.path_params["channel"], request.path_params["mark"]
        viewer = world.users.get(request.cookies.get(COOKIE, ""))
        if viewer is None or viewer.is_bot:
            return RedirectResponse("/", 303)
        ts = f"{mark[:-6]}.{mark[-6:]}"
        message = world.find_message(channel, ts)
        if message is None or not sees(world, viewer.id, channel):
            raise HTTPException(404, "This message is gone, or it is in a conversation you are not in.")
        anchor = ts.replace(".", "-")
        place = f"?thread={message.thread_ts}#t-{anchor}" if message.thread_ts else f"?from={ts}#m-{anchor}"
        return RedirectResponse(f"/as/{viewer.id}/{channel}{place}", 303)

    async def events(self, request: Request) -> StreamingResponse:
        """Scopes of what this person can see; a private channel's is nobody else's business."""
        viewer = viewer_of(request, self.site.world)

        def is_wanted(scope: str) -> bool:
            kind, _, owner = scope.partition(":")
            if owner:
                return kind == "user" or owner == viewer.id
            return scope in ("clock", "play") or sees(self.site.world, viewer.id, scope)

        return stream(self.site.world, is_wanted)

    async def _show(self, request: Request, *, is_list: bool) -> Response:
        seen = visit(request, self.site)
        is_new = request.headers.get("x-refresh") != "1"  # else the page's own script asks again
        if is_new or self._looks_on(seen):
            await self._arrive(seen)
        if seen.channel is None:
            response = self._home(seen)
        else:
            response = self._talk(seen, seen.channel, request.query_params, is_list)
        response.set_cookie(COOKIE, seen.viewer.id, samesite="lax", httponly=True)
        return response

    def _looks_on(self, seen: Visit) -> bool:
        """While a piece is played hours go by in a blink: who still has her Home open then looks at it anew."""
        opened = self.site.home_opened.get(seen.viewer.id)
        is_played = any(play.is_on for play in self.site.sandbox.plays)
        return is_played and seen.channel is None and (opened is None or self.site.sandbox.clock.now() - opened > LATER)

    async def _arrive(self, seen: Visit) -> None:
        """The app hears who opens its Home or its Messages (`app_home_opened`)."""
        if seen.channel is None:
            self.site.home_opened[seen.viewer.id] = self.site.sandbox.clock.now()
            await self.site.sandbox.people.open_home(seen.viewer.id)
        elif seen.place == self.site.world.bot_user_id:
            await self.site.sandbox.people.open_dm(seen.viewer.id)

    def _home(self, seen: Visit) -> Response:
        home = home_form(self.site.world, seen.viewer, self.site.sandbox.clock.now())
        return self.site.page("home.html", **frame(self.site, seen), home=home, is_list=False)

    def _talk(self, seen: Visit, channel: Channel, asked: Mapping[str, str], is_list: bool) -> Response:
        if seen.viewer.id in channel.members:
            self.site.mark_read(seen.viewer.id, channel.id)
        shown = conversation(self.site, seen.viewer, channel, asked)
        return self.site.page("talk.html", **frame(self.site, seen), **shown, is_list=is_list)
