"""What leaders are asked: ours, or the company's own, and always the one about the customer."""

import re
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.errors import UserError
from bot.i18n import LANGUAGES, texts_in
from bot.prompts.models import Moment
from bot.years.models import Theme, ThemeKind, ThemeText
from bot.years.questions import grown_from, placed, questions_for
from bot.years.services import begin_year, ensure_themes
from bot.years.texts import Wording, keep_wording, wording
from bot.years.themes import ABOUT_CUSTOMER, GROWS_FROM, MOMENTS, NAMES, PURPOSES, QUESTIONS, is_before, parts_of
from tests.clock import MONDAY
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA

PAGE = Path(__file__).parents[2] / "docs" / "themes.md"
KICK_OFF = Moment.KICK_OFF
CUSTOMER = "Which customer did you listen to yourself since last time, and what did you learn?"


@pytest.fixture
def year(flywheel: Flywheel) -> Flywheel:
    """With themes; it is the kick-off."""
    flywheel.write(begin_year)
    return flywheel


def asked(year: Flywheel, language: str = "en", moment: Moment = KICK_OFF) -> dict[str, str]:
    def query(session: Session) -> dict[str, str]:
        theme = session.exec(select(Theme).order_by(Theme.starts_on)).first()  # type: ignore[arg-type]
        assert theme is not None
        return {question.key: question.text for question in questions_for(session, theme, moment, language)}

    return year.read(query)


def keep(
    year: Flywheel, language: str = "en", name: str = "Kick-off", purpose: str = "", **questions: str
) -> list[str]:
    shown = year.read(lambda session: wording(session, year.workspace_id, ThemeKind.KICK_OFF, language))
    typed = {**shown.questions, **{Moment(moment): text for moment, text in questions.items()}}
    return year.write(keep_wording, MAYA.user_id, Wording(ThemeKind.KICK_OFF, language, name, purpose, typed))


@pytest.mark.parametrize("kind", list(ThemeKind))
def test_each_theme_has_a_name_a_purpose_and_two_or_three_questions_a_moment(kind: ThemeKind) -> None:
    counts = [len(QUESTIONS[kind][moment]) for moment in Moment]

    assert all((NAMES[kind], PURPOSES[kind]))
    assert {2, 3} >= set(counts)


def test_every_question_is_there_in_every_language() -> None:
    texts = [text for moments in QUESTIONS.values() for some in moments.values() for text in some] + [ABOUT_CUSTOMER]

    assert [] == [text for code in LANGUAGES if code != "en" for text in texts if texts_in(code)(text) == text]


def test_the_question_about_the_customer_is_asked_at_every_moment(year: Flywheel) -> None:
    for moment in Moment:
        assert ("customer", CUSTOMER) == list(asked(year, moment=moment).items())[-1]


def test_what_grows_grows_from_a_question_that_exists() -> None:
    keys = {f"{kind}.{moment}.{n}" for kind, moments in QUESTIONS.items() for moment, some in moments.items()
            for n, _ in enumerate(some, 1)}  # fmt: skip

    assert set() == (set(GROWS_FROM) | set(GROWS_FROM.values())) - keys
    order = list(ThemeKind)
    for later, earlier in GROWS_FROM.items():
        (kind, moment, _), (old_kind, old_moment, _) = parts_of(later), parts_of(earlier)
        is_earlier = order.index(old_kind) < order.index(kind) or is_before(old_moment, moment)
        assert is_earlier or later.startswith("kick_off.kick_off")  # from the year before


def test_a_plan_grows_from_the_ideas_goals_from_the_plan_and_a_kick_off_from_the_one_a_year_ago(
    year: Flywheel,
) -> None:
    year.clock.move_to(MONDAY.replace(year=2027))
    year.write(ensure_themes)

    def origins(session: Session) -> list[tuple[str, int, str] | None]:
        last_five = list(session.exec(select(Theme).order_by(Theme.starts_on)).all())[:5]  # type: ignore[arg-type]
        keys = ["kick_off.kick_off.1", "big_ideas.kick_off.1", "planning.kick_off.1", "goals.kick_off.1"]
        found = [grown_from(session, theme, key) for theme, key in zip(last_five, [*keys, keys[0]], strict=True)]
        return [(one[0].year, one[0].quarter, one[1]) if one else None for one in found]

    assert [
        None,
        None,
        ("FY26", 2, "big_ideas.close.1"),
        ("FY26", 3, "planning.close.1"),
        ("FY26", 1, "kick_off.kick_off.1"),
    ] == year.read(origins)


def test_the_companys_own_questions_are_asked_in_the_language_they_are_written_in(year: Flywheel) -> None:
    keep(year, kick_off="What for?\nFor whom?")

    assert ["What for?", "For whom?", CUSTOMER] == list(asked(year).values())
    assert "Cuối năm nay" in next(iter(asked(year, "vi").values()))


def test_a_question_that_stays_keeps_its_key_when_another_one_goes(year: Flywheel) -> None:
    ours = list(asked(year).values())

    keep(year, kick_off="\n".join([ours[1], ours[2]]))

    assert {"kick_off.kick_off.2": ours[1], "kick_off.kick_off.3": ours[2], "customer": CUSTOMER} == asked(year)


def test_emptied_questions_are_ours_again_and_it_is_said(year: Flywheel) -> None:
    before = asked(year)
    keep(year, kick_off="What for?")

    emptied = keep(year, name="", kick_off="  \n ")

    assert (["theme_name", "theme_purpose", "kick_off"], before) == (emptied, asked(year))


def test_what_is_as_we_ship_it_is_not_kept(year: Flywheel) -> None:
    keep(year, name="kick-off", purpose=PURPOSES[ThemeKind.KICK_OFF])

    (row,) = year.rows(ThemeText)
    assert ("", "", {}) == (row.name, row.purpose, row.questions)


@pytest.mark.parametrize(
    ("questions", "said"), [("a?\nb?\nc?\nd?", "three questions at most"), ("x" * 301, "300|{most}")]
)
def test_too_many_questions_and_too_long_ones_are_told_at_their_field(
    year: Flywheel, questions: str, said: str
) -> None:
    with pytest.raises(UserError, match=said) as told:
        keep(year, half_way=questions)

    assert "theme_questions:kick_off:en:half_way" == told.value.block_id
    assert [] == year.rows(ThemeText)


def test_only_the_team_and_admins_change_the_texts(year: Flywheel) -> None:
    with pytest.raises(UserError, match="You may not do that here"):
        year.write(keep_wording, LAN.user_id, Wording(ThemeKind.GOALS, "en", "", "", dict.fromkeys(Moment, "")))


def test_new_questions_take_the_places_of_those_that_went() -> None:
    assert ["new", "b", "newer"] == placed(["b", "new", "newer"], ["a", "b"], 3)


def test_the_docs_list_the_questions_as_they_are() -> None:
    """Purposes in italics, moments in bold, questions as a list with what they grow from."""
    page = PAGE.read_text("utf-8")
    expected = []
    for number, kind in enumerate(ThemeKind, 1):
        expected += [f"### Q{number}: {NAMES[kind]}", f"*{PURPOSES[kind]}*"]
        for moment in Moment:
            expected.append(f"**{MOMENTS[moment]}**")
            expected += [f"{n}. {text}" for n, text in enumerate(QUESTIONS[kind][moment], 1)]
    listed = page[page.index("### Q1") :].splitlines()
    found = [line.split(" ←")[0] for line in listed if re.match(r"### Q|\*|\d\. ", line)]

    assert expected == found
    assert ABOUT_CUSTOMER in page


def test_the_docs_say_what_each_question_grows_from() -> None:
    page, shown = PAGE.read_text("utf-8"), {}
    kind, moment = ThemeKind.KICK_OFF, KICK_OFF
    for line in page.splitlines():
        if line.startswith("### Q"):
            kind = list(ThemeKind)[int(line[5]) - 1]
        moment = next((one for one in Moment if line == f"**{MOMENTS[one]}**"), moment)
        if found := re.match(r"(\d)\. .* ← `(.*)`", line):
            shown[f"{kind}.{moment}.{found[1]}"] = found[2]

    assert GROWS_FROM == shown
