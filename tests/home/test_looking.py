"""A Home follows what happens while somebody looks at it, with few letters, and never while nobody looks."""

from datetime import timedelta

from bot.delivery.letters import State
from bot.delivery.models import OutboxRow
from bot.followups.services import change_date
from bot.home.rules import Pages
from bot.loops.models import Outcome, Telling
from bot.loops.rules import Answer
from bot.loops.services import record_outcome, resolve
from bot.ownership.handoffs import accept, offer
from bot.ownership.models import Handoff
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.pains.services import me_too
from bot.roster.models import SeatRole
from tests.flywheel import Flywheel
from tests.home.conftest import Homes
from tests.people import LAN, MAYA, TOM


async def test_the_reporter_sees_at_once_who_took_her_pain(flywheel: Flywheel, homes: Homes) -> None:
    pain = homes.report(MAYA)
    before = await homes.open(MAYA)

    flywheel.write(take, pain.key, TOM.user_id)
    await flywheel.deliver()

    assert ("open, no owner yet" in before, 2) == (True, len(homes.shown(MAYA)))
    assert "open, Tom Becker owns it" in homes.shown(MAYA)[-1]


async def test_a_new_report_of_hers_is_on_it_however_it_was_made(flywheel: Flywheel, homes: Homes) -> None:
    await homes.open(MAYA)
    homes.report(MAYA, "By reaction")
    await flywheel.deliver()

    assert "By reaction" in homes.shown(MAYA)[-1]


async def test_an_offer_comes_and_goes_on_both_sides(flywheel: Flywheel, homes: Homes) -> None:
    homes.seat(MAYA, "sales", SeatRole.LEAD)
    pain = homes.report(LAN)
    flywheel.write(take, pain.key, TOM.user_id)
    for who in (TOM, MAYA):
        await homes.open(who)

    flywheel.write(offer, pain.key, TOM.user_id, Receiver("sales"), "closer to you")
    await flywheel.deliver()
    offered = homes.shown(MAYA)[-1]
    (handoff,) = flywheel.rows(Handoff)
    flywheel.write(accept, handoff.id, MAYA.user_id)
    await flywheel.deliver()

    assert "offered by Tom Becker" in offered
    assert "What I owe (1)" in homes.shown(MAYA)[-1]
    assert "Nothing is waiting for you." in homes.shown(TOM)[-1]


async def test_a_pain_given_away_by_somebody_else_leaves_its_owners_home(flywheel: Flywheel, homes: Homes) -> None:
    homes.seat(MAYA, "sales", SeatRole.LEAD)
    pain = homes.report(LAN)
    flywheel.write(take, pain.key, TOM.user_id)
    flywheel.write(offer, pain.key, MAYA.user_id, Receiver(person=LAN.user_id), "closer to you")
    await homes.open(TOM)

    flywheel.write(accept, flywheel.rows(Handoff)[0].id, LAN.user_id)
    await flywheel.deliver()

    assert "Nothing is waiting for you." in homes.shown(TOM)[-1]


async def test_who_is_to_tell_a_customer_sees_it_and_sees_it_done(flywheel: Flywheel, homes: Homes) -> None:
    pain = homes.report(LAN, customer="Contoso")
    flywheel.write(me_too, pain.key, MAYA.user_id, "Fabrikam")
    flywheel.write(take, pain.key, TOM.user_id)
    await homes.open(MAYA)

    flywheel.write(resolve, pain.key, TOM.user_id, "It takes a second now")
    await flywheel.deliver()
    asked = homes.shown(MAYA)[-1]
    hers = next(telling for telling in flywheel.rows(Telling) if telling.teller == MAYA.user_id)
    flywheel.write(record_outcome, hers.id, MAYA.user_id, Answer(Outcome.TOLD, "phone"))
    await flywheel.deliver()

    assert "tell Fabrikam what became of it" in asked
    assert "Nothing is waiting for you." in homes.shown(MAYA)[-1]


async def test_nobody_looks_nothing_is_published(flywheel: Flywheel, homes: Homes) -> None:
    pain = homes.report(MAYA)
    flywheel.write(take, pain.key, TOM.user_id)
    await flywheel.deliver()

    assert [] == flywheel.slack.asked("views.publish")


async def test_an_hour_after_her_last_look_her_home_is_left_alone(flywheel: Flywheel, homes: Homes) -> None:
    pain = homes.report(MAYA)
    await homes.open(MAYA)
    flywheel.clock.advance(minutes=61)

    flywheel.write(take, pain.key, TOM.user_id)
    await flywheel.deliver()

    assert 1 == len(homes.shown(MAYA))


async def test_what_is_published_by_itself_is_no_look(flywheel: Flywheel, homes: Homes) -> None:
    pain = homes.report(MAYA)
    flywheel.write(take, pain.key, TOM.user_id)
    await homes.open(MAYA)
    day = flywheel.clock.now().date()
    for minutes in range(1, 5):
        flywheel.clock.advance(minutes=20)
        flywheel.write(change_date, pain.key, TOM.user_id, day + timedelta(days=minutes), "still waiting")
        await flywheel.deliver()

    assert 3 == len(homes.shown(MAYA))


async def test_many_changes_at_once_are_one_letter(flywheel: Flywheel, homes: Homes) -> None:
    pains = [homes.report(MAYA, f"Pain {number}") for number in range(5)]
    await homes.open(MAYA)

    for pain in pains:
        flywheel.write(take, pain.key, TOM.user_id)
    await flywheel.deliver()

    assert (2, 5) == (len(homes.shown(MAYA)), homes.shown(MAYA)[-1].count("open, Tom Becker owns it"))


async def test_a_change_while_it_is_on_its_way_is_published_after_it(flywheel: Flywheel, homes: Homes) -> None:
    pain = homes.report(MAYA)
    await homes.open(MAYA)
    other = homes.report(LAN)
    flywheel.slack.meanwhile["views.publish"] = lambda: flywheel.write(take, pain.key, TOM.user_id)
    homes.report(MAYA, "Another one")
    await flywheel.deliver()

    assert other.number != pain.number
    assert "open, Tom Becker owns it" in homes.shown(MAYA)[-1]


async def test_the_page_she_is_on_stays_open(flywheel: Flywheel, homes: Homes) -> None:
    pains = [homes.report(MAYA, f"Report {number}") for number in range(12)]
    await homes.open(MAYA)
    flywheel.clock.advance(seconds=5)
    await homes.open(MAYA, Pages(reports=1))

    flywheel.write(take, pains[0].key, TOM.user_id)
    await flywheel.deliver()

    assert "Page 2 of 2, 12 in all" in homes.shown(MAYA)[-1]
    assert "open, Tom Becker owns it" in homes.shown(MAYA)[-1]


async def test_opening_it_again_or_on_a_second_device_keeps_the_page_and_the_newest_state(
    flywheel: Flywheel, homes: Homes
) -> None:
    for number in range(12):
        homes.report(MAYA, f"Report {number}")
    await homes.open(MAYA, Pages(reports=1))
    flywheel.clock.advance(minutes=5)

    assert "Page 2 of 2, 12 in all" in await homes.open(MAYA)
    assert all("hash" not in call for call in flywheel.slack.asked("views.publish"))


async def test_her_own_click_takes_the_place_of_what_has_not_gone_out(flywheel: Flywheel, homes: Homes) -> None:
    pain = homes.report(MAYA)
    await homes.open(MAYA)
    flywheel.write(take, pain.key, TOM.user_id)

    await homes.open(MAYA)

    letters = [row.state for row in flywheel.rows(OutboxRow) if row.method == "views.publish"]
    assert [State.SENT, State.CANCELLED, State.SENT] == letters
    assert "open, Tom Becker owns it" in homes.shown(MAYA)[-1]


async def test_somebody_whose_home_slack_refuses_is_left_alone(flywheel: Flywheel, homes: Homes) -> None:
    pain = homes.report(MAYA)
    flywheel.slack.refusals["views.publish"] = "not_enabled"
    flywheel.write(take, pain.key, TOM.user_id)
    await flywheel.deliver()

    assert [] == homes.shown(MAYA)
