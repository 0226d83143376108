"""Fortnights pass for three readers in three zones and two languages."""

from bot.delivery.models import OutboxRow
from bot.steps.models import StepKind
from bot.voices.services import hear
from bot.years.services import begin_year
from tests.people import LAN, MAYA, TOM
from tests.voices.conftest import EVERYBODY, Voices


async def test_each_gets_it_at_nine_on_her_own_wall_whatever_the_clocks_do(voices: Voices) -> None:
    """New York puts its clocks forward on March 8, Berlin on March 29."""
    voices.listen(*EVERYBODY)
    voices.flywheel.write(begin_year)

    await voices.until(30, month=4)

    every_second_week = [f"{day} 09:00" for day in ("Mar 04", "Mar 18", "Apr 01", "Apr 15", "Apr 29")]
    assert [every_second_week] * 3 == [voices.times(who) for who in EVERYBODY]
    assert ["readers: 3"] * 5 == voices.outcomes(StepKind.VOICE)[:5]
    assert {"sent"} == set(voices.outcomes(StepKind.VOICE_READER))


async def test_each_reads_the_same_in_her_own_language(voices: Voices) -> None:
    voices.listen(*EVERYBODY)
    for stage, words in (("use", "Nine minutes!"), ("buy", "Giá không rõ"), ("help", "Nobody answers"), ("use", "No")):
        voices.pain(words, stage=stage)
    voices.plan()

    await voices.until(5)

    lan, maya, tom = (voices.digests(who)[0] for who in EVERYBODY)
    assert tom == maya
    assert [line for line in maya.splitlines() if line[0] == ">"] == [
        line for line in lan.splitlines() if line[0] == ">"
    ]
    assert "> Giá không rõ\n*Customer 2* · Buy · P-2" in maya
    assert "> Giá không rõ\n*Customer 2* · Mua hàng · P-2" in lan
    assert lan.startswith("*Tiếng nói khách hàng*")


async def test_what_it_says(voices: Voices) -> None:
    voices.flywheel.write(begin_year)
    voices.listen(MAYA)
    voices.listen(LAN, TOM, by_name=True)
    pain = voices.pain("It takes\nnine minutes")
    voices.echo(pain, TOM)
    voices.close(pain)

    await voices.until(5)

    assert [
        "*The customer's voice* · Wed, Feb 18 – Tue, Mar 3",
        "> It takes",
        "> nine minutes",
        "*Customer 1* · Use · P-1",
        "*Changed because somebody reported it*",
        "• It takes ten seconds now. (P-1) Thanks to Tom Becker, Trần Thị Lan.",
        "*To think about*",
        "What did a customer thank you for lately, and could everybody do it?",
        "*1* customer heard this fortnight what became of her pain.",
        "Every second week, because you asked for it. `/flywheel voice` changes that.",
    ] == voices.digests(MAYA)[0].splitlines()


async def test_a_report_stands_in_one_digest_and_the_next_has_another_question(voices: Voices) -> None:
    voices.listen(MAYA)
    voices.flywheel.write(begin_year)
    voices.pain("Nine minutes!")

    await voices.until(20)

    first, second = voices.digests(MAYA)
    assert "Nine minutes!" in first
    assert "Nine minutes!" not in second
    assert first.splitlines()[-3] != second.splitlines()[-3]


async def test_a_quiet_fortnight_says_so_and_asks_all_the_same(voices: Voices) -> None:
    voices.listen(MAYA)
    voices.plan()

    await voices.until(5)

    (text,) = voices.digests(MAYA)
    assert "A quiet fortnight: there is nothing that everybody may read. One question all the same." in text
    assert "*To think about*" in text


async def test_where_nobody_asked_for_it_the_ledger_says_so(voices: Voices) -> None:
    voices.plan()

    await voices.until(5)

    assert ["skipped: nobody asked for it"] == voices.outcomes(StepKind.VOICE)


async def test_long_words_are_shown_from_the_beginning_and_the_rest_is_pointed_to(voices: Voices) -> None:
    voices.listen(MAYA)
    voices.pain("Word for word " * 500, card_channel="C0FLYWHEEL", card_ts="5.5")
    voices.plan()

    await voices.until(5)

    (text,) = voices.digests(MAYA)
    card = "<https://acme.slack.com/archives/C0FLYWHEEL/p55|P-1>"
    assert f"The beginning, word for word; all of it is on {card}." in text


async def test_what_is_not_going_to_be_done_has_changed_nothing(voices: Voices) -> None:
    voices.listen(MAYA)
    voices.close(voices.pain(), "It would slow down everybody else.", not_doing=True)
    voices.plan()

    await voices.until(5)

    assert "It would slow down" not in voices.digests(MAYA)[0]


# Choosing it, and choosing not to


async def test_whoever_stops_it_gets_no_more(voices: Voices) -> None:
    voices.listen(MAYA, TOM)
    voices.flywheel.write(begin_year)
    await voices.until(5)
    voices.flywheel.write(hear, MAYA.user_id, wants=False)

    await voices.until(20)

    assert (1, 2) == (len(voices.digests(MAYA)), len(voices.digests(TOM)))


async def test_whoever_stops_it_in_the_night_before_gets_none_that_morning(voices: Voices) -> None:
    voices.listen(MAYA)
    voices.plan()
    await voices.until(4, 6)
    voices.flywheel.write(hear, MAYA.user_id, wants=False)

    await voices.until(5)

    assert [] == voices.digests(MAYA)
    assert ["not wanted any more"] == voices.outcomes(StepKind.VOICE_READER)


async def test_whoever_asks_for_it_in_the_night_before_gets_it_that_morning(voices: Voices) -> None:
    voices.listen(TOM)
    voices.plan()
    await voices.until(4, 12)
    voices.listen(MAYA)

    await voices.until(5)

    assert (["Mar 04 09:00"], ["Mar 04 09:00"]) == (voices.times(TOM), voices.times(MAYA))


async def test_whoever_asks_for_it_after_her_morning_gets_the_next(voices: Voices) -> None:
    voices.listen(TOM)
    voices.flywheel.write(begin_year)
    await voices.until(4, 18)
    voices.listen(MAYA)

    await voices.until(20)

    assert ["Mar 18 09:00"] == voices.times(MAYA)


# After an outage


async def test_a_day_late_it_comes_the_next_working_morning_and_says_so(voices: Voices) -> None:
    voices.listen(*EVERYBODY)
    voices.plan()
    voices.sleep_until(5, 18)

    await voices.until(7)

    assert [["Mar 06 09:00"], ["Mar 05 13:00"], ["Mar 06 09:00"]] == [voices.times(who) for who in EVERYBODY]
    assert "_This comes late: I could not write to you on the day._" in voices.digests(MAYA)[0]


async def test_more_than_three_days_late_it_is_not_sent_and_the_ledger_says_why(voices: Voices) -> None:
    voices.listen(MAYA)
    voices.plan()
    voices.sleep_until(8)

    await voices.until(10)

    assert [] == voices.digests(MAYA)
    assert ["missed: more than three days late"] == voices.outcomes(StepKind.VOICE)


async def test_after_weeks_only_the_newest_is_sent(voices: Voices) -> None:
    voices.listen(MAYA)
    voices.flywheel.write(begin_year)
    await voices.rounds.run_once()
    voices.sleep_until(2, 7, month=4)

    await voices.until(4, month=4)

    assert ["Apr 02 09:00"] == voices.times(MAYA)
    assert 2 == voices.outcomes(StepKind.VOICE).count("missed: more than three days late")


async def test_planned_and_done_twice_it_comes_once(voices: Voices) -> None:
    voices.listen(MAYA)
    for _ in range(3):
        voices.plan()
        await voices.until(4, 15)
    voices.plan()

    await voices.until(6)

    assert 1 == len(voices.digests(MAYA))


async def test_slack_is_not_asked_for_each_reader_what_kind_of_place_it_is(voices: Voices) -> None:
    """Slack is asked what kind of place it is once an hour at most, whoever reads: here in three mornings."""
    voices.listen(*EVERYBODY)
    voices.pain()
    voices.plan()

    await voices.until(5)

    asked = [row.key for row in voices.flywheel.rows(OutboxRow) if row.key.startswith("voice place:")]
    assert 3 == len(asked)


async def test_a_clock_that_leaps_by_days_still_brings_it(voices: Voices) -> None:
    voices.listen(MAYA)
    voices.pain()
    voices.plan()
    for day in (4, 5, 6):
        voices.sleep_until(day, 15)
        await voices.rounds.run_once()

    (text,) = voices.digests(MAYA)
    assert "> Nine minutes!" in text
