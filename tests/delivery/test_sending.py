"""What becomes of letters when Slack answers: each is said once, in order, no faster than Slack allows."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from bot.delivery.letters import Letter, Method, State
from bot.delivery.outbox import enqueue, parked, unpark
from bot.delivery.purposes import Delivered, Purpose
from bot.workspaces.models import Workspace
from tests.delivery.conftest import Office, post
from tests.delivery.fake_slack import Trouble


async def test_a_letter_goes_out_once_and_keeps_no_text(office: Office) -> None:
    office.write(post("hello"))
    office.write(post("hello"))

    await office.drain()

    assert ["hello"] == office.slack.texts()
    row = office.rows()["hello"]
    assert (State.SENT, {}, office.clock.now()) == (row.state, row.payload, row.finished_at)


async def test_nothing_is_sent_before_it_is_due(office: Office) -> None:
    due = office.clock.now() + timedelta(minutes=5)
    office.write(post("later", due_at=due))

    await office.sender().run_once()

    assert [] == office.slack.texts()
    assert due == await office.sender().next_due()


async def test_a_post_carries_only_an_opaque_key(office: Office) -> None:
    office.write(post("card:12"))

    await office.drain()

    metadata = office.slack.messages[0]["metadata"]
    assert "flywheel_letter" == metadata["event_type"]
    assert {"key": office.rows()["card:12"].wire_key} == metadata["event_payload"]
    assert "card:12" not in str(metadata)


@pytest.mark.parametrize(
    ("method", "channel", "payload", "arguments"),
    [
        (Method.UPDATE, "C1", {"ts": "1.0"}, {"channel": "C1", "ts": "1.0"}),
        (Method.PERSON, "U0LAN", {}, {"user": "U0LAN"}),
        (Method.HOME, "U0LAN", {"view": {}}, {"user_id": "U0LAN", "view": {}}),
        (Method.PEOPLE, "", {"limit": 200}, {"limit": 200}),
        (Method.RESPOND, "C1", {"response_url": "https://x", "text": "a"}, {"response_url": "https://x", "text": "a"}),
    ],
)
async def test_each_call_gets_its_own_arguments(
    office: Office, method: Method, channel: str, payload: dict[str, object], arguments: dict[str, object]
) -> None:
    office.write(Letter("a", method, channel, payload))

    await office.drain()

    assert [arguments] == office.slack.asked(method)


async def test_letters_of_one_lane_go_out_in_the_order_they_were_written(office: Office) -> None:
    office.write(*[post(f"{number}", channel=f"C{number % 3}", lane="card:1") for number in range(6)])
    office.slack.troubles = [Trouble.UNREACHABLE, Trouble.NONE, Trouble.LOST_AFTER]

    await office.drain()

    assert ["0", "1", "2", "3", "4", "5"] == [message["text"] for message in office.slack.messages]


async def test_a_letter_that_cannot_go_out_does_not_block_its_lane(office: Office) -> None:
    office.slack.refusals["chat.update"] = "cant_update_message"
    office.write(Letter("edit", Method.UPDATE, "C1", lane="card:1"), post("next", lane="card:1"))

    await office.drain()

    assert {"edit": State.PARKED, "next": State.SENT} == office.states()


async def test_a_channel_gets_one_post_a_second_and_others_do_not_wait_for_it(office: Office) -> None:
    office.write(post("one"), post("two"), post("elsewhere", channel="C2"))

    await office.sender().run_once()
    free_at = await office.sender().next_due()

    assert 1 == len(office.slack.texts("C1"))
    assert ["elsewhere"] == office.slack.texts("C2")
    assert office.clock.now() + timedelta(seconds=1.1) == free_at


async def test_after_429_the_whole_method_waits_as_long_as_slack_says(office: Office) -> None:
    office.slack.busy["chat.postMessage"] = 30
    office.write(post("one"))
    await office.sender().run_once()
    office.write(post("two", channel="C2"))
    office.clock.advance(29)

    await office.sender().run_once()

    assert 1 == len(office.slack.asked("chat.postMessage"))
    assert office.clock.now() + timedelta(seconds=1) == await office.sender().next_due()
    await office.drain()
    assert (["one"], ["two"]) == (office.slack.texts("C1"), office.slack.texts("C2"))


async def test_a_refused_letter_is_parked_with_the_reason_and_its_purpose_hears_of_it(office: Office) -> None:
    heard: list[str] = []
    office.purposes["card"] = Purpose(refused=lambda session, row, code, now: heard.append(f"{row.subject}: {code}"))
    office.slack.refusals["chat.postMessage"] = "not_in_channel"
    office.write(post("card:12", purpose="card", subject="12"))

    await office.drain()

    assert ["12: not_in_channel"] == heard
    [kept] = office.store.read_now(parked, office.workspace_id)
    assert ("card:12", "not_in_channel", {"text": "card:12"}) == (kept.key, kept.last_error, kept.payload)


async def test_parked_letters_go_out_once_the_bot_is_in_the_channel(office: Office) -> None:
    office.slack.refusals["chat.postMessage"] = "not_in_channel"
    office.write(post("here"), post("there", channel="C2"))
    await office.drain()
    office.slack.refusals.clear()

    freed = office.store.write_now(unpark, office.workspace_id, "C1", now=office.clock.now())
    await office.drain()

    assert 1 == freed
    assert (["here"], []) == (office.slack.texts("C1"), office.slack.texts("C2"))


async def test_a_letter_whose_time_has_passed_is_not_sent(office: Office) -> None:
    office.write(post("good morning", expires_at=office.clock.now() + timedelta(hours=1)))
    office.clock.advance(hours=1)

    await office.drain()

    assert [] == office.slack.texts()
    assert {"good morning": State.EXPIRED} == office.states()


async def test_the_newest_text_goes_out_or_none_when_there_is_nothing_left_to_say(office: Office) -> None:
    newest: dict[str, dict[str, object] | None] = {"12": {"text": "newest"}, "13": None}
    office.purposes["card"] = Purpose(render=lambda session, row: newest[row.subject])
    office.write(post("card:12", purpose="card", subject="12"), post("card:13", purpose="card", subject="13"))

    await office.drain()

    assert ["newest"] == office.slack.texts()
    assert {"card:12": State.SENT, "card:13": State.CANCELLED} == office.states()


async def test_what_a_purpose_queues_when_it_is_done_goes_out_too(office: Office) -> None:
    def done(session: Session, delivered: Delivered, now: datetime) -> None:
        reply = post("reply", payload={"text": "reply", "thread_ts": delivered.response["ts"]})
        enqueue(session, office.workspace_id, reply, now=now)

    office.purposes["card"] = Purpose(done=done)
    office.write(post("card:12", purpose="card"))

    await office.drain()

    assert ["card:12", "reply"] == office.slack.texts()


@pytest.mark.parametrize(
    ("method", "code"),
    [
        (Method.REACT, "already_reacted"),
        (Method.UNREACT, "no_reaction"),
        (Method.DELETE, "message_not_found"),
    ],
)
async def test_what_is_so_already_counts_as_done(office: Office, method: Method, code: str) -> None:
    office.slack.refusals[method] = code
    office.write(Letter("mark", method, "C1"))

    await office.drain()

    assert {"mark": State.SENT} == office.states()


async def test_a_revoked_token_parks_nothing_and_is_seen_on_the_workspace(office: Office) -> None:
    office.slack.refusals["chat.postMessage"] = "token_revoked"
    office.write(post("one"), post("two"))

    await office.sender().run_once()

    assert {"one": State.PENDING, "two": State.PENDING} == office.states()
    assert [office.clock.now()] == _revoked(office)

    office.clock.advance(minutes=9)
    await office.sender().run_once()

    assert 1 == len(office.slack.calls)

    office.slack.refusals.clear()
    await office.drain()

    assert {"one": State.SENT, "two": State.SENT} == office.states()
    assert [None] == _revoked(office)


def _revoked(office: Office) -> list[datetime | None]:
    return office.store.read_now(lambda session: list(session.exec(select(Workspace.revoked_at))))
