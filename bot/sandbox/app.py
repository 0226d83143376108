"""The sandbox as one web application: Web API, sockets, response_urls, files, `/control` and the pages."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bot.sandbox.api import Api
from bot.sandbox.control.requests import Control
from bot.sandbox.own_pages import OwnPagesOnly
from bot.sandbox.pages import pages
from bot.sandbox.sandbox import Sandbox

__all__ = ["Sandbox", "build_app"]


def build_app(sandbox: Sandbox) -> Starlette:
    api, control = Api(sandbox), Control(sandbox)
    routes: list[BaseRoute] = [
        Route("/api/{method}", api.method, methods=["GET", "POST"]),
        Route("/response/{id}", api.response, methods=["POST"]),
        Route("/files/upload/{id}", api.upload, methods=["POST"]),
        Route("/files/{id}/{name}", api.download),
        Route("/docs/{team}/{id}", api.download),
        Route("/control/{name}", control.read, methods=["GET"]),
        Route("/control/{name}", control.act, methods=["POST"]),
        WebSocketRoute("/socket/{ticket}", sandbox.sockets.serve),
        *pages(sandbox),
    ]
    here = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Starlette(routes=routes, middleware=[here, Middleware(OwnPagesOnly)])
