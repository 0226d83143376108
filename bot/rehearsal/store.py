"""A throw-away database, used from one thread: there is one person at the clock, and nobody to wait for."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import sqlalchemy as sa
from sqlmodel import Session

from bot.store.engine import reading_engine
from bot.store.migrate import upgrade
from bot.store.store import Store
from bot.store.writer import Job, Work, Writer

P = ParamSpec("P")
T = TypeVar("T")


class AtOnce(Writer):
    """The same transactions on one connection that stays open, without handing them to another thread."""

    async def write(self, work: Work) -> Any:
        return self.write_now(work)

    def write_now(self, work: Work) -> Any:
        job = Job(work, Future())
        try:
            self._commit([job])
        except BaseException as error:
            self._fail([job], error)
            if job.error:
                raise job.error from error
        return job.value

    def close(self) -> None:
        self._disconnect()


class ThrowAway(Store):
    """Nobody pulls the plug on a rehearsal: it need not wait for the disk."""

    def __init__(self, file: Path) -> None:
        upgrade(f"sqlite:///{file}")
        super().__init__(f"sqlite:///{file}")
        self._writer = AtOnce(self.engine)
        self._reader = AtOnce(reading_engine(self.url, self.engine))

        @sa.event.listens_for(self.engine, "connect")
        def prepare(connection: Any, _record: object) -> None:
            connection.execute("PRAGMA synchronous = OFF").close()

    async def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self.read_now(query, *args, **kwargs)

    def read_now(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return cast(T, self._reader.write_now(lambda session: query(session, *args, **kwargs)))

    def close(self) -> None:
        self._reader.close()
        super().close()
