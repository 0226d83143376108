"""What we are set beside: plain Bolt with one listener, and the floor of plain Python."""

import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from tests.bench.payloads import BOT, BOT_USER, SECRET, TEAM, Signed

ROUTES: dict[str, Callable[[dict[str, Any]], None]] = {"message": lambda body: None}


async def authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_user_id=BOT_USER, bot_id=BOT, bot_token="xoxb-bench")


def plain_bolt(api_url: str = "https://slack.com/api/") -> AsyncApp:
    """No listeners yet."""
    client = AsyncWebClient("xoxb-bench", base_url=api_url, retry_handlers=[])
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    return AsyncApp(client=client, signing_secret=SECRET, authorize=authorize, process_before_response=True)


async def acknowledge(ack: Callable[[], Awaitable[object]]) -> None:
    await ack()


async def dispatch(app: AsyncApp, request: Signed) -> None:
    """Through the whole of Bolt. Anything but an ack would be a wrong measurement."""
    response = await app.async_dispatch(request.for_bolt())
    if response.status != 200:
        raise RuntimeError(f"Bolt answered {response.status}")


async def floor(request: Signed) -> None:
    """Check the signature, parse, look the handler up."""
    base = f"v0:{request.headers['x-slack-request-timestamp']}:{request.body}".encode()
    signature = "v0=" + hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(signature, request.headers["x-slack-signature"]):
        raise RuntimeError("not signed by Slack")
    body = json.loads(request.body)
    ROUTES[body["event"]["type"]](body)
