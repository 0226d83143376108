"""A brief to take along: as a picture, CSV or Excel to whoever asks, and as a canvas for everybody in the channel."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session, select

from bot.captures.receipts import Recipient, tell
from bot.charts.png import png
from bot.checkpoints.behind import behind, span_of
from bot.checkpoints.drawing import alt_text, brief_drawing
from bot.checkpoints.exports import csv_file, xlsx_file
from bot.checkpoints.facts import BriefFacts
from bot.checkpoints.file_views import canvas_ready, canvas_refused, file_refused, file_unclear, on_its_way
from bot.checkpoints.gathering import brief_facts
from bot.checkpoints.markdown import brief_markdown
from bot.checkpoints.models import CheckpointState
from bot.checkpoints.pages import facts_for
from bot.checkpoints.queries import channel_texts, find_checkpoint, texts_for
from bot.checkpoints.rules import months_of, name_of
from bot.checkpoints.sheets import Sheet, sheets_of
from bot.delivery.files import File
from bot.delivery.inbox import first_time
from bot.delivery.letters import Letter, Method, State
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.delivery.settle import UNCLEAR
from bot.errors import UserError
from bot.i18n import N_, Texts
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import PurposeId
from bot.slack.payloads import Inbound
from bot.slack.text import escape
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace

MOST_PAINS = 10_000  # rows of the last sheet, the newest
NOT_OUT = N_("The canvas is made once the brief is out. As a picture you have it now.")
MAKING = N_("The canvas is on its way: its link comes into the channel.")
MADE = N_("There is a canvas already: its link is in the channel.")
NOT_MADE = N_("Slack did not make the canvas. *As a picture* shows the same.")
BECAME = {**dict.fromkeys(State, MAKING), State.SENT: MADE, State.PARKED: NOT_MADE}
Make = Callable[[BriefFacts, list[Sheet], Texts], bytes]


def _picture(facts: BriefFacts, _sheets: list[Sheet], t: Texts) -> bytes:
    return png(brief_drawing(facts, t))


def _csv(_facts: BriefFacts, sheets: list[Sheet], _t: Texts) -> bytes:
    return csv_file(sheets)


def _xlsx(_facts: BriefFacts, sheets: list[Sheet], _t: Texts) -> bytes:
    return xlsx_file(sheets)


WAYS: Mapping[str, tuple[str, Make]] = {"picture": ("png", _picture), "csv": ("csv", _csv), "xlsx": ("xlsx", _xlsx)}


def make_file(session: Session, workspace_id: int, way: str, about: str, person: str, *, now: datetime) -> File:
    """In her language, with the numbers as they are now. Raises UserError for a guest."""
    facts, t = facts_for(session, workspace_id, about, person, now=now), texts_for(session, workspace_id, person)
    checkpoint = facts.checkpoint
    span = span_of(session, workspace_id, *months_of(checkpoint.starts_on, checkpoint.ends_on))
    pains = behind(session, workspace_id, "reports", span, 0, size=MOST_PAINS).rows if way != "picture" else []
    ending, make = WAYS[way]
    name = f"flywheel-{checkpoint.kind}-{checkpoint.starts_on}.{ending}"
    alt = alt_text(facts, t) if way == "picture" else ""
    return File(name, facts.title, make(facts, sheets_of(facts, pains, t), t), alt, escape(facts.title))


def send_file(session: Session, workspace_id: int, who: Inbound, file: File, *, now: datetime) -> None:
    """To her direct message with the bot: one file for one click."""
    if first_time(session, workspace_id, who.key, now=now):
        letter = Letter(f"brief file:{who.key}", Method.FILE, who.user_id, file.payload(), PurposeId.BRIEF_FILE)
        enqueue(session, workspace_id, letter, now=now)
        said = on_its_way(texts_for(session, workspace_id, who.user_id))
        tell(session, workspace_id, Recipient(who.user_id, who.response_url), said, who.key, now=now)


def make_canvas(session: Session, workspace_id: int, who: Inbound, about: int, *, now: datetime) -> None:
    """One a review, in a tab of its channel and in the channel's language; its link follows.

    Raises UserError for a guest, before the brief is out, and where there is one, or could not be.
    """
    require(session, workspace_id, who.user_id, Act.SEE_BRIEF, on=today_in(session, workspace_id, now))
    checkpoint = find_checkpoint(session, workspace_id, about)
    if checkpoint.state is not CheckpointState.HELD:
        raise UserError(NOT_OUT)
    if first_time(session, workspace_id, who.key, now=now):
        key = f"brief canvas:{name_of(checkpoint)}"
        _check_first(session, workspace_id, key)
        t = channel_texts(session, workspace_id)
        facts = brief_facts(session, checkpoint, t, now=now)
        content = {"type": "markdown", "markdown": brief_markdown(facts, t)}
        payload = {"title": facts.title, "document_content": content}
        letter = Letter(key, Method.CANVAS, checkpoint.channel, payload, PurposeId.BRIEF_CANVAS, who.user_id)
        enqueue(session, workspace_id, letter, now=now)


def file_not_sent(session: Session, row: OutboxRow, code: str, now: datetime) -> None:
    """She is told, in words: those Slack takes."""
    t = texts_for(session, row.workspace_id, row.channel)
    message = file_unclear(t) if code == UNCLEAR else file_refused(code, t)
    enqueue(
        session, row.workspace_id, Letter(f"{row.key}:refused", Method.POST, row.channel, message.payload()), now=now
    )


def canvas_made(session: Session, delivered: Delivered, now: datetime) -> None:
    """Its link goes into the channel: that is where its tab is."""
    row, workspace = delivered.row, session.get_one(Workspace, delivered.row.workspace_id)
    url = f"{workspace.url.rstrip('/')}/docs/{workspace.team_id}/{delivered.response['canvas_id']}"
    message = canvas_ready(url, channel_texts(session, row.workspace_id))
    enqueue(session, row.workspace_id, Letter(f"{row.key}:link", Method.POST, row.channel, message.payload()), now=now)


def canvas_not_made(session: Session, row: OutboxRow, code: str, now: datetime) -> None:
    """Whoever asked is told, and that there is another way."""
    message = canvas_refused(code, texts_for(session, row.workspace_id, row.subject))
    letter = Letter(f"{row.key}:refused", Method.POST, row.subject, message.payload())
    enqueue(session, row.workspace_id, letter, now=now)


def _check_first(session: Session, workspace_id: int, key: str) -> None:
    earlier = select(OutboxRow.state).where(OutboxRow.workspace_id == workspace_id, OutboxRow.key == key)
    state = session.exec(earlier).first()
    if state is not None:
        raise UserError(BECAME[State(state)])
