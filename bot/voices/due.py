"""What falls due about the customer's voice. Each looks at the state first, and says what became of it."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from bot.delivery.letters import UNFINISHED, Letter, Method, State
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.followups.rules import is_at_work, next_morning
from bot.slack.ids import PurposeId
from bot.steps.models import Step, StepKind
from bot.steps.services import Due, plan
from bot.voices.digests import places, tell_stories
from bot.voices.posting import is_late, letters_to, send_digest
from bot.voices.readers import VoiceReader, listeners, plan_reader, voice_reader
from bot.voices.rules import LATE_AT_MOST, PLANNED_AHEAD, digest_days, opens, read_subject

MISSED = "missed: more than three days late"
A_MOMENT = timedelta(minutes=1)
ASKED_BEFORE = timedelta(hours=1)  # her morning: what kind of places the words come from
ASK_AGAIN = timedelta(hours=30)


def plan_voice(session: Session, workspace_id: int, *, now: datetime) -> None:
    """The digests of the coming weeks, and one that may still go out late. Again does no harm."""
    days = digest_days((now - LATE_AT_MOST).date(), (now + PLANNED_AHEAD).date())
    dues = [Due(StepKind.VOICE, str(day), opens(day)) for day in days if opens(day) > now - LATE_AT_MOST]
    plan(session, workspace_id, *dues, now=now)


def give_out(session: Session, step: Step, now: datetime) -> str | datetime:
    """The fortnight is over: each who asked for it gets it on her own morning. After an outage only the newest does."""
    day = date.fromisoformat(step.subject)
    if now < opens(day):
        return opens(day)
    if now > opens(day) + LATE_AT_MOST:
        return MISSED
    readers = [
        voice_reader(session, step.workspace_id, person, now=now) for person in listeners(session, step.workspace_id)
    ]
    wanting = [reader for reader in readers if reader.wants]
    if not wanting:
        return "skipped: nobody asked for it"
    tell_stories(session, step.workspace_id, day)
    for reader in wanting:
        plan_reader(session, step.workspace_id, reader, day, now=now)
    return f"readers: {len(wanting)}"


def send_to_reader(session: Session, step: Step, now: datetime) -> str | datetime:
    """At nine where she is, or the next working morning; three days later it is not news any more."""
    day, person = read_subject(step.subject)
    reader = voice_reader(session, step.workspace_id, person, now=now)
    outcome = _became(session, step.workspace_id, reader, day, now=now)
    if outcome:
        return outcome
    if now < reader.morning(day):
        return reader.morning(day)
    if is_at_work(now.astimezone(reader.zone), reader.calendar):
        known_since = max(reader.morning(day) - ASKED_BEFORE, now - ASK_AGAIN)
        if not _places_known(session, step.workspace_id, day, known_since, now=now):
            return now + A_MOMENT
        send_digest(session, step.workspace_id, day, reader, now=now)
    return next_morning(now, reader.zone, reader.calendar)


def _became(session: Session, workspace_id: int, reader: VoiceReader, day: date, *, now: datetime) -> str:
    """ "" = it is still to come."""
    letters, morning = letters_to(session, workspace_id, day, reader.person), reader.morning(day)
    if sent := next((letter for letter in letters if letter.state is State.SENT), None):
        return "sent late" if is_late(sent, morning) else "sent"
    if any(letter.state is State.PARKED for letter in letters):
        return "refused by Slack"
    if not reader.wants:
        return "not wanted any more"
    return MISSED if now > morning + LATE_AT_MOST else ""


def _places_known(session: Session, workspace_id: int, day: date, known_since: datetime, *, now: datetime) -> bool:
    """Whether the places the words come from still are public is asked of Slack first; False = it has not said yet."""
    asked = {
        f"voice place:{channel}:{now:%Y-%m-%dT%H}": channel
        for channel in places(session, workspace_id, day, known_since=known_since)
    }
    letters = [
        Letter(key, Method.CHANNEL, channel, purpose=PurposeId.CHANNEL, subject=channel)
        for key, channel in asked.items()
    ]
    enqueue(session, workspace_id, *letters, now=now)
    waiting = select(OutboxRow.id).where(
        OutboxRow.workspace_id == workspace_id, col(OutboxRow.key).in_(asked), col(OutboxRow.state).in_(UNFINISHED)
    )
    return session.exec(waiting).first() is None
