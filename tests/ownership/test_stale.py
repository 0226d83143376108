"""Buttons that stayed on a screen while the pain went on: a sentence, and nothing changes."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.errors import UserError
from bot.i18n import texts_in
from bot.loops.services import resolve
from bot.ownership.handoffs import accept, ask, decline, offer
from bot.ownership.models import HandoffState
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.pains.models import PainStatus
from bot.pains.services import take_back
from tests.fake_workspace import GUEST, PARTNER, ROBOT
from tests.ownership.conftest import PRODUCT, Company
from tests.people import LAN, MAYA, TOM, Somebody


@pytest.mark.parametrize(
    ("late", "values"),
    [(take, (LAN.user_id,)), (offer, (MAYA.user_id, PRODUCT, "Theirs"))],
    ids=["taken", "handed over"],
)
def test_what_is_resolved_is_not_taken_and_not_handed_over(
    company: Company, late: Callable[..., Any], values: tuple[Any, ...]
) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, MAYA.user_id)
    company.flywheel.write(resolve, pain.key, MAYA.user_id, "It is fast now")
    before = company.deeds()

    with pytest.raises(UserError) as refused:
        company.flywheel.write(late, pain.key, *values)

    assert "P-1 is resolved. If it is back, report it again" in said_to(MAYA, refused.value)
    assert "P-1 đã được giải quyết" in said_to(LAN, refused.value)
    assert (before, PainStatus.RESOLVED) == (company.deeds(), company.flywheel.pain().status)


@pytest.mark.parametrize(
    ("late", "words"), [(accept, ()), (decline, ("No",)), (ask, ("Why?",))], ids=["accepted", "declined", "asked about"]
)
def test_an_offer_of_what_was_resolved_meanwhile_is_over(
    company: Company, late: Callable[..., Any], words: tuple[str, ...]
) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, MAYA.user_id)
    handoff = company.flywheel.write(offer, pain.key, MAYA.user_id, PRODUCT, "Theirs")
    company.flywheel.write(resolve, pain.key, MAYA.user_id, "It is fast now")
    before = company.deeds()

    with pytest.raises(UserError, match="is resolved"):
        company.flywheel.write(late, handoff.id, TOM.user_id, *words)

    assert (before, HandoffState.WITHDRAWN) == (company.deeds(), company.handoff().state)


def test_what_its_reporter_took_back_cannot_be_taken(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take_back, pain.key, LAN.user_id)

    with pytest.raises(UserError) as refused:
        company.flywheel.write(take, pain.key, TOM.user_id)

    assert "somebody took it back or joined it to another" in said_to(TOM, refused.value)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (ROBOT, "Other Bot cannot own a pain: only people who work here can."),
        (PARTNER, "Pat Partner cannot own a pain: only people who work here can."),
        (GUEST, "Gina Guest is a guest here, and guests cannot own a pain."),
    ],
)
def test_nothing_is_offered_to_a_bot_a_guest_or_an_outside_person(
    company: Company, who: Somebody, sentence: str
) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, MAYA.user_id)

    with pytest.raises(UserError) as refused:
        company.flywheel.write(offer, pain.key, MAYA.user_id, Receiver(person=who.user_id), "Theirs")

    assert (sentence, "person") == (said_to(MAYA, refused.value), refused.value.block_id)
    assert ["reported", "took"] == [what for what, _ in company.deeds()]


def said_to(who: Somebody, error: UserError) -> str:
    """In her language."""
    return texts_in(who.locale[:2])(error.sentence, **error.values)
