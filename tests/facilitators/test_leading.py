"""Who leads which meeting, who is told, and passing it on."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.facilitators.rotation import say_away
from bot.facilitators.services import accept_lead, decline_lead, gone, pass_on
from bot.meetings.models import MeetingStatus
from bot.roster.models import SeatRole
from bot.roster.services import leave
from bot.steps.models import Step, StepKind
from tests.board.conftest import refused
from tests.facilitators.conftest import Chair
from tests.fake_workspace import GUEST
from tests.ownership.conftest import seat
from tests.ownership.test_races import at_once
from tests.people import LAN, MAYA, TOM, Somebody


def march(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def act(chair: Chair, service: Any, who: Somebody, *values: object) -> Any:
    return chair.flywheel.write(service, who.user_id, *values)


def outcomes(chair: Chair, kind: str) -> list[str]:
    return [step.outcome for step in chair.flywheel.rows(Step) if step.kind == kind and step.outcome]


async def test_a_week_before_whoevers_turn_it_is_is_told_at_nine_on_the_wall(chair: Chair) -> None:
    await chair.until(march(3, 7))
    before = chair.told(TOM)
    await chair.until(march(3, 8))  # nine in Berlin

    (said,) = chair.told(TOM)
    assert [] == before
    assert "It is your turn to lead the flywheel meeting: <!date^" in said
    assert "(10:00 in Europe/Berlin)" in said
    assert ("Tom", "sent: Tom Becker") == (chair.leader(), outcomes(chair, StepKind.MEETING_LEAD)[0])


async def test_each_meeting_has_the_next_in_turn(chair: Chair) -> None:
    assert ["Tom", "Lan", "Tom", "Lan"] == chair.leaders()

    await chair.until(march(30))

    assert (["Tom", "Lan"], 1, 1) == ([chair.leader(0), chair.leader(1)], len(chair.told(TOM)), len(chair.told(LAN)))


async def test_a_notice_after_an_outage_says_that_it_is_late(chair: Chair) -> None:
    chair.flywheel.clock.move_to(march(5))

    await chair.until(march(5))

    assert "This comes late" in chair.told(TOM)[0]
    assert ["late: Tom Becker"] == outcomes(chair, StepKind.MEETING_LEAD)


async def test_nobody_is_told_once_it_has_begun(chair: Chair) -> None:
    chair.flywheel.clock.move_to(march(10, 15))

    await chair.until(march(10, 15))

    assert [] == chair.told(TOM)
    assert ["missed: it was time to begin"] == outcomes(chair, StepKind.MEETING_LEAD)


async def test_without_a_roster_nobody_leads_and_the_ledger_says_so(chair: Chair) -> None:
    for who in (TOM, LAN):
        chair.flywheel.write(lambda session, ws, person, *, now: leave(session, ws, person, on=now.date()), who.user_id)

    await chair.until(march(4))

    assert ("", ["skipped: nobody is in the rotation"]) == (chair.leader(), outcomes(chair, StepKind.MEETING_LEAD))


async def test_passing_it_on_needs_a_yes(chair: Chair) -> None:
    await chair.until(march(4))
    meeting = chair.meeting()

    act(chair, pass_on, TOM, meeting.key, LAN.user_id)
    await chair.flywheel.deliver()
    meanwhile = chair.leader()
    act(chair, accept_lead, LAN, meeting.key, TOM.user_id)
    await chair.flywheel.deliver()

    assert ("Tom", "Lan") == (meanwhile, chair.leader())
    assert "Tom Becker" in chair.told(LAN)[0]
    assert "I have asked Trần Thị Lan to lead the flywheel meeting" in chair.told(TOM)[-2]
    assert "Trần Thị Lan leads the flywheel meeting instead" in chair.told(TOM)[-1]


async def test_a_no_leaves_it_where_it_is_and_says_so(chair: Chair) -> None:
    await chair.until(march(4))
    meeting = chair.meeting()
    act(chair, pass_on, TOM, meeting.key, LAN.user_id)

    act(chair, decline_lead, LAN, meeting.key, TOM.user_id)
    await chair.flywheel.deliver()

    assert "Tom" == chair.leader()
    assert "Trần Thị Lan cannot lead the flywheel meeting" in chair.told(TOM)[-1]


async def test_whoever_takes_it_herself_leads_it_at_once(chair: Chair) -> None:
    await chair.until(march(4))

    act(chair, pass_on, LAN, chair.meeting().key, LAN.user_id)
    await chair.flywheel.deliver()

    assert ("Lan", []) == (chair.leader(), chair.told(LAN))


async def test_an_answer_that_comes_after_somebody_elses_hears_who_leads_it(chair: Chair) -> None:
    chair.flywheel.write(seat, MAYA.user_id, "sales", SeatRole.LEAD)
    await chair.until(march(4))
    meeting = chair.meeting()
    for who in (LAN, MAYA):
        act(chair, pass_on, TOM, meeting.key, who.user_id)
    act(chair, accept_lead, MAYA, meeting.key, TOM.user_id)

    said = refused(lambda: act(chair, accept_lead, LAN, meeting.key, TOM.user_id))

    assert "Meanwhile Maya Lopez leads that meeting. There is nothing left to answer." == said


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("", "Choose a person of the flywheel team."),
        (GUEST.user_id, "Gina Guest does not sit on the flywheel team."),
        (TOM.user_id, "Tom Becker leads that meeting already."),
    ],
)
async def test_only_somebody_of_the_team_can_be_asked(chair: Chair, to: str, sentence: str) -> None:
    await chair.until(march(4))

    assert refused(lambda: act(chair, pass_on, TOM, chair.meeting().key, to)).startswith(sentence)


async def test_whoever_is_away_that_day_cannot_be_asked(chair: Chair) -> None:
    await chair.until(march(4))
    act(chair, say_away, LAN, LAN.user_id, date(2026, 3, 9), date(2026, 3, 11))

    said = refused(lambda: act(chair, pass_on, TOM, chair.meeting().key, LAN.user_id))

    assert "Trần Thị Lan is away that day. Choose somebody else." == said


async def test_a_leader_who_goes_away_gives_way_to_the_next_who_is_told(chair: Chair) -> None:
    await chair.until(march(4))

    act(chair, say_away, TOM, TOM.user_id, date(2026, 3, 10), date(2026, 3, 10))
    await chair.flywheel.deliver()

    assert ("Lan", 1, 1) == (chair.leader(), len(chair.told(LAN)), len(chair.told(TOM)))


async def test_a_leader_who_left_gives_way_to_the_next(chair: Chair) -> None:
    await chair.until(march(4))
    chair.flywheel.write(lambda session, ws, *, now: leave(session, ws, TOM.user_id, on=now.date()))

    chair.flywheel.write(gone, TOM.user_id)

    assert "Lan" == chair.leader()


async def test_a_meeting_moved_into_her_holidays_has_another_leader(chair: Chair) -> None:
    await chair.until(march(4))
    act(chair, say_away, TOM, TOM.user_id, date(2026, 3, 12), date(2026, 3, 13))

    chair.beat.move(chair.meeting(), "2026-03-12T10:00")

    assert "Lan" == chair.leader()


async def test_having_led_moves_the_rotation_on(chair: Chair) -> None:
    chair.flywheel.write(seat, MAYA.user_id, "sales", SeatRole.LEAD)

    await chair.until(march(10, 11))

    assert MeetingStatus.PLANNED is not chair.meeting().status
    assert ["Lan", "Maya", "Tom"] == chair.leaders(3)


async def test_somebody_new_is_last(chair: Chair) -> None:
    await chair.until(march(10, 11))
    chair.flywheel.write(seat, MAYA.user_id, "sales", SeatRole.LEAD)

    assert ["Lan", "Tom", "Maya"] == chair.leaders(3)


async def test_of_two_yeses_at_once_one_leads(chair_everywhere: Chair) -> None:
    chair = chair_everywhere
    chair.flywheel.write(seat, MAYA.user_id, "sales", SeatRole.LEAD)
    await chair.until(march(4))
    meeting = chair.meeting()

    refusals = at_once([
        lambda: act(chair, accept_lead, LAN, meeting.key, TOM.user_id),
        lambda: act(chair, accept_lead, MAYA, meeting.key, TOM.user_id),
    ])  # fmt: skip

    assert (1, True) == (len(refusals), chair.leader() in {"Lan", "Maya"})
