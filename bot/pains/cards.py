"""The card of a pain in the flywheel channel: queued with the change, written when it goes out.

A card is rendered as it is claimed for sending, so the newest state goes out however late, and however often it is
retried. All letters of one card share a lane: they never overtake each other.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.channels.models import ChannelKind
from bot.channels.services import find_channel, known_lately
from bot.decisions.queries import last_decision_on
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.departments.services import stage_shown
from bot.home.news import pain_changed
from bot.i18n import language_for, texts_in
from bot.loops.queries import loop_of
from bot.ownership.queries import standing_of
from bot.pains.models import Echo, Numbered, Pain, PainStatus, Source, Via
from bot.pains.rules import words_visible
from bot.pains.views import CardFacts, pain_card
from bot.people.services import names_of
from bot.slack.ids import PurposeId
from bot.slack.text import permalink
from bot.store.rows import rows
from bot.workspaces.models import Workspace

# Built once: putting them together takes longer than running them.
_PAIN = select(Pain).where(col(Pain.id) == sa.bindparam("id"))
_SOURCE = sa.select(col(Source.channel_id), col(Source.ts), col(Source.thread_ts)).where(
    col(Source.pain_id) == sa.bindparam("pain_id")
)
_ECHOES = sa.select(col(Echo.customer)).where(col(Echo.pain_id) == sa.bindparam("pain_id")).order_by(col(Echo.id))


def post_card(session: Session, pain: Pain | Numbered, channel: str | None, *, now: datetime) -> None:
    """Queue the card. Without a channel nothing is queued: `post_missing_cards` will, once there is one."""
    letters = [] if not pain.channel_id else channel_letters(session, pain, now=now)
    if channel:
        letters.append(_letter(pain, Method.POST, channel, f"card:{pain.number}:{channel}"))
    enqueue(session, pain.workspace_id, *letters, now=now)


def edit_card(session: Session, pain: Pain, *, now: datetime) -> None:
    """Queue an edit in place; the pain's version makes it one edit a change. Open Homes that show it follow."""
    pain.version += 1
    session.add(pain)
    session.flush()
    letter = _letter(pain, Method.UPDATE, pain.card_channel, f"card:{pain.number}:v{pain.version}")
    enqueue(session, pain.workspace_id, letter, now=now)
    pain_changed(session, pain, now=now)


def post_anew(session: Session, row: OutboxRow, *, now: datetime) -> None:
    """Somebody deleted the card that `row` was to change: as long as there is something to do, it comes back."""
    pain = _pain_of(session, row)
    workspace = session.get_one(Workspace, row.workspace_id)
    if pain.status in {PainStatus.OPEN, PainStatus.RESOLVED} and workspace.flywheel_channel:
        pain.card_channel, pain.card_ts = "", ""
        session.add(pain)
        channel = workspace.flywheel_channel
        letter = _letter(pain, Method.POST, channel, f"card:{pain.number}:{channel}:v{pain.version}")
        enqueue(session, row.workspace_id, letter, now=now)


def channel_letters(session: Session, pain: Pain | Numbered, *, now: datetime) -> list[Letter]:
    """Ask what kind of place the pain comes from, in the card's own lane: the card waits for the answer."""
    if known_lately(session, pain.workspace_id, pain.channel_id, now=now):
        return []
    return [
        Letter(
            key=f"place:{pain.number}",
            method=Method.CHANNEL,
            channel=pain.channel_id,
            purpose=PurposeId.CHANNEL,
            subject=pain.channel_id,
            lane=_lane(pain),
        )
    ]


def post_missing_cards(session: Session, workspace: Workspace, *, now: datetime) -> int:
    """Queue the card of every open pain that has none; returns how many. For a channel chosen late, or chosen anew."""
    wanted = select(Pain).where(
        Pain.workspace_id == workspace.key, Pain.status == PainStatus.OPEN, Pain.card_ts == ""
    ).order_by(col(Pain.id))  # fmt: skip
    pains = session.exec(wanted).all()
    for pain in pains:
        post_card(session, pain, workspace.flywheel_channel, now=now)
    return len(pains)


def _letter(pain: Pain | Numbered, method: Method, channel: str, key: str) -> Letter:
    purpose = PurposeId.CARD if method is Method.POST else PurposeId.CARD_EDIT
    return Letter(key=key, method=method, channel=channel, purpose=purpose, subject=str(pain.key), lane=_lane(pain))


def _lane(pain: Pain | Numbered) -> str:
    return f"card:{pain.number}"


def render_card(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for a pain that was taken back or joined before its card went out, or has a card already."""
    pain = _pain_of(session, row)
    if pain.status in {PainStatus.MERGED, PainStatus.WITHDRAWN} or pain.card_ts:
        return None
    return {"unfurl_links": False, "unfurl_media": False, **_card(session, pain)}


def render_edit(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for a pain whose card never came to be."""
    pain = _pain_of(session, row)
    if not pain.card_ts:
        return None
    return {"channel": pain.card_channel, "ts": pain.card_ts, **_card(session, pain)}


def card_posted(session: Session, delivered: Delivered, now: datetime) -> None:
    """Keep where the card is; what changed while it was on its way is edited in."""
    pain = _pain_of(session, delivered.row)
    pain.card_channel = str(delivered.response.get("channel") or delivered.row.channel)
    pain.card_ts = str(delivered.response["ts"])
    edit_card(session, pain, now=now) if pain.status is not PainStatus.OPEN else session.add(pain)


def card_facts(session: Session, pain: Pain) -> CardFacts:
    """All a card or a receipt shows, gathered."""
    workspace = session.get_one(Workspace, pain.workspace_id)
    channel = find_channel(session, pain.workspace_id, pain.channel_id) if pain.channel_id else None
    kind = channel.kind if channel else None
    source = rows(session, _SOURCE, {"pain_id": pain.id}).first()
    echoed = rows(session, _ECHOES, {"pain_id": pain.id}).scalars().all()
    also = dict.fromkeys(customer for customer in echoed if customer and customer != pain.customer)
    merged = session.get_one(Pain, pain.merged_into).number if pain.merged_into else None
    return CardFacts(
        pain=pain,
        visible=words_visible(pain, kind),
        stage=stage_shown(session, pain.workspace_id, pain.stage),
        place=channel.name if channel and kind is ChannelKind.PUBLIC else "",
        source_url=_address(workspace, pain, source),
        reporter_name=names_of(session, pain.workspace_id, [pain.reporter]).get(pain.reporter, ""),
        customers=1 + len(echoed),
        also=tuple(also),
        merged_into=merged,
        standing=standing_of(session, pain),
        loop=loop_of(session, pain),
        decision=last_decision_on(session, pain.key),
    )


def _address(workspace: Workspace, pain: Pain, source: sa.Row[*tuple[Any, ...]] | None) -> str:
    """Nobody but the two of them can open a line to the bot."""
    return "" if source is None or pain.via is Via.DIRECT else permalink(workspace.url, *source)


def _card(session: Session, pain: Pain) -> Mapping[str, Any]:
    """A channel is written in the workspace's language."""
    workspace = session.get_one(Workspace, pain.workspace_id)
    t = texts_in(language_for(None, workspace.language, None))
    return pain_card(card_facts(session, pain), t).payload()


def _pain_of(session: Session, row: OutboxRow) -> Pain:
    return session.exec(_PAIN, params={"id": int(row.subject)}).one()
