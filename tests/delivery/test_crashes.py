"""The process may die at any instruction, and answers may get lost: nothing is lost, nothing is said twice."""

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.backoff import LEASE
from bot.delivery.letters import KEPT, Letter, Method, State
from bot.delivery.outbox import unpark
from bot.delivery.purposes import Purpose
from bot.delivery.settle import settle_sent
from tests.delivery.conftest import Crash, CrashAt, Office, post
from tests.delivery.fake_slack import Trouble

POINTS = [
    "before_claim_commit",
    "after_claim",
    "before_post",
    "after_post",
    "before_settle_commit",
    "after_settle_commit",
]
LOOK_UP_POINTS = ["after_take_over", "after_look_up"]


@pytest.mark.parametrize("point", POINTS)
async def test_a_crash_at_any_point_loses_nothing_and_posts_once(office: Office, point: str) -> None:
    done: list[str] = []
    office.purposes["card"] = Purpose(done=lambda session, delivered, now: done.append(delivered.row.key))
    office.write(post("card:12", purpose="card", lane="card:12"), post("next", lane="card:12"))
    crash = CrashAt(point)
    with pytest.raises(Crash):
        await office.sender(crash).run_once()

    await office.drain()

    assert crash.met
    assert ["card:12", "next"] == office.slack.texts()
    assert "card:12" in done
    assert {"card:12": State.SENT, "next": State.SENT} == office.states()


@pytest.mark.parametrize("point", ["after_claim", "after_post"])
async def test_what_was_kept_of_the_writing_outlives_a_crash_and_is_never_sent(office: Office, point: str) -> None:
    told: list[Any] = []
    office.purposes["list"] = Purpose(
        render=lambda session, row: {"text": "newest", KEPT: ["pain:12"]},
        done=lambda session, delivered, now: told.append(delivered.row.payload[KEPT]),
    )
    office.write(post("list", purpose="list"))
    with pytest.raises(Crash):
        await office.sender(CrashAt(point)).run_once()

    await office.drain()

    assert [["pain:12"]] == told
    assert [] == [arguments for _, arguments in office.slack.calls if KEPT in arguments]


@pytest.mark.parametrize("point", LOOK_UP_POINTS)
@pytest.mark.parametrize("trouble", [Trouble.LOST_BEFORE, Trouble.LOST_AFTER])
async def test_a_crash_while_looking_up_loses_nothing_and_posts_once(
    office: Office, point: str, trouble: Trouble
) -> None:
    office.slack.troubles = [trouble]
    office.write(post("card:12"))
    await office.sender().run_once()
    office.clock.advance(LEASE.total_seconds())
    with pytest.raises(Crash):
        await office.sender(CrashAt(point)).run_once()

    await office.drain()

    assert ["card:12"] == office.slack.texts()


@pytest.mark.parametrize("trouble", [Trouble.UNREACHABLE, Trouble.LOST_BEFORE, Trouble.LOST_AFTER])
@pytest.mark.parametrize(
    "place", [{"channel": "C1"}, {"channel": "U0LAN"}, {"payload": {"text": "a", "thread_ts": "1.0"}}]
)
async def test_a_post_whose_answer_was_lost_is_looked_up_where_it_went(
    office: Office, trouble: Trouble, place: dict[str, Any]
) -> None:
    responses: list[str] = []
    office.purposes["card"] = Purpose(done=lambda session, delivered, now: responses.append(delivered.response["ts"]))
    office.slack.troubles = [trouble]
    office.write(post("a", purpose="card", **place), post("noise", channel="C1"), post("more noise", channel="C1"))

    await office.drain()

    assert ["a", "more noise", "noise"] == sorted(message["text"] for message in office.slack.messages)
    assert responses == [message["ts"] for message in office.slack.messages if message["text"] == "a"]


async def test_nobody_looks_a_post_up_while_its_request_may_still_be_on_its_way(office: Office) -> None:
    office.slack.troubles = [Trouble.LOST_BEFORE]
    office.write(post("slow"))
    await office.sender().run_once()
    office.clock.advance(LEASE.total_seconds() - 1)

    await office.sender().run_once()

    assert [] == office.slack.asked("conversations.history")
    assert office.clock.now() + timedelta(seconds=1) == await office.sender().next_due()


@pytest.mark.parametrize("trouble", [Trouble.UNREACHABLE, Trouble.LOST_BEFORE])
async def test_a_look_up_that_fails_is_not_taken_for_not_found(office: Office, trouble: Trouble) -> None:
    office.slack.troubles = [Trouble.LOST_AFTER, trouble, trouble]
    office.write(post("card:12"))

    await office.drain()

    assert ["card:12"] == office.slack.texts()
    assert 1 == len(office.slack.asked("chat.postMessage"))


async def test_a_post_slack_will_not_let_us_look_up_waits_for_the_bot_to_be_invited(office: Office) -> None:
    office.slack.troubles = [Trouble.LOST_AFTER]
    office.slack.refusals["conversations.history"] = "not_in_channel"
    office.write(post("card:12"))
    await office.drain()

    assert "unclear: not_in_channel" == office.rows()["card:12"].last_error

    office.slack.refusals.clear()
    office.store.write_now(unpark, office.workspace_id, "C1", now=office.clock.now())
    await office.drain()

    assert ["card:12"] == office.slack.texts()


@pytest.mark.parametrize("method", [Method.EPHEMERAL, Method.RESPOND])
@pytest.mark.parametrize("trouble", [Trouble.LOST_BEFORE, Trouble.LOST_AFTER])
async def test_what_cannot_be_looked_up_is_tried_once_and_then_parked(
    office: Office, method: Method, trouble: Trouble
) -> None:
    office.slack.troubles = [trouble]
    office.write(Letter("receipt", method, "C1", {"text": "kept", "response_url": "https://x"}))

    await office.drain()
    office.store.write_now(unpark, office.workspace_id, "C1", now=office.clock.now())
    await office.drain()

    assert 1 == len(office.slack.calls)
    assert "unclear: not sent again" == office.rows()["receipt"].last_error


@pytest.mark.parametrize("method", [Method.EPHEMERAL, Method.RESPOND])
async def test_what_surely_never_left_is_tried_again(office: Office, method: Method) -> None:
    office.slack.troubles = [Trouble.UNREACHABLE]
    office.write(Letter("receipt", method, "C1", {"text": "kept", "response_url": "https://x"}))

    await office.drain()

    assert {"receipt": State.SENT} == office.states()


@pytest.mark.parametrize("point", ["before_post", "after_post"])
async def test_a_receipt_whose_sender_died_is_not_sent_again(office: Office, point: str) -> None:
    office.write(Letter("receipt", Method.EPHEMERAL, "C1", {"text": "kept"}))
    with pytest.raises(Crash):
        await office.sender(CrashAt(point)).run_once()

    await office.drain()

    assert len(office.slack.calls) <= 1
    assert {"receipt": State.PARKED} == office.states()


async def test_what_may_be_done_twice_without_harm_is_simply_done_again(office: Office) -> None:
    office.slack.troubles = [Trouble.LOST_AFTER, Trouble.LOST_BEFORE, Trouble.UNREACHABLE]
    office.write(Letter("mark", Method.REACT, "C1", {"name": "eyes", "timestamp": "1.0"}))

    await office.drain()

    assert 4 == len(office.slack.asked("reactions.add"))
    assert {"mark": State.SENT} == office.states()


async def test_a_sender_that_slept_through_its_lease_does_not_post(office: Office) -> None:
    def sleep(point: str) -> None:
        if point == "after_claim":
            office.clock.advance(50)

    office.write(post("card:12"))
    await office.sender(sleep).run_once()

    assert [] == office.slack.texts()
    await office.drain()
    assert ["card:12"] == office.slack.texts()


async def test_a_sender_that_wakes_up_too_late_changes_nothing_and_runs_no_done(office: Office) -> None:
    done: list[str] = []
    purpose = Purpose(done=lambda session, delivered, now: done.append(delivered.row.key))
    office.purposes["card"] = purpose
    office.write(post("card:12", purpose="card"))
    with pytest.raises(Crash):
        await office.sender(CrashAt("after_post")).run_once()
    asleep = office.rows()["card:12"]
    office.clock.advance(LEASE.total_seconds())
    await office.drain()

    await office.store.write(settle_sent, asleep, purpose, {"ts": "1.0"}, now=office.clock.now())

    assert ["card:12"] == done == office.slack.texts()
