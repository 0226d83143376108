"""The agenda through the real Bolt: the call's buttons, the shortcut, the window and its forms."""

from typing import Any

import pytest

from bot.agenda.models import AgendaItem, ItemKind, ItemState
from bot.agenda.rules import ItemWish
from bot.agenda.services import bring
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.roster.models import SeatRole
from tests.agenda.conftest import add_meeting
from tests.fake_workspace import GENERAL, PARTNER, TEAM
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM, Somebody

OK = Answer(200, {})
WINDOW = {"id": "V0WINDOW", "type": "modal", "callback_id": "agenda", "private_metadata": "0", "team_id": TEAM}


@pytest.fixture
def meeting(flywheel: Flywheel) -> Meeting:
    """On Friday; Tom and Lan are of the team, Maya is an admin."""
    for who, department in ((TOM, "product"), (LAN, "customer_service")):
        flywheel.write(seat, who.user_id, department, SeatRole.LEAD)
    made: Meeting = flywheel.write(add_meeting)
    return made


def items(flywheel: Flywheel, state: ItemState = ItemState.OPEN) -> list[AgendaItem]:
    return [item for item in flywheel.rows(AgendaItem) if item.state is state]


def brought(flywheel: Flywheel, title: str = "Slow answers", who: Somebody = TOM, **wish: Any) -> AgendaItem:
    item: AgendaItem = flywheel.write(bring, who.user_id, ItemWish(ItemKind.OBSTACLE, title, **wish))
    return item


def in_window(body: dict[str, Any]) -> dict[str, Any]:
    """The same click in the window of the agenda."""
    return body | {"view": WINDOW, "container": {"type": "view", "view_id": "V0WINDOW"}}


def above_window(body: dict[str, Any]) -> dict[str, Any]:
    """The same form, opened from the window."""
    return body | {"view": body["view"] | {"previous_view_id": "V0WINDOW", "root_view_id": "V0WINDOW"}}


def form(who: Somebody, about: str = "0 ", **typed: Any) -> dict[str, Any]:
    given = {"kind": payloads.picked("opportunity"), "item": "Answer together", "detail": "Sales hears it first"}
    return payloads.submission(who, "bring_form", given | typed, about=about)


@pytest.mark.parametrize(("button", "kind"), [("add_obstacle", "obstacle"), ("add_opportunity", "opportunity")])
async def test_a_button_of_the_call_opens_the_form_on_its_kind(
    flywheel: Flywheel, send: Send, meeting: Meeting, button: str, kind: str
) -> None:
    assert OK == await send(payloads.click(TOM, button, kind))

    (view,) = flywheel.slack.views()
    assert ("bring_form", kind) == (view["callback_id"], view["blocks"][1]["element"]["initial_option"]["value"])


async def test_the_menu_of_the_call_brings_a_decision_or_opens_the_agenda(
    flywheel: Flywheel, send: Send, meeting: Meeting
) -> None:
    await send(payloads.choose(TOM, "call_menu", "decision"))
    await send(payloads.choose(TOM, "call_menu", "open"))

    assert ["bring_form", "agenda"] == [view["callback_id"] for view in flywheel.slack.views()]


async def test_what_is_sent_is_on_the_agenda_which_is_shown_with_it(
    flywheel: Flywheel, send: Send, meeting: Meeting
) -> None:
    departments = {"type": "multi_static_select", "selected_options": [{"value": "sales"}, {"value": "product"}]}
    answer = await send(form(TOM, departments=departments))

    (item,) = items(flywheel)
    assert ("Answer together", "Sales hears it first", "opportunity") == (item.title, item.detail, item.kind)
    assert ["sales", "product"] == item.departments
    assert ("update", True) == (answer.said["response_action"], "Answer together" in str(answer.said["view"]))


async def test_delivered_three_times_it_is_brought_once(flywheel: Flywheel, send: Send, meeting: Meeting) -> None:
    body = form(TOM)

    for _ in range(3):
        await send(body)

    assert 1 == len(items(flywheel))


async def test_a_form_opened_from_the_window_shows_it_there(flywheel: Flywheel, send: Send, meeting: Meeting) -> None:
    assert OK == await send(above_window(form(TOM)))

    (update,) = flywheel.slack.asked("views.update")
    assert ("V0WINDOW", True) == (update["view_id"], "Answer together" in str(update["view"]))


async def test_without_a_word_the_form_stays_open_with_a_sentence(
    flywheel: Flywheel, send: Send, meeting: Meeting
) -> None:
    answer = await send(form(TOM, item=" "))

    assert {"item": "Say in one line what it is."} == answer.said["errors"]


async def test_a_draft_shows_in_her_window_and_in_nobody_elses(
    flywheel: Flywheel, send: Send, meeting: Meeting
) -> None:
    answer = await send(form(LAN, draft=payloads.ticked("yes")))
    await send(payloads.command(TOM, "/flywheel", "agenda"))

    assert "Answer together" in str(answer.said["view"])
    assert "Answer together" not in str(flywheel.slack.views()[-1])
    assert ([], 1) == (items(flywheel), len(items(flywheel, ItemState.DRAFT)))


async def test_a_draft_is_edited_put_and_deleted_from_the_window(
    flywheel: Flywheel, send: Send, meeting: Meeting
) -> None:
    first, second = brought(flywheel, "One", draft=True), brought(flywheel, "Two", draft=True)

    await send(in_window(payloads.click(TOM, "edit_draft", str(first.key))))
    pushed = flywheel.slack.asked("views.push")[-1]["view"]
    await send(above_window(form(TOM, pushed["private_metadata"], item="One, better", draft=payloads.ticked("yes"))))
    await send(in_window(payloads.click(TOM, "put_draft", str(first.key))))
    await send(in_window(payloads.choose(TOM, "draft_menu", f"delete:{second.key}")))

    assert ["One, better"] == [item.title for item in flywheel.rows(AgendaItem)]
    assert ItemState.OPEN is flywheel.rows(AgendaItem)[0].state


async def test_the_shortcut_on_a_message_opens_the_form_with_its_text_and_where_it_was(
    flywheel: Flywheel, send: Send, meeting: Meeting
) -> None:
    body = payloads.message_shortcut(LAN, GENERAL, "7.7", f"<@{TOM.user_id}> the export hangs &amp; hangs")
    await send(body | {"callback_id": "bring_to_meeting"})

    (view,) = flywheel.slack.views()
    typed = {block["block_id"]: block["element"] for block in view["blocks"] if "element" in block}
    assert "The flywheel team sees what stands here" in str(view["blocks"][0]) or "Nhóm flywheel" in str(
        view["blocks"][0]
    )
    assert f"@{TOM.name} the export hangs & hangs" == typed["detail"]["initial_value"]
    assert "0 https://acme.slack.com/archives/C0GENERAL/p77" == view["private_metadata"]

    await send(form(LAN, view["private_metadata"]))
    assert "https://acme.slack.com/archives/C0GENERAL/p77" == items(flywheel)[0].source_url


async def test_the_window_moves_times_and_takes_off(flywheel: Flywheel, send: Send, meeting: Meeting) -> None:
    first, second = brought(flywheel, "One"), brought(flywheel, "Two")

    await send(in_window(payloads.choose(LAN, "item_menu", f"up:{second.key}")))
    await send(in_window(payloads.choose(LAN, "item_menu", f"minutes:{second.key}")))
    await send(above_window(payloads.submission(LAN, "item_minutes_form", {"minutes": "20"}, about=str(second.key))))
    await send(in_window(payloads.choose(LAN, "item_menu", f"off:{first.key}")))
    await send(above_window(payloads.submission(LAN, "take_off_form", {"why": "Solved"}, about=str(first.key))))

    (left,) = items(flywheel)
    assert ("Two", 1, 20) == (left.title, left.position, left.minutes)
    assert ["item_minutes_form", "take_off_form"] == [
        call["view"]["callback_id"] for call in flywheel.slack.asked("views.push")
    ]


async def test_the_team_says_how_items_are_ranked(flywheel: Flywheel, send: Send, meeting: Meeting) -> None:
    await send(in_window(payloads.click(LAN, "how_ranked", "window")))
    view = flywheel.slack.views()[-1]
    typed = {block["block_id"]: block["element"]["initial_value"] for block in view["blocks"][1:]}

    answer = await send(above_window(payloads.submission(LAN, "how_ranked_form", typed | {"age": "x"})))
    assert ["age"] == list(answer.said["errors"])
    await send(above_window(payloads.submission(LAN, "how_ranked_form", typed | {"age": "0"})))

    assert 0 == flywheel.rows(Series)[0].weights["age"]


async def test_whoever_is_not_of_the_team_reads_the_window_without_its_menus(
    flywheel: Flywheel, send: Send, meeting: Meeting
) -> None:
    brought(flywheel)

    await send(payloads.command(MAYA, "/flywheel", "agenda"))  # an admin may
    flywheel.slack.calls.clear()
    await send(payloads.command(ANN, "/flywheel", "agenda"))

    shown = str(flywheel.slack.views()[-1])
    assert "Slow answers" in shown
    assert "item_menu" not in shown


ANN = Somebody("U0ANN", "Ann", "en-US", "Europe/Berlin")


async def test_an_empty_meeting_is_skipped_from_its_agenda(flywheel: Flywheel, send: Send, meeting: Meeting) -> None:
    await send(payloads.click(TOM, "skip_empty", str(meeting.key)))

    assert MeetingStatus.SKIPPED is flywheel.rows(Meeting)[0].status


async def test_pages_of_what_waits_are_turned(flywheel: Flywheel, send: Send, meeting: Meeting) -> None:
    for number in range(30):
        brought(flywheel, f"Thing {number}")

    await send(in_window(payloads.click(TOM, "items_after", "1")))
    await send(in_window(payloads.click(TOM, "items_before", "0")))

    later, first = (str(call["view"]["blocks"]) for call in flywheel.slack.asked("views.update"))
    assert "Page 2 of 2: 23 items wait" in later
    assert "Page 1 of 2: 23 items wait" in first


@pytest.mark.parametrize("value", ["", "nonsense", "up:", "up:999", "up:x", "first:1e9"])
async def test_a_foreign_value_gets_a_sentence(flywheel: Flywheel, send: Send, meeting: Meeting, value: str) -> None:
    assert OK == await send(payloads.choose(TOM, "item_menu", value))

    assert 1 == len(flywheel.slack.answers())


async def test_people_of_another_company_are_told_kindly(flywheel: Flywheel, send: Send, meeting: Meeting) -> None:
    await send(payloads.click(PARTNER, "add_obstacle", "obstacle", team_id="T0PARTNER"))

    assert ["Only people of this company" in text for text in flywheel.slack.answers()] == [True]


async def test_before_there_is_a_meeting_the_window_says_so(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.command(TOM, "/flywheel", "chương trình"))

    assert "No meeting is planned yet" in str(flywheel.slack.views()[-1])
