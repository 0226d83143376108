"""The auditor: what should be is held against what is; what is missing is made, and an admin is told once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, delete, select

from bot.app import STEPS
from bot.ledger.audit import admin_of
from bot.ledger.rules import GapKind
from bot.meetings.models import Meeting, MeetingStatus
from bot.people.models import Person
from bot.steps.engine import run_next
from bot.steps.models import Step, StepKind, StepState
from tests.ledger.conftest import Book, march
from tests.ownership.test_races import at_once
from tests.people import LAN, MAYA, TOM


def lose(book: Book, *conditions: Any, table: Any = Step) -> None:
    """Rows somebody has deleted by hand."""
    book.change(lambda session: session.exec(delete(table).where(*conditions)))


def lose_meeting(book: Book, number: int) -> Meeting:
    gone = book.chair.meeting(number)
    lose(book, col(Step.subject) == str(gone.key), col(Step.kind).startswith("meeting"))
    lose(book, col(Meeting.id) == gone.key, table=Meeting)
    return gone


async def told(book: Book) -> list[str]:
    await book.flywheel.deliver()
    return [text for text in book.flywheel.slack.quiet(MAYA.user_id) if "beat" in text]


def test_setting_up_the_meeting_plans_it_for_tomorrow_and_every_day(book: Book) -> None:
    (step,) = [one for one in book.flywheel.rows(Step) if one.kind == StepKind.AUDIT]

    assert (str(book.flywheel.workspace_id), timedelta(days=1)) == (
        step.subject,
        step.due_at - book.flywheel.clock.now(),
    )


async def test_where_the_beat_holds_it_says_nothing(book: Book) -> None:
    await book.chair.until(march(12))

    assert ([], []) == (book.audit(), await told(book))


async def test_after_an_outage_the_others_catch_up_before_it_looks(book: Book) -> None:
    await book.chair.until(march(2, 23))
    book.flywheel.clock.move_to(march(9, 13))

    await book.chair.until(march(9, 18))

    assert [] == await told(book)


async def test_a_missing_meeting_is_put_back_with_its_steps(book: Book) -> None:
    gone = lose_meeting(book, 1)

    (gap,) = book.audit()

    assert (GapKind.NO_MEETING, True, gone.starts_at) == (gap.kind, gap.healed, gap.at)
    assert gone.starts_local in [meeting.starts_local for meeting in book.beat.planned()]
    (text,) = await told(book)
    assert "was not in my calendar. I have put it back: nothing is left to do." in text


async def test_a_missing_step_is_planned_again(book: Book) -> None:
    meeting = book.chair.meeting()
    lose(book, col(Step.subject) == str(meeting.key), col(Step.kind) == StepKind.MEETING_AGENDA.value)

    (gap,) = book.audit()

    assert (GapKind.NO_STEP, StepKind.MEETING_AGENDA, True) == (gap.kind, gap.what, gap.healed)
    assert "agenda" in book.beat.steps(meeting)
    assert "“Agenda” for the meeting of <!date^" in (await told(book))[0]


async def test_a_series_nobody_looks_at_any_more_is_woken(book: Book) -> None:
    lose(book, col(Step.kind) == StepKind.SERIES.value)

    (gap,) = book.audit()

    assert (StepKind.SERIES, True) == (gap.what, gap.healed)
    assert [] == book.audit()


async def test_a_step_that_stays_due_is_told_with_what_to_do(book: Book) -> None:
    book.flywheel.clock.move_to(march(5, 12))

    gaps = book.audit()

    assert {(GapKind.OVERDUE, StepKind.MEETING_LEAD), (GapKind.OVERDUE, StepKind.MEETING_CALL)} <= {
        (gap.kind, gap.what) for gap in gaps
    }
    assert "is long due, and not done. Please ask whoever runs Flywheel to look at its log" in (await told(book))[0]


async def test_a_step_our_code_fails_on_keeps_moving_itself_and_is_found_all_the_same(book: Book) -> None:
    await book.chair.until(march(4))
    book.flywheel.clock.move_to(march(5, 10))

    def moved(session: Session) -> None:
        call = session.exec(select(Step).where(Step.kind == StepKind.MEETING_CALL).order_by(col(Step.due_at))).first()
        assert call
        call.due_at = march(5, 10, 5)  # five minutes aside, again and again

    book.change(moved)

    assert [(GapKind.OVERDUE, StepKind.MEETING_CALL)] == [(gap.kind, gap.what) for gap in book.audit()]


async def test_a_letter_slack_refuses_is_told_with_its_reason(book: Book) -> None:
    await book.chair.until(march(5, 7))
    book.flywheel.slack.refusals["chat.postMessage"] = "is_archived"
    await book.chair.until(march(5, 8, 30))
    del book.flywheel.slack.refusals["chat.postMessage"]

    (gap,) = book.audit()

    assert (GapKind.PARKED, "is_archived") == (gap.kind, gap.why)
    assert "could not be posted: the channel is archived. Invite me to the channel" in (await told(book))[0]


async def test_minutes_that_were_never_written_are_found(book: Book) -> None:
    await book.chair.until(march(10, 12))
    lose(book, col(Step.kind) == StepKind.MEETING_MINUTES.value)

    (gap,) = book.audit()

    assert (GapKind.NO_STEP, StepKind.MEETING_MINUTES, False) == (gap.kind, gap.what, gap.healed)


async def test_each_gap_is_told_once(book: Book) -> None:
    lose_meeting(book, 1)
    book.audit()
    lose_meeting(book, 1)

    again = book.audit()

    assert ([], 1) == (again, len(await told(book)))


async def test_many_gaps_are_one_message(book: Book) -> None:
    for _ in range(2):
        lose_meeting(book, 0)
    lose(book, col(Step.kind) == StepKind.SERIES.value)

    assert 3 == len(book.audit())
    assert 1 == len(await told(book))


async def test_what_people_skipped_or_cancelled_is_no_gap(book: Book) -> None:
    book.beat.skip(book.chair.meeting(0), "Away")
    book.beat.cancel(book.chair.meeting(1), "No need")
    await book.chair.until(march(28))

    assert [] == book.audit()


async def test_a_series_that_was_changed_leaves_no_gap(book: Book) -> None:
    book.beat.change("2026-03-24T10:00", day="2026-03-26", clock="14:00", weeks="1")

    assert [] == book.audit()


def test_an_admin_is_who_set_it_up_or_who_is_known_for_longest(book: Book) -> None:
    def admin() -> str:
        return book.flywheel.read(lambda session: admin_of(session, book.flywheel.workspace_id))

    first = admin()

    def another(session: Session) -> None:
        for person in session.exec(select(Person)):
            person.is_admin, person.is_gone = person.user_id in {LAN.user_id, TOM.user_id}, False

    book.change(another)

    assert (MAYA.user_id, True) == (first, admin() in {LAN.user_id, TOM.user_id})


async def test_two_processes_at_once_tell_it_once(book_everywhere: Book) -> None:
    book = book_everywhere
    lose_meeting(book, 1)
    book.flywheel.clock.advance(days=1)
    book.change(lambda session: session.exec(delete(Step).where(col(Step.kind) != StepKind.AUDIT.value)))
    store, now = book.flywheel.store, book.flywheel.clock.now()

    at_once([lambda: store.write_now(run_next, STEPS, now=now)] * 2)

    assert 1 == len(await told(book))
    assert [StepState.PENDING] == [one.state for one in book.flywheel.rows(Step) if one.kind == StepKind.AUDIT]


@pytest.mark.parametrize("number", [0, 1])
async def test_on_each_database_what_is_missing_comes_back(book_everywhere: Book, number: int) -> None:
    book = book_everywhere
    lose_meeting(book, number)

    assert [True] == [gap.healed for gap in book.audit()]
    assert 2 <= len(book.beat.meetings(MeetingStatus.PLANNED))
