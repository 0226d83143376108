"""Who has it: taken with a reaction, handed over, declined, handed over again, accepted, and never forgotten."""

from datetime import timedelta
from typing import Any

from bot.pains.models import Via
from bot.pains.rules import Report
from bot.pains.services import Origin, report_pain
from bot.roster.models import SeatRole
from bot.roster.services import give_seat
from tests.flows.test_loops import asks, press, press_card
from tests.flows.town import FLYWHEEL, Town, bot_in, control
from tests.sandbox.running import GENERAL, MAI, TOM, running_sandbox


def text(value: str) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": value}


async def a_card(town: Town) -> None:
    await town.set_up(MAI)
    message = await town.people.post(TOM, GENERAL, "Contoso waits nine minutes for an export")
    await town.people.react(TOM, GENERAL, message.ts, "adhesive_bandage")
    await town.until(lambda: bool(town.cards()))


async def offer(town: Town, giver: str, receiver: str, reason: str) -> None:
    """From the menu of the card."""
    card = town.cards()[0]
    pain = control(card.blocks, "card_menu").partition("|")[0].partition(":")[2]
    menu = control(card.blocks, "card_menu")
    await town.people.click(giver, f"message:{FLYWHEEL}:{card.ts}", menu, f"handover:{pain}")
    await town.until(lambda: bool(town.world.modals.get(giver)))
    person = {"type": "users_select", "selected_user": receiver}
    await town.fill(giver, {"person": person, "why": text(reason)})
    await town.until(lambda: "Offered to" in town.cards()[0].text and bool(asks(town, receiver, "accept_offer")))


async def test_a_pain_finds_its_owner_and_another_one(town: Town) -> None:
    await a_card(town)
    assert "Owner: nobody yet" in town.cards()[0].text

    await press_card(town, MAI, "me_too")
    await town.fill(MAI, {"customer": text("Nordlicht")})
    await town.until(lambda: "2 voices" in town.cards()[0].text)
    await town.people.react(MAI, FLYWHEEL, town.cards()[0].ts, "eyes")
    await town.until(lambda: "Owner: nobody yet" not in town.cards()[0].text)
    await town.until(lambda: any("owns P-1 now" in said for said in town.told(TOM)))

    await offer(town, MAI, TOM, "He wrote the export")
    channel, message = asks(town, TOM, "decline_offer")[-1]
    await press(town, TOM, channel, message, "decline_offer")
    await town.fill(TOM, {"why": text("It is the network")})
    await town.until(lambda: "Declined by" in town.cards()[0].text and not asks(town, TOM, "accept_offer"))
    assert "“It is the network”" in town.cards()[0].text

    await offer(town, MAI, TOM, "It is not, I looked")
    channel, message = asks(town, TOM, "accept_offer")[-1]
    await town.people.click(TOM, f"message:{channel}:{message.ts}", control(message.blocks, "accept_offer"))
    await town.until(lambda: "Owner: Tom Baker" in town.cards()[0].text and not asks(town, TOM, "accept_offer"))

    assert "Offered to" not in town.cards()[0].text


async def test_a_pain_nobody_takes_is_proposed_and_then_comes_to_the_agenda(sqlite_url: str) -> None:
    async with running_sandbox() as sandbox, bot_in(sandbox, sqlite_url) as bot:
        sandbox.limits.enabled = False
        town = Town(sandbox)
        await town.set_up(MAI)
        workspace_id, now = await bot.deps.workspace_id(sandbox.world.team_id), sandbox.clock.now()
        await bot.deps.write(give_seat, workspace_id, TOM, SeatRole.LEAD, "product", on=now.date())
        hurts = Report(MAI, "The export is slow", stage="use")
        await bot.deps.write(report_pain, workspace_id, hurts, Origin(Via.FORM), now=now)
        await town.until(lambda: bool(town.cards()))

        sandbox.clock.move(timedelta(days=4))  # a working day at least
        await town.until(lambda: any("Nobody owns P-1 yet" in said for said in town.told(TOM)))
        sandbox.clock.move(timedelta(days=5))  # two more
        await town.until(lambda: "On the next flywheel agenda" in town.cards()[0].text)
