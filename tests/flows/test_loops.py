"""The second half of a pain's life: resolved, told to one, not fixed for another, resolved again, closed."""

from bot.sandbox.world import Message
from tests.flows.town import FLYWHEEL, Town, control
from tests.sandbox.running import GENERAL, MAI, TOM


def asks(town: Town, person: str, action_id: str = "told_them") -> list[tuple[str, Message]]:
    """The bot's direct messages to a person that still have a button, with their channel."""
    direct = [c.id for c in town.world.channels.values() if c.kind == "im" and person in c.members]
    posts = [(channel, post) for channel in direct for post in town.world.messages.get(channel, [])]
    return [(channel, post) for channel, post in posts if action_id in str(post.blocks)]


async def press(town: Town, person: str, channel: str, message: Message, action_id: str) -> None:
    """Click, and wait for the form behind it."""
    await town.people.click(person, f"message:{channel}:{message.ts}", control(message.blocks, action_id))
    await town.until(lambda: bool(town.world.modals.get(person)))


async def press_card(town: Town, person: str, action_id: str) -> None:
    await press(town, person, FLYWHEEL, town.cards()[0], action_id)


async def answer(town: Town, person: str, action_id: str, **typed: str) -> None:
    """Press a button under the newest question to a person, and send the form behind it."""
    await town.until(lambda: bool(asks(town, person)))
    channel, message = asks(town, person)[-1]
    await press(town, person, channel, message, action_id)
    await town.fill(person, {name: {"type": "plain_text_input", "value": value} for name, value in typed.items()})


async def tell(town: Town, person: str) -> None:
    await town.until(lambda: bool(asks(town, person)))
    channel, message = asks(town, person)[-1]
    await press(town, person, channel, message, "told_them")
    block = next(block for block in town.form(person).body["blocks"] if block["block_id"] == "how")
    await town.fill(person, {"how": {"type": "radio_buttons", "selected_option": block["element"]["options"][0]}})
    await town.until(lambda: not asks(town, person))


async def resolve(town: Town, person: str, sentence: str) -> None:
    await press_card(town, person, "resolve")
    await town.fill(person, {"resolution": {"type": "plain_text_input", "value": sentence}})
    await town.until(lambda: sentence in town.cards()[0].text)


async def test_a_pain_is_closed_only_when_every_customer_was_told(town: Town) -> None:
    await town.set_up(MAI)
    message = await town.people.post(TOM, GENERAL, "Contoso waits nine minutes for an export")
    await town.people.react(TOM, GENERAL, message.ts, "adhesive_bandage")
    await town.until(lambda: bool(town.cards()))
    await press_card(town, MAI, "me_too")
    await town.fill(MAI, {"customer": {"type": "plain_text_input", "value": "Nordlicht"}})
    await town.until(lambda: "2 voices" in town.cards()[0].text)
    await town.people.click(MAI, f"message:{FLYWHEEL}:{town.cards()[0].ts}", control(town.cards()[0].blocks, "take"))
    await town.until(lambda: "resolve" in str(town.cards()[0].blocks))

    await resolve(town, MAI, "The export takes ten seconds")
    await town.until(lambda: bool(asks(town, TOM)))
    ready_to_send = asks(town, TOM)[0][1].text
    await tell(town, TOM)
    await town.until(lambda: "1 of 2 customers told" in town.cards()[0].text)
    await answer(town, MAI, "not_fixed", why="Nordlicht still waits on Fridays")
    await town.until(lambda: "Open again: not fixed for *Nordlicht*" in town.cards()[0].text)

    await resolve(town, MAI, "The export is fast on Fridays too")
    for person in (TOM, MAI):
        await tell(town, person)
    await town.until(lambda: "Closed: all 2 customers were told." in town.cards()[0].text)
    await town.until(lambda: any(said.thread_ts for said in town.world.messages[GENERAL]))

    (line,) = [said for said in town.world.messages[GENERAL] if said.thread_ts == message.ts and said.ts != message.ts]
    assert "The export is fast on Fridays too" in line.text
    assert "Hello,\nyou told us about this: “Contoso waits nine minutes for an export”" in ready_to_send
