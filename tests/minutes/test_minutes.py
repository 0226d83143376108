"""What a meeting leaves behind: in the channel, by direct message, as Markdown, as a canvas."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from bot.actions.services import accept, finish
from bot.board.services import park, rate
from bot.delivery.letters import AT_MOST_ONCE, Method
from bot.meetings.models import Meeting
from bot.minutes.services import make_canvas, send_markdown
from bot.steps.models import StepKind
from bot.steps.services import Due, plan
from bot.years.services import begin_year
from tests.board.conftest import refused
from tests.fake_workspace import FLYWHEEL, GUEST
from tests.minutes.conftest import Table
from tests.people import LAN, MAYA, TOM, Somebody


async def test_they_say_what_was_decided_for_whom_and_what_it_does_to_her(table: Table) -> None:
    await table.room.begin()
    table.room.decide("Export", what="Rebuild <it>")

    text = await table.minutes()

    assert "*Minutes of the flywheel meeting, <!date^" in text
    assert "*D-1* Rebuild &lt;it&gt;" in text
    assert "• For the customer: She waits no more\n• She will feel: Taken seriously" in text
    assert "• It solves: The slow export\n• Its value to her: An hour a week" in text


async def test_they_list_actions_by_person_and_what_became_of_the_rest(table: Table) -> None:
    await table.room.begin()
    table.desk.comes(TOM)
    table.give(TOM, "Call Contoso")
    table.give(MAYA, "Write to them")
    table.room.act(park, table.room.press())

    text = await table.minutes()

    assert "*To do*\n*Tom Becker*\n• Call Contoso · by Thu, Mar 12\n*Maya Lopez*\n• Write to them" in text
    assert "by Thu, Mar 12 · waits for a yes" in text
    assert "*Parked*\n• Export\n" in text
    assert "*Not reached*\n• Onboarding" in text
    assert "There: Tom Becker, Trần Thị Lan · Led by Trần Thị Lan" in text


async def test_they_name_the_theme_of_that_quarter_on_every_paper(table: Table) -> None:
    await table.room.begin()
    table.flywheel.write(begin_year)
    table.give(LAN)

    text = await table.minutes()
    ask(table, send_markdown, LAN)
    await table.flywheel.deliver()

    assert "Theme of the quarter: Q1 FY26, kick-off: 30 days left · There:" in text
    assert "Chủ đề của quý: Q1 FY26, khởi động: còn 30 ngày" in table.flywheel.slack.files[-1]["content"].decode()


async def test_they_wait_five_minutes_for_ratings_and_show_a_mean_of_three(table: Table) -> None:
    await table.room.begin()
    table.give(LAN)
    table.end()
    await table.room.run(minutes=4)
    before = table.in_channel()
    for who, stars in ((LAN, 5), (TOM, 4), (MAYA, 4)):
        table.room.act(rate, table.room.meeting.key, stars, who=who)
    await table.room.run(minutes=1)

    assert not any("Minutes of" in text for text in before)
    assert "Was it about the customer? 4.3 of 5" in table.in_channel()[-1]


async def test_two_ratings_stay_private(table: Table) -> None:
    await table.room.begin()
    table.give(LAN)
    table.end()
    for who in (LAN, TOM):
        table.room.act(rate, table.room.meeting.key, 1, who=who)
    await table.room.run(minutes=5)

    assert "Was it about the customer" not in table.in_channel()[-1]


async def test_only_those_who_owe_something_get_a_message_with_that_alone(table: Table) -> None:
    await table.room.begin()
    table.desk.comes(TOM)
    table.give(TOM, "Call <Contoso>")
    table.give(LAN, "Write")
    done = table.give(LAN, "Done at once")
    table.flywheel.write(finish, LAN.user_id, done.key)

    await table.minutes()

    (to_tom,), (to_lan,) = table.told(TOM), table.told(LAN)
    assert "these are yours" not in to_tom
    assert ("• Call &lt;Contoso&gt; · by Thu, Mar 12" in to_tom, "Write" in to_tom) == (True, False)
    assert ("• Write" in to_lan, "Done at once" in to_lan) == (True, False)
    assert [] == table.told(MAYA)


async def test_a_meeting_where_nothing_was_said_has_one_kind_line(table: Table) -> None:
    await table.room.begin()
    table.room.change("Export", state="gone")
    table.end()
    for title in ("Billing", "Onboarding"):
        assert title in table.room.became()

    await table.room.run(minutes=5)

    text = table.in_channel()[-1]
    assert "with nothing to write down. What was on its agenda comes back." in text
    assert "\n" not in text


async def test_minutes_of_a_forgotten_meeting_do_not_wait(table: Table) -> None:
    await table.room.begin()
    table.give(LAN)

    await table.room.run(minutes=91)
    await table.room.run()

    assert "Minutes of" in table.in_channel()[-1]
    assert "come late" not in table.in_channel()[-1]


async def test_late_minutes_say_so(table: Table) -> None:
    await table.room.begin()
    table.give(LAN)

    text = await table.minutes(hours=3)

    assert "_These come late: I could not write them on time._" in text
    assert ["late"] == table.room.outcomes(StepKind.MEETING_MINUTES)


async def test_once_the_next_call_is_out_nobody_wants_them(table: Table) -> None:
    await table.room.begin()
    table.give(LAN)
    table.flywheel.write(another, timedelta(days=14), timedelta(days=9))
    table.end()
    table.flywheel.clock.advance(days=9, hours=1)

    await table.room.run()

    assert ["missed: the next call was out"] == table.room.outcomes(StepKind.MEETING_MINUTES)
    assert not any("Minutes of" in text for text in table.in_channel())


def another(session: Session, workspace_id: int, starts: timedelta, call: timedelta, *, now: datetime) -> None:
    """The next meeting, and when its agenda is called for."""
    first = session.get_one(Meeting, 1)
    local = first.starts_local + starts
    meeting = Meeting(workspace_id=workspace_id, series_id=first.series_id, original_local=local, starts_local=local,
                      starts_at=first.starts_at + starts, minutes=60)  # fmt: skip
    session.add(meeting)
    session.flush()
    plan(session, workspace_id, Due(StepKind.MEETING_CALL, str(meeting.key), now + call), now=now)


async def test_a_yes_before_they_go_out_is_in_them(table: Table) -> None:
    await table.room.begin()
    action = table.give(TOM)
    table.end()
    table.flywheel.write(accept, TOM.user_id, action.key)

    await table.room.run(minutes=5)

    assert "waits for a yes" not in table.in_channel()[-1]


async def test_they_go_out_once_however_often_the_step_runs(table: Table) -> None:
    await table.room.begin()
    table.give(LAN)
    await table.minutes()

    await table.room.run(hours=1)

    assert 1 == sum("Minutes of" in text for text in table.in_channel())


async def test_a_hundred_of_everything_is_still_one_message(table: Table) -> None:
    await table.room.begin()
    for number in range(60):
        table.give(LAN, f"Do number {number} " + "very " * 80)
    for number in range(15):
        table.room.decide("Export", what=f"Decision {number} " + "long " * 200)

    await table.minutes()

    (call,) = [one for one in table.posts() if "Minutes of" in one["text"]]
    assert "… and 30 more actions." in str(call["blocks"])
    assert "… and 5 more decisions." in str(call["blocks"])


# As a file, as a canvas


def ask(table: Table, service: Any, who: Somebody = MAYA) -> None:
    table.flywheel.write(service, table.flywheel.inbound(who), table.room.meeting.key)


async def test_as_markdown_is_a_file_to_whoever_asks_with_all_of_it(table: Table) -> None:
    await table.room.begin()
    table.room.decide("Export", what="Rebuild *it* [now](http://x)")
    table.give(TOM, "Call # Contoso")
    await table.minutes()

    ask(table, send_markdown)
    await table.flywheel.deliver()

    (file,) = table.flywheel.slack.files
    text = file["content"].decode()
    assert ("D0MAYA", "Flywheel meeting, 2026-03-02") == (file["channel_id"], file["title"])
    assert "### D-1 Rebuild \\*it\\* \\[now\\](http://x)" in text
    assert "- **How will it make her feel?** Taken seriously" in text
    assert "**Tom Becker**\n\n- [ ] Call \\# Contoso · by Thu, Mar 12 · waits for a yes" in text
    assert "## Not reached\n\n- Billing\n- Onboarding" in text


async def test_it_is_in_the_language_of_whoever_asks(table: Table) -> None:
    await table.room.begin()
    table.give(TOM)
    await table.minutes()

    ask(table, send_markdown, LAN)
    await table.flywheel.deliver()

    assert "Cuộc họp" in table.flywheel.slack.files[0]["title"]


async def test_a_canvas_is_made_once_in_a_tab_of_the_channel_and_its_link_follows(table: Table) -> None:
    await table.room.begin()
    table.give(TOM)
    await table.minutes()

    ask(table, make_canvas)
    on_its_way = refused(lambda: ask(table, make_canvas))
    await table.flywheel.deliver()

    (made,) = table.flywheel.slack.asked("canvases.create")
    assert (FLYWHEEL, "markdown") == (made["channel_id"], made["document_content"]["type"])
    assert "<https://acme.slack.com/docs/T0ACME/F0CANVAS|open it>" in table.in_channel()[-1]
    assert "The canvas is on its way: its link comes into the channel." == on_its_way
    assert refused(lambda: ask(table, make_canvas)).startswith("There is a canvas already")


async def test_a_canvas_slack_refuses_is_told_to_whoever_asked(table: Table) -> None:
    await table.room.begin()
    table.give(TOM)
    await table.minutes()
    table.flywheel.slack.refusals["canvases.create"] = "canvas_disabled_user_team"

    ask(table, make_canvas)
    await table.flywheel.deliver()

    assert "Slack did not make the canvas (`canvas_disabled_user_team`)" in table.told(MAYA)[-1]
    assert refused(lambda: ask(table, make_canvas)).startswith("Slack did not make the canvas.")


@pytest.mark.parametrize("service", [send_markdown, make_canvas])
async def test_guests_and_meetings_that_are_not_over_have_none(table: Table, service: Any) -> None:
    await table.room.begin()

    assert "The minutes are written once the meeting is over." == refused(lambda: ask(table, service))
    await table.minutes()
    assert refused(lambda: ask(table, service, GUEST)).startswith("You may not do that here.")


def test_a_canvas_and_a_file_are_asked_for_at_most_once() -> None:
    assert {Method.CANVAS, Method.FILE} <= AT_MOST_ONCE
