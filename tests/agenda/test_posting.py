"""The call three working days before, the agenda the working day before: posted once, edited in place."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from bot.agenda.models import AgendaItem, ItemKind
from bot.agenda.skipping import skip_empty
from bot.errors import UserError
from bot.meetings.models import MeetingStatus
from bot.meetings.moving import cancel, move, skip
from bot.ownership.services import take
from bot.workdays.models import DayOff
from bot.workspaces.models import Workspace
from bot.years.services import begin_year
from tests.agenda.conftest import FRIDAY, Table
from tests.people import MAYA, TOM

CALL = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)  # nine on Tuesday in Berlin
AGENDA = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)  # ten on Thursday


async def called(table: Table) -> Mapping[str, Any]:
    await table.until(CALL)
    return table.posts()[-1]


def is_call(post: Mapping[str, Any]) -> bool:
    return "call_menu" in str(post["blocks"])


async def posted(table: Table) -> Mapping[str, Any]:
    """The agenda; the call went out before, or with it."""
    await table.flywheel.deliver()  # the cards, which it links to
    await table.until(AGENDA)
    return next(post for post in reversed(table.posts()) if not is_call(post))


def last_edit(table: Table) -> str:
    return table.edits(table.meeting.agenda_ts)[-1]


async def test_the_call_asks_what_stands_in_the_way_and_says_when_where_and_who_leads(table: Table) -> None:
    text = (await called(table))["text"]

    assert "What stands in your way? Where could two departments do more together?" in text
    assert "10:00 (Europe/Berlin) · 60 min · Huddle in <#C0FLYWHEEL> · Facilitator: Trần Thị Lan" in text
    assert "(late)" not in text


async def test_the_call_has_two_buttons_and_a_menu(table: Table) -> None:
    elements = (await called(table))["blocks"][-1]["elements"]

    assert ["Add obstacle", "Add opportunity"] == [one["text"]["text"] for one in elements[:2]]
    assert ["Add decision", "Open the agenda"] == [one["text"]["text"] for one in elements[2]["options"]]


async def test_its_head_names_the_theme_of_the_quarter_and_the_days_left_when_they_meet(table: Table) -> None:
    table.flywheel.write(begin_year)

    post = await posted(table)

    assert "Theme of the quarter: Q1 FY26, kick-off: 26 days left" in post["text"]


async def test_a_late_call_and_a_late_agenda_say_so_and_go_on_saying_so(table: Table) -> None:
    await table.until(CALL + timedelta(hours=1))
    await table.until(AGENDA + timedelta(hours=1))
    table.bring()
    await table.flywheel.deliver()

    assert ["(late)" in post["text"] for post in table.posts()] == [True, True]
    assert "(late)" in last_edit(table)
    assert ["late", "late"] == [*table.outcomes("meeting_call"), *table.outcomes("meeting_agenda")]


async def test_neither_goes_out_once_the_meeting_has_started(table: Table) -> None:
    await table.until(table.meeting.starts_at)

    assert [] == table.posts()
    assert ["missed: it had started"] * 2 == [*table.outcomes("meeting_call"), *table.outcomes("meeting_agenda")]


async def test_the_agenda_says_of_each_item_why_it_is_there_in_her_customers_words(table: Table) -> None:
    pain = table.unowned("The export takes nine minutes, every time!", severity="stops")
    table.voice(pain, MAYA, TOM)

    text = (await posted(table))["text"]

    assert "Agenda of the flywheel meeting" in text
    assert "> The export takes nine minutes, every time!" in text or "The export takes nine minutes" in text
    assert "nobody has owned it for 3 working days" in text
    assert "3 customers · Stops them" in text
    assert "8 of 60 minutes planned" in text
    assert "/archives/C0FLYWHEEL/p" in text


async def test_long_words_are_cut_with_where_to_read_all_of_them(table: Table) -> None:
    table.unowned("Nine minutes! " * 40, title="The export is slow")

    text = (await posted(table))["text"]

    assert 5 < text.count("Nine minutes!") < 20
    assert "All of it is on the card." in text


async def test_words_said_in_private_are_not_on_it(table: Table) -> None:
    table.unowned("Contoso is about to sue us", share_words=False)

    text = (await posted(table))["text"]

    assert "Contoso" not in text
    assert "A customer pain from a private place" in text
    assert "The customer's words are kept, and stay private." in text


async def test_names_and_words_are_data_never_markup(table: Table) -> None:
    table.bring("<!channel> & <https://evil|here>", detail="<!here>")

    text = (await posted(table))["text"]

    assert "&lt;!channel&gt; &amp; &lt;https://evil|here&gt;" in text
    assert "<!here>" not in text


async def test_what_somebody_brings_afterwards_is_edited_in(table: Table) -> None:
    table.unowned()
    await posted(table)

    table.bring("Slow answers")
    await table.flywheel.deliver()

    assert "Slow answers" in last_edit(table)
    assert 2 == len(table.posts())


async def test_many_changes_at_once_are_one_edit(table: Table) -> None:
    await posted(table)

    for number in range(5):
        table.bring(f"Thing {number}")
    await table.flywheel.deliver()

    assert 1 == len(table.edits(table.meeting.agenda_ts))
    assert "Thing 4" in last_edit(table)


async def test_what_is_brought_while_it_is_on_its_way_is_edited_in(table: Table) -> None:
    table.flywheel.slack.meanwhile["chat.postMessage"] = lambda: table.bring("Just now")

    await posted(table)

    assert "Just now" in last_edit(table)


async def test_looking_at_an_agenda_that_is_as_it_was_edits_nothing(table: Table) -> None:
    table.unowned()
    await posted(table)

    table.refresh()
    await table.flywheel.deliver()

    assert [] == table.edits(table.meeting.agenda_ts)


async def test_a_pain_that_finds_an_owner_leaves_the_posted_agenda(table: Table) -> None:
    pain = table.unowned("The export hangs")
    await posted(table)
    table.flywheel.write(take, pain.key, TOM.user_id)

    table.refresh()
    await table.flywheel.deliver()

    assert "There is nothing to talk about so far" in last_edit(table)


async def test_an_empty_agenda_says_so_and_proposes_to_skip(table: Table) -> None:
    post = await posted(table)

    assert "There is nothing to talk about so far" in post["text"]
    assert "Skip this meeting" == post["blocks"][-1]["elements"][0]["text"]["text"]

    table.flywheel.write(skip_empty, MAYA.user_id, table.meeting.key)
    await table.flywheel.deliver()

    assert MeetingStatus.SKIPPED is table.meeting.status
    assert "is skipped. There was nothing to talk about." in last_edit(table)


async def test_a_meeting_that_got_something_to_talk_about_is_not_skipped_by_an_old_button(table: Table) -> None:
    await posted(table)
    table.bring()

    with pytest.raises(UserError, match="something on the agenda now"):
        table.flywheel.write(skip_empty, MAYA.user_id, table.meeting.key)


async def test_a_skipped_meeting_says_so_in_its_call_and_its_agenda(table: Table) -> None:
    await called(table)
    await posted(table)

    table.flywheel.write(skip, MAYA.user_id, table.meeting.key, "Everybody is at the fair")
    await table.flywheel.deliver()

    assert "is skipped. Everybody is at the fair" in last_edit(table)
    assert "is skipped. Everybody is at the fair" in table.edits(table.meeting.call_ts)[-1]


async def test_a_cancelled_one_too(table: Table) -> None:
    await called(table)

    table.flywheel.write(cancel, MAYA.user_id, table.meeting.key, "")
    await table.flywheel.deliver()

    assert "is cancelled." in table.edits(table.meeting.call_ts)[-1]


async def test_a_moved_one_says_the_new_time_where_it_said_the_old(table: Table) -> None:
    await called(table)

    table.flywheel.write(move, MAYA.user_id, table.meeting.key, FRIDAY + timedelta(hours=4))
    await table.flywheel.deliver()

    assert "14:00 (Europe/Berlin)" in table.edits(table.meeting.call_ts)[-1]


async def test_an_agenda_for_another_day_takes_the_place_of_the_one_that_was_posted(table: Table) -> None:
    table.unowned()
    await posted(table)
    first = table.meeting.agenda_ts

    table.flywheel.write(move, MAYA.user_id, table.meeting.key, FRIDAY + timedelta(days=5))
    await table.until(AGENDA + timedelta(days=5))

    assert [first] == [call["ts"] for call in table.flywheel.slack.asked("chat.delete")]
    assert first != table.meeting.agenda_ts != ""


async def test_once_the_meeting_runs_what_is_brought_goes_onto_its_board_and_the_agenda_is_left_alone(
    table: Table,
) -> None:
    table.unowned()
    await posted(table)
    table.change(table.meeting, status=MeetingStatus.RUNNING)

    table.bring()
    await table.flywheel.deliver()

    assert [] == [text for text in table.edits(table.meeting.agenda_ts) if "Agenda of" in text]
    assert [table.meeting.key] == [item.meeting_id for item in table.items() if item.by]


async def test_two_hundred_items_are_nine_and_a_count(table: Table) -> None:
    def bring_many(session: Session, workspace_id: int, *, now: datetime) -> None:
        for number in range(200):
            session.add(AgendaItem(workspace_id=workspace_id, kind=ItemKind.OBSTACLE, title=f"Thing {number}",
                                   by=TOM.user_id, minutes=5, created_at=now))  # fmt: skip

    table.flywheel.write(bring_many)
    post = await posted(table)

    assert (9, 191) == (len(table.facts().items), table.facts().not_today_count)
    assert "… and 186 more: *Open the agenda* shows them." in str(post["blocks"])
    assert "nine items are on already" in str(post["blocks"])
    assert len(post["blocks"]) < 50


async def test_a_day_off_of_some_is_said_in_the_call(table: Table) -> None:
    def with_holiday(session: Session, workspace_id: int, *, now: datetime) -> None:
        session.add(DayOff(workspace_id=workspace_id, department="sales", day=FRIDAY.date(), name="Sales outing"))

    table.flywheel.write(with_holiday)

    assert "A day off for some of the team: Sales: Sales outing" in (await called(table))["text"]


async def test_it_is_written_in_the_language_of_the_workspace(table: Table) -> None:
    def speak(session: Session, workspace_id: int, *, now: datetime) -> None:
        session.get_one(Workspace, workspace_id).language = "vi"

    table.flywheel.write(speak)
    table.unowned()

    assert "chưa có ai phụ trách" in (await posted(table))["text"].lower()
