"""An offer without an answer: four working days of the receiver, then the meeting talks about it."""

from datetime import timedelta

from bot.ownership.handoffs import offer
from bot.ownership.models import HandoffState
from bot.pains.services import same_as
from tests.ownership.conftest import PRODUCT, Company
from tests.ownership.test_handoffs import hand, owned
from tests.people import LAN, MAYA, TOM


async def test_four_working_days_without_an_answer_bring_it_to_the_agenda(company: Company) -> None:
    pain = owned(company)
    company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")

    company.flywheel.clock.advance(days=4, hours=-1)  # from Monday
    await company.run()
    before = company.agenda()
    company.flywheel.clock.advance(hours=1)
    await company.run()

    assert ([], ["unanswered"]) == (before, company.agenda())
    assert ["Product has not answered for four working days" in text for text in company.told(MAYA)] == [True]
    assert HandoffState.OFFERED == company.handoff().state


async def test_a_weekend_is_no_wait(company: Company) -> None:
    pain = owned(company)
    company.flywheel.clock.advance(days=3)  # Thursday
    company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")

    company.flywheel.clock.advance(timedelta(days=5, hours=23).total_seconds())
    await company.run()
    before = company.agenda()
    company.flywheel.clock.advance(hours=1)
    await company.run()

    assert ([], ["unanswered"]) == (before, company.agenda())


async def test_an_answered_offer_comes_to_no_agenda(company: Company) -> None:
    pain = owned(company)
    hand(company, pain, MAYA, PRODUCT, TOM)

    company.flywheel.clock.advance(days=10)
    await company.run()

    assert [] == company.agenda()


async def test_an_offer_of_a_pain_that_was_joined_to_another_ends_quietly(company: Company) -> None:
    pain = owned(company)
    company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")
    company.flywheel.write(same_as, pain.key, company.report(ts="2.2").key, LAN.user_id)
    company.flywheel.clock.advance(days=10)

    await company.run()

    assert HandoffState.WITHDRAWN == company.handoff().state
    assert "unanswered" not in company.agenda()
