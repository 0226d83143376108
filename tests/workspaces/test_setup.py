"""Setting up: who may, what is wrong at which field, and that nothing waits longer than it must."""

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.models import OutboxRow
from bot.delivery.outbox import parked
from bot.errors import UserError
from bot.pains.models import Via
from bot.pains.rules import Report
from bot.pains.services import Origin, report_pain
from bot.people.rules import Reader
from bot.slack.gateway import Identity
from bot.workspaces.services import bot_joined, channel_open, connect, revoke, save_setup
from tests.fake_workspace import BOT_USER, FLYWHEEL, GENERAL, GUEST, IDENTITY, PARTNER, ROBOT, SECRET, TEAM
from tests.flywheel import Flywheel, the_setup
from tests.people import LAN, MAYA, TOM, Somebody


def a_report(flywheel: Flywheel) -> None:
    flywheel.write(report_pain, Report(LAN.user_id, "Slow export"), Origin(Via.FORM))


def said_in(flywheel: Flywheel, channel: str) -> list[str]:
    return [message["text"] for message in flywheel.slack.messages if message["channel"] == channel]


async def test_setting_up_says_hello_in_the_channel_and_tells_who_did_it(fresh: Flywheel) -> None:
    await fresh.deliver()

    fresh.set_up(LAN)
    await fresh.deliver()

    (hello,) = said_in(fresh, FLYWHEEL)
    assert "Customer pains will appear here" in hello
    assert f"{LAN.name} chose this channel." in hello
    assert ["Flywheel đã được thiết lập. Các thẻ được gửi vào <#C0FLYWHEEL>."] == fresh.slack.quiet(LAN.user_id)


async def test_whoever_chose_the_channel_is_named_there_but_not_pinged(fresh: Flywheel) -> None:
    fresh.set_up(TOM)
    await fresh.deliver()

    assert not [text for text in said_in(fresh, FLYWHEEL) if f"<@{TOM.user_id}" in text]


async def test_it_is_told_how_many_pains_were_waiting(fresh: Flywheel) -> None:
    a_report(fresh)
    a_report(fresh)

    fresh.set_up()
    await fresh.deliver()

    assert "2 pains that were waiting are on their way." in fresh.slack.quiet(MAYA.user_id)[0]


async def test_the_settings_are_kept(fresh: Flywheel) -> None:
    fresh.set_up(language="vi", zone="Asia/Ho_Chi_Minh", fiscal_year_start=4, emoji=":ouch:")

    kept = fresh.workspace()
    assert ("vi", "Asia/Ho_Chi_Minh", 4, "ouch") == (kept.language, kept.time_zone, kept.fiscal_year_start, kept.emoji)
    assert (FLYWHEEL, MAYA.user_id) == (kept.flywheel_channel, kept.set_up_by)


async def test_each_their_own_language_is_a_choice_too(flywheel: Flywheel) -> None:
    flywheel.set_up(language="vi")

    flywheel.set_up(language="own")

    assert flywheel.workspace().language is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"channel": ""}, "channel"), ({"zone": "Mars/Base"}, "time_zone"), ({"emoji": "🔥 🔥"}, "emoji")],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_kept(
    flywheel: Flywheel, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(UserError) as told:
        flywheel.set_up(language="vi", **changes)

    assert (field, None) == (told.value.block_id, flywheel.workspace().language)


@pytest.mark.parametrize("who", [TOM, LAN, GUEST, PARTNER, ROBOT])
def test_once_set_up_others_may_not_change_it(flywheel: Flywheel, who: Somebody) -> None:
    with pytest.raises(UserError, match="Only a workspace admin"):
        flywheel.set_up(who, channel=GENERAL)


@pytest.mark.parametrize("who", [GUEST, PARTNER, ROBOT])
async def test_guests_strangers_and_bots_do_not_set_up_a_workspace(fresh: Flywheel, who: Somebody) -> None:
    await fresh.deliver()

    with pytest.raises(UserError, match="Only a workspace admin"):
        fresh.set_up(who)


async def test_the_same_form_sent_twice_is_said_once(fresh: Flywheel) -> None:
    reader = Reader(MAYA.user_id, "en", is_admin=True)

    for _ in range(2):
        fresh.write(save_setup, reader, the_setup(), "view:1")
    await fresh.deliver()

    assert 1 == len(said_in(fresh, FLYWHEEL))
    assert 1 == len(fresh.slack.quiet(MAYA.user_id))


@pytest.mark.parametrize("code", ["not_in_channel", "is_archived", "channel_not_found"])
async def test_a_channel_that_takes_no_cards_is_told_once_to_whoever_chose_it(flywheel: Flywheel, code: str) -> None:
    flywheel.slack.refusals["chat.postMessage"] = code
    a_report(flywheel)
    a_report(flywheel)
    await flywheel.deliver()
    flywheel.slack.refusals.clear()

    told = flywheel.read(lambda session: parked(session, flywheel.workspace_id))
    assert 2 == len([row for row in told if row.purpose == "pain_card"])
    (letter,) = [row for row in flywheel.rows(OutboxRow) if row.key.startswith("trouble:")]
    assert (MAYA.user_id, code) == (letter.channel, letter.key.split(":")[2])
    assert f"`{code}`" in letter.payload["text"]


async def test_cards_that_waited_go_out_when_the_bot_is_invited(flywheel: Flywheel) -> None:
    await _refused(flywheel)

    flywheel.write(bot_joined, TOM.user_id, FLYWHEEL)
    await flywheel.deliver()
    before = said_in(flywheel, FLYWHEEL)
    flywheel.write(bot_joined, BOT_USER, FLYWHEEL)
    await flywheel.deliver()

    assert ([], 1) == (before, len(said_in(flywheel, FLYWHEEL)))


async def test_cards_that_waited_go_out_when_the_channel_is_back_from_the_archive(flywheel: Flywheel) -> None:
    await _refused(flywheel)

    flywheel.write(channel_open, FLYWHEEL)
    await flywheel.deliver()

    assert 1 == len(said_in(flywheel, FLYWHEEL))


async def test_cards_that_waited_go_to_another_channel_once_it_is_chosen(flywheel: Flywheel) -> None:
    await _refused(flywheel)

    flywheel.set_up(channel=SECRET)
    await flywheel.deliver()
    flywheel.write(bot_joined, BOT_USER, FLYWHEEL)
    await flywheel.deliver()

    assert 2 == len(said_in(flywheel, SECRET))
    assert [] == said_in(flywheel, FLYWHEEL)


async def test_saving_the_setup_again_tries_again_what_slack_refused(flywheel: Flywheel) -> None:
    """For what Slack tells nobody about, such as posting being allowed again."""
    await _refused(flywheel, "restricted_action")

    flywheel.set_up()
    await flywheel.deliver()

    assert 1 == len([text for text in said_in(flywheel, FLYWHEEL) if "P-1" in text])


def test_a_removed_app_is_noted_until_it_comes_up_with_a_token_again(fresh: Flywheel) -> None:
    fresh.clock.advance(hours=1)
    fresh.write(revoke, fresh.clock.now())
    revoked = fresh.workspace().revoked_at

    fresh.store.write_now(connect, IDENTITY, now=fresh.clock.now())

    assert (fresh.clock.now(), None) == (revoked, fresh.workspace().revoked_at)


def test_an_old_removal_said_late_does_not_stop_a_bot_that_came_up_since(fresh: Flywheel) -> None:
    fresh.write(revoke, fresh.clock.now() - timedelta(minutes=5))

    assert fresh.workspace().revoked_at is None


def test_coming_up_again_keeps_what_was_set_up(flywheel: Flywheel) -> None:
    renamed = Identity(TEAM, "Acme Inc", "https://acme.slack.com/", BOT_USER, "B0BOT")

    flywheel.store.write_now(connect, renamed, now=flywheel.clock.now())

    kept = flywheel.workspace()
    assert ("Acme Inc", FLYWHEEL) == (kept.name, kept.flywheel_channel)


async def _refused(flywheel: Flywheel, code: str = "not_in_channel") -> None:
    """One card that Slack would not take."""
    flywheel.slack.refusals["chat.postMessage"] = code
    a_report(flywheel)
    await flywheel.deliver()
    flywheel.slack.refusals.clear()
    assert [] == said_in(flywheel, FLYWHEEL)
