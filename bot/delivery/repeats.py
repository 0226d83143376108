"""Running a service once for one delivery."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.delivery.inbox import first_time


def once(
    session: Session, service: Callable[..., Any], workspace_id: int, key: str, *values: object, now: datetime
) -> None:
    """`service(session, workspace_id, *values, now=now)`; a repeat of the delivery does nothing."""
    if first_time(session, workspace_id, key, now=now):
        service(session, workspace_id, *values, now=now)
