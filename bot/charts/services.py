"""Sending the picture of a chart to whoever asked for it, and saying so."""

from datetime import datetime

from sqlmodel import Session

from bot.charts.png import png
from bot.charts.queries import figures_of
from bot.charts.readings import chart_of
from bot.charts.rules import ChartKind
from bot.charts.svg import drawing
from bot.charts.views import alt_text, chart_message, nothing_to_draw, picture_refused, picture_sent, picture_unclear
from bot.delivery.files import File
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.settle import UNCLEAR
from bot.i18n import texts_in
from bot.people.services import reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.blocks import Message
from bot.slack.ids import PurposeId
from bot.slack.text import escape


def show_chart(session: Session, workspace_id: int, person: str, kind: ChartKind, *, now: datetime) -> Message:
    """Raises UserError for whoever may not see the workspace's figures."""
    require(session, workspace_id, person, Act.SEE_FIGURES, on=now.date())
    t = texts_in(reader_of(session, workspace_id, person).language)
    return chart_message(chart_of(kind, figures_of(session, workspace_id, kind, now=now), t), t)


def draw_chart(session: Session, workspace_id: int, person: str, kind: ChartKind, *, now: datetime) -> File | None:
    """The picture, in her language; None = there is nothing to draw. Raises UserError as `show_chart`."""
    require(session, workspace_id, person, Act.SEE_FIGURES, on=now.date())
    t = texts_in(reader_of(session, workspace_id, person).language)
    chart = chart_of(kind, figures_of(session, workspace_id, kind, now=now), t)
    if chart.picture is None:
        return None
    name = f"flywheel-{kind}-{now:%Y-%m-%d}.png"
    return File(name, chart.title, png(drawing(chart)), alt_text(chart), escape(chart.finding))


def send_picture(session: Session, workspace_id: int, person: str, file: File, key: str, *, now: datetime) -> None:
    """To her direct message with the bot. `key` is the delivery's: one picture for one click."""
    letter = Letter(f"picture:{key}", Method.FILE, person, file.payload(), PurposeId.CHART_PICTURE)
    enqueue(session, workspace_id, letter, now=now)


def said_of(session: Session, workspace_id: int, person: str, file: File | None) -> Message:
    t = texts_in(reader_of(session, workspace_id, person).language)
    return picture_sent(t) if file else nothing_to_draw(t)


def picture_not_sent(session: Session, row: OutboxRow, code: str, now: datetime) -> None:
    """She is told, in words: those Slack takes."""
    t = texts_in(reader_of(session, row.workspace_id, row.channel).language)
    message = picture_unclear(t) if code == UNCLEAR else picture_refused(code, t)
    letter = Letter(f"{row.key}:refused", Method.POST, row.channel, message.payload())
    enqueue(session, row.workspace_id, letter, now=now)
