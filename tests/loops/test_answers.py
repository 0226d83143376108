"""What became of each customer: closed needs an answer for all of them."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.errors import UserError
from bot.loops.models import Outcome
from bot.loops.rules import Answer
from bot.loops.services import change_text, record_outcome
from bot.pains.models import PainStatus, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, me_too, same_as
from bot.slack.payloads import SlackMessage
from tests.fake_workspace import GENERAL, GUEST, SECRET
from tests.flywheel import Flywheel
from tests.loops.life import (
    a_report,
    an_owned_pain,
    answer,
    asked,
    deeds,
    owned,
    resolved,
    tellings,
    the_telling,
)
from tests.people import LAN, MAYA, TOM, Somebody


def thread_lines(flywheel: Flywheel) -> list[Mapping[str, Any]]:
    return [call for call in flywheel.slack.asked("chat.postMessage") if call.get("thread_ts")]


async def test_closed_needs_an_answer_for_every_customer(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel)
    flywheel.write(me_too, pain.key, MAYA.user_id, "Fabrikam")
    resolved(flywheel, pain)
    first, second = tellings(flywheel)

    answer(flywheel, first, LAN)
    before = flywheel.pain()
    answer(flywheel, second, MAYA, Outcome.UNREACHABLE, "")

    assert (PainStatus.RESOLVED, None) == (before.status, before.closed_at)
    assert (PainStatus.CLOSED, flywheel.clock.now()) == (flywheel.pain().status, flywheel.pain().closed_at)
    assert ["resolved", "told", "unreachable", "closed"] == deeds(flywheel)[-4:]


async def test_what_she_answered_takes_the_place_of_the_question(flywheel: Flywheel) -> None:
    resolved(flywheel, an_owned_pain(flywheel, MAYA, customer="Contoso"))
    await flywheel.deliver()

    answer(flywheel, the_telling(flywheel), MAYA, how="in_person")
    await flywheel.deliver()

    edits = [call for call in flywheel.slack.asked("chat.update") if call["channel"] == "D0MAYA"]
    assert ["*P-1*: thank you, that is all.\n*Contoso*: told in person"] == [edit["text"] for edit in edits]
    assert "actions" not in [block["type"] for block in edits[-1]["blocks"]]


async def test_not_fixed_for_one_opens_the_pain_again_with_its_owner_and_says_why(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel, MAYA, customer="Contoso")
    flywheel.write(me_too, pain.key, LAN.user_id, "")
    resolved(flywheel, pain)
    await flywheel.deliver()
    first, other = tellings(flywheel)

    answer(flywheel, first, MAYA, Outcome.NOT_FIXED, "Still <slow> on Fridays")
    await flywheel.deliver()

    kept = flywheel.pain()
    assert (PainStatus.OPEN, TOM.user_id, "", None) == (kept.status, kept.owner, kept.resolution, kept.resolved_at)
    assert [Outcome.NOT_FIXED, Outcome.CANCELLED] == [telling.outcome for telling in tellings(flywheel)]
    (note,) = asked(flywheel, TOM)
    assert "*P-1* is open again. Maya Lopez says it is not fixed for *Contoso*: Still &lt;slow&gt; on Fridays" == note
    cards = [call["text"] for call in flywheel.slack.asked("chat.update") if call["channel"] == "C0FLYWHEEL"]
    assert "Open again: not fixed for *Contoso*. Still &lt;slow&gt; on Fridays" in cards[-1]
    assert "mở lại" in [call["text"] for call in flywheel.slack.asked("chat.update") if call["channel"] == "D0LAN"][-1]
    with pytest.raises(UserError, match="is open again"):
        answer(flywheel, other, LAN)


def test_not_fixed_needs_a_reason(flywheel: Flywheel) -> None:
    resolved(flywheel, an_owned_pain(flywheel))

    with pytest.raises(UserError, match="still wrong") as told:
        answer(flywheel, the_telling(flywheel), LAN, Outcome.NOT_FIXED, " ")

    assert "why" == told.value.block_id


@pytest.mark.parametrize(("who", "may"), [(LAN, True), (TOM, True), (MAYA, True), (GUEST, False)])
def test_the_teller_the_owner_and_admins_may_answer(flywheel: Flywheel, who: Somebody, may: bool) -> None:
    resolved(flywheel, an_owned_pain(flywheel))

    if may:
        answer(flywheel, the_telling(flywheel), who)
    else:
        with pytest.raises(UserError, match="Only the person who was asked"):
            answer(flywheel, the_telling(flywheel), who)

    assert may is (flywheel.pain().status is PainStatus.CLOSED)


def test_what_was_answered_stays_answered(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel)
    flywheel.write(me_too, pain.key, MAYA.user_id, "")
    resolved(flywheel, pain)
    first = tellings(flywheel)[0]
    answer(flywheel, first, LAN)

    with pytest.raises(UserError, match="answered already"):
        answer(flywheel, first, LAN, Outcome.UNREACHABLE)
    with pytest.raises(UserError, match="answered already"):
        flywheel.write(record_outcome, 99, LAN.user_id, Answer(Outcome.TOLD))

    assert Outcome.TOLD is tellings(flywheel)[0].outcome


async def test_her_own_text_is_shown_and_kept_from_everybody_else(flywheel: Flywheel) -> None:
    resolved(flywheel, an_owned_pain(flywheel, MAYA))
    await flywheel.deliver()
    (telling,) = tellings(flywheel)

    flywheel.write(change_text, telling.key, MAYA.user_id, "Hi Ann! ``` <!channel> Fixed.")
    await flywheel.deliver()
    with pytest.raises(UserError, match="Only the person who was asked"):
        flywheel.write(change_text, telling.key, TOM.user_id, "No")

    (edit,) = [call for call in flywheel.slack.asked("chat.update") if call["channel"] == "D0MAYA"]
    assert "Hi Ann! ``` &lt;!channel&gt; Fixed." in edit["text"]
    assert "Hi Ann! ``` <!channel> Fixed." == edit["blocks"][1]["elements"][0]["elements"][0]["text"]


async def test_the_thread_it_came_from_gets_one_line(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel)
    await flywheel.deliver()
    resolved(flywheel, pain)
    answer(flywheel, the_telling(flywheel), LAN)
    await flywheel.deliver()

    lines = thread_lines(flywheel)

    assert [("C0GENERAL", "1.1")] == [(line["channel"], line["thread_ts"]) for line in lines]
    assert "*P-1* Closed: the customer was told. The export now takes ten seconds." == lines[0]["text"]


async def test_every_thread_it_came_from_gets_the_line_and_each_but_one(flywheel: Flywheel) -> None:
    """Also those of pains that were joined to it, and of pains that were joined to these."""
    first, second, third = (a_report(flywheel, LAN, ts) for ts in ("1.1", "2.2", "3.3"))
    in_thread = SlackMessage(GENERAL, "3.4", "", thread_ts="3.3")
    same_thread = flywheel.report(Report(LAN.user_id, "As they say above"), Origin(Via.MENTION, "", in_thread))
    for pain, other in ((same_thread, third), (third, second), (second, first)):
        flywheel.write(same_as, pain.key, other.key, LAN.user_id)
    await flywheel.deliver()
    resolved(flywheel, owned(flywheel, first))
    answer(flywheel, the_telling(flywheel), LAN)
    await flywheel.deliver()

    lines = thread_lines(flywheel)

    assert ["1.1", "2.2", "3.3"] == sorted(line["thread_ts"] for line in lines)
    assert {"*P-1* Closed: the customer was told. The export now takes ten seconds."} == {
        line["text"] for line in lines
    }


async def test_a_private_place_gets_the_line_without_the_words_of_other_places(flywheel: Flywheel) -> None:
    pain = a_report(flywheel, channel=SECRET, words="The merger is off")
    other = a_report(flywheel, MAYA, "2.2", words="Nine minutes!")
    flywheel.write(same_as, pain.key, other.key, LAN.user_id)
    await flywheel.deliver()
    resolved(flywheel, owned(flywheel, other))
    for telling in tellings(flywheel):
        answer(flywheel, telling, TOM)
    await flywheel.deliver()

    lines = {line["channel"]: str(line) for line in thread_lines(flywheel)}

    assert {GENERAL, SECRET} == set(lines)
    assert not any(words in line for line in lines.values() for words in ("merger", "Nine minutes"))


@pytest.mark.parametrize(
    "place", [{"is_ext_shared": True}, {"is_im": True, "is_channel": False}], ids=["shared with others", "direct"]
)
async def test_no_line_is_said_where_others_read_along_or_only_she_does(
    flywheel: Flywheel, place: dict[str, Any]
) -> None:
    flywheel.slack.channels[GENERAL] |= place
    pain = an_owned_pain(flywheel)
    await flywheel.deliver()
    resolved(flywheel, pain)
    answer(flywheel, the_telling(flywheel), LAN)
    await flywheel.deliver()

    assert [] == thread_lines(flywheel)


async def test_no_line_is_tried_in_a_place_the_bot_cannot_see(flywheel: Flywheel) -> None:
    flywheel.slack.refusals["conversations.info"] = "channel_not_found"
    pain = an_owned_pain(flywheel, channel=SECRET)
    await flywheel.deliver()
    resolved(flywheel, pain)
    answer(flywheel, the_telling(flywheel), LAN)
    await flywheel.deliver()

    assert [] == thread_lines(flywheel)


@pytest.mark.parametrize("code", ["not_in_channel", "thread_not_found", "is_archived"])
async def test_a_thread_slack_will_not_let_us_write_in_bothers_nobody(flywheel: Flywheel, code: str) -> None:
    pain = an_owned_pain(flywheel)
    await flywheel.deliver()
    resolved(flywheel, pain)
    await flywheel.deliver()
    before = len(asked(flywheel, MAYA))

    flywheel.slack.refusals["chat.postMessage"] = code
    answer(flywheel, the_telling(flywheel), LAN)
    await flywheel.deliver()

    assert before == len(asked(flywheel, MAYA))
    assert PainStatus.CLOSED is flywheel.pain().status
