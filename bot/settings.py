"""What an operator sets, from the environment: the only module that reads it."""

from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

HOW = {
    "SLACK_BOT_TOKEN": "the bot token, xoxb-…, from OAuth & Permissions on your app's page at api.slack.com/apps",
    "SLACK_APP_TOKEN": "the app-level token, xapp-…, with connections:write, from Basic Information on the same page",
    "DATABASE_URL": "sqlite:////path/to/flywheel.db or postgresql://user:password@host/database",
    "SLACK_API_URL": "https://slack.com/api/ unless you run against a stand-in",
}


class Storage(BaseSettings):
    """`hide_input_in_errors`: without it one missing token prints the other secrets."""

    model_config = SettingsConfigDict(hide_input_in_errors=True, extra="ignore", frozen=True)

    database_url: str = Field(default=f"sqlite:///{Path('flywheel.db').resolve()}", pattern=r"^(sqlite|postgres).*:")


def _token(prefix: str) -> AfterValidator:
    """A pasted token of the wrong kind is the commonest mistake of all."""

    def check(token: SecretStr) -> SecretStr:
        if not token.get_secret_value().startswith(prefix):
            raise ValueError("another kind of token")
        return token

    return AfterValidator(check)


class Settings(Storage):
    slack_bot_token: Annotated[SecretStr, _token("xoxb-")]
    slack_app_token: Annotated[SecretStr, _token("xapp-")]
    slack_api_url: str = Field(default="https://slack.com/api/", pattern=r"^https?://.+/$")


S = TypeVar("S", bound=Storage)


def read_settings(kind: type[S]) -> S | list[str]:
    """The settings, or a sentence for each that is missing or wrong. No sentence holds a value."""
    try:
        return kind()
    except ValidationError as error:
        return [_sentence(str(problem["loc"][0]).upper(), str(problem["type"])) for problem in error.errors()]


def _sentence(name: str, kind: str) -> str:
    wrong = "is missing" if kind == "missing" else "does not look right"
    return f"{name} {wrong}: {HOW[name]}"
