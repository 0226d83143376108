"""What a click opens and how it is answered: the forms, and the word that takes the place of an answered offer."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.captures.receipts import Recipient, tell
from bot.captures.rules import without_mention
from bot.delivery.clicked import replace_clicked
from bot.delivery.inbox import first_time
from bot.departments.rules import department_name
from bot.departments.services import departments
from bot.errors import UserError
from bot.i18n import Texts, texts_in
from bot.ownership import views
from bot.ownership.forms import ask_form, decline_form, hand_over_form
from bot.ownership.handoffs import OVER, accept, ask, check_may_answer, decline
from bot.ownership.models import Handoff
from bot.ownership.queries import about, department_shown, pain_of_card, picture_of, waiting_offer
from bot.ownership.rules import About, says_mine
from bot.ownership.services import take
from bot.pains.models import Pain
from bot.pains.services import open_pain
from bot.people.rules import MEMBERS_ONLY
from bot.people.services import names_of, reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.blocks import Message, View, section
from bot.slack.payloads import Inbound, SlackMessage, place_of
from bot.workdays.services import today_in
from bot.workspaces.services import bot_user_of


def hand_over_page(session: Session, workspace_id: int, pain_id: int, person: str, *, now: datetime) -> View:
    """Raises UserError for whoever may not, and for a pain that is not open."""
    pain = open_pain(session, workspace_id, pain_id)
    require(session, workspace_id, person, Act.OFFER, pain, on=today_in(session, workspace_id, now))
    t = _texts(session, workspace_id, person)
    others = [one for one in departments(session, workspace_id) if one.key != pain.owner_department]
    return hand_over_form(about(session, pain), pain_id, others, _waiting(session, pain, t), t)


def decline_page(session: Session, workspace_id: int, who: Inbound, handoff_id: int, *, now: datetime) -> View:
    """Raises UserError for whoever may not, and for an offer that is over."""
    pain = check_may_answer(session, workspace_id, handoff_id, who.user_id, now=now)
    t = _texts(session, workspace_id, who.user_id)
    return decline_form(about(session, pain), f"{handoff_id} {who.response_url}", t)


def ask_page(session: Session, workspace_id: int, who: Inbound, handoff_id: int, *, now: datetime) -> View:
    """As `decline_page`."""
    pain = check_may_answer(session, workspace_id, handoff_id, who.user_id, now=now)
    t = _texts(session, workspace_id, who.user_id)
    return ask_form(about(session, pain), f"{handoff_id} {who.response_url}", t)


def picture_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> Message:
    """`/flywheel handoffs`. Raises UserError for whoever may not see the workspace's figures."""
    require(session, workspace_id, person, Act.SEE_FIGURES, on=today_in(session, workspace_id, now))
    return picture_of(session, workspace_id, _texts(session, workspace_id, person), now=now)


def take_by_button(session: Session, workspace_id: int, who: Inbound, pain_id: int, *, now: datetime) -> None:
    """On a card, which then shows it; a proposal gives way to a word that says so. Raises UserError."""
    if not first_time(session, workspace_id, who.key, now=now):
        return
    pain = take(session, workspace_id, pain_id, who.user_id, now=now)
    if place_of(who.body)[0].startswith("D"):
        said = views.you_own(about(session, pain), _texts(session, workspace_id, who.user_id))
        replace_clicked(session, workspace_id, who, said, now=now)


def accept_by_button(session: Session, workspace_id: int, who: Inbound, handoff_id: int, *, now: datetime) -> None:
    """Raises UserError."""
    if first_time(session, workspace_id, who.key, now=now):
        handoff = accept(session, workspace_id, handoff_id, who.user_id, now=now)
        said = views.you_own(_about(session, handoff), _texts(session, workspace_id, who.user_id))
        replace_clicked(session, workspace_id, who, said, now=now)


def decline_by_form(
    session: Session, workspace_id: int, who: Inbound, subject: str, reason: str, *, now: datetime
) -> None:
    """Raises UserError."""
    if first_time(session, workspace_id, who.key, now=now):
        handoff_id, response_url = _subject(subject)
        handoff = decline(session, workspace_id, handoff_id, who.user_id, reason, now=now)
        said = views.you_declined(_about(session, handoff), _texts(session, workspace_id, who.user_id))
        replace_clicked(session, workspace_id, replace(who, response_url=response_url), said, now=now)


def ask_by_form(
    session: Session, workspace_id: int, who: Inbound, subject: str, question: str, *, now: datetime
) -> None:
    """The offer keeps its buttons: it still waits. Raises UserError."""
    if first_time(session, workspace_id, who.key, now=now):
        ask(session, workspace_id, _subject(subject)[0], who.user_id, question, now=now)


def claimed_card(session: Session, workspace_id: int, message: SlackMessage) -> Pain | None:
    """The pain somebody claims by a mention in the thread of its card: "@Flywheel mine"."""
    said = without_mention(message.text, bot_user_of(session, workspace_id))
    if not message.thread_ts or not says_mine(said):
        return None
    return pain_of_card(session, workspace_id, message.channel_id, message.thread_ts)


def claim(session: Session, workspace_id: int, who: Inbound, pain_id: int, to: Recipient, *, now: datetime) -> None:
    """Take a pain by a reaction or a word. What stands in the way is said to her alone; to a bot, nothing."""
    reader = reader_of(session, workspace_id, who.user_id)
    if reader.is_bot or not first_time(session, workspace_id, who.key, now=now):
        return
    t = texts_in(reader.language)
    try:
        if reader.is_outside or who.from_outside:
            raise UserError(MEMBERS_ONLY)
        take(session, workspace_id, pain_id, who.user_id, now=now)
    except UserError as error:  # take changes nothing before it raises
        text = t(error.sentence, **error.values)
        tell(session, workspace_id, to, Message(text, [section(text)]), who.key, now=now)


def _subject(text: str) -> tuple[int, str]:
    """(handoff, response_url). Raises UserError for a form of another release."""
    handoff_id, _, response_url = text.partition(" ")
    if not handoff_id.isdecimal():
        raise UserError(OVER)
    return int(handoff_id), response_url


def _about(session: Session, handoff: Handoff) -> About:
    return about(session, session.get_one(Pain, handoff.pain_id))


def _waiting(session: Session, pain: Pain, t: Texts) -> str:
    """The name of whoever the pain is offered to now."""
    handoff = waiting_offer(session, pain.key)
    if handoff is None:
        return ""
    if handoff.to_person:
        return names_of(session, pain.workspace_id, [handoff.to_person]).get(handoff.to_person, "")
    return department_name(department_shown(session, pain.workspace_id, handoff.to_department), t)


def _texts(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
