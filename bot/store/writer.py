"""The one thread that writes to SQLite.

Everybody who waits is served in one transaction (group commit): a single fsync for all, no "database is locked", and
none of the two-second stalls that many writing connections give each other.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Literal

import sqlalchemy as sa
from sqlmodel import Session

from bot.store.trouble import store_error

log = logging.getLogger(__name__)

Work = Callable[[Session], Any]
Mode = Literal["rollback_only", "create_savepoint"]

MOST_AT_ONCE = 64  # services in one transaction: bounds how long the first of them waits


@dataclass(slots=True, eq=False)
class Job:
    work: Work
    future: "asyncio.Future[Any] | Future[Any]"
    loop: asyncio.AbstractEventLoop | None = None  # None: the caller blocks
    value: Any = None
    error: BaseException | None = None

    def answer(self) -> None:
        if self.future.done():  # the caller was cancelled; its write is committed all the same
            return
        if self.error is None:
            self.future.set_result(self.value)
        else:
            self.future.set_exception(self.error)


class Writer:
    """Runs services one after the other; opens its connection and its thread at the first of them."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._connection: sa.Connection | None = None

    async def write(self, work: Work) -> Any:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._submit(Job(work, future, loop))
        return await future

    def write_now(self, work: Work) -> Any:
        future: Future[Any] = Future()
        self._submit(Job(work, future))
        return future.result()

    def close(self) -> None:
        """Finishes what was submitted, then ends the thread."""
        with self._lock:
            self._closed = True
            self._queue.put(None)
        if self._thread:
            self._thread.join()

    def _submit(self, job: Job) -> None:
        with self._lock:
            if self._closed:
                raise RuntimeError("the store is closed")
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="store-writer", daemon=True)
                self._thread.start()
            self._queue.put(job)

    def _serve(self) -> None:
        while batch := self._next_batch():
            try:
                self._commit(batch)
            except BaseException as error:  # the thread must outlive whatever happens to one batch
                self._fail(batch, error)
            _answer(batch)
        self._disconnect()

    def _next_batch(self) -> list[Job]:
        """Empty at the end."""
        batch: list[Job] = []
        while not batch or (len(batch) < MOST_AT_ONCE and not self._queue.empty()):
            job = self._queue.get()
            if job is None:
                self._queue.put(None)  # found again by the next call, after this batch
                break
            batch.append(job)
        return batch

    def _commit(self, batch: list[Job]) -> None:
        if self._connection is None:
            self._connection = self._engine.connect()
        with self._connection.begin():
            if len(batch) == 1:
                batch[0].value = _perform(self._connection, batch[0].work, "rollback_only")
            else:
                for job in batch:
                    _perform_apart(self._connection, job)

    def _fail(self, batch: list[Job], error: BaseException) -> None:
        """Nothing of the batch was kept. A database in trouble gets a fresh connection next time."""
        trouble = store_error(error) if isinstance(error, Exception) else None
        if trouble is not None and trouble is not error:
            trouble.__cause__ = error
        if trouble is not None or (self._connection is not None and self._connection.in_transaction()):
            self._disconnect()
        for job in batch:
            job.error = trouble or error

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


class ServiceSession(Session):
    """A Session inside the writer's transaction.

    It hands out the writer's connection as it is: beginning and ending a Session's own transaction around that costs as
    much as the rows of a capture do, and only the ORM needs it.
    """

    def __init__(self, connection: sa.Connection, mode: Mode) -> None:
        super().__init__(connection, join_transaction_mode=mode, expire_on_commit=False)
        self._held = connection
        self.found: list[object] = []

    def connection(self, *args: Any, **kwargs: Any) -> sa.Connection:
        return super().connection(*args, **kwargs) if args or kwargs else self._held


@sa.event.listens_for(ServiceSession, "loaded_as_persistent")
def _hold(session: ServiceSession, found: object) -> None:
    """A row that was read is not read again by the same service: a Session alone forgets what nobody else holds."""
    session.found.append(found)


def _perform(connection: sa.Connection, work: Work, mode: Mode) -> Any:
    with ServiceSession(connection, mode) as session:
        value = work(session)
        if session.in_transaction():  # the ORM was used
            session.commit()  # flushes; the transaction itself is the batch's
        return value


def _perform_apart(connection: sa.Connection, job: Job) -> None:
    """In a savepoint of its own: an error is this caller's alone, unless the database itself is in trouble."""
    cursor = connection.connection.cursor()
    cursor.execute("SAVEPOINT service")
    try:
        job.value = _perform(connection, job.work, "create_savepoint")
    except BaseException as error:
        if isinstance(error, Exception) and store_error(error):
            raise
        cursor.execute("ROLLBACK TO service")
        job.error = error
    cursor.execute("RELEASE service")


def _answer(batch: list[Job]) -> None:
    """Wakes each event loop once, however many of its callers are answered."""
    waiting: dict[asyncio.AbstractEventLoop, list[Job]] = {}
    for job in batch:
        if job.loop is None:
            job.answer()
        else:
            waiting.setdefault(job.loop, []).append(job)
    for loop, jobs in waiting.items():
        try:
            loop.call_soon_threadsafe(_answer_all, jobs)
        except RuntimeError:  # the loop was closed: nobody waits for the answers any more
            log.warning("%d writes finished after their event loop had closed", len(jobs))


def _answer_all(jobs: list[Job]) -> None:
    for job in jobs:
        job.answer()
