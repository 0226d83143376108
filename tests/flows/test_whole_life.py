"""A pain's whole life, from the first word to the last customer told: Tom reads English, Mai Vietnamese."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select

from bot.app import Application
from bot.pains.models import History, Pain
from bot.sandbox.world import Message
from tests.flows.test_loops import answer, asks, press, press_card, resolve, tell
from tests.flows.test_ownership import a_card, offer, text
from tests.flows.town import FLYWHEEL, Town, bot_in, control
from tests.sandbox.running import GENERAL, MAI, TOM, running_sandbox

DEEDS = [
    *("reported", "me too", "took", "offered", "declined", "offered", "accepted", "date"),
    *("resolved", "told", "not fixed", "opened again"),
    *("resolved", "told", "told", "closed"),
]


@dataclass
class Life:
    town: Town
    bot: Application

    async def heard(self, person: str, *words: str) -> None:
        """Waits until one thing the bot told somebody holds all these words."""
        await self.town.until(lambda: any(all(word in said for word in words) for said in self.town.told(person)))

    async def on_card(self, words: str) -> None:
        await self.town.until(lambda: words in self.town.cards()[0].text)

    async def answers_offer(self, person: str, action_id: str) -> tuple[str, Message]:
        """The newest offer to somebody, and the channel it is in."""
        await self.town.until(lambda: bool(asks(self.town, person, action_id)))
        return asks(self.town, person, action_id)[-1]

    async def pain(self) -> Pain:
        return await self.bot.deps.read(lambda session: session.exec(select(Pain)).one())

    async def deeds(self) -> list[str]:
        wanted = select(History.what).order_by(col(History.id))
        return list(await self.bot.deps.read(lambda session: session.exec(wanted).all()))


@pytest.fixture
async def life(sqlite_url: str) -> AsyncIterator[Life]:
    async with running_sandbox() as sandbox, bot_in(sandbox, sqlite_url) as bot:
        sandbox.limits.enabled = False
        yield Life(Town(sandbox), bot)


async def test_from_the_first_word_to_the_last_customer_told(life: Life) -> None:
    await reported_and_echoed(life)
    await taken_handed_over_declined_and_accepted(life)
    await snoozed_on_the_day_it_is_due(life)
    await resolved_and_not_fixed_for_one(life)
    await resolved_again_and_closed(life)

    (line,) = [said for said in life.town.world.messages[GENERAL] if said.thread_ts and said.thread_ts != said.ts]
    assert "*P-1* Closed: all 2 customers were told. The export is fast on Fridays too." == line.text
    assert DEEDS == await life.deeds()


async def reported_and_echoed(life: Life) -> None:
    await a_card(life.town)
    await press_card(life.town, MAI, "me_too")
    assert "Tôi cũng gặp" == life.town.form(MAI).body["title"]["text"]
    await life.town.fill(MAI, {"customer": text("Nordlicht")})
    await life.on_card("2 voices")


async def taken_handed_over_declined_and_accepted(life: Life) -> None:
    town = life.town
    await town.people.click(MAI, f"message:{FLYWHEEL}:{town.cards()[0].ts}", control(town.cards()[0].blocks, "take"))
    await life.on_card("Owner: Mai Pham")
    await life.heard(TOM, "Mai Pham owns P-1 now.")

    await offer(town, MAI, TOM, "Anh ấy viết phần này")
    await life.heard(TOM, "offers P-1 to you.", "> Anh ấy viết phần này")
    await press(town, TOM, *await life.answers_offer(TOM, "decline_offer"), "decline_offer")
    await town.fill(TOM, {"why": text("It is the network")})
    await life.heard(MAI, "Tom Baker đã từ chối P-1. Việc này ở lại với bạn, với lý do:", "> It is the network")

    await offer(town, MAI, TOM, "Không phải, tôi đã xem")
    channel, message = await life.answers_offer(TOM, "accept_offer")
    await town.people.click(TOM, f"message:{channel}:{message.ts}", control(message.blocks, "accept_offer"))
    await life.on_card("Owner: Tom Baker")
    await life.heard(MAI, "Tom Baker giờ phụ trách P-1.")


async def snoozed_on_the_day_it_is_due(life: Life) -> None:
    """In Tom's own morning, with one click on the list."""
    pain = await life.pain()
    assert pain.next_on is not None
    life.town.sandbox.clock.move_to(datetime.combine(pain.next_on, time(9, 5), ZoneInfo("Europe/London")))
    await life.heard(TOM, "1 thing is waiting for you", "*due today*")

    channel, message = asks(life.town, TOM, "list_menu")[-1]
    menu = control(message.blocks, "list_menu")
    await life.town.people.click(TOM, f"message:{channel}:{message.ts}", menu, f"snooze_1:{pain.id}")

    await life.heard(TOM, "P-1 comes back on")
    assert pain.next_on < ((await life.pain()).next_on or pain.next_on)


async def resolved_and_not_fixed_for_one(life: Life) -> None:
    await resolve(life.town, TOM, "The export takes ten seconds")
    await life.heard(MAI, "*P-1* đã được giải quyết. Hãy báo cho *Nordlicht*.", "The export takes ten seconds.")
    await tell(life.town, TOM)
    await life.on_card("1 of 2 customers told")

    await answer(life.town, MAI, "not_fixed", why="Thứ Sáu vẫn chậm")
    await life.on_card("Open again: not fixed for *Nordlicht*. Thứ Sáu vẫn chậm")
    await life.heard(TOM, "*P-1* is open again. Mai Pham says it is not fixed for *Nordlicht*: Thứ Sáu vẫn chậm")
    await life.heard(MAI, "*P-1* đã được mở lại. Cảm ơn bạn", "*Nordlicht*: vẫn chưa ổn. Thứ Sáu vẫn chậm")


async def resolved_again_and_closed(life: Life) -> None:
    await resolve(life.town, TOM, "The export is fast on Fridays too")
    for person in (TOM, MAI):
        await tell(life.town, person)
    await life.on_card("Closed: all 2 customers were told.")
    await life.heard(MAI, "*Nordlicht*: đã báo")
    await life.town.until(lambda: any(said.thread_ts for said in life.town.world.messages[GENERAL]))
