"""Ids that look like Slack's: a letter or two that says what it is, then capitals and digits."""

import secrets
import string

ALPHABET = string.ascii_uppercase + string.digits


def new_id(prefix: str) -> str:
    """`new_id("C")` is a channel, "Ev" an event, "V" a view, "F" a file: "C7KQ0M3ZXB"."""
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(9))


def new_secret() -> str:
    """The unguessable end of a ticket, a response_url or a view's hash."""
    return secrets.token_hex(12)
