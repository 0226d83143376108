"""`/control`: everything a person can do and a test needs, as JSON."""

from typing import Any

import pytest

from bot.sandbox.sandbox import Sandbox
from tests.sandbox.an_app import App
from tests.sandbox.forms import modal
from tests.sandbox.running import GENERAL, MAI, RANDOM, SECRET, TOM


class Remote:
    """A script that knows nothing but the URL."""

    def __init__(self, app: App) -> None:
        self._url = app.sandbox.world.url + "control/"
        self._session = app.session

    async def do(self, action: str, **arguments: Any) -> Any:
        """The result, or the error's code."""
        async with self._session.post(self._url + action, json=arguments) as answer:
            said = await answer.json()
            return said["result"] if said["ok"] else said["error"]

    async def see(self, thing: str, **about: str) -> Any:
        async with self._session.get(self._url + thing, params=about) as answer:
            said = await answer.json()
            return said["result"] if said["ok"] else said["error"]


@pytest.fixture
def control(app: App) -> Remote:
    return Remote(app)


async def test_a_script_acts_as_people_do(control: Remote, app: App) -> None:
    message = await control.do("post", user=MAI, channel=GENERAL, text="@flywheel slow")
    await control.do("react", user=TOM, channel=GENERAL, ts=message["ts"], name="eyes")
    await control.do("edit", user=MAI, channel=GENERAL, ts=message["ts"], text="slower")
    await control.do("command", user=MAI, channel=GENERAL, text="/pain it hurts")
    await control.do(
        "message_shortcut", user=MAI, callback_id="log_pain_from_message", channel=GENERAL, ts=message["ts"]
    )
    (seen,) = await control.see("messages", channel=GENERAL)

    assert ("slower", [{"name": "eyes", "users": [TOM]}]) == (seen["text"], seen["reactions"])
    assert 1 == len(app.payloads("/pain")) == len(app.payloads("message_action"))


async def test_a_script_fills_in_a_form(control: Remote, app: App) -> None:
    await control.do("global_shortcut", user=MAI, callback_id="log_pain")
    await app.call("views.open", trigger_id=app.payloads("shortcut")[0]["trigger_id"], view=modal())
    (view,) = await control.see("modals", user=MAI)
    missing = await control.do("submit", user=MAI, view_id=view["id"])
    done = await control.do("submit", user=MAI, view_id=view["id"], values={"what": {"it": "slow"}})

    assert ({"what": "Please complete this required field."}, {}) == (missing, done)
    assert [] == await control.see("modals", user=MAI)


async def test_what_slack_would_not_allow_is_a_sentence(control: Remote, app: App) -> None:
    async with app.session.post(
        app.sandbox.world.url + "control/post", json={"user": TOM, "channel": "C0TEAM", "text": "hi"}
    ) as answer:
        said = await answer.json()

    assert (400, "channel_not_found") == (answer.status, said["error"])
    assert "You cannot see that conversation." == said["sentence"]


async def test_nonsense_is_told_so(control: Remote) -> None:
    assert "unknown_action" == await control.do("explode")
    assert "unknown_action" == await control.do("_send")
    assert "invalid_arguments" == await control.do("post", user=MAI)
    assert "invalid_arguments" == await control.do("fault", method="*", kind="earthquake")
    assert "invalid_arguments" == await control.see("messages", channel="C0NOWHERE")


async def test_the_clock_moves_forwards(control: Remote, sandbox: Sandbox) -> None:
    before = sandbox.clock.now()
    await control.do("move_clock", seconds=86_400)

    assert 86_400 <= (sandbox.clock.now() - before).total_seconds() < 86_500
    assert "invalid_arguments" == await control.do("move_clock", seconds=-1)


async def test_deliveries_are_repeated(control: Remote, app: App) -> None:
    await control.do("post", user=MAI, channel=GENERAL, text="@flywheel one")
    await control.do("idle")
    repeated = await control.do("redeliver", count=1)
    await control.do("duplicate", count=1)
    await control.do("post", user=MAI, channel=GENERAL, text="@flywheel two")
    await control.do("idle")
    ids = [envelope["payload"]["event_id"] for envelope in app.envelopes]

    assert 1 == repeated
    assert (4, 2) == (len(ids), len(set(ids)))
    assert 1 == await control.do("redeliver", event_id=ids[0])


async def test_the_workspace_is_administered(control: Remote, sandbox: Sandbox) -> None:
    channel = await control.do("create_channel", name="support", creator=MAI)
    await control.do("rename", channel=channel["id"], name="service")
    await control.do("archive", channel=channel["id"])
    await control.do("unarchive", channel=channel["id"])
    await control.do("add_user", id="U0LAN", handle="lan", real_name="Lan Tran")
    await control.do("change_user", user="U0LAN", locale="vi-VN")
    await control.do("deactivate", user=TOM)
    await control.do("invite", user=sandbox.world.bot_user_id, channel=RANDOM)
    await control.do("remove", user=sandbox.world.bot_user_id, channel=RANDOM)
    users = {user["id"]: user for user in await control.see("users")}

    assert "service" == sandbox.world.channels[channel["id"]].name
    assert ("vi-VN", True) == (users["U0LAN"]["locale"], users[TOM]["deleted"])
    assert "user_not_found" == await control.do("deactivate", user="U0NOBODY")
    assert "channel_not_found" == await control.do("archive", channel="C0NOWHERE")


async def test_sockets_are_told_to_refresh_or_cut(control: Remote, app: App) -> None:
    told = await control.do("disconnect", reason="warning")
    cut = await control.do("drop_sockets")
    await app.sockets[0].ended.wait()

    assert (1, 1) == (told, cut)
    assert "warning" == app.sockets[0].disconnects[0]["reason"]


async def test_faults_and_limits_are_set(control: Remote, sandbox: Sandbox, app: App) -> None:
    await control.do("fault", method="auth.test", kind="error", code="fatal_error", times=2)
    await control.do("posting_limit", enabled=False)
    await control.do("timing", ack=0.5, retries=[0.1])
    error = await app.error("auth.test")
    await control.do("clear_faults")

    assert ("fatal_error", "") == (error, await app.error("auth.test"))
    assert (0.5, [0.1]) == (sandbox.timing.ack, list(sandbox.timing.retries))
    assert not sandbox.limits.enabled


async def test_the_log_shows_calls_envelopes_and_acks(control: Remote, app: App) -> None:
    await control.do("post", user=MAI, channel=GENERAL, text="@flywheel hello")
    await control.do("idle")
    await app.call("chat.postMessage", channel=GENERAL, text="hello")
    log = await control.see("log")
    (call,) = await control.see("log", what="chat.postMessage")

    assert ["to app", "from app"] == [
        entry["direction"] for entry in log if entry["what"] in ("event app_mention", "ack")
    ]
    assert (True, "hello") == (call["ok"], call["body"]["text"])
    assert [] == await control.see("log", after=str(call["number"]))


async def test_everything_a_person_sees_can_be_read(control: Remote, app: App) -> None:
    await app.call("chat.postEphemeral", channel=GENERAL, user=MAI, text="psst")
    await app.call("chat.postMessage", channel=MAI, text="hello")
    await app.call("views.publish", user_id=MAI, view={"type": "home", "blocks": [{"type": "divider"}]})

    assert ["psst"] == [note["text"] for note in await control.see("ephemerals", user=MAI)]
    assert ["hello"] == [message["text"] for message in await control.see("direct", user=MAI)]
    assert "home" == (await control.see("home", user=MAI))["kind"]
    assert [] == await control.see("notices", user=MAI)
    assert 1 == await control.see("sockets")


async def test_a_reset_leaves_an_empty_workspace_and_a_seed_a_full_one(control: Remote, sandbox: Sandbox) -> None:
    await control.do("reset")
    empty = [user["id"] for user in await control.see("users")]
    await control.do("seed")

    assert [sandbox.world.bot_user_id] == empty
    assert SECRET not in sandbox.world.channels
    assert 5 < len(sandbox.world.users)
