"""Closing a pain once every customer on it has an answer, and opening it again when one says it is not fixed.

Whoever changes a resolved pain holds its row first, so that two last answers cannot miss each other.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.channels.models import ChannelKind
from bot.channels.services import find_channel
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.figures.counting import count_telling
from bot.figures.models import What
from bot.figures.services import count
from bot.i18n import language_for, texts_in
from bot.loops.models import Outcome
from bot.loops.queries import counts_of, group_in, sources_of, told_directly
from bot.loops.rules import Counts, Resolution
from bot.loops.tellings import cancel_waiting
from bot.loops.views import thread_line
from bot.ownership.services import back_to_work
from bot.pains.cards import edit_card
from bot.pains.models import Pain, PainStatus
from bot.pains.services import remember
from bot.slack.ids import PurposeId
from bot.workspaces.models import Workspace

BOT = ""  # the actor of what the bot does by itself
STALE = timedelta(days=1)  # a line that could not be said in a thread is not said weeks later


def hold(session: Session, pain: Pain) -> None:
    """Read it anew, and keep others from changing it until the end of this transaction."""
    session.flush()
    session.refresh(pain, with_for_update=True)


def mark_resolved(session: Session, pain: Pain, resolution: Resolution, *, now: datetime) -> bool:
    """False = somebody else was faster: it is not open any more."""
    session.flush()
    still = sa.update(Pain).where(col(Pain.id) == pain.key, col(Pain.status) == PainStatus.OPEN)
    said = {"resolution": resolution.sentence.strip(), "not_doing": resolution.not_doing, "resolved_at": now}
    changed = still.values(status=PainStatus.RESOLVED, round=col(Pain.round) + 1, **said)
    won = session.connection().execute(changed).rowcount == 1
    session.refresh(pain)
    return won


def close_if_answered(session: Session, pain: Pain, person: str, *, now: datetime) -> None:
    """Resolved is not closed: closed needs an answer for every customer."""
    counts = counts_of(session, pain)
    if pain.status is not PainStatus.RESOLVED or counts.waiting:
        return
    pain.status, pain.closed_at = PainStatus.CLOSED, now
    session.add(pain)
    session.flush()
    remember(session, pain, person, "closed", "", now=now)
    count(session, pain.workspace_id, What.CLOSED, now)
    _say_in_threads(session, pain, counts, now=now)


def open_again(session: Session, pain: Pain, person: str, why: str, *, now: datetime) -> None:
    """With its owner, if she still works there. What others still had to tell is called off.

    `why`: the reason; "" = it was reported again.
    """
    cancel_waiting(session, pain, now=now)
    pain.status, pain.resolution, pain.not_doing = PainStatus.OPEN, "", False
    pain.resolved_at = pain.closed_at = None
    session.add(pain)
    session.flush()
    remember(session, pain, person, "opened again" if why else "came back", why, now=now)
    back_to_work(session, pain, now=now)


def told_by_flywheel(session: Session, delivered: Delivered, now: datetime) -> None:
    """The message to a colleague who is the customer herself has arrived."""
    _told_directly(session, delivered.row.subject, Outcome.TOLD, now)


def not_told(session: Session, row: OutboxRow, _code: str, now: datetime) -> None:
    """Slack does not let the bot write to her."""
    _told_directly(session, row.subject, Outcome.UNREACHABLE, now)


def _told_directly(session: Session, subject: str, outcome: Outcome, now: datetime) -> None:
    pain, round_, person = group_in(session, subject)
    hold(session, pain)
    telling = told_directly(session, pain, round_, person)
    if telling is None or telling.outcome is not Outcome.WAITING:
        return
    count_telling(session, pain, telling, by=-1)
    telling.outcome, telling.answered_at = outcome, now
    session.add(telling)
    session.flush()
    count_telling(session, pain, telling)
    close_if_answered(session, pain, BOT, now=now)
    edit_card(session, pain, now=now)


def _say_in_threads(session: Session, pain: Pain, counts: Counts, *, now: datetime) -> None:
    """Under each message it came from, once a thread: what the owner wrote for the customer, and nobody's words.

    Refused: nobody is bothered.
    """
    workspace = session.get_one(Workspace, pain.workspace_id)
    said = thread_line(pain, counts, texts_in(language_for(None, workspace.language, None))).payload()
    threads = {(source.channel_id, source.thread_ts or source.ts) for source in sources_of(session, pain)}
    letters = [
        Letter(
            key=f"closed:{pain.number}:{pain.round}:{now.timestamp():.0f}:{channel}:{thread}",
            method=Method.POST,
            channel=channel,
            payload={"thread_ts": thread, **said},
            purpose=PurposeId.THREAD,
            expires_at=now + STALE,
        )
        for channel, thread in sorted(threads)
        if _may_speak_in(session, pain, channel)
    ]
    enqueue(session, pain.workspace_id, *letters, now=now)


def _may_speak_in(session: Session, pain: Pain, channel_id: str) -> bool:
    """Where colleagues read it, and the bot is let in: a place that it cannot see has no name."""
    place = find_channel(session, pain.workspace_id, channel_id)
    return place is not None and place.name != "" and place.kind is not ChannelKind.DIRECT and not place.is_shared
