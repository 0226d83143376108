"""A company says itself on which working day its reviews are; a change shows what moves before it does."""

import json
from datetime import date
from typing import Any

from bot.checkpoints.models import CheckpointState
from tests.checkpoints.conftest import QUARTER, Reviews
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.handlers.payloads import picked
from tests.people import MAYA


def wish(month: int, quarter: int) -> dict[str, Any]:
    typed = {"fiscal_start": picked("1"), "named_by": picked("ends"), "from_quarter": picked("next")}
    return typed | {"review_on": picked(str(month)), "qbr_on": picked(str(quarter)), "quarters": {"value": ""}}


async def ask(send: Send, month: int, quarter: int) -> Answer:
    return await send(payloads.submission(MAYA, "year_form", wish(month, quarter)))


async def save(send: Send, shown: Answer) -> None:
    view = shown.said["view"]
    await send(
        payloads.submission(MAYA, view["callback_id"], {}, about=view["private_metadata"], blocks=view["blocks"])
    )


async def test_what_moves_is_shown_and_then_moved(reviews: Reviews, send: Send) -> None:
    before = reviews.review().meets_local

    shown = await ask(send, 8, 10)
    untouched = reviews.review().meets_local
    await save(send, shown)
    await reviews.until(2026, 3, 24)

    said = json.dumps(shown.said["view"]["blocks"], ensure_ascii=False)
    assert "The quarters stay as they are." in said
    assert "*KPI review: March 2026*: Apr 3, 2026 → Apr 10, 2026" in said
    assert "*QBR: Q1 FY26*: Apr 7, 2026 → Apr 14, 2026" in said
    assert before == untouched
    assert (date(2026, 4, 10), date(2026, 4, 14)) == (
        reviews.review().meets_local.date(),
        reviews.review(kind=QUARTER, starts="2026-01-01").meets_local.date(),
    )


async def test_the_form_shows_what_is_chosen(reviews: Reviews, send: Send) -> None:
    await save(send, await ask(send, 2, 7))
    await send(payloads.click(MAYA, "change_year", "theme"))

    fields = {block["block_id"]: block for block in reviews.flywheel.slack.views()[-1]["blocks"]}
    assert ["2", "7"] == [fields[name]["element"]["initial_option"]["value"] for name in ("review_on", "qbr_on")]


async def test_a_review_leaders_were_asked_about_stays_where_it_is(reviews: Reviews, send: Send) -> None:
    await reviews.undisturbed_until(2026, 4, 1)
    assert CheckpointState.ASKED is reviews.review().state

    shown = await ask(send, 8, 10)
    await save(send, shown)
    await reviews.until(2026, 4, 1, 12)

    assert date(2026, 4, 3) == reviews.review().meets_local.date()
    assert "KPI review: March 2026" not in json.dumps(shown.said["view"]["blocks"])
