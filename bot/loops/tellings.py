"""Asking people to tell their customers: one direct message a person, written when it goes out.

All letters of one person about one pain share a lane: an edit never overtakes the message it edits.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select, update

from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.figures.counting import count_telling
from bot.i18n import texts_in
from bot.loops.models import Outcome, Telling
from bot.loops.queries import asked_about, group_in, group_of, told_directly
from bot.loops.rules import BY_FLYWHEEL, is_herself
from bot.loops.views import owner_note, telling_message, told_by_bot
from bot.pains.models import Echo, Pain
from bot.people.models import Person
from bot.people.services import names_of, reader_of
from bot.slack.ids import PurposeId
from bot.store.once import InsertOnce

_TELLINGS = InsertOnce(
    Telling,
    *("workspace_id", "pain_id", "round", "teller", "customer", "outcome", "how"),
    *("text", "message_channel", "message_ts", "asked_at", "answered_at"),
)
Voice = tuple[str, str]  # who reported or echoed, and for which customer ("" = not named)


def ask_everybody(session: Session, pain: Pain, by: str, *, now: datetime) -> None:
    """Every reporter and echo of a pain that `by` has just resolved."""
    echoes = session.exec(
        select(Echo.person, Echo.customer).where(Echo.pain_id == pain.key).order_by(col(Echo.id))
    ).all()
    ask(session, pain, [(pain.reporter, pain.customer), *echoes], by, now=now)


def ask(session: Session, pain: Pain, voices: Iterable[Voice], by: str, *, now: datetime) -> None:
    """Also of a resolved pain with one more voice. A colleague who is the customer herself is told by the bot."""
    voices = list(voices)
    people = _people(session, pain.workspace_id, [person for person, _ in voices])
    tellers = set()
    for person, customer in voices:
        known = people.get(person)
        if is_herself(customer, known.name if known else "", is_colleague=pain.is_colleague):
            _tell_herself(session, pain, person, by, now=now)
            continue
        stand_in = known is not None and (known.is_gone or known.is_bot)
        teller = (pain.owner or by) if stand_in else person
        if _keep(session, pain, _telling(pain, teller, customer, now)):
            tellers.add(teller)
    for teller in sorted(tellers):
        _send(session, pain, teller, now=now)


def edit_message(session: Session, pain: Pain, teller: str, *, now: datetime) -> None:
    """Queue an edit of what a teller was asked; the pain's version makes it one edit a change."""
    pain.version += 1
    session.add(pain)
    letter = _letter(pain, Method.UPDATE, teller, f"telling:{pain.number}:{pain.round}:{teller}:v{pain.version}")
    enqueue(session, pain.workspace_id, letter, now=now)


def cancel_waiting(session: Session, pain: Pain, *, now: datetime) -> None:
    """The pain is open again: nobody else has anything to tell for now."""
    waiting = (
        *(col(Telling.pain_id) == pain.key, col(Telling.round) == pain.round),
        col(Telling.outcome) == Outcome.WAITING,
    )
    off = session.exec(select(Telling).where(*waiting)).all()
    for telling in off:
        count_telling(session, pain, telling, by=-1)
    for teller in {telling.teller for telling in off}:
        edit_message(session, pain, teller, now=now)
    session.exec(update(Telling).where(*waiting).values(outcome=Outcome.CANCELLED, answered_at=now))


def render_message(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None when she has nothing to tell any more."""
    asked = asked_about(session, *group_in(session, row.subject))
    if not asked.waiting:
        return None
    return telling_message(asked, texts_in(reader_of(session, row.workspace_id, row.channel).language)).payload()


def render_edit(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for somebody whose message never came to be."""
    pain, round_, teller = group_in(session, row.subject)
    asked = asked_about(session, pain, round_, teller)
    known = next((telling for telling in asked.tellings if telling.message_ts), None)
    if known is None:
        return None
    message = telling_message(asked, texts_in(reader_of(session, row.workspace_id, teller).language))
    return {"channel": known.message_channel, "ts": known.message_ts, **message.payload()}


def message_sent(session: Session, delivered: Delivered, now: datetime) -> None:
    """Keep where it is; what was answered while it was on its way is edited in."""
    pain, round_, teller = group_in(session, delivered.row.subject)
    tellings = asked_about(session, pain, round_, teller).tellings
    for telling in tellings:
        telling.message_channel = str(delivered.response.get("channel") or delivered.row.channel)
        telling.message_ts = str(delivered.response.get("ts") or "")
        session.add(telling)
    if any(telling.outcome is not Outcome.WAITING for telling in tellings):
        edit_message(session, pain, teller, now=now)


def message_refused(session: Session, row: OutboxRow, _code: str, now: datetime) -> None:
    """Slack does not let the bot write to her: the owner hears of it, once a round; nobody hears of herself."""
    pain, round_, teller = group_in(session, row.subject)
    if pain.owner and pain.owner != teller:
        key = f"telling note:{pain.number}:{round_}:{teller}"
        letter = Letter(key, Method.POST, pain.owner, {}, PurposeId.TELLING_NOTE, row.subject)
        enqueue(session, pain.workspace_id, letter, now=now)


def render_note(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """To the owner, who is shown no more of the pain than she may see. None when it was answered meanwhile."""
    pain, round_, teller = group_in(session, row.subject)
    asked = asked_about(session, pain, round_, teller, reader=row.channel)
    if not asked.waiting:
        return None
    name = names_of(session, row.workspace_id, [teller]).get(teller, "")
    return owner_note(asked, name, texts_in(reader_of(session, row.workspace_id, row.channel).language)).payload()


def _send(session: Session, pain: Pain, teller: str, *, now: datetime) -> None:
    """The first time a message; one more customer of hers is edited into it."""
    if len(asked_about(session, pain, pain.round, teller).tellings) > 1:
        edit_message(session, pain, teller, now=now)
    letter = _letter(pain, Method.POST, teller, f"telling:{pain.number}:{pain.round}:{teller}")
    enqueue(session, pain.workspace_id, letter, now=now)


def _tell_herself(session: Session, pain: Pain, person: str, by: str, *, now: datetime) -> None:
    """She is told once the message arrived; whoever resolved her own pain knows already."""
    telling = _telling(pain, person, "", now)
    telling.how = BY_FLYWHEEL
    if person == by:
        telling.outcome, telling.answered_at = Outcome.TOLD, now
    if _keep(session, pain, telling) and person != by:
        key, about = f"told:{pain.number}:{pain.round}:{person}", group_of(pain, person)
        enqueue(session, pain.workspace_id, Letter(key, Method.POST, person, {}, PurposeId.TOLD_BY_BOT, about), now=now)


def render_told(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None when the pain was opened again meanwhile."""
    pain, round_, person = group_in(session, row.subject)
    telling = told_directly(session, pain, round_, person)
    if telling is None or telling.outcome is not Outcome.WAITING:
        return None
    return told_by_bot(telling, pain, texts_in(reader_of(session, row.workspace_id, person).language)).payload()


def _letter(pain: Pain, method: Method, teller: str, key: str) -> Letter:
    """An edit goes where the message is by then."""
    is_post = method is Method.POST
    return Letter(
        key=key,
        method=method,
        channel=teller if is_post else "",
        purpose=PurposeId.TELLING if is_post else PurposeId.TELLING_EDIT,
        subject=group_of(pain, teller),
        lane=f"telling:{pain.number}:{teller}",
    )


def _keep(session: Session, pain: Pain, telling: Telling) -> bool:
    """False = she was asked about this customer already."""
    is_new = _TELLINGS.one(session, telling.model_dump(exclude={"id"}))
    if is_new:
        count_telling(session, pain, telling)
    return is_new


def _telling(pain: Pain, teller: str, customer: str, now: datetime) -> Telling:
    return Telling(
        workspace_id=pain.workspace_id,
        pain_id=pain.key,
        round=pain.round,
        teller=teller,
        customer=customer,
        asked_at=now,
    )


def _people(session: Session, workspace_id: int, user_ids: list[str]) -> dict[str, Person]:
    found = select(Person).where(Person.workspace_id == workspace_id, col(Person.user_id).in_(user_ids))
    return {person.user_id: person for person in session.exec(found)}
