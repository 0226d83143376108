"""A handoff is an offer: it needs a yes, everybody sees its clock, and going to and fro is seen."""

import json

import pytest

from bot.errors import UserError
from bot.ownership.handoffs import accept, ask, decline, offer
from bot.ownership.models import HandoffState
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.pains.models import Pain, PainStatus
from bot.pains.services import same_as
from tests.ownership.conftest import PRODUCT, SALES, SERVICE, Company
from tests.people import LAN, MAYA, TOM, Somebody


def owned(company: Company, who: Somebody = MAYA) -> Pain:
    """Reported by Lan, and owned."""
    pain = company.report()
    company.flywheel.write(take, pain.key, who.user_id)
    return pain


def hand(company: Company, pain: Pain, by: Somebody, to: Receiver, answered_by: Somebody) -> None:
    """Offered and accepted."""
    handoff = company.flywheel.write(offer, pain.key, by.user_id, to, "It is about the export")
    company.flywheel.write(accept, handoff.id, answered_by.user_id)


async def test_an_offer_asks_the_lead_and_changes_nothing_else(company: Company) -> None:
    pain = owned(company)

    company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "The export is <!channel> theirs")
    await company.flywheel.deliver()

    assert MAYA.user_id == company.flywheel.pain().owner
    assert "Offered to Product since" in company.card()
    (asked,) = company.told(TOM)
    assert f"{MAYA.name} (Sales) offers P-1 to Product" in asked
    assert "> The export is &lt;!channel&gt; theirs" in asked
    buttons = json.dumps(
        [call for call in company.flywheel.slack.asked("chat.postMessage") if call["channel"] == TOM.user_id]
    )
    assert all(action in buttons for action in ("accept_offer", "decline_offer", "ask_offer"))


async def test_an_accepted_offer_makes_a_new_owner_and_tells_the_old_one_and_the_reporter(company: Company) -> None:
    pain = owned(company)
    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")
    await company.flywheel.deliver()
    before = len(company.told(TOM)), len(company.told(LAN)), len(company.told(MAYA))

    company.flywheel.write(accept, handoff.id, TOM.user_id)
    await company.flywheel.deliver()

    now = company.flywheel.pain()
    assert (TOM.user_id, "product", 1) == (now.owner, now.owner_department, now.handoffs)
    assert (0, 1, 1) == tuple(
        len(company.told(who)) - count for who, count in zip((TOM, LAN, MAYA), before, strict=True)
    )
    assert f"Owner: {TOM.name} (Product)" in company.card()
    assert "Offered to" not in company.card()


async def test_a_declined_offer_leaves_it_with_the_giver_and_the_reason_on_the_card(company: Company) -> None:
    pain = owned(company)
    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")

    company.flywheel.write(decline, handoff.id, TOM.user_id, "It is a *billing* <@U1> thing")
    await company.flywheel.deliver()

    assert MAYA.user_id == company.flywheel.pain().owner
    assert "Declined by Product: “It is a *billing* &lt;@U1&gt; thing”" in company.card()
    (told,) = company.told(MAYA)
    assert "> It is a *billing* &lt;@U1&gt; thing" in told


@pytest.mark.parametrize("reason", ["", "  ", "...", ":tada:"])
def test_a_no_and_an_offer_need_a_reason(company: Company, reason: str) -> None:
    pain = owned(company)
    with pytest.raises(UserError, match="Say in a few words why"):
        company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, reason)

    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")
    with pytest.raises(UserError, match="Say in a few words why"):
        company.flywheel.write(decline, handoff.id, TOM.user_id, reason)

    assert HandoffState.OFFERED == company.handoff().state


async def test_a_question_goes_to_the_giver_and_the_offer_waits_on(company: Company) -> None:
    pain = owned(company)
    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")

    company.flywheel.write(ask, handoff.id, TOM.user_id, "Since which release?")
    await company.flywheel.deliver()

    assert (HandoffState.OFFERED, "Since which release?") == (company.handoff().state, company.handoff().question)
    (told,) = company.told(MAYA)
    assert f"{TOM.name} asks before answering about P-1" in told
    assert "> Since which release?" in told


def test_only_who_decides_there_answers(company: Company) -> None:
    pain = owned(company)
    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")

    for answer, text in ((accept, ()), (decline, ("No",)), (ask, ("Why?",))):
        with pytest.raises(UserError, match="You may not do that here"):
            company.flywheel.write(answer, handoff.id, LAN.user_id, *text)

    assert HandoffState.OFFERED == company.handoff().state


def test_only_the_owner_the_lead_and_the_team_offer(company: Company) -> None:
    pain = owned(company)

    with pytest.raises(UserError, match="You may not do that here"):
        company.flywheel.write(offer, pain.key, "U0NEW", PRODUCT, "Theirs")


def test_a_second_answer_is_told_who_gave_the_first(company: Company) -> None:
    pain = owned(company)
    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")
    company.flywheel.write(accept, handoff.id, TOM.user_id)

    with pytest.raises(UserError) as refused:
        company.flywheel.write(decline, handoff.id, TOM.user_id, "No")

    assert TOM.name == refused.value.values["name"]
    assert HandoffState.ACCEPTED == company.handoff().state


def test_an_offer_to_ones_own_department_or_to_the_owner_is_refused(company: Company) -> None:
    pain = owned(company)

    with pytest.raises(UserError, match="with that department already"):
        company.flywheel.write(offer, pain.key, MAYA.user_id, SALES, "Ours")
    with pytest.raises(UserError, match="owns it already"):
        company.flywheel.write(offer, pain.key, MAYA.user_id, Receiver(person=MAYA.user_id), "Mine")
    with pytest.raises(UserError, match="Choose a department or a person"):
        company.flywheel.write(offer, pain.key, MAYA.user_id, Receiver(), "Somebody's")
    with pytest.raises(UserError, match="There is no department"):
        company.flywheel.write(offer, pain.key, MAYA.user_id, Receiver("moon"), "Theirs")


def test_offering_to_the_same_twice_is_refused_and_to_another_takes_the_first_back(company: Company) -> None:
    pain = owned(company)
    first = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")

    with pytest.raises(UserError, match="offered to them already"):
        company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs!")
    company.flywheel.write(offer, pain.key, MAYA.user_id, SERVICE, "Or theirs")

    with pytest.raises(UserError, match="That offer is over"):
        company.flywheel.write(accept, first.id, TOM.user_id)
    assert ("customer_service", 2) == (company.handoff().to_department, company.handoff().seq)


def test_a_pain_joined_to_another_meanwhile_is_handed_to_nobody(company: Company) -> None:
    pain = owned(company)
    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")
    company.flywheel.write(same_as, pain.key, company.report(ts="2.2").key, LAN.user_id)

    with pytest.raises(UserError, match="not open any more"):
        company.flywheel.write(accept, handoff.id, TOM.user_id)

    assert PainStatus.MERGED == company.flywheel.pains()[0].status


async def test_a_department_without_a_lead_is_said_and_the_offer_stands(company: Company) -> None:
    pain = owned(company)

    company.flywheel.write(offer, pain.key, MAYA.user_id, Receiver("marketing"), "Theirs")
    await company.flywheel.deliver()

    assert ["no decision maker yet" in text for text in company.told(MAYA)] == [True]
    assert HandoffState.OFFERED == company.handoff().state


async def test_a_person_may_be_asked_and_answers_herself(company: Company) -> None:
    pain = owned(company)

    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, Receiver(person=LAN.user_id), "She knows them")
    company.flywheel.write(accept, handoff.id, LAN.user_id)

    assert (LAN.user_id, "customer_service") == (
        company.flywheel.pain().owner,
        company.flywheel.pain().owner_department,
    )


async def test_a_pain_nobody_owns_may_be_offered_by_the_team(company: Company) -> None:
    pain = company.report()

    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")
    company.flywheel.write(accept, handoff.id, TOM.user_id)

    assert ("", TOM.user_id) == (company.handoff().from_department, company.flywheel.pain().owner)


async def test_the_third_handoff_is_on_the_card_and_on_the_agenda(company: Company) -> None:
    pain = owned(company)
    hand(company, pain, MAYA, PRODUCT, TOM)
    hand(company, pain, TOM, SERVICE, LAN)
    before = company.agenda()

    company.flywheel.write(offer, pain.key, LAN.user_id, Receiver("finance"), "Theirs")
    await company.flywheel.deliver()

    assert ([], ["ping_pong"]) == (before, company.agenda())
    assert "Handed over 3 times" in company.card()
    assert "On the next flywheel agenda" in company.card()


async def test_a_return_to_a_department_that_had_it_is_marked_at_once(company: Company) -> None:
    pain = owned(company)
    hand(company, pain, MAYA, PRODUCT, TOM)

    company.flywheel.write(offer, pain.key, TOM.user_id, SALES, "Back to you")
    await company.flywheel.deliver()

    assert ["ping_pong"] == company.agenda()
    assert "Handed over 2 times" in company.card()


async def test_declined_offers_are_no_ping_pong(company: Company) -> None:
    pain = owned(company)
    for _ in range(4):
        handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")
        company.flywheel.write(decline, handoff.id, TOM.user_id, "Ours it is not")

    await company.flywheel.deliver()

    assert [] == company.agenda()
    assert "Handed over" not in company.card()


def test_the_history_says_who_did_what(company: Company) -> None:
    pain = owned(company)
    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")
    company.flywheel.write(ask, handoff.id, TOM.user_id, "Since when?")
    company.flywheel.write(decline, handoff.id, TOM.user_id, "No")
    hand(company, pain, MAYA, SERVICE, LAN)

    assert [
        ("reported", LAN.user_id), ("took", MAYA.user_id), ("offered", MAYA.user_id), ("asked", TOM.user_id),
        ("declined", TOM.user_id), ("offered", MAYA.user_id), ("accepted", LAN.user_id),
    ] == company.deeds()  # fmt: skip


async def test_an_offer_answered_before_it_went_out_is_not_sent(company: Company) -> None:
    pain = owned(company)
    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")
    company.flywheel.write(accept, handoff.id, TOM.user_id)

    await company.flywheel.deliver()

    assert [] == company.told(TOM)


async def test_an_offer_to_a_person_of_no_department_is_hers_alone_to_answer(company: Company) -> None:
    pain = owned(company)
    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, Receiver(person="U0NEW"), "She knows them")
    await company.flywheel.deliver()

    with pytest.raises(UserError, match="You may not do that here"):
        company.flywheel.write(decline, handoff.id, "U0ANN", "No")
    company.flywheel.write(accept, handoff.id, "U0NEW")

    assert [f"{MAYA.name} (Sales) offers P-1 to you."] == [
        text.splitlines()[0] for text in company.flywheel.slack.quiet("U0NEW") if "offers" in text
    ]
    assert ("U0NEW", "") == (company.flywheel.pain().owner, company.flywheel.pain().owner_department)
