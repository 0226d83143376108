"""A seat that ends or goes to somebody else: its holder keeps what she owns there, is told so, and can hand it over."""

from typing import Any

import pytest

from bot.errors import UserError
from bot.i18n import texts_in
from bot.ownership.handoffs import offer
from bot.ownership.leaving import end_seat_by_hand
from bot.ownership.models import HandoffState
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.roster.models import Seat, SeatRole
from bot.roster.seating import seat_list, seat_person, seats_like
from bot.slack.ids import ActionId
from tests.ownership.conftest import Company, seat
from tests.people import LAN, MAYA, TOM, Somebody


def end(company: Company, who: Somebody, role: SeatRole = SeatRole.LEAD, by: Somebody = MAYA) -> None:
    (held,) = [one for one in company.flywheel.rows(Seat) if (one.person, one.role) == (who.user_id, role)]
    company.flywheel.write(end_seat_by_hand, by.user_id, held.id)


async def test_what_she_owns_there_stays_hers_and_she_is_told_with_a_button_for_each(company: Company) -> None:
    pain = company.report(title="Slow export")
    company.flywheel.write(take, pain.key, TOM.user_id)

    end(company, TOM)
    await company.flywheel.deliver()

    assert (TOM.user_id, "product") == (company.flywheel.pain().owner, company.flywheel.pain().owner_department)
    (told,) = [one for one in company.flywheel.slack.messages if "seat" in one["text"]]
    assert "Your seat has ended: *Lead · Product*. Thank you for what you did there." in told["text"]
    assert "You still own 1 pain there. It stays yours: keep it, or hand it over." in told["text"]
    assert [ActionId.HAND_OVER, ActionId.KEEP_OWNED] == pressable(told["blocks"])


async def test_a_lead_whose_seat_was_given_away_is_told_who_has_it_and_keeps_what_she_owns(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, LAN.user_id)

    company.flywheel.write(seat_person, MAYA.user_id, TOM.user_id, "lead", "customer_service")
    await company.flywheel.deliver()

    assert LAN.user_id == company.flywheel.pain().owner
    (told,) = [text for text in company.told(LAN) if TOM.name in text and "vị trí" in text]
    assert "Trưởng · Chăm sóc khách hàng" in told
    assert "1 nỗi đau" in told


async def test_a_pasted_list_tells_whoever_lost_a_seat_by_it(company: Company) -> None:
    company.flywheel.write(seat_list, MAYA.user_id, "Maya Lopez, product, lead")
    await company.flywheel.deliver()

    assert ["Maya Lopez has your seat now: *Lead · Product*." in told for told in company.told(TOM)] == [True]


async def test_nobody_is_told_of_a_seat_she_gave_away_herself(company: Company) -> None:
    company.flywheel.write(seat_person, MAYA.user_id, TOM.user_id, "lead", "sales")
    await company.flywheel.deliver()

    assert [] == company.told(MAYA)


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


def pressable(blocks: list[Any]) -> list[str]:
    accessories = [block["accessory"]["action_id"] for block in blocks if block.get("accessory")]
    return accessories + [
        one["action_id"] for block in blocks for one in block.get("elements", []) if "action_id" in one
    ]


def _seat(company: Company, who: Somebody, department: str) -> int | None:
    (held,) = [one for one in company.flywheel.rows(Seat) if (one.person, one.department) == (who.user_id, department)]
    return held.id
