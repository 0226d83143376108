"""Reporting: kept once, by whatever path, and nothing of a second report is lost."""

import pytest

from bot.errors import UserError
from bot.pains.models import History, Pain, Source, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, Reported, report_pain
from bot.slack.payloads import SlackMessage
from tests.fake_workspace import GENERAL
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA, TOM, Somebody

MESSAGE = SlackMessage(GENERAL, "1.1", "", TOM.user_id)


def report(flywheel: Flywheel, who: Somebody, via: Via = Via.SHORTCUT, **said: object) -> Reported:
    words = {"words": "Contoso waits for the export", **said}
    return flywheel.write(report_pain, Report(who.user_id, **words), Origin(via, "", MESSAGE))  # type: ignore[arg-type]


def test_a_report_is_kept_with_its_number_its_source_and_who_said_it(fresh: Flywheel) -> None:
    reported = report(fresh, LAN, title="Slow export", customer="Contoso", stage="use", severity="stops")

    assert reported.is_new
    pain, (source,), (line,) = fresh.pain(), fresh.rows(Source), fresh.rows(History)
    assert (1, "Slow export", "Contoso waits for the export") == (pain.number, pain.title, pain.words)
    assert ("Contoso", "use", "stops", LAN.user_id) == (pain.customer, pain.stage, pain.severity, pain.reporter)
    assert (GENERAL, "1.1", TOM.user_id, pain.id) == (source.channel_id, source.ts, source.author, source.pain_id)
    assert (LAN.user_id, "reported", fresh.clock.now()) == (line.actor, line.what, line.at)


def test_pains_are_numbered_in_the_order_they_come(fresh: Flywheel) -> None:
    for text in ("one", "two", "three"):
        fresh.write(report_pain, Report(LAN.user_id, text), Origin(Via.FORM))

    assert [1, 2, 3] == [pain.number for pain in fresh.pains()]


def test_a_text_of_40000_characters_is_kept_whole(fresh: Flywheel) -> None:
    text = "<!channel> Đau 🔥\n" * 2_500

    report(fresh, LAN, words=text)

    assert text == fresh.pain().words


@pytest.mark.parametrize("text", ["", "  \n", ":tada:", "🔥"])
def test_a_report_without_a_word_is_not_kept_and_the_field_says_why(fresh: Flywheel, text: str) -> None:
    with pytest.raises(UserError, match="few words") as told:
        report(fresh, LAN, title=text, words=text)

    assert "title" == told.value.block_id
    assert [] == fresh.pains()


def test_the_same_message_from_a_second_person_by_another_path_is_one_pain_with_one_more_voice(
    fresh: Flywheel,
) -> None:
    report(fresh, LAN, Via.SHORTCUT)

    second = report(fresh, MAYA, Via.REACTION)

    assert (False, True) == (second.is_new, second.new_echo)
    assert [MAYA.user_id] == [echo.person for echo in fresh.echoes()]
    assert fresh.pain().touched


def test_a_second_reaction_needs_no_words_the_message_is_known(fresh: Flywheel) -> None:
    report(fresh, LAN)

    assert report(fresh, MAYA, words="").new_echo


def test_nobody_is_counted_twice(fresh: Flywheel) -> None:
    report(fresh, LAN)
    report(fresh, MAYA)

    again = [report(fresh, MAYA), report(fresh, LAN)]

    assert [(False, False)] * 2 == [(reported.is_new, reported.new_echo) for reported in again]
    assert 1 == len(fresh.echoes())


def test_what_a_second_person_says_about_it_is_kept_beside_what_was_said_first(fresh: Flywheel) -> None:
    report(fresh, LAN, title="Slow export")

    report(fresh, MAYA, title="Export blocks the month's end", customer="Fabrikam", stage="use", severity="leaves")

    pain, echoes = fresh.pain(), fresh.echoes()
    assert ("Slow export", "use", "leaves") == (pain.title, pain.stage, pain.severity)
    assert ["Fabrikam"] == [echo.customer for echo in echoes]
    assert "Export blocks the month's end" in [line.detail for line in fresh.rows(History)]


def test_another_customer_of_the_same_person_is_not_lost(fresh: Flywheel) -> None:
    report(fresh, LAN, customer="Contoso")
    report(fresh, MAYA, customer="Fabrikam")

    report(fresh, LAN, customer="Northwind")
    report(fresh, MAYA, customer="Adatum")

    assert "Contoso, Northwind" == fresh.pain().customer
    assert ["Fabrikam, Adatum"] == [echo.customer for echo in fresh.echoes()]


def test_two_reports_typed_with_the_same_words_are_two_pains(fresh: Flywheel) -> None:
    """Only a message can tell that two reports are about the same thing."""
    for who in (LAN, MAYA):
        fresh.write(report_pain, Report(who.user_id, "Slow export"), Origin(Via.COMMAND, GENERAL))

    assert 2 == len(fresh.pains())


def test_a_report_belongs_to_its_workspace(fresh: Flywheel) -> None:
    report(fresh, LAN)

    assert {fresh.workspace_id} == {row.workspace_id for row in fresh.rows(Pain)}
