"""One accountable owner: who takes a pain has it, and those who should know hear it quietly."""

import pytest

from bot.errors import UserError
from bot.ownership.handoffs import offer
from bot.ownership.leaving import person_changed
from bot.ownership.models import Handoff, HandoffState
from bot.ownership.rules import Receiver
from bot.ownership.services import release, take
from bot.pains.models import PainStatus
from bot.pains.services import take_back
from bot.people.rules import profile_of
from bot.roster.models import SeatRole
from bot.roster.services import deciders
from bot.steps.models import Step, StepKind, StepState
from tests.fake_workspace import GUEST, PARTNER, ROBOT, user_object
from tests.ownership.conftest import PRODUCT, SERVICE, Company, seat
from tests.people import LAN, MAYA, TOM, Somebody


def gone(company: Company, who: Somebody) -> None:
    company.flywheel.write(person_changed, profile_of(user_object(who, deleted=True), "T0ACME"))


async def test_who_takes_a_pain_is_on_its_card_with_the_department_and_a_next_date(company: Company) -> None:
    pain = company.report()

    company.flywheel.write(take, pain.key, TOM.user_id)
    await company.flywheel.deliver()

    assert f"Owner: {TOM.name} (Product)" in company.card()
    now = company.flywheel.pain()
    assert (TOM.user_id, "product", company.flywheel.clock.now()) == (now.owner, now.owner_department, now.owned_at)
    assert now.next_on is not None


async def test_only_the_reporter_hears_of_it(company: Company) -> None:
    pain = company.report()

    company.flywheel.write(take, pain.key, TOM.user_id)
    await company.flywheel.deliver()

    assert [f"{TOM.name}, Sản phẩm nhận P-1."[:10]] == [text[:10] for text in company.told(LAN)]
    assert ([], []) == (company.told(TOM), company.told(MAYA))


async def test_a_reporter_who_takes_her_own_pain_is_told_nothing(company: Company) -> None:
    pain = company.report(LAN)

    company.flywheel.write(take, pain.key, LAN.user_id)
    await company.flywheel.deliver()

    assert [] == company.told(LAN)


def test_who_comes_second_is_told_who_was_first(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, TOM.user_id)

    with pytest.raises(UserError) as refused:
        company.flywheel.write(take, pain.key, MAYA.user_id)

    assert (TOM.name, "P-1") == (refused.value.values["name"], refused.value.values["pain"])
    assert TOM.user_id == company.flywheel.pain().owner


def test_taking_it_twice_says_it_is_yours(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, TOM.user_id)

    with pytest.raises(UserError, match="is yours already"):
        company.flywheel.write(take, pain.key, TOM.user_id)

    assert 1 == company.deeds().count(("took", TOM.user_id))


@pytest.mark.parametrize(
    ("who", "sentence"), [(ROBOT, "cannot own a pain"), (PARTNER, "cannot own a pain"), (GUEST, "is a guest here")]
)
def test_a_bot_a_guest_and_an_outside_person_cannot_own(company: Company, who: Somebody, sentence: str) -> None:
    pain = company.report()

    with pytest.raises(UserError, match=sentence):
        company.flywheel.write(take, pain.key, who.user_id)
    with pytest.raises(UserError, match=sentence):
        company.flywheel.write(offer, pain.key, MAYA.user_id, Receiver(person=who.user_id), "Theirs")

    assert "" == company.flywheel.pain().owner


def test_a_pain_taken_back_meanwhile_cannot_be_taken(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take_back, pain.key, LAN.user_id)

    with pytest.raises(UserError, match="not open any more"):
        company.flywheel.write(take, pain.key, TOM.user_id)


def test_the_clocks_of_the_queue_stop_when_somebody_takes_it(company: Company) -> None:
    pain = company.report()

    company.flywheel.write(take, pain.key, TOM.user_id)

    assert [(StepKind.UNOWNED, StepState.CANCELLED)] == [
        (step.kind, step.state) for step in company.flywheel.rows(Step) if step.kind == StepKind.UNOWNED
    ]


def test_an_offer_that_waits_is_over_when_somebody_takes_the_pain(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")

    company.flywheel.write(take, pain.key, LAN.user_id)

    assert HandoffState.WITHDRAWN == company.handoff().state


async def test_a_pain_whose_owner_is_deactivated_is_back_in_the_queue_and_the_deputy_hears_it_once(
    company: Company,
) -> None:
    company.flywheel.write(seat, MAYA.user_id, "product", SeatRole.DEPUTY)
    for ts in ("1.1", "2.2"):
        company.flywheel.write(take, company.report(ts=ts).key, TOM.user_id)
    await company.flywheel.deliver()

    gone(company, TOM)
    gone(company, TOM)
    await company.flywheel.deliver()

    assert ["", ""] == [pain.owner for pain in company.flywheel.pains()]
    assert "Owner: nobody yet" in company.card()
    (told,) = [text for text in company.told(MAYA) if "has left" in text]
    assert f"{TOM.name} has left. 2 pains are back in the queue" in told
    assert ("P-1" in told, "P-2" in told) == (True, True)


def test_a_lead_who_is_gone_decides_nothing_any_more(company: Company) -> None:
    gone(company, TOM)

    today = company.flywheel.clock.now().date()
    assert [] == company.flywheel.read(lambda s: deciders(s, company.flywheel.workspace_id, "product", on=today))


def test_a_released_pain_can_be_taken_again_and_its_clock_starts_anew(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, TOM.user_id)

    company.flywheel.write(release, pain.key)
    waiting = [step.state for step in company.flywheel.rows(Step) if step.kind == StepKind.UNOWNED]
    company.flywheel.write(take, pain.key, MAYA.user_id)

    assert [StepState.CANCELLED, StepState.PENDING] == waiting
    assert ("let go", TOM.user_id) in company.deeds()
    assert MAYA.user_id == company.flywheel.pain().owner


def test_releasing_what_nobody_owns_changes_nothing(company: Company) -> None:
    pain = company.report()

    company.flywheel.write(release, pain.key)

    assert [("reported", LAN.user_id)] == company.deeds()


async def test_an_offer_to_a_person_who_leaves_goes_to_whoever_decides_there(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, MAYA.user_id)
    company.flywheel.write(seat, LAN.user_id, "product", SeatRole.DEPUTY)
    company.flywheel.write(offer, pain.key, MAYA.user_id, Receiver(person=TOM.user_id), "He knows it")

    gone(company, TOM)
    await company.flywheel.deliver()

    handoff = company.handoff()
    assert ("", "product", HandoffState.OFFERED) == (handoff.to_person, handoff.to_department, handoff.state)
    assert ["P-1" in text for text in company.told(LAN) if "He knows it" in text] == [True]


async def test_an_offer_to_a_person_who_leaves_is_over_where_nobody_stands_in(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, MAYA.user_id)
    company.flywheel.write(offer, pain.key, MAYA.user_id, Receiver(person=TOM.user_id), "He knows it")

    gone(company, TOM)
    await company.flywheel.deliver()

    assert ("", HandoffState.WITHDRAWN) == (company.handoff().to_person, company.handoff().state)
    assert ["P-1 to is gone" in text for text in company.told(MAYA) if "is gone" in text] == [True]


def test_an_offer_by_somebody_who_leaves_stands_while_the_pain_looks_for_an_owner(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, TOM.user_id)
    company.flywheel.write(offer, pain.key, TOM.user_id, SERVICE, "Theirs")

    gone(company, TOM)

    assert (HandoffState.OFFERED, "") == (company.handoff().state, company.flywheel.pain().owner)
    assert PainStatus.OPEN == company.flywheel.pain().status
    assert 1 == len(company.flywheel.rows(Handoff))
