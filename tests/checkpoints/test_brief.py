"""The brief: figures beside those before, what was said, and what is missing; also when there is nothing at all."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from bot.checkpoints.brief_views import brief_message
from bot.checkpoints.kpis import KpiWish, save_kpi, type_number
from bot.checkpoints.markdown import brief_markdown, marked_down
from bot.checkpoints.models import CheckpointState
from bot.figures.models import Tally, What
from bot.i18n import texts_in
from bot.pains.models import Via
from bot.pains.rules import Report
from bot.pains.services import Origin
from bot.steps.models import StepKind
from bot.workspaces.models import Workspace
from tests.checkpoints.conftest import NEXT, QUARTER, WHY, Reviews
from tests.people import LAN, MAYA, TOM

EN = texts_in("en")
BRIEF_AT = (2026, 4, 3, 11)


def count(reviews: Reviews, month: str, what: What, number: int, of: str = "", bucket: int = 0) -> None:
    def add(session: Session, workspace_id: int) -> None:
        row = Tally(
            workspace_id=workspace_id, month=date.fromisoformat(month), what=what, of=of, bucket=bucket, count=number
        )
        session.add(row)

    reviews.change(add)


def cells(reviews: Reviews) -> dict[str, list[str]]:
    """The table of the brief, by the first column."""
    (table,) = [block for block in reviews.page().blocks if block["type"] == "data_table"]
    return {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in table["rows"]}


def test_each_number_stands_beside_the_month_before_and_the_year_before(reviews: Reviews) -> None:
    for month, number in (("2026-03-01", 12), ("2026-02-01", 10), ("2025-03-01", 16)):
        count(reviews, month, What.REPORTED, number, "use")
    count(reviews, "2026-03-01", What.TAKEN, 3, "product", bucket=2)
    shown = cells(reviews)

    assert ["Now", "Before", "A year ago", "Difference"] == shown["What"]
    assert ["12", "10", "16", "20 % more"] == shown["Reports"] == shown["Reports: Use"]
    assert ["2 days", "–", "–", "–"] == shown["From report to owner, median"]


def test_an_owner_on_the_same_day_is_a_number_too(reviews: Reviews) -> None:
    count(reviews, "2026-03-01", What.TAKEN, 3, "product", bucket=0)

    assert ["under a day", "–", "–"] == cells(reviews)["From report to owner, median"]


def test_in_the_first_month_there_is_nothing_to_compare_with_and_nothing_to_divide_by(reviews: Reviews) -> None:
    count(reviews, "2026-03-01", What.REPORTED, 4, "use")
    page = reviews.page()

    assert ["4", "–", "–"] == cells(reviews)["Reports"]  # no column for a year ago
    assert "There is nothing to compare with yet: nothing was counted before." in page.text


def test_from_nothing_to_something_is_said_in_numbers_not_in_percent(reviews: Reviews) -> None:
    count(reviews, "2026-03-01", What.REPORTED, 7)
    count(reviews, "2026-02-01", What.MEETINGS, 2)

    assert ["7", "0", "7 more"] == cells(reviews)["Reports"]
    assert ["0", "2", "2 fewer"] == cells(reviews)["Meetings held"]


def test_a_quarter_sums_its_months(reviews: Reviews) -> None:
    for month, number in (
        ("2026-01-01", 1),
        ("2026-02-01", 2),
        ("2026-03-01", 4),
        ("2025-12-01", 8),
        ("2025-01-01", 16),
    ):
        count(reviews, month, What.REPORTED, number)
    line = reviews.brief(kind=QUARTER, starts="2026-01-01").lines[0]

    assert (7, 8, 16) == (line.now, line.before, line.year_ago)


def test_decisions_looked_back_at_say_what_came_of_them(reviews: Reviews) -> None:
    for answer, number in (("yes", 2), ("partly", 1), ("no", 1)):
        count(reviews, "2026-03-01", What.LOOKED_BACK, number, answer)

    assert ["4", "–", "–"] == cells(reviews)["Decisions looked back at (2 came true, 1 partly, 1 not)"]


async def test_the_mix_is_shown_the_working_day_before_with_what_is_missing(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 4, 1)
    count(reviews, "2026-03-01", What.REPORTED, 12, "use")
    reviews.say(LAN)
    reviews.say(TOM, WHY, "")
    await reviews.until(2026, 4, 2, 10, 1)
    (mix,) = [one for one in reviews.in_channel() if one["text"].startswith("*KPI review")]

    assert "/ 0*" not in mix["text"]
    assert "; insight and foresight are missing from Sales; foresight is missing from Product." in mix["text"]
    assert "posted, 1 without insight, 2 without foresight" in reviews.outcomes(StepKind.CHECKPOINT_MIX)


def test_the_mix_counts_the_words_on_the_page(reviews: Reviews) -> None:
    reviews.say(TOM, "one two three", "four")

    assert "0 / 75 / 25" == str(reviews.brief().mix)


async def test_when_everybody_is_silent_the_brief_comes_all_the_same(reviews: Reviews) -> None:
    await reviews.undisturbed_until(*BRIEF_AT)
    (brief,) = [one for one in reviews.in_channel() if one["text"].startswith("KPI review")]

    assert "Nothing was reported and nothing was done in March 2026." in brief["text"]
    assert 2 == brief["text"].count("Nobody has said anything yet.")
    assert CheckpointState.HELD is reviews.review().state


async def test_the_brief_comes_when_the_review_begins(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 4, 1, 18)
    reviews.say(TOM)
    await reviews.until(*BRIEF_AT)
    (brief,) = [one for one in reviews.in_channel() if one["text"].startswith("KPI review")]

    assert "2026-04-03 08:00" == f"{datetime.fromtimestamp(float(brief['ts']), UTC):%Y-%m-%d %H:%M}"
    assert f"• *Product* {WHY}" in brief["text"]
    assert f"• *Product* {NEXT}" in brief["text"]


async def test_a_late_brief_says_so(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 4, 3, 9)
    reviews.flywheel.clock.advance(days=3)
    await reviews.until(2026, 4, 6, 18)
    (brief,) = [one for one in reviews.in_channel() if one["text"].startswith("KPI review")]

    assert "_This comes late: it was due when the review began._" in brief["text"]


async def test_a_brief_nobody_waits_for_any_more_is_recorded_as_missed(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 4, 3, 9)
    reviews.flywheel.clock.advance(days=40)
    await reviews.until(2026, 5, 14)

    assert "missed: the next review has come" in reviews.outcomes(StepKind.CHECKPOINT_BRIEF)
    assert 1 == len([one for one in reviews.in_channel() if one["text"].startswith("KPI review")])


async def test_without_a_channel_the_brief_waits_for_one(reviews: Reviews) -> None:
    def channel(session: Session, workspace_id: int, name: str | None) -> None:
        session.get_one(Workspace, workspace_id).flywheel_channel = name

    await reviews.undisturbed_until(2026, 4, 1, 18)
    reviews.change(channel, None)
    await reviews.until(2026, 4, 4)
    reviews.change(channel, "C0FLYWHEEL")
    await reviews.until(2026, 4, 5)

    assert CheckpointState.HELD is reviews.review().state


def test_before_the_period_is_over_the_brief_says_that_numbers_still_grow(reviews: Reviews) -> None:
    assert "The period is not over: these numbers still grow." in reviews.page().text


def test_a_number_of_our_own_without_a_number_says_so(reviews: Reviews) -> None:
    wish = KpiWish("Churn", "%", more_is_better=False, target="3")
    kpi = reviews.flywheel.write(save_kpi, MAYA.user_id, wish)
    before = reviews.page().text
    reviews.flywheel.write(type_number, MAYA.user_id, kpi.id, ("2026-03", "3.2"))
    reviews.flywheel.write(type_number, MAYA.user_id, kpi.id, ("2025-03", "4"))

    assert "*Churn*: no number yet (target: at most 3 %)" in before
    assert (
        "*Churn*: 3.2 % in Mar 2026, not reached, 0.2 % above (target: at most 3 %; before –, a year ago 4 %)"
        in reviews.page().text
    )


def test_of_a_quarter_the_newest_number_counts(reviews: Reviews) -> None:
    kpi = reviews.flywheel.write(save_kpi, MAYA.user_id, KpiWish("Orders"))
    for month, number in (("2026-01", "5"), ("2026-02", "7"), ("2025-11", "3")):
        reviews.flywheel.write(type_number, MAYA.user_id, kpi.id, (month, number))
    (facts,) = reviews.brief(kind=QUARTER, starts="2026-01-01").kpis

    assert (7, date(2026, 2, 1), 3, None) == (facts.now, facts.of, facts.before, facts.year_ago)


def test_a_vietnamese_reader_reads_it_in_vietnamese(reviews: Reviews) -> None:
    count(reviews, "2026-03-01", What.REPORTED, 1234, "use")
    text = brief_message(reviews.brief("vi"), texts_in("vi")).text

    assert text.startswith("Xem lại KPI: tháng 3 năm 2026")
    assert "Báo cáo: 1.234\n" in text


@pytest.mark.parametrize("typed", ["<!channel>", "a" * 3000, "*bold*\n\n> quoted"])
def test_what_was_said_is_data_on_the_page_and_in_the_canvas(reviews: Reviews, typed: str) -> None:
    reviews.say(TOM, typed, typed)

    assert "<!channel>" not in reviews.page().text
    assert "\n> quoted" not in brief_markdown(reviews.brief(), EN)


def test_the_canvas_holds_all_of_it(reviews: Reviews) -> None:
    count(reviews, "2026-03-01", What.REPORTED, 12, "use")
    reviews.say(TOM, "Because. [x](http://evil)", NEXT)
    lines = brief_markdown(reviews.brief(), EN).splitlines()

    assert "# KPI review: March 2026" == lines[0]
    assert "| Reports | 12 | – | – |  |" in lines
    assert r"> Because\. \[x\]\(http://evil\)" in lines
    assert r"a\|b" == marked_down("a|b")


def test_a_pain_that_was_reported_is_in_the_brief_at_once(reviews: Reviews) -> None:
    reviews.flywheel.report(Report(LAN.user_id, "Slow export", stage="use"), Origin(Via.FORM))

    assert ["1", "–", "–"] == cells(reviews)["Reports: Use"]
