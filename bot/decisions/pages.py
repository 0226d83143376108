"""What a click opens about decisions, for one reader."""

from datetime import datetime

from sqlmodel import Session

from bot.captures.receipts import Recipient, tell
from bot.decisions.forms import AboutWhat, decision_form, look_back_form
from bot.decisions.queries import find_decision, shown
from bot.decisions.search import find
from bot.decisions.services import about_what, check_may_look_back
from bot.decisions.views import decision_window, found_message
from bot.delivery.inbox import first_time
from bot.i18n import Texts, texts_in
from bot.people.services import reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.blocks import Message, View
from bot.slack.payloads import Inbound
from bot.workdays.services import today_in


def decision_page(session: Session, workspace_id: int, about: AboutWhat, *, now: datetime) -> View:
    """Raises UserError for whoever may not decide, and for what is not there."""
    known = about_what(session, workspace_id, about, now=now)
    return decision_form(known, _texts(session, workspace_id, about.by))


def look_back_page(session: Session, workspace_id: int, by: str, decision_id: int, *, now: datetime) -> View:
    """Raises UserError for whoever may not, and for one that was looked back at."""
    decision = check_may_look_back(session, workspace_id, by, decision_id, now=now)
    return look_back_form(shown(session, decision), _texts(session, workspace_id, by))


def impact_page(session: Session, workspace_id: int, by: str, decision_id: int, *, now: datetime) -> View:
    """Raises UserError for whoever may not, and for one that is not there."""
    require(session, workspace_id, by, Act.SEE_DECISIONS, on=today_in(session, workspace_id, now))
    decision = find_decision(session, workspace_id, decision_id)
    return decision_window(shown(session, decision), _texts(session, workspace_id, by))


def found_page(session: Session, workspace_id: int, by: str, query: str, *, now: datetime) -> Message:
    """Raises UserError for whoever may not."""
    return found_message(find(session, workspace_id, by, query, now=now), _texts(session, workspace_id, by))


def turn_page(session: Session, workspace_id: int, who: Inbound, query: str, page: int, *, now: datetime) -> None:
    """Another page, in the place of the one she clicked on. Raises UserError."""
    if first_time(session, workspace_id, who.key, now=now):
        found = find(session, workspace_id, who.user_id, query, page, now=now)
        message = found_message(found, _texts(session, workspace_id, who.user_id))
        to = Recipient(who.user_id, who.response_url, replaces=True)
        tell(session, workspace_id, to, message, who.key, now=now)


def _texts(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
