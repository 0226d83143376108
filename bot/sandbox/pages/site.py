"""What every page needs: the workspace, the templates, and who has read what."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.sandbox.pages.faces import face
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import World

HERE = Path(__file__).parent
# Nothing but this server is asked for anything, except pictures that a message itself names.
POLICY = (
    "default-src 'self'; img-src * data:; style-src 'self' 'unsafe-inline'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@dataclass
class Site:
    sandbox: Sandbox
    opened: str  # a ts: what is older counts as read
    read_up_to: dict[tuple[str, str], str] = field(default_factory=dict)  # (user, channel) -> ts

    home_opened: dict[str, datetime] = field(default_factory=dict)  # by user: when the app last heard of it

    def __post_init__(self) -> None:
        self.templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals.update(
            world=self.world, manifest=self.sandbox.manifest, face=face, plays=self.sandbox.plays
        )

    @property
    def world(self) -> World:
        return self.sandbox.world

    @property
    def is_app_running(self) -> bool:
        """Over Socket Mode we see it; an HTTP address was checked when it was given."""
        sockets = self.sandbox.sockets
        return self.sandbox.outbound.line is not sockets or bool(sockets.connections)

    def page(self, template: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
        html = self.templates.get_template(template).render(is_app_running=self.is_app_running, **shown)
        return HTMLResponse(html, status, {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"})

    def mark_read(self, user: str, channel: str) -> None:
        messages = self.world.messages.get(channel, [])
        if messages:
            self.read_up_to[user, channel] = messages[-1].ts

    def last_read(self, user: str, channel: str) -> str:
        return self.read_up_to.get((user, channel), self.opened)
