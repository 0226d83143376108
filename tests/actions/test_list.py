"""Actions and decisions in the one message a day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from sqlmodel import Session

from bot.actions.models import Action, ActionState
from bot.actions.services import accept, change_date, finish
from bot.decisions.models import Decision
from bot.followups.models import Reminded
from bot.followups.rules import Snooze
from bot.followups.services import chosen_day
from bot.meetings.services import set_up_series
from bot.ownership.models import AgendaMark
from tests.flywheel import flywheel, fresh, prepared
from tests.followups.conftest import Office, office
from tests.meetings.conftest import wish
from tests.people import LAN, MAYA, TOM, Somebody

__all__ = ["flywheel", "fresh", "office", "prepared"]


Row = TypeVar("Row", Action, Decision)


def march(day: int, hour: int = 23) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def add(office: Office, row: Row) -> Row:
    def service(session: Session, _workspace_id: int, *, now: datetime) -> Row:
        session.add(row)
        session.flush()
        return row

    return office.flywheel.write(service)


def an_action(office: Office, owner: Somebody = TOM, due: int = 12, **changes: Any) -> Action:
    """Agreed on Monday, the second."""
    fields = {"workspace_id": office.flywheel.workspace_id, "what": "Call <Contoso>", "owner": owner.user_id}
    fields |= {"by": LAN.user_id, "state": ActionState.OPEN, "due_on": date(2026, 3, due)}
    fields |= {"created_at": march(2, 10), "accepted_at": march(2, 10)}
    return add(office, Action(**{**fields, **changes}))


def days_told(office: Office, subject: str = "action") -> list[tuple[int, int]]:
    return [(one.rung, one.day.day) for one in office.flywheel.rows(Reminded) if one.subject.startswith(subject)]


async def test_it_is_told_half_way_and_on_its_day(office: Office) -> None:
    an_action(office, due=12)

    await office.until(march(12))

    assert [(1, 9), (2, 12)] == days_told(office)  # half-way is Saturday: on Monday
    first, second = office.lists(TOM)
    assert "*Action* Call &lt;Contoso&gt;\nyour action since Mon, Mar 2 · due on Thu, Mar 12" in first
    assert "*due today*" in second


async def test_half_way_of_one_far_away_is_told_long_before(office: Office) -> None:
    an_action(office, due_on=date(2026, 6, 10))  # a hundred days

    await office.until(datetime(2026, 4, 23, tzinfo=UTC))

    assert [(1, 21)] == days_told(office)


async def test_one_that_was_moved_is_told_on_its_day_alone(office: Office) -> None:
    action = an_action(office, due=12)
    await office.until(march(3))
    office.flywheel.write(change_date, TOM.user_id, action.key, date(2026, 3, 13), "")

    await office.until(march(13))

    assert [(2, 13)] == days_told(office)


async def test_past_its_day_it_climbs_to_the_lead_and_marks_no_pain(office: Office) -> None:
    office.seat(MAYA, "product")
    an_action(office, due=4)

    await office.until(march(11))

    assert [(1, 3), (2, 4), (3, 6), (4, 10)] == days_told(office)
    assert any("an action of Tom Becker, and late" in text for text in office.lists(MAYA))
    assert [] == office.flywheel.rows(AgendaMark)


async def test_an_offer_is_listed_the_next_morning_with_who_asks(office: Office) -> None:
    an_action(office, state=ActionState.OFFERED, accepted_at=None)

    await office.until(march(3))

    (text,) = office.lists(TOM)
    assert "Trần Thị Lan asks whether you do it: accept or decline" in text


async def test_what_is_done_is_not_on_it(office: Office) -> None:
    action = an_action(office, due=4)
    office.flywheel.write(finish, TOM.user_id, action.key)

    await office.until(march(10))

    assert [] == office.lists(TOM)


async def test_an_action_for_a_pain_links_its_card(office: Office) -> None:
    pain = office.pain(MAYA, next_on=date(2026, 4, 30), card_channel="C1", card_ts="1.5")
    an_action(office, due=4, pain_id=pain.key)

    await office.until(march(4))

    assert "*<https://acme.slack.com/archives/C1/p15|P-1>* Call &lt;Contoso&gt;" in office.lists(TOM)[-1]


async def test_a_decision_to_look_back_at_is_asked_about_once(office: Office) -> None:
    fields: dict[str, Any] = {
        "workspace_id": office.flywheel.workspace_id,
        "number": 3,
        "what": "Rebuild it",
        "written_by": "U1",
    }
    fields |= dict.fromkeys(("effect", "feeling", "problem", "value"), "x")
    add(office, Decision(**fields, decided_by=TOM.user_id, look_back_on=date(2026, 3, 5), made_at=march(2, 10)))

    await office.until(march(20))

    (text,) = office.lists(TOM)
    assert "*D-3* Rebuild it\ndecided on Mon, Mar 2: did it do that for the customer? · *due today*" in text


async def test_both_stand_in_one_message_with_her_pains(office: Office) -> None:
    office.pain(TOM, next_on=date(2026, 3, 4), owned_at=march(1))
    an_action(office, due=4)

    await office.until(march(4))

    assert "*2 things are waiting for you*" in office.lists(TOM)[-1]


async def test_a_yes_later_starts_the_half_way_there(office: Office) -> None:
    action = an_action(office, due=12, state=ActionState.OFFERED, accepted_at=None)
    office.flywheel.clock.move_to(march(10, 10))
    office.flywheel.write(accept, TOM.user_id, action.key)

    await office.until(march(12))

    assert [(1, 11), (2, 12)] == days_told(office, f"action:{action.key}")


def test_until_the_next_meeting_is_its_day(office: Office) -> None:
    office.seat(TOM, "product")
    pain = office.pain(TOM, next_on=date(2026, 3, 4))

    def day() -> date:
        return office.flywheel.write(chosen_day, pain.key, TOM.user_id, Snooze.NEXT_MEETING)

    without = day()

    office.flywheel.write(set_up_series, TOM.user_id, wish(day="2026-03-17"))

    assert (date(2026, 3, 9), date(2026, 3, 17)) == (without, day())
    office.flywheel.clock.move_to(march(17, 5))
    assert date(2026, 3, 17) + timedelta(days=14) == day()
