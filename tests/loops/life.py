"""The life of a pain up to its loop, for tests."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.loops.models import Outcome, Telling
from bot.loops.rules import Answer
from bot.loops.services import record_outcome, resolve
from bot.pains.models import History, Pain, Via
from bot.pains.rules import Report
from bot.pains.services import Origin
from bot.people.models import Person
from bot.slack.payloads import SlackMessage
from tests.fake_workspace import GENERAL
from tests.flywheel import Flywheel
from tests.people import LAN, TOM, Somebody

FIXED = "The export now takes ten seconds"


def a_report(flywheel: Flywheel, who: Somebody = LAN, ts: str = "1.1", channel: str = GENERAL, **said: Any) -> Pain:
    report = Report(who.user_id, **{"words": "The export is slow", **said})
    return flywheel.report(report, Origin(Via.REACTION, "", SlackMessage(channel, ts, "")))


def owned(flywheel: Flywheel, pain: Pain, owner: Somebody = TOM) -> Pain:
    """Taken by somebody."""
    flywheel.write(_give, pain.key, owner.user_id)
    return pain


def an_owned_pain(flywheel: Flywheel, who: Somebody = LAN, **said: Any) -> Pain:
    return owned(flywheel, a_report(flywheel, who, **said))


def resolved(flywheel: Flywheel, pain: Pain, by: Somebody = TOM, sentence: str = FIXED) -> Pain:
    return flywheel.write(resolve, pain.key, by.user_id, sentence)


def answer(
    flywheel: Flywheel, telling: Telling, who: Somebody, outcome: Outcome = Outcome.TOLD, how: str = "phone"
) -> Telling:
    return flywheel.write(record_outcome, telling.key, who.user_id, Answer(outcome, how))


def tellings(flywheel: Flywheel, round_: int = 1) -> list[Telling]:
    return [telling for telling in flywheel.rows(Telling) if telling.round == round_]


def the_telling(flywheel: Flywheel, round_: int = 1) -> Telling:
    """The only one of a round."""
    (telling,) = tellings(flywheel, round_)
    return telling


def change_person(flywheel: Flywheel, who: Somebody, **changes: Any) -> None:
    flywheel.write(_change, who.user_id, changes)


def waiting(flywheel: Flywheel, round_: int = 1) -> list[tuple[str, str]]:
    return [(one.teller, one.customer) for one in tellings(flywheel, round_) if one.outcome is Outcome.WAITING]


def deeds(flywheel: Flywheel) -> list[str]:
    return [line.what for line in flywheel.rows(History)]


def asked(flywheel: Flywheel, who: Somebody) -> list[str]:
    """The direct messages one person got."""
    return [call["text"] for call in flywheel.slack.asked("chat.postMessage") if call["channel"] == who.user_id]


def _give(session: Session, _workspace_id: int, pain_id: int, owner: str, *, now: datetime) -> None:
    pain = session.get_one(Pain, pain_id)
    pain.owner, pain.owned_at = owner, now
    session.add(pain)


def _change(session: Session, workspace_id: int, user_id: str, changes: dict[str, Any], *, now: datetime) -> None:
    known = select(Person).where(Person.workspace_id == workspace_id, Person.user_id == user_id)
    session.add(session.exec(known).one().sqlmodel_update({**changes, "updated_at": now}))
