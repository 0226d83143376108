"""What a department puts first, and how much of it points the same way."""

import pytest

from bot.errors import UserError
from bot.goals.models import GoalState
from bot.goals.picture import picture_message
from bot.goals.picture_pages import picture_of
from bot.goals.priorities import NO_PRIORITY, NO_TEXT, NOT_THERE, PriorityWish
from bot.i18n import texts_in
from bot.permissions.services import NOT_ALLOWED
from bot.slack.ids import BlockId
from tests.goals.conftest import Company, of
from tests.loops.life import a_report
from tests.people import LAN, TOM


def said(company: Company, department: str = "product") -> tuple[list[str], list[str]]:
    """(what points the same way, what does not)."""
    pull = company.pulls()[department]
    return [one.text for one in pull.same], [one.text for one in pull.other]


def test_what_is_tied_to_the_theme_a_goal_or_a_pain_points_the_same_way(company: Company) -> None:
    goal = company.goal("Export in ten seconds", of("product"), company.goal("Grow"), TOM)
    pain = a_report(company.flywheel)

    company.name(
        "product",
        PriorityWish("Plan it", "theme"),
        PriorityWish("Build it", f"goal:{goal.key}"),
        PriorityWish("Call Contoso", f"pain:{pain.key}"),
    )

    assert (["Plan it", "Build it", "Call Contoso"], []) == said(company)


def test_what_is_tied_to_nothing_or_to_a_goal_that_leads_nowhere_does_not(company: Company) -> None:
    alone = company.goal("Rewrite the billing", of("product"), None, TOM)

    company.name("product", PriorityWish("Rewrite", f"goal:{alone.key}"), PriorityWish("Tidy up", "nothing"),
                 PriorityWish("Move"))  # fmt: skip

    assert ([], ["Rewrite", "Tidy up", "Move"]) == said(company)


def test_a_goal_that_is_dropped_takes_its_priorities_with_it(company: Company) -> None:
    goal = company.goal("Grow")
    company.name("product", PriorityWish("Grow fast", f"goal:{goal.key}"))

    company.close(goal, GoalState.DROPPED)

    assert ([], ["Grow fast"]) == said(company)


def test_naming_them_again_replaces_them(company: Company) -> None:
    company.name("product", PriorityWish("One", "theme"), PriorityWish("Two", "theme"))

    company.name("product", PriorityWish(""), PriorityWish("Three", "theme"))

    assert (["Three"], []) == said(company)
    assert [1] == [one.position for one in company.pulls()["product"].priorities]


def test_fewer_than_three_are_fine_and_none_is_not(company: Company) -> None:
    with pytest.raises(UserError) as told:
        company.name("product", PriorityWish(" "), PriorityWish(""))

    assert (NO_PRIORITY, BlockId.PRIORITY_1) == (told.value.sentence, told.value.block_id)


def test_a_tie_without_a_word_is_asked_about_where_it_stands(company: Company) -> None:
    with pytest.raises(UserError) as told:
        company.name("product", PriorityWish("One", "theme"), PriorityWish("", "theme"))

    assert (NO_TEXT, BlockId.PRIORITY_2) == (told.value.sentence, told.value.block_id)


@pytest.mark.parametrize("tie", ["goal:77", "pain:77", "goal:", "pain:x"])
def test_what_is_not_there_cannot_be_tied_to(company: Company, tie: str) -> None:
    with pytest.raises(UserError) as told:
        company.name("product", PriorityWish("One", tie))

    assert (NOT_THERE, BlockId.TIE_1) == (told.value.sentence, told.value.block_id)


def test_only_who_decides_there_names_them(company: Company) -> None:
    with pytest.raises(UserError) as told:
        company.name("product", PriorityWish("One", "theme"), by=LAN)

    assert NOT_ALLOWED == told.value.sentence


def test_the_picture_says_department_by_department_and_lists_what_points_elsewhere(company: Company) -> None:
    company.name("product", PriorityWish("Plan", "theme"), PriorityWish("Rewrite <billing>"))
    company.name("customer_service", PriorityWish("Listen", "theme"), by=LAN)

    picture = company.read(lambda session: picture_of(session, company.theme(), texts_in("en")))
    text = picture_message(picture, texts_in("en")).text

    assert [
        "*What comes first in Q1 FY26: kick-off*",
        "2 of 3 point the same way: to the theme, a goal of the company, or a customer's pain.",
        "● *Customer service* 1 of 1",
    ] == [*text.splitlines()[:3]]
    assert "●○ *Product* 1 of 2" in text
    assert "• *Product* Rewrite &lt;billing&gt; (tied to nothing yet)" in text
    assert "Not named yet: Marketing, Sales, People, Finance, Business enablement." in text
    assert TOM.name not in text


def test_a_picture_of_nothing_says_so(company: Company) -> None:
    picture = company.read(lambda session: picture_of(session, company.theme(), texts_in("vi")))

    assert "Chưa có phòng ban nào nêu ưu tiên." in picture_message(picture, texts_in("vi")).text
