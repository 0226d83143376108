"""What a letter is for: code that runs just before it goes out and just after.

A letter carries only the name of its purpose, so it survives a restart and a new release.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.delivery.models import OutboxRow


@dataclass(frozen=True)
class Delivered:
    """`response` is Slack's answer; `{}` when Slack said that it was so already."""

    row: OutboxRow
    response: Mapping[str, Any]


@dataclass(frozen=True)
class Purpose:
    """All three run inside a transaction of the store; none may call Slack.

    `render` gives the newest arguments while the letter is claimed; None = there is nothing to say any more. What it
    adds under `KEPT` is not sent: `done` finds it in the row.
    `done` runs in the transaction that marks the letter sent, so it happens exactly once; it may enqueue letters.
    `refused` gets Slack's code in the transaction that parks the letter.
    """

    render: Callable[[Session, OutboxRow], Mapping[str, Any] | None] | None = None
    done: Callable[[Session, Delivered, datetime], None] | None = None
    refused: Callable[[Session, OutboxRow, str, datetime], None] | None = None


NO_PURPOSE = Purpose()
