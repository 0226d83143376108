"""The picture of a chart: every letter is drawn, and nothing anybody named can break it."""

import struct
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.charts.png import FONTS, png
from bot.charts.rules import ChartKind
from bot.charts.shapes import Weeks
from bot.charts.strokes import Look, sheet, words
from bot.charts.svg import drawing
from bot.i18n import LANGUAGES, texts_in
from tests.charts.screens import chart, empty_chart

EN = texts_in("en")
EVERY = pytest.mark.parametrize("kind", ChartKind)
HOSTILE = "</text><script>alert(1)</script> & \"quotes\" 'and' <!channel> \x00\x1b\ufffe"
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    tree = ElementTree.fromstring(svg)  # noqa: S314 - ours, and that it parses is what is tested
    return [element.text or "" for element in tree.iter(f"{SVG}text")]


def ink(text: str) -> bytes:
    """The letters alone on a small sheet, as the picture's own bytes."""
    return png(sheet(80, [words(20, 50, text, Look(40))]))


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_becomes_a_picture(kind: ChartKind, language: str) -> None:
    picture = png(drawing(chart(kind, texts_in(language), "Sử dụng")))

    width, height = size(picture)
    assert (1200, True) == (width, 400 < height < 2000)


@pytest.mark.parametrize("letter", [*"ĐđỆệƠơỮữẶặỒồ₫–…•→↓·“”"])
def test_every_letter_is_drawn_with_our_own_fonts(letter: str) -> None:
    nothing = ink(" ")

    assert nothing != ink(letter)
    assert ink("\U0010fffd") != ink(letter), "a letter the font lacks"


def test_marks_make_other_letters() -> None:
    shapes = [ink(letter) for letter in "eêếềểễệ"]

    assert all(one != other for one, other in pairwise(shapes))


def test_bold_is_another_font() -> None:
    plain, bold = (png(sheet(80, [words(20, 50, "Đệ", Look(40, bold=bold))])) for bold in (False, True))

    assert plain != bold


def test_the_fonts_and_their_licence_come_with_us() -> None:
    folder = Path(FONTS[0]).parent

    assert [True, True] == [Path(font).is_file() for font in FONTS]
    assert "Bitstream" in (folder / "LICENSE.txt").read_text("utf-8")


@EVERY
def test_what_people_named_is_only_words(kind: ChartKind) -> None:
    svg = drawing(chart(kind, EN, HOSTILE))

    assert "<script" not in svg
    size(png(svg))


def test_a_name_is_drawn_as_it_was_written() -> None:
    shown = texts(drawing(chart(ChartKind.STAGES, EN, "A & <B>")))

    assert "A & <B>" in shown


@pytest.mark.parametrize("kind", [ChartKind.STAGES, ChartKind.FLOW])
def test_every_bar_has_its_number_at_it(kind: ChartKind) -> None:
    drawn = chart(kind, EN)
    shown = texts(drawing(drawn))

    assert isinstance(drawn.picture, Weeks)
    bars = [f"{value:g}" for row in drawn.picture.rows for value in row.values if value]
    assert [] == [value for value in bars if shown.count(value) < bars.count(value)]


@EVERY
def test_the_finding_is_the_headline(kind: ChartKind) -> None:
    drawn = chart(kind, EN, "Use")
    shown = texts(drawing(drawn))

    assert drawn.finding.startswith(shown[0])
    assert drawn.title in shown


@EVERY
def test_the_same_chart_is_the_same_drawing(kind: ChartKind) -> None:
    assert drawing(chart(kind, EN)) == drawing(chart(kind, EN))


def test_nothing_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        drawing(empty_chart(ChartKind.STAGES, EN))
