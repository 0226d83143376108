"""Running until told to stop: signals, the database at its revision, and a word about what is going on."""

import asyncio
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from bot.app import Application, build_app
from bot.errors import SlackError
from bot.settings import Settings
from bot.store.migrate import upgrade

log = logging.getLogger(__name__)

REFUSED = {
    "invalid_auth": "Slack does not know this bot token: copy it again from OAuth & Permissions.",
    "account_inactive": "The app was removed from the workspace: install it again.",
    "token_revoked": "The bot token was revoked: install the app again.",
    "not_allowed_token_type": "SLACK_APP_TOKEN must be the app-level token (xapp-).",
}


async def run_forever(settings: Settings) -> None:
    """Ends on SIGTERM or Ctrl-C, after what is under way. Exits with 1 when Slack will not have the token."""
    upgrade(settings.database_url)
    application = build_app(settings)
    with stop_signal() as stopped:
        await _start(application)
        await stopped.wait()
    log.info("stopping: finishing what is under way")
    await application.stop()


@contextmanager
def stop_signal() -> Iterator[asyncio.Event]:
    """Set by the first SIGTERM or Ctrl-C; the second one ends the process at once."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop(number: signal.Signals) -> None:
        loop.remove_signal_handler(number)
        stopped.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop, number)
    yield stopped


async def _start(application: Application) -> None:
    try:
        identity = await application.start()
    except SlackError as error:
        await application.stop()
        raise SystemExit(REFUSED.get(error.code, f"Slack did not let the bot in ({error.code}).")) from None
    log.info("at work in %s", identity.team)
