"""What comes first: asked for in the kick-off and the planning quarter, and shown in their roll-ups."""

import pytest

from bot.contacts.rules import Met
from bot.contacts.services import log_contact
from bot.goals.priorities import PriorityWish
from bot.prompts.naming import name_first
from bot.slack.ids import ActionId
from bot.years.models import Theme, ThemeKind
from tests.people import LAN, MAYA, TOM, Somebody
from tests.prompts.conftest import Leaders

FAST = PriorityWish("Answer on the same day", "theme")
OFFICE = PriorityWish("A new office", "nothing")


def name(leaders: Leaders, who: Somebody, department: str, *wishes: PriorityWish) -> None:
    theme = next(one for one in leaders.flywheel.rows(Theme) if one.kind is ThemeKind.KICK_OFF)
    leaders.flywheel.write(name_first, who.user_id, theme.key, department, wishes)


@pytest.fixture
async def asked(leaders: Leaders) -> Leaders:
    """The close of the kick-off quarter was asked about: Tuesday, March 24."""
    await leaders.undisturbed_until(2026, 3, 24, 18)
    return leaders


def questions(leaders: Leaders, who: Somebody) -> dict[str, str]:
    """Her newest message with questions: the value of its button for priorities, and what stands beside it."""
    message = leaders.sent(who)[-1][1]
    beside = [block for block in message["blocks"] if block.get("accessory")]
    return {
        block["accessory"]["value"]: block["text"]["text"]
        for block in beside
        if block["accessory"]["action_id"] == ActionId.PRIORITIES
    }


async def test_a_leader_is_asked_what_comes_first_beside_her_questions(asked: Leaders) -> None:
    theme = asked.flywheel.rows(Theme)[0].key

    said = "What comes first for Product this quarter? Tie each to the theme, a goal or a customer's pain."
    assert {f"{theme} product": said} == questions(asked, TOM)


async def test_in_a_quarter_of_big_ideas_nobody_is_asked_what_comes_first(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 4, 1, 18)

    assert {} == questions(leaders, TOM)


async def test_once_named_her_message_says_so(asked: Leaders) -> None:
    name(asked, TOM, "product", FAST, OFFICE)

    await asked.until(2026, 3, 24, 19)

    assert "2 priorities of Product are named for this quarter. You can change them." in asked.edited("D0TOM")


async def test_the_roll_up_shows_by_department_how_much_points_the_same_way_and_names_nobody(asked: Leaders) -> None:
    name(asked, TOM, "product", FAST, OFFICE)
    await asked.until(2026, 3, 31, 12)

    text = asked.in_channel()[-1]["text"]

    assert "1 of 2 point the same way" in text
    assert "●○ *Product* 1 of 2" in text
    assert "• *Product* A new office (tied to nothing yet)" in text
    assert TOM.name not in text


async def test_what_is_named_after_the_roll_up_is_added_to_its_picture(asked: Leaders) -> None:
    await asked.until(2026, 3, 31, 12)
    before = asked.in_channel()[-1]["text"]

    name(asked, LAN, "customer_service", FAST)
    await asked.until(2026, 3, 31, 13)

    assert "No department has named its priorities yet." in before
    assert "● *Customer service* 1 of 1" in asked.edited()


async def test_the_roll_up_says_gently_when_each_department_last_met_a_customer(asked: Leaders) -> None:
    asked.flywheel.write(log_contact, 0, MAYA.user_id, Met("Phở Sen", "She waits for her invoice", None))

    await asked.until(2026, 3, 31, 12)

    text = asked.in_channel()[-1]["text"]
    assert "When we last met a customer: Sales 7 days ago." in text
    assert "None noted yet: Marketing, Customer service, Product" in text


async def test_a_company_that_noted_no_talk_yet_is_told_where(asked: Leaders) -> None:
    await asked.until(2026, 3, 31, 12)

    assert "No talk with a customer is noted yet: `/flywheel contact` is the place." in asked.in_channel()[-1]["text"]
