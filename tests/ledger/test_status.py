"""`/flywheel status`: what was due, and what became of it."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, delete

from bot.delivery.letters import Letter, Method, State
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.followups.mornings import enrol
from bot.i18n import texts_in
from bot.ledger.queries import lists_today
from bot.ledger.rules import Fate, fate_of_step
from bot.ledger.services import status_of
from bot.ledger.views import span
from bot.meetings.models import Meeting, Series
from tests.board.conftest import refused
from tests.fake_workspace import GUEST
from tests.ledger.conftest import Book, march
from tests.people import LAN, MAYA, TOM


@pytest.mark.parametrize(
    ("outcome", "fate", "why"),
    [
        ("sent", Fate.SENT, ""),
        ("late: Tom Becker", Fate.SENT, ""),
        ("missed: it had started", Fate.MISSED, "it had started"),
        ("skipped: Tết", Fate.SKIPPED, "Tết"),
        ("cancelled", Fate.SKIPPED, "cancelled"),
    ],
)
def test_a_step_without_a_letter_is_believed(outcome: str, fate: Fate, why: str) -> None:
    assert (fate, why) == fate_of_step(outcome)


async def test_before_anything_was_due_it_shows_what_comes(book: Book) -> None:
    assert [] == book.last()
    assert [("lead", "03-03 08:00"), ("call", "03-05 08:00"), ("agenda", "03-09 09:00"), ("start", "03-10 09:00")] == (
        book.coming()[:4]
    )
    assert 10 == len(book.coming())


async def test_what_was_done_on_time_stands_there_with_its_minutes(book: Book) -> None:
    await book.chair.until(march(10, 12))

    assert [
        ("minutes", "sent"),
        ("start", "sent"),
        ("agenda", "sent"),
        ("call", "sent"),
        ("lead", "sent"),
    ] == book.last()
    assert [None] * 5 == [one.late_by for one in book.entries()[0]]


async def test_what_came_late_says_by_how_much(book: Book) -> None:
    book.flywheel.clock.move_to(march(5, 11))

    await book.chair.until(march(5, 11))

    late = {one.kind: span(one.late_by or timedelta(), texts_in("en")) for one in book.entries()[0]}
    assert {"meeting_lead": "2 days", "meeting_call": "3 hours"} == late
    text = book.flywheel.write(status_of, TOM.user_id).text
    assert ("*Notice to the leader* · 2 days late" in text, "*Call for the agenda* · 3 hours late" in text) == (
        True,
        True,
    )


async def test_an_outage_over_a_meeting_is_missed_with_the_reason(book: Book) -> None:
    await book.chair.until(march(9, 12))
    book.flywheel.clock.move_to(march(11))

    await book.chair.until(march(11))

    text = book.flywheel.write(status_of, TOM.user_id).text
    assert ("meeting", "missed") in book.last()
    assert "*Start* · missed: nobody could start it within 20 minutes" in text


async def test_a_skipped_meeting_stands_there_with_the_reason(book: Book) -> None:
    book.beat.skip(book.chair.meeting(), "Everybody is <away>")

    await book.chair.until(march(11))

    assert ("meeting", "skipped") in book.last()
    assert "*Meeting* · skipped: Everybody is &lt;away&gt;" in book.flywheel.write(status_of, TOM.user_id).text


async def test_a_letter_slack_refuses_is_stuck_and_says_why(book: Book) -> None:
    book.flywheel.slack.refusals["chat.postMessage"] = "channel_not_found"

    await book.chair.until(march(5, 11))

    text = book.flywheel.write(status_of, TOM.user_id).text
    assert ("call", "stuck") in book.last()
    assert "*Call for the agenda* · stuck: the channel is not there any more" in text


async def test_a_cancelled_step_is_not_shown_as_coming(book: Book) -> None:
    book.beat.cancel(book.chair.meeting(), "No need")

    assert ("start", "03-10 09:00") not in book.coming()


def test_it_counts_the_lists_of_today(book: Book) -> None:
    def write(session: Session, workspace_id: int, *, now: datetime) -> None:
        enrol(session, now=now)
        keys = [f"list:{who.user_id}:2026-03-02" for who in (LAN, MAYA, TOM)]
        enqueue(session, workspace_id, *(Letter(key, Method.POST, "C1") for key in keys), now=now)
        enqueue(session, workspace_id, Letter(f"list:{TOM.user_id}:2026-03-01", Method.POST, "C1"), now=now)

    book.flywheel.write(write)
    lans = next(row.id for row in book.flywheel.rows(OutboxRow) if row.key.startswith(f"list:{LAN.user_id}"))
    book.change(lambda session: session.get_one(OutboxRow, lans).sqlmodel_update({"state": State.SENT}))

    found = book.flywheel.write(lists_today)

    assert (1, 2, 0) == (found.sent, found.waiting, found.stuck)
    assert "Daily lists of today: 1 sent, 2 waiting." in book.flywheel.write(status_of, TOM.user_id).text


def test_without_a_series_it_says_how_to_have_one(book: Book) -> None:
    for table in (Meeting, Series):
        book.change(lambda session, table=table: session.exec(delete(table)))  # type: ignore[misc]

    assert "`/flywheel meeting` sets it up" in book.flywheel.write(status_of, TOM.user_id).text


def test_guests_do_not_see_it_and_members_do(book: Book) -> None:
    assert refused(lambda: book.flywheel.write(status_of, GUEST.user_id)).startswith("You may not do that here.")
    assert book.flywheel.write(status_of, MAYA.user_id)


@pytest.mark.parametrize(
    ("duration", "shown"),
    [(timedelta(minutes=6), "6 minutes"), (timedelta(hours=3), "3 hours"), (timedelta(days=3), "3 days")],
)
def test_a_duration_in_one_number(duration: timedelta, shown: str) -> None:
    assert shown == span(duration, texts_in("en"))


async def test_on_each_database_it_tells_the_same(book_everywhere: Book) -> None:
    book = book_everywhere
    await book.chair.until(march(10, 12))

    text = book.flywheel.write(status_of, TOM.user_id).text

    assert [("minutes", "sent"), ("start", "sent")] == book.last()[:2]
    assert ("*Start* · on time" in text, "0 waiting" in text) == (True, True)
