"""Block Kit -> accessible HTML. Missing or unknown things are said, never dropped in silence.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from bot.sandbox.acting.controls import MANY, ONE, initial
from bot.sandbox.render.charts import render_chart
from bot.sandbox.render.control import Control, text_object
from bot.sandbox.render.controls import render_control
from bot.sandbox.render.html import element_id, loadable, openable, tag
from bot.sandbox.render.mrkdwn import render_plain
from bot.sandbox.render.reader import Reader, Values
from bot.sandbox.render.rich_text import render_rich_text
from bot.sandbox.render.tables import render_data_table, render_table

Block = Mapping[str, Any]

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])


@dataclass(frozen=True)
class Sheet:
    """One message, modal or Home: what its blocks need to know."""

    reader: Reader
    surface_id: str
    values: Values
    errors: Mapping[str, str]

    def control(self, element: Block, block: Block, **more: Any) -> Markup:
        block_id = str(block.get("block_id", ""))
        state = self.values.get(block_id, {}).get(str(element.get("action_id", "")))
        if state is None:
            state = initial(dict(element)) if element.get("type") in {**ONE, **MANY} else {}
        return render_control(Control(element, block_id, self.reader, self.surface_id, state, **more))


def render_blocks(
    blocks: Sequence[Block],
    reader: Reader,
    *,
    surface_id: str,
    values: Values | None = None,
    errors: Mapping[str, str] | None = None,
) -> Markup:
    """The blocks of one surface. `values`: what was typed so far; `errors`: block_id -> sentence."""
    sheet = Sheet(reader, surface_id, values or {}, errors or {})
    return Markup("").join(_block(each, sheet) for each in blocks)


def _block(block: Block, sheet: Sheet) -> Markup:
    kind = str(block.get("type"))
    inner = _KINDS.get(kind, _unsupported)(block, sheet)
    return tag("div", inner, class_=f"sk-block sk-block--{kind}", data_block_id=block.get("block_id"))


def _unsupported(block: Block, sheet: Sheet) -> Markup:
    words = sheet.reader.word("unsupported").format(kind=block.get("type"))
    return tag("p", words, class_="sk-unsupported", role="note")


def _section(block: Block, sheet: Sheet) -> Markup:
    parts = []
    if "text" in block:
        parts.append(tag("div", text_object(block["text"], sheet.reader), class_="sk-section__text"))
    if "fields" in block:
        fields = [tag("div", text_object(each, sheet.reader), class_="sk-section__field") for each in block["fields"]]
        parts.append(tag("div", *fields, class_="sk-section__fields"))
    body = tag("div", *parts, class_="sk-section__body")
    accessory = block.get("accessory")
    if accessory is None:
        return tag("div", body, class_="sk-section")
    shown = _standing_alone(accessory, block, sheet, label=body.striptags())
    return tag("div", body, tag("div", shown, class_="sk-section__accessory"), class_="sk-section")


def _standing_alone(element: Block, block: Block, sheet: Sheet, label: str = "") -> Markup:
    """An element outside an input block: it sends its action as soon as it changes."""
    if element.get("type") == "image":
        return _picture(element, sheet, "sk-thumbnail")
    words = element.get("placeholder", {}).get("text") or label or sheet.reader.word("choose")
    return sheet.control(element, block, label=str(words), dispatch="change")


def _header(block: Block, sheet: Sheet) -> Markup:
    return tag("h3", render_plain(block["text"]["text"]), class_="sk-header")


def _divider(block: Block, sheet: Sheet) -> Markup:
    return tag("hr", class_="sk-divider")


def _context(block: Block, sheet: Sheet) -> Markup:
    parts = [
        _picture(each, sheet, "sk-context__image")
        if each["type"] == "image"
        else tag("span", text_object(each, sheet.reader), class_="sk-context__text")
        for each in block["elements"]
    ]
    return tag("div", *parts, class_="sk-context")


def _actions(block: Block, sheet: Sheet) -> Markup:
    return tag("div", *(_standing_alone(each, block, sheet) for each in block["elements"]), class_="sk-actions")


def _picture(image: Block, sheet: Sheet, class_: str) -> Markup:
    file = image.get("slack_file", {})
    address = image.get("image_url") or file.get("url") or f"{sheet.reader.url}/files/{file.get('id', '')}"
    return tag("img", src=loadable(address), alt=image["alt_text"], class_=class_, loading="lazy")


def _image(block: Block, sheet: Sheet) -> Markup:
    title = (
        [tag("figcaption", render_plain(block["title"]["text"]), class_="sk-image__title")] if "title" in block else []
    )
    return tag("figure", *title, _picture(block, sheet, "sk-image__picture"), class_="sk-image")


def _input(block: Block, sheet: Sheet) -> Markup:
    """A label, the control, its hint and its error."""
    element, block_id = block["element"], str(block.get("block_id", ""))
    own_id = element_id(sheet.surface_id, block_id, str(element.get("action_id", "")))
    grouped = element["type"] in ("checkboxes", "radio_buttons")
    hint, error = block.get("hint"), sheet.errors.get(block_id)
    notes = []
    if hint:
        notes.append(tag("p", render_plain(hint["text"]), class_="sk-field__hint", id=f"{own_id}-hint"))
    if error:
        notes.append(tag("p", error, class_="sk-field__error", id=f"{own_id}-error", role="alert"))
    control = sheet.control(
        element,
        block,
        dispatch=_dispatch(block),
        described_by=" ".join([f"{own_id}-hint"] * bool(hint) + [f"{own_id}-error"] * bool(error)) or None,
        invalid=bool(error),
        required=not block.get("optional"),
    )
    label = _label(block, sheet.reader)
    if grouped:
        return tag("fieldset", tag("legend", label, class_="sk-field__label"), control, *notes, class_="sk-field")
    return tag("div", tag("label", label, class_="sk-field__label", for_=own_id), control, *notes, class_="sk-field")


def _label(block: Block, reader: Reader) -> Markup:
    words = render_plain(block["label"]["text"])
    if not block.get("optional"):
        return words
    return words + " " + tag("span", reader.word("optional"), class_="sk-field__optional")


def _dispatch(block: Block) -> str | None:
    """When an input sends block_actions: "change", or for typed ones "enter" and/or "character"."""
    if not block.get("dispatch_action"):
        return None
    element = block["element"]
    if not str(element["type"]).endswith("_input"):
        return "change"
    on = element.get("dispatch_action_config", {}).get("trigger_actions_on", ["on_enter_pressed"])
    return " ".join(str(each).removeprefix("on_").removesuffix("_pressed").removesuffix("_entered") for each in on)


def _rich(block: Block, sheet: Sheet) -> Markup:
    return render_rich_text(block, sheet.reader)


def _markdown(block: Block, sheet: Sheet) -> Markup:
    return tag("div", Markup(_MARKDOWN.render(block["text"])), class_="sk-markdown")  # noqa: S704 - html is off


def _alert(block: Block, sheet: Sheet) -> Markup:
    level = str(block.get("level", "default"))
    role = "alert" if level in ("error", "warning") else "status"
    return tag("div", text_object(block["text"], sheet.reader), class_=f"sk-alert sk-alert--{level}", role=role)


def _card(block: Block, sheet: Sheet) -> Markup:
    parts = [_picture(block[key], sheet, f"sk-card__{key}") for key in ("hero_image", "icon") if key in block]
    parts += [
        tag("div", text_object(block[key], sheet.reader), class_=f"sk-card__{key}")
        for key in ("title", "subtitle", "body")
        if key in block
    ]
    buttons = [_standing_alone(each, block, sheet) for each in block.get("actions", [])]
    if buttons:
        parts.append(tag("div", *buttons, class_="sk-actions"))
    return tag("div", *parts, class_="sk-card")


def _video(block: Block, sheet: Sheet) -> Markup:
    """No player: the title, and a link to where the video is."""
    title = tag("p", render_plain(block["title"]["text"]), class_="sk-video__title")
    address = openable(str(block.get("title_url") or block["video_url"]))
    words = f"{sheet.reader.word('video')}: {block['alt_text']}"
    link = tag("a", words, class_="sk-link", href=address, target="_blank", rel="noopener noreferrer")
    return tag("div", title, link, class_="sk-video")


_KINDS: Mapping[str, Callable[[Block, Sheet], Markup]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "image": _image,
    "input": _input,
    "rich_text": _rich,
    "markdown": _markdown,
    "table": lambda block, sheet: render_table(block, sheet.reader),
    "data_table": lambda block, sheet: render_data_table(block, sheet.reader),
    "data_visualization": lambda block, sheet: render_chart(block, sheet.reader),
    "alert": _alert,
    "card": _card,
    "video": _video,
}
