"""Reactions of the bot on a message: it is being kept, it is kept."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from bot.captures.models import Draft
from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.slack.ids import PurposeId
from bot.slack.payloads import SlackMessage

WORKING, DONE = "hourglass_flowing_sand", "white_check_mark"


def mark_working(session: Session, draft: Draft, *, now: datetime) -> None:
    _mark(session, draft, [(Method.REACT, WORKING)], now)


def mark_done(session: Session, draft: Draft, *, now: datetime) -> None:
    _mark(session, draft, [(Method.UNREACT, WORKING), (Method.REACT, DONE)], now)


def mark_nothing(session: Session, draft: Draft, *, now: datetime) -> None:
    """It could not be kept: the working mark goes."""
    _mark(session, draft, [(Method.UNREACT, WORKING)], now)


def unmark(session: Session, workspace_id: int, messages: Iterable[SlackMessage], key: str, *, now: datetime) -> None:
    """The report was taken back; a message that bore no mark stays as it is."""
    letters = [_letter(message.channel_id, message.ts, Method.UNREACT, DONE, key) for message in messages]
    enqueue(session, workspace_id, *letters, now=now)


def _mark(session: Session, draft: Draft, steps: list[tuple[Method, str]], now: datetime) -> None:
    letters = [_letter(draft.channel_id, draft.ts, method, emoji, draft.id) for method, emoji in steps]
    enqueue(session, draft.workspace_id, *letters, now=now)


def _letter(channel_id: str, ts: str, method: Method, emoji: str, key: str) -> Letter:
    """Marks of one message follow each other, whoever reports it."""
    lane = f"mark:{channel_id}:{ts}"
    payload = {"timestamp": ts, "name": emoji}
    return Letter(f"{lane}:{method}:{emoji}:{key}", method, channel_id, payload, PurposeId.MARK, lane=lane)
