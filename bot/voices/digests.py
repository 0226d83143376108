"""What one digest says, read as it is now: words that became private meanwhile are not in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from bot.channels.models import Channel, ChannelKind
from bot.departments.services import stages
from bot.i18n import Texts
from bot.loops.models import Outcome, Telling
from bot.pains.models import Echo, Pain, PainStatus
from bot.pains.rules import words_visible
from bot.people.services import names_of
from bot.slack.text import permalink
from bot.voices.models import Listener, Story
from bot.voices.questions import question_for
from bot.voices.rules import MOST_STORIES, Heard, fortnight, question_number, three_of
from bot.voices.views import Change, DigestFacts, Told
from bot.workspaces.models import Workspace
from bot.years.queries import theme_on

KNOWN_FOR = timedelta(hours=36)  # what Slack said of a place longer ago does not make it public
READ_AT_MOST = 1_000  # reports of one fortnight, the newest
ASKED_BEFORE = timedelta(days=60)  # a loop that closes now was asked about no longer ago
MOST_CHANGES = 4
TOLD_OF = (PainStatus.OPEN, PainStatus.RESOLVED, PainStatus.CLOSED, PainStatus.MERGED)  # all but taken back

_PLACE = (col(Channel.workspace_id) == col(Pain.workspace_id)) & (col(Channel.channel_id) == col(Pain.channel_id))


@dataclass(frozen=True)
class _Found:
    pain: Pain
    place: Channel | None

    def is_visible(self, now: datetime) -> bool:
        """Everybody may read its words: said in a public place, or shared by whoever reported it."""
        known = self.place if self.place and self.place.checked_at > now - KNOWN_FOR else None
        return words_visible(self.pain, known.kind if known else None)


def digest_facts(session: Session, workspace_id: int, day: date, t: Texts, *, now: datetime) -> DigestFacts:
    """The same for every reader, in her language."""
    workspace, span = session.get_one(Workspace, workspace_id), fortnight(day)
    heard = [_heard(found.pain, workspace) for found in reported(session, workspace, span) if found.is_visible(now)]
    changed = [found.pain for found in closed(session, workspace_id, span) if found.is_visible(now)]
    theme = theme_on(session, workspace_id, day)
    told, waiting = told_and_waiting(session, workspace_id, span)
    return DigestFacts(
        day=day,
        heard=three_of(heard, day),
        stages={stage.key: stage for stage in stages(session, workspace_id)},
        changes=[_change(session, pain, workspace) for pain in changed[:MOST_CHANGES]],
        more_changes=max(len(changed) - MOST_CHANGES, 0),
        stories=list(stories_of(session, workspace_id, day)),
        question=question_for(
            theme.kind if theme else None, question_number(day, theme.starts_on if theme else None), t
        ),
        told=told,
        waiting=waiting,
    )


def reported(session: Session, workspace: Workspace, span: tuple[datetime, datetime]) -> list[_Found]:
    """With words, in the fortnight."""
    wanted = _reported(select(Pain, Channel), workspace, span)
    return [_Found(*row) for row in session.exec(wanted.order_by(col(Pain.number)))]


def _reported(what: Any, workspace: Workspace, span: tuple[datetime, datetime]) -> Any:
    newest = workspace.next_pain_number - READ_AT_MOST
    return _of_pains(what, workspace.key).where(
        Pain.number >= newest,
        *(Pain.created_at >= span[0], Pain.created_at < span[1], Pain.words != ""),
        col(Pain.status).in_(TOLD_OF),
    )


def closed(session: Session, workspace_id: int, span: tuple[datetime, datetime]) -> list[_Found]:
    """Whose customers all have their answer since the fortnight began; what is not going to be done changed nothing."""
    wanted = _closed(select(Pain, Channel), workspace_id, span)
    return [_Found(*row) for row in session.exec(wanted.order_by(col(Pain.closed_at), col(Pain.number)))]


def _closed(what: Any, workspace_id: int, span: tuple[datetime, datetime]) -> Any:
    asked = select(Telling.pain_id).where(
        Telling.workspace_id == workspace_id, Telling.asked_at >= span[0] - ASKED_BEFORE, Telling.asked_at < span[1]
    )
    return _of_pains(what, workspace_id).where(
        col(Pain.id).in_(asked),
        *(Pain.status == PainStatus.CLOSED, col(Pain.not_doing).is_(False), Pain.resolution != ""),
        *(col(Pain.closed_at) >= span[0], col(Pain.closed_at) < span[1]),
    )


def told_and_waiting(session: Session, workspace_id: int, span: tuple[datetime, datetime]) -> tuple[int, int]:
    """Customers who heard in the fortnight what became of their pain; and those who still wait to hear."""
    of_workspace = (Telling.workspace_id == workspace_id,)
    lately = (Telling.asked_at >= span[0] - ASKED_BEFORE, Telling.asked_at < span[1])
    answered = (col(Telling.answered_at) >= span[0], col(Telling.answered_at) < span[1])
    told = select(func.count()).where(*of_workspace, *lately, *answered, Telling.outcome == Outcome.TOLD)
    waiting = select(func.count()).where(*of_workspace, col(Telling.outcome) == sa.literal_column("'waiting'"))
    return session.exec(told).one(), session.exec(waiting).one()


def stories_of(session: Session, workspace_id: int, day: date) -> Iterator[Told]:
    """Those that stand in this one. Whoever changed her mind since is not told of."""
    wanted = select(Story).where(
        Story.workspace_id == workspace_id, Story.told_on == day, col(Story.agreed).is_(True)
    ).order_by(col(Story.id))  # fmt: skip
    found = session.exec(wanted).all()
    names = names_of(session, workspace_id, [user for one in found for user in (one.person, one.by)])
    for one in found:
        by = names.get(one.by, "") if one.by != one.person else ""
        yield Told(names.get(one.person, one.person), by, one.text, one.source_url)


def tell_stories(session: Session, workspace_id: int, day: date) -> None:
    """From now on they belong to this one, and to no other."""
    agreed = select(Story).where(
        Story.workspace_id == workspace_id, col(Story.told_on).is_(None), col(Story.agreed).is_(True)
    )
    for story in session.exec(agreed.order_by(col(Story.id)).limit(MOST_STORIES)):
        story.told_on = day
        session.add(story)
    session.flush()


def places(session: Session, workspace_id: int, day: date, *, known_since: datetime) -> set[str]:
    """Channels whose words it would show if they are public, and of which Slack was not asked since then."""
    workspace, span = session.get_one(Workspace, workspace_id), fortnight(day)
    unknown = col(Channel.id).is_(None) | (
        (col(Channel.kind) == ChannelKind.PUBLIC) & (col(Channel.checked_at) < known_since)
    )
    said_there = (col(Pain.share_words).is_(None), Pain.channel_id != "", unknown)
    channels = select(Pain.channel_id).distinct()
    return {
        channel
        for wanted in (_reported(channels, workspace, span), _closed(channels, workspace_id, span))
        for channel in session.exec(wanted.where(*said_there))
    }


def _of_pains(what: Any, workspace_id: int) -> Any:
    return what.outerjoin(Channel, _PLACE).where(Pain.workspace_id == workspace_id)


def _heard(pain: Pain, workspace: Workspace) -> Heard:
    """A colleague who is the customer herself is not named: she told it to the team, not to the company."""
    return Heard(
        number=pain.number,
        words=pain.words,
        customer="" if pain.is_colleague else pain.customer,
        is_colleague=pain.is_colleague,
        stage=pain.stage,
        reporter=pain.reporter,
        url=_card(pain, workspace),
    )


def _change(session: Session, pain: Pain, workspace: Workspace) -> Change:
    """Thanks by name go to those who said that they may."""
    voices = {pain.reporter, *session.exec(select(Echo.person).where(Echo.pain_id == pain.key))}
    agreed = select(Listener.person).where(
        Listener.workspace_id == workspace.key, col(Listener.by_name).is_(True), col(Listener.person).in_(voices)
    )
    names = names_of(session, workspace.key, session.exec(agreed.order_by(col(Listener.id))))
    return Change(
        pain.number, pain.resolution, sorted(names.values()), len(voices) - len(names), _card(pain, workspace)
    )


def _card(pain: Pain, workspace: Workspace) -> str:
    return permalink(workspace.url, pain.card_channel, pain.card_ts) if pain.card_ts else ""
