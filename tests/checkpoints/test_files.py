"""A brief to take along: a picture, CSV or Excel for whoever asks, a canvas for the channel."""

from base64 import b64decode
from typing import Any

import pytest

from bot.charts.png import png
from bot.checkpoints.drawing import alt_text, brief_drawing
from bot.delivery.models import OutboxRow
from bot.i18n import texts_in
from bot.pains.models import Via
from bot.pains.rules import Report
from bot.pains.services import Origin
from tests.checkpoints import screens
from tests.checkpoints.conftest import NEXT, WHY, Reviews
from tests.checkpoints.test_exports import book_of, rows_of
from tests.fake_workspace import GUEST
from tests.handlers import payloads
from tests.handlers.conftest import Send
from tests.people import LAN, TOM, Somebody

PNG = b"\x89PNG\r\n"


async def ask(reviews: Reviews, send: Send, way: str, who: Somebody = TOM) -> None:
    await send(payloads.choose(who, "brief_menu", f"{way}:{reviews.review().key}"))


def letters(reviews: Reviews, method: str) -> list[OutboxRow]:
    return [row for row in reviews.flywheel.rows(OutboxRow) if row.method == method]


def file_of(reviews: Reviews) -> tuple[dict[str, Any], bytes]:
    letter = letters(reviews, "files.completeUploadExternal")[-1]
    return dict(letter.payload), b64decode(letter.payload["content"])


@pytest.fixture
def busy(reviews: Reviews) -> Reviews:
    reviews.flywheel.report(Report(LAN.user_id, "=cmd()", stage="use"), Origin(Via.FORM))
    reviews.say(TOM)
    return reviews


async def test_a_picture_comes_to_whoever_asked_and_says_what_it_shows(busy: Reviews, send: Send) -> None:
    await ask(busy, send, "picture")
    payload, content = file_of(busy)

    assert content.startswith(PNG)
    assert "flywheel-month-2026-03-01.png" == payload["name"]
    assert "KPI review: March 2026. Hindsight / insight / foresight: " in payload["alt"]
    assert "Reports: 1" in payload["alt"]


async def test_csv_and_excel_hold_the_numbers_the_words_and_the_pains(busy: Reviews, send: Send) -> None:
    await ask(busy, send, "csv")
    rows = rows_of(file_of(busy)[1])
    await ask(busy, send, "xlsx")
    book = book_of(file_of(busy)[1])

    assert ["Reports", "", "1", "–", "–", ""] in rows
    assert ["Insight", "Product", WHY, "Tom Becker", ""] in rows
    assert "'=cmd()" in [cell for row in rows for cell in row]
    assert "=cmd()" == book["Pains"]["B2"].value


async def test_a_file_is_in_the_language_of_whoever_asked(busy: Reviews, send: Send) -> None:
    await ask(busy, send, "csv", LAN)

    assert ["Báo cáo", "", "1", "–", "–", ""] in rows_of(file_of(busy)[1])


async def test_a_guest_gets_no_file(busy: Reviews, send: Send) -> None:
    await ask(busy, send, "csv", GUEST)

    assert [] == letters(busy, "files.completeUploadExternal")


async def test_the_canvas_is_made_once_for_the_channel_when_the_brief_is_out(busy: Reviews, send: Send) -> None:
    await ask(busy, send, "canvas")
    early = letters(busy, "canvases.create")
    await busy.until(2026, 4, 3, 11)
    await ask(busy, send, "canvas")
    await ask(busy, send, "canvas", LAN)
    (letter,) = letters(busy, "canvases.create")

    assert [] == early
    assert ("C0FLYWHEEL", "KPI review: March 2026") == (letter.channel, letter.payload["title"])
    assert NEXT in letter.payload["document_content"]["markdown"]


@pytest.mark.parametrize(
    ("text", "language"), [("<script>&\x07\u202e", "en"), ("🔥" * 4000, "en"), ("Nỗi đau của khách. " * 99, "vi")]
)
def test_whatever_was_typed_is_a_picture(text: str, language: str) -> None:
    t = texts_in(language)
    facts = screens.brief(text, t)

    assert png(brief_drawing(facts, t)).startswith(PNG)
    assert len(alt_text(facts, t)) <= 1000


def test_an_empty_brief_is_a_picture_too() -> None:
    t = texts_in("en")

    assert png(brief_drawing(screens.first_brief("x", t), t)).startswith(PNG)
