"""The buttons under the minutes, and `/flywheel status`, through the real Bolt."""

import pytest

from tests.board.conftest import Room
from tests.fake_workspace import GUEST
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Send
from tests.minutes.conftest import Table
from tests.people import MAYA, TOM


@pytest.fixture
async def table(flywheel: Flywheel) -> Table:
    """A meeting that was held, with its minutes posted."""
    table = Table(Room(flywheel))
    await table.room.begin()
    table.give(TOM)
    await table.minutes()
    return table


async def test_as_markdown_sends_one_file_however_often_the_click_is_delivered(
    flywheel: Flywheel, send: Send, table: Table
) -> None:
    body = payloads.click(MAYA, "minutes_markdown", str(table.room.meeting.key))
    for _ in range(3):
        await send(body)
    await flywheel.deliver()

    assert ["D0MAYA"] == [file["channel_id"] for file in flywheel.slack.files]


async def test_as_a_canvas_pressed_by_two_is_one_canvas(flywheel: Flywheel, send: Send, table: Table) -> None:
    for who in (MAYA, TOM):
        await send(payloads.click(who, "minutes_canvas", str(table.room.meeting.key)))
    await flywheel.deliver()

    assert 1 == len(flywheel.slack.asked("canvases.create"))
    assert "The canvas is on its way: its link comes into the channel." in flywheel.slack.answers()


@pytest.mark.parametrize("value", ["", "999", "x"])
async def test_minutes_of_no_meeting_say_so(flywheel: Flywheel, send: Send, table: Table, value: str) -> None:
    await send(payloads.click(MAYA, "minutes_markdown", value))

    assert "This meeting is not there any more" in flywheel.slack.answers()[-1]


@pytest.mark.parametrize("word", ["status", "trạng thái", "tình trạng"])
async def test_status_is_shown_to_her_alone(send: Send, table: Table, word: str) -> None:
    answer = await send(payloads.command(MAYA, "/flywheel", word))

    assert "ephemeral" == answer.said["response_type"]
    shown = [f"*{what}* · on time" in answer.said["text"] for what in ("Minutes of the meeting", "Start")]
    assert [True, True] == shown


async def test_a_guest_does_not_see_the_status(send: Send, table: Table) -> None:
    assert "You may not do that here" in str((await send(payloads.command(GUEST, "/flywheel", "status"))).said)
