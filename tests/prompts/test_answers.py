"""Answering: drafts, replies, a deputy, long texts, and what stays once the roll-up is out."""

from datetime import datetime

import pytest
from sqlmodel import Session

from bot.departments.services import found
from bot.errors import UserError
from bot.i18n import texts_in
from bot.people.services import keep_users
from bot.prompts.clicks import answers_shown, keep_reply, question_page, whole_page
from bot.prompts.models import Answer, PromptState
from bot.prompts.pages import leader_facts
from bot.prompts.services import answer_by_words, not_this_time
from bot.roster.models import SeatRole
from bot.slack.payloads import SlackMessage
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.clock import FakeClock
from tests.fake_workspace import FLYWHEEL, GUEST, everybody
from tests.flywheel import installed
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM
from tests.prompts.conftest import Leaders

FIRST, SECOND, CUSTOMER = "kick_off.close.1", "kick_off.close.2", "customer"


def everybody_is_known(session: Session, workspace_id: int, *, now: datetime) -> None:
    workspace = session.get_one(Workspace, workspace_id)
    keep_users(session, workspace, everybody().values(), now=now)
    found(session, workspace_id)
    workspace.flywheel_channel, workspace.set_up_by = FLYWHEEL, MAYA.user_id
    session.add(workspace)


@pytest.fixture
async def asked(leaders: Leaders) -> Leaders:
    """It is noon in New York on the day the close of the first quarter was asked about: Tuesday, March 24."""
    await leaders.undisturbed_until(2026, 3, 24, 18)
    return leaders


@pytest.fixture
async def asked_anywhere(store: Store, clock: FakeClock) -> Leaders:
    """The same on each database, where the rows of an answer are what matters."""
    flywheel = installed(store, clock)
    flywheel.write(everybody_is_known)
    leaders = Leaders(flywheel)
    await leaders.until(2026, 3, 24, 18)
    return leaders


def texts(leaders: Leaders) -> dict[str, tuple[str, bool]]:
    return {one.question: (one.text, one.is_draft) for one in leaders.answers()}


async def test_a_form_is_kept_with_the_questions_as_she_read_them(asked: Leaders) -> None:
    asked.answer(LAN, {FIRST: "Trả lời trong ngày", SECOND: "", CUSTOMER: "Phở Sen"})

    answer, _ = asked.answers()
    assert ("Chúng ta đã bắt đầu điều gì mà khách hàng đã nhận thấy?", False) == (answer.asked, answer.is_draft)
    assert (PromptState.ANSWERED, LAN.user_id, False) == (
        asked.prompt(LAN).state, asked.prompt(LAN).answered_by, asked.prompt(LAN).is_late
    )  # fmt: skip
    await asked.until(2026, 3, 24, 19)
    assert "Đã nhận câu trả lời của bạn." in asked.edited("D0LAN")


async def test_a_draft_is_hers_alone_until_she_sends_it(asked: Leaders) -> None:
    asked.answer(TOM, {FIRST: "Half a thought"}, draft=True)
    await asked.until(2026, 3, 31, 12)
    posted = asked.in_channel()[-1]["text"]

    asked.answer(TOM, {FIRST: "A whole thought"})
    await asked.until(2026, 3, 31, 13)

    assert "Half a thought" not in posted
    assert {FIRST: ("A whole thought", False)} == texts(asked)
    assert "• *Product* A whole thought _(late)_" in asked.edited()


async def test_what_was_sent_does_not_become_a_draft_again(asked_anywhere: Leaders) -> None:
    asked_anywhere.answer(TOM, {FIRST: "Sent"})

    with pytest.raises(UserError) as refused:
        asked_anywhere.answer(TOM, {FIRST: "Sent, but", SECOND: "More"}, draft=True)

    assert (f"answer:{FIRST}", {FIRST: ("Sent", False)}) == (refused.value.block_id, texts(asked_anywhere))


async def test_a_form_without_a_word_says_what_else_there_is(asked: Leaders) -> None:
    with pytest.raises(UserError, match="Not this time"):
        asked.answer(TOM, {FIRST: "", SECOND: " … ", CUSTOMER: ":tada:"})


async def test_until_the_roll_up_it_can_be_changed_and_after_it_stands(asked: Leaders) -> None:
    asked.answer(TOM, {FIRST: "First", SECOND: "Second"})
    asked.answer(TOM, {FIRST: "Better", SECOND: ""})
    await asked.until(2026, 3, 31, 12)

    with pytest.raises(UserError, match="The roll-up is out"):
        asked.answer(TOM, {FIRST: "Rewritten"})
    asked.answer(TOM, {FIRST: "Better", SECOND: "Added"})
    await asked.until(2026, 3, 31, 13)

    assert {FIRST: ("Better", False), SECOND: ("Added", False)} == texts(asked)
    assert "• *Product* Better\n" in asked.edited()
    assert "• *Product* Added _(late)_" in asked.edited()


async def test_a_reply_is_kept_whole_as_the_answer_to_the_first_question_left(asked: Leaders) -> None:
    long = "One sentence of many. " * 1_500
    message = SlackMessage("D0TOM", "9.1", long, TOM.user_id, asked.prompt(TOM).message_ts)

    asked.flywheel.write(keep_reply, asked.flywheel.inbound(TOM), asked.prompt(TOM).key, message)
    await asked.until(2026, 3, 24, 19)

    note = asked.sent(TOM)[-1][1]
    assert (long.strip(), message.thread_ts) == (texts(asked)[FIRST][0], note["thread_ts"])
    assert "Kept as your answer to “What did we begin that the customer already notices?”" in note["text"]
    assert ["Answer the rest", "Read all"] == [one["text"]["text"] for one in note["blocks"][-1]["elements"]]


async def test_replies_fill_one_question_after_the_other_and_then_the_last(asked_anywhere: Leaders) -> None:
    for words in ("one", "two", "three", "four"):
        asked_anywhere.flywheel.write(answer_by_words, asked_anywhere.prompt(TOM).key, TOM.user_id, words)
        asked_anywhere.flywheel.clock.advance(1)

    assert {FIRST: "one", SECOND: "two", CUSTOMER: "three\n\nfour"} == {
        key: text for key, (text, _) in texts(asked_anywhere).items()
    }


async def test_a_long_answer_stays_whole_when_its_field_is_left_empty(asked: Leaders) -> None:
    long = "x" * 30_000
    asked.flywheel.write(answer_by_words, asked.prompt(TOM).key, TOM.user_id, long)

    asked.answer(TOM, {FIRST: "", SECOND: "Short"})

    assert {FIRST: (long, False), SECOND: ("Short", False)} == texts(asked)


async def test_a_deputy_answers_for_her_and_it_says_so(asked: Leaders) -> None:
    asked.flywheel.write(seat, MAYA.user_id, "product", SeatRole.DEPUTY)

    asked.answer(TOM, {FIRST: "For Tom"}, by=MAYA)
    await asked.until(2026, 3, 31, 12)

    assert "Maya Lopez answered for you." in asked.edited("D0TOM")
    assert "Maya Lopez answered for Tom Becker (Product)." in asked.in_channel()[-1]["text"]


async def test_a_deputy_does_not_read_the_leaders_draft_and_is_told_of_it(asked: Leaders) -> None:
    asked.flywheel.write(seat, MAYA.user_id, "product", SeatRole.DEPUTY)
    asked.answer(TOM, {FIRST: "Half a thought"}, draft=True)

    facts = asked.flywheel.read(
        lambda session: leader_facts(session, asked.prompt(TOM), MAYA.user_id, texts_in("en"))
    )  # fmt: skip

    assert ("", "Tom Becker") == (facts.items[0].text, facts.draft_of)


async def test_nobody_else_answers_for_a_department(asked: Leaders) -> None:
    with pytest.raises(UserError):
        asked.answer(TOM, {FIRST: "Not mine"}, by=LAN)


async def test_not_this_time_takes_a_reason_and_can_be_thought_over(asked: Leaders) -> None:
    with pytest.raises(UserError):
        asked.flywheel.write(not_this_time, asked.prompt(TOM).key, TOM.user_id, " … ")
    asked.flywheel.write(not_this_time, asked.prompt(TOM).key, TOM.user_id, "At the fair <all week>")
    await asked.until(2026, 3, 31, 12)
    posted = asked.in_channel()[-1]["text"]

    asked.answer(TOM, {FIRST: "After all"})

    assert "Not this time: Product (“At the fair &lt;all week&gt;”)." in posted
    assert (PromptState.ANSWERED, True) == (asked.prompt(TOM).state, asked.prompt(TOM).is_late)


async def test_what_a_guest_may_not_read(asked: Leaders) -> None:
    asked.answer(TOM, {FIRST: "For the team"})
    subject, key = asked.prompt(TOM).subject, asked.prompt(TOM).key

    for page, about in ((question_page, f"{subject} {FIRST}"), (whole_page, f"{key} {FIRST}")):
        with pytest.raises(UserError):
            asked.flywheel.write(page, about, GUEST.user_id)


async def test_anybody_else_reads_every_answer_whole(asked: Leaders) -> None:
    asked.flywheel.write(answer_by_words, asked.prompt(TOM).key, TOM.user_id, "word " * 6_000)
    reference = f"{asked.prompt(TOM).subject} {FIRST}"

    window = asked.flywheel.write(question_page, reference, LAN.user_id)
    whole = asked.flywheel.write(whole_page, window["blocks"][-1]["accessory"]["value"], LAN.user_id)

    shown = "".join(block["text"]["text"].replace("> ", "") for block in whole["blocks"][1:])
    assert 6_000 == shown.count("word")


async def test_the_team_sees_all_answers_and_a_member_those_of_her_department(asked: Leaders) -> None:
    asked.answer(TOM, {FIRST: "From product"})
    asked.answer(MAYA, {FIRST: "From sales"})

    to_lead = asked.flywheel.write(answers_shown, TOM.user_id).text
    to_nobody = asked.flywheel.write(answers_shown, "U0SOMEBODY").text

    assert "From product" in to_lead
    assert "From sales" in to_lead
    assert "I know of no questions to your department" in to_nobody


async def test_what_she_said_is_held_up_beside_what_grows_from_it(asked: Leaders) -> None:
    asked.answer(TOM, {CUSTOMER: "I sat with Contoso"})

    await asked.until(2026, 4, 1, 18)

    (text,) = [one["text"] for _, one in asked.sent(TOM) if "Kick-off · Q2 FY26" in one["text"]]
    assert "What you said (Q1 FY26, Close of the quarter): “I sat with Contoso”" in text


async def test_two_who_save_at_once_leave_one_answer_each_question(asked_anywhere: Leaders) -> None:
    asked_anywhere.flywheel.write(seat, MAYA.user_id, "product", SeatRole.DEPUTY)
    asked_anywhere.answer(TOM, {FIRST: "Tom's"})
    asked_anywhere.answer(TOM, {FIRST: "Maya's"}, by=MAYA)

    assert 1 == len(asked_anywhere.flywheel.rows(Answer))
