"""Behind every number is the list of what was counted: as long as the number says, and no private word in it."""

from typing import Any

import pytest
from sqlmodel import Session

from bot.checkpoints.behind import behind, span_of
from bot.checkpoints.facts import PAGE, Page
from bot.checkpoints.rules import months_of
from bot.decisions.models import Decision
from bot.figures.models import What
from bot.figures.services import count
from bot.meetings.models import HolidayPolicy, Meeting, MeetingStatus, Place, Series
from bot.pains.models import Pain, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, take_back
from bot.slack.payloads import SlackMessage
from tests.checkpoints.conftest import Reviews
from tests.checkpoints.test_by_hand import a_busy_month
from tests.fake_workspace import SECRET
from tests.people import LAN
from tests.statements import watched


def listed(reviews: Reviews, key: str, page: int = 0) -> Page:
    review, workspace_id = reviews.review(), reviews.flywheel.workspace_id
    months = months_of(review.starts_on, review.ends_on)
    return reviews.flywheel.read(
        lambda session: behind(session, workspace_id, key, span_of(session, workspace_id, *months), page)
    )


def test_a_list_is_as_long_as_its_number_says(reviews: Reviews) -> None:
    a_busy_month(reviews)
    lines = [line for line in reviews.brief().lines if line.unit == "count"]
    lengths = {line.key: listed(reviews, line.key).total for line in lines}

    assert {line.key: line.now for line in lines} == lengths
    assert 10 == lengths["reports"]


def test_the_days_that_were_counted_are_shown(reviews: Reviews) -> None:
    a_busy_month(reviews)
    boundaries = [line for line in reviews.brief().lines if line.key.startswith("across:")]

    assert boundaries
    for line in boundaries:
        days = sorted(row.days for row in listed(reviews, line.key).rows if row.days is not None)
        middle = (days[(len(days) - 1) // 2] + days[len(days) // 2]) / 2
        assert line.now == middle


def test_it_comes_in_pages_the_newest_first(reviews: Reviews) -> None:
    for number in range(PAGE + 3):
        reviews.flywheel.report(Report(LAN.user_id, f"Pain {number}"), Origin(Via.FORM))
        reviews.flywheel.clock.advance(60)
    first, second = listed(reviews, "reports"), listed(reviews, "reports", 1)

    assert [f"P-{number}" for number in range(PAGE + 3, 3, -1)] == [row.name for row in first.rows]
    assert ["P-3", "P-2", "P-1"] == [row.name for row in second.rows]
    assert (True, False) == (first.has_older, second.has_older)


@pytest.mark.parametrize("key", ["owner", "resolved", "closed"])
def test_what_happened_in_a_month_is_found_by_its_time_and_not_among_all_that_ever_happened(
    reviews: Reviews, key: str
) -> None:
    a_busy_month(reviews)
    store = reviews.flywheel.store
    with watched(store._reading) as ran:
        listed(reviews, key)
    with store.engine.connect() as connection:
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all() for text, values in ran]
    reads = ("SCAN history", "SEARCH history ")
    found = [line.detail for plan in plans for line in plan if line.detail.startswith(reads)]

    assert 2 == len(found)  # how many there are, and a page of them
    assert [] == [line for line in found if "ix_history_what (workspace_id=? AND what=? AND at>? AND at<?)" not in line]


def test_a_report_taken_back_is_not_behind_the_number_either(reviews: Reviews) -> None:
    pain = reviews.flywheel.report(Report(LAN.user_id, "Slow"), Origin(Via.FORM))
    reviews.flywheel.write(take_back, pain.key, LAN.user_id)

    assert 0 == listed(reviews, "reports").total == reviews.brief().lines[0].now


def test_words_said_in_private_are_withheld(reviews: Reviews) -> None:
    origin = Origin(Via.MENTION, SECRET, SlackMessage(SECRET, "1.1", "", LAN.user_id))
    reviews.flywheel.report(Report(LAN.user_id, words="The board is leaving us"), origin)
    (row,) = listed(reviews, "reports").rows

    assert ("", True) == (row.text, row.is_private)


def test_decisions_and_meetings_have_lists_of_their_own(reviews: Reviews) -> None:
    def happen(session: Session, workspace_id: int) -> None:
        now = reviews.flywheel.clock.now()
        impact: dict[str, Any] = dict.fromkeys(("effect", "feeling", "problem", "value"), "Better")
        decision = Decision(
            workspace_id=workspace_id, number=7, what="Do it", **impact, decided_by="U1", written_by="U1", made_at=now,
        )  # fmt: skip
        series = Series(
            workspace_id=workspace_id, uid="u", rule="FREQ=WEEKLY", first_local=now.replace(tzinfo=None), zone="UTC",
            minutes=60, channel="C1", place=Place.HUDDLE, holidays=HolidayPolicy.SKIP, made_by="U1", made_at=now,
        )  # fmt: skip
        session.add_all([decision, series])
        session.flush()
        meeting = Meeting(
            workspace_id=workspace_id, series_id=series.key, original_local=now.replace(tzinfo=None), starts_at=now,
            starts_local=now.replace(tzinfo=None), minutes=60, status=MeetingStatus.HELD, ended_at=now,
        )  # fmt: skip
        session.add(meeting)
        for what in (What.DECIDED, What.MEETINGS):
            count(session, workspace_id, what, now)

    reviews.change(happen)
    (decided,), (held,) = listed(reviews, "decided").rows, listed(reviews, "meetings").rows

    assert ("D-7", "Do it") == (decided.name, decided.text)
    assert "" == held.name


@pytest.mark.parametrize("key", ["", "nothing", "stage:gone", "across:", "across:a>b"])
def test_behind_what_nobody_knows_is_nothing(reviews: Reviews, key: str) -> None:
    reviews.flywheel.report(Report(LAN.user_id, "Slow", stage="use"), Origin(Via.FORM))

    assert 0 == listed(reviews, key).total


def test_what_happened_at_midnight_counts_for_the_month_of_the_company(reviews: Reviews) -> None:
    reviews.flywheel.clock.move_to(reviews.review().meets_at.replace(month=3, day=31, hour=22, minute=30))
    reviews.flywheel.report(Report(LAN.user_id, "Slow"), Origin(Via.FORM))  # half past midnight in Berlin

    assert 0 == listed(reviews, "reports").total == reviews.brief().lines[0].now
    assert 1 == len(reviews.flywheel.rows(Pain))
