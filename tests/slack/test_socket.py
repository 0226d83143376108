"""Socket Mode: what Slack sends is answered once and not lost, whatever becomes of the connection."""

import asyncio
import logging

import pytest

from bot.errors import SlackRefused
from bot.slack.gateway import Gateway
from bot.slack.socket import AT_ONCE, SocketMode, pause
from tests.slack.a_bot import Bot
from tests.slack.fake_socket import FakeSlack, command, mention, until


async def test_a_connection_is_opened_with_the_app_token_and_counts_after_hello(
    slack: FakeSlack, socket: SocketMode
) -> None:
    before = socket.connected, socket.seconds_since_heard()

    await socket.start()

    assert (False, float("inf")) == before
    assert socket.connected
    assert socket.seconds_since_heard() < 5
    assert ["Bearer xapp-1"] == slack.tokens


async def test_a_burst_of_3000_loses_none_and_is_answered_a_few_at_a_time(
    slack: FakeSlack, socket: SocketMode, bot: Bot
) -> None:
    await socket.start()
    line = slack.lines[0]
    bot.gate.clear()
    async with asyncio.TaskGroup() as slack_side:
        slack_side.create_task(line.send(*(mention() for _ in range(3000))))
        await until(lambda: bot.running == AT_ONCE)
        bot.gate.set()
    await until(lambda: len(line.acks) == 3000, within=20)

    assert 3000 == len(set(bot.events)) == len(bot.events)
    assert {1} == set(line.times_acked.values())
    assert AT_ONCE == bot.most_running


async def test_what_failed_is_not_acked_and_slack_sends_it_again(
    slack: FakeSlack, socket: SocketMode, bot: Bot
) -> None:
    await socket.start()
    line = slack.lines[0]
    bot.fails = True
    await line.send(mention("lost"))
    await line.send(command("after", "/text"))
    await until(lambda: "after" in line.acks)
    acked_first = set(line.acks)

    bot.fails = False
    await line.send(mention("again", retry_attempt=1, retry_reason="timeout"))
    await until(lambda: "again" in line.acks)

    assert {"after"} == acked_first
    assert ["1"] == bot.retries


async def test_what_nobody_handles_is_not_acked(slack: FakeSlack, socket: SocketMode) -> None:
    await socket.start()
    line = slack.lines[0]
    await line.send(command("unknown", "/unknown"), command("known", "/text"))
    await until(lambda: "known" in line.acks)

    assert "unknown" not in line.acks


async def test_form_errors_and_texts_ride_on_the_ack_where_slack_takes_them(
    slack: FakeSlack, socket: SocketMode
) -> None:
    await socket.start()
    line = slack.lines[0]
    await line.send(command("form", "/form"), command("text", "/text"), command("bare", "/text", accepts=False))
    await until(lambda: len(line.acks) == 3)

    errors = {"response_action": "errors", "errors": {"summary": "Say what hurts"}}
    assert {"envelope_id": "form", "payload": errors} == line.acks["form"]
    assert {"envelope_id": "text", "payload": {"text": "Kept as P-12"}} == line.acks["text"]
    assert {"envelope_id": "bare"} == line.acks["bare"]


async def test_frames_that_make_no_sense_are_passed_over(slack: FakeSlack, socket: SocketMode) -> None:
    await socket.start()
    line = slack.lines[0]
    await line.socket.send_str("ping pong")
    await line.socket.send_str("[1, 2]")
    await line.send({"type": "news"}, {"type": "events_api", "envelope_id": "x", "payload": None})
    await line.send({"type": "events_api", "envelope_id": "y", "payload": {"event": "a word"}}, command("ok", "/text"))
    await until(lambda: "ok" in line.acks)

    assert {"ok"} == set(line.acks)


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_refresh_opens_the_new_connection_before_the_old_one_ends_and_loses_nothing(
    slack: FakeSlack, socket: SocketMode, bot: Bot, reason: str
) -> None:
    await socket.start()
    old = slack.lines[0]
    bot.gate.clear()
    await old.send(mention("running"), {"type": "disconnect", "reason": reason})
    await until(lambda: len(slack.lines) == 2)
    new = slack.lines[1]
    old_was_open = not old.closed.is_set()
    await old.send(mention("late"))
    await new.send(mention("fresh"))
    await until(lambda: bot.running == 3)
    bot.gate.set()
    await until(lambda: len(old.acks) + len(new.acks) == 3)
    await old.socket.close()
    await until(old.closed.is_set)

    assert old_was_open
    assert ({"running", "late"}, {"fresh"}) == (set(old.acks), set(new.acks))
    assert socket.connected


async def test_a_silent_connection_is_replaced(slack: FakeSlack, bot: Bot, gateway: Gateway) -> None:
    socket = SocketMode(bot.app, gateway, "xapp-1", silence=0.15)
    slack.answers_pings = False
    await socket.start()
    slack.answers_pings = True
    await until(lambda: len(slack.lines) == 2)
    await slack.lines[1].send(mention("heard"))
    await until(lambda: "heard" in slack.lines[1].acks)
    await socket.drain(timeout=1)

    assert 1 == len(bot.events)


async def test_a_quiet_connection_that_answers_pings_is_kept(slack: FakeSlack, bot: Bot, gateway: Gateway) -> None:
    socket = SocketMode(bot.app, gateway, "xapp-1", silence=0.15)
    await socket.start()
    await until(lambda: socket.seconds_since_heard() > 0.08)
    await until(lambda: socket.seconds_since_heard() < 0.05)
    await socket.drain(timeout=1)

    assert 1 == len(slack.lines)


async def test_slack_gone_and_back_is_found_again(slack: FakeSlack, socket: SocketMode) -> None:
    await socket.start()
    await slack.down()
    await until(lambda: not socket.connected)
    await slack.up()
    await until(lambda: socket.connected)
    await slack.lines[-1].send(command("back", "/text"))
    await until(lambda: "back" in slack.lines[-1].acks)

    assert 2 == len(slack.lines)


async def test_drain_finishes_what_runs_and_acks_it(slack: FakeSlack, socket: SocketMode, bot: Bot) -> None:
    await socket.start()
    line = slack.lines[0]
    bot.gate.clear()
    await line.send(mention("running"))
    await until(lambda: bot.running == 1)
    draining = asyncio.create_task(socket.drain(timeout=5))
    await until(lambda: not socket.connected)
    await line.send(mention("too late"))
    bot.gate.set()
    await draining
    await until(line.closed.is_set)

    assert {"running"} == set(line.acks)
    assert 1 == len(bot.events)
    assert 1 == len(slack.lines)


async def test_drain_waits_no_longer_than_it_was_told(slack: FakeSlack, socket: SocketMode, bot: Bot) -> None:
    await socket.start()
    line = slack.lines[0]
    bot.gate.clear()
    await line.send(mention("stuck"))
    await until(lambda: bot.running == 1)

    await socket.drain(timeout=0.05)
    await until(line.closed.is_set)

    assert {} == line.acks


async def test_an_answer_whose_connection_is_gone_is_told_in_the_log(
    slack: FakeSlack, socket: SocketMode, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    await socket.start()
    bot.gate.clear()
    await slack.lines[0].send(mention("running"))
    await until(lambda: bot.running == 1)
    await slack.lines[0].socket.close()
    await until(lambda: len(slack.lines) == 2)
    bot.gate.set()
    await until(lambda: "its connection is gone" in caplog.text)

    assert 1 == len(bot.events)


async def test_a_refused_token_is_told_to_the_one_who_starts_us(slack: FakeSlack, socket: SocketMode) -> None:
    slack.opens = [{"ok": False, "error": "invalid_auth"}]

    with pytest.raises(SlackRefused, match="invalid_auth"):
        await socket.start()


async def test_failures_to_connect_are_tried_again(slack: FakeSlack, socket: SocketMode) -> None:
    slack.opens = [{"status": 500}, {"ok": False, "error": "internal_error"}]

    await socket.start()

    assert 3 == len(slack.tokens)


async def test_socket_mode_switched_off_is_said_and_tried_again_slowly(
    slack: FakeSlack, socket: SocketMode, caplog: pytest.LogCaptureFixture
) -> None:
    await socket.start()
    slack.opens = [{"ok": False, "error": "socket_mode_disabled"}]
    await slack.lines[0].send({"type": "disconnect", "reason": "link_disabled"})
    await slack.lines[0].socket.close()
    await until(lambda: len(slack.lines) == 2)

    said = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert ["link_disabled", "socket_mode_disabled"] == [text.split("(")[1].split(")")[0] for text in said]


async def test_a_connection_that_hangs_up_instead_of_hello_is_no_connection(
    slack: FakeSlack, socket: SocketMode
) -> None:
    slack.first_frame = {"type": "disconnect", "reason": "link_disabled"}

    with pytest.raises(SlackRefused, match="link_disabled"):
        await socket.start()

    assert not socket.connected


def test_tries_get_rarer_and_never_stop() -> None:
    assert 0 == pause(0)
    assert 0.1 <= pause(1) <= 0.2
    assert 0.8 <= pause(4) <= 1.6
    assert 15 <= pause(100) <= 30
