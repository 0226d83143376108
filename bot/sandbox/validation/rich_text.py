"""The rich_text block and its parts.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Mapping

from bot.sandbox.validation.objects import CHANNEL, ID, LINK, URL
from bot.sandbox.validation.schema import Check, array, by_type, flag, matching, number, one_of, record, string, whole

_STYLES = ("bold", "italic", "strike", "underline", "highlight", "client_highlight", "unlink")
_STYLE: Mapping[str, Check] = {"style": record({}, dict.fromkeys((*_STYLES, "code"), flag))}
_SLACK_ID = matching(r"[A-Z][A-Z0-9]+", "must be a valid id")

PARTS: Mapping[str, Check] = {
    "text": record({"text": string(least=1)}, _STYLE),
    "link": record({"url": LINK}, {**_STYLE, "text": string(), "unsafe": flag}),
    "user": record({"user_id": _SLACK_ID}, _STYLE),
    "usergroup": record({"usergroup_id": _SLACK_ID}, _STYLE),
    "channel": record({"channel_id": CHANNEL}, _STYLE),
    "team": record({"team_id": _SLACK_ID}, _STYLE),
    "emoji": record({"name": string(least=1)}, {**_STYLE, "skin_tone": whole(1, 6), "unicode": string()}),
    "broadcast": record({"range": one_of("here", "channel", "everyone")}, _STYLE),
    "date": record(
        {"timestamp": number, "format": string(least=1)}, {**_STYLE, "url": URL, "fallback": string(least=1)}
    ),
    "color": record({"value": matching(r"#[0-9a-fA-F]{3,8}", "must be a hex color")}, _STYLE),
}

_BORDER: Mapping[str, Check] = {"border": whole(0, 1)}
_ANY_PART = array(by_type(PARTS))
_SECTION = record({"elements": _ANY_PART})

_CONTAINERS: Mapping[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_list": record(
        {"style": one_of("bullet", "ordered"), "elements": array(by_type({"rich_text_section": _SECTION}), least=1)},
        {**_BORDER, "indent": whole(0, 8), "offset": whole(0)},
    ),
    "rich_text_quote": record({"elements": _ANY_PART}, _BORDER),
    "rich_text_preformatted": record(
        {"elements": array(by_type({kind: PARTS[kind] for kind in ("text", "link")}))},
        {**_BORDER, "language": string()},
    ),
}

RICH_TEXT = record({"elements": array(by_type(_CONTAINERS), least=1)}, {"block_id": ID})
