"""`/flywheel loops`: how well loops are closed."""

import pytest

from bot.i18n import LANGUAGES, texts_in
from bot.loops.models import Outcome
from bot.loops.queries import figures
from bot.loops.report import figures_message
from bot.loops.rules import Counts, Figures
from bot.pains.services import me_too
from bot.sandbox.validation import check_message
from tests.flywheel import Flywheel
from tests.loops.life import a_report, an_owned_pain, answer, owned, resolved, tellings
from tests.people import LAN, MAYA, TOM

SOME = Figures(resolved=4, closed=3, customers=Counts(told=6, waiting=2, unreachable=1, not_fixed=1), days=3.5)


def counted(flywheel: Flywheel) -> Figures:
    return flywheel.read(lambda session: figures(session, flywheel.workspace_id, now=flywheel.clock.now()))


def test_customers_are_counted_by_what_became_of_telling_them(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel)
    flywheel.write(me_too, pain.key, MAYA.user_id, "")
    other = owned(flywheel, a_report(flywheel, TOM, "2.2"))
    flywheel.clock.advance(hours=36)
    resolved(flywheel, pain)
    resolved(flywheel, other)
    first, _, third = tellings(flywheel)
    answer(flywheel, first, LAN)
    answer(flywheel, third, TOM, Outcome.UNREACHABLE, "")

    assert Figures(2, 1, Counts(told=1, waiting=1, unreachable=1), 1.5) == counted(flywheel)


def test_what_was_called_off_is_not_counted(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel)
    flywheel.write(me_too, pain.key, MAYA.user_id, "")
    resolved(flywheel, pain)
    answer(flywheel, tellings(flywheel)[0], LAN, Outcome.NOT_FIXED, "Still slow")

    assert Counts(not_fixed=1) == counted(flywheel).customers


def test_what_was_answered_long_ago_is_left_out_and_who_still_waits_is_not(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel)
    flywheel.write(me_too, pain.key, MAYA.user_id, "")
    resolved(flywheel, pain)
    answer(flywheel, tellings(flywheel)[0], LAN)

    flywheel.clock.advance(days=91)

    assert Counts(waiting=1) == counted(flywheel).customers


def test_the_text_says_what_the_table_shows() -> None:
    message = figures_message(SOME, texts_in("en"))
    (table,) = message.blocks

    shown = [[cell["text"] for cell in row] for row in table["rows"]]
    assert ["Pains closed", "3", "75 %"] == shown[2]
    assert ["Customers waiting for a word", "2", "20 %"] == shown[4]
    assert ["Days from report to told, the middle one", "3.5", "–"] == shown[7]
    for what, count, part in shown[1:]:
        assert f"{what}: {count}" + (f" ({part})" if part != "–" else "") in message.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("told", [SOME, Figures(0, 0, Counts(), None), Figures(1, 0, Counts(waiting=1), None)])
def test_slack_takes_the_figures(told: Figures, language: str) -> None:
    message = figures_message(told, texts_in(language))

    assert None is check_message({"channel": "C1", **message.payload()})


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    assert "3,5" in figures_message(SOME, texts_in("vi")).text


def test_nothing_to_count_is_said() -> None:
    assert "nobody had to be told" in figures_message(Figures(0, 0, Counts(), None), texts_in("en")).text
