"""How long to wait before the next try. Pure."""

from datetime import timedelta

LEASE = timedelta(seconds=60)  # how long a sender may hold a letter
TIMEOUT = timedelta(seconds=10)  # of one call to Slack
MARGIN = timedelta(seconds=5)  # for the way from our clock to the network card
REVOKED_PAUSE = timedelta(minutes=10)  # before a token that was refused is tried again

FIRST, LONGEST = 1.0, 60.0  # seconds
SPREAD = 0.5  # of each wait: letters that failed together do not come back together


def backoff(attempts: int, wire_key: str) -> timedelta:
    """1, 2, 4 ... 60 seconds after the 1st, 2nd, 3rd attempt, less up to half of it by the letter's own key."""
    longest = min(FIRST * 2 ** (min(attempts, 10) - 1), LONGEST)
    return timedelta(seconds=longest * (1 - SPREAD * int(wire_key[:4], 16) / 0xFFFF))
