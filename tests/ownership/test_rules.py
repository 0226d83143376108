"""Ping-pong, the boundary picture and the working clock, as plain values."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.ownership.models import Handoff, HandoffState
from bot.ownership.rules import Boundary, Crossing, boundaries, goes_to_and_fro, says_mine, working_days_later
from bot.workdays.rules import Calendar
from tests.clock import MONDAY

OFFERED, ACCEPTED = HandoffState.OFFERED, HandoffState.ACCEPTED
DECLINED, WITHDRAWN = HandoffState.DECLINED, HandoffState.WITHDRAWN


def handoffs(*moves: tuple[str, str, HandoffState]) -> list[Handoff]:
    return [
        Handoff(workspace_id=1, pain_id=1, seq=seq, by="U", from_department=here, to_department=there, reason="",
                state=state, offered_at=MONDAY)
        for seq, (here, there, state) in enumerate(moves, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([], False),
        ([("a", "b", OFFERED)], False),
        ([("a", "b", ACCEPTED), ("b", "c", OFFERED)], False),
        ([("a", "b", ACCEPTED), ("b", "c", ACCEPTED), ("c", "d", OFFERED)], True),
        ([("a", "b", ACCEPTED), ("b", "a", OFFERED)], True),
        ([("a", "b", ACCEPTED), ("b", "a", DECLINED)], False),
        ([("a", "b", DECLINED)] * 5, False),
        ([("a", "b", WITHDRAWN), ("a", "c", WITHDRAWN), ("a", "d", OFFERED)], False),
        ([("a", "b", DECLINED), ("a", "c", ACCEPTED), ("c", "b", OFFERED)], False),  # b never had it
        ([("a", "b", ACCEPTED), ("b", "b", OFFERED)], False),  # a colleague of the same department
        ([("", "b", ACCEPTED), ("b", "", OFFERED)], False),  # nobody's is no department
    ],
)
def test_it_goes_to_and_fro_at_the_third_handoff_or_when_it_comes_back(
    moves: list[tuple[str, str, HandoffState]], expected: bool
) -> None:
    assert expected is goes_to_and_fro(handoffs(*moves))


def test_each_boundary_has_its_count_its_median_wait_and_its_refusals() -> None:
    hours = [timedelta(hours=n) for n in (1, 3, 100)]
    found = boundaries([
        *(Crossing("sales", "product", declined=wait == hours[2], wait=wait) for wait in hours),
        Crossing("product", "sales", declined=False, wait=hours[0]),
    ])  # fmt: skip

    assert [
        Boundary("sales", "product", 3, hours[1], 1),
        Boundary("product", "sales", 1, hours[0], 0),
    ] == found


def test_the_median_of_two_lies_between_them() -> None:
    (one,) = boundaries([Crossing("a", "b", False, timedelta(hours=n)) for n in (2, 4)])

    assert timedelta(hours=3) == one.median_wait


def test_no_handoffs_no_picture() -> None:
    assert [] == boundaries([])


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (datetime(2026, 3, 6, 15, tzinfo=UTC), 1, datetime(2026, 3, 9, 15, tzinfo=UTC)),  # over a weekend
        (datetime(2026, 3, 7, 15, tzinfo=UTC), 1, datetime(2026, 3, 9, 15, tzinfo=UTC)),  # from a Saturday
        (datetime(2026, 3, 27, 15, tzinfo=UTC), 1, datetime(2026, 3, 30, 14, tzinfo=UTC)),  # the clock moved forwards
        (datetime(2026, 3, 5, 23, 30, tzinfo=UTC), 1, datetime(2026, 3, 8, 23, 30, tzinfo=UTC)),
    ],
    ids=["weekend", "saturday", "summer time", "already tomorrow there"],
)
def test_a_working_day_later_is_the_same_time_on_the_wall(start: datetime, days: int, expected: datetime) -> None:
    zone = ZoneInfo("Europe/Berlin")
    calendar = Calendar("", frozenset())

    assert expected == working_days_later(start, days, calendar, zone)


def test_a_companys_day_off_is_no_wait() -> None:
    calendar = Calendar("", frozenset({date(2026, 3, 3)}))

    assert MONDAY + timedelta(days=2) == working_days_later(MONDAY, 1, calendar, ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [("mine", True), ("Mine!", True), (" của  tôi ", True), ("Take it.", True), ("mine too?", False), ("", False)],
)
def test_a_word_claims_a_pain_only_when_it_is_all_that_was_said(words: str, expected: bool) -> None:
    assert expected is says_mine(words)
