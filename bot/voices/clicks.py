"""What `/flywheel voice` and a click answer."""

from datetime import datetime

from sqlmodel import Session

from bot.captures.receipts import Recipient, tell
from bot.delivery.clicked import replace_clicked
from bot.delivery.inbox import first_time
from bot.followups.services import today_of
from bot.home.publishing import publish_home
from bot.i18n import Texts, texts_in
from bot.people.services import reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.blocks import Message
from bot.slack.payloads import Inbound
from bot.voices.readers import next_morning_of
from bot.voices.services import answer_story, find_listener, hear, may_name
from bot.voices.views import FROM_DIGEST, FROM_HOME, ON, Hearing, hearing_message, no_more, story_answered


def voice_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> Message:
    """Raises UserError for a guest."""
    require(session, workspace_id, person, Act.VOICE, on=today_of(session, workspace_id, person, now=now))
    listener = find_listener(session, workspace_id, person)
    next_at = next_morning_of(session, workspace_id, person, now=now)
    hearing = Hearing(listener.wants, listener.by_name, next_at) if listener else Hearing()
    return hearing_message(hearing, _texts(session, workspace_id, person))


def click_hear(session: Session, workspace_id: int, who: Inbound, wish: str, *, now: datetime) -> None:
    """ "on" or "off", and where it was clicked: a digest stays, and below it stands what was done. Raises UserError."""
    if not first_time(session, workspace_id, who.key, now=now):
        return
    wish, _, place = wish.partition(":")
    hear(session, workspace_id, who.user_id, wants=wish == ON, now=now)
    if place == FROM_DIGEST:
        said = no_more(_texts(session, workspace_id, who.user_id))
        tell(session, workspace_id, Recipient(who.user_id, who.response_url), said, who.key, now=now)
    elif place == FROM_HOME:
        publish_home(session, workspace_id, who.user_id, who.key, now=now)
    else:
        _show_anew(session, workspace_id, who, now=now)


def click_thank(session: Session, workspace_id: int, who: Inbound, wish: str, *, now: datetime) -> None:
    """As `click_hear`."""
    if first_time(session, workspace_id, who.key, now=now):
        may_name(session, workspace_id, who.user_id, by_name=wish == ON, now=now)
        _show_anew(session, workspace_id, who, now=now)


def click_story(
    session: Session, workspace_id: int, who: Inbound, story_id: int, *, agreed: bool, now: datetime
) -> None:  # fmt: skip
    """In the place of the question stands what she said. Raises UserError."""
    if first_time(session, workspace_id, who.key, now=now):
        story = answer_story(session, workspace_id, story_id, who.user_id, agreed=agreed)
        said = story_answered(story, _texts(session, workspace_id, who.user_id))
        replace_clicked(session, workspace_id, who, said, now=now)


def _show_anew(session: Session, workspace_id: int, who: Inbound, *, now: datetime) -> None:
    page = voice_page(session, workspace_id, who.user_id, now=now)
    replace_clicked(session, workspace_id, who, page, now=now)


def _texts(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
