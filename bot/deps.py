"""What handlers and schedules are given: the store, Slack, the clock. Built once, in `bot.app`."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from bot.i18n import Texts, texts_in
from bot.people.rules import Reader
from bot.people.services import reader_of
from bot.slack.gateway import Gateway, Identity
from bot.store.store import Store
from bot.workspaces.services import ensure_workspace

P = ParamSpec("P")
T = TypeVar("T")
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The only place that reads the system's clock."""
    return datetime.now(UTC)


class Deps:
    """The seam: handlers are async, all that decides is a plain function run by `write` or `read`."""

    def __init__(self, store: Store, slack: Gateway, now: Clock = utc_now) -> None:
        self.store = store
        self.slack = slack
        self.now = now
        self.poke: Callable[[], None] = lambda: None  # wakes the sender; set when there is one
        self.identity: Identity | None = None  # who the token is; known once the bot has started
        self._workspaces: dict[str, int] = {}

    async def write(self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """One transaction, committed when this returns; what it queued goes out at once."""
        result = await self.store.write(service, *args, **kwargs)
        self.poke()
        return result

    async def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.store.read(query, *args, **kwargs)

    async def workspace_id(self, team_id: str) -> int:
        """Kept in memory: a workspace's row is made once and never goes away."""
        known = self._workspaces.get(team_id)
        if known is None:
            workspace = await self.store.write(ensure_workspace, team_id, now=self.now())
            known = self._workspaces[team_id] = workspace.key
        return known

    def remember(self, team_id: str, workspace_id: int) -> None:
        self._workspaces[team_id] = workspace_id

    async def reader(self, team_id: str, user_id: str) -> tuple[Reader, Texts]:
        """The person a screen is for, and the texts in her language."""
        workspace_id = await self.workspace_id(team_id)
        reader = await self.read(reader_of, workspace_id, user_id)
        return reader, texts_in(reader.language)
