"""A small company lives through five weeks: everything the bot said stands up to the judge, and the page shows it."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.rehearsal.company import Options
from bot.rehearsal.page import page_of
from bot.rehearsal.printed import head, month_line, summary
from bot.rehearsal.year import Year, live

# With a kick-off, a QBR, two KPI reviews, three digests and a change of the clocks in it.
WEEKS = Options(date(2026, 3, 1), people=16, pains=10, days=34)


@dataclass(frozen=True)
class Played:
    year: Year
    said: str  # in the terminal
    page: str


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    played = asyncio.run(_play(tmp_path_factory.mktemp("year")))
    yield played
    played.year.play.close()


async def _play(folder: Path) -> Played:
    told: list[str] = []
    year = await live(WEEKS, folder, lambda month: told.append(month_line(month)))
    return Played(year, "\n".join([head(), *told, *summary(year)]), await page_of(year))


def test_nothing_is_lost_doubled_out_of_hours_or_in_the_wrong_language(played: Played) -> None:
    assert [] == [str(finding) for finding in played.year.findings]
    assert "Findings: 0" in played.said


def test_every_pain_arrives(played: Played) -> None:
    assert WEEKS.pains == sum(month.reports for month in played.year.months)


def test_leaders_answer_reviews_are_held_and_customers_are_met(played: Played) -> None:
    march, april = played.year.months

    assert 7 == march.asked
    assert 0 < march.answered <= march.asked
    assert (2, 1) == (march.reviews, april.reviews)
    assert april.mix is not None
    assert 0 < march.contacts


def test_the_ledger_shows_answers_the_mix_and_the_last_contact(played: Played) -> None:
    april = played.year.months[-1]
    line = next(line for line in played.said.splitlines() if line.startswith("2026-04"))

    assert f"{april.answered}/{april.asked}" in line
    assert str(april.mix).replace(" ", "") in line
    assert f"{april.since_contact:.0f}" in line


def test_the_page_has_its_pictures_and_needs_nothing_from_anywhere(played: Played) -> None:
    assert 8 <= played.page.count("<svg")
    assert [] == re.findall(r"src=|href=.[^#]|url\(|https?://", played.page)


def test_the_page_shows_where_the_departments_point(played: Played) -> None:
    assert "What comes first" in played.page
    assert "●" in played.page
