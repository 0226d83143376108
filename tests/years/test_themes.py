"""Themes as rows: made in time, kept as they were, and moved when the year is changed."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, delete, select

from bot.i18n import texts_in
from bot.steps.models import Step, StepKind
from bot.store.store import Store
from bot.workspaces.services import connect
from bot.years.models import Theme, ThemeKind
from bot.years.queries import quarter_of, theme_line, theme_now, theme_on, themes_ahead
from bot.years.rules import FiscalYear
from bot.years.services import begin_year, ensure_themes, moves
from bot.years.tables import quarters_in
from tests.clock import FakeClock
from tests.fake_workspace import IDENTITY
from tests.flywheel import Flywheel
from tests.years.conftest import Company, shown
from tests.years.test_rules import RETAIL

Q1, Q2, Q3, Q4 = (
    ("Q1 FY26", "2026-01-01", "2026-04-01"),
    ("Q2 FY26", "2026-04-01", "2026-07-01"),
    ("Q3 FY26", "2026-07-01", "2026-10-01"),
    ("Q4 FY26", "2026-10-01", "2027-01-01"),
)


def test_setting_up_makes_the_themes_of_this_quarter_and_the_next(company: Company) -> None:
    company.begin()

    assert [Q1, Q2] == company.themes()


def test_beginning_again_makes_nothing_twice(company: Company) -> None:
    company.begin()
    company.begin()

    assert [Q1, Q2] == company.themes()


async def test_a_quarter_later_the_next_theme_is_there_and_the_step_waits_for_midnight(company: Company) -> None:
    company.zone("Asia/Ho_Chi_Minh")
    company.begin()
    company.on("2026-04-01")

    await company.run()

    assert [Q1, Q2, Q3] == company.themes()
    waits = select(Step.due_at).where(Step.kind == StepKind.YEAR)
    (due,) = company.read(lambda session: session.exec(waits).all())
    assert "2026-04-01T17:00:00+00:00" == due.isoformat()


async def test_the_daily_step_mends_what_is_missing(company: Company) -> None:
    company.begin()
    company.store.write_now(lambda session: session.exec(delete(Theme)))

    await company.run()

    assert [Q1, Q2] == company.themes()


def test_coming_up_again_mends_what_is_missing(flywheel: Flywheel) -> None:
    before = flywheel.rows(Theme)

    flywheel.store.write_now(connect, IDENTITY, now=flywheel.clock.now())

    assert (0, 2) == (len(before), len(flywheel.rows(Theme)))


def test_before_anybody_set_it_up_there_is_no_theme(fresh: Flywheel) -> None:
    fresh.write(begin_year)

    assert [] == fresh.rows(Theme)


async def test_after_a_long_sleep_the_quarters_between_are_there_as_well(company: Company) -> None:
    company.begin()
    company.on("2026-11-22")

    await company.run()

    assert [Q1, Q2, Q3, Q4, ("Q1 FY27", "2027-01-01", "2027-04-01")] == company.themes()


def test_each_quarter_of_a_year_has_its_theme(company: Company) -> None:
    company.begin(4)
    company.on("2027-03-31")
    company.store.write_now(ensure_themes, company.workspace_id, now=company.clock.now())

    kinds = company.read(
        lambda session: [theme.kind for theme in session.exec(select(Theme).order_by(col(Theme.starts_on)))]
    )

    kick_off, big_ideas, planning, goals = ThemeKind
    assert [goals, kick_off, big_ideas, planning, goals, kick_off] == kinds


def test_a_theme_begins_at_midnight_of_the_company(company: Company) -> None:
    company.zone("Asia/Ho_Chi_Minh")
    company.begin()
    midnight = datetime.fromisoformat("2026-03-31T17:00:00+00:00")

    assert [("FY26", 1), ("FY26", 2)] == [_now(company, midnight - timedelta(seconds=1)), _now(company, midnight)]


def test_a_zone_changed_in_a_quarter_leaves_no_hour_without_a_theme(company: Company) -> None:
    """The current theme keeps its midnight, the next one gets the new one."""
    company.zone("Asia/Ho_Chi_Minh")
    company.begin()
    company.zone("America/New_York")
    company.store.write_now(ensure_themes, company.workspace_id, now=company.clock.now())
    old, new = (datetime.fromisoformat(f"2026-{at}:00:00+00:00") for at in ("03-31T17", "04-01T04"))

    seen = [_now(company, at) for at in (old, new - timedelta(seconds=1), new)]

    assert [("FY26", 1), ("FY26", 1), ("FY26", 2)] == seen


def test_a_change_in_the_middle_of_a_quarter_moves_what_comes_and_leaves_what_is(company: Company) -> None:
    company.begin()
    row = _rows(company)[1].key

    company.change(2)

    assert [Q1, ("Q2 FY27", "2026-04-01", "2026-08-01")] == company.themes()
    assert (row, ThemeKind.BIG_IDEAS) == (_rows(company)[1].key, _rows(company)[1].kind)  # what points at it still does


def test_a_change_that_leaves_half_a_quarter_or_more_makes_a_short_one(company: Company) -> None:
    company.begin()

    company.change(3)

    assert [Q1, ("Q1 FY27", "2026-04-01", "2026-06-01")] == company.themes()


def test_history_is_not_rewritten_by_a_later_change(company: Company) -> None:
    company.begin()
    company.on("2026-11-22")
    company.store.write_now(ensure_themes, company.workspace_id, now=company.clock.now())

    company.change(4)

    assert [Q1, Q2, Q3, Q4, ("Q4 FY27", "2027-01-01", "2027-04-01")] == company.themes()
    assert Q2 == shown(company.read(lambda session: quarter_of(session, company.workspace_id, date(2026, 5, 5))))


def test_a_change_that_mends_a_mistake_holds_for_the_current_quarter_too(company: Company) -> None:
    company.begin()
    rows = [theme.key for theme in _rows(company)]

    company.change(4, from_now=True)

    assert [("Q4 FY26", "2026-01-01", "2026-04-01"), ("Q1 FY27", "2026-04-01", "2026-07-01")] == company.themes()
    assert rows == [theme.key for theme in _rows(company)]


def test_two_rows_that_change_names_do_not_stand_in_each_others_way(company: Company) -> None:
    company.begin()
    company.change(4, from_now=True)
    company.change(10, from_now=True)
    company.change(1, from_now=True)

    assert [Q1, Q2] == company.themes()


def test_changing_there_and_back_leaves_everything_as_it_was(company: Company) -> None:
    company.begin()
    company.change(5)
    company.change(1)

    assert [Q1, Q2] == company.themes()


def test_the_companys_own_dates_win_over_the_months(company: Company) -> None:
    company.on("2026-05-20")
    company.begin(2)
    table = quarters_in(RETAIL)[0]

    company.change(table=table)

    expected = [("Q2 FY27", "2026-05-01", "2026-08-01"), ("Q3 FY27", "2026-08-01", "2026-11-01")]
    assert expected == company.themes()


def test_what_moves_is_shown_before_it_does(company: Company) -> None:
    company.begin()

    moved = company.read(
        lambda session: moves(session, company.workspace_id, FiscalYear(4), from_now=False, now=company.clock.now())
    )

    assert ["Q1 FY26", "Q2 FY26", "Q3 FY26", "Q4 FY26", "Q1 FY27"] == [shown(one)[0] for one in moved.before]
    assert ["Q1 FY26", "Q1 FY27", "Q2 FY27", "Q3 FY27", "Q4 FY27"] == [shown(one)[0] for one in moved.after]
    assert [Q1, Q2] == company.themes()


@pytest.fixture
def two(store: Store, clock: FakeClock) -> tuple[Company, Company]:
    """In one database."""
    return Company(store, clock), Company(store, clock, "T0OTHER")


def test_two_workspaces_have_a_year_each(two: tuple[Company, Company]) -> None:
    acme, other = two
    acme.begin(1)
    other.begin(4, named_by_start=True)
    other.change(5)

    assert [Q1, Q2] == acme.themes()
    assert [("Q4 FY25", "2026-01-01", "2026-04-01"), ("Q1 FY26", "2026-04-01", "2026-08-01")] == other.themes()


def test_a_leap_day_belongs_to_its_quarter(company: Company) -> None:
    company.on("2028-02-29")
    company.begin(3)

    assert ("Q4 FY28", "2027-12-01", "2028-03-01") == company.themes()[0]
    assert "Q4 FY28, goals and close: 1 day left" == _line(company)


def test_the_line_says_quarter_theme_and_days_left_in_the_readers_language(company: Company) -> None:
    company.begin()

    assert "Q1 FY26, kick-off: 30 days left" == _line(company)
    assert "Q1 FY26, khởi động: còn 30 ngày" == _line(company, "vi")


def test_without_a_theme_the_line_is_empty(company: Company) -> None:
    assert "" == _line(company)


def test_what_is_ahead_is_the_current_theme_and_the_next(company: Company) -> None:
    company.begin()
    company.on("2026-05-05")
    company.store.write_now(ensure_themes, company.workspace_id, now=company.clock.now())

    ahead = company.read(lambda session: themes_ahead(session, company.workspace_id, now=company.clock.now()))

    assert [2, 3] == [theme.quarter for theme in ahead]


def test_a_day_of_an_unknown_quarter_is_found_by_the_rule(company: Company) -> None:
    company.begin()

    far = company.read(lambda session: quarter_of(session, company.workspace_id, date(2029, 1, 1)))
    old = company.read(lambda session: quarter_of(session, company.workspace_id, date(2024, 2, 29)))
    nowhere = company.read(lambda session: theme_on(session, company.workspace_id, date(2029, 1, 1)))

    assert [("Q1 FY29", "2029-01-01", "2029-04-01"), ("Q1 FY24", "2024-01-01", "2024-04-01")] == [
        shown(far),
        shown(old),
    ]
    assert nowhere is None


def _now(company: Company, at: datetime) -> tuple[str, int] | None:
    theme = company.read(lambda session: theme_now(session, company.workspace_id, now=at))
    return (theme.year, theme.quarter) if theme else None


def _line(company: Company, language: str = "en") -> str:
    now = company.clock.now()
    return company.read(lambda session: theme_line(session, company.workspace_id, texts_in(language), now=now))


def _rows(company: Company) -> list[Theme]:
    return company.read(lambda session: list(session.exec(select(Theme).order_by(col(Theme.starts_on)))))


async def test_a_change_is_planned_for_at_once_and_not_only_at_midnight(company: Company) -> None:
    company.begin()
    await company.run()

    company.change(2)

    waits = select(Step.due_at).where(Step.kind == StepKind.YEAR)
    assert [company.clock.now()] == company.read(lambda session: list(session.exec(waits).all()))
