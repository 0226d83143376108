"""Setting Flywheel up."""

import json

from slack_bolt.response import BoltResponse
from sqlmodel import Session

from bot.deps import Deps
from bot.people.rules import Reader, members_only
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, form_of
from bot.workspaces.models import Workspace
from bot.workspaces.rules import matching_zones, zone_label
from bot.workspaces.services import Setup, check_may_set_up, save_setup, what_moves
from bot.workspaces.views import setup_form
from handlers.answers import CLEAR, OK, choices, next_view
from handlers.router import Route
from handlers.windows import show


async def open_setup(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError for whoever may not."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    reader, t = await deps.reader(inbound.team_id, inbound.user_id)
    workspace = await deps.read(_workspace_for, workspace_id, reader)
    view = setup_form(workspace, reader.time_zone or workspace.time_zone, t)
    return await show(inbound, deps, view)


async def submit_setup(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    reader, _ = await deps.reader(inbound.team_id, inbound.user_id)
    setup = _setup_in(form_of(inbound.body))
    view = await deps.read(what_moves, workspace_id, reader, setup, now=deps.now())
    if view is not None:
        return next_view(view)
    await deps.write(save_setup, workspace_id, reader, setup, inbound.key, now=deps.now())
    return OK


async def confirm_setup(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The second step where the year begins in another month: what moves was shown."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    reader, _ = await deps.reader(inbound.team_id, inbound.user_id)
    setup = Setup(**json.loads(form_of(inbound.body).about))
    await deps.write(save_setup, workspace_id, reader, setup, inbound.key, now=deps.now())
    return CLEAR


async def offer_zones(inbound: Inbound, _deps: Deps) -> BoltResponse:
    zones = matching_zones(str(inbound.body.get("value") or ""))
    return choices([(zone_label(zone), zone) for zone in zones])


def _setup_in(form: Form) -> Setup:
    return Setup(
        channel=form.channel(BlockId.CHANNEL),
        language=form.choice(BlockId.LANGUAGE),
        zone=form.choice(BlockId.TIME_ZONE),
        fiscal_year_start=int(form.choice(BlockId.FISCAL_START) or 1),
        emoji=form.text(BlockId.EMOJI),
    )


def _workspace_for(session: Session, workspace_id: int, reader: Reader) -> Workspace:
    workspace = session.get_one(Workspace, workspace_id)
    check_may_set_up(workspace, reader)
    return workspace


ROUTES = [
    Route(Kind.ACTION, ActionId.OPEN_SETUP, open_setup),
    Route(Kind.SUBMISSION, ViewId.SETUP, submit_setup),
    Route(Kind.SUBMISSION, ViewId.SETUP_MOVES, confirm_setup),
    Route(Kind.OPTIONS, BlockId.TIME_ZONE, offer_zones),
]
