"""`/control/*`: what tests, benches and scripts do to the sandbox, as JSON.

POST /control/{action} with the arguments as a JSON object; GET /control/{thing} reads. The answer is
`{"ok": true, "result": …}` or, with status 400, `{"ok": false, "error": code, "sentence": …}`.
Actions: every public method of `People` by its name, and those of `Levers`. Things to read: see `Readings`.
"""

import inspect
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.control.levers import Levers
from bot.sandbox.control.readings import Readings
from bot.sandbox.refusals import ApiError, Refused
from bot.sandbox.sandbox import Sandbox


class Control:
    def __init__(self, sandbox: Sandbox) -> None:
        self._people = sandbox.people
        self._levers = Levers(sandbox)
        self._readings = Readings(sandbox)

    async def act(self, request: Request) -> Response:
        name = request.path_params["name"]
        action = _public(self._levers, name) or _public(self._people, name)
        arguments = await request.json() if await request.body() else {}
        return await _answer(action, arguments)

    async def read(self, request: Request) -> Response:
        return await _answer(_public(self._readings, request.path_params["name"]), dict(request.query_params))


def _public(owner: object, name: str) -> Callable[..., Any] | None:
    found = None if name.startswith("_") else getattr(owner, name, None)
    return found if inspect.ismethod(found) else None


async def _answer(action: Callable[..., Any] | None, arguments: dict[str, Any]) -> Response:
    if action is None:
        return _no("unknown_action", "There is no such action.", 404)
    try:
        inspect.signature(action).bind(**arguments)
    except TypeError as error:
        return _no("invalid_arguments", str(error))
    try:
        result = action(**arguments)
        result = await result if inspect.isawaitable(result) else result
    except Refused as refused:
        return _no(refused.code, refused.sentence)
    except ApiError as error:
        return _no(error.code, error.code)
    except (KeyError, ValueError, AttributeError) as error:
        return _no("invalid_arguments", f"{type(error).__name__}: {error}")
    return JSONResponse({"ok": True, "result": _plain(result)})


def _plain(result: Any) -> Any:
    if is_dataclass(result) and not isinstance(result, type):
        return asdict(result)
    return [_plain(each) for each in result] if isinstance(result, list) else result


def _no(code: str, sentence: str, status: int = 400) -> Response:
    return JSONResponse({"ok": False, "error": code, "sentence": sentence}, status)
