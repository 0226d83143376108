"""`/flywheel <word>`: each word and who answers it, in one table."""

from collections.abc import Mapping

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.slack.ids import Command
from bot.slack.payloads import Inbound, Kind
from handlers.actions import command_action
from handlers.agenda import open_agenda
from handlers.charts import command_charts
from handlers.checkpoints import command_review
from handlers.contacts import command_contact
from handlers.decisions import command_decide, command_decisions
from handlers.facilitators import command_rotation
from handlers.finding import command_find
from handlers.followups import command_pause, command_resume
from handlers.goals import command_goals, command_priorities
from handlers.home import command_help, command_language
from handlers.kpis import command_kpi
from handlers.ledger import command_status
from handlers.loops import command_loops
from handlers.meetings import command_meeting, command_next
from handlers.ownership import command_handoffs
from handlers.prompts import command_answers
from handlers.router import Handler, Route
from handlers.setup import open_setup
from handlers.team import show_roster
from handlers.voices import command_voice
from handlers.years import command_theme

WORDS: Mapping[str, Handler] = {
    "action": command_action,
    "agenda": open_agenda,
    "decide": command_decide,
    "decisions": command_decisions,
    "charts": command_charts,
    "find": command_find,
    "answers": command_answers,
    "contact": command_contact,
    "goals": command_goals,
    "handoffs": command_handoffs,
    "help": command_help,
    "kpi": command_kpi,
    "language": command_language,
    "loops": command_loops,
    "meeting": command_meeting,
    "next": command_next,
    "pause": command_pause,
    "priorities": command_priorities,
    "resume": command_resume,
    "rotation": command_rotation,
    "review": command_review,
    "setup": open_setup,
    "status": command_status,
    "team": show_roster,
    "theme": command_theme,
    "voice": command_voice,
}
# What a Vietnamese reader types; the first syllable is enough.
ALSO = {
    "trả": "answers",
    "câu": "answers",
    "gặp": "contact",
    "giúp": "help",
    "ngôn": "language",
    "thiết": "setup",
    "cài": "setup",
    "nhóm": "team",
    "tạm": "pause",
    "tiếp": "resume",
    "chuyển": "handoffs",
    "chương": "agenda",
    "họp": "meeting",
    "sắp": "next",
    "quyết": "decisions",
    "việc": "action",
    "luân": "rotation",
    "trạng": "status",
    "tình": "status",
    "tìm": "find",
    "biểu": "charts",
    "chủ": "theme",
    "mục": "goals",
    "ưu": "priorities",
    "đánh": "review",
    "xem": "review",
    "chỉ": "kpi",
    "số": "kpi",
    "tiếng": "voice",
}


async def flywheel_command(inbound: Inbound, deps: Deps) -> BoltResponse:
    word = str(inbound.body.get("text") or "").strip().lower().partition(" ")[0]
    answer = WORDS.get(ALSO.get(word, word), command_help)
    return await answer(inbound, deps)


ROUTES = [Route(Kind.COMMAND, Command.FLYWHEEL, flywheel_command)]
