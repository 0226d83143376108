"""Who is looking at what: every address under `/as/{user}/` is read here, and refused here."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.sandbox.acting.spots import sees
from bot.sandbox.pages.site import Site
from bot.sandbox.world import Channel, User, World

HOME = "home"  # the place that is the app's Home tab


@dataclass(frozen=True)
class Visit:
    viewer: User
    place: str  # as in the address
    channel: Channel | None  # None on the app's Home

    @property
    def url(self) -> str:
        return f"/as/{self.viewer.id}/{self.place}"


def viewer_of(request: Request, world: World) -> User:
    user = world.users.get(request.path_params["user"])
    if user is None or user.is_bot:
        raise HTTPException(404, "Nobody here has this id.")
    return user


def visit(request: Request, site: Site) -> Visit:
    """Raises HTTPException 404 for a place this person may not see: whether it exists is none of their business."""
    world, viewer, place = site.world, viewer_of(request, site.world), request.path_params["place"]
    if place in (HOME, world.bot_user_id) and world.is_outsider(viewer.id):
        raise HTTPException(404, f"{world.bot_name} belongs to another company's workspace.")
    if place == HOME:
        return Visit(viewer, place, None)
    channel = world.direct_channel(viewer.id, place) if place in world.users else world.channels.get(place)
    if channel is None or not sees(world, viewer.id, channel.id):
        raise HTTPException(404, "There is no such conversation, or you are not in it.")
    return Visit(viewer, place, channel)


def first_place(world: World, viewer: User) -> str:
    """Where somebody lands who only said who they are: the first channel they are in."""
    return next((channel.id for channel in world.channels_of(viewer.id) if channel.name), HOME)
