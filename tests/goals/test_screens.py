"""`/flywheel goals` and `/flywheel priorities`, through the real Bolt."""

from typing import Any

from bot.goals.models import GoalState, Tie
from bot.goals.priorities import PriorityWish
from bot.goals.services import NO_OUTCOME
from bot.slack.payloads import Payload
from tests.goals.conftest import BETTER, YEAR, Company, of
from tests.handlers import payloads
from tests.handlers.conftest import Send
from tests.handlers.payloads import picked
from tests.loops.life import a_report
from tests.people import LAN, MAYA, TOM, Somebody


def opened(company: Company, method: str = "views.open") -> dict[str, Any]:
    """The newest window."""
    view: dict[str, Any] = company.flywheel.slack.asked(method)[-1]["view"]
    return view


def lines(view: Payload) -> list[str]:
    return [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]


def menus(view: Payload) -> list[list[str]]:
    found = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    return [[option["text"]["text"] for option in menu["options"]] for menu in found]


def in_window(who: Somebody, action: dict[str, Any], view: Payload) -> dict[str, Any]:
    """A click inside a window."""
    shown = {"id": "V0GOALS", "type": "modal", "private_metadata": view["private_metadata"], "state": {"values": {}}}
    body = payloads.click(who, "", "")
    return {**body, "actions": [action], "view": shown, "container": {"type": "view", "view_id": "V0GOALS"}}


def chose(value: str) -> dict[str, Any]:
    return {"type": "overflow", "action_id": "goal_menu", "selected_option": {"value": value}}


def pressed(action_id: str, value: str) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "value": value}


def typed(**changes: Any) -> dict[str, Any]:
    form = {"goal_whose": picked("department:product"), "goal_title": "Export in ten seconds", "goal_outcome": BETTER}
    return form | {"goal_parent": picked("0")} | changes


async def test_the_tree_is_drawn_with_what_leads_nowhere(company: Company, send: Send) -> None:
    renew = company.goal("Customers renew", outcome="It just works.")
    company.goal("Answer the same day", of("customer_service"), renew, LAN)
    company.goal("Rewrite the <billing>", of("product"), None, TOM)

    await send(payloads.command(TOM, "/flywheel", "goals"))

    assert [
        "*Goals of FY26*\n1 goal of the company. 1 of 2 others lead to one of them.",
        "*Customers renew*\n> For the customer: It just works.",
        "└ *Customer service* Answer the same day\n> For the customer: Nobody waits on a Monday.",
        "*These lead to no goal of the company*",
        "*Product* Rewrite the &lt;billing&gt;\n> For the customer: Nobody waits on a Monday.",
        "*Product* pulls elsewhere for now: its goal leads to none of the company.\n"
        "No goal yet: Marketing, Sales, People, Finance, Business enablement.",
    ] == lines(opened(company))


async def test_a_vietnamese_reader_asks_with_her_own_word(company: Company, send: Send) -> None:
    await send(payloads.command(LAN, "/flywheel", "mục tiêu"))

    assert "*Mục tiêu FY26*" == lines(opened(company))[0].splitlines()[0]


async def test_everybody_finds_in_the_menu_what_she_may_do(company: Company, send: Send) -> None:
    grow = company.goal("Grow")
    company.goal("Answer the same day", of("customer_service"), grow, LAN)

    await send(payloads.command(TOM, "/flywheel", "goals"))

    all_ = ["Add a goal below", "Change", "It is reached", "Drop it"]
    assert [all_, ["Add a goal below"]] == menus(opened(company))


async def test_a_lead_adds_a_goal_and_the_tree_beneath_is_drawn_anew(company: Company, send: Send) -> None:
    grow = company.goal("Grow")
    await send(payloads.command(TOM, "/flywheel", "goals"))
    await send(in_window(TOM, chose(f"below:{grow.key}"), opened(company)))
    form = opened(company, "views.push")

    sent = payloads.submission(
        TOM, form["callback_id"], typed(goal_parent=picked(str(grow.key))), about=form["private_metadata"]
    )
    sent["view"]["previous_view_id"] = "V0GOALS"
    await send(sent)

    assert ["Grow", "  Export in ten seconds"] == company.drawn()
    assert "└ *Product* Export in ten seconds" in lines(opened(company, "views.update"))[2]


async def test_the_outcome_is_asked_for_where_it_is_missing(company: Company, send: Send) -> None:
    await send(payloads.command(TOM, "/flywheel", "goals"))
    await send(in_window(TOM, pressed("add_goal", YEAR), opened(company)))
    about = opened(company, "views.push")["private_metadata"]

    answer = await send(payloads.submission(TOM, "goal_form", typed(goal_outcome=""), about=about))

    assert {"response_action": "errors", "errors": {"goal_outcome": NO_OUTCOME}} == answer.said
    assert [] == company.drawn()


async def test_a_goal_is_changed_reached_and_dropped_from_the_menu(company: Company, send: Send) -> None:
    goal = company.goal("Gorw")
    await send(payloads.command(MAYA, "/flywheel", "goals"))
    tree = opened(company)
    await send(in_window(MAYA, chose(f"edit:{goal.key}"), tree))
    form = opened(company, "views.push")
    await send(payloads.submission(MAYA, "goal_form", {"goal_title": "Grow", "goal_outcome": ""},
                                   about=form["private_metadata"]))  # fmt: skip
    assert ["Grow"] == company.drawn()

    await send(in_window(MAYA, chose(f"reached:{goal.key}"), tree))
    assert "*Grow* · reached ✓" == lines(opened(company, "views.update"))[1]

    await send(in_window(MAYA, chose(f"drop:{goal.key}"), tree))
    assert ["*Dropped*", "~Grow~"] == lines(opened(company, "views.update"))[1:3]
    assert GoalState.DROPPED is company.tree().dropped[0].state


async def test_pages_and_years_are_turned_in_the_window(company: Company, send: Send) -> None:
    for number in range(25):
        company.goal(f"Goal {number}")
    await send(payloads.command(MAYA, "/flywheel", "goals"))
    first = opened(company)

    await send(in_window(MAYA, pressed("goals_after", first["private_metadata"]), first))
    second = opened(company, "views.update")
    await send(in_window(MAYA, pressed("goals_before", second["private_metadata"]), second))

    assert ["*Goal 20*", "*Goal 24*"] == [line.splitlines()[0] for line in lines(second)[1:6:4]]
    assert lines(first) == lines(opened(company, "views.update"))

    year = {"type": "static_select", "action_id": "goal_year", "selected_option": {"value": "FY27"}}
    await send(in_window(MAYA, year, first))
    assert lines(opened(company, "views.update"))[0].startswith("*Goals of FY27*\nThere is no goal yet.")


async def test_three_priorities_are_named_in_one_form_and_shown(company: Company, send: Send) -> None:
    pain = a_report(company.flywheel, LAN)
    await send(payloads.click(TOM, "priorities", f"{company.theme().key} product"))
    form = opened(company)
    wish = {"priority_1": "Plan", "tie_1": picked("theme"), "priority_2": "Call", "tie_2": picked(f"pain:{pain.key}")}

    answer = await send(
        payloads.submission(TOM, "priorities_form", wish | {"priority_3": "Tidy up"}, about=form["private_metadata"])
    )

    named = lines(answer.said["view"])[0].splitlines()
    assert ["Kept for Product.", "1. Plan", "\u2003\u2003● The theme: kick-off"] == named[:3]
    assert ["3. Tidy up", "\u2003\u2003○ tied to nothing yet"] == named[5:]
    assert [Tie.THEME, Tie.PAIN, Tie.NOTHING] == [one.tie for one in company.pulls()["product"].priorities]


async def test_what_was_named_stands_in_the_form(company: Company, send: Send) -> None:
    goal = company.goal("Grow")
    company.name("product", PriorityWish("Plan", f"goal:{goal.key}"))

    await send(payloads.click(TOM, "priorities", f"{company.theme().key} product"))

    text, tie = opened(company)["blocks"][1]["element"], opened(company)["blocks"][2]["element"]
    assert ("Plan", f"goal:{goal.key}") == (text["initial_value"], tie["initial_option"]["value"])


async def test_who_does_not_decide_there_is_told_so(company: Company, send: Send) -> None:
    await send(payloads.click(LAN, "priorities", f"{company.theme().key} product"))

    assert [] == company.flywheel.slack.asked("views.open")
    assert ["Bạn không được làm việc đó ở đây. Hãy nhờ trưởng phòng ban hoặc quản trị viên workspace."] == (
        company.flywheel.slack.answers()
    )


async def test_the_theme_goals_and_pains_are_offered_while_somebody_types(company: Company, send: Send) -> None:
    company.goal("Grow in Asia")
    a_report(company.flywheel, LAN, title="Growing list of exports")
    search = payloads.suggestion(TOM, "tie_2", "grow")
    about = {"view": {"type": "modal", "private_metadata": f"{company.theme().key} product"}}

    answer = await send(search | about)

    offered = [option["text"]["text"] for option in answer.said["options"]]
    assert ["The company: Grow in Asia", "P-1 Growing list of exports", "None of these"] == offered


async def test_words_said_in_private_are_not_offered(company: Company, send: Send) -> None:
    a_report(company.flywheel, LAN, words="Secret growth", channel="C0PRIVATE")
    search = payloads.suggestion(TOM, "tie_1", "")
    about = {"view": {"type": "modal", "private_metadata": f"{company.theme().key} product"}}

    answer = await send(search | about)

    offered = [option["text"]["text"] for option in answer.said["options"]]
    assert ["The theme: kick-off", "P-1", "None of these"] == offered


async def test_the_picture_offers_her_own_form_and_all_of_them(company: Company, send: Send) -> None:
    company.name("product", PriorityWish("Plan", "theme"))

    answer = await send(payloads.command(TOM, "/flywheel", "priorities"))
    *_, mine, more = answer.said["blocks"]
    await send(payloads.click(TOM, "all_priorities", str(company.theme().key)))

    assert ("You decide for *Product*.", "priorities") == (mine["text"]["text"], mine["accessory"]["action_id"])
    assert ["Read them all"] == [element["text"]["text"] for element in more["elements"]]
    assert ["*Product*\n1. Plan\n\u2003\u2003● The theme: kick-off"] == lines(opened(company))


async def test_the_picture_opens_from_the_tree(company: Company, send: Send) -> None:
    await send(payloads.command(TOM, "/flywheel", "goals"))
    await send(in_window(TOM, pressed("see_alignment", "goals"), opened(company)))

    assert "No department has named its priorities yet." in lines(opened(company, "views.push"))[0]
