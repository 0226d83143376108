"""Slack's limit on posting: about one message a second in one channel, short bursts tolerated.

Source: docs.slack.dev/apis/web-api/rate-limits. How long a burst may be is not documented; five is cautious.
"""

import math
from datetime import datetime

BURST = 5
PER_SECOND = 1.0


class PostingLimit:
    """A token bucket a channel."""

    def __init__(self) -> None:
        self.enabled = True
        self._buckets: dict[str, tuple[float, datetime]] = {}  # channel -> posts left, when counted

    def take(self, channel: str, now: datetime) -> int:
        """0 when the post may go; otherwise the whole seconds to wait, as in Retry-After."""
        if not self.enabled:
            return 0
        left, counted = self._buckets.get(channel, (float(BURST), now))
        left = min(BURST, left + (now - counted).total_seconds() * PER_SECOND)
        if left < 1:
            self._buckets[channel] = (left, now)
            return math.ceil((1 - left) / PER_SECOND)
        self._buckets[channel] = (left - 1, now)
        return 0
