"""Leaders are asked why and what is next: each in her morning and language, once, and once more on her list."""

from datetime import date, datetime

import pytest
from sqlmodel import Session

from bot.checkpoints.models import CheckpointState
from bot.checkpoints.services import save_remarks
from bot.errors import UserError
from bot.pains.models import Via
from bot.pains.rules import Report
from bot.pains.services import Origin
from bot.people.models import Person
from bot.roster.models import SeatRole
from bot.roster.services import leave
from bot.steps.models import StepKind
from bot.workdays.models import DayOff
from bot.workspaces.models import Workspace
from bot.years.services import begin_year
from tests.checkpoints.conftest import NEXT, QUARTER, WHY, Reviews
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM, Somebody
from tests.prompts.conftest import in_berlin

ASKED_AT = (2026, 4, 1, 18)  # nine in New York is over


def asked(reviews: Reviews, who: Somebody, about: str = "March 2026") -> list[str]:
    """When she was asked, on her own wall."""
    first = (("*KPI review: " if who is not LAN else "*Xem lại KPI: ") + about) if about != "QBR" else "*QBR: "
    return [f"{at:%m-%d %H:%M}" for at, one in reviews.sent(who) if one["text"].startswith(first)]


def lists(reviews: Reviews, who: Somebody, word: str) -> list[str]:
    """The lines about a review on her daily lists, with the day."""
    found = []
    for at, message in reviews.sent(who):
        lines = message["text"].splitlines()
        found += [f"{at:%m-%d} {lines[place + 1]}" for place, line in enumerate(lines) if line == f"*{word}*"]
    return found


async def test_each_leader_is_asked_at_nine_of_her_own_morning_in_her_language(reviews: Reviews) -> None:
    await reviews.undisturbed_until(*ASKED_AT)

    assert ["04-01 09:00"] == asked(reviews, TOM) == asked(reviews, MAYA)
    assert ["04-01 09:00"] == asked(reviews, LAN, "tháng 3 năm 2026")
    assert CheckpointState.ASKED is reviews.review().state


async def test_she_is_asked_once_and_reminded_inside_her_one_list_on_the_last_day(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 4, 3, 10)
    days = [f"{at:%m-%d}" for at, one in reviews.sent(TOM) if "waiting for you" in one["text"]]
    march = [line for line in lists(reviews, TOM, "KPI review: March 2026") if "Wed, Apr 1" in line]

    assert 1 == len(asked(reviews, TOM))
    assert len(days) == len(set(days))
    assert "04-02 why, and what is next, asked of Product on Wed, Apr 1 · *due today*" in march


async def test_who_has_said_both_parts_is_not_reminded(reviews: Reviews) -> None:
    await reviews.undisturbed_until(*ASKED_AT)
    reviews.say(TOM)
    await reviews.until(2026, 4, 3, 10)

    assert [] == [line for line in lists(reviews, TOM, "KPI review: March 2026") if "Wed, Apr 1" in line]
    assert "said" in reviews.outcomes(StepKind.CHECKPOINT_LEADER)


async def test_a_new_leader_is_asked_instead_once(reviews: Reviews) -> None:
    await reviews.undisturbed_until(*ASKED_AT)
    reviews.change(leave_all, TOM)
    reviews.flywheel.write(seat, MAYA.user_id, "product", SeatRole.LEAD)
    await reviews.until(2026, 4, 3)

    assert ["04-01 09:00", "04-02 09:00"] == asked(reviews, MAYA)
    assert ["04-01 09:00"] == asked(reviews, TOM)


async def test_a_department_without_anybody_to_ask_is_named_in_the_brief(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 4, 3, 11)
    (brief,) = [one for one in reviews.in_channel() if one["text"].startswith("KPI review")]

    assert (
        "Not asked, because nobody decides there yet: Marketing, People, Finance, and Business enablement."
        in (brief["text"])
    )


async def test_a_company_without_leaders_is_asked_when_it_has_one(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 3, 31, 12)
    for who in (LAN, TOM, MAYA):
        reviews.change(leave_all, who)
    await reviews.until(2026, 4, 1)
    reviews.flywheel.write(seat, TOM.user_id, "product", SeatRole.LEAD)
    await reviews.until(2026, 4, 2)

    assert ["04-01 09:00"] == asked(reviews, TOM)


@pytest.mark.parametrize(("named", "morning"), [((2026, 3, 31, 23), "04-01 09:00"), ((2026, 4, 1, 15), "04-02 09:00")])
async def test_who_is_named_after_the_others_were_asked_is_asked_the_next_morning(
    reviews: Reviews, named: tuple[int, ...], morning: str
) -> None:
    await reviews.undisturbed_until(*named)
    reviews.flywheel.write(seat, MAYA.user_id, "people", SeatRole.LEAD)
    await reviews.until(2026, 4, 2, 18)

    assert [morning] == asked(reviews, MAYA, "March 2026 · People")


async def test_a_leader_twelve_hours_east_is_asked_on_the_day_itself(reviews: Reviews) -> None:
    """Nine on April 1 in Vietnam is ten in the evening of March 31 in New York, where the company is."""
    await reviews.undisturbed_until(2026, 3, 31, 12)
    reviews.change(moves_to, "America/New_York")
    reviews.flywheel.write(begin_year)
    await reviews.until(*ASKED_AT)

    assert ["04-01 09:00"] == asked(reviews, TOM) == asked(reviews, MAYA)
    assert ["04-01 09:00"] == asked(reviews, LAN, "tháng 3 năm 2026")


async def test_about_december_leaders_are_asked_in_january_when_the_numbers_are_whole(reviews: Reviews) -> None:
    reviews.flywheel.clock.move_to(in_berlin(2026, 12, 21))
    reviews.flywheel.write(begin_year)
    await reviews.until(2027, 1, 4, 18)

    assert ["01-01 09:00"] == asked(reviews, TOM, "December 2026")


async def test_a_list_names_the_day_she_really_was_asked(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 3, 26)
    reviews.flywheel.clock.advance(days=6, hours=20)  # the evening of the day
    await reviews.until(2026, 4, 6, 12)
    found = lists(reviews, TOM, "QBR: Q1 FY26")

    assert ["04-02 09:00"] == asked(reviews, TOM, "QBR")
    assert ["04-06 why, and what is next, asked of Product on Thu, Apr 2 · *due today*"] == found[-1:]


async def test_no_list_speaks_of_it_before_she_was_asked_where_her_department_is_off_that_day(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 3, 31, 12)
    reviews.flywheel.write(off, "product", date(2026, 4, 1))

    await reviews.until(2026, 4, 2, 18)

    assert ["04-02 09:00"] == asked(reviews, TOM)
    assert [] == lists(reviews, TOM, "KPI review: March 2026")


def off(session: Session, workspace_id: int, department: str, day: date, *, now: datetime) -> None:
    session.add(DayOff(workspace_id=workspace_id, department=department, day=day, name="Product outing"))


async def test_after_an_outage_the_question_comes_in_her_working_hours_and_says_that_it_is_late(
    reviews: Reviews,
) -> None:
    await reviews.undisturbed_until(2026, 3, 26)
    reviews.flywheel.clock.advance(days=6, hours=22)  # Wednesday night in Berlin
    await reviews.until(2026, 4, 2, 12)
    (at, message), *more = [one for one in reviews.sent(TOM) if one[1]["text"].startswith("*KPI review")]

    assert [] == more
    assert "04-02 09:00" == f"{at:%m-%d %H:%M}"
    assert "_This comes late; until the review there is time all the same._" in message["text"]


async def test_once_the_review_has_begun_nobody_is_asked_any_more(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 3, 26)
    reviews.flywheel.clock.advance(days=12)
    await reviews.until(2026, 4, 8)

    assert [] == asked(reviews, TOM)
    assert "missed: the review has begun" in reviews.outcomes(StepKind.CHECKPOINT_ASK)


async def test_the_department_reads_its_own_figures_beside_the_question(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 3, 31, 12)
    for stage in ("use", "use", "buy"):
        reviews.flywheel.report(Report(LAN.user_id, "Slow export", stage=stage), Origin(Via.FORM))
    await reviews.until(*ASKED_AT)
    (_, message) = next(one for one in reviews.sent(TOM) if one[1]["text"].startswith("*KPI review"))

    assert "• Reports: Use: 2" in message["text"]
    assert "Reports: Buy" not in message["text"]


async def test_what_was_said_can_be_changed_until_the_brief_and_taken_back(reviews: Reviews) -> None:
    await reviews.undisturbed_until(*ASKED_AT)
    reviews.say(TOM)
    reviews.say(TOM, "Another reason", "")
    (remark,) = reviews.remarks()

    assert ("Another reason", "insight", "product") == (remark.text, remark.part, remark.department)


async def test_a_form_without_a_word_is_not_kept(reviews: Reviews) -> None:
    with pytest.raises(UserError, match="Write a few words in one field at least"):
        reviews.say(TOM, " … ", "")


async def test_what_stands_in_the_brief_stays_and_what_comes_after_is_labelled(reviews: Reviews) -> None:
    await reviews.undisturbed_until(*ASKED_AT)
    reviews.say(TOM, WHY, "")
    await reviews.until(2026, 4, 3, 11)
    with pytest.raises(UserError, match="The brief is out"):
        reviews.say(TOM, "Something else", NEXT)
    reviews.say(TOM, WHY, NEXT)
    await reviews.until(2026, 4, 3, 12)

    assert f"• *Product* {NEXT} _(late)_" in reviews.edited()
    assert f"• *Product* {WHY}\n" in reviews.edited()


async def test_who_does_not_decide_there_writes_nothing(reviews: Reviews) -> None:
    await reviews.undisturbed_until(*ASKED_AT)
    with pytest.raises(UserError, match="You may not do that here"):
        reviews.flywheel.write(save_remarks, LAN.user_id, (reviews.review().key, "product"), {})


async def test_a_leader_who_is_away_is_not_written_to(reviews: Reviews) -> None:
    def gone(session: Session, *_: object) -> None:
        person = next(one for one in reviews.flywheel.rows(Person) if one.user_id == TOM.user_id)
        stored = session.get_one(Person, person.id)
        stored.is_gone = True

    await reviews.undisturbed_until(2026, 3, 31, 12)
    reviews.change(gone)
    reviews.change(leave_all, TOM)
    await reviews.until(2026, 4, 3, 11)

    assert [] == asked(reviews, TOM)


async def test_the_quarter_is_asked_about_as_well(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 4, 7, 11)

    assert ["04-02 09:00"] == asked(reviews, TOM, "QBR")  # the morning after she was asked about March
    assert CheckpointState.HELD is reviews.review(QUARTER, "2026-01-01").state


def moves_to(session: Session, workspace_id: int, zone: str) -> None:
    session.get_one(Workspace, workspace_id).time_zone = zone


def leave_all(session: Session, workspace_id: int, who: Somebody) -> None:
    leave(session, workspace_id, who.user_id, on=date(2026, 3, 24))
