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

STUCK = 600.0  # seconds without a tick; one that sends a large backlog takes minutes
LOOK = 15.0
REFUSED = {
    "invalid_auth": "Slack does not know this bot token: copy it again from OAuth & Permissions.",
    "account_inactive": "The app was removed from the workspace: install it again.",
    "token_revoked": "The bot token was revoked: install the app again.",
    "not_allowed_token_type": "SLACK_APP_TOKEN must be the app-level token (xapp-).",
}


async def run_forever(settings: Settings) -> None:
    """Ends on SIGTERM or Ctrl-C, after what is under way.

    Exits with 1 when Slack will not have the token, or when the ticks have stopped: whoever watches over the process
    starts it again, and rows are the schedule, so nothing is lost.
    """
    upgrade(settings.database_url)
    application = build_app(settings)
    with stop_signal() as stopped:
        work, stop = asyncio.create_task(_work(application)), asyncio.create_task(stopped.wait())
        await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
        log.info("stopping: finishing what is under way")
        told = work.done()
        work.cancel()
        stop.cancel()
        await application.stop()
    if told:
        raise SystemExit(_why(work.exception()))


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


async def _work(application: Application) -> None:
    """Returns only when no tick has come for too long: a scheduler that says it runs may still be stuck."""
    identity = await application.start()
    log.info("at work in %s", identity.team)
    while application.ticker.last_tick_age() < STUCK:
        await asyncio.sleep(LOOK)


def _why(error: BaseException | None) -> str:
    """One sentence for the operator. Raises whatever nobody foresaw."""
    if error is None:
        return f"Nothing was looked at for {STUCK / 60:.0f} minutes: start me again."
    if isinstance(error, SlackError):
        return REFUSED.get(error.code, f"Slack did not let the bot in ({error.code}).")
    raise error
