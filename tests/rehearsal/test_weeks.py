"""A small company lives through some weeks: everything the bot said stands up to the judge, and the page shows it."""

import re
from datetime import date
from pathlib import Path

from bot.rehearsal.company import Options
from bot.rehearsal.page import page_of
from bot.rehearsal.printed import head, month_line, summary
from bot.rehearsal.year import live

WEEKS = Options(date(2026, 3, 1), people=16, pains=8, days=17)


async def test_some_weeks_are_played_judged_printed_and_drawn(tmp_path: Path) -> None:
    told: list[str] = []
    year = await live(WEEKS, tmp_path, lambda month: told.append(month_line(month)))
    page = await page_of(year)
    said = "\n".join([head(), *told, *summary(year)])
    year.play.close()

    assert [] == [str(finding) for finding in year.findings]
    assert "Findings: 0" in said
    assert 8 == sum(month.reports for month in year.months)
    assert page.count("<svg") >= 6
    assert [] == re.findall(r"(?:src|href)=|url\(|https?://", page)  # it needs nothing from anywhere
