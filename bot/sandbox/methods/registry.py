"""Which methods there are, which token and scope each asks for, and the checks before any of them runs.

Scopes: docs.slack.dev/reference/methods, "any of" as listed there. What is granted comes from `app.yaml`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.methods.call import Call
from bot.sandbox.refusals import ApiError

Body = Callable[[Call], dict[str, Any]]


@dataclass(frozen=True)
class Method:
    run: Body
    scopes: tuple[str, ...]  # one of them is enough
    token: str  # "bot", "app", "any" or "none"


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, token: str = "bot") -> Callable[[Body], Body]:  # noqa: S107 - a kind, no secret
    def register(body: Body) -> Body:
        METHODS[name] = Method(body, scopes, token)
        return body

    return register


def run(call: Call) -> dict[str, Any]:
    known = METHODS.get(call.method)
    if known is None:
        raise ApiError("unknown_method", req_method=call.method)
    if known.token != "none":  # noqa: S105
        _check_token(call, known.token)
    if known.scopes:
        need(call, known.scopes)
    return known.run(call)


def need(call: Call, scopes: Iterable[str]) -> None:
    """Raises ApiError `missing_scope` unless one of them is granted."""
    granted = call.sandbox.manifest.scopes
    if not granted.intersection(scopes):
        raise ApiError("missing_scope", needed=",".join(sorted(scopes)), provided=",".join(sorted(granted)))


def _check_token(call: Call, kind: str) -> None:
    tokens = {call.world.bot_token: "bot", call.world.app_token: "app"}
    if not call.token:
        raise ApiError("not_authed")
    if call.token not in tokens:
        raise ApiError("invalid_auth")
    if call.token in call.world.revoked:
        raise ApiError("token_revoked")
    if kind not in ("any", tokens[call.token]):
        raise ApiError("not_allowed_token_type")
