"""Short ways to write Block Kit payloads, right or wrong on purpose."""

from typing import Any

from bot.sandbox.validation import Surface, check_blocks

Json = dict[str, Any]


def plain(text: str = "Hello") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "*Hello*") -> Json:
    return {"type": "mrkdwn", "text": text}


def rich_with(kind: str, *parts: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(parts)}]}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def context(*elements: Json) -> Json:
    return {"type": "context", "elements": list(elements)}


def video(**more: Any) -> Json:
    urls = {"video_url": "https://example.com/v", "thumbnail_url": "https://example.com/t"}
    return {"type": "video", "alt_text": "A tour", "title": plain(), **urls, **more}


def container(*children: Json, **more: Any) -> Json:
    return {"type": "container", "title": plain(), "child_blocks": list(children) or [section()], **more}


BUTTON: Json = {"type": "button", "text": plain("Press"), "action_id": "press"}
IMAGE: Json = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A chart"}
RAW: Json = {"type": "raw_text", "text": "cell"}
RICH: Json = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "hi"}]}],
}
PLOT: Json = {
    "type": "bar",
    "series": [{"name": "Pains", "data": [{"label": "May", "value": 3}, {"label": "June", "value": -1}]}],
    "axis_config": {"categories": ["May", "June"], "x_label": "Month", "y_label": "Pains"},
}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(), **more}


def rich(*parts: Json, **more: Any) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(parts), **more}]}


def rich_list(**more: Any) -> Json:
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "hi"}]}
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "bullet", "elements": [item], **more}],
    }


def table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "table", "rows": list(rows), **more}


def data_table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "data_table", "caption": "Pains", "rows": list(rows) or [[RAW], [RAW]], **more}


def chart(**more: Any) -> Json:
    return {"type": "data_visualization", "title": "Pains", "chart": {**PLOT, **more}}


def pie(*values: float) -> Json:
    segments = [{"label": f"Segment {place}", "value": value} for place, value in enumerate(values)]
    return {"type": "data_visualization", "title": "Pains", "chart": {"type": "pie", "segments": segments}}


def series(*names: str) -> list[Json]:
    return [{"name": name, "data": PLOT["series"][0]["data"]} for name in names]


def card(**more: Any) -> Json:
    return {"type": "card", "title": mrkdwn(), **more}


CONFIRM: Json = {"title": plain(), "text": mrkdwn(), "confirm": plain("Yes"), "deny": plain("No")}


def option(value: str = "a", **more: Any) -> Json:
    return {"text": plain(value), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def group(*given: Json) -> Json:
    return {"label": plain("Group"), "options": list(given)}


def element(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": "act", **more}


def button(**more: Any) -> Json:
    return element("button", text=plain("Press"), **more)


def select(**more: Any) -> Json:
    return element("static_select", **{"options": [option()], **more})


def number(**more: Any) -> Json:
    return element("number_input", is_decimal_allowed=False, **more)


def in_input(given: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": given}


def refused_at(block: Json, surface: Surface) -> str:
    """Where the last message points, below the block."""
    problem = check_blocks([block], surface)
    assert problem is not None
    return problem.messages[-1].split("[json-pointer:/blocks/0")[1].removesuffix("]")
