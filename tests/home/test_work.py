"""What a Home shows of one's work, of one's department, and, to those who decide, of everything that waits."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.home.rules import Pages
from bot.home.views import home_view
from bot.i18n import texts_in
from bot.loops.services import resolve
from bot.ownership.handoffs import offer
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.roster.models import SeatRole
from tests.fake_workspace import GUEST, PARTNER
from tests.flywheel import Flywheel
from tests.home.conftest import Homes
from tests.home.screens import full
from tests.people import LAN, MAYA, TOM, Somebody

Buttons = Callable[[dict[str, Any]], list[tuple[str, str]]]


async def test_what_she_owes_comes_in_order_of_date(flywheel: Flywheel, homes: Homes) -> None:
    for title, severity in (("Later", "annoys"), ("Sooner", "stops")):
        flywheel.write(take, homes.report(LAN, title, severity=severity).key, TOM.user_id)

    shown = await homes.open(TOM)

    assert "What I owe (2)" in shown
    assert 0 < shown.index("Sooner") < shown.index("Later")


async def test_each_line_has_two_buttons_and_the_rest_behind_them(
    flywheel: Flywheel, homes: Homes, buttons: Buttons
) -> None:
    pain = homes.report(LAN)
    flywheel.write(take, pain.key, TOM.user_id)
    await homes.open(TOM)

    found = buttons(homes.views(TOM)[-1])

    wishes = [text for text, value in found if value.endswith(f":{pain.id}")]
    assert ["Done", "Snooze 1 day", "Another day", "Hand over", "Not doing"] == wishes


async def test_an_offer_and_a_customer_to_tell_are_owed_too(flywheel: Flywheel, homes: Homes, buttons: Buttons) -> None:
    offered, resolved = homes.report(LAN, "Offered"), homes.report(LAN, "Resolved", customer="Contoso")
    for pain in (offered, resolved):
        flywheel.write(take, pain.key, TOM.user_id)
    flywheel.write(offer, offered.key, TOM.user_id, Receiver(person=LAN.user_id), "closer to you")
    flywheel.write(resolve, resolved.key, TOM.user_id, "It takes a second now")
    await homes.open(LAN)

    wishes = [value.partition(":")[0] for _, value in buttons(homes.views(LAN)[-1]) if ":" in value]

    assert ["accept", "decline", "ask", "told", "unreached", "notfixed"] == wishes[:6]


async def test_nothing_owed_says_so(homes: Homes) -> None:
    assert "Nothing is waiting for you." in await homes.open(TOM)


async def test_many_things_owed_come_in_pages_with_their_count(flywheel: Flywheel, homes: Homes) -> None:
    for number in range(14):
        flywheel.write(take, homes.report(LAN, f"Pain {number:02}").key, TOM.user_id)

    pages = [await homes.open(TOM, Pages(owed=number)) for number in (0, 1, 2, 9)]

    assert ["Page 1 of 3, 14 in all", "Page 2 of 3, 14 in all", "Page 3 of 3, 14 in all", "Page 3 of 3, 14 in all"] == [
        f"Page {number} of 3, 14 in all" for page in pages for number in (1, 2, 3) if f"Page {number} of 3, 14" in page
    ]
    assert [True, False, False, False] == ["Pain 05" in page for page in pages]
    assert [False, False, True, True] == ["Pain 13" in page for page in pages]


async def test_her_department_owns_by_next_date(flywheel: Flywheel, homes: Homes) -> None:
    homes.seat(TOM, "product")
    homes.seat(MAYA, "product")
    for title, severity in (("Later", "annoys"), ("Sooner", "stops")):
        flywheel.write(take, homes.report(LAN, title, severity=severity).key, TOM.user_id)

    shown = await homes.open(MAYA)

    assert "What Product owns (2)" in shown
    assert "Tom Becker · due on Wed, Mar 4" in shown
    assert shown.index("Sooner") < shown.index("Later")


async def test_words_from_a_private_place_are_not_shown_to_the_department(flywheel: Flywheel, homes: Homes) -> None:
    homes.seat(TOM, "product")
    homes.seat(MAYA, "product")
    pain = homes.report(LAN, "", words="the secret of the board")
    homes.change(pain, channel_id="C0SECRET")
    flywheel.write(take, pain.key, TOM.user_id)

    shown = await homes.open(MAYA)

    assert ("A customer pain from a private place" in shown, "secret" in shown) == (True, False)


@pytest.mark.parametrize("who", [GUEST, PARTNER])
async def test_guests_see_their_own_alone(flywheel: Flywheel, homes: Homes, who: Somebody) -> None:
    homes.seat(who, "product")
    homes.seat(TOM, "product")
    flywheel.write(take, homes.report(LAN).key, TOM.user_id)

    shown = await homes.open(who)

    assert [] == [said for said in ("Slow export", "Search", "Product", "What waits") if said in shown]


@pytest.mark.parametrize(
    ("who", "role", "sees"),
    [(TOM, SeatRole.MEMBER, False), (TOM, SeatRole.LEAD, True), (TOM, SeatRole.SPONSOR, True), (MAYA, None, True)],
)
async def test_what_waits_is_shown_to_those_who_decide(
    homes: Homes, who: Somebody, role: SeatRole | None, sees: bool
) -> None:
    if role:
        homes.seat(who, "product", role)

    assert sees is ("What waits in all departments" in await homes.open(who))


async def test_it_is_counted_and_each_count_opens_its_list(flywheel: Flywheel, homes: Homes, buttons: Buttons) -> None:
    homes.report(LAN, "Nobody's")
    late, offered, resolved = (
        homes.report(LAN, title, customer="Contoso") for title in ("Late", "Offered", "Resolved")
    )
    for pain in (late, offered, resolved):
        flywheel.write(take, pain.key, TOM.user_id)
    homes.change(late, next_on=date(2026, 2, 27))
    flywheel.write(offer, offered.key, TOM.user_id, Receiver("sales"), "closer to you")
    flywheel.write(resolve, resolved.key, TOM.user_id, "It takes a second now")

    shown = await homes.open(MAYA)

    counts = ("*1* without an owner", "*1* offered, and not answered", "*1* past their date", "*1* resolved, and a")
    assert [True] * 4 == [count in shown for count in counts]
    lists = [value for text, value in buttons(homes.views(MAYA)[-1]) if text == "Show"]
    assert ["unowned", "handoffs", "overdue", "loops"] == lists


async def test_a_count_of_nothing_has_no_list(homes: Homes, buttons: Buttons) -> None:
    await homes.open(MAYA)

    assert [] == [value for text, value in buttons(homes.views(MAYA)[-1]) if text == "Show"]


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("text", ["Slow", "<!channel> & " * 300])
def test_the_fullest_home_has_less_than_a_hundred_blocks(text: str, language: str) -> None:
    assert 100 > len(home_view(full(text), texts_in(language))["blocks"])
