"""Tokens and scopes: who is calling, and what `app.yaml` lets them do."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.sandbox import Sandbox
from tests.sandbox.an_app import App
from tests.sandbox.forms import section
from tests.sandbox.running import GENERAL, MAI


async def call(app: App, method: str, token: str, **arguments: Any) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with app.session.post(app.sandbox.world.url + f"api/{method}", data=arguments, headers=headers) as answer:
        return dict(await answer.json())


async def test_a_token_says_who_it_is(sandbox: Sandbox, app: App) -> None:
    answer = await app.call("auth.test")

    assert sandbox.world.url == answer["url"]
    assert (sandbox.world.team_id, sandbox.world.team_name) == (answer["team_id"], answer["team"])
    assert (sandbox.world.bot_user_id, sandbox.world.bot_id) == (answer["user_id"], answer["bot_id"])
    assert "flywheel" == answer["user"]


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-unknown", "invalid_auth"), ("xapp-sandbox-1", "not_allowed_token_type")],
)
async def test_the_wrong_token_is_told_why(app: App, token: str, error: str) -> None:
    answer = await call(app, "chat.postMessage", token, channel=GENERAL, text="hello")

    assert {"ok": False, "error": error} == answer


async def test_a_token_may_be_a_form_field(sandbox: Sandbox, app: App) -> None:
    form = {"token": sandbox.world.bot_token}
    async with app.session.post(sandbox.world.url + "api/auth.test", data=form) as answer:
        assert (await answer.json())["ok"]

    assert "token" not in str(sandbox.traffic.calls("auth.test")[-1].body)


async def test_a_revoked_token_is_told_so(sandbox: Sandbox, app: App) -> None:
    sandbox.revoke(sandbox.world.bot_token)

    assert "token_revoked" == await app.error("auth.test")


async def test_a_missing_scope_is_named(app: App) -> None:
    with pytest.raises(SlackApiError) as refused:
        await app.client.team_info()

    assert ("missing_scope", "team:read") == (refused.value.response["error"], refused.value.response["needed"])
    assert "chat:write" in refused.value.response["provided"].split(",")


async def test_the_granted_scopes_are_in_a_header(app: App) -> None:
    answer = await app.client.auth_test()

    assert "chat:write" in answer.headers["X-OAuth-Scopes"].split(",")


async def test_the_scope_depends_on_the_kind_of_conversation(sandbox: Sandbox, app: App) -> None:
    answer = await app.error("conversations.list", types="im")

    assert "missing_scope" == answer
    assert "im:read" == sandbox.traffic.calls("conversations.list")[-1].answer["needed"]


async def test_api_test_says_back_what_it_was_told(app: App) -> None:
    assert {"greeting": "hello"} == (await app.call("api.test", greeting="hello"))["args"]
    assert "on_purpose" == await app.error("api.test", error="on_purpose")


async def test_an_app_token_says_which_app_it_is(sandbox: Sandbox, app: App) -> None:
    assert sandbox.world.app_id == (await call(app, "auth.test", sandbox.world.app_token))["app_id"]


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("conversations.history", {"channel": GENERAL, "limit": "many"}),
        ("chat.postMessage", {"channel": GENERAL, "text": "x", "metadata": "{oops"}),
        ("views.update", {"view": {"type": "modal"}}),
        ("views.publish", {"user_id": MAI}),
    ],
)
async def test_arguments_of_the_wrong_kind_are_told_so(app: App, method: str, arguments: dict[str, Any]) -> None:
    assert await app.error(method, **arguments) in ("invalid_arguments", "invalid_metadata_format")


async def test_an_unknown_method_is_told_so(app: App) -> None:
    assert "unknown_method" == await app.error("chat.shout")


async def test_a_missing_argument_is_named(sandbox: Sandbox, app: App) -> None:
    assert "invalid_arguments" == await app.error("conversations.info")

    messages = sandbox.traffic.calls("conversations.info")[-1].answer["response_metadata"]["messages"]

    assert ["[ERROR] missing required field: channel"] == messages


async def test_json_that_is_none_is_told_so(app: App) -> None:
    headers = {"Content-Type": "application/json", "Authorization": "Bearer xoxb-sandbox-1"}
    async with app.session.post(app.sandbox.world.url + "api/auth.test", data="{oops", headers=headers) as answer:
        assert {"ok": False, "error": "invalid_json"} == await answer.json()


async def test_blocks_are_validated_without_a_token(app: App) -> None:
    good = await call(app, "blocks.validate", "", blocks='[{"type": "divider"}]')
    bad = await call(app, "blocks.validate", "", blocks='[{"type": "nonsense"}]')
    none = await call(app, "blocks.validate", "")

    assert good["ok"]
    assert "invalid_blocks" == bad["error"]
    assert "invalid_arguments" == none["error"]


async def test_the_sdks_own_calls_are_understood(sandbox: Sandbox, app: App) -> None:
    posted = await app.client.chat_postMessage(channel=GENERAL, text="hello", blocks=[section()])
    await app.client.chat_update(channel=GENERAL, ts=posted["ts"], text="new", blocks=[section("new")])
    await app.client.reactions_add(channel=GENERAL, timestamp=posted["ts"], name="eyes")
    history = await app.client.conversations_history(channel=GENERAL, inclusive=True, latest=posted["ts"], limit=1)
    person = await app.client.users_info(user=MAI, include_locale=True)
    await app.client.views_publish(user_id=MAI, view={"type": "home", "blocks": [section()]})

    assert "new" == history["messages"][0]["text"]
    assert "vi-VN" == person["user"]["locale"]
    assert MAI in sandbox.world.homes
