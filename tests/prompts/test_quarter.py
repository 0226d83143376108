"""A quarter walked by the clock: three leaders, three zones, two languages, every message at its hour."""

from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from bot.followups.models import Reminded
from bot.prompts.clicks import answers_shown
from bot.prompts.models import PromptState
from bot.roster.models import SeatRole
from bot.workdays.rules import Calendar
from bot.workspaces.models import Workspace
from bot.years.models import Theme
from bot.years.services import begin_year
from tests.flywheel import Flywheel
from tests.kept import Kept
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM, Somebody
from tests.prompts.conftest import Leaders

ASKED = {date(2026, 4, 1), date(2026, 5, 18), date(2026, 6, 23)}
QUESTIONS = {LAN: "Q2 FY26, ý tưởng lớn", TOM: "Q2 FY26, big ideas", MAYA: "Q2 FY26, big ideas"}


def is_list(text: str) -> bool:
    return "waiting for you" in text or "đang chờ bạn" in text


async def test_everybody_gets_her_questions_at_nine_on_her_own_wall_and_in_her_language(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 7, 1)

    for who, title in QUESTIONS.items():
        came = [(at, one["text"]) for at, one in leaders.sent(who) if title in one["text"]]
        assert ASKED == {at.date() for at, _ in came}
        assert [(9, 0)] * 3 == [(at.hour, at.minute) for at, _ in came]
        off_hours = [at for at, _ in leaders.sent(who) if not Calendar().is_workday(at.date()) or at.hour != 9]
        lists = [at.date() for at, one in leaders.sent(who) if is_list(one["text"])]
        assert ([], len(set(lists))) == (off_hours, len(lists))


class InNewYork(Leaders):
    """The company is there: nine on April 1 in Vietnam is ten in the evening of March 31."""


@pytest.fixture
def in_new_york(flywheel: Flywheel, kept: Kept) -> Leaders:
    leaders = InNewYork(flywheel, kept)
    flywheel.write(_moves_to, "America/New_York")
    return leaders


async def test_a_leader_far_east_of_the_company_is_asked_on_the_day_itself(in_new_york: Leaders) -> None:
    await in_new_york.undisturbed_until(2026, 4, 1, 18)

    for who, title in QUESTIONS.items():
        came = [at.isoformat()[:16] for at, one in in_new_york.sent(who) if title in one["text"]]
        assert ["2026-04-01T09:00"] == came
        assert not any("come late" in one["text"] or "đến muộn" in one["text"] for _, one in in_new_york.sent(who))


async def test_what_she_said_last_stands_in_its_roll_up_and_beside_her_next_questions(in_new_york: Leaders) -> None:
    """The roll-up of the close is out, thirteen hours before she is asked about the kick-off."""
    await in_new_york.undisturbed_until(2026, 3, 31, 11)  # four in the afternoon, in Vietnam
    in_new_york.answer(LAN, {"customer": "Chị Hoa ở Phở Sen"})
    await in_new_york.until(2026, 4, 1, 5)

    (rolled_up,) = [one["text"] for one in in_new_york.in_channel() if "Close of the quarter" in one["text"]]
    (asked,) = [one["text"] for _, one in in_new_york.sent(LAN) if QUESTIONS[LAN] in one["text"]]
    assert "Chị Hoa ở Phở Sen" in rolled_up
    assert "_(late)_" not in rolled_up
    assert "“Chị Hoa ở Phở Sen”" in asked


async def test_a_leader_far_east_finds_her_questions_before_the_quarter_begins_for_the_company(
    in_new_york: Leaders,
) -> None:
    await in_new_york.undisturbed_until(2026, 4, 1, 5)

    shown = in_new_york.flywheel.write(answers_shown, LAN.user_id).text
    assert "Khởi động · Q2 FY26" in shown
    assert "Cuối quý · Q1 FY26" in shown


async def test_who_is_named_between_the_asking_and_the_morning_is_asked_that_morning(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 3, 31, 23)
    leaders.flywheel.write(seat, TOM.user_id, "people", SeatRole.LEAD)
    await leaders.until(2026, 4, 1, 12)

    came = [at for at, one in leaders.sent(TOM) if f"Kick-off · {QUESTIONS[TOM]} · People" in one["text"]]
    assert ["04-01 09:00"] == [f"{at:%m-%d %H:%M}" for at in came]


async def test_only_those_who_are_missing_are_reminded_twice_before_each_roll_up(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 4, 1, 18)
    leaders.answer(TOM, {"big_ideas.kick_off.1": "Nobody types any more"})

    await leaders.until(2026, 4, 30)

    def reminded(who: Somebody) -> list[date]:
        told = leaders.flywheel.rows(Reminded)
        return [one.day for one in told if one.person == who.user_id and one.subject.startswith("answer:")]

    assert [date(2026, 3, 26), date(2026, 3, 30)] == reminded(TOM)  # of the close: due on the 30th, out on the 31st
    assert [date(2026, 3, 26), date(2026, 3, 30), date(2026, 4, 3), date(2026, 4, 7)] == reminded(LAN) == reminded(MAYA)


async def test_the_ledger_says_what_became_of_each(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 4, 1, 18)
    leaders.answer(TOM, {"big_ideas.kick_off.1": "Nobody types any more"})

    await leaders.until(2026, 4, 9)

    assert ["3 departments asked"] * 2 == leaders.outcomes("prompts")
    assert ["answered", "no answer", "no answer"] == sorted(leaders.outcomes("prompt")[3:])
    assert ["posted, 0 answered", "posted, 1 answered"] == leaders.outcomes("roll_up")


async def test_the_roll_up_comes_on_its_morning_though_it_is_partial(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 4, 1, 18)
    leaders.answer(TOM, {"big_ideas.kick_off.1": "Nobody types any more"})
    await leaders.until(2026, 4, 8, 8, 59)
    before = len(leaders.in_channel())

    await leaders.until(2026, 4, 8, 9)

    text = leaders.in_channel()[-1]["text"]
    assert 1 == len(leaders.in_channel()) - before
    assert "• *Product* Nobody types any more" in text
    assert "Still to come: Sales, Customer service." in text
    assert "nobody decides there yet: Marketing, People, Finance, Business enablement." in text


async def test_when_everybody_is_silent_it_is_posted_and_kind(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 4, 1)

    text = leaders.in_channel()[-1]["text"]
    assert "Nobody has answered yet. There is still time" in text
    assert "Still to come" not in text


async def test_a_bot_that_slept_asks_late_says_so_and_gives_the_same_time(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 3, 31, 12)
    leaders.flywheel.clock.advance(days=6)  # Monday, April 6, noon

    await leaders.until(2026, 4, 9)

    (asked,) = [one["text"] for _, one in leaders.sent(TOM) if QUESTIONS[TOM] in one["text"]]
    assert "These questions come late" in asked
    assert [date(2026, 4, 13)] == sorted({one.due_at.date() for one in leaders.prompts() if ":kick_off" in one.subject})


async def test_what_was_slept_through_to_the_next_questions_is_missed_and_said_so(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 3, 31, 12)
    leaders.flywheel.clock.advance(days=60)  # past half-way

    await leaders.until(2026, 6, 1)

    assert "missed: the next questions are out" in leaders.outcomes("prompts")
    assert not any("Kick-off · Q2" in one["text"] for _, one in leaders.sent(TOM))


async def test_the_next_questions_end_the_reminders_for_the_last_ones(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 4, 1, 18)

    states = {one.state for one in leaders.prompts() if ":close" in one.subject}

    assert {PromptState.OVER} == states


def _moves_to(session: Session, workspace_id: int, zone: str, *, now: datetime) -> None:
    """From the first quarter on."""
    session.get_one(Workspace, workspace_id).time_zone = zone
    for theme in session.exec(select(Theme)).all():
        theme.zone = zone
    session.flush()
    begin_year(session, workspace_id, now=now)
