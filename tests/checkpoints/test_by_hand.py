"""The figures of one review, counted by hand from the rows themselves."""

from datetime import UTC, datetime
from statistics import median

from bot.decisions.models import Decision
from bot.loops.models import Outcome, Telling
from bot.loops.rules import Answer
from bot.loops.services import record_outcome, resolve
from bot.ownership.handoffs import accept, decline, offer
from bot.ownership.models import Handoff, HandoffState
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.pains.models import Echo, History, Pain, PainStatus, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, me_too
from tests.checkpoints.conftest import Reviews
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA, TOM

MARCH = (datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC))  # at midnight in Berlin


def a_busy_month(reviews: Reviews) -> None:
    """Reports of three people; some taken, offered, resolved and told; some of it in April."""
    _report(reviews.flywheel)
    _hand_over(reviews.flywheel)
    _tell(reviews.flywheel)


def _report(flywheel: Flywheel) -> None:
    for number, stage in enumerate(["use", "use", "buy", "help", "", "use", "renew", "buy", "help", "use"]):
        who = (LAN, TOM, MAYA)[number % 3]
        report = Report(who.user_id, f"Pain {number}", customer=f"Customer {number}", stage=stage)
        pain = flywheel.report(report, Origin(Via.FORM))
        flywheel.clock.advance(hours=3)
        if number % 2:
            flywheel.write(me_too, pain.key, (LAN, TOM)[(number + 1) % 2].user_id, "Fabrikam")
        if number % 3 == 0:
            flywheel.write(take, pain.key, TOM.user_id)
        flywheel.clock.advance(hours=2)


def _hand_over(flywheel: Flywheel) -> None:
    for pain in flywheel.pains()[1::3]:
        flywheel.write(take, pain.key, TOM.user_id)
    for number, pain in enumerate([one for one in flywheel.pains() if one.owner][:5]):
        flywheel.write(offer, pain.key, TOM.user_id, Receiver("sales" if number % 2 else "customer_service"), "Yours")
    for number, handoff in enumerate(flywheel.rows(Handoff)):
        flywheel.clock.advance(hours=12)
        who = MAYA if handoff.to_department == "sales" else LAN
        if number % 3 == 1:
            flywheel.write(decline, handoff.id, who.user_id, "Not ours")
        else:
            flywheel.write(accept, handoff.id, who.user_id)


def _tell(flywheel: Flywheel) -> None:
    for pain in [one for one in flywheel.pains() if one.owner][:4]:
        flywheel.write(resolve, pain.key, pain.owner, "It is fast now")
    for number, telling in enumerate(flywheel.rows(Telling)):
        flywheel.clock.advance(hours=30)
        outcome = (Outcome.TOLD, Outcome.TOLD, Outcome.UNREACHABLE)[number % 3]
        if number != 4 and telling.outcome is Outcome.WAITING:
            flywheel.write(record_outcome, telling.key, telling.teller, Answer(outcome, "by phone"))


def within(at: datetime | None) -> bool:
    return at is not None and MARCH[0] <= at < MARCH[1]


def days(since: datetime, until: datetime) -> int:
    return int((until - since).total_seconds() // 86_400)


def test_every_number_of_the_review_is_what_the_rows_say(reviews: Reviews) -> None:
    a_busy_month(reviews)
    rows = reviews.flywheel.rows
    shown = {(line.key, line.unit.value): line.now for line in reviews.brief().lines}

    pains = [one for one in rows(Pain) if within(one.created_at) and one.status is not PainStatus.WITHDRAWN]
    every = {one.key: one for one in rows(Pain)}
    echoes = [one for one in rows(Echo) if within(one.created_at)]
    stages = {stage: sum(one.stage == stage for one in pains) for stage in {one.stage for one in pains}}
    first: dict[int, History] = {}
    for line in rows(History):
        if line.what in {"took", "accepted"}:
            first.setdefault(line.pain_id, line)
    to_owner = [days(every[line.pain_id].created_at, line.at) for line in first.values() if within(line.at)]
    done = [line.what for line in rows(History) if within(line.at)]
    told = [one for one in rows(Telling) if one.outcome is Outcome.TOLD and within(one.answered_at)]
    to_told = [days(every[one.pain_id].created_at, one.answered_at) for one in told if one.answered_at]

    assert len(pains) == shown["reports", "count"]
    assert len(pains) + len(echoes) == shown["customers", "count"]
    assert stages == {
        key.removeprefix("stage:"): count for (key, _), count in shown.items() if key.startswith("stage:")
    }
    assert median(to_owner) == shown["owner", "days"]
    assert done.count("resolved") == shown["resolved", "count"]
    assert done.count("closed") == shown["closed", "count"]
    assert len(told) == shown["told", "count"]
    assert 0 < len(told) < sum(one.outcome is Outcome.TOLD for one in rows(Telling))  # the others in April
    assert median(to_told) == shown["told", "days"]
    assert len(rows(Decision)) == shown["decided", "count"] == shown["meetings", "count"] == 0


def test_the_wait_at_each_boundary_is_what_the_handoffs_say(reviews: Reviews) -> None:
    a_busy_month(reviews)
    shown = {line.key: line.now for line in reviews.brief().lines if line.key.startswith("across:")}
    waits: dict[str, list[int]] = {}
    for one in reviews.flywheel.rows(Handoff):
        if one.state in {HandoffState.ACCEPTED, HandoffState.DECLINED} and within(one.answered_at) and one.answered_at:
            between = f"across:{one.from_department}>{one.to_department}"
            waits.setdefault(between, []).append(days(one.offered_at, one.answered_at))

    assert {between: median(found) for between, found in waits.items()} == shown
    assert 2 == len(shown)
