"""`/flywheel charts`: one chart at a time, a menu of the others, and each as a picture."""

from datetime import datetime

from slack_bolt.response import BoltResponse
from sqlmodel import Session

from bot.captures.receipts import Recipient, tell
from bot.charts.rules import ChartKind, chart_kind
from bot.charts.services import draw_chart, said_of, send_picture, show_chart
from bot.delivery.files import File
from bot.delivery.repeats import once
from bot.deps import Deps
from bot.people.rules import members_only
from bot.slack.blocks import Message
from bot.slack.ids import ActionId
from bot.slack.payloads import Inbound, Kind, chosen
from handlers.answers import OK, only_to_her
from handlers.router import Route


async def command_charts(inbound: Inbound, deps: Deps) -> BoltResponse:
    return only_to_her(await _shown(inbound, deps, ChartKind.STAGES))


async def choose_chart(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The chosen one takes the place of the one she saw."""
    workspace_id, message = await deps.workspace_id(inbound.team_id), await _shown(inbound, deps, _kind(inbound))
    to = Recipient(inbound.user_id, inbound.response_url, replaces=True)
    await deps.write(tell, workspace_id, to, message, inbound.key, now=deps.now())
    return OK


async def click_picture(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Drawn in a reader's thread, so that nothing else that is kept meanwhile waits for it."""
    members_only(inbound)
    workspace_id, who = await deps.workspace_id(inbound.team_id), inbound.user_id
    file = await deps.read(draw_chart, workspace_id, who, _kind(inbound), now=deps.now())
    await deps.write(once, _send, workspace_id, inbound.key, inbound, file, now=deps.now())
    return OK


async def _shown(inbound: Inbound, deps: Deps, kind: ChartKind) -> Message:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return await deps.read(show_chart, workspace_id, inbound.user_id, kind, now=deps.now())


def _send(session: Session, workspace_id: int, inbound: Inbound, file: File | None, *, now: datetime) -> None:
    if file:
        send_picture(session, workspace_id, inbound.user_id, file, inbound.key, now=now)
    to = Recipient(inbound.user_id, inbound.response_url)
    tell(session, workspace_id, to, said_of(session, workspace_id, inbound.user_id, file), inbound.key, now=now)


def _kind(inbound: Inbound) -> ChartKind:
    return chart_kind(chosen(inbound.body))


ROUTES = [
    Route(Kind.ACTION, ActionId.CHOOSE_CHART, choose_chart),
    Route(Kind.ACTION, ActionId.CHART_PICTURE, click_picture),
]
