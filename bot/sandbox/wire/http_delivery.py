"""HTTP delivery: the same envelopes as signed requests to one URL.

Source: docs.slack.dev/authentication/verifying-requests-from-slack and /apis/events-api.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.timing import Timing
from bot.sandbox.wire.envelope import Answer, Envelope
from bot.sandbox.wire.traffic import Traffic


class HttpDelivery:
    def __init__(self, url: str, secret: str, timing: Timing, traffic: Traffic, now: Callable[[], datetime]) -> None:
        self.url = url
        self._secret = secret
        self._timing = timing
        self._traffic = traffic
        self._now = now
        self._session = aiohttp.ClientSession()

    async def send(self, envelope: Envelope) -> Answer:
        self._traffic.note("to app", envelope.name, body=envelope.payload)
        started = time.monotonic()
        answer = await self._post(*_body(envelope), _retry_headers(envelope))
        ms = (time.monotonic() - started) * 1000
        what = "ack" if answer.acked else "no ack"
        self._traffic.note("from app", what, ok=answer.acked, ms=ms, body=answer.body, answer=answer.reason)
        return answer

    async def verify(self) -> bool:
        """Whether the URL echoes a challenge, as Slack asks before it accepts one."""
        challenge = {"type": "url_verification", "challenge": "sandbox-challenge", "token": ""}
        answer = await self._post(json.dumps(challenge), "application/json", {})
        body = answer.body.get("challenge") if isinstance(answer.body, dict) else answer.body
        return answer.acked and body == challenge["challenge"]

    async def close(self) -> None:
        await self._session.close()

    async def _post(self, body: str, content_type: str, headers: dict[str, str]) -> Answer:
        headers = headers | self._signed(body) | {"Content-Type": content_type}
        timeout = aiohttp.ClientTimeout(total=self._timing.ack)
        try:
            async with self._session.post(self.url, data=body.encode(), headers=headers, timeout=timeout) as response:
                return await _answer(response)
        except TimeoutError:
            return Answer(False, reason="http_timeout")
        except aiohttp.ClientError:
            return Answer(False, reason="connection_failed")

    def _signed(self, body: str) -> dict[str, str]:
        at = str(int(self._now().timestamp()))
        digest = hmac.new(self._secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}


async def _answer(response: aiohttp.ClientResponse) -> Answer:
    text = await response.text()
    if not response.ok:
        return Answer(False, reason="http_error", retry=response.headers.get("x-slack-no-retry") != "1")
    if response.content_type != "application/json" or not text:
        return Answer(True, text or None)
    try:
        return Answer(True, json.loads(text) or None)
    except ValueError:
        return Answer(False, reason="http_error")


def _body(envelope: Envelope) -> tuple[str, str]:
    """The body and its content type."""
    form = "application/x-www-form-urlencoded"
    if envelope.kind == "events_api":
        return json.dumps(envelope.payload), "application/json"
    if envelope.kind == "slash_commands":
        return urlencode(envelope.payload), form
    return urlencode({"payload": json.dumps(envelope.payload)}), form


def _retry_headers(envelope: Envelope) -> dict[str, Any]:
    if not envelope.attempt:
        return {}
    return {"X-Slack-Retry-Num": str(envelope.attempt), "X-Slack-Retry-Reason": envelope.reason}
