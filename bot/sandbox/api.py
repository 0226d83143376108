"""What the app may call over HTTP: the Web API, response_urls and file uploads, each with its faults."""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.sandbox.methods import Call, run
from bot.sandbox.refusals import ApiError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.faults import Fault, Kind

Answering = Callable[[], Response]


class Api:
    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def method(self, request: Request) -> Response:
        """`/api/{method}`: always 200 with `ok`, or 429."""
        name = request.path_params["method"]
        started = time.monotonic()
        try:
            arguments, token = await read_arguments(request)
        except ApiError as error:
            return JSONResponse({"ok": False, "error": error.code})
        call = Call(self._sandbox, name, arguments, token)
        return await self._log(name, started, arguments, await self._with_faults(request, name, lambda: answer(call)))

    async def response(self, request: Request) -> Response:
        """`/response/{id}`: a response_url. Plain "ok", as Slack says it."""
        started = time.monotonic()
        body = await _json(request)

        def respond() -> Response:
            try:
                self._sandbox.hooks.respond(request.path_params["id"], body)
            except ApiError as error:
                return JSONResponse({"ok": False, "error": error.code}, 404 if error.code.endswith("_url") else 400)
            return PlainTextResponse("ok")

        answered = await self._with_faults(request, "response_url", respond)
        return await self._log("response_url", started, body, answered)

    async def upload(self, request: Request) -> Response:
        """`/files/upload/{id}`: the second step, raw bytes or a form's file."""
        started = time.monotonic()
        content = await _uploaded(request)

        def keep() -> Response:
            file = self._sandbox.world.files.get(request.path_params["id"])
            if file is None:
                return PlainTextResponse("no such upload", 404)
            file.content = content
            return PlainTextResponse(f"OK - {len(content)}")

        answered = await self._with_faults(request, "upload", keep)
        return await self._log("upload", started, {"bytes": len(content)}, answered)

    async def download(self, request: Request) -> Response:
        """`/files/{id}/{name}`: url_private and permalink; `/docs/{team}/{id}`: a canvas."""
        file = self._sandbox.world.files.get(request.path_params["id"])
        if file is None or not file.is_complete:
            return PlainTextResponse("no such file", 404)
        return Response(file.content, media_type=file.mimetype)

    async def _with_faults(self, request: Request, name: str, work: Answering) -> Response:
        fault = self._sandbox.faults.take(name)
        if fault is None:
            return work()
        answered = work() if fault.after else None
        return await self._fail(fault, request, answered or Response(), work)

    async def _fail(self, fault: Fault, request: Request, answered: Response, work: Answering) -> Response:
        if fault.kind is Kind.SLOW:
            await asyncio.sleep(fault.seconds)
            return answered if fault.after else work()
        if fault.kind is Kind.STATUS:
            return PlainTextResponse("fault", fault.status)
        if fault.kind is Kind.ERROR:
            return JSONResponse({"ok": False, "error": fault.code})
        if fault.kind is Kind.RATELIMITED:
            return ratelimited(int(fault.seconds))
        if fault.kind is Kind.HANG:
            await self._hang(request)
        assert request.client  # noqa: S101 - uvicorn always knows the peer of a TCP connection
        self._sandbox.hang_up((request.client.host, request.client.port))
        return Response()

    async def _hang(self, request: Request) -> None:
        """Until the caller leaves, or for as long as anybody would wait."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._sandbox.timing.hang):
                while (await request.receive())["type"] != "http.disconnect":
                    pass

    async def _log(self, what: str, started: float, body: dict[str, Any], response: Response) -> Response:
        ms = (time.monotonic() - started) * 1000
        text = bytes(response.body).decode()
        said: Any = json.loads(text) if isinstance(response, JSONResponse) else text
        is_ok = response.status_code == HTTPStatus.OK and (not isinstance(said, dict) or said.get("ok", True))
        self._sandbox.traffic.note("from app", what, ok=is_ok, ms=ms, body=body, answer=said)
        return response


def answer(call: Call) -> Response:
    granted = ",".join(sorted(call.sandbox.manifest.scopes))
    try:
        return JSONResponse({"ok": True, **run(call)}, headers={"X-OAuth-Scopes": granted})
    except ApiError as error:
        if error.code == "ratelimited":
            return ratelimited(error.extra["retry_after"])
        return JSONResponse({"ok": False, "error": error.code, **error.extra}, headers={"X-OAuth-Scopes": granted})


def ratelimited(seconds: int) -> Response:
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(max(1, seconds))})


async def read_arguments(request: Request) -> tuple[dict[str, Any], str]:
    """The arguments and the token: in the Authorization header or, in a form, among the arguments."""
    arguments: dict[str, Any] = dict(request.query_params)
    is_json = request.headers.get("content-type", "").startswith("application/json")
    if is_json:
        arguments |= await _json(request)
    else:
        async with request.form() as form:
            arguments |= {name: value for name, value in form.items() if isinstance(value, str)}
    in_form = "" if is_json else str(arguments.pop("token", ""))
    header = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    return arguments, header or in_form


async def _json(request: Request) -> dict[str, Any]:
    try:
        tree = await request.json()
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(tree, dict):
        raise ApiError("json_not_object")
    tree.pop("token", None)
    return tree


async def _uploaded(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/"):
        return await request.body()
    async with request.form() as form:
        for value in form.values():
            if isinstance(value, UploadFile):
                return await value.read()
    return b""
