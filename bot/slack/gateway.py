"""The only door to Slack's Web API: one attempt a call, and one meaning for everything that can go wrong.

what came back                                                  raised (`bot.errors`)
429, `ratelimited`, `rate_limited`                              SlackBusy
no connection: DNS, refused, TLS, the proxy said no             SlackUnreachable: surely not done
time-out, reset, 3xx, 5xx, no JSON, a code of `PERHAPS_DONE`    SlackUnclear: perhaps done
any other `ok: false`                                           SlackRefused: Slack's own code

Calls go straight through aiohttp and not through `AsyncWebClient.api_call`: slack_sdk 3.47 ignores NO_PROXY, writes
whole bodies to the debug log, and dies of an AttributeError when something on the way answers 200 with plain text.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SlackBusy, SlackRefused, SlackUnclear, SlackUnreachable

NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)
PERHAPS_DONE = {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}
TOO_FAST = {"ratelimited", "rate_limited"}
USED_UP = {"expired_url", "used_url"}
DEFAULT_RETRY_AFTER = 30.0  # seconds to wait when Slack does not say how long


@dataclass(frozen=True)
class Identity:
    """Who the token is: the answer of auth.test. `bot_id` is "" for a user token."""

    team_id: str
    team: str
    url: str
    user_id: str
    bot_id: str


@dataclass(frozen=True)
class Answer:
    """What came back over HTTP, not yet judged."""

    status: int
    retry_after: float
    text: str


class Gateway:
    """Slack for one bot token. `client` is for Bolt alone: it shares the session and never tries twice."""

    def __init__(self, token: str, *, api_url: str = "https://slack.com/api/", timeout: float = 10.0) -> None:
        self._token = token
        self._api_url = api_url if api_url.endswith("/") else api_url + "/"
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None
        self.client = AsyncWebClient(token, base_url=self._api_url, retry_handlers=[], timeout=round(timeout))

    async def call(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """One attempt at a Web API method; the whole answer of Slack, or a SlackError.

        Arguments that are None are left out, lists and objects are encoded. A form is the one body every method takes
        (docs.slack.dev/apis/web-api): the methods that read do not understand JSON.
        """
        return await self._call(method, arguments, self._token)

    async def respond(self, response_url: str, message: Mapping[str, Any]) -> None:
        """Answers an interaction: five times within 30 minutes, then SlackRefused("expired_url").

        https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
        """
        answer = await self._post(response_url, json=dict(message))
        if answer.status == 404 or answer.text.strip() in USED_UP:
            raise SlackRefused("expired_url")
        if (answer.status, answer.text.strip()) != (200, "ok"):
            judge(answer)

    async def upload(self, upload_url: str, content: bytes) -> None:
        """Puts the bytes of a file where files.getUploadURLExternal said. Errors as in `call`; without our token.

        https://docs.slack.dev/reference/methods/files.getUploadURLExternal
        """
        answer = await self._post(upload_url, data=content)
        if 400 <= answer.status < 500 and answer.status != 429:
            raise SlackRefused(f"http_{answer.status}")
        if answer.status != 200:
            judge(answer)

    async def identity(self) -> Identity:
        said = await self.call("auth.test", {})
        return Identity(said["team_id"], said["team"], said["url"], said["user_id"], said.get("bot_id", ""))

    async def connect(self, app_token: str, *, heartbeat: float) -> aiohttp.ClientWebSocketResponse:
        """A fresh Socket Mode connection that has not said hello yet. Errors as in `call`.

        A ping goes out after `heartbeat` seconds of silence; half of that later without an answer, it is closed.
        """
        opened = await self._call("apps.connections.open", {}, app_token)
        url = opened["url"].replace("ws", "http", 1)  # the same to aiohttp, and the name the proxy variables know
        with lost_on_the_way():
            return await self.session().ws_connect(url, autoping=False, heartbeat=heartbeat, proxy=proxy_for(url))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def session(self) -> aiohttp.ClientSession:
        """The one session of this process, made on first use: it belongs to the loop that is running then."""
        if self._session is None or self._session.closed:
            limits = aiohttp.ClientTimeout(total=self._timeout, sock_connect=self._timeout / 2)
            self._session = aiohttp.ClientSession(timeout=limits, cookie_jar=aiohttp.DummyCookieJar())
            self.client.session = self._session
        return self._session

    async def _call(self, method: str, arguments: Mapping[str, Any], token: str) -> Mapping[str, Any]:
        form = {name: encode(value) for name, value in arguments.items() if value is not None}
        return judge(await self._post(urljoin(self._api_url, method), token=token, data=form))

    async def _post(self, url: str, *, token: str = "", **body: Any) -> Answer:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        post = self.session().post(url, headers=headers, proxy=proxy_for(url), allow_redirects=False, **body)
        with lost_on_the_way():
            async with post as response:
                text = await response.text(errors="replace")
                return Answer(response.status, seconds(response.headers.get("Retry-After")), text)


@contextmanager
def lost_on_the_way() -> Iterator[None]:
    """Turns what aiohttp raises into what it means for the call. The name of the error is the code."""
    try:
        yield
    except NEVER_LEFT as error:
        raise SlackUnreachable(type(error).__name__) from error
    except aiohttp.InvalidURL as error:
        raise SlackRefused("invalid_url") from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise SlackUnclear(type(error).__name__) from error


def judge(answer: Answer) -> Mapping[str, Any]:
    """Slack's answer, when it says ok; otherwise raises what the table above says."""
    if answer.status == 429:
        raise SlackBusy(answer.retry_after)
    said = parse(answer.text)
    if said is None or answer.status >= 500:
        raise SlackUnclear(f"http_{answer.status}")
    if said.get("ok") is True:
        return said
    code = str(said.get("error", "unknown_error"))
    if code in TOO_FAST:
        raise SlackBusy(answer.retry_after)
    if code in PERHAPS_DONE:
        raise SlackUnclear(code)
    if code in USED_UP:
        raise SlackRefused("expired_url")
    raise SlackRefused(f"missing_scope: {said.get('needed', '')}" if code == "missing_scope" else code)


def parse(text: str) -> dict[str, Any] | None:
    """The JSON object in `text`; None when it is anything else, such as a proxy's error page."""
    try:
        said = json.loads(text)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def encode(value: Any) -> str:
    """One argument as a form field: text as it is, everything else (true, 20, blocks) as JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def seconds(retry_after: str | None) -> float:
    return float(retry_after) if retry_after and retry_after.isdigit() else DEFAULT_RETRY_AFTER


def proxy_for(url: str) -> str | None:
    """The proxy the environment asks for, if NO_PROXY does not name the host.

    Not aiohttp's `trust_env`, which also reads ~/.netrc and then refuses our Authorization header.
    """
    parts = urlsplit(url)
    return None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)
