"""Nobody reads in a digest what was not meant for everybody, and nobody is named who did not agree."""

from datetime import datetime

import pytest
from sqlmodel import Session, select

from bot.errors import UserError
from bot.i18n import texts_in
from bot.pains.forms import Prefill, pain_form
from bot.pains.models import PainStatus
from bot.people.models import Person
from bot.slack.ids import BlockId
from bot.voices.services import Nomination, answer_story, hear, tell_story
from tests.fake_workspace import DIRECT, GENERAL, GUEST, SECRET
from tests.people import LAN, MAYA, TOM
from tests.voices.conftest import Voices

SECRET_WORDS = "The merger is off"


async def digest_of(voices: Voices) -> str:
    """What Maya reads on March 4."""
    voices.listen(MAYA)
    voices.plan()
    await voices.until(5)
    (text,) = voices.digests(MAYA)
    return text


@pytest.mark.parametrize("place", [SECRET, DIRECT, "C0NOBODYKNOWS"])
async def test_words_from_a_private_place_are_not_in_it(voices: Voices, place: str) -> None:
    voices.pain(SECRET_WORDS, channel_id=place, customer="Contoso")

    text = await digest_of(voices)

    assert SECRET_WORDS not in text
    assert "Contoso" not in text


async def test_words_the_reporter_shared_are_in_it(voices: Voices) -> None:
    voices.pain("They may be told", channel_id=SECRET, share_words=True)

    assert "> They may be told" in await digest_of(voices)


@pytest.mark.parametrize(("language", "voice"), [("en", "the customer's voice"), ("vi", "tiếng nói khách hàng")])
def test_whoever_shares_words_is_told_in_the_form_that_the_digest_may_quote_them(language: str, voice: str) -> None:
    """The tick of the form is what lets words from a private place into it."""
    t = texts_in(language)
    private = pain_form(Prefill(words="They may be told", private=True), [], t)["blocks"]
    public = pain_form(Prefill(words="Nine minutes!"), [], t)["blocks"]
    (share,) = [block for block in private if block["block_id"] == BlockId.SHARE]
    (words,) = [block for block in public if block["block_id"] == BlockId.WORDS]

    assert voice in share["element"]["options"][0]["text"]["text"]
    assert voice in words["hint"]["text"]


async def test_words_the_reporter_keeps_to_herself_are_not_in_it_though_the_place_is_public(voices: Voices) -> None:
    voices.pain(SECRET_WORDS, share_words=False)

    assert SECRET_WORDS not in await digest_of(voices)


async def test_a_channel_that_became_private_since_is_asked_about_before_each_digest(voices: Voices) -> None:
    voices.pain(SECRET_WORDS)
    voices.becomes(GENERAL, is_private=True)

    assert SECRET_WORDS not in await digest_of(voices)


async def test_a_channel_slack_will_not_tell_about_any_more_is_private(voices: Voices) -> None:
    voices.pain(SECRET_WORDS)
    voices.flywheel.slack.channels.pop(GENERAL)

    assert SECRET_WORDS not in await digest_of(voices)


async def test_a_report_taken_back_is_not_in_it(voices: Voices) -> None:
    voices.pain(SECRET_WORDS, status=PainStatus.WITHDRAWN)

    assert SECRET_WORDS not in await digest_of(voices)


async def test_what_changed_about_a_private_report_is_not_told_to_everybody(voices: Voices) -> None:
    voices.close(voices.pain(SECRET_WORDS, channel_id=SECRET), "The merger is on again.")

    assert "merger" not in await digest_of(voices)


async def test_a_colleague_who_is_the_customer_is_quoted_without_her_name(voices: Voices) -> None:
    voices.pain("The intranet is down again", customer=TOM.name, is_colleague=True)

    text = await digest_of(voices)

    assert "> The intranet is down again\n*a colleague*" in text
    assert TOM.name not in text


async def test_thanks_by_name_go_to_those_who_agreed_and_to_nobody_else(voices: Voices) -> None:
    pain = voices.pain(reporter=LAN.user_id)
    voices.echo(pain, TOM)
    voices.listen(LAN, by_name=True)
    voices.close(pain)

    text = await digest_of(voices)

    assert f"It takes ten seconds now. (P-1) Thanks to {LAN.name} and 1 other." in text
    assert TOM.name not in text


async def test_without_her_yes_nobody_is_thanked_by_name(voices: Voices) -> None:
    voices.listen(LAN)
    voices.close(voices.pain(reporter=LAN.user_id))

    text = await digest_of(voices)

    assert "Thanks to whoever reported it." in text
    assert LAN.name not in text


@pytest.mark.parametrize("agreed", [None, False])
async def test_a_story_is_not_told_without_a_yes_of_whom_it_is_about(voices: Voices, agreed: bool | None) -> None:
    story = voices.flywheel.write(tell_story, LAN.user_id, Nomination(TOM.user_id, "He stayed until ten."), "ev:s")
    if agreed is not None:
        voices.flywheel.store.write_now(answer_story, 1, story.key, TOM.user_id, agreed=agreed)

    text = await digest_of(voices)

    assert "stayed until ten" not in text
    assert TOM.name not in text


async def test_whoever_changes_her_mind_before_it_goes_out_is_not_told_of(voices: Voices) -> None:
    story = voices.flywheel.write(tell_story, LAN.user_id, Nomination(TOM.user_id, "He stayed until ten."), "ev:s")
    voices.flywheel.store.write_now(answer_story, 1, story.key, TOM.user_id, agreed=True)
    voices.flywheel.store.write_now(answer_story, 1, story.key, TOM.user_id, agreed=False)

    assert "stayed until ten" not in await digest_of(voices)


async def test_what_people_wrote_pings_nobody(voices: Voices) -> None:
    voices.pain("<!channel> <@U0TOM> & more", customer="<!here>")

    text = await digest_of(voices)

    assert "> &lt;!channel&gt; &lt;@U0TOM&gt; &amp; more" in text
    assert "<!here>" not in text


async def test_a_guest_cannot_have_it(voices: Voices) -> None:
    with pytest.raises(UserError):
        voices.flywheel.write(hear, GUEST.user_id, wants=True)


async def test_whoever_became_a_guest_or_left_gets_none_any_more(voices: Voices) -> None:
    voices.listen(MAYA, TOM, LAN)
    for who, trait in ((MAYA, "is_guest"), (TOM, "is_gone")):
        change(voices, who.user_id, **{trait: True})
    voices.plan()

    await voices.until(6)

    assert ([], [], 1) == (voices.digests(MAYA), voices.digests(TOM), len(voices.digests(LAN)))


async def test_only_the_person_it_is_about_can_say_yes(voices: Voices) -> None:
    story = voices.flywheel.write(tell_story, LAN.user_id, Nomination(TOM.user_id, "He stayed until ten."), "ev:s")

    for person in (LAN.user_id, MAYA.user_id):
        with pytest.raises(UserError):
            voices.flywheel.store.write_now(answer_story, 1, story.key, person, agreed=True)

    assert [None] == [one.agreed for one in voices.stories()]


async def test_a_message_outside_this_workspace_is_not_pointed_to(voices: Voices) -> None:
    for url in ("https://elsewhere.example/archives/C1/p1", "https://acme.slack.com/archives/C1/p1"):
        voices.flywheel.write(tell_story, LAN.user_id, Nomination(TOM.user_id, "Well done.", url), url)

    assert ["", "https://acme.slack.com/archives/C1/p1"] == [one.source_url for one in voices.stories()]


def change(voices: Voices, who: str, **traits: bool) -> None:
    def service(session: Session, _workspace_id: int, *, now: datetime) -> None:
        known = session.exec(select(Person).where(Person.user_id == who)).one()
        known.sqlmodel_update(traits)
        session.add(known)

    voices.flywheel.write(service)
