"""`/flywheel meeting` and `/flywheel next`: the forms from the first click to the last, and all that can be wrong."""

from typing import Any

import pytest

from bot.meetings.models import Meeting, MeetingStatus, Series
from tests.fake_workspace import FLYWHEEL, GENERAL, GUEST, PARTNER
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.handlers.payloads import conversation, picked, ticked
from tests.meetings.calendars import begins
from tests.meetings.conftest import Beat
from tests.people import LAN, MAYA, TOM, Somebody

OPEN, CLEAR = Answer(200, {}), Answer(200, {"response_action": "clear"})
TYPED: dict[str, Any] = {
    "first_day": {"type": "datepicker", "selected_date": "2026-03-10"},
    "clock": {"type": "timepicker", "selected_time": "10:00"},
    "time_zone": picked("Europe/Berlin"),
    "weeks": "2",
    "minutes": "60",
    "channel": conversation(FLYWHEEL),
    "place": picked("huddle"),
    "place_detail": None,
    "holidays": picked("skip"),
    "country": None,
}


@pytest.fixture
def beat(flywheel: Flywheel) -> Beat:
    return Beat(flywheel)


def say(who: Somebody, words: str) -> dict[str, Any]:
    return payloads.command(who, "/flywheel", words)


def series_form(who: Somebody, **changes: Any) -> dict[str, Any]:
    return payloads.submission(who, "series_form", {**TYPED, **changes})


def dates_form(who: Somebody, about: str, *, tell: bool = True) -> dict[str, Any]:
    return payloads.submission(who, "series_dates", {"tell": ticked(*(["tell"] if tell else []))}, about=about)


def fields(view: dict[str, Any]) -> dict[str, Any]:
    return {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}


async def test_from_the_command_over_both_forms_to_the_meetings(beat: Beat, send: Send) -> None:
    assert OPEN == await send(say(TOM, "meeting"))
    form = fields(beat.slack.views()[-1])
    assert ("2026-03-03", "10:00", "2", "60") == (
        form["first_day"]["initial_date"], form["clock"]["initial_time"],
        form["weeks"]["initial_value"], form["minutes"]["initial_value"],
    )  # fmt: skip
    assert FLYWHEEL == form["channel"]["initial_conversation"]

    pushed = (await send(series_form(TOM))).said
    assert "push" == pushed["response_action"]
    dates = pushed["view"]["blocks"][1]["text"]["text"]
    assert 6 == len(dates.splitlines())
    assert "the clocks have changed: still 10:00 in Europe/Berlin" in dates.splitlines()[2]

    assert CLEAR == await send(dates_form(TOM, pushed["view"]["private_metadata"]))
    await beat.flywheel.deliver()

    assert (1, 7) == (len(beat.flywheel.rows(Series)), len(beat.flywheel.rows(Meeting)))
    assert "The flywheel meetings are planned." in beat.said()[0]


async def test_sent_four_times_there_is_one_series(beat: Beat, send: Send) -> None:
    about = (await send(series_form(TOM))).said["view"]["private_metadata"]
    last = dates_form(TOM, about)

    assert [CLEAR] * 4 == [await send(last) for _ in range(4)]

    assert 1 == len(beat.flywheel.rows(Series))


async def test_two_people_set_it_up_at_once_and_one_hears_of_the_other(beat: Beat, send: Send) -> None:
    about = [(await send(series_form(who))).said["view"]["private_metadata"] for who in (TOM, LAN)]
    first, second = [await send(dates_form(who, text)) for who, text in zip((TOM, MAYA), about, strict=True)]

    assert CLEAR == first
    assert "There is a flywheel meeting already" in second.said["errors"]["tell"]


async def test_all_that_is_wrong_is_said_on_its_field_in_her_language(beat: Beat, send: Send) -> None:
    wrong = series_form(LAN, weeks="0", minutes="600", place=picked("link"), place_detail="http://x.y")

    errors = (await send(wrong)).said["errors"]

    assert {"weeks", "minutes", "place_detail"} == set(errors)
    assert "Hãy ghi hai cuộc họp cách nhau mấy tuần" in errors["weeks"]


async def test_a_channel_that_is_archived_or_unseen_gets_a_sentence(beat: Beat, send: Send) -> None:
    beat.slack.channels[GENERAL]["is_archived"] = True

    answers = [await send(series_form(TOM, channel=conversation(one))) for one in (GENERAL, "C0GONE", None)]

    archived, unseen, none = [answer.said["errors"]["channel"] for answer in answers]
    assert "That channel is archived" in archived
    assert "Invite me there" in unseen
    assert "Choose the channel" in none


async def test_when_slack_cannot_be_asked_what_was_typed_stays(beat: Beat, send: Send) -> None:
    beat.slack.busy["conversations.info"] = 30

    answer = await send(series_form(TOM))

    assert "Slack did not answer me" in next(iter(answer.said["errors"].values()))


async def test_a_gap_in_spring_is_said_before_it_is_kept(beat: Beat, send: Send) -> None:
    sunday = {"type": "datepicker", "selected_date": "2026-03-29"}
    half_past_two = {"type": "timepicker", "selected_time": "02:30"}

    view = (await send(series_form(TOM, first_day=sunday, clock=half_past_two))).said["view"]

    assert "the clocks jump over 02:30 that day" in view["blocks"][1]["text"]["text"].splitlines()[0]


async def test_without_a_team_the_form_does_not_open(flywheel: Flywheel, send: Send) -> None:
    answer = await send(say(MAYA, "meeting"))

    assert "Nobody sits on the flywheel team yet" in answer.said["text"]
    assert [] == flywheel.slack.views()


@pytest.mark.parametrize("who", [GUEST, PARTNER])
async def test_who_may_not_opens_nothing(beat: Beat, send: Send, who: Somebody) -> None:
    answer = await send(say(who, "meeting"))

    assert "may not" in answer.said["text"] or "Only people of this company" in answer.said["text"]
    assert [] == beat.slack.views()


async def test_the_series_is_shown_with_what_can_be_done_about_it(beat: Beat, send: Send) -> None:
    beat.set_up()

    said = (await send(say(TOM, "meeting"))).said

    assert "Every 2 weeks, Tuesday 10:00 (Europe/Berlin), 60 minutes" in said["text"]
    assert ["move_meeting", "skip_meeting", "meeting_menu"] == [
        element["action_id"] for element in said["blocks"][-1]["elements"]
    ]
    assert ["cancel", "change", "file"] == [one["value"] for one in said["blocks"][-1]["elements"][2]["options"]]


async def test_a_guest_sees_when_it_is_and_can_take_the_file(beat: Beat, send: Send) -> None:
    beat.set_up()

    said = (await send(say(GUEST, "meeting"))).said

    assert ["calendar_file"] == [element["action_id"] for element in said["blocks"][-1]["elements"]]


@pytest.mark.parametrize(("who", "word"), [(TOM, "next"), (LAN, "sắp tới"), (LAN, "họp")])
async def test_the_words_are_understood_in_both_languages(beat: Beat, send: Send, who: Somebody, word: str) -> None:
    beat.set_up()

    said = (await send(say(who, word))).said["text"]

    assert "<!date^1773133200^" in said


async def test_what_is_coming_tells_the_quarter_and_the_year(beat: Beat, send: Send) -> None:
    beat.set_up()

    said = (await send(say(TOM, "next"))).said["text"]

    assert "*This quarter* · 0 held, 2 to come, until Tue, Mar 31" in said
    assert "*This business year* · 0 held, 22 to come, until Thu, Dec 31" in said
    assert "… and 6 more." in said
    assert "The call goes out <!date^1772697600^" in said  # Thursday, 5 March, 09:00 in Berlin


async def test_before_there_is_a_series_the_way_to_one_is_said(beat: Beat, send: Send) -> None:
    editor, other = [(await send(say(who, "next"))).said for who in (TOM, GUEST)]

    assert "set_up_series" == editor["blocks"][-1]["elements"][0]["action_id"]
    assert "Somebody of the flywheel team sets it up" in other["text"]


async def test_moving_by_the_form(beat: Beat, send: Send) -> None:
    beat.set_up()
    await send(payloads.click(TOM, "move_meeting", "next"))
    form = fields(beat.slack.views()[-1])
    assert ("2026-03-10", "10:00") == (form["day"]["initial_date"], form["clock"]["initial_time"])
    chosen = form["meeting"]["initial_option"]["value"]

    def wish(day: str | None, clock: str | None = "11:00") -> dict[str, Any]:
        typed = {"meeting": picked(chosen), "day": {"type": "datepicker", "selected_date": day}}
        typed["clock"] = {"type": "timepicker", "selected_time": clock}
        return payloads.submission(TOM, "move_meeting_form", typed)

    assert ["day"] == list((await send(wish("2026-03-01"))).said["errors"])
    assert ["day"] == list((await send(wish("2026-03-30"))).said["errors"])
    assert ["day"] == list((await send(wish(None))).said["errors"])
    assert ["clock"] == list((await send(wish("2026-03-12", None))).said["errors"])
    assert OPEN == await send(wish("2026-03-12"))
    assert "03-12 11:00" == beat.days()[0]


@pytest.mark.parametrize(("wish", "status"), [("skip", MeetingStatus.SKIPPED), ("cancel", MeetingStatus.CANCELLED)])
async def test_calling_one_off_by_the_form(beat: Beat, send: Send, wish: str, status: MeetingStatus) -> None:
    beat.set_up()
    skips, cancels = payloads.click(TOM, "skip_meeting", "next"), payloads.choose(TOM, "meeting_menu", "cancel")
    await send(skips if wish == "skip" else cancels)
    view = beat.slack.views()[-1]
    second = fields(view)["meeting"]["options"][1]["value"]

    typed = {"meeting": picked(second), "why": "Budget week"}
    answer = await send(payloads.submission(TOM, "call_off_form", typed, about=view["private_metadata"]))

    assert OPEN == answer
    (row,) = beat.meetings(status)
    assert ("03-24 10:00", "Budget week") == (f"{row.starts_local:%m-%d %H:%M}", row.why)


async def test_changing_the_series_from_a_meeting_on(beat: Beat, send: Send) -> None:
    beat.set_up()
    await send(payloads.choose(TOM, "meeting_menu", "change"))
    view = beat.slack.views()[-1]
    second = fields(view)["from_meeting"]["options"][1]["value"]
    day = {"type": "datepicker", "selected_date": "2026-03-25"}

    pushed = (await send(series_form(TOM, from_meeting=picked(second), first_day=day, weeks="1"))).said["view"]
    assert CLEAR == await send(dates_form(TOM, pushed["private_metadata"], tell=False))

    assert ["03-10 10:00", "03-25 10:00", "04-01 10:00"] == beat.days(MeetingStatus.PLANNED)[:3]


async def test_the_calendar_file_comes_to_her_and_can_be_read(beat: Beat, send: Send) -> None:
    beat.set_up(tell=False)
    await send(payloads.choose(TOM, "meeting_menu", "file"))
    await beat.flywheel.deliver()

    (content,) = beat.slack.uploads.values()
    until = beat.planned()[2].starts_at
    assert ["2026-03-10 09:00", "2026-03-24 09:00", "2026-04-07 08:00"] == list(begins(content, until))


async def test_a_button_of_a_message_from_before_is_answered(beat: Beat, send: Send) -> None:
    await send(payloads.click(TOM, "move_meeting", "next"))
    await send(payloads.choose(TOM, "meeting_menu", "dance"))
    await send(payloads.click(TOM, "calendar_file", "series"))

    assert 3 == len(beat.slack.answers())
    assert "No meeting is planned just now" in beat.slack.answers()[0]
