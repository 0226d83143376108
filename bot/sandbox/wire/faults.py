"""Things that go wrong on purpose, so that crash tests can meet them: matched by method, used up by count."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    DROP = "drop"  # the connection is cut without an answer
    HANG = "hang"  # no answer until the caller gives up
    STATUS = "status"  # an HTTP status and no JSON
    ERROR = "error"  # ok: false with `code`
    SLOW = "slow"  # the true answer, late
    RATELIMITED = "ratelimited"  # 429 with Retry-After


@dataclass
class Fault:
    """`method` is "chat.postMessage", "response_url", "upload" or "*" for any of them."""

    method: str
    kind: Kind
    times: int = 1
    after: bool = False  # the call is carried out first: done, though the caller cannot know
    seconds: float = 1.0  # of SLOW, and the Retry-After of RATELIMITED
    code: str = "internal_error"  # of ERROR
    status: int = 500  # of STATUS


class Faults:
    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self.waiting.append(fault)

    def take(self, method: str) -> Fault | None:
        """The oldest fault for this method, one use less."""
        for fault in self.waiting:
            if fault.method in ("*", method):
                fault.times -= 1
                self.waiting = [other for other in self.waiting if other.times > 0]
                return fault
        return None

    def clear(self) -> None:
        self.waiting.clear()
