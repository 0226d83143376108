"""The one message a day: when it comes, when it does not, and what it says after things went wrong."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.followups.models import DailyLook, Reminded
from bot.followups.services import obligations_of, pause_reminders
from bot.loops.models import Telling
from bot.ownership.models import AgendaMark, Handoff, HandoffState
from bot.pains.models import Pain, PainStatus
from bot.people.models import Person
from tests.followups.conftest import Office
from tests.people import LAN, MAYA, TOM

WEDNESDAY = date(2026, 3, 4)
MORNING = datetime(2026, 3, 4, 8, tzinfo=UTC)  # nine in Berlin
LATE = "This comes late"


def march(day: int, hour: int = 23) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def add(office: Office, row: Any) -> None:
    def service(session: Session, _workspace_id: int, *, now: datetime) -> None:
        session.add(row)

    office.flywheel.write(service)


async def test_it_says_what_since_when_and_links_the_card(office: Office) -> None:
    office.pain(TOM, title="Slow <export>", next_on=WEDNESDAY, card_channel="C1", card_ts="1.5")

    await office.until(MORNING)

    text = office.lists(TOM)[-1]
    assert "*1 thing is waiting for you*" in text
    assert "*<https://acme.slack.com/archives/C1/p15|P-1>* Slow &lt;export&gt;" in text
    assert "yours since Mon, Mar 2 · *due today*" in text


async def test_it_comes_at_nine_on_her_wall_and_in_her_language(office: Office) -> None:
    for who in (LAN, TOM, MAYA):
        office.pain(who, next_on=WEDNESDAY)

    await office.until(datetime(2026, 3, 4, 1, 59, tzinfo=UTC))  # one minute to nine in Ho Chi Minh City
    before = [len(office.lists(who)) for who in (LAN, TOM, MAYA)]
    await office.until(datetime(2026, 3, 4, 2, 0, 5, tzinfo=UTC))

    assert [1, 1, 1] == before  # two days before
    assert [2, 1, 1] == [len(office.lists(who)) for who in (LAN, TOM, MAYA)]
    assert "*1 việc đang chờ bạn*" in office.lists(LAN)[-1]


async def test_a_day_with_nothing_due_is_quiet(office: Office) -> None:
    office.pain(TOM, next_on=date(2026, 3, 20))

    await office.until(march(17))

    assert [] == office.lists(TOM)


async def test_the_lead_hears_two_days_later_and_the_agenda_two_after_that(office: Office) -> None:
    office.seat(MAYA, "product")
    office.pain(TOM, title="Slow export", next_on=WEDNESDAY)

    await office.until(march(5))
    on_thursday = [text for text in office.lists(MAYA) if "P-1" in text and "owned by" in text]
    await office.until(march(6))
    on_friday = [text for text in office.lists(MAYA) if "owned by Tom Becker, and late" in text]
    marks = office.flywheel.rows(AgendaMark)
    await office.until(march(10))

    assert ([], 1, []) == (on_thursday, len(on_friday), marks)
    assert ["overdue"] == [mark.reason for mark in office.flywheel.rows(AgendaMark)]


async def test_where_nobody_is_above_it_goes_on_to_the_agenda(office: Office) -> None:
    office.pain(TOM, next_on=WEDNESDAY)

    await office.until(march(10))

    assert ["overdue"] == [mark.reason for mark in office.flywheel.rows(AgendaMark)]


async def test_a_lead_is_not_told_of_her_own_pain_as_somebody_elses(office: Office) -> None:
    office.seat(TOM, "product")
    office.pain(TOM, next_on=WEDNESDAY)

    await office.until(march(10))

    assert not any("and late" in text for text in office.lists(TOM))
    assert 1 == len(office.flywheel.rows(AgendaMark))


async def test_paused_reminders_stay_quiet_and_the_ladder_goes_on(office: Office) -> None:
    office.seat(MAYA, "product")
    office.pain(TOM, next_on=WEDNESDAY)
    office.flywheel.write(pause_reminders, TOM.user_id, paused=True)

    await office.until(march(6))

    assert [] == office.lists(TOM)
    assert any("owned by Tom Becker, and late" in text for text in office.lists(MAYA))
    assert ["paused", "paused"] == [one.outcome for one in office.flywheel.rows(Reminded) if not one.person][:2]


async def test_resumed_reminders_come_back_the_next_morning(office: Office) -> None:
    office.pain(TOM, next_on=date(2026, 3, 5))
    office.flywheel.write(pause_reminders, TOM.user_id, paused=True)
    await office.until(march(4))
    office.flywheel.write(pause_reminders, TOM.user_id, paused=False)

    await office.until(march(5))

    assert 1 == len(office.lists(TOM))


async def test_an_offer_without_an_answer_is_reminded_of_after_two_working_days_in_the_one_list(office: Office) -> None:
    """It is new the next morning; two days later it is due. Nothing else is written about it meanwhile."""
    office.seat(LAN, "customer_service")
    pain = office.pain(TOM, title="Slow export", next_on=date(2026, 3, 30))
    more: dict[str, Any] = {
        "workspace_id": pain.workspace_id,
        "pain_id": pain.key,
        "to_department": "customer_service",
        "reason": "yours",
        "offered_at": march(2, 10),
    }
    add(office, Handoff(seq=1, by=TOM.user_id, **more))

    await office.until(march(6))

    texts = office.lists(LAN)
    assert ["list:U0LAN:2026-03-03", "list:U0LAN:2026-03-04"] == [
        key for key, _ in office.list_letters() if LAN.user_id in key
    ]
    assert 2 == len(texts)
    assert ["hẹn Th 4, 4 thg 3" in texts[0], "hẹn hôm nay" in texts[1]] == [True, True]


async def test_a_telling_is_reminded_of_twice_and_then_stands_on_the_owners_list(office: Office) -> None:
    pain = office.pain(TOM, title="Slow export", status=PainStatus.RESOLVED)
    where: dict[str, Any] = {"workspace_id": pain.workspace_id, "pain_id": pain.key}
    add(office, Telling(round=1, teller=MAYA.user_id, customer="Contoso", asked_at=march(2, 10), **where))

    await office.until(march(13))

    to_teller = [text for text in office.lists(MAYA) if "tell Contoso what became of it" in text]
    to_owner = [text for text in office.lists(TOM) if "Maya Lopez has not told Contoso yet" in text]
    assert (2, 1) == (len(to_teller), len(to_owner))


async def test_private_words_are_not_on_a_list(office: Office) -> None:
    office.pain(TOM, title="", words="Contoso is furious", channel_id="C0SECRET", next_on=WEDNESDAY)

    await office.until(MORNING)

    assert "A customer pain from a private place" in office.lists(TOM)[-1]
    assert not any("furious" in text for text in office.lists(TOM))


async def test_a_long_list_says_how_much_more_there_is(office: Office) -> None:
    for _ in range(27):
        office.pain(TOM, next_on=WEDNESDAY)

    await office.until(MORNING)

    text = office.lists(TOM)[-1]
    assert (20, True) == (text.count("due today"), "… and 7 more on my Home." in text)
    assert "*27 things are waiting for you*" in text


async def test_a_leads_week_is_in_her_one_message_on_monday(office: Office) -> None:
    office.seat(MAYA, "product")
    office.pain(MAYA, next_on=date(2026, 3, 9), owner_department="sales")
    office.pain(TOM, next_on=date(2026, 3, 30), created_at=march(1) - timedelta(days=40))
    office.pain(TOM, status=PainStatus.CLOSED, resolved_at=march(5))

    await office.until(march(9, 12))
    before = len(office.lists(MAYA))
    await office.until(march(13))

    (monday,) = [text for text in office.lists(MAYA)[before:] if "this week" in text]
    assert "*1 thing is waiting for you*" in monday
    assert "*Product this week: 1 open pain*" in monday
    assert "By age: 0 under a week, 0 up to four weeks, 1 older." in monday
    assert "1 resolved" in monday


async def test_a_leads_week_says_what_was_handed_on_and_taken_over(office: Office) -> None:
    """Across departments; what her people took from the queue is counted apart from what others handed them."""
    office.seat(MAYA, "product")
    taken, taken_over, handed_on = (office.pain(TOM, next_on=date(2026, 3, 30), owned_at=march(5)) for _ in range(3))
    office.change(handed_on, owner_department="people")
    for pain, way in ((taken, ("", "product")), (taken_over, ("sales", "product")), (handed_on, ("product", "people"))):
        add(office, accepted(pain, *way, march(5)))
    office.pain(TOM, next_on=date(2026, 3, 30), owned_at=march(5))
    add(office, accepted(office.pain(TOM, status=PainStatus.CLOSED), "product", "sales", march(2) - timedelta(days=9)))

    await office.until(march(9, 12))
    before = len(office.lists(MAYA))
    await office.until(march(13))

    (monday,) = [text for text in office.lists(MAYA)[before:] if "this week" in text]
    moved = "2 taken, 1 taken over from other departments, 1 handed on to other departments."
    assert f"In the last seven days: {moved}" in monday


def accepted(pain: Pain, here: str, there: str, at: datetime) -> Handoff:
    more: dict[str, Any] = {
        "by": TOM.user_id,
        "reason": "theirs",
        "state": HandoffState.ACCEPTED,
        "offered_at": at,
        "answered_at": at,
    }
    where: dict[str, Any] = {
        "workspace_id": pain.workspace_id,
        "pain_id": pain.key,
        "from_department": here,
        "to_department": there,
    }
    return Handoff(seq=1, **where, **more)


async def test_a_week_with_nothing_to_show_is_no_message(office: Office) -> None:
    office.seat(MAYA, "product")

    await office.until(march(20))

    assert [] == office.lists(MAYA)
    assert {"nothing"} == {one.outcome for one in office.flywheel.rows(Reminded)}


async def test_somebody_who_left_is_not_written_to(office: Office) -> None:
    office.pain(TOM, next_on=WEDNESDAY)

    def leaves(session: Session, workspace_id: int, *, now: datetime) -> None:
        session.exec(select(Person).where(Person.user_id == TOM.user_id)).one().is_gone = True

    office.flywheel.write(leaves)
    await office.until(march(6))

    assert [] == office.lists(TOM)


async def test_everybody_known_has_one_morning_ahead_and_bots_have_none(office: Office) -> None:
    await office.until(march(2, 10))

    looks = {look.person: look.due_at for look in office.flywheel.rows(DailyLook)}
    assert {"U0LAN", "U0MAYA", "U0TOM", "U0GUEST"} == set(looks)
    assert all(due > march(2, 10) for due in looks.values())


async def test_what_somebody_owes_is_read_by_date(office: Office) -> None:
    office.pain(TOM, next_on=date(2026, 3, 30))
    office.pain(TOM, next_on=WEDNESDAY)
    office.pain(MAYA, next_on=WEDNESDAY)

    found = office.flywheel.read(
        lambda session: obligations_of(session, office.flywheel.workspace_id, TOM.user_id, today=WEDNESDAY)
    )

    assert [(2, WEDNESDAY), (1, date(2026, 3, 30))] == [(one.number, one.due_on) for one in found]


@pytest.mark.parametrize("day", [date(2026, 4, 3), date(2026, 4, 4)])  # Good Friday, and a Saturday
async def test_a_date_on_a_day_off_is_told_on_the_next_working_day(office: Office, day: date) -> None:
    office.pain(TOM, next_on=day)

    await office.until(datetime(2026, 4, 7, 23, tzinfo=UTC))

    told = {one.rung: one.day for one in office.flywheel.rows(Reminded)}
    assert date(2026, 4, 7) == told[2]
