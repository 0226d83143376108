"""`/flywheel <word>`: each word and who answers it, in one table."""

from collections.abc import Mapping

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.slack.ids import Command
from bot.slack.payloads import Inbound, Kind
from handlers.charts import command_charts
from handlers.finding import command_find
from handlers.followups import command_pause, command_resume
from handlers.home import command_help, command_language
from handlers.loops import command_loops
from handlers.ownership import command_handoffs
from handlers.router import Handler, Route
from handlers.setup import open_setup
from handlers.team import show_roster

WORDS: Mapping[str, Handler] = {
    "charts": command_charts,
    "find": command_find,
    "handoffs": command_handoffs,
    "help": command_help,
    "language": command_language,
    "loops": command_loops,
    "pause": command_pause,
    "resume": command_resume,
    "setup": open_setup,
    "team": show_roster,
}
# What a Vietnamese reader types; the first syllable is enough.
ALSO = {
    "giúp": "help",
    "ngôn": "language",
    "thiết": "setup",
    "cài": "setup",
    "nhóm": "team",
    "tạm": "pause",
    "tiếp": "resume",
    "chuyển": "handoffs",
    "tìm": "find",
    "biểu": "charts",
}


async def flywheel_command(inbound: Inbound, deps: Deps) -> BoltResponse:
    word = str(inbound.body.get("text") or "").strip().lower().partition(" ")[0]
    answer = WORDS.get(ALSO.get(word, word), command_help)
    return await answer(inbound, deps)


ROUTES = [Route(Kind.COMMAND, Command.FLYWHEEL, flywheel_command)]
