"""A reaction captures without a form: a working mark, a done mark, and a receipt only the reporter sees."""

import pytest

from bot.captures.receipts import confirm_undo
from bot.captures.services import capture_reaction
from bot.delivery.models import OutboxRow
from bot.slack.payloads import Reaction
from tests.captures.acts import react
from tests.delivery.fake_slack import Trouble
from tests.fake_workspace import GENERAL, GUEST, PARTNER, SECRET
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA

WORKING, DONE = "hourglass_flowing_sand", "white_check_mark"


async def test_a_reaction_captures_with_a_working_mark_a_done_mark_and_a_quiet_receipt(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "Contoso &amp; co wait for <@U0MAYA>")

    react(flywheel, LAN)
    await flywheel.deliver()

    assert [f"+{WORKING}", f"-{WORKING}", f"+{DONE}"] == flywheel.slack.marks()
    pain = flywheel.pain()
    assert ("Contoso & co wait for @Maya Lopez", LAN.user_id) == (pain.words, pain.reporter)
    (receipt,) = flywheel.slack.asked("chat.postEphemeral")
    assert ("P-1" in receipt["text"], LAN.user_id, GENERAL) == (True, receipt["user"], receipt["channel"])
    assert "https://acme.slack.com/archives/C0GENERAL/p11" in receipt["text"]
    assert ["same_as", "add_details", "undo"] == [e["action_id"] for e in receipt["blocks"][-1]["elements"]]
    assert f"<@{LAN.user_id}" not in str(receipt)


async def test_another_emoji_captures_nothing(flywheel: Flywheel) -> None:
    react(flywheel, LAN, emoji="tada")
    await flywheel.deliver()

    assert ([], []) == (flywheel.pains(), flywheel.slack.calls)


async def test_the_same_reaction_delivered_four_times_is_one_pain_and_one_receipt(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts")
    inbound = react(flywheel, LAN)
    for _ in range(3):
        flywheel.write(capture_reaction, inbound, Reaction("adhesive_bandage", GENERAL, "1.1"))
        await flywheel.deliver()

    assert (1, 1) == (len(flywheel.pains()), len(flywheel.slack.quiet(LAN.user_id)))


async def test_a_second_persons_reaction_is_one_more_voice(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts")
    react(flywheel, LAN)
    await flywheel.deliver()

    react(flywheel, MAYA)
    await flywheel.deliver()

    assert [MAYA.user_id] == [echo.person for echo in flywheel.echoes()]
    assert ["This is already P-1. You were added: one more voice for it. It hurts"] == flywheel.slack.quiet(
        MAYA.user_id
    )


async def test_two_people_reacting_at_the_same_moment_are_one_pain_with_two_voices(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts")

    react(flywheel, LAN)
    react(flywheel, MAYA)
    await flywheel.deliver()

    assert (1, 1) == (len(flywheel.pains()), len(flywheel.echoes()))


async def test_reacting_again_says_it_is_kept(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts")
    react(flywheel, LAN)
    await flywheel.deliver()

    react(flywheel, LAN)
    await flywheel.deliver()

    assert "Bạn đã báo cáo điều này rồi: đó là P-1." in flywheel.slack.quiet(LAN.user_id)[1]


@pytest.mark.parametrize("text", ["", None, ":tada:", "🔥🔥", "…"])
async def test_a_message_without_a_word_is_told_and_not_kept(flywheel: Flywheel, text: str | None) -> None:
    flywheel.slack.say(GENERAL, "1.1", text)

    react(flywheel, MAYA)
    await flywheel.deliver()

    assert [] == flywheel.pains()
    assert ["no words" in told for told in flywheel.slack.quiet(MAYA.user_id)] == [True]


async def test_a_message_deleted_meanwhile_is_told_and_leaves_no_working_mark(flywheel: Flywheel) -> None:
    react(flywheel, MAYA)
    await flywheel.deliver()

    assert ["That message is gone" in told for told in flywheel.slack.quiet(MAYA.user_id)] == [True]
    assert [f"+{WORKING}", f"-{WORKING}"] == flywheel.slack.marks()


@pytest.mark.parametrize("code", ["not_in_channel", "missing_scope: channels:history", "channel_not_found"])
async def test_a_channel_it_cannot_read_is_told_with_what_to_do(flywheel: Flywheel, code: str) -> None:
    flywheel.slack.refusals["conversations.replies"] = code

    react(flywheel, MAYA)
    await flywheel.deliver()

    assert ["I cannot read messages here. Invite me" in told for told in flywheel.slack.quiet(MAYA.user_id)] == [True]


async def test_a_bots_message_is_captured_from_its_blocks(flywheel: Flywheel) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Export failed"}}]
    flywheel.slack.say(GENERAL, "1.1", "", user="", bot_id="B0CRM", blocks=blocks)

    react(flywheel, LAN)
    await flywheel.deliver()

    assert "Export failed" == flywheel.pain().words


async def test_a_guest_may_report(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts")

    react(flywheel, GUEST)
    await flywheel.deliver()

    assert GUEST.user_id == flywheel.pain().reporter


async def test_an_outside_persons_message_can_be_captured_by_one_of_us(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts", user=PARTNER.user_id, team="T0PARTNER")

    react(flywheel, LAN)
    await flywheel.deliver()

    assert "It hurts" == flywheel.pain().words


async def test_a_receipt_the_channel_will_not_show_comes_as_a_direct_message(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts")
    flywheel.slack.refusals["chat.postEphemeral"] = "is_archived"

    react(flywheel, MAYA)
    await flywheel.deliver()

    direct = [call["text"] for call in flywheel.slack.asked("chat.postMessage") if call["channel"] == MAYA.user_id]
    assert ["Kept as P-1" in text for text in direct] == [True]


async def test_a_revoked_token_loses_nothing(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts")
    for method in ("reactions.add", "conversations.info", "conversations.replies"):
        flywheel.slack.refusals[method] = "token_revoked"
    react(flywheel, MAYA)
    flywheel.slack.meanwhile["reactions.add"] = flywheel.slack.refusals.clear  # refused no more by the second try

    await flywheel.deliver()

    assert "It hurts" == flywheel.pain().words


async def test_nothing_said_in_private_stays_in_what_was_sent(flywheel: Flywheel) -> None:
    flywheel.slack.say(SECRET, "1.1", "Contoso will cancel")

    react(flywheel, MAYA, SECRET)
    await flywheel.deliver()

    assert [] == [row.key for row in flywheel.rows(OutboxRow) if "Contoso" in str(row.payload)]


@pytest.mark.parametrize("trouble", [Trouble.LOST_AFTER, Trouble.LOST_BEFORE])
async def test_a_receipt_that_perhaps_arrived_is_not_said_again(flywheel: Flywheel, trouble: Trouble) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts")
    flywheel.slack.meanwhile["chat.postEphemeral"] = lambda: flywheel.slack.troubles.append(trouble)

    react(flywheel, MAYA)
    await flywheel.deliver()

    assert 1 == len(flywheel.slack.quiet(MAYA.user_id))


async def test_undo_takes_the_mark_off_the_message_and_it_can_be_reported_anew(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts")
    react(flywheel, LAN)
    await flywheel.deliver()
    undo = flywheel.inbound(LAN, response_url="https://hooks.slack.test/1")
    flywheel.write(confirm_undo, undo, flywheel.pain().key, replace=True)
    await flywheel.deliver()

    assert f"-{DONE}" == flywheel.slack.marks()[-1]

    react(flywheel, MAYA)
    await flywheel.deliver()
    assert f"+{DONE}" == flywheel.slack.marks()[-1]
    assert 2 == len(flywheel.pains())


async def test_somebody_nobody_has_heard_of_is_looked_up_before_anything_is_kept(fresh: Flywheel) -> None:
    """A reaction in a shared channel does not say which company its author is of."""
    fresh.slack.say(GENERAL, "1.1", "It hurts")
    react(fresh, PARTNER)
    await fresh.deliver()

    assert [] == fresh.pains()
    assert "Ask your contact" in fresh.slack.quiet(PARTNER.user_id)[0]
    assert [f"+{WORKING}", f"-{WORKING}"] == fresh.slack.marks()
