"""Over HTTP only Slack is heard, and nothing of what somebody else sent is logged."""

import logging
import time
from collections.abc import Sequence
from urllib.parse import urlencode

import pytest
from slack_bolt.async_app import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.app import build_bolt
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.people import TOM

SECRET = "Contoso will cancel on Friday"
Headers = dict[str, str | Sequence[str]]


@pytest.mark.parametrize("signature", ["v0=wrong", "", None])
async def test_a_request_with_a_wrong_signature_is_refused_and_its_body_is_not_logged(
    flywheel: Flywheel, caplog: pytest.LogCaptureFixture, signature: str | None
) -> None:
    caplog.set_level(logging.DEBUG)
    bolt = build_bolt(flywheel.deps, signing_secret="shared-secret")
    headers: Headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": str(int(time.time())),
    }
    headers |= {} if signature is None else {"x-slack-signature": signature}

    request = AsyncBoltRequest(body=urlencode(payloads.command(TOM, "/pain", SECRET)), headers=headers)
    response = await bolt.async_dispatch(request)

    assert 401 == response.status
    assert ([], False) == (flywheel.pains(), "Contoso" in caplog.text)


async def test_a_request_with_the_right_signature_is_heard(flywheel: Flywheel) -> None:
    bolt = build_bolt(flywheel.deps, signing_secret="shared-secret")
    body, timestamp = urlencode(payloads.command(TOM, "/pain", SECRET)), str(int(time.time()))
    signature = SignatureVerifier("shared-secret").generate_signature(timestamp=timestamp, body=body) or ""
    headers: Headers = {"content-type": "application/x-www-form-urlencoded", "x-slack-request-timestamp": timestamp}

    await bolt.async_dispatch(AsyncBoltRequest(body=body, headers=headers | {"x-slack-signature": signature}))

    assert SECRET == flywheel.pain().title
