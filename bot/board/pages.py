"""What a click on the board opens or answers, for one reader."""

from datetime import datetime

from sqlmodel import Session

from bot.agenda.showing import item_shown
from bot.board.forms import drop_form, end_form
from bot.board.queries import became_of, items_on
from bot.board.rules import SETTLED, Pressed
from bot.board.services import may_end, rate
from bot.board.views import thanks_message
from bot.captures.receipts import Recipient, tell
from bot.decisions.services import find_item
from bot.delivery.inbox import first_time
from bot.i18n import Texts, texts_in
from bot.people.services import reader_of
from bot.slack.blocks import View
from bot.slack.payloads import Inbound


def drop_page(session: Session, workspace_id: int, by: str, press: Pressed, *, now: datetime) -> View:
    """Raises UserError for whoever may not, and when the meeting is over."""
    may_end(session, workspace_id, by, press.meeting_id, now=now)
    shown = item_shown(session, find_item(session, workspace_id, press.item_id))
    return drop_form(press, shown.title, _texts(session, workspace_id, by))


def end_page(session: Session, workspace_id: int, by: str, meeting_id: int, *, now: datetime) -> View:
    """Raises UserError for whoever may not, and when it is over."""
    meeting = may_end(session, workspace_id, by, meeting_id, now=now)
    became = became_of(session, meeting.key)
    waiting = [item for item in items_on(session, meeting.key) if became.get(item.key) not in SETTLED]
    return end_form(meeting.key, len(waiting), _texts(session, workspace_id, by))


def rate_by_button(
    session: Session, workspace_id: int, who: Inbound, meeting_id: int, stars: int, *, now: datetime
) -> None:
    """Thanks only she sees. Raises UserError."""
    if first_time(session, workspace_id, who.key, now=now):
        rate(session, workspace_id, who.user_id, meeting_id, stars, now=now)
        message = thanks_message(stars, _texts(session, workspace_id, who.user_id))
        tell(session, workspace_id, Recipient(who.user_id, who.response_url), message, who.key, now=now)


def _texts(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
