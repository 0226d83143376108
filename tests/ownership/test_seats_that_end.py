"""A seat ended by hand: what its holder owned there looks for an owner, as if she had left."""

import pytest

from bot.errors import UserError
from bot.i18n import texts_in
from bot.ownership.handoffs import offer
from bot.ownership.leaving import end_seat_by_hand
from bot.ownership.models import HandoffState
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.roster.models import Seat, SeatRole
from bot.roster.seating import seats_like
from tests.ownership.conftest import Company, seat
from tests.people import LAN, MAYA, TOM, Somebody


def end(company: Company, who: Somebody, role: SeatRole = SeatRole.LEAD, by: Somebody = MAYA) -> None:
    (held,) = [one for one in company.flywheel.rows(Seat) if (one.person, one.role) == (who.user_id, role)]
    company.flywheel.write(end_seat_by_hand, by.user_id, held.id)


async def test_what_she_owned_there_goes_back_to_the_queue_and_the_lead_is_told(company: Company) -> None:
    company.flywheel.write(seat, LAN.user_id, "product", SeatRole.DEPUTY)
    pain = company.report()
    company.flywheel.write(take, pain.key, TOM.user_id)

    end(company, TOM)
    await company.flywheel.deliver()

    assert ("", "") == (company.flywheel.pain().owner, company.flywheel.pain().owner_department)
    assert [f"{TOM.name} đã rời đi. 1 nỗi đau" in told for told in company.told(LAN) if "rời đi" in told] == [True]
    assert [] == [told for told in company.told(TOM) if "left" in told]


async def test_the_lead_who_ended_it_is_not_told_of_her_own_act(company: Company) -> None:
    company.flywheel.write(seat, LAN.user_id, "sales", SeatRole.MEMBER)
    company.flywheel.write(end_seat_by_hand, MAYA.user_id, _seat(company, LAN, "customer_service"))
    pain = company.report()
    company.flywheel.write(take, pain.key, LAN.user_id)

    end(company, LAN, SeatRole.MEMBER)
    await company.flywheel.deliver()

    assert "" == company.flywheel.pain().owner
    assert [] == [told for told in company.told(MAYA) if "has left" in told]


def test_with_another_seat_there_everything_stays_hers(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, TOM.user_id)
    company.flywheel.write(seat, TOM.user_id, "product", SeatRole.MEMBER)

    end(company, TOM)

    assert TOM.user_id == company.flywheel.pain().owner


def test_what_she_owns_in_another_department_stays_hers(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, TOM.user_id)
    company.flywheel.write(seat, TOM.user_id, "marketing", SeatRole.DEPUTY)

    end(company, TOM, SeatRole.DEPUTY)

    assert (TOM.user_id, "product") == (company.flywheel.pain().owner, company.flywheel.pain().owner_department)


def test_an_offer_to_her_there_goes_to_whoever_decides_there(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, MAYA.user_id)
    company.flywheel.write(seat, LAN.user_id, "product", SeatRole.DEPUTY)
    company.flywheel.write(offer, pain.key, MAYA.user_id, Receiver(person=TOM.user_id), "He knows it")

    end(company, TOM)

    assert ("", HandoffState.OFFERED) == (company.handoff().to_person, company.handoff().state)


def test_a_seat_ends_once_and_only_by_those_who_may(company: Company) -> None:
    held = _seat(company, TOM, "product")
    company.flywheel.write(end_seat_by_hand, MAYA.user_id, held)

    with pytest.raises(UserError, match="not held any more"):
        company.flywheel.write(end_seat_by_hand, MAYA.user_id, held)
    with pytest.raises(UserError, match="may not do that"):
        company.flywheel.write(end_seat_by_hand, TOM.user_id, _seat(company, LAN, "customer_service"))


def test_seats_are_found_by_name_role_or_department(company: Company) -> None:
    def found(query: str) -> list[str]:
        store, workspace_id = company.flywheel.store, company.flywheel.workspace_id
        labels = store.read_now(seats_like, workspace_id, query, texts_in("en"), now=company.flywheel.clock.now())
        return [label for label, _ in labels]

    assert ["Tom Becker · Lead · Product"] == found("becker")
    assert ["Maya Lopez · Lead · Sales"] == found("SALES lead")
    assert (3, 0) == (len(found("")), len(found("astrology")))


def _seat(company: Company, who: Somebody, department: str) -> int | None:
    (held,) = [one for one in company.flywheel.rows(Seat) if (one.person, one.department) == (who.user_id, department)]
    return held.id
