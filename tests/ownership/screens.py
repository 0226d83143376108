"""The screens about owners and handoffs, built with whatever people may have typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from bot.departments.models import Department, DepartmentKind
from bot.i18n import Texts
from bot.ownership import forms, partings, views
from bot.ownership.rules import About, Boundary, Standing
from bot.slack.blocks import Message, View

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
URL = "https://acme.slack.com/archives/C0FLYWHEEL/p11"


def standing(text: str) -> Standing:
    """With everything a card may say of owner, offer and agenda."""
    here = department(text)
    return Standing(text[:200], here, text[:200], here, AT, "sales", text, 3, on_agenda=True)


@cache  # a row takes longer to make than a screen
def department(text: str) -> Department:
    return Department(workspace_id=1, key="product", name=text[:100], kind=DepartmentKind.ENABLING)


def _about(text: str) -> About:
    return About(12, text[:200], URL)


def _offer(text: str) -> views.Offer:
    return views.Offer(7, _about(text), text[:200], department(text), "product", text, AT)


def _boundaries() -> list[Boundary]:
    waits = [timedelta(minutes=5), timedelta(hours=30), timedelta(days=9)]
    sides = [f"department {number}" for number in range(12)]
    pairs = [("", "product"), *((here, there) for here in sides for there in sides if here != there)]
    return [Boundary(*pair, 1 + index % 7, waits[index % 3], index % 2) for index, pair in enumerate(pairs)]


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "offer": lambda text, t: views.offer_message(_offer(text), t),
    "offer to you": lambda text, t: views.offer_message(replace(_offer(text), to_you=True), t),
    "proposal": lambda text, t: views.proposal_message(_about(text), 12, department(text), t),
    "without owner": lambda text, t: views.without_owner(text[:200], [_about(text)] * 60, [_about(text)] * 60, t),
    "loops of somebody who left": lambda text, t: views.without_owner(text[:200], [], [_about(text)], t),
    "seat lost": lambda text, t: partings.seat_lost(partings.LostSeat(text[:200]), t),
    "seat lost with pains": lambda text, t: partings.seat_lost(
        partings.LostSeat(text[:200], text[:200], [(number, _about(text)) for number in range(60)]), t
    ),
    "kept": lambda text, t: partings.kept(t),
    "now owned": lambda text, t: views.now_owned(_about(text), text[:200], department(text), t),
    "you own": lambda text, t: views.you_own(About(12), t),
    "declined": lambda text, t: views.declined(_about(text), text[:200], department(text), text, t),
    "you declined": lambda text, t: views.you_declined(_about(text), t),
    "asked": lambda text, t: views.asked(_about(text), text[:200], text, t),
    "nobody decides": lambda text, t: views.nobody_decides(_about(text), department(text), t),
    "offer is over": lambda text, t: views.offer_is_over(_about(text), t),
    "not answered": lambda text, t: views.not_answered(_about(text), text[:200], department(text), t),
    "picture": lambda text, t: views.picture(_boundaries(), {"product": department(text)}, t),
    "empty picture": lambda text, t: views.picture([], {}, t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "hand over": lambda text, t: forms.hand_over_form(_about(text), 12, [department(text)], text[:200], t),
    "hand over, nobody": lambda text, t: forms.hand_over_form(About(12), 12, [], "", t),
    "decline": lambda text, t: forms.decline_form(_about(text), "7 https://hooks.slack.com/x", t),
    "ask": lambda text, t: forms.ask_form(_about(text), "7 ", t),
}
