"""What a month was like, from the counts."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, col, update

from bot.figures.counting import TAKING
from bot.figures.models import What
from bot.figures.queries import compared, figures
from bot.figures.recount import recount
from bot.figures.rules import Boundary, Compared, Figures
from bot.figures.services import count
from bot.loops.models import Outcome
from bot.ownership.handoffs import accept, decline, offer
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.pains.models import History
from bot.pains.rules import Report
from bot.pains.services import add_details, me_too, same_as, take_back
from bot.roster.models import SeatRole
from bot.roster.services import give_seat
from bot.workspaces.models import Workspace
from tests.flywheel import Flywheel
from tests.loops.life import a_report, answer, resolved, tellings
from tests.people import LAN, MAYA, TOM

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def in_(flywheel: Flywheel, month: date, months: int = 1) -> Figures:
    return flywheel.read(lambda session: figures(session, flywheel.workspace_id, month, months))


def beside(flywheel: Flywheel, month: date, months: int = 1) -> Compared:
    return flywheel.read(lambda session: compared(session, flywheel.workspace_id, month, months))


def seat(session: Session, workspace_id: int, person: str, department: str, *, now: datetime) -> None:
    give_seat(session, workspace_id, person, SeatRole.LEAD, department, on=now.date())


@pytest.fixture
def leads(flywheel: Flywheel) -> Flywheel:
    """Tom leads product, Lan customer service."""
    for who, department in ((TOM, "product"), (LAN, "customer_service")):
        flywheel.write(seat, who.user_id, department)
    return flywheel


def test_reports_are_counted_by_stage_and_every_voice_is_a_customer(flywheel: Flywheel) -> None:
    pain = a_report(flywheel, LAN, "1.1", stage="use")
    a_report(flywheel, LAN, "2.2")
    flywheel.write(me_too, pain.key, TOM.user_id, "Contoso")
    flywheel.write(me_too, pain.key, TOM.user_id, "Fabrikam")  # the same person again: one voice

    march = in_(flywheel, MARCH)

    assert (2, 3, {"use": 1, "": 1}) == (march.reports, march.customers, march.stages)


def test_a_stage_said_later_moves_the_report_there(flywheel: Flywheel) -> None:
    pain = a_report(flywheel)
    flywheel.clock.advance(days=40)

    flywheel.write(add_details, pain.key, Report(LAN.user_id, stage="buy"))

    assert {"buy": 1} == in_(flywheel, MARCH).stages
    assert {} == in_(flywheel, APRIL).stages


def test_what_was_taken_back_never_was(flywheel: Flywheel) -> None:
    first, second = a_report(flywheel, LAN, "1.1"), a_report(flywheel, LAN, "2.2")
    flywheel.write(me_too, second.key, TOM.user_id, "")
    flywheel.clock.advance(days=40)

    flywheel.write(take_back, first.key, LAN.user_id)
    flywheel.write(take_back, second.key, TOM.user_id)

    assert (1, 1) == (in_(flywheel, MARCH).reports, in_(flywheel, MARCH).customers)


def test_joining_two_pains_counts_nobody_twice(flywheel: Flywheel) -> None:
    first, second = a_report(flywheel, LAN, "1.1"), a_report(flywheel, TOM, "2.2")
    flywheel.write(me_too, first.key, MAYA.user_id, "")

    flywheel.write(same_as, first.key, second.key, TOM.user_id)

    assert (2, 3) == (in_(flywheel, MARCH).reports, in_(flywheel, MARCH).customers)


def test_the_first_owner_counts_for_the_department_she_is_of(leads: Flywheel) -> None:
    pain = a_report(leads)
    leads.clock.advance(days=3, hours=5)
    leads.write(take, pain.key, TOM.user_id)
    leads.clock.advance(days=5)
    handed_over(leads, pain.key)

    march = in_(leads, MARCH)

    assert (1, 3, {"product": 3}) == (march.taken, march.days_to_owner, march.days_by_department)


def test_an_older_release_did_not_write_down_the_department_and_the_first_handoff_tells_it(leads: Flywheel) -> None:
    pain = a_report(leads)
    leads.write(take, pain.key, TOM.user_id)
    handed_over(leads, pain.key)
    leads.write(as_it_was_written)

    leads.store.write_now(recount, leads.workspace_id)

    assert {"product": 0} == in_(leads, MARCH).days_by_department


def test_a_boundary_is_what_was_answered_across_it(leads: Flywheel) -> None:
    first, second = a_report(leads, LAN, "1.1"), a_report(leads, LAN, "2.2")
    for pain in (first, second):
        leads.write(take, pain.key, TOM.user_id)
    refused(leads, first.key)
    leads.clock.advance(days=2)
    handed_over(leads, second.key, days=4)

    assert (Boundary("product", "customer_service", 2, 1, 2),) == in_(leads, MARCH).boundaries


def test_customers_are_counted_by_what_became_of_telling_them(leads: Flywheel) -> None:
    pain = a_report(leads)
    for person in (MAYA, TOM):
        leads.write(me_too, pain.key, person.user_id, "")
    leads.write(take, pain.key, TOM.user_id)
    leads.clock.advance(days=6)
    resolved(leads, pain)
    first, second, _ = tellings(leads)
    answer(leads, first, LAN)
    answer(leads, second, MAYA, Outcome.UNREACHABLE)

    march = in_(leads, MARCH)

    assert (1, 1, 1, 3) == (march.told, march.unreached, march.waiting, march.asked)
    assert 6 == march.days_to_told


def test_a_reopening_does_not_undo_what_happened(leads: Flywheel) -> None:
    pain = a_report(leads)
    leads.write(me_too, pain.key, MAYA.user_id, "")
    leads.write(take, pain.key, TOM.user_id)
    resolved(leads, pain)
    leads.clock.advance(days=40)
    answer(leads, tellings(leads)[0], LAN, Outcome.NOT_FIXED, "Still slow")
    resolved(leads, pain)

    march, april = in_(leads, MARCH), in_(leads, APRIL)

    assert (1, 0, 0) == (march.resolved, march.waiting, march.not_fixed)
    assert (1, 2, 1) == (april.resolved, april.waiting, april.not_fixed)


def test_a_month_begins_at_midnight_where_the_company_is(flywheel: Flywheel) -> None:
    flywheel.write(move_to, "Asia/Ho_Chi_Minh")
    flywheel.clock.move_to(datetime(2026, 3, 31, 18, 0, tzinfo=UTC))

    a_report(flywheel)

    assert (0, 1) == (in_(flywheel, MARCH).reports, in_(flywheel, APRIL).reports)


def test_the_same_months_of_last_year_and_those_just_before_stand_beside(flywheel: Flywheel) -> None:
    for month, times in (((2025, 4), 2), ((2026, 3), 3), ((2026, 4), 5)):
        flywheel.write(counted, datetime(*month, 9, tzinfo=UTC), times)

    found = beside(flywheel, APRIL)

    assert found.before
    assert found.year_ago
    assert (5, 3, 2) == (found.now.reports, found.before.reports, found.year_ago.reports)


def test_where_there_was_nothing_yet_nothing_stands_beside(flywheel: Flywheel) -> None:
    a_report(flywheel)

    found = beside(flywheel, MARCH, 3)

    assert (1, None, None) == (found.now.reports, found.before, found.year_ago)


def test_a_company_without_a_report_has_figures_too(flywheel: Flywheel) -> None:
    assert Compared(Figures(), None, None) == beside(flywheel, MARCH)


def test_a_quarter_is_its_months_together(flywheel: Flywheel) -> None:
    for month in (1, 2, 3, 4):
        flywheel.write(counted, datetime(2026, month, 9, tzinfo=UTC), month)

    assert 6 == in_(flywheel, date(2026, 1, 1), 3).reports


def handed_over(flywheel: Flywheel, pain_id: int, days: int = 0) -> None:
    handoff = flywheel.write(offer, pain_id, TOM.user_id, Receiver("customer_service"), "It is yours")
    flywheel.clock.advance(days=days)
    flywheel.write(accept, handoff.id, LAN.user_id)


def refused(flywheel: Flywheel, pain_id: int) -> None:
    handoff = flywheel.write(offer, pain_id, TOM.user_id, Receiver("customer_service"), "It is yours")
    flywheel.write(decline, handoff.id, LAN.user_id, "Not ours")


def counted(session: Session, workspace_id: int, at: datetime, times: int, *, now: datetime) -> None:
    count(session, workspace_id, What.REPORTED, at, by=times)


def as_it_was_written(session: Session, _workspace_id: int, *, now: datetime) -> None:
    session.exec(update(History).where(col(History.what).in_(TAKING)).values(detail=""))


def move_to(session: Session, workspace_id: int, zone: str, *, now: datetime) -> None:
    session.get_one(Workspace, workspace_id).time_zone = zone
