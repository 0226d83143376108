"""What Slack tells about itself: people, channels, and the app being removed."""

from datetime import timedelta

import pytest

from bot.people.models import Person
from tests.fake_workspace import BOT_USER, FLYWHEEL, PARTNER, TEAM, user_object
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.people import LAN, TOM, Somebody

OPEN = Answer(200, {})
NEW = Somebody("U0NEW", "Nina New", "vi-VN", "Asia/Ho_Chi_Minh")


@pytest.mark.parametrize("kind", ["team_join", "user_change"])
async def test_a_new_person_and_a_changed_one_are_known_at_once(flywheel: Flywheel, send: Send, kind: str) -> None:
    assert OPEN == await send(payloads.event({"type": kind, "user": user_object(NEW)}))

    answer = await send(payloads.command(NEW, "/flywheel", "help"))
    assert answer.said["text"].startswith("Đây là cách")


async def test_a_person_of_another_company_is_remembered_as_one(fresh: Flywheel, send: Send) -> None:
    await send(payloads.event({"type": "user_change", "user": user_object(PARTNER, team_id="T0PARTNER")}))

    assert [True] == [person.is_outside for person in fresh.rows(Person)]


async def test_what_waited_for_a_channel_goes_out_when_the_bot_is_invited(flywheel: Flywheel, send: Send) -> None:
    flywheel.slack.refusals["chat.postMessage"] = "not_in_channel"
    await send(payloads.command(TOM, "/pain", "It hurts"))
    await flywheel.deliver()
    flywheel.slack.refusals.clear()
    joined = {"type": "member_joined_channel", "channel": FLYWHEEL, "channel_type": "C", "team": TEAM}

    await send(payloads.event(joined | {"user": LAN.user_id}))
    await flywheel.deliver()
    before = flywheel.slack.texts(FLYWHEEL)
    await send(payloads.event(joined | {"user": BOT_USER}))
    await flywheel.deliver()

    assert ([], 1) == (before, len(flywheel.slack.texts(FLYWHEEL)))


@pytest.mark.parametrize("kind", ["channel_unarchive", "group_unarchive"])
async def test_what_waited_goes_out_when_the_channel_is_back(flywheel: Flywheel, send: Send, kind: str) -> None:
    flywheel.slack.refusals["chat.postMessage"] = "is_archived"
    await send(payloads.command(TOM, "/pain", "It hurts"))
    await flywheel.deliver()
    flywheel.slack.refusals.clear()

    await send(payloads.event({"type": kind, "channel": FLYWHEEL, "user": TOM.user_id}))
    await flywheel.deliver()

    assert 1 == len(flywheel.slack.texts(FLYWHEEL))


@pytest.mark.parametrize(
    ("event", "revoked"),
    [
        ({"type": "app_uninstalled"}, True),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}, True),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U0TOM"]}}, False),
        ({"type": "tokens_revoked", "tokens": None}, False),
    ],
)
async def test_only_the_loss_of_the_bots_own_token_is_noted(
    flywheel: Flywheel, send: Send, event: dict[str, object], revoked: bool
) -> None:
    later = int((flywheel.clock.now() + timedelta(hours=1)).timestamp())

    assert OPEN == await send(payloads.event(event, event_time=later))
    assert revoked is (flywheel.workspace().revoked_at is not None)
