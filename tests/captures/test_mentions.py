"""A mention or a line to the bot: captured once, told quietly, and nothing is guessed."""

import pytest

from bot.captures.models import Draft
from bot.captures.services import capture_draft, leave_it
from bot.pains.models import History
from tests.captures.acts import mention, react, write_to_bot
from tests.fake_workspace import DIRECT, FLYWHEEL, GENERAL, PARTNER, ROBOT, SECRET
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA

WORKING, DONE = "hourglass_flowing_sand", "white_check_mark"


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
