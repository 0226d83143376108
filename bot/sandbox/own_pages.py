"""Other websites in the same browser may not act in the sandbox, though it asks nobody for a password."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class OwnPagesOnly:
    """Refuses what a browser says comes from elsewhere; links from elsewhere still open pages.

    Source: the Sec-Fetch-Site header, w3.org/TR/fetch-metadata. Programs send none.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] != "GET":
            site = Headers(scope=scope).get("sec-fetch-site", "none")
            if site not in ("none", "same-origin"):
                await PlainTextResponse("only its own pages may act in a sandbox", 403)(scope, receive, send)
                return
        await self._app(scope, receive, send)
