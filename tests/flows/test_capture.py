"""Every way in, from a person's hand to the team's card, through everything in between."""

from tests.flows.town import Town, control
from tests.sandbox.running import GENERAL, MAI, OLGA, PARTNERS, RANDOM, SECRET, TEAM, TOM

WORDS = "When I export more than 10,000 rows the file is empty. We bill our clients from it. <!channel> *now*"


async def test_a_message_is_logged_from_its_menu_in_a_channel_the_bot_is_not_in(town: Town) -> None:
    await town.set_up(MAI)
    message = await town.people.post(TOM, RANDOM, WORDS)

    await town.people.message_shortcut(TOM, "log_pain_from_message", RANDOM, message.ts)
    await town.until(lambda: bool(town.world.modals.get(TOM)))
    await town.fill(TOM, {"customer": {"type": "plain_text_input", "value": "Bluebird Travel"}})
    await town.until(lambda: bool(town.cards()) and bool(town.told(TOM)))

    (card,) = town.cards()
    assert "Bluebird Travel" in card.text
    assert "10,000 rows" in card.text
    assert "<!channel>" not in card.text
    assert "From #random" in card.text
    assert "Kept as P-1" in town.told(TOM)[0]


async def test_a_reaction_captures_without_a_form(town: Town) -> None:
    await town.set_up(MAI)
    message = await town.people.post(TOM, GENERAL, WORDS)

    await town.people.react(TOM, GENERAL, message.ts, "adhesive_bandage")
    await town.until(lambda: bool(town.cards()) and bool(town.told(TOM)))
    await town.until(lambda: {"white_check_mark", "adhesive_bandage"} == {r.name for r in message.reactions})

    assert "Kept as P-1" in town.told(TOM)[0]
    assert "10,000 rows" in town.cards()[0].text


async def test_a_mention_in_a_thread_captures_what_the_thread_is_about(town: Town) -> None:
    await town.set_up(MAI)
    parent = await town.people.post(TOM, GENERAL, WORDS)

    await town.people.post(MAI, GENERAL, f"<@{town.world.bot_user_id}> Nordlicht said the same", parent.ts)
    await town.until(lambda: bool(town.cards()))

    assert "10,000 rows" in town.cards()[0].text
    assert "Nordlicht said the same" in town.cards()[0].text


async def test_a_mention_outside_a_thread_captures_that_message(town: Town) -> None:
    await town.set_up(MAI)

    await town.people.post(TOM, GENERAL, f"<@{town.world.bot_user_id}> The invoice of Kestrel has the wrong VAT number")
    await town.until(lambda: bool(town.cards()))

    assert "wrong VAT number" in town.cards()[0].text


async def test_a_mention_that_may_be_a_question_is_asked_back(town: Town) -> None:
    await town.set_up(MAI)

    await town.people.post(TOM, GENERAL, f"<@{town.world.bot_user_id}> why do cards have two buttons?")
    await town.until(lambda: bool(town.told(TOM)))

    assert "Is this a customer's pain?" in town.told(TOM)[0]
    assert [] == town.cards()


async def test_a_line_to_the_bot_is_asked_about_and_then_captured(town: Town) -> None:
    await town.set_up(MAI)
    direct = await town.people.open_dm(TOM)
    await town.people.post(TOM, direct.id, "Kestrel waits nine days for an answer")
    await town.until(lambda: bool(town.told(TOM)))

    ask = town.world.messages[direct.id][-1]
    await town.people.click(TOM, f"message:{direct.id}:{ask.ts}", control(ask.blocks, "capture"))
    await town.until(lambda: bool(town.world.modals.get(TOM)))
    await town.fill(TOM, {})
    await town.until(lambda: bool(town.cards()))

    assert "Kestrel waits nine days" in town.cards()[0].text


async def test_a_command_with_a_text_is_kept_at_once_and_before_any_setup(town: Town) -> None:
    await town.people.command(TOM, RANDOM, "/pain Refunds take six weeks")
    await town.until(lambda: bool(town.told(TOM)))

    assert "Kept as P-1" in town.told(TOM)[0]

    await town.set_up(MAI)
    await town.until(lambda: bool(town.cards()))

    assert "Refunds take six weeks" in town.cards()[0].text


async def test_the_global_shortcut_opens_an_empty_form_and_answers_directly(town: Town) -> None:
    await town.set_up(MAI)

    await town.people.global_shortcut(TOM, "log_pain")
    await town.until(lambda: bool(town.world.modals.get(TOM)))
    await town.fill(TOM, {"title": {"type": "plain_text_input", "value": "Nobody answers on Fridays"}})
    await town.until(lambda: bool(town.cards()) and bool(town.told(TOM)))

    assert "Nobody answers on Fridays" in town.cards()[0].text
    assert "Kept as P-1" in town.told(TOM)[0]


async def test_words_of_a_private_channel_stay_there_until_the_reporter_says_so(town: Town) -> None:
    await town.set_up(MAI)
    message = await town.people.post(MAI, TEAM, WORDS)

    await town.people.react(MAI, TEAM, message.ts, "adhesive_bandage")
    await town.until(lambda: bool(town.cards()))

    everything = str(town.cards()[0])
    assert "10,000 rows" not in everything
    assert "#team" not in everything
    assert "private place" in everything


async def test_a_form_from_a_private_channel_asks_and_shares_when_ticked(town: Town) -> None:
    await town.set_up(MAI)
    message = await town.people.post(TOM, SECRET, WORDS)

    await town.people.message_shortcut(TOM, "log_pain_from_message", SECRET, message.ts)
    await town.until(lambda: bool(town.world.modals.get(TOM)))
    yes = next(b for b in town.form(TOM).body["blocks"] if b["block_id"] == "share")["element"]["options"]
    title = {"type": "plain_text_input", "value": "Exports come out empty"}
    await town.fill(TOM, {"title": title, "share": {"type": "checkboxes", "selected_options": yes}})
    await town.until(lambda: bool(town.cards()))

    assert "10,000 rows" in town.cards()[0].text
    assert "#secret" not in str(town.cards()[0])


async def test_the_same_message_by_another_person_is_one_more_voice(town: Town) -> None:
    await town.set_up(MAI)
    message = await town.people.post(TOM, GENERAL, WORDS)
    await town.people.react(TOM, GENERAL, message.ts, "adhesive_bandage")
    await town.until(lambda: bool(town.cards()))

    await town.people.react(MAI, GENERAL, message.ts, "adhesive_bandage")
    await town.until(lambda: any("P-1" in text for text in town.told(MAI)))
    await town.until(lambda: "2 voices" in town.cards()[0].text)

    assert 1 == len(town.cards())


async def test_events_delivered_twice_are_one_pain_and_one_receipt(town: Town) -> None:
    await town.set_up(MAI)
    town.sandbox.outbound.duplicates = 2
    message = await town.people.post(TOM, GENERAL, WORDS)

    await town.people.react(TOM, GENERAL, message.ts, "adhesive_bandage")
    await town.until(lambda: bool(town.cards()) and bool(town.told(TOM)))
    await town.sandbox.outbound.idle()

    assert 1 == len(town.cards())
    assert 1 == len([text for text in town.told(TOM) if "P-1" in text])


async def test_undo_takes_the_card_back_and_the_message_can_be_reported_anew(town: Town) -> None:
    await town.set_up(MAI)
    await town.people.command(TOM, GENERAL, "/pain Refunds take six weeks")
    await town.until(lambda: bool(town.cards()) and bool(town.world.ephemerals))
    receipt = next(e for e in town.world.ephemerals if e.viewer == TOM)

    await town.people.click(TOM, f"ephemeral:{receipt.channel}:{receipt.ts}", control(receipt.blocks, "undo"))
    await town.until(lambda: "taken back" in town.cards()[0].text)

    assert "Refunds" not in str(town.cards()[0])


async def test_a_person_of_another_company_is_told_whom_to_ask(town: Town) -> None:
    await town.set_up(MAI)
    message = await town.people.post(OLGA, PARTNERS, WORDS)

    await town.people.react(OLGA, PARTNERS, message.ts, "adhesive_bandage")
    await town.until(lambda: bool(town.told(OLGA)))

    assert "Ask your contact" in town.told(OLGA)[0]
    assert [] == town.cards()
