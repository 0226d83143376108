"""Every rule of a single block: what Slack refuses, and where its message points (below the block)."""

from typing import Any

import pytest

from bot.sandbox.validation import Surface, check_blocks
from tests.sandbox.block_kit import (
    BUTTON,
    IMAGE,
    RICH,
    Json,
    actions,
    card,
    container,
    context,
    mrkdwn,
    plain,
    rich,
    rich_list,
    rich_with,
    section,
    video,
)

REFUSED: list[tuple[str, Surface, Any, str]] = [
    ("a block that is no object", "message", "hello", ""),
    ("a block that is null", "message", None, ""),
    ("a block without a type", "message", {"text": plain()}, ""),
    ("an unknown type", "message", {"type": "marquee"}, "/type"),
    ("an unknown key", "message", {"type": "divider", "color": "red"}, ""),
    ("an empty block_id", "message", {"type": "divider", "block_id": ""}, "/block_id"),
    ("a block_id that is too long", "message", {"type": "divider", "block_id": "x" * 256}, "/block_id"),
    ("a section with nothing in it", "message", {"type": "section"}, ""),
    ("a text that is a string", "message", section(text="hello"), "/text"),
    ("a text without its text", "message", section(text={"type": "mrkdwn"}), "/text"),
    ("an empty text", "message", section(text=mrkdwn("")), "/text/text"),
    ("a section's text that is too long", "message", section(text=mrkdwn("x" * 3001)), "/text/text"),
    ("a text of an unknown type", "message", section(text={"type": "html", "text": "x"}), "/text/type"),
    ("emoji on mrkdwn", "message", section(text={**mrkdwn(), "emoji": True}), "/text"),
    ("verbatim on plain_text", "message", section(text={**plain(), "verbatim": True}), "/text"),
    ("verbatim that is no boolean", "message", section(text={**mrkdwn(), "verbatim": "yes"}), "/text/verbatim"),
    ("no fields in fields", "message", {"type": "section", "fields": []}, "/fields"),
    ("eleven fields", "message", section(fields=[plain()] * 11), "/fields"),
    ("a field that is too long", "message", section(fields=[plain("x" * 2001)]), "/fields/0/text"),
    ("an accessory that takes typing", "message", section(accessory={"type": "plain_text_input"}), "/accessory/type"),
    ("expand that is no boolean", "message", section(expand=1), "/expand"),
    ("a header in mrkdwn", "message", {"type": "header", "text": mrkdwn()}, "/text/type"),
    ("a header that is too long", "message", {"type": "header", "text": plain("x" * 151)}, "/text/text"),
    ("a header without text", "message", {"type": "header"}, ""),
    ("an empty context", "message", context(), "/elements"),
    ("eleven things in a context", "message", context(*[plain()] * 11), "/elements"),
    ("a button in a context", "message", context(BUTTON), "/elements/0/type"),
    ("no actions in actions", "message", actions(), "/elements"),
    ("26 actions", "message", actions(*({**BUTTON, "action_id": f"a{n}"} for n in range(26))), "/elements"),
    ("a picture in actions", "message", actions(IMAGE), "/elements/0/type"),
    ("the same action_id twice in a block", "message", actions(BUTTON, BUTTON), "/elements/1/action_id"),
    ("an image without alt_text", "message", {"type": "image", "image_url": "https://example.com/a.png"}, ""),
    ("an alt_text that is too long", "message", {**IMAGE, "alt_text": "x" * 2001}, "/alt_text"),
    ("an image from nowhere", "message", {"type": "image", "alt_text": "A chart"}, ""),
    ("an image from two places", "message", {**IMAGE, "slack_file": {"id": "F1"}}, ""),
    ("an image_url that is none", "message", {**IMAGE, "image_url": "a.png"}, "/image_url"),
    (
        "an image_url that is too long",
        "message",
        {**IMAGE, "image_url": "https://example.com/" + "x" * 3000},
        "/image_url",
    ),
    ("an image's title in mrkdwn", "message", {**IMAGE, "title": mrkdwn()}, "/title/type"),
    ("an image's title that is too long", "message", {**IMAGE, "title": plain("x" * 2001)}, "/title/text"),
    (
        "a slack_file with neither id nor url",
        "message",
        {"type": "image", "alt_text": "x", "slack_file": {}},
        "/slack_file",
    ),
    ("rich text without elements", "message", {"type": "rich_text"}, ""),
    (
        "rich text of an unknown kind",
        "message",
        {"type": "rich_text", "elements": [{"type": "rich_text_song"}]},
        "/elements/0/type",
    ),
    ("mrkdwn inside rich text", "message", rich(mrkdwn()), "/elements/0/elements/0/type"),
    ("an empty text in rich text", "message", rich({"type": "text", "text": ""}), "/elements/0/elements/0/text"),
    (
        "an unknown style",
        "message",
        rich({"type": "text", "text": "x", "style": {"loud": True}}),
        "/elements/0/elements/0/style",
    ),
    ("a style on a section", "message", rich({"type": "text", "text": "x"}, style={"bold": True}), "/elements/0"),
    ("a link without url", "message", rich({"type": "link", "text": "x"}), "/elements/0/elements/0"),
    ("a broadcast to nobody", "message", rich({"type": "broadcast", "range": "all"}), "/elements/0/elements/0/range"),
    ("a user without an id", "message", rich({"type": "user", "user_id": "@mai"}), "/elements/0/elements/0/user_id"),
    ("a date without a format", "message", rich({"type": "date", "timestamp": 1}), "/elements/0/elements/0"),
    ("a color that is none", "message", rich({"type": "color", "value": "red"}), "/elements/0/elements/0/value"),
    ("a list of an unknown style", "message", rich_list(style="dashes"), "/elements/0/style"),
    ("a list that is indented too far", "message", rich_list(indent=9), "/elements/0/indent"),
    ("a list in a list", "message", rich_list(elements=rich_list()["elements"]), "/elements/0/elements/0/type"),
    (
        "a user in preformatted text",
        "message",
        rich_with("rich_text_preformatted", {"type": "user", "user_id": "U1"}),
        "/elements/0/elements/0/type",
    ),
    (
        "a video without a thumbnail",
        "message",
        {"type": "video", "alt_text": "x", "title": plain(), "video_url": "https://example.com"},
        "",
    ),
    ("a video's title of 200 characters", "message", video(title=plain("x" * 200)), "/title/text"),
    ("a video's author of 50 characters", "message", video(author_name="x" * 50), "/author_name"),
    ("a markdown block that is too long", "message", {"type": "markdown", "text": "x" * 12_001}, "/text"),
    ("a markdown block with a text object", "message", {"type": "markdown", "text": plain()}, "/text"),
    ("an empty markdown block", "message", {"type": "markdown", "text": ""}, "/text"),
    ("markdown in a modal", "modal", {"type": "markdown", "text": "x"}, "/type"),
    ("markdown on the Home tab", "home", {"type": "markdown", "text": "x"}, "/type"),
    ("an alert in a message", "message", {"type": "alert", "text": plain()}, "/type"),
    ("an alert of an unknown level", "modal", {"type": "alert", "text": plain(), "level": "loud"}, "/level"),
    ("an alert that is too long", "modal", {"type": "alert", "text": plain("x" * 201)}, "/text/text"),
    ("an empty card", "message", {"type": "card", "subtitle": plain()}, ""),
    ("a card's title that is too long", "message", card(title=plain("x" * 151)), "/title/text"),
    ("a card's body that is too long", "message", card(body=plain("x" * 201)), "/body/text"),
    ("a select in a card", "message", card(actions=[{"type": "users_select"}]), "/actions/0/type"),
    ("a carousel of 11", "message", {"type": "carousel", "elements": [card()] * 11}, "/elements"),
    ("a section in a carousel", "message", {"type": "carousel", "elements": [section()]}, "/elements/0/type"),
    ("a container without a title", "message", {"type": "container", "child_blocks": [section()]}, ""),
    ("a container in a container", "message", container({"type": "container"}), "/child_blocks/0/type"),
    ("a container of a new width", "message", container(width="huge"), "/width"),
    ("a collapsible container with a divider", "message", container(is_collapsible=True, has_header_divider=True), ""),
    ("a container in a modal", "modal", container(), "/type"),
    ("a plan whose title is a text object", "message", {"type": "plan", "title": plain()}, "/title"),
    (
        "a task in an unknown state",
        "message",
        {"type": "task_card", "task_id": "1", "title": "x", "status": "done"},
        "/status",
    ),
    ("a file from here", "message", {"type": "file", "external_id": "1", "source": "local"}, "/source"),
    ("a button in context_actions", "message", {"type": "context_actions", "elements": [BUTTON]}, "/elements/0/type"),
    ("context_actions in a modal", "modal", {"type": "context_actions", "elements": [BUTTON]}, "/type"),
]

ACCEPTED: list[tuple[str, Surface, Json]] = [
    ("a section", "home", section(fields=[plain()] * 10, accessory=IMAGE, expand=True, block_id="s")),
    ("the longest section", "modal", section(text=mrkdwn("x" * 3000))),
    ("a header", "message", {"type": "header", "text": {**plain("x" * 150), "emoji": True}}),
    ("a divider", "message", {"type": "divider", "block_id": "x" * 255}),
    ("a context", "message", {"type": "context", "elements": [IMAGE, plain(), mrkdwn()]}),
    ("actions", "message", {"type": "actions", "elements": [BUTTON]}),
    ("an image", "message", {**IMAGE, "title": plain()}),
    ("an image from Slack", "message", {"type": "image", "alt_text": "x", "slack_file": {"id": "F1"}}),
    ("rich text", "message", RICH),
    (
        "every part of rich text",
        "message",
        rich(
            {"type": "text", "text": "x", "style": {"bold": True, "italic": True, "strike": True, "code": True}},
            {"type": "link", "url": "mailto:a@example.com", "text": "x", "unsafe": True},
            {"type": "user", "user_id": "U1"},
            {"type": "usergroup", "usergroup_id": "S1"},
            {"type": "channel", "channel_id": "C1"},
            {"type": "team", "team_id": "T1"},
            {"type": "emoji", "name": "wave", "skin_tone": 2, "unicode": "1f44b"},
            {"type": "broadcast", "range": "here"},
            {"type": "date", "timestamp": 1720710212, "format": "{date_num}", "url": "https://e.com", "fallback": "x"},
            {"type": "color", "value": "#F405B3"},
        ),
    ),
    ("a list", "message", rich_list(indent=1, offset=2, border=1)),
    ("a quote", "message", {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": []}]}),
    ("code", "message", {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": []}]}),
    (
        "a video",
        "message",
        video(title=plain("x" * 199), author_name="x" * 49),
    ),
    ("markdown", "message", {"type": "markdown", "text": "x" * 12_000}),
    ("an alert", "modal", {"type": "alert", "text": mrkdwn(), "level": "warning"}),
    ("a card", "message", card(hero_image=IMAGE, icon=IMAGE, body=mrkdwn(), actions=[BUTTON])),
    ("a carousel", "message", {"type": "carousel", "elements": [card()] * 10}),
    ("a container", "home", container(width="wide")),
    (
        "a plan",
        "message",
        {"type": "plan", "title": "x", "tasks": [{"type": "task_card", "task_id": "1", "title": "x"}]},
    ),
    ("a remote file", "message", {"type": "file", "external_id": "1", "source": "remote"}),
    ("a call", "message", {"type": "call", "call_id": "R1"}),
]


@pytest.mark.parametrize(("surface", "block", "pointer"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED])
def test_a_block_that_slack_refuses_is_refused_where_it_is_wrong(surface: Surface, block: Any, pointer: str) -> None:
    problem = check_blocks([block], surface)

    assert problem is not None
    assert "invalid_blocks" == problem.code
    assert problem.messages[-1].endswith(f"[json-pointer:/blocks/0{pointer}]"), problem.messages


@pytest.mark.parametrize(("surface", "block"), [case[1:] for case in ACCEPTED], ids=[c[0] for c in ACCEPTED])
def test_a_block_that_slack_takes_is_taken(surface: Surface, block: Json) -> None:
    assert None is check_blocks([block], surface)


def test_the_messages_are_slacks_own() -> None:
    problem = check_blocks(
        [section(text=mrkdwn("x" * 3001)), {"type": "divider", "text": "x"}, {"type": "x"}], "message"
    )

    assert problem is not None
    assert (
        "[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]",
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
        "[ERROR] invalid additional property: text [json-pointer:/blocks/1]",
        "[ERROR] unsupported type: x [json-pointer:/blocks/2/type]",
    ) == problem.messages
