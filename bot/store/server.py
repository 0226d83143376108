"""Writing to PostgreSQL: each service in a transaction of its own, on a small pool of threads and connections.

Read committed, as PostgreSQL comes. A service changes a row by one UPDATE that carries its condition, or reads it
`with_for_update()` first; a race it loses (a unique key, a deadlock) has it run once more, and then it sees the winner.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.errors import StoreBusy
from bot.store.trouble import lost_race, store_error

THREADS = 8  # as many as the pool has connections


class Server:
    """The counterpart of the SQLite Writer, with the same methods."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="store-writer")

    async def write(self, work: Callable[[Session], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.write_now, work)

    def write_now(self, work: Callable[[Session], Any]) -> Any:
        try:
            return again_if_lost(lambda: self._once(work))
        except Exception as error:
            if trouble := store_error(error):
                raise trouble from error
            raise

    def close(self) -> None:
        self._threads.shutdown()

    def _once(self, work: Callable[[Session], Any]) -> Any:
        with Session(self._engine, expire_on_commit=False) as session:
            value = work(session)
            session.flush()
            _commit(session)
            return value


def again_if_lost(attempt: Callable[[], Any]) -> Any:
    """Once more after a lost race, or on a new connection when the old one turned out to be dead."""
    try:
        return attempt()
    except DBAPIError as error:
        if not (lost_race(error) or error.connection_invalidated):
            raise
    return attempt()


def _commit(session: Session) -> None:
    """Nobody knows whether a commit whose connection broke was kept, so that one is never run again from here."""
    try:
        session.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StoreBusy("the connection was lost during the commit") from error
        raise
