"""The board and decisions through the real Bolt: buttons, the menu, forms, the command."""

from typing import Any

import pytest

from bot.agenda.models import ItemState
from bot.board.models import Attendance, Rating
from bot.decisions.models import Decision
from bot.meetings.models import MeetingStatus
from bot.roster.models import SeatRole
from tests.board.conftest import Room
from tests.fake_workspace import GUEST, PARTNER
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM, Somebody

OK = Answer(200, {})
ANSWERS = {"decision": "Rebuild it", "effect": "No waiting", "feeling": "Glad", "problem": "Slow", "value": "An hour"}


@pytest.fixture
async def room(flywheel: Flywheel) -> Room:
    return await Room(flywheel).begin()


def click(room: Room, action: str, who: Somebody = LAN) -> dict[str, Any]:
    return payloads.click(who, action, str(room.press()))


def choose(room: Room, wish: str, who: Somebody = LAN) -> dict[str, Any]:
    return payloads.choose(who, "board_menu", f"{wish}:{room.press()}")


def person(who: Somebody) -> dict[str, Any]:
    return {"type": "users_select", "selected_user": who.user_id}


async def test_next_goes_on_however_often_slack_delivers_the_click(room: Room, send: Send) -> None:
    body = click(room, "board_next")

    assert [OK] * 3 == [await send(body) for _ in range(3)]
    assert ("Billing", []) == (room.current(), room.flywheel.slack.answers())


async def test_the_same_button_from_two_phones_goes_on_once_and_the_other_hears_it(room: Room, send: Send) -> None:
    first, second = click(room, "board_next", LAN), click(room, "board_next", TOM)
    for body in (first, second):
        await send(body)

    assert "Billing" == room.current()
    assert ["The meeting has gone on meanwhile: now it is “Billing”."] == room.flywheel.slack.answers()


async def test_park_and_drop(room: Room, send: Send) -> None:
    await send(click(room, "board_park"))
    await send(choose(room, "drop"))
    about = room.flywheel.slack.views()[-1]["private_metadata"]
    await send(payloads.submission(LAN, "drop_item_form", {"why": "Nobody asked"}, about=about))

    assert ("Onboarding", ItemState.DROPPED) == (room.current(), room.items()["Billing"].state)


async def test_drop_without_a_reason_keeps_the_form_open(room: Room, send: Send) -> None:
    answer = await send(payloads.submission(TOM, "drop_item_form", {"why": "…"}, about=str(room.press())))

    assert {"why": "Say in a few words why it is dropped."} == answer.said["errors"]


async def test_decide_opens_the_form_with_the_item_and_keeps_what_is_sent(room: Room, send: Send) -> None:
    await send(click(room, "board_decide"))
    view = room.flywheel.slack.views()[-1]
    await send(payloads.submission(LAN, "decision_form", ANSWERS | {"person": person(TOM)},
                                   about=view["private_metadata"]))  # fmt: skip

    (decision,) = room.flywheel.rows(Decision)
    assert "*Export*" == view["blocks"][0]["text"]["text"]
    assert (room.meeting.key, TOM.user_id, "Glad") == (decision.meeting_id, decision.decided_by, decision.feeling)


async def test_a_bare_none_gets_a_sentence_and_what_was_typed_stays(room: Room, send: Send) -> None:
    typed = ANSWERS | {"value": "không"}

    answer = await send(payloads.submission(TOM, "decision_form", typed, about="0:0:0"))

    assert ["value"] == list(answer.said["errors"])
    assert "none, because" in answer.said["errors"]["value"]


async def test_the_form_opened_on_nothing_asks_for_the_pain_with_the_usual_search(room: Room, send: Send) -> None:
    await send(payloads.command(LAN, "/flywheel", "decide"))

    blocks = room.flywheel.slack.views()[-1]["blocks"]
    ids = [block["block_id"] for block in blocks if block["type"] == "input"]
    assert ["decision", "other_pain", "effect", "feeling", "problem", "value", "person", "look_back_on"] == ids


async def test_action_and_commit_open_the_form_of_an_action(room: Room, send: Send) -> None:
    await send(click(room, "board_action"))

    view = room.flywheel.slack.views()[-1]
    assert ("action_form", f"{room.meeting.key}:{room.meeting.current_item}") == (
        view["callback_id"],
        view["private_metadata"],
    )


async def test_escalate_proposes_the_sponsor_and_without_one_it_is_decided_now(room: Room, send: Send) -> None:
    await send(click(room, "board_escalate"))
    room.flywheel.write(seat, MAYA.user_id, "", SeatRole.SPONSOR)
    await send(click(room, "board_escalate"))

    without, proposed = room.flywheel.slack.views()[-2:]
    people = [block["element"] for block in proposed["blocks"] if block.get("block_id") == "person"]
    assert ("decision_form", "action_form") == (without["callback_id"], proposed["callback_id"])
    assert "Chưa có nhà bảo trợ" in str(without["blocks"])
    assert [MAYA.user_id] == [element["initial_user"] for element in people]


async def test_i_am_here(room: Room, send: Send) -> None:
    for _ in range(2):
        await send(choose(room, "here", MAYA))

    assert [MAYA.user_id] == [row.person for row in room.flywheel.rows(Attendance)]
    assert ["You are on the list already."] == room.flywheel.slack.answers()


async def test_the_meeting_ends_by_the_menu_after_one_more_click(room: Room, send: Send) -> None:
    await send(choose(room, "end"))
    assert "running" == room.meeting.status.value

    about = room.flywheel.slack.views()[-1]["private_metadata"]
    await send(payloads.submission(LAN, "end_meeting_form", {}, about=about))

    assert MeetingStatus.HELD == room.meeting.status


async def test_one_tap_rates_it_and_only_she_sees_the_thanks(room: Room, send: Send) -> None:
    await send(payloads.submission(LAN, "end_meeting_form", {}, about=str(room.meeting.id)))
    for stars in (2, 5):
        await send(payloads.click(TOM, f"rate_{stars}", str(room.meeting.id)))
    await room.flywheel.deliver()

    assert [5] == [rating.stars for rating in room.flywheel.rows(Rating)]
    answers = room.flywheel.slack.asked("response_url")
    assert [("ephemeral", False)] * 2 == [(said["response_type"], said["replace_original"]) for said in answers]


@pytest.mark.parametrize("who", [GUEST, PARTNER])
async def test_others_get_a_sentence(room: Room, send: Send, who: Somebody) -> None:
    for action in ("board_next", "board_park", "board_decide", "board_drop", "board_end"):
        assert OK == await send(click(room, action, who))

    assert 5 == len([text for text in room.flywheel.slack.answers() if "may not" in text or "this company" in text])
    assert "Export" == room.current()


@pytest.mark.parametrize("value", ["", "nonsense", "1:2", "999:1:1", "²:1:1", "1:2:3:4:5"])
async def test_a_button_of_no_meeting_says_so(room: Room, send: Send, value: str) -> None:
    for action in ("board_next", "board_park", "board_drop", "board_end", "rate_3"):
        assert OK == await send(payloads.click(LAN, action, value))

    assert 5 == len(room.flywheel.slack.answers())
    assert not [text for text in room.flywheel.slack.answers() if "went wrong" in text]


# Finding decisions


@pytest.fixture
def decided(room: Room) -> Room:
    for number in range(7):
        room.decide("Export", what=f"Number {number}")
    return room


async def test_the_command_finds_them_and_shows_them_to_her_alone(decided: Room, send: Send) -> None:
    answer = await send(payloads.command(TOM, "/flywheel", "decisions number 3"))

    assert "ephemeral" == answer.said["response_type"]
    assert "*D-4* Number 3" in answer.said["text"]
    assert "Number 2" not in answer.said["text"]


@pytest.mark.parametrize("text", ["quyết định number", "Quyết number", "decisions   number", "decisions"])
async def test_the_command_in_vietnamese_and_with_spaces(decided: Room, send: Send, text: str) -> None:
    answer = await send(payloads.command(LAN, "/flywheel", text))

    assert "7" in answer.said["text"].splitlines()[0]


async def test_another_page_takes_the_place_of_the_first(decided: Room, send: Send) -> None:
    answer = await send(payloads.command(TOM, "/flywheel", "decisions number"))
    (older,) = next(block["elements"] for block in answer.said["blocks"] if block["type"] == "actions")
    await send(payloads.click(TOM, older["action_id"], older["value"]))
    await decided.flywheel.deliver()

    (page,) = decided.flywheel.slack.asked("response_url")
    assert (True, True) == (page["replace_original"], "6 to 7" in page["text"])


async def test_the_impact_is_one_click_away(decided: Room, send: Send) -> None:
    await send(payloads.click(MAYA, "show_decision", str(decided.flywheel.rows(Decision)[0].id)))

    view = decided.flywheel.slack.views()[-1]
    texts = [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]
    assert "*What value does it create for her?*" in texts
    assert "> An hour a week" in texts


async def test_looking_back(decided: Room, send: Send) -> None:
    decision = str(decided.flywheel.rows(Decision)[0].id)
    await send(payloads.choose(LAN, "list_menu", f"lookback:{decision}"))
    about = decided.flywheel.slack.views()[-1]["private_metadata"]
    typed = {"came_true": payloads.picked("yes"), "learnt": "She waits no more"}
    await send(payloads.submission(LAN, "look_back_form", typed, about=about))

    assert "yes" == decided.flywheel.rows(Decision)[0].came_true
