"""What Slack sends becomes values; what is missing is said, what is null is empty."""

from typing import Any

import pytest

from bot.slack.payloads import (
    Form,
    Kind,
    Malformed,
    Reaction,
    chosen,
    event_message,
    first_action,
    place_of,
    reaction_in,
    read_inbound,
    shortcut_message,
)
from tests.fake_workspace import GENERAL, PARTNER, TEAM
from tests.handlers import payloads
from tests.people import LAN


def test_a_repeat_of_an_event_has_the_same_key_as_the_first() -> None:
    event = payloads.mention(LAN, GENERAL, "1.1", "it hurts")

    assert read_inbound(event).key == read_inbound(dict(event)).key
    assert read_inbound(event).key != read_inbound(payloads.mention(LAN, GENERAL, "1.1", "it hurts")).key


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        (payloads.command(LAN, "/pain", "it hurts"), Kind.COMMAND, "/pain"),
        (payloads.global_shortcut(LAN), Kind.SHORTCUT, "log_pain"),
        (payloads.click(LAN, "undo", "7"), Kind.ACTION, "undo"),
        (payloads.submission(LAN, "pain_form", {}), Kind.SUBMISSION, "pain_form"),
        (payloads.closed(LAN, "pain_form"), Kind.CLOSED, "pain_form"),
        (payloads.suggestion(LAN, "other_pain", "12"), Kind.OPTIONS, "other_pain"),
        (payloads.direct_message(LAN, "1.1", "it hurts"), Kind.EVENT, "message.im"),
        (payloads.direct_message(LAN, "1.1", "it hurts", subtype="file_share"), Kind.EVENT, "message.im"),
        (payloads.direct_message(LAN, "1.1", "", subtype="message_changed"), Kind.EVENT, "message.im.message_changed"),
    ],
)
def test_each_request_is_routed_by_its_kind_and_name(body: dict[str, Any], kind: Kind, name: str) -> None:
    inbound = read_inbound(body)

    assert (kind, name, TEAM, LAN.user_id) == (inbound.kind, inbound.name, inbound.team_id, inbound.user_id)


@pytest.mark.parametrize(
    "body",
    [
        payloads.mention(PARTNER, GENERAL, "1.1", "it hurts", team="T0PARTNER"),
        payloads.mention(PARTNER, GENERAL, "1.1", "it hurts", user_team="T0PARTNER"),
        payloads.click(PARTNER, "undo", "7", team_id="T0PARTNER"),
    ],
)
def test_a_person_of_another_company_is_known_by_her_team(body: dict[str, Any]) -> None:
    assert read_inbound(body).from_outside


def test_the_workspace_is_where_the_bot_is_installed_not_where_the_person_is_from() -> None:
    body = payloads.click(PARTNER, "undo", "7", team_id="T0PARTNER")

    assert TEAM == read_inbound(body).team_id
    assert TEAM == read_inbound(body | {"team": None, "view": {"app_installed_team_id": TEAM}}).team_id


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ({}, "type"),
        ({"type": "event_callback"}, "event"),
        (payloads.mention(LAN, GENERAL, "1.1", "x") | {"event_id": None}, "event_id"),
        (payloads.mention(LAN, GENERAL, "1.1", "x") | {"event": "app_mention"}, "event"),
        (payloads.command(LAN, "/pain", "x") | {"user_id": ""}, "user_id"),
        (payloads.command(LAN, "/pain", "x") | {"trigger_id": None}, "trigger_id"),
        (payloads.click(LAN, "undo", "7") | {"actions": []}, "actions"),
        (payloads.click(LAN, "undo", "7") | {"actions": [None]}, "actions"),
        (payloads.click(LAN, "undo", "7") | {"user": None}, "user"),
        (payloads.click(LAN, "undo", "7") | {"trigger_id": None}, "trigger_id"),
        (payloads.global_shortcut(LAN) | {"trigger_id": ""}, "trigger_id"),
        (payloads.submission(LAN, "", {}), "callback_id"),
        (payloads.submission(LAN, "pain_form", {}) | {"view": None}, "view"),
    ],
)
def test_a_payload_without_what_it_must_have_is_malformed(body: dict[str, Any], missing: str) -> None:
    with pytest.raises(Malformed, match=f"^{missing}$"):
        read_inbound(body)


def test_a_message_without_text_is_an_empty_message() -> None:
    body = payloads.mention(LAN, GENERAL, "1.1", None)

    assert "" == event_message(body["event"]).text


def test_a_bots_message_is_read_from_its_blocks_when_that_is_all_there_is() -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Export failed"}}, {"type": "divider"}]
    body = payloads.message_shortcut(LAN, GENERAL, "1.1", "", message={"bot_id": "B1", "user": None, "blocks": blocks})

    message = shortcut_message(body)

    assert ("Export failed", "B1") == (message.text.strip(), message.author_id)


def test_a_reply_is_in_a_thread_and_the_threads_first_message_is_not() -> None:
    reply = payloads.mention(LAN, GENERAL, "1.2", "x", thread_ts="1.1")["event"]
    first = payloads.mention(LAN, GENERAL, "1.1", "x", thread_ts="1.1")["event"]

    assert event_message(reply).in_thread
    assert not event_message(first).in_thread


def test_a_reaction_is_known_by_its_emoji_whatever_the_skin_tone() -> None:
    event = payloads.reaction(LAN, GENERAL, "1.1", "wave::skin-tone-3")["event"]

    assert Reaction("wave", GENERAL, "1.1") == reaction_in(event)
    assert reaction_in(event | {"item": {"type": "file", "file": "F1"}}) is None


def test_the_place_of_a_click_is_its_channel_or_nowhere() -> None:
    assert (GENERAL, "general") == place_of(payloads.command(LAN, "/pain", "x"))
    assert (GENERAL, "") == place_of({"container": {"channel_id": GENERAL}})
    assert ("", "") == place_of(payloads.global_shortcut(LAN))


def test_a_click_says_its_buttons_value_or_the_chosen_option() -> None:
    assert "7" == chosen(payloads.click(LAN, "undo", "7"))
    assert "undo:7" == chosen(payloads.choose(LAN, "card_menu", "undo:7"))
    assert "" == chosen({"actions": [{"action_id": "undo", "value": None}]})
    with pytest.raises(Malformed):
        first_action({"actions": None})


def test_what_was_left_empty_in_a_form_is_empty() -> None:
    nothing = {"type": "plain_text_input", "value": None}
    form = Form("", {"title": nothing, "stage": {"selected_option": None}, "share": {"selected_options": None}})

    assert ("", "", "") == (form.text("title"), form.choice("stage"), form.channel("channel"))
    assert not form.ticked("share", "yes")
    assert (True, False) == (form.has("share"), form.has("words"))
