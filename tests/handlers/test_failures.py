"""Whatever goes wrong, the right person gets one clear sentence, nothing is lost, and nothing she wrote is logged."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from bot.errors import SlackError, SlackUnclear, SlackUnreachable, StoreBusy, StoreError, StoreFull
from bot.store.store import Store
from tests.fake_workspace import GENERAL, TEAM
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.people import LAN, TOM

OPEN = Answer(200, {})
BUSY = "I could not keep that just now. Nothing you typed is lost: please send it again in a moment."
FULL = "I cannot keep anything just now: my storage is full. Please tell the person who runs me."
SECRET = "Contoso will cancel on Friday"


@pytest.fixture(params=[(StoreBusy, BUSY), (StoreFull, FULL)], ids=["busy", "full"])
def store_trouble(
    request: pytest.FixtureRequest, flywheel: Flywheel, monkeypatch: pytest.MonkeyPatch
) -> tuple[type[StoreError], str]:
    """Nothing can be written; the sentence people are told."""
    kind, sentence = request.param

    async def refuse(*_args: object, **_kwargs: object) -> None:
        raise kind("database is locked")

    monkeypatch.setattr(flywheel.store, "write", refuse)
    return kind, sentence


@pytest.fixture
def impatient(kept_store: Store) -> Iterator[None]:
    """Does not wait two seconds for a lock."""
    patience = "PRAGMA busy_timeout = {}".format
    kept_store.write_now(lambda session: session.connection().exec_driver_sql(patience(50)))
    yield
    kept_store.write_now(lambda session: session.connection().exec_driver_sql(patience(2000)))


@contextmanager
def locked(flywheel: Flywheel) -> Iterator[None]:
    """Another process holds the file and does not let go."""
    with closing(sqlite3.connect(flywheel.store.url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def warmed_up(flywheel: Flywheel) -> None:
    await flywheel.deps.workspace_id(TEAM)


async def test_a_command_that_could_not_be_kept_is_given_back_whole(
    flywheel: Flywheel, send: Send, store_trouble: tuple[type[StoreError], str]
) -> None:
    answer = await send(payloads.command(TOM, "/pain", "It hurts &lt;here&gt; <!channel>"))

    assert "ephemeral" == answer.said["response_type"]
    assert f"{store_trouble[1]}\nYou typed:\nIt hurts &lt;here&gt; @channel" == answer.said["text"]


async def test_a_command_of_40000_characters_that_could_not_be_kept_is_given_back_whole(
    flywheel: Flywheel, send: Send, store_trouble: tuple[type[StoreError], str]
) -> None:
    answer = await send(payloads.command(TOM, "/pain", "word&amp; " * 4_400))

    assert 4_400 == json.dumps(answer.said["blocks"]).count("word&amp;")
    assert 50 > len(answer.said["blocks"])


async def test_a_form_that_could_not_be_kept_stays_open_with_what_was_typed(
    flywheel: Flywheel, send: Send, store_trouble: tuple[type[StoreError], str]
) -> None:
    answer = await send(payloads.submission(TOM, "pain_form", {"title": "It hurts", "words": "so much"}))

    assert Answer(200, {"response_action": "errors", "errors": {"title": store_trouble[1]}}) == answer


async def test_an_event_that_could_not_be_kept_is_not_acked_so_slack_sends_it_again(
    flywheel: Flywheel, send: Send, store_trouble: tuple[type[StoreError], str]
) -> None:
    answers = [await send(payloads.mention(TOM, GENERAL, "1.1", "it hurts"))]
    answers.append(await send(payloads.reaction(TOM, GENERAL, "1.1")))
    answers.append(await send(payloads.direct_message(TOM, "1.1", "it hurts")))

    assert [500, 500, 500] == [answer.status for answer in answers]
    assert [] == flywheel.slack.calls


async def test_a_button_that_could_not_be_heard_is_answered_where_it_was_pressed(
    flywheel: Flywheel, send: Send, store_trouble: tuple[type[StoreError], str]
) -> None:
    await send(payloads.click(TOM, "undo", "1"))
    await send(payloads.message_shortcut(TOM, GENERAL, "1.1", "It hurts"))
    await send(payloads.click_home(TOM, "choose_language", "vi"))

    told = store_trouble[1]
    assert ([told, told], [told]) == (flywheel.slack.answers(), flywheel.slack.quiet(TOM.user_id))


@pytest.mark.usefixtures("impatient")
async def test_a_database_somebody_else_holds_is_told_and_heals(flywheel: Flywheel, send: Send) -> None:
    await warmed_up(flywheel)
    form = payloads.submission(LAN, "pain_form", {"title": "It hurts"})

    with locked(flywheel):
        refused = await send(form)
    kept = await send(form)

    assert "Lúc này tôi chưa lưu được." in refused.said["errors"]["title"]
    assert (OPEN, "It hurts") == (kept, flywheel.pain().title)


@pytest.mark.parametrize("error", [SlackUnreachable("refused"), SlackUnclear("timeout")])
async def test_when_slack_does_not_answer_the_form_is_asked_for_again(
    flywheel: Flywheel, send: Send, monkeypatch: pytest.MonkeyPatch, error: SlackError
) -> None:
    flywheel.slack.meanwhile["views.open"] = _raising(error)

    answer = await send(payloads.command(TOM, "/pain", ""))

    assert "Slack did not answer me. Please try again in a moment." == answer.said["text"]


async def test_an_answer_that_cannot_be_given_either_is_logged_and_acked(
    flywheel: Flywheel, send: Send, caplog: pytest.LogCaptureFixture
) -> None:
    flywheel.slack.refusals |= {"views.open": "token_revoked", "response_url": "expired_url"}

    assert OPEN == await send(payloads.message_shortcut(TOM, GENERAL, "1.1", SECRET))
    assert "expired_url" in caplog.text


async def test_a_bug_is_told_with_a_reference_found_in_the_log_but_not_with_what_was_typed(
    flywheel: Flywheel, send: Send, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("handlers.reports.report_by_command", _raising(ValueError(SECRET)))

    answer = await send(payloads.command(TOM, "/pain", SECRET))

    first, _, rest = answer.said["text"].partition(" (reference ")
    assert "Something went wrong on my side" == first
    assert rest[:8] in caplog.text
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        payloads.click(TOM, "a_button_of_2019", "1"),
        payloads.click(TOM, "", "1") | {"actions": [{"action_id": "x", "type": "datepicker"}]},
        payloads.global_shortcut(TOM) | {"callback_id": "old", "response_url": payloads.RESPONSE_URL},
    ],
)
async def test_an_unknown_button_is_acked_and_answered(flywheel: Flywheel, send: Send, body: dict[str, Any]) -> None:
    assert OPEN == await send(body)
    assert ["That is from an older version of me." in text for text in flywheel.slack.answers()] == [True]


async def test_an_unknown_command_is_answered(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(LAN, "/hurt", "x"))

    assert answer.said["text"].startswith("Mục đó thuộc một phiên bản cũ của tôi.")


async def test_an_unknown_form_keeps_what_was_typed(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.submission(TOM, "form_of_2019", {"what": "typed"}))

    assert ("errors", ["what"]) == (answer.said["response_action"], list(answer.said["errors"]))


@pytest.mark.parametrize(
    "body",
    [
        payloads.event({"type": "emoji_changed", "event_ts": "1.1"}),
        payloads.event({"type": "message", "channel_type": "channel", "channel": GENERAL, "text": None, "ts": "1.1"}),
        payloads.closed(TOM, "pain_form"),
        payloads.suggestion(TOM, "field_of_2019", "x"),
    ],
)
async def test_what_nobody_asked_for_is_acked_in_silence(flywheel: Flywheel, send: Send, body: dict[str, Any]) -> None:
    assert 200 == (await send(body)).status
    assert [] == flywheel.slack.calls


@pytest.mark.parametrize(
    "body",
    [
        payloads.event({"type": "app_mention", "user": TOM.user_id, "text": SECRET}),
        payloads.event({"type": "user_change", "user": "U1"}),
        payloads.event({"type": "reaction_added", "user": TOM.user_id}),
        payloads.mention(TOM, GENERAL, "1.1", SECRET) | {"event_id": None},
    ],
)
async def test_an_event_nobody_can_understand_is_acked_for_it_would_never_get_better(
    flywheel: Flywheel, send: Send, caplog: pytest.LogCaptureFixture, body: dict[str, Any]
) -> None:
    assert OPEN == await send(body)
    assert caplog.records
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        payloads.click(TOM, "undo", "1") | {"actions": []},
        payloads.click(TOM, "undo", "1") | {"trigger_id": None},
        payloads.message_shortcut(TOM, GENERAL, "1.1", "x") | {"message": None},
        payloads.message_shortcut(TOM, GENERAL, "1.1", "x") | {"channel": {}},
    ],
)
async def test_a_click_that_came_broken_is_asked_for_again(
    flywheel: Flywheel, send: Send, body: dict[str, Any]
) -> None:
    assert OPEN == await send(body)
    assert ["That did not reach me whole. Please try again."] == flywheel.slack.answers()


async def test_a_command_that_came_broken_is_asked_for_again(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(TOM, "/pain", "x") | {"user_id": None})

    assert "That did not reach me whole. Please try again." == answer.said["text"]


async def test_a_form_that_came_broken_stays_open(flywheel: Flywheel, send: Send) -> None:
    form = payloads.submission(TOM, "pain_form", {"title": "typed"})

    answer = await send(form | {"view": form["view"] | {"id": None}})

    assert {"title": "That did not reach me whole. Please try again."} == answer.said["errors"]


async def test_a_form_without_any_state_is_an_empty_form(flywheel: Flywheel, send: Send) -> None:
    form = payloads.submission(TOM, "pain_form", {})

    answer = await send(form | {"view": form["view"] | {"state": None}})

    assert ["title"] == list(answer.said["errors"])


async def test_a_search_while_the_database_is_away_offers_nothing_and_disturbs_nobody(
    flywheel: Flywheel, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_args: object, **_kwargs: object) -> None:
        raise StoreBusy("database is locked")

    await warmed_up(flywheel)
    monkeypatch.setattr(flywheel.store, "read", refuse)

    answer = await send(payloads.suggestion(TOM, "other_pain", "x"))

    assert (Answer(200, {"options": []}), []) == (answer, flywheel.slack.calls)


async def test_a_person_is_answered_in_english_when_not_even_her_language_can_be_read(
    flywheel: Flywheel, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_args: object, **_kwargs: object) -> None:
        raise StoreBusy("database is locked")

    monkeypatch.setattr(flywheel.store, "read", refuse)
    monkeypatch.setattr(flywheel.store, "write", refuse)

    answer = await send(payloads.command(LAN, "/pain", "đau"))

    assert answer.said["text"].startswith(BUSY)


def _raising(error: Exception) -> Any:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise error

    return fail
