"""What is coming, who of the team has a day off that day, and what looking ahead costs."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.departments.models import Department
from bot.i18n import texts_in
from bot.meetings.coming import ahead_of, next_block
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.meetings.planning import fill
from bot.meetings.queries import find_meeting, meeting_before, next_meeting, series_of, warnings_for
from bot.meetings.views import Ahead
from bot.workspaces.models import Workspace
from tests.meetings.conftest import Beat
from tests.meetings.test_moving import set_status
from tests.meetings.test_series import day_off
from tests.statements import watched

ENGLISH, VIETNAMESE = texts_in("en"), texts_in("vi")


def lives_in(session: Session, workspace_id: int, department: str, country: str, *, now: datetime) -> None:
    wanted = select(Department).where(Department.workspace_id == workspace_id, Department.key == department)
    session.exec(wanted).one().country = country


def year_begins_in(session: Session, workspace_id: int, month: int, *, now: datetime) -> None:
    session.get_one(Workspace, workspace_id).fiscal_year_start = month


def ahead(beat: Beat) -> Ahead:
    here, now = beat.flywheel.workspace_id, beat.flywheel.clock.now()
    found = beat.flywheel.read(lambda session: ahead_of(session, here, ENGLISH, now=now))
    assert found is not None
    return found


def upcoming(beat: Beat) -> Meeting | None:
    here, now = beat.flywheel.workspace_id, beat.flywheel.clock.now()
    return beat.flywheel.read(lambda session: next_meeting(session, here, now=now))


def warned(beat: Beat, number: int, language: Any = ENGLISH) -> list[str]:
    meeting = beat.planned()[number]
    return beat.flywheel.read(lambda session: [one.line(language) for one in warnings_for(session, meeting)])


def test_the_quarter_and_the_year_of_the_business_are_counted_whole(beat: Beat) -> None:
    beat.flywheel.write(year_begins_in, 2)
    beat.set_up()
    beat.flywheel.write(set_status, beat.planned()[0].key, MeetingStatus.HELD)
    beat.flywheel.clock.advance(days=9)

    found = ahead(beat)

    assert (date(2026, 4, 30), 1, 3) == (found.quarter.last, found.quarter.held, len(found.quarter.dates))
    assert (date(2027, 1, 31), 1, 23) == (found.year.last, found.year.held, len(found.year.dates))
    assert len({one.starts_at for one in found.year.dates}) == len(found.year.dates)


def test_the_next_one_tells_when_call_and_agenda_go_out_until_they_have(beat: Beat) -> None:
    beat.set_up()
    coming = ahead(beat).next
    assert coming is not None
    assert ["03-05 08:00", "03-09 09:00"] == [f"{at:%m-%d %H:%M}" for at in (coming.call_at, coming.agenda_at) if at]

    beat.flywheel.clock.advance(days=7, hours=1)
    later = ahead(beat).next

    assert later is not None
    assert (None, None) == (later.call_at, later.agenda_at)


def test_the_meeting_that_runs_is_the_next_one(beat: Beat) -> None:
    beat.set_up()
    first, second = beat.planned()[:2]
    assert first == upcoming(beat)

    beat.flywheel.write(set_status, first.key, MeetingStatus.RUNNING)
    beat.flywheel.clock.advance(days=8, hours=2)
    running = upcoming(beat)
    assert running is not None
    assert first.key == running.key

    beat.flywheel.write(set_status, first.key, MeetingStatus.HELD)

    after = upcoming(beat)
    assert after is not None
    assert second.key == after.key


def test_the_one_before_is_the_last_that_was_held(beat: Beat) -> None:
    beat.set_up()
    first, second, third = beat.planned()[:3]
    beat.flywheel.write(set_status, first.key, MeetingStatus.HELD)
    beat.flywheel.write(set_status, second.key, MeetingStatus.MISSED)

    before = beat.flywheel.read(lambda session: meeting_before(session, third))

    assert before is not None
    assert first.key == before.key


def test_a_meeting_of_another_workspace_is_not_there(beat: Beat) -> None:
    beat.set_up()
    first = beat.planned()[0]

    with pytest.raises(Exception, match="not there any more"):
        beat.flywheel.read(lambda session: find_meeting(session, 999, first.key))


def test_the_home_shows_it_and_nothing_without_a_series(beat: Beat) -> None:
    here, now = beat.flywheel.workspace_id, beat.flywheel.clock.now()
    assert [] == beat.flywheel.read(lambda session: next_block(session, here, VIETNAMESE, now=now))

    beat.set_up()
    (block,) = beat.flywheel.read(lambda session: next_block(session, here, VIETNAMESE, now=now))

    assert block["text"]["text"].startswith("Kế tiếp: <!date^")


def test_departments_of_the_team_that_have_a_holiday_are_named_and_the_meeting_stays(beat: Beat) -> None:
    beat.flywheel.write(lives_in, "product", "DE-BE")
    beat.flywheel.write(lives_in, "customer_service", "VN")
    beat.flywheel.write(lives_in, "marketing", "DE")  # nobody of it is on the team
    beat.set_up(day="2026-04-17", weeks="1", country="US")  # Fridays

    assert ["Customer service (VN): International Labor Day", "Product (DE-BE): Labor Day"] == warned(beat, 2)
    assert [] == warned(beat, 1)
    assert "Chăm sóc khách hàng (VN): Ngày Quốc tế Lao động" == warned(beat, 2, VIETNAMESE)[0]


def test_a_department_with_a_day_off_of_its_own_is_named_with_its_reason(beat: Beat) -> None:
    beat.flywheel.write(day_off, date(2026, 3, 10), "Inventory <!here>", "product")
    beat.flywheel.write(day_off, date(2026, 3, 10), "Fair", "marketing")
    beat.set_up()

    assert ["Product: Inventory &lt;!here&gt;"] == warned(beat, 0)


def test_the_holiday_the_meeting_itself_speaks_of_is_not_said_twice(beat: Beat) -> None:
    beat.flywheel.write(lives_in, "product", "DE-BE")
    beat.set_up(day="2026-05-01", country="DE-BE", holidays="keep")

    assert ("Labor Day", []) == (beat.planned()[0].why, warned(beat, 0))


def _looked_ahead(session: Session, workspace_id: int, *, now: datetime) -> Series:
    series = series_of(session, workspace_id)
    assert series is not None
    fill(session, series, now=now)
    return series


def test_looking_ahead_is_as_many_statements_for_fourteen_meetings_as_for_two(
    beat_everywhere: Beat,
) -> None:
    beat = beat_everywhere
    beat.set_up(weeks="1")
    with watched(beat.flywheel.store.engine) as for_many:
        beat.flywheel.write(_looked_ahead)
    beat.change("2026-03-10T10:00", weeks="8")
    with watched(beat.flywheel.store.engine) as for_two:
        beat.flywheel.write(_looked_ahead)

    assert (14, 2) == (len(beat.meetings(MeetingStatus.SUPERSEDED)), len(beat.planned()))
    assert len(for_many) == len(for_two) <= 8
