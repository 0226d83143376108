"""The two ways of being told no: the Web API to the app, and Slack's client to a person."""

from typing import Any


class ApiError(Exception):
    """`ok: false` with Slack's word for it in `code`; `extra` joins the answer, such as needed and provided."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


class Refused(Exception):
    """Slack's client would not let them. `code` is for programs, `sentence` for the person."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
