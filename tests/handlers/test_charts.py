"""`/flywheel charts`: shown, changed, drawn, and by whom."""

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.letters import State
from bot.delivery.models import OutboxRow
from bot.delivery.settle import UNCLEAR
from tests.delivery.fake_slack import Trouble
from tests.fake_workspace import GUEST, PARTNER
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.loops.life import a_report
from tests.people import LAN, MAYA, TOM, Somebody

SECRET = "Nine minutes, says the board"


def kinds(blocks: list[dict[str, Any]]) -> list[str]:
    return [block["type"] for block in blocks]


async def ask(send: Send, who: Somebody = TOM, typed: str = "charts") -> Answer:
    return await send(payloads.command(who, "/flywheel", typed))


async def draw(send: Send, who: Somebody = TOM, kind: str = "stages") -> Answer:
    return await send(payloads.click(who, "chart_picture", kind))


@pytest.mark.parametrize("typed", ["charts", "Charts", "biểu đồ"])
async def test_the_command_shows_a_chart_to_her_alone(flywheel: Flywheel, send: Send, typed: str) -> None:
    a_report(flywheel, stage="use")

    said = (await ask(send, typed=typed)).said

    assert "ephemeral" == said["response_type"]
    assert ["section", "data_visualization", "data_visualization", "data_table", "context", "actions"] == kinds(
        said["blocks"]
    )
    assert "Use: 0; 0; 0; 0; 0; 0; 0; 0; 0; 0; 0; 1" in said["text"]


async def test_it_says_numbers_and_nobodys_words(flywheel: Flywheel, send: Send) -> None:
    a_report(flywheel, words=SECRET, customer="Contoso", stage="use")

    said = str((await ask(send, MAYA)).said)

    assert (False, False) == (SECRET in said, "Contoso" in said)


async def test_the_menu_shows_another_chart_in_its_place(flywheel: Flywheel, send: Send) -> None:
    a_report(flywheel)

    await send(payloads.choose(TOM, "choose_chart", "flow"))
    await flywheel.deliver()

    (shown,) = flywheel.slack.asked("response_url")
    assert (True, "ephemeral") == (shown["replace_original"], shown["response_type"])
    assert 2 == kinds(shown["blocks"]).count("data_visualization")
    assert "1 pain is open" in shown["text"]


async def test_the_picture_comes_to_her_direct_message_with_words_that_say_the_same(
    flywheel: Flywheel, send: Send
) -> None:  # fmt: skip
    a_report(flywheel, stage="use")

    await draw(send, LAN)
    await flywheel.deliver()

    (file,) = flywheel.slack.files
    assert ("D0LAN", "Nỗi đau theo giai đoạn và tuần") == (file["channel_id"], file["title"])
    assert file["content"].startswith(b"\x89PNG")
    (place,) = flywheel.slack.asked("files.getUploadURLExternal")
    assert ("flywheel-stages-2026-03-02.png", True) == (place["filename"], "Sử dụng" in place["alt_txt"])
    assert ["Ảnh đang được gửi: hãy xem mục *Messages* của Flywheel."] == flywheel.slack.answers()


async def test_one_click_is_one_picture(flywheel: Flywheel, send: Send) -> None:
    a_report(flywheel)
    click = payloads.click(TOM, "chart_picture", "stages")

    for _ in range(3):
        await send(click)
    await flywheel.deliver()

    assert (1, 1) == (len(flywheel.slack.files), len(flywheel.slack.answers()))


async def test_a_picture_of_nothing_is_not_drawn(flywheel: Flywheel, send: Send) -> None:
    await draw(send, kind="handoffs")
    await flywheel.deliver()

    assert ([], ["There is nothing to draw yet."]) == (flywheel.slack.files, flywheel.slack.answers())


async def test_a_picture_slack_refuses_is_told(flywheel: Flywheel, send: Send) -> None:
    a_report(flywheel)
    flywheel.slack.refusals["files.getUploadURLExternal"] = "file_uploads_disabled"

    await draw(send)
    await flywheel.deliver()

    (told,) = flywheel.slack.quiet(TOM.user_id)
    assert "Slack did not take the picture you asked for (`file_uploads_disabled`)" in told


async def test_a_picture_that_may_have_arrived_is_not_sent_again_and_she_is_told(
    flywheel: Flywheel, send: Send
) -> None:  # fmt: skip
    a_report(flywheel)
    await flywheel.deliver()
    await draw(send)
    flywheel.clock.advance(timedelta(seconds=1).total_seconds())
    flywheel.slack.meanwhile["files.completeUploadExternal"] = lambda: flywheel.slack.troubles.append(
        Trouble.LOST_AFTER
    )

    await flywheel.deliver()

    assert 1 == len(flywheel.slack.files)
    assert [UNCLEAR] == [row.last_error for row in flywheel.rows(OutboxRow) if row.state is State.PARKED]
    assert ["whether your picture reached Slack" in told for told in flywheel.slack.quiet(TOM.user_id)] == [True]


@pytest.mark.parametrize("who", [GUEST, PARTNER])
async def test_guests_and_people_from_outside_see_no_figures(flywheel: Flywheel, send: Send, who: Somebody) -> None:
    a_report(flywheel)

    said = (await ask(send, who)).said
    await draw(send, who)
    await send(payloads.choose(who, "choose_chart", "flow"))
    await flywheel.deliver()

    assert ["section"] == kinds(said["blocks"])
    assert [] == flywheel.slack.files
    assert ["data_visualization" in str(call) for call in flywheel.slack.asked("response_url")] == [False, False]
