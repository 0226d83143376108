"""Stories of people who did right by a customer: asked about first, then told once."""

from bot.voices.services import Nomination, answer_story, tell_story
from bot.years.services import begin_year
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA, TOM
from tests.voices.conftest import EVERYBODY, Voices


def told(flywheel: Flywheel, text: str, *, agreed: bool = True) -> None:
    story = flywheel.write(tell_story, LAN.user_id, Nomination(TOM.user_id, text), f"ev:{text}")
    flywheel.store.write_now(answer_story, flywheel.workspace_id, story.key, TOM.user_id, agreed=agreed)


async def test_a_story_stands_in_the_next_digest_and_in_no_other(voices: Voices) -> None:
    voices.listen(*EVERYBODY)
    voices.flywheel.write(begin_year)
    told(voices.flywheel, "He stayed until ten.")

    await voices.until(20)

    for who in EVERYBODY:
        first, second = voices.digests(who)
        assert "He stayed until ten." in first
        assert "He stayed until ten." not in second
    assert "*Tom Becker* · told by Trần Thị Lan\n> He stayed until ten." in voices.digests(MAYA)[0]


async def test_more_stories_than_fit_wait_for_the_next(voices: Voices) -> None:
    voices.listen(MAYA)
    voices.flywheel.write(begin_year)
    for text in ("One.", "Two.", "Three."):
        told(voices.flywheel, text)

    await voices.until(20)

    found = [[text for text in ("One.", "Two.", "Three.") if f"> {text}" in one] for one in voices.digests(MAYA)]
    assert [["One.", "Two."], ["Three."]] == found


async def test_a_story_waits_until_somebody_listens(voices: Voices) -> None:
    voices.flywheel.write(begin_year)
    told(voices.flywheel, "He stayed until ten.")
    await voices.until(5)
    voices.listen(MAYA)

    await voices.until(20)

    assert "He stayed until ten." in voices.digests(MAYA)[0]


async def test_the_person_is_asked_in_her_working_hours_and_language(voices: Voices) -> None:
    voices.flywheel.write(tell_story, TOM.user_id, Nomination(LAN.user_id, "She called back twice."), "ev:1")
    voices.flywheel.write(tell_story, LAN.user_id, Nomination(MAYA.user_id, "She listened."), "ev:2")

    await voices.until(3)

    (lan,), (maya,) = voices.flywheel.slack.quiet(LAN.user_id), voices.flywheel.slack.quiet(MAYA.user_id)
    assert lan.startswith("*Tom Becker* muốn kể điều bạn đã làm cho một khách hàng:\n> She called back twice.")
    assert "May it stand in the customer's voice?" in maya
    assert (["Mar 02 16:00"], ["Mar 02 09:00"]) == (voices.times(LAN), voices.times(MAYA))


async def test_nobody_is_asked_about_a_story_she_tells_of_herself(voices: Voices) -> None:
    voices.flywheel.write(tell_story, TOM.user_id, Nomination(TOM.user_id, "I stayed until ten."), "ev:1")

    await voices.until(3)

    assert [] == voices.flywheel.slack.quiet(TOM.user_id)
    assert [True] == [story.agreed for story in voices.stories()]
