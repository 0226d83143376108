"""A reaction, a mention, a line to the bot: captured once, told quietly, and nothing is guessed."""

import pytest

from bot.captures.drafts import KEPT, Beginning, find_draft, keep_draft
from bot.captures.models import Draft
from bot.captures.services import capture_draft, capture_mention, capture_reaction, hear_direct, leave_it
from bot.delivery.models import OutboxRow
from bot.pains.models import History, Via
from bot.slack.payloads import Inbound, Reaction, SlackMessage
from tests.fake_workspace import BOT_USER, DIRECT, FLYWHEEL, GENERAL, GUEST, PARTNER, ROBOT, SECRET, TEAM
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA, TOM, Somebody

WORKING, DONE = "hourglass_flowing_sand", "white_check_mark"


def react(
    flywheel: Flywheel, who: Somebody, channel: str = GENERAL, ts: str = "1.1", emoji: str = "adhesive_bandage"
) -> Inbound:
    inbound = flywheel.inbound(who)
    flywheel.write(capture_reaction, inbound, Reaction(emoji, channel, ts))
    return inbound


def mention(flywheel: Flywheel, who: Somebody, text: str, channel: str = GENERAL, **more: str) -> Inbound:
    inbound = flywheel.inbound(who, user_team_id="T0PARTNER" if who is PARTNER else TEAM)
    message = SlackMessage(channel, "5.5", f"<@{BOT_USER}> {text}", who.user_id, **more)
    flywheel.write(capture_mention, inbound, message)
    return inbound


def write_to_bot(flywheel: Flywheel, who: Somebody, text: str) -> None:
    message = SlackMessage(DIRECT, "7.7", text, who.user_id)
    flywheel.write(hear_direct, flywheel.inbound(who), message, "Flywheel")


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
    assert ["This is already P-1. You were added: one more voice for it. It hurts"] == flywheel.slack.quiet(MAYA.user_id)


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


async def test_an_outside_person_is_told_whom_to_ask(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts")

    react(flywheel, PARTNER)
    mention(flywheel, PARTNER, "it hurts us")
    mention(flywheel, PARTNER, "can you keep this?")
    await flywheel.deliver()

    told = flywheel.slack.quiet(PARTNER.user_id)
    assert 3 == len([text for text in told if "Only people of Acme can report" in text])
    assert ([], []) == (flywheel.pains(), flywheel.rows(Draft))


async def test_a_bot_is_left_alone_or_two_bots_would_never_stop(flywheel: Flywheel) -> None:
    react(flywheel, ROBOT)
    mention(flywheel, ROBOT, "can you keep this?")
    write_to_bot(flywheel, ROBOT, "it hurts")
    await flywheel.deliver()

    assert ([], []) == (flywheel.pains(), flywheel.slack.calls)


async def test_a_mention_in_a_thread_captures_what_the_thread_is_about(flywheel: Flywheel) -> None:
    flywheel.slack.say(GENERAL, "1.1", "Contoso waits nine minutes", thread_ts="1.1")

    mention(flywheel, LAN, "the export again", thread_ts="1.1")
    await flywheel.deliver()

    assert ("the export again", "Contoso waits nine minutes") == (flywheel.pain().title, flywheel.pain().words)
    (receipt,) = flywheel.slack.asked("chat.postEphemeral")
    assert "1.1" == receipt["thread_ts"]


async def test_a_mention_in_a_message_captures_that_message(flywheel: Flywheel) -> None:
    mention(flywheel, MAYA, "Contoso waits nine minutes")
    await flywheel.deliver()

    assert "Contoso waits nine minutes" == flywheel.pain().words


async def test_what_may_be_a_question_is_asked_with_two_buttons_and_kept_only_on_yes(flywheel: Flywheel) -> None:
    mention(flywheel, MAYA, "can Contoso wait nine minutes?")
    await flywheel.deliver()
    (question,) = flywheel.slack.asked("chat.postEphemeral")
    draft_id = question["blocks"][-1]["elements"][0]["value"]

    kept_before = len(flywheel.pains())
    assert flywheel.write(capture_draft, flywheel.inbound(MAYA), draft_id)

    assert ["capture", "not_a_pain"] == [element["action_id"] for element in question["blocks"][-1]["elements"]]
    assert (0, "can Contoso wait nine minutes?") == (kept_before, flywheel.pain().words)


async def test_pressing_capture_twice_keeps_it_once_and_says_so(flywheel: Flywheel) -> None:
    mention(flywheel, MAYA, "can Contoso wait nine minutes?")
    (draft,) = flywheel.rows(Draft)

    for _ in range(2):
        flywheel.write(capture_draft, flywheel.inbound(MAYA), draft.id)
    await flywheel.deliver()

    assert 1 == len(flywheel.pains())
    assert "You reported this already: it is P-1" in flywheel.slack.quiet(MAYA.user_id)[-1]


async def test_a_question_only_she_can_answer(flywheel: Flywheel) -> None:
    mention(flywheel, MAYA, "can Contoso wait nine minutes?")
    (draft,) = flywheel.rows(Draft)

    assert not flywheel.write(capture_draft, flywheel.inbound(LAN), draft.id)
    assert [] == flywheel.pains()


async def test_not_a_pain_throws_the_draft_away_and_takes_the_questions_place(flywheel: Flywheel) -> None:
    write_to_bot(flywheel, MAYA, "the weather is bad")
    (draft,) = flywheel.rows(Draft)

    flywheel.write(leave_it, flywheel.inbound(MAYA, response_url="https://hooks/1"), draft.id)
    await flywheel.deliver()

    assert [] == flywheel.rows(Draft)
    (answer,) = flywheel.slack.asked("response_url")
    assert (True, "All right, nothing was kept.") == (answer["replace_original"], answer["text"])


async def test_not_a_pain_after_capture_does_not_pretend_nothing_was_kept(flywheel: Flywheel) -> None:
    mention(flywheel, MAYA, "can Contoso wait nine minutes?")
    (draft,) = flywheel.rows(Draft)
    flywheel.write(capture_draft, flywheel.inbound(MAYA), draft.id)

    flywheel.write(leave_it, flywheel.inbound(MAYA, response_url="https://hooks/1"), draft.id)
    await flywheel.deliver()

    assert ["You reported this already: it is P-1" in text for text in flywheel.slack.answers()] == [True]


async def test_a_line_to_the_bot_is_asked_about_in_her_language(flywheel: Flywheel) -> None:
    write_to_bot(flywheel, LAN, "khách chờ chín phút")
    await flywheel.deliver()

    assert ["Đây có phải là nỗi đau của khách hàng không?" in text for text in flywheel.slack.texts(DIRECT)] == [True]
    assert ([], "khách chờ chín phút") == (flywheel.pains(), flywheel.rows(Draft)[0].words)


@pytest.mark.parametrize("text", ["help", "hi!", "🎉", ""])
async def test_a_call_for_help_or_a_line_without_words_is_answered_with_help(flywheel: Flywheel, text: str) -> None:
    write_to_bot(flywheel, MAYA, text)
    await flywheel.deliver()

    assert ["This is how you tell the flywheel team" in text for text in flywheel.slack.texts(DIRECT)] == [True]


async def test_words_said_in_a_private_channel_are_kept_and_shown_to_nobody(flywheel: Flywheel) -> None:
    flywheel.slack.say(SECRET, "1.1", "Contoso will cancel", thread_ts="1.1")

    mention(flywheel, MAYA, "the board must hear of it", SECRET, thread_ts="1.1")
    await flywheel.deliver()

    said = [call for method, call in flywheel.slack.calls if method == "chat.postMessage"]
    assert [FLYWHEEL] == [call["channel"] for call in said]
    assert "Contoso" not in str(said)
    assert "board" not in str(said)
    assert "The words stay private" in flywheel.slack.quiet(MAYA.user_id)[0]
    assert "Contoso will cancel" == flywheel.pain().words
    assert "the board must hear of it" in [line.detail for line in flywheel.rows(History)]


async def test_a_thread_about_a_wordless_message_in_private_is_kept_by_what_was_said_of_it(flywheel: Flywheel) -> None:
    flywheel.slack.say(SECRET, "1.1", ":fire:", thread_ts="1.1")

    mention(flywheel, MAYA, "Contoso will cancel", SECRET, thread_ts="1.1")
    await flywheel.deliver()

    assert ("", "Contoso will cancel") == (flywheel.pain().title, flywheel.pain().words)
    assert "Contoso" not in str(flywheel.slack.asked("chat.postMessage"))


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


def test_a_draft_is_her_own(fresh: Flywheel) -> None:
    draft = fresh.write(keep_draft, Beginning(LAN.user_id, Via.FORM, "secret"))

    def found(who: Somebody, draft_id: str, workspace_id: int = fresh.workspace_id) -> bool:
        return fresh.read(lambda session: find_draft(session, workspace_id, draft_id, who.user_id)) is not None

    assert found(LAN, draft.id)
    assert not found(TOM, draft.id)
    assert not found(LAN, "")
    assert not found(LAN, draft.id, 99)


def test_drafts_are_forgotten_after_a_week(fresh: Flywheel) -> None:
    fresh.write(keep_draft, Beginning(LAN.user_id, Via.FORM, "old"))
    fresh.clock.move_to(fresh.clock.now() + KEPT)
    fresh.write(keep_draft, Beginning(LAN.user_id, Via.FORM, "a week later"))
    fresh.clock.advance(seconds=1)

    fresh.write(keep_draft, Beginning(LAN.user_id, Via.FORM, "new"))

    assert {"a week later", "new"} == {draft.words for draft in fresh.rows(Draft)}


async def test_nothing_said_in_private_stays_in_what_was_sent(flywheel: Flywheel) -> None:
    flywheel.slack.say(SECRET, "1.1", "Contoso will cancel")

    react(flywheel, MAYA, SECRET)
    await flywheel.deliver()

    assert [] == [row.key for row in flywheel.rows(OutboxRow) if "Contoso" in str(row.payload)]
