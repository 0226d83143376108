"""The seam between the async edge and plain services: `write` runs one in a transaction, `read` in a read-only one."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar, cast

from sqlmodel import Session

from bot.store.engine import reading_engine, writing_engine
from bot.store.server import Server, again_if_lost
from bot.store.trouble import store_error
from bot.store.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")

READERS = 4  # threads


class Store:
    """One database. Nothing is opened before the first use.

    Raises StoreBusy (locked, or the server is away) or StoreFull (no room, or read-only); whatever else a service
    raises reaches its own caller as it is, and nothing of that service is kept.
    """

    def __init__(self, url: str) -> None:
        """`url`: "sqlite:////path/flywheel.db" or "postgresql+psycopg://user:password@host/database"."""
        self.url = url
        self.engine = writing_engine(url)
        self._reading = reading_engine(url, self.engine)
        self._writer = Writer(self.engine) if self.engine.dialect.name == "sqlite" else Server(self.engine)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-reader")

    async def write(self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `service` in one transaction, committed when this returns."""
        return cast(T, await self._writer.write(_bound(service, *args, **kwargs)))

    def write_now(self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same, blocking: for the command line and tests, never inside the event loop."""
        return cast(T, self._writer.write_now(_bound(service, *args, **kwargs)))

    async def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `query` in one read-only transaction; it sees what was committed before it began."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, lambda: self.read_now(query, *args, **kwargs))

    def read_now(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same, blocking."""
        try:
            return cast(T, again_if_lost(lambda: self._read_once(_bound(query, *args, **kwargs))))
        except Exception as error:
            if trouble := store_error(error):
                raise trouble from error
            raise

    def close(self) -> None:
        """Finishes the writes under way, then closes every connection."""
        self._writer.close()
        self._readers.shutdown()
        self._reading.dispose()
        self.engine.dispose()

    def _read_once(self, query: Callable[[Session], T]) -> T:
        with Session(self._reading, expire_on_commit=False) as session:
            return query(session)


def _bound(service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> Callable[[Session], T]:
    def call(session: Session) -> T:
        try:
            return service(session, *args, **kwargs)
        except StopIteration as error:  # a future cannot carry it: its caller would wait for ever
            raise RuntimeError("a service let StopIteration out") from error

    return call
