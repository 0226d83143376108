"""What the reporter alone is told. Written in the transaction that keeps her report, rendered when it goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from bot.captures.marks import unmark
from bot.delivery.inbox import first_time
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.settle import UNCLEAR
from bot.i18n import Texts, texts_in
from bot.loops.views import is_it_back
from bot.pains.cards import card_facts
from bot.pains.models import Pain, PainStatus, Via
from bot.pains.services import Reported, messages_of, take_back
from bot.pains.views import already_kept, receipt, taken_back
from bot.people.services import reader_of
from bot.slack.blocks import Message
from bot.slack.ids import PurposeId
from bot.slack.payloads import Inbound
from bot.workspaces.models import Workspace


class News(StrEnum):
    """What became of the report."""

    NEW = "new"
    VOICE = "voice"
    KNOWN = "known"


@dataclass(frozen=True)
class Recipient:
    """Where one person can be told something that nobody else sees, best way first."""

    user_id: str
    response_url: str = ""
    channel_id: str = ""
    thread_ts: str | None = None
    replaces: bool = False  # what is said takes the place of what she clicked on


def send_receipt(session: Session, reported: Reported, to: Recipient, key: str, *, now: datetime) -> None:
    """`key` is the delivery's: one receipt a report."""
    news = News.NEW if reported.is_new else News.VOICE if reported.new_echo else News.KNOWN
    letter = _letter(to, key, {})
    letter = replace(letter, purpose=PurposeId.RECEIPT, subject=f"{reported.pain.key}:{to.user_id}:{news}")
    enqueue(session, reported.pain.workspace_id, letter, now=now)


def tell(session: Session, workspace_id: int, to: Recipient, message: Message, key: str, *, now: datetime) -> None:
    """Say one thing to one person."""
    enqueue(session, workspace_id, _letter(to, key, message.payload()), now=now)


def confirm_undo(
    session: Session, workspace_id: int, who: Inbound, pain_id: int, *, replace: bool, now: datetime
) -> None:
    """Take a report back and say so; on the receipt itself that takes the receipt's place.

    Raises UserError once somebody else has touched it.
    """
    if not first_time(session, workspace_id, who.key, now=now):
        return
    messages = messages_of(session, pain_id)
    pain = take_back(session, workspace_id, pain_id, who.user_id, now=now)
    if pain.status is PainStatus.WITHDRAWN and pain.via in {Via.REACTION, Via.MENTION}:
        unmark(session, workspace_id, messages, who.key, now=now)
    message = taken_back(pain, texts_in(reader_of(session, workspace_id, who.user_id).language))
    to = Recipient(who.user_id, who.response_url)
    letter = _letter(to, who.key, {**message.payload(), "replace_original": replace})
    enqueue(session, workspace_id, letter, now=now)


def render_receipt(session: Session, row: OutboxRow) -> Mapping[str, Any]:
    pain_id, user_id, news = row.subject.split(":")
    pain = session.get_one(Pain, int(pain_id))
    workspace = session.get_one(Workspace, row.workspace_id)
    t = texts_in(reader_of(session, row.workspace_id, user_id).language)
    return {**row.payload, **_receipt(session, pain, News(news), workspace, t).payload()}


def tell_directly(session: Session, row: OutboxRow, code: str, now: datetime) -> None:
    """The quiet way was refused (the bot is not in the channel, the window closed): a direct message then.

    Not when nobody knows whether it arrived: a receipt said twice is worse than one that got lost.
    """
    if code == UNCLEAR:
        return
    user_id = row.subject.split(":")[1] if row.subject else str(row.payload.get("user", ""))
    payload: dict[str, Any] = {name: row.payload[name] for name in ("text", "blocks") if name in row.payload}
    letter = Letter(f"{row.key}:direct", Method.POST, user_id, payload, row.purpose, row.subject)
    if row.method != Method.POST and user_id:
        enqueue(session, row.workspace_id, letter, now=now)


def _letter(to: Recipient, key: str, payload: Mapping[str, Any]) -> Letter:
    key = f"receipt:{key}"
    if to.response_url:
        quiet = {"response_type": "ephemeral", "replace_original": to.replaces, "response_url": to.response_url}
        return Letter(key, Method.RESPOND, to.channel_id, {**quiet, **payload}, PurposeId.TOLD, f":{to.user_id}")
    if to.channel_id:
        only_her = {"user": to.user_id} | ({"thread_ts": to.thread_ts} if to.thread_ts else {})
        return Letter(key, Method.EPHEMERAL, to.channel_id, {**only_her, **payload}, PurposeId.TOLD, f":{to.user_id}")
    return Letter(key, Method.POST, to.user_id, payload, PurposeId.TOLD, f":{to.user_id}")


def _receipt(session: Session, pain: Pain, news: News, workspace: Workspace, t: Texts) -> Message:
    facts = card_facts(session, pain)
    if pain.status is PainStatus.CLOSED:
        return is_it_back(pain, t)
    if news is News.NEW:
        return receipt(facts, t, team_sees_it=workspace.flywheel_channel is not None)
    return already_kept(facts, t, new_echo=news is News.VOICE)
