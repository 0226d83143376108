"""What people do to close a loop: resolve a pain, say what became of each customer, open it again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlmodel import Session

from bot.delivery.clicked import replace_clicked
from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.errors import UserError
from bot.figures.counting import count_telling
from bot.figures.models import What
from bot.figures.services import count
from bot.i18n import N_, Texts, texts_in
from bot.loops.closing import close_if_answered, hold, mark_resolved, open_again
from bot.loops.models import Outcome, Telling
from bot.loops.queries import asked_about, figures
from bot.loops.report import figures_message
from bot.loops.rules import Answer, Resolution, may_answer
from bot.loops.tellings import ask_everybody, edit_message
from bot.loops.views import Asked, back_note, not_fixed_note, opened_again
from bot.ownership.services import withdraw_offer
from bot.pains.cards import edit_card
from bot.pains.models import Pain, PainStatus
from bot.pains.rules import label, wordless
from bot.pains.services import add_voice, open_pain, remember
from bot.people.services import names_of, reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.blocks import Message
from bot.slack.ids import BlockId
from bot.slack.payloads import Inbound
from bot.workdays.services import today_in

NOT_HERS = N_("Only the person who was asked, and the pain's owner, can answer that.")
ANSWERED = N_("That was answered already.")
OPEN_AGAIN = N_("{pain} is open again: there is nothing to tell for now.")
NO_SENTENCE = N_("Say in one sentence what changed for the customer.")
NO_REASON = N_("Say in a few words what is still wrong for them.")
FASTER = N_("Somebody else was faster: {pain} is resolved already.")


def resolve(session: Session, workspace_id: int, pain_id: int, person: str, sentence: str, *, now: datetime) -> Pain:
    """The owner says, for the customer, what changed; everybody who reported it is asked to pass it on.

    Raises UserError for whoever may not, without a sentence, and when the pain is not open any more.
    """
    return finish(session, workspace_id, pain_id, person, Resolution(sentence), now=now)


def not_doing(session: Session, workspace_id: int, pain_id: int, person: str, sentence: str, *, now: datetime) -> Pain:
    """A decision, with a sentence that says why; it goes through the same loop. Raises as `resolve`."""
    return finish(session, workspace_id, pain_id, person, Resolution(sentence, not_doing=True), now=now)


def finish(
    session: Session, workspace_id: int, pain_id: int, person: str, resolution: Resolution, *, now: datetime
) -> Pain:
    """`resolve` or `not_doing`, as the resolution says."""
    pain = may_resolve(session, workspace_id, pain_id, person, now=now)
    if wordless(resolution.sentence):
        raise UserError(NO_SENTENCE, block_id=BlockId.RESOLUTION)
    if not mark_resolved(session, pain, resolution, now=now):
        raise UserError(FASTER, pain=label(pain.number))
    withdraw_offer(session, pain, now=now)
    remember(session, pain, person, "not doing" if pain.not_doing else "resolved", pain.resolution, now=now)
    count(session, workspace_id, What.RESOLVED, now)
    ask_everybody(session, pain, person, now=now)
    edit_card(session, pain, now=now)
    close_if_answered(session, pain, person, now=now)
    return pain


def may_resolve(session: Session, workspace_id: int, pain_id: int, person: str, *, now: datetime) -> Pain:
    """Raises UserError for whoever may not, and when the pain is not open any more."""
    pain = open_pain(session, workspace_id, pain_id)
    require(session, workspace_id, person, Act.RESOLVE, pain, on=now.date())
    return pain


def record_outcome(
    session: Session, workspace_id: int, telling_id: int, person: str, answer: Answer, *, now: datetime
) -> Telling:
    """What became of one customer. Not fixed for one: the pain is open again, with its owner.

    Raises UserError for somebody else's, for one that was answered, and when the pain was opened again.
    """
    telling, pain = _held(session, workspace_id, telling_id)
    _check(session, telling, pain, person, answer.outcome)
    if answer.outcome is Outcome.NOT_FIXED and wordless(answer.how):
        raise UserError(NO_REASON, block_id=BlockId.WHY)
    count_telling(session, pain, telling, by=-1)
    telling.outcome, telling.how, telling.answered_at = answer.outcome, answer.how, now
    session.add(telling)
    session.flush()
    count_telling(session, pain, telling)
    remember(session, pain, person, answer.outcome.replace("_", " "), telling.customer, now=now)
    if answer.outcome is Outcome.NOT_FIXED:
        open_again(session, pain, person, telling.how, now=now)
        _tell_owner(session, pain, person, "not fixed", partial(not_fixed_note, pain, telling), now=now)
    else:
        close_if_answered(session, pain, person, now=now)
    edit_card(session, pain, now=now)
    edit_message(session, pain, telling.teller, now=now)
    return telling


def look_at_telling(session: Session, workspace_id: int, telling_id: int, person: str, outcome: Outcome) -> Asked:
    """The one customer, for a form. Raises UserError where she cannot give this answer (any more)."""
    telling, pain = _find(session, workspace_id, telling_id)
    _check(session, telling, pain, person, outcome)
    reader = "" if person == telling.teller else person
    asked = asked_about(session, pain, telling.round, telling.teller, reader=reader)
    return replace(asked, tellings=[telling])


def change_text(session: Session, workspace_id: int, telling_id: int, person: str, text: str, *, now: datetime) -> None:
    """What a teller wants to say instead of what is proposed. Raises UserError for somebody else's, and too late."""
    telling, pain = _held(session, workspace_id, telling_id)
    _check(session, telling, pain, person, Outcome.TOLD)
    if person != telling.teller:
        raise UserError(NOT_HERS)
    for each in asked_about(session, pain, telling.round, telling.teller).tellings:
        each.text = text
        session.add(each)
    session.flush()
    edit_message(session, pain, telling.teller, now=now)


def reopen(session: Session, workspace_id: int, who: Inbound, pain_id: int, *, now: datetime) -> Pain:
    """ "Yes, it is back": a closed pain is open again, with one more voice; the question gives way to a thank-you.

    Raises UserError when it is not closed any more.
    """
    pain = session.get(Pain, pain_id)
    if pain is None or pain.workspace_id != workspace_id:
        raise UserError(N_("That pain is not there any more."))
    hold(session, pain)
    if pain.status is not PainStatus.CLOSED:
        raise UserError(N_("{pain} is not closed any more."), pain=label(pain.number))
    open_again(session, pain, who.user_id, "", now=now)
    add_voice(session, pain, who.user_id, "", now=now)
    edit_card(session, pain, now=now)
    t = texts_in(reader_of(session, workspace_id, who.user_id).language)
    replace_clicked(session, workspace_id, who, opened_again(pain, t), now=now)
    _tell_owner(session, pain, who.user_id, "back", partial(back_note, pain), now=now)
    return pain


def _check(session: Session, telling: Telling, pain: Pain, person: str, outcome: Outcome) -> None:
    """Raises UserError where she cannot give this answer (any more)."""
    if person not in {telling.teller, pain.owner} and not reader_of(session, pain.workspace_id, person).is_admin:
        raise UserError(NOT_HERS)
    if telling.outcome is Outcome.CANCELLED or telling.round != pain.round or pain.status is PainStatus.OPEN:
        raise UserError(OPEN_AGAIN, pain=label(pain.number))
    if not may_answer(telling.outcome, telling.how, outcome):
        raise UserError(ANSWERED)


def show_figures(session: Session, workspace_id: int, person: str, *, now: datetime) -> Message:
    """`/flywheel loops`. Raises UserError for whoever may not see the workspace's figures."""
    require(session, workspace_id, person, Act.SEE_FIGURES, on=today_in(session, workspace_id, now))
    t = texts_in(reader_of(session, workspace_id, person).language)
    return figures_message(figures(session, workspace_id, now=now), t)


def _find(session: Session, workspace_id: int, telling_id: int) -> tuple[Telling, Pain]:
    telling = session.get(Telling, telling_id)
    if telling is None or telling.workspace_id != workspace_id:
        raise UserError(ANSWERED)
    return telling, session.get_one(Pain, telling.pain_id)


def _held(session: Session, workspace_id: int, telling_id: int) -> tuple[Telling, Pain]:
    """Both as they are now, the pain held. Raises UserError for one that is not there."""
    telling, pain = _find(session, workspace_id, telling_id)
    hold(session, pain)
    session.refresh(telling)
    return telling, pain


def _tell_owner(
    session: Session, pain: Pain, person: str, key: str, write: Callable[[str, Texts], Message], *, now: datetime
) -> None:
    """Never the one who did it. `write` makes the message of the (raw) name of who did, in the owner's language."""
    if pain.owner in {"", person}:
        return
    name = names_of(session, pain.workspace_id, [person]).get(person, "")
    message = write(name, texts_in(reader_of(session, pain.workspace_id, pain.owner).language))
    letter = Letter(f"{key}:{pain.number}:{pain.version}", Method.POST, pain.owner, message.payload())
    enqueue(session, pain.workspace_id, letter, now=now)
