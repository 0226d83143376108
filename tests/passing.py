"""Time passes in a test: whatever falls due is done at its time."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from tests.clock import FakeClock

MOST = 20_000  # rounds; more of them than any test lives through


async def let_pass(
    clock: FakeClock,
    end: datetime,
    do: Callable[[], Awaitable[object]],
    next_due: Callable[[], Awaitable[datetime | None]],
) -> None:
    """Up to `end`: what is due is done, then the clock goes on to what is due next."""
    for _ in range(MOST):
        await do()
        due = await next_due()
        clock.move_to(max(end if due is None else min(due, end), clock.now()))
        if due is None or due > end:
            return
    pytest.fail("something stays due")
