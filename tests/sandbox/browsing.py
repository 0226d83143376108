"""A browser's requests to the pages, without a browser: one visitor with their own cookies, and the HTML they get."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from bot.sandbox.company import seed
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import serve
from bot.sandbox.world import World
from tests.sandbox.html_tree import Node, nodes

LAN, MAYA, TOM = "U0LAN001", "U0MAYA01", "U0TOM001"
GUEST, STRANGER = "U0NOOR01", "U0MINH01"
GENERAL, FLYWHEEL, CARE = "C0GENERAL", "C0FLYWHEEL", "C0CARE01"
SALES, CAMPAIGNS, LEADERS, SHARED = "C0SALES01", "C0CAMPAIGN", "C0LEADERS", "C0SONGXANH"


@dataclass
class Answer:
    status: int
    html: str
    address: str  # after redirects

    @property
    def nodes(self) -> list[Node]:
        """The elements of the body; HTML that does not nest is an error."""
        start = self.html.index("<body")
        return nodes(self.html[start : self.html.index("</body>") + len("</body>")])

    def all(self, element: str, /, **attributes: str) -> list[Node]:
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [node for node in self.nodes if node.name == element and wanted.items() <= node.attributes.items()]


class Browser:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url.rstrip("/")

    async def open(self, path: str) -> Answer:
        """A person arrives."""
        return await self._get(path)

    async def refresh(self, path: str) -> Answer:
        """The page's own script asks again."""
        return await self._get(path, {"X-Refresh": "1"})

    async def send(self, path: str, **fields: str) -> Answer:
        """Posts a form as a browser without the script does, and follows it back to the page."""
        headers = {"Accept": "text/html", "Referer": self._url + path.rpartition("/")[0]}
        async with self._session.post(self._url + path, data=fields, headers=headers) as response:
            return Answer(response.status, await response.text(), str(response.url).removeprefix(self._url))

    async def _get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        async with self._session.get(self._url + path, headers=headers) as response:
            return Answer(response.status, await response.text(), str(response.url).removeprefix(self._url))


@asynccontextmanager
async def company() -> AsyncIterator[Sandbox]:
    """The seeded company, served; nothing is connected to it."""
    sandbox = Sandbox(World())
    seed(sandbox.world, sandbox.clock.now())
    async with serve(sandbox):
        yield sandbox


@asynccontextmanager
async def browsing(sandbox: Sandbox) -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:  # an address has no domain
        yield Browser(session, sandbox.world.url)
