"""Blocks as a person sees and hears them."""

import pytest

from bot.sandbox.render import Reader, render_blocks
from bot.sandbox.validation import check_blocks
from tests.sandbox.block_kit import (
    BUTTON,
    IMAGE,
    RAW,
    RICH,
    Json,
    actions,
    button,
    card,
    chart,
    context,
    data_table,
    element,
    in_input,
    mrkdwn,
    option,
    pie,
    plain,
    rich,
    rich_list,
    rich_with,
    section,
    select,
    series,
    table,
    video,
)
from tests.sandbox.html_tree import find, nodes, only
from tests.sandbox.readers import LAN, MAI, show
from tests.sandbox.test_validation_blocks import ACCEPTED as BLOCKS
from tests.sandbox.test_validation_data import ACCEPTED as DATA


def test_a_section_shows_its_text_fields_and_accessory() -> None:
    html = show(section(text=mrkdwn("*Hi*"), fields=[plain("one"), plain("two")], accessory=IMAGE))

    assert "Hi" == only(html, "strong").text
    assert ["one", "two"] == [each.text for each in find(html, "div", class_="sk-section__field")]
    assert "A chart" == only(html, "img")["alt"]


def test_headers_dividers_and_contexts_are_drawn() -> None:
    html = show({"type": "header", "text": plain("Pains")}, {"type": "divider"}, context(IMAGE, plain("small")))

    assert "Pains" == only(html, "h3").text
    assert find(html, "hr")
    assert "small" == only(html, "span", class_="sk-context__text").text


def test_rich_text_keeps_its_lists_quotes_code_and_styles() -> None:
    html = show(
        rich(
            {"type": "text", "text": "loud", "style": {"bold": True, "italic": True}}, {"type": "user", "user_id": "U2"}
        ),
        rich_list(style="ordered", offset=2, indent=1),
        rich_with("rich_text_quote", {"type": "emoji", "name": "wave"}),
        rich_with("rich_text_preformatted", {"type": "text", "text": "<b>"}),
        rich({"type": "broadcast", "range": "here"}, {"type": "canvas", "text": "a canvas"}),
        rich({"type": "date", "timestamp": 0, "format": "{date_num}"}, {"type": "link", "url": "javascript:alert(1)"}),
    )

    assert ["em", "strong"] == [
        each.name for each in nodes(html) if each.text == "loud" and each.name in ("em", "strong")
    ]
    assert ("3", "sk-rich__list sk-rich__list--indent-1") == (only(html, "ol")["start"], only(html, "ol")["class"])
    assert ("👋", "<b>") == (only(html, "blockquote").text, only(html, "pre").text)
    assert all(words in html for words in ("@Bob", "@here", "a canvas", "1970-01-01"))
    assert [] == find(html, "a")


def test_markdown_is_formatted_and_its_html_is_text() -> None:
    html = show(
        {
            "type": "markdown",
            "text": "# Big\n\n| a | b |\n|---|---|\n| 1 | ~~2~~ |\n\n<script>x</script> [l](javascript:x)",
        }
    )

    assert "Big" == only(html, "h1").text
    assert 2 == len(find(html, "td"))
    assert [] == find(html, "script") + find(html, "a")


def test_a_table_has_a_header_and_aligned_columns() -> None:
    html = show(table([RAW, RAW], [RICH, RAW], column_settings=[{"align": "right", "is_wrapped": True}]))

    assert ["col", "col"] == [each["scope"] for each in find(html, "th")]
    assert "sk-table__cell--right sk-table__cell--wrapped" == find(html, "td")[0]["class"]
    assert "hi" == find(html, "td")[0].text


def test_a_data_table_names_its_rows_and_itself() -> None:
    amount = {"type": "raw_number", "value": 3, "text": "3 pains"}
    html = show(data_table([RAW, RAW], [amount, RAW], row_header_column_index=1, page_size=7))

    assert ("Pains", "7") == (only(html, "caption").text, only(html, "table")["data-page-size"])
    assert "cell" == only(html, "th", scope="row").text
    assert "3 pains" == only(html, "td", class_="sk-table__number").text


@pytest.mark.parametrize(
    ("kind", "shape", "count"), [("bar", "rect", 4), ("line", "polyline", 2), ("area", "polygon", 2)]
)
def test_a_chart_is_drawn_and_told(kind: str, shape: str, count: int) -> None:
    html = show(chart(type=kind, series=series("Sales", "Care")))

    assert count == len(find(html, shape))
    assert "Pains. Sales: May 3, June -1; Care: May 3, June -1" == only(html, "svg", role="img")["aria-label"]
    assert ["May", "June"] == [each.text for each in find(html, "th", scope="row")]
    assert ["Sales", "Care"] == [each.text for each in find(html, "li")]


def test_a_pie_is_drawn_and_told_with_its_shares() -> None:
    html = show(pie(1, 3), pie(5))

    assert (2, 1) == (len(find(html, "path")), len(find(html, "circle")))
    assert ["1", "25%", "3", "75%", "5", "100%"] == [each.text for each in find(html, "td")]


def test_a_chart_of_zeros_does_not_divide_by_nothing() -> None:
    nothing = {"name": "x", "data": [{"label": "May", "value": 0}]}

    assert show(chart(series=[nothing], axis_config={"categories": ["May"]}))


def test_alerts_cards_images_and_videos_are_shown() -> None:
    alert = {"type": "alert", "text": plain("Careful"), "level": "error"}
    html = show(
        alert, card(body=plain("body"), hero_image=IMAGE, actions=[BUTTON]), {**IMAGE, "title": plain("T")}, video()
    )

    assert "Careful" == only(html, "div", role="alert").text
    assert "body" == only(html, "div", class_="sk-card__body").text
    assert "b1|press" == only(html, "button")["value"]
    assert "T" == only(html, "figcaption").text
    assert "https://example.com/v" == only(html, "a")["href"]


@pytest.mark.parametrize(
    ("reader", "words"), [(MAI, "cannot be shown here: plan"), (LAN, "Không thể hiển thị khối này: plan")]
)
def test_a_block_that_is_not_known_is_said_to_be_so(reader: Reader, words: str) -> None:
    assert words in only(show({"type": "plan", "title": "x"}, reader=reader), "p", role="note").text


def test_two_surfaces_never_share_an_id() -> None:
    blocks = [{**in_input(element("datepicker")), "block_id": "a"}]
    html = "".join(render_blocks(blocks, MAI, surface_id=surface) for surface in ("m1", "m2"))
    ids = [each["id"] for each in nodes(html) if each["id"]]

    assert len(set(ids)) == len(ids)


HOSTILE = '"><img src=x onerror=alert(1)>'


def test_no_part_of_a_block_brings_its_own_html() -> None:
    blocks: list[Json] = [
        section(text=mrkdwn(HOSTILE), accessory=button(value=HOSTILE, accessibility_label=HOSTILE), block_id=HOSTILE),
        actions(select(options=[option(HOSTILE)], placeholder=plain(HOSTILE))),
        {
            **in_input(element("plain_text_input", initial_value=HOSTILE)),
            "hint": plain(HOSTILE),
            "label": plain(HOSTILE),
        },
        in_input(element("checkboxes", options=[option(HOSTILE, description=mrkdwn(HOSTILE))])),
        {**chart(), "title": HOSTILE},
        data_table(caption=HOSTILE),
        {"type": "header", "text": plain(HOSTILE)},
        {"type": HOSTILE},
    ]
    html = show(*blocks, errors={"b2": HOSTILE})

    assert [] == find(html, "img")
    assert all(not name.startswith("on") for node in nodes(html) for name in node.attributes)


def test_what_is_drawn_here_is_what_slack_takes() -> None:
    assert None is check_blocks([section(accessory=IMAGE), table([RAW, RAW], [RICH, RAW]), pie(1, 3), RICH], "message")


@pytest.mark.parametrize("block", [block for _, _, block in BLOCKS + DATA], ids=[name for name, *_ in BLOCKS + DATA])
def test_every_block_that_slack_takes_is_drawn(block: Json) -> None:
    assert 1 <= len(find(show(block), "div", data_block_id=block.get("block_id", "b0")))


def test_a_language_that_nobody_knows_is_read_in_english() -> None:
    somebody = Reader("U1", "xx-YY", "Etc/UTC", MAI.now)

    assert "cannot be shown here" in show({"type": "plan", "title": "x"}, reader=somebody)
