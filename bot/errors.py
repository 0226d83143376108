"""Everything that may go wrong on purpose.

FlywheelError
├── UserError            the person can mend it; `sentence` says how, in English, and is translated at the edge
├── StoreError           the database could not take it now; what was typed must be kept
│   ├── StoreBusy            locked, or the server is away: try again
│   └── StoreFull            no room, or read-only: an operator must act
└── SlackError           Slack did not do it
    ├── SlackBusy            429: not before `retry_after` seconds
    ├── SlackUnreachable     it never left: surely not done
    ├── SlackUnclear         time-out, reset, 5xx: perhaps done
    └── SlackRefused         trying again cannot help; `code` is Slack's word for why
"""


class FlywheelError(Exception):
    """The root: nothing raises it itself."""


class UserError(FlywheelError):
    """Bad input or a rule the person met.

    `sentence` is an English msgid with `{placeholders}` filled from `values`; `block_id` names the form's field it
    belongs to ("" = no field).
    """

    def __init__(self, sentence: str, *, block_id: str = "", **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.block_id = block_id
        self.values = values


class StoreError(FlywheelError):
    """The database could not take it now."""


class StoreBusy(StoreError):
    """Locked, or the server is away."""


class StoreFull(StoreError):
    """No room left, or the file is read-only."""


class SlackError(FlywheelError):
    """Slack did not do what was asked."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SlackBusy(SlackError):
    """429: the same call may go again after `retry_after` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class SlackUnreachable(SlackError):
    """No connection could be made: surely not done."""


class SlackUnclear(SlackError):
    """The answer was lost or made no sense: perhaps done."""


class SlackRefused(SlackError):
    """Slack said no; `code` is its word for why, such as `channel_not_found`."""
