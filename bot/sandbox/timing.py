"""How long Slack waits. Tests shorten it; nothing else should."""

from dataclasses import dataclass


@dataclass
class Timing:
    """Seconds. Sources: docs.slack.dev/apis/events-api and /interactivity/handling-user-interaction."""

    ack: float = 3.0  # for an envelope or a signed request
    trigger: float = 3.0  # a trigger_id's life
    retries: tuple[float, ...] = (1.0, 60.0, 300.0)  # between the attempts at one event, by the sandbox's clock
    hook: float = 1800.0  # a response_url's life, by the sandbox's clock
    hook_uses: int = 5
    connection: float = 18_060.0  # a socket's life before Slack refreshes it
    notice: float = 10.0  # between a warning and the end of the socket
    ping: float = 5.0  # between pings on a quiet socket
    hang: float = 60.0  # how long a call hangs that was asked to hang
