"""Bringing something to the agenda, and drafts that only their author sees."""

from datetime import datetime

import pytest
from sqlmodel import Session

from bot.agenda.models import AgendaItem, ItemKind, ItemState
from bot.agenda.pages import draft_page, window_page
from bot.agenda.rules import ItemWish
from bot.agenda.services import change_draft, delete_draft, drafts_of, put_draft
from bot.agenda.writing import write_agenda
from bot.errors import UserError
from bot.meetings.models import Meeting, MeetingStatus
from bot.pains.models import PainStatus
from tests.agenda.conftest import FRIDAY, LATER, Table, add_meeting
from tests.fake_workspace import GUEST, PARTNER
from tests.people import LAN, MAYA, TOM, Somebody


@pytest.fixture
def table(table_anywhere: Table) -> Table:
    return table_anywhere


def window(table: Table, who: Somebody) -> str:
    """All a person reads in the window of the coming agenda."""
    return str(table.flywheel.write(window_page, who.user_id)["blocks"])


def drafts(table: Table, who: Somebody) -> list[str]:
    workspace_id = table.flywheel.workspace_id
    return [one.title for one in table.flywheel.read(lambda session: drafts_of(session, workspace_id, who.user_id))]


def test_what_somebody_brings_is_on_the_next_agenda_with_her_name(table: Table) -> None:
    item = table.bring("Slow answers", detail="Two days on average", departments=("sales", "product"))

    assert (table.meeting.key, ["brought"]) == (table.items()[0].meeting_id, table.items()[0].reasons)
    assert ("Slow answers", TOM.user_id, ["sales", "product"]) == (item.title, item.by, item.departments)
    assert "Tom Becker brought it" in window(table, MAYA)


def test_a_draft_is_seen_by_its_author_alone(table: Table) -> None:
    table.bring("Half a thought", LAN, draft=True)

    assert [] == table.shown()
    assert (["Half a thought"], []) == (drafts(table, LAN), drafts(table, TOM))
    assert "Half a thought" in window(table, LAN)
    assert ["Half a thought" in window(table, who) for who in (TOM, MAYA)] == [False, False]


def test_put_on_the_agenda_everybody_sees_it(table: Table) -> None:
    draft = table.bring("Half a thought", LAN, draft=True)

    table.flywheel.write(put_draft, LAN.user_id, draft.key)

    assert ["Half a thought"] == table.shown()
    assert [] == drafts(table, LAN)


@pytest.mark.parametrize("who", [TOM, MAYA])
def test_nobody_else_reads_changes_puts_or_deletes_a_draft(table: Table, who: Somebody) -> None:
    draft = table.bring("Half a thought", LAN, draft=True)
    changed = ItemWish(ItemKind.OBSTACLE, "Another thought")

    for service, *values in ((draft_page,), (put_draft,), (delete_draft,), (change_draft, changed)):
        with pytest.raises(UserError, match="not there any more"):
            table.flywheel.write(service, who.user_id, draft.key, *values)

    assert ["Half a thought"] == drafts(table, LAN)


def test_a_draft_is_changed_and_deleted_by_its_author(table: Table) -> None:
    draft = table.bring("Half a thought", LAN, draft=True)

    wish = ItemWish(ItemKind.OPPORTUNITY, "A whole thought", draft=True)
    table.flywheel.write(change_draft, LAN.user_id, draft.key, wish)
    assert ["A whole thought"] == drafts(table, LAN)

    table.flywheel.write(delete_draft, LAN.user_id, draft.key)
    assert [] == table.flywheel.rows(AgendaItem)


def test_a_draft_about_a_pain_does_not_keep_the_pain_off_the_agenda(table: Table) -> None:
    pain = table.unowned("The export hangs")

    table.bring("My view of it", LAN, pain_id=pain.key, draft=True)

    assert ["The export hangs"] == table.shown()


def test_what_is_brought_about_a_pain_that_is_on_already_joins_it(table: Table) -> None:
    pain = table.unowned("The export hangs")
    table.write()

    table.bring("We could cache it", pain_id=pain.key, kind=ItemKind.OPPORTUNITY)

    (item,) = table.write()
    assert ("We could cache it", TOM.user_id, ItemKind.OPPORTUNITY) == (item.title, item.by, item.kind)
    assert ["unowned", "brought"] == item.reasons


def test_about_a_pain_a_colleague_brought_she_is_told_so(table: Table) -> None:
    pain = table.unowned("The export hangs")
    table.bring("We could cache it", pain_id=pain.key)

    with pytest.raises(UserError, match="on the agenda already") as caught:
        table.bring("We could drop it", LAN, pain_id=pain.key)

    assert ("other_pain", "P-1") == (caught.value.block_id, caught.value.values["pain"])
    assert 1 == len(table.flywheel.rows(AgendaItem))


def test_a_pain_that_is_gone_cannot_be_what_it_is_about(table: Table) -> None:
    pain = table.report()
    table.change(pain, status=PainStatus.WITHDRAWN)

    with pytest.raises(UserError):
        table.bring(pain_id=pain.key)


@pytest.mark.parametrize("title", ["", " ", "…", ":tada:"])
def test_without_a_word_it_is_nothing(table: Table, title: str) -> None:
    with pytest.raises(UserError, match="Say in one line") as caught:
        table.bring(title)

    assert "item" == caught.value.block_id


def test_a_review_is_nobodys_to_bring(table: Table) -> None:
    with pytest.raises(UserError, match="Choose what it is"):
        table.bring(kind=ItemKind.REVIEW)


@pytest.mark.parametrize("who", [GUEST, PARTNER])
def test_guests_and_outsiders_bring_nothing_and_see_nothing(table: Table, who: Somebody) -> None:
    with pytest.raises(UserError):
        table.bring(who=who)
    with pytest.raises(UserError):
        window(table, who)


def test_twenty_drafts_are_enough_for_anybody(table: Table) -> None:
    for number in range(20):
        table.bring(f"Thought {number}", draft=True)

    with pytest.raises(UserError, match="Put one on the agenda or delete"):
        table.bring("One more", draft=True)


def test_before_there_is_a_meeting_it_waits_for_the_first(table: Table) -> None:
    table.change(table.meeting, status=MeetingStatus.CANCELLED)
    table.bring("Slow answers")
    assert "No meeting is planned yet. What you bring waits for the first one. 1 item waits." in window(table, MAYA)

    table.flywheel.write(add_meeting, LATER)

    assert "Slow answers" in window(table, LAN)


def test_what_was_not_decided_goes_on_with_a_count_and_its_reason(table: Table) -> None:
    table.bring("Slow answers")
    table.change(table.meeting, status=MeetingStatus.HELD)
    table.change(table.items()[0], meeting_id=None, carried=1)  # as the end of a meeting leaves it
    later = table.flywheel.write(add_meeting, LATER)

    assert "carried over once" in window(table, MAYA)
    assert (later.key, ["brought", "carried"]) == (table.items()[0].meeting_id, table.items()[0].reasons)


def test_what_another_meeting_is_talking_about_just_now_stays_with_it(table: Table) -> None:
    table.bring("Slow answers")
    table.change(table.meeting, status=MeetingStatus.RUNNING)
    later = table.flywheel.write(add_meeting, LATER)

    def write_later(session: Session, _workspace_id: int, *, now: datetime) -> None:
        write_agenda(session, session.get_one(Meeting, later.key), now=now)

    table.flywheel.write(write_later)

    assert [table.meeting.key] == [item.meeting_id for item in table.items()]
    assert FRIDAY == table.meeting.starts_local
    assert ItemState.OPEN is table.items()[0].state
