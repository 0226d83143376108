"""A Bolt app at the other end of a socket, which tests hold back or make fail."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.slack.gateway import Gateway


class Bot:
    """A Bolt app that notes what it was given; `gate` holds its handlers back."""

    def __init__(self, gateway: Gateway) -> None:
        self.gate = asyncio.Event()
        self.gate.set()
        self.fails = False
        self.running = self.most_running = 0
        self.events: list[str] = []
        self.retries: list[str] = []
        self.app = AsyncApp(client=gateway.client, authorize=authorize, process_before_response=True)
        self.app.event("app_mention")(self.on_mention)
        self.app.command("/form")(self.on_form)
        self.app.command("/text")(self.on_text)

    async def on_mention(self, body: dict[str, Any], request: Any) -> None:
        self.running += 1
        self.most_running = max(self.running, self.most_running)
        await self.gate.wait()
        self.running -= 1
        if self.fails:
            raise RuntimeError("the database is away")
        self.events.append(body["event_id"])
        self.retries += request.headers.get("x-slack-retry-num", [])

    async def on_form(self, ack: Any) -> None:
        await ack(response_action="errors", errors={"summary": "Say what hurts"})

    async def on_text(self, ack: Any) -> None:
        await ack("Kept as P-12")


async def authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="UBOT", bot_id="B1", bot_token="xoxb-1")
