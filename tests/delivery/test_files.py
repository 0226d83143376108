"""A file is shown once, and whatever goes wrong before it can be seen is tried again."""

import pytest

from bot.delivery.files import File
from bot.delivery.letters import Letter, Method, State
from bot.delivery.settle import UNCLEAR
from tests.delivery.conftest import Office
from tests.delivery.fake_slack import Trouble

BYTES = b"\x89PNG \xff\x00 not text"
PICTURE = File("stages.png", "Pains by stage", BYTES, alt="Use: 3", comment="Here it is")


def a_file(channel: str = "C1", file: File = PICTURE) -> Letter:
    return Letter("file", Method.FILE, channel, file.payload())


async def test_a_file_arrives_whole_with_its_title_and_comment(office: Office) -> None:
    office.write(a_file())

    await office.drain()

    (shown,) = office.slack.files
    assert (BYTES, "Pains by stage", "C1", "Here it is", None) == (
        shown["content"], shown["title"], shown["channel_id"], shown["initial_comment"], shown["thread_ts"]
    )  # fmt: skip
    (wanted,) = office.slack.asked("files.getUploadURLExternal")
    assert {"filename": "stages.png", "length": len(BYTES), "alt_txt": "Use: 3"} == wanted


async def test_a_file_for_a_person_goes_to_her_direct_message(office: Office) -> None:
    office.write(a_file("U0LAN"))

    await office.drain()

    assert ["D0LAN"] == [shown["channel_id"] for shown in office.slack.files]


async def test_a_file_may_go_to_a_thread_and_say_nothing(office: Office) -> None:
    office.write(a_file(file=File("meeting.ics", "Meeting", b"BEGIN", thread_ts="1.1")))

    await office.drain()

    (shown,) = office.slack.files
    assert ("1.1", None) == (shown["thread_ts"], shown["initial_comment"])
    assert None is office.slack.asked("files.getUploadURLExternal")[0]["alt_txt"]


async def test_nothing_of_a_file_stays_in_the_database_once_it_was_sent(office: Office) -> None:
    office.write(a_file())

    await office.drain()

    row = office.rows()["file"]
    assert (State.SENT, {}) == (row.state, row.payload)


@pytest.mark.parametrize("lost", [Trouble.UNREACHABLE, Trouble.LOST_BEFORE, Trouble.LOST_AFTER])
@pytest.mark.parametrize("step", range(3))
async def test_what_goes_wrong_before_anybody_can_see_it_is_tried_again(
    office: Office, lost: Trouble, step: int
) -> None:  # fmt: skip
    office.write(a_file("U0LAN"))
    office.slack.troubles = [*[Trouble.NONE] * step, lost]

    await office.drain()

    assert [BYTES] == [shown["content"] for shown in office.slack.files]


@pytest.mark.parametrize(("lost", "seen"), [(Trouble.LOST_BEFORE, 0), (Trouble.LOST_AFTER, 1)])
async def test_a_file_that_may_be_there_is_not_sent_again(office: Office, lost: Trouble, seen: int) -> None:
    office.write(a_file())
    office.slack.troubles = [Trouble.NONE, Trouble.NONE, lost]

    await office.drain()

    row = office.rows()["file"]
    assert seen == len(office.slack.files)
    assert (State.PARKED, UNCLEAR) == (row.state, row.last_error)


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
async def test_a_file_slack_refuses_is_parked_without_its_bytes(office: Office, method: str) -> None:
    office.write(a_file())
    office.slack.refusals[method] = "file_uploads_disabled"

    await office.drain()

    row = office.rows()["file"]
    assert (State.PARKED, "file_uploads_disabled") == (row.state, row.last_error)
    assert "content" not in row.payload


async def test_a_busy_slack_gets_the_file_later(office: Office) -> None:
    office.write(a_file())
    office.slack.busy["files.getUploadURLExternal"] = 7.0

    await office.drain()

    assert 1 == len(office.slack.files)
