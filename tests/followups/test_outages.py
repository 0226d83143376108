"""The one message a day when things went wrong: outages, a Slack that is away, several processes, people who move."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from bot.delivery.letters import State
from bot.followups import lists
from bot.followups.models import Reminded
from bot.followups.rules import next_morning
from bot.followups.services import pause_reminders
from bot.ownership.handoffs import offer
from bot.ownership.leaving import person_changed
from bot.ownership.models import AgendaMark
from bot.ownership.rules import Receiver
from bot.pains.models import PainStatus
from bot.people.models import Person
from bot.people.rules import profile_of
from bot.roster.models import SeatRole
from bot.workdays.rules import Calendar
from tests.delivery.fake_slack import Trouble
from tests.fake_workspace import TEAM, user_object
from tests.followups.conftest import Office
from tests.people import LAN, MAYA, TOM

WEDNESDAY = date(2026, 3, 4)
MORNING = datetime(2026, 3, 4, 8, tzinfo=UTC)  # nine in Berlin
LATE = "This comes late"


def march(day: int, hour: int = 23) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


async def test_what_is_done_before_the_letter_goes_out_is_not_reminded_of(office: Office) -> None:
    pain = office.pain(TOM, next_on=WEDNESDAY, owned_at=march(1))
    await office.until(MORNING - timedelta(seconds=1))
    office.flywheel.clock.move_to(MORNING)
    await office.mornings.run_once()
    office.change(pain, status=PainStatus.RESOLVED)

    await office.until(march(4))

    assert ("list:U0TOM:2026-03-04", State.CANCELLED) in office.list_letters()
    assert 1 == len(office.lists(TOM))  # the one of the day before


async def test_after_an_outage_of_three_days_there_is_one_message_that_says_it_is_late(office: Office) -> None:
    office.seat(MAYA, "product")
    office.pain(TOM, title="Slow export", next_on=WEDNESDAY)
    await office.until(march(3))
    before = len(office.lists(TOM)), len(office.lists(MAYA))
    office.flywheel.clock.move_to(march(9, 13))  # Monday, two in the afternoon in Berlin, nine in New York

    await office.until(march(9))

    news = office.lists(TOM)[before[0] :]
    assert 1 == len(news)
    assert (True, True) == (LATE in news[0], "was due on Wed, Mar 4" in news[0])
    assert not any("and late" in text for text in office.lists(MAYA))  # Tom has his chance first
    assert [] == office.flywheel.rows(AgendaMark)


async def test_a_list_decided_in_the_morning_and_sent_after_noon_says_that_it_is_late(office: Office) -> None:
    """The bot stopped between writing the letter and sending it."""
    office.pain(TOM, next_on=WEDNESDAY, owned_at=march(1))
    await office.until(MORNING - timedelta(seconds=1))
    office.flywheel.clock.move_to(MORNING)
    await office.mornings.run_once()
    office.flywheel.clock.move_to(march(4, 13))

    await office.until(march(4))

    assert LATE in office.lists(TOM)[-1]


async def test_after_the_outage_the_ladder_goes_on_from_where_it_was(office: Office) -> None:
    office.seat(MAYA, "product")
    office.pain(TOM, next_on=WEDNESDAY)
    await office.until(march(3))
    office.flywheel.clock.move_to(march(9, 13))

    await office.until(march(13))

    rungs = [(one.rung, one.day.day) for one in office.flywheel.rows(Reminded) if one.subject.startswith("pain")]
    assert [(1, 3), (2, 9), (3, 11), (4, 13)] == rungs


async def test_an_outage_that_ends_at_night_is_made_up_for_in_the_morning(office: Office) -> None:
    office.pain(TOM, next_on=WEDNESDAY)
    office.flywheel.clock.move_to(march(4, 22))

    await office.until(march(5, 7))
    at_night = office.lists(TOM)
    await office.until(march(5, 9))

    assert [] == at_night
    assert (1, False) == (len(office.lists(TOM)), LATE in office.lists(TOM)[0])


async def test_a_list_slack_would_not_take_all_day_is_not_sent_at_night(office: Office) -> None:
    office.pain(TOM, next_on=WEDNESDAY, owned_at=march(1))
    await office.until(MORNING - timedelta(hours=1))
    office.flywheel.slack.troubles = [Trouble.UNREACHABLE] * 3
    await office.until(MORNING + timedelta(seconds=2))
    office.flywheel.clock.move_to(MORNING + timedelta(hours=8))

    await office.until(march(4))

    assert ("list:U0TOM:2026-03-04", State.EXPIRED) in office.list_letters()
    assert [] == [one for one in office.flywheel.rows(Reminded) if one.day == WEDNESDAY]  # so tomorrow it is told


async def test_a_list_slack_takes_only_after_noon_says_that_it_is_late(office: Office) -> None:
    office.pain(TOM, next_on=WEDNESDAY, owned_at=march(1))
    await office.until(march(3))
    office.flywheel.clock.move_to(MORNING + timedelta(hours=2, minutes=58))
    office.flywheel.slack.troubles = [Trouble.UNREACHABLE] * 10

    await office.until(march(4))

    assert LATE in office.lists(TOM)[-1]


async def test_two_at_once_send_one_list(office: Office) -> None:
    office.pain(TOM, next_on=WEDNESDAY, owned_at=march(1))
    await office.until(MORNING - timedelta(seconds=1))
    before = len(office.lists(TOM))
    office.flywheel.clock.move_to(MORNING)

    await office.at_once(3)
    await office.until(march(4))

    assert before + 1 == len(office.lists(TOM))


async def test_who_pauses_while_the_letter_waits_is_left_alone(office: Office) -> None:
    office.pain(TOM, next_on=WEDNESDAY, owned_at=march(1))
    await office.until(MORNING - timedelta(seconds=1))
    office.flywheel.clock.move_to(MORNING)
    await office.mornings.run_once()
    office.flywheel.write(pause_reminders, TOM.user_id, paused=True)

    await office.until(march(4))

    assert ("list:U0TOM:2026-03-04", State.CANCELLED) in office.list_letters()


async def test_somebody_who_moved_gets_her_list_in_her_new_morning(office: Office) -> None:
    office.pain(TOM, next_on=WEDNESDAY, owned_at=march(1))
    await office.until(march(3))

    def moves(session: Session, workspace_id: int, *, now: datetime) -> None:
        session.exec(select(Person).where(Person.user_id == TOM.user_id)).one().time_zone = "America/New_York"

    office.flywheel.write(moves)
    await office.until(march(4, 13))
    too_early = len(office.lists(TOM))
    await office.until(march(4, 15))

    assert (1, 2) == (too_early, len(office.lists(TOM)))


async def test_an_offer_whose_answerer_leaves_stands_on_the_deputys_list(office: Office) -> None:
    office.seat(LAN, "customer_service")
    office.seat(MAYA, "customer_service", SeatRole.DEPUTY)
    pain = office.pain(TOM, title="Slow export", next_on=date(2026, 3, 30))
    office.flywheel.write(offer, pain.key, TOM.user_id, Receiver("customer_service"), "Theirs")
    await office.until(march(3))
    before = len(office.lists(MAYA))

    office.flywheel.write(person_changed, profile_of(user_object(LAN, deleted=True), TEAM))
    await office.until(march(4))

    assert 0 == before
    assert ["offered by Tom Becker" in text for text in office.lists(MAYA) if "P-1" in text] == [True]


async def test_somebody_our_code_fails_on_does_not_keep_the_others_waiting(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in (TOM, MAYA, LAN):
        office.pain(who, next_on=WEDNESDAY)
    await office.until(march(3))
    before = [len(office.lists(who)) for who in (TOM, MAYA, LAN)]

    def fails_in_berlin(now: datetime, zone: ZoneInfo, calendar: Calendar) -> datetime:
        if zone.key == "Europe/Berlin":
            raise ValueError("a bug")
        return next_morning(now, zone, calendar)

    monkeypatch.setattr(lists, "next_morning", fails_in_berlin)
    office.flywheel.clock.move_to(march(4, 15))  # New York and Berlin are due in one batch
    await office.until(march(4, 16))
    monkeypatch.undo()
    meanwhile = [len(office.lists(who)) for who in (TOM, MAYA, LAN)]
    await office.until(march(5, 12))

    assert [0, 1, 0] == [after - earlier for after, earlier in zip(meanwhile, before, strict=True)]
    assert before[0] + 1 == len(office.lists(TOM))
