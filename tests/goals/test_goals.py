"""Goals: who may write which, what they lead to, and what the tree says of those that lead nowhere."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from bot.errors import UserError
from bot.goals.models import Goal, GoalLevel, GoalState
from bot.goals.queries import find_goal, parents_in, years_known
from bot.goals.services import NO_OUTCOME, NO_TITLE, TO_COMPANY, TO_DEPARTMENT, TO_NONE, GoalWish, edit_goal
from bot.permissions.services import NOT_ALLOWED
from bot.roster.services import leave
from bot.slack.ids import BlockId
from tests.goals.conftest import BETTER, YEAR, Company, her_own, of
from tests.people import LAN, MAYA, TOM


def test_goals_hang_from_the_company_to_a_person_in_the_order_of_departments(company: Company) -> None:
    renew = company.goal("Customers renew because it works")
    company.goal("Answer the same day", of("customer_service"), renew, LAN)
    export = company.goal("Export in ten seconds", of("product"), renew, TOM)
    company.goal("Rewrite the queue", her_own(TOM), export, TOM)
    company.goal("Grow in Asia")

    assert [
        "Customers renew because it works",
        "  Answer the same day",
        "  Export in ten seconds",
        "    Rewrite the queue",
        "Grow in Asia",
    ] == company.drawn()


def test_what_leads_nowhere_is_shown_as_such(company: Company) -> None:
    company.goal("Customers renew because it works")
    own = company.goal("Rewrite the billing", of("product"), None, TOM)
    company.goal("Learn Rust", her_own(TOM), own, TOM)

    assert ["Customers renew because it works", "Rewrite the billing?", "  Learn Rust?"] == company.drawn()


def test_a_department_whose_goals_all_lead_nowhere_pulls_elsewhere(company: Company) -> None:
    renew = company.goal("Customers renew because it works")
    company.goal("Rewrite the billing", of("product"), None, TOM)
    company.goal("Answer the same day", of("customer_service"), renew, LAN)
    company.goal("A new tool", of("customer_service"), None, LAN)

    found = company.tree()

    assert [("product", 1)] == found.elsewhere
    assert ["marketing", "sales", "people", "finance", "enablement"] == found.without


def test_what_hung_from_a_dropped_goal_leads_nowhere_and_what_was_reached_still_counts(company: Company) -> None:
    first, second = company.goal("Grow in Asia"), company.goal("Customers renew")
    company.goal("Prices in dong", of("product"), first, TOM)
    company.goal("Answer the same day", of("customer_service"), second, LAN)

    company.close(first, GoalState.DROPPED)
    company.close(second, GoalState.REACHED)

    assert ["Customers renew", "  Answer the same day", "Prices in dong?"] == company.drawn()
    assert ["Grow in Asia"] == [goal.title for goal in company.tree().dropped]


def test_a_dropped_goal_can_be_opened_again(company: Company) -> None:
    goal = company.goal("Grow in Asia")
    company.close(goal, GoalState.DROPPED)

    company.close(goal, GoalState.OPEN)

    assert ["Grow in Asia"] == company.drawn()


@pytest.mark.parametrize(("title", "outcome", "field", "sentence"), [
    (" ", BETTER, BlockId.GOAL_TITLE, NO_TITLE),
    ("Faster", "…", BlockId.GOAL_OUTCOME, NO_OUTCOME),
])  # fmt: skip
def test_a_departments_goal_says_what_is_better_for_the_customer(
    company: Company, title: str, outcome: str, field: str, sentence: str
) -> None:
    with pytest.raises(UserError) as told:
        company.goal(title, of("product"), None, TOM, outcome)

    assert (sentence, field) == (told.value.sentence, told.value.block_id)
    assert [] == company.drawn()


def test_goals_of_the_company_and_of_a_person_need_no_outcome(company: Company) -> None:
    company.goal("Grow", outcome="")
    company.goal("Learn", her_own(TOM), None, TOM, "")

    assert ["Grow", "Learn?"] == company.drawn()


def test_a_goal_cannot_hang_from_one_of_the_wrong_kind(company: Company) -> None:
    grow = company.goal("Grow")
    export = company.goal("Export in ten seconds", of("product"), grow, TOM)
    mine = company.goal("Rewrite the queue", her_own(TOM), export, TOM)

    for whose, below, by, sentence in (
        (of("customer_service"), export, LAN, TO_COMPANY),
        (her_own(LAN), mine, LAN, TO_DEPARTMENT),
    ):
        with pytest.raises(UserError) as told:
            company.goal("Answer", whose, below, by)
        assert sentence == told.value.sentence
    with pytest.raises(UserError) as told:
        company.goal("Grow more", below=grow)
    assert TO_NONE == told.value.sentence


def test_who_may_write_which(company: Company) -> None:
    for whose, by in ((of("customer_service"), TOM), (her_own(LAN), TOM)):
        with pytest.raises(UserError) as told:
            company.goal("Faster", whose, None, by)
        assert NOT_ALLOWED == told.value.sentence
    company.goal("Grow", by=TOM)  # the flywheel team

    assert ["Grow"] == company.drawn()


def test_an_admin_can_fix_any_of_them(company: Company) -> None:
    goal = company.goal("Answer the same dya", her_own(LAN), None, LAN)

    company.flywheel.write(edit_goal, MAYA.user_id, goal.key, GoalWish("Answer the same day"))

    assert ["Answer the same day?"] == company.drawn()


def test_somebody_without_a_seat_writes_her_own_and_no_other(company: Company) -> None:
    company.goal("Call three customers", her_own(LAN), None, LAN)
    company.flywheel.write(leave_team, LAN.user_id)

    with pytest.raises(UserError):
        company.goal("Grow", by=LAN)
    company.goal("Call one more", her_own(LAN), None, LAN)

    assert 2 == len(company.drawn())


def test_a_goal_of_another_workspace_is_not_there(company: Company) -> None:
    goal = company.goal("Grow")

    with pytest.raises(UserError):
        company.read(lambda session: find_goal(session, company.flywheel.workspace_id + 1, goal.key))


def test_what_a_goal_can_lead_to_is_the_company_first(company: Company) -> None:
    company.goal("Faster", of("product"), None, TOM)
    company.goal("Grow")

    found = company.read(lambda session: parents_in(session, company.flywheel.workspace_id, YEAR))

    assert [GoalLevel.COMPANY, GoalLevel.DEPARTMENT] == [goal.level for goal in found]


def test_this_year_and_the_next_can_be_planned_and_the_past_be_read(company: Company) -> None:
    company.flywheel.write(an_old_goal)

    found = company.read(
        lambda session: years_known(session, company.flywheel.workspace_id, now=company.flywheel.clock.now())
    )

    assert ["FY24", "FY26", "FY27"] == found


def leave_team(session: Session, workspace_id: int, person: str, *, now: datetime) -> None:
    leave(session, workspace_id, person, on=now.date())


def an_old_goal(session: Session, workspace_id: int, *, now: datetime) -> None:
    goal: dict[str, Any] = {
        "workspace_id": workspace_id,
        "year": "FY24",
        "level": GoalLevel.COMPANY,
        "title": "Grow",
        "by": "U1",
    }
    session.add(Goal(**goal, created_at=now))
