"""A chart, looked at and drawn, over the real wires: command, menu, and the file in three steps."""

from bot.sandbox.world import Channel, File
from tests.flows.town import Town, control
from tests.sandbox.running import GENERAL, MAI, TOM

PNG = b"\x89PNG"


def direct(town: Town, person: str) -> list[Channel]:
    return [channel for channel in town.world.channels.values() if channel.kind == "im" and person in channel.members]


def pictures(town: Town, person: str) -> list[File]:
    """In her direct messages with the bot."""
    messages = [message for channel in direct(town, person) for message in town.world.messages.get(channel.id, [])]
    return [town.world.files[file_id] for message in messages for file_id in message.files]


async def test_a_chart_is_shown_and_its_picture_arrives_with_words(town: Town) -> None:
    await town.set_up(MAI)
    message = await town.people.post(TOM, GENERAL, "Contoso waits nine minutes for an export")
    await town.people.react(TOM, GENERAL, message.ts, "adhesive_bandage")
    await town.until(lambda: bool(town.cards()))

    await town.people.command(TOM, GENERAL, "/flywheel charts")
    await town.until(lambda: any("Pains by stage and week" in said for said in town.told(TOM)))
    shown = next(note for note in reversed(town.world.ephemerals) if "Pains by stage" in note.text)
    button = control(shown.blocks, "chart_picture")
    await town.people.click(TOM, f"ephemeral:{GENERAL}:{shown.ts}", button)
    await town.until(lambda: bool(pictures(town, TOM)))

    (picture,) = pictures(town, TOM)
    assert (True, "image/png") == (picture.content.startswith(PNG), picture.mimetype)
    assert "no stage, 1 of 1 in 12 weeks" in picture.alt_text
    assert [] == pictures(town, MAI)
