"""What is done at each knock: first what is due, then sending what that has queued."""

from collections.abc import Sequence
from datetime import datetime

from schedules.ticker import Rounds


class InOrder:
    """Several rounds as one."""

    def __init__(self, *rounds: Rounds) -> None:
        self._rounds: Sequence[Rounds] = rounds

    async def run_once(self) -> None:
        """One that fails does not keep the others from their turn. Raises what they raised, together."""
        failures: list[Exception] = []
        for each in self._rounds:
            try:
                await each.run_once()
            except Exception as error:
                failures.append(error)
        if failures:
            raise failures[0] if len(failures) == 1 else ExceptionGroup("several rounds failed", failures)

    async def next_due(self) -> datetime | None:
        """The earliest of all; None = nothing is waiting."""
        times = [await each.next_due() for each in self._rounds]
        return min((time for time in times if time is not None), default=None)

    def stop(self) -> None:
        for each in self._rounds:
            each.stop()
