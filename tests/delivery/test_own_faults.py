"""A fault of our own on one letter: it steps aside, the others go on, and no text reaches the log."""

import pytest
from sqlmodel import Session

from bot.delivery.letters import Letter, Method, State
from bot.delivery.models import OutboxRow
from bot.delivery.purposes import Delivered, Purpose
from bot.errors import StoreBusy
from tests.delivery.conftest import Office, post


def broken(*_: object) -> None:
    raise KeyError("what the customer said")


async def test_a_letter_that_cannot_be_rendered_steps_aside(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.purposes["bad"] = Purpose(render=broken)
    office.write(post("bad", purpose="bad"), post("good", channel="C2"))

    await office.sender().run_once()

    assert ["good"] == office.slack.texts("C2")
    bad = office.rows()["bad"]
    assert (State.PENDING, 1) == (bad.state, bad.attempts)
    assert bad.last_error.startswith("KeyError at test_own_faults.py:")
    assert "what the customer said" not in caplog.text


async def test_it_is_tried_for_a_while_then_parked_and_its_lane_goes_on(office: Office) -> None:
    office.purposes["bad"] = Purpose(render=broken, refused=broken)
    office.write(post("bad", purpose="bad", lane="a"), post("good", lane="a"))

    await office.drain()

    assert {"bad": State.PARKED, "good": State.SENT} == office.states()


async def test_what_a_failing_purpose_wrote_is_undone(office: Office) -> None:
    def half(session: Session, delivered: Delivered, now: object) -> None:
        row = session.get_one(OutboxRow, delivered.row.id)
        row.subject = "half done"
        session.flush()
        raise ValueError

    office.purposes["bad"] = Purpose(done=half)
    office.write(post("bad", purpose="bad", subject="whole"))

    await office.sender().run_once()

    assert "whole" == office.rows()["bad"].subject


@pytest.mark.parametrize("method", [Method.POST, Method.UPDATE, Method.EPHEMERAL])
async def test_when_only_what_follows_a_post_fails_the_post_is_not_repeated(office: Office, method: Method) -> None:
    failures = [KeyError()] * 3
    answers: list[str] = []

    def done(session: Session, delivered: Delivered, now: object) -> None:
        if failures:
            raise failures.pop()
        answers.append(delivered.row.key)

    office.purposes["card"] = Purpose(done=done)
    office.write(Letter("card:12", method, "C1", {"text": "card:12"}, purpose="card"))

    await office.drain()

    assert {"card:12": State.SENT} == office.states()
    assert (["card:12"] if method is Method.POST else []) == office.slack.texts()
    assert ([] if method is Method.EPHEMERAL else ["card:12"]) == answers


async def test_a_post_is_not_repeated_even_when_what_follows_it_never_works(office: Office) -> None:
    office.purposes["card"] = Purpose(done=broken)
    office.write(post("card:12", purpose="card"))

    await office.drain()

    assert ["card:12"] == office.slack.texts()
    row = office.rows()["card:12"]
    assert State.SENT == row.state
    assert row.last_error.startswith("KeyError")


async def test_a_letter_that_breaks_the_call_itself_is_parked_in_the_end(office: Office) -> None:
    office.write(Letter("no url", Method.RESPOND, "C1", {}), Letter("bad", Method.UPDATE, "C2"), post("good"))
    call = office.slack.call

    async def fails_on_updates(method: str, arguments: object) -> object:
        if method == "chat.update":
            raise TypeError
        return await call(method, arguments)  # type: ignore[arg-type]

    office.slack.call = fails_on_updates  # type: ignore[assignment, method-assign]
    await office.drain()

    assert {"no url": State.PARKED, "bad": State.PARKED, "good": State.SENT} == office.states()


async def test_when_the_database_is_in_trouble_the_round_says_so(office: Office) -> None:
    def busy(*_: object) -> None:
        raise StoreBusy

    office.purposes["card"] = Purpose(done=busy)
    office.write(post("card:12", purpose="card"))

    with pytest.raises(StoreBusy):
        await office.sender().run_once()

    assert {"card:12": State.SENDING} == office.states()
