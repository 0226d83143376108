"""What people do with a pain: report it, join in, add details, say it is the same, take it back.

Each service leaves the pain, its history and the letters that tell of it in one transaction. Nothing here asks the
clock or calls Slack.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.errors import UserError
from bot.figures.counting import count_report, count_stage, count_voice, uncount_voice
from bot.home.publishing import publish_anew
from bot.i18n import N_
from bot.loops.tellings import ask
from bot.pains.cards import edit_card, post_card
from bot.pains.models import Echo, History, Numbered, Pain, PainStatus, Source, Via
from bot.pains.rules import Report, label, may_take_back, wordless
from bot.slack.ids import BlockId
from bot.slack.payloads import SlackMessage
from bot.slack.text import shorten
from bot.steps.models import StepKind
from bot.steps.services import Due, plan
from bot.store.prepared import Insert, Prepared
from bot.workspaces.models import Workspace

GONE = N_("That pain is not open any more: somebody took it back or joined it to another.")

SETTLED = N_("{pain} is resolved. If it is back, report it again, and I ask whether to open it again.")
VOICED = (PainStatus.OPEN, PainStatus.RESOLVED)  # still counts who has it

COUNTED = N_("You are counted already. Name one more customer to add, or close this window.")

A_DAY = timedelta(days=1)  # then somebody looks whether that was a working day, and who owns it

# The statements of a capture.
_ONE = sa.literal_column("1", sa.Integer)  # not a value to be bound
_PAINS = Insert(Pain, *[name for name in Pain.model_fields if name != "id"])
# What a pain is when it is reported, where the report says nothing else.
NEW = {name: field.default for name, field in Pain.model_fields.items() if not field.is_required()}
_SOURCES = Insert(Source, "workspace_id", "pain_id", "channel_id", "ts", "thread_ts", "author")
_HISTORY = Insert(History, "workspace_id", "pain_id", "at", "actor", "what", "detail")
_NEXT_NUMBER = Prepared(
    sa.update(Workspace)
    .where(col(Workspace.id) == sa.bindparam("workspace_id"))
    .values(next_pain_number=col(Workspace.next_pain_number) + _ONE)
    .returning(col(Workspace.next_pain_number) - _ONE, col(Workspace.flywheel_channel))
)
_PAIN_OF_MESSAGE = Prepared(
    sa.select(col(Source.pain_id)).where(
        col(Source.workspace_id) == sa.bindparam("workspace_id"),
        col(Source.channel_id) == sa.bindparam("channel_id"),
        col(Source.ts) == sa.bindparam("ts"),
    )
)


@dataclass(frozen=True)
class Reported:
    """What became of a report: a new pain, or one more voice for a known one."""

    pain: Pain | Numbered
    is_new: bool
    new_echo: bool = False


@dataclass(frozen=True)
class Origin:
    """Where a report comes from. Without a message nothing but the delivery itself makes it unique."""

    via: Via
    channel_id: str = ""
    message: SlackMessage | None = None


def report_pain(session: Session, workspace_id: int, report: Report, origin: Origin, *, now: datetime) -> Reported:
    """Keep a report. The same message reported again, by anyone, by any path, is one pain with one more voice.

    Raises UserError where there is not a word to go by.
    """
    if origin.message and (known := pain_of_message(session, workspace_id, origin.message)):
        if _held(session, known).status is PainStatus.CLOSED:  # is it back? That is asked in the receipt
            return Reported(known, is_new=False)
        _take_in(session, known, report, now=now)
        new_echo = add_voice(session, known, report.reporter, report.customer, now=now)
        return Reported(known, is_new=False, new_echo=new_echo)
    if wordless(report.title) and wordless(report.words):
        raise UserError(N_("Say in a few words what hurts the customer."), block_id=BlockId.TITLE)
    return Reported(_keep(session, workspace_id, report, origin, now), is_new=True)


def _keep(session: Session, workspace_id: int, report: Report, origin: Origin, now: datetime) -> Numbered:
    """The hot path: prepared statements on the same tables."""
    number, channel = _NEXT_NUMBER.run(session, {"workspace_id": workspace_id}).fetchone()
    place = origin.message.channel_id if origin.message else origin.channel_id
    said = {**vars(report), "workspace_id": workspace_id, "number": number, "via": origin.via, "channel_id": place}
    key = _PAINS.new_id(session, {**NEW, **said, "created_at": now})
    pain = Numbered(key, workspace_id, number, place)
    if origin.message:
        _SOURCES.new_id(session, _source(pain, origin.message))
    remember(session, pain, report.reporter, "reported", origin.via, now=now)
    plan(session, workspace_id, Due(StepKind.UNOWNED, str(pain.key), now + A_DAY), now=now)
    post_card(session, pain, channel, now=now)
    publish_anew(session, workspace_id, [report.reporter], f"{number}:new", now=now)
    count_report(session, workspace_id, report.stage, now)
    return pain


def _source(pain: Numbered, message: SlackMessage) -> dict[str, object]:
    return {
        "workspace_id": pain.workspace_id,
        "pain_id": pain.key,
        "channel_id": message.channel_id,
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "author": message.author_id,
    }


def messages_of(session: Session, pain_id: int) -> list[SlackMessage]:
    """The messages a pain came from."""
    sources = session.exec(select(Source).where(Source.pain_id == pain_id)).all()
    return [SlackMessage(source.channel_id, source.ts, "", source.author, source.thread_ts) for source in sources]


def pain_of_message(session: Session, workspace_id: int, message: SlackMessage) -> Pain | None:
    """The pain a message belongs to; if that was joined to another, the one that counts it now."""
    wanted = {"workspace_id": workspace_id, "channel_id": message.channel_id, "ts": message.ts}
    found = _PAIN_OF_MESSAGE.run(session, wanted).fetchone()
    pain = session.get_one(Pain, found[0]) if found else None
    while pain and pain.merged_into:
        pain = session.get_one(Pain, pain.merged_into)
    return pain


def _take_in(session: Session, pain: Pain, report: Report, *, now: datetime) -> None:
    """What a second report of a message knows better, and what it says in other words: kept, the first ones stand."""
    before = pain.stage
    pain.stage, pain.severity = pain.stage or report.stage, pain.severity or report.severity
    count_stage(session, pain, before)
    said = [text for text in (report.title, report.words) if text not in {"", pain.title, pain.words}]
    if said:
        remember(session, pain, report.reporter, "note", "\n".join(said), now=now)


def add_voice(session: Session, pain: Pain, person: str, customer: str, *, now: datetime) -> bool:
    """One more person has it. False: she was counted already (a customer she names now is still kept)."""
    if is_new := _take_voice(session, pain, person, customer, now=now):
        count_voice(session, pain.workspace_id, now)
    return is_new


def _take_voice(session: Session, pain: Pain, person: str, customer: str, *, now: datetime) -> bool:
    if pain.reporter == person:
        return _name_customer(session, pain, customer, now=now)
    known = session.exec(select(Echo).where(Echo.pain_id == pain.key, Echo.person == person)).first()
    if known and (not customer or known.customer == customer):
        return False
    echo = known or Echo(workspace_id=pain.workspace_id, pain_id=pain.key, person=person, created_at=now)
    echo.customer = _and(echo.customer, customer)
    session.add(echo)
    pain.touched = True
    remember(session, pain, person, "me too", customer, now=now)
    edit_card(session, pain, now=now)
    _ask_too(session, pain, person, customer, now=now)
    return known is None


def _name_customer(session: Session, pain: Pain, customer: str, *, now: datetime) -> bool:
    """The reporter reports again: no new voice, but the customer she names is not lost."""
    if customer not in {"", pain.customer}:
        pain.customer = _and(pain.customer, customer)
        remember(session, pain, pain.reporter, "details", customer, now=now)
        edit_card(session, pain, now=now)
        _ask_too(session, pain, pain.reporter, customer, now=now)
    return False


def _ask_too(session: Session, pain: Pain, person: str, customer: str, *, now: datetime) -> None:
    """A voice for a resolved pain opens nothing, but its customer is to be told too."""
    if pain.status is PainStatus.RESOLVED:
        ask(session, pain, [(person, customer)], person, now=now)


def _held(session: Session, pain: Pain) -> Pain:
    """As it is now, and nobody else changes it before this transaction ends: nobody closes it before a voice counts."""
    session.refresh(pain, with_for_update=True)
    return pain


def _and(names: str, name: str) -> str:
    """One more customer beside those named before."""
    return shorten(", ".join(filter(None, (names, name))), 200)


def me_too(session: Session, workspace_id: int, pain_id: int, person: str, customer: str, *, now: datetime) -> Reported:
    """Raises UserError when the pain is neither open nor resolved, and when there is nothing new to count."""
    pain = _held(session, find_pain(session, workspace_id, pain_id, *VOICED))
    version = pain.version
    new_echo = add_voice(session, pain, person, customer, now=now)
    if pain.version == version:
        raise UserError(COUNTED, block_id=BlockId.CUSTOMER)
    return Reported(pain, is_new=False, new_echo=new_echo)


def add_details(session: Session, workspace_id: int, pain_id: int, report: Report, *, now: datetime) -> Pain:
    """Fill in what was missing. The customer's words, once kept, never change; only the reporter may add or share them.

    `report.reporter` is whoever typed. Raises UserError when the pain is no longer open.
    """
    pain = _hold_open(session, workspace_id, pain_id)
    mine, before = pain.reporter == report.reporter, pain.stage
    pain.title = report.title or pain.title
    pain.customer, pain.is_colleague = report.customer or pain.customer, report.is_colleague
    pain.stage, pain.severity = report.stage or pain.stage, report.severity or pain.severity
    if mine:
        pain.words = pain.words or report.words
        pain.share_words = pain.share_words if report.share_words is None else report.share_words
    pain.touched = pain.touched or not mine
    count_stage(session, pain, before)
    remember(session, pain, report.reporter, "details", "", now=now)
    edit_card(session, pain, now=now)
    return pain


def same_as(session: Session, workspace_id: int, pain_id: int, other_id: int, person: str, *, now: datetime) -> Pain:
    """Join a pain to another: its reporter and everybody who had it too are counted there, its words are kept.

    Raises UserError when either is no longer open, or when they are one and the same.
    """
    if pain_id == other_id:
        raise UserError(N_("Choose another pain: this one is itself."), block_id=BlockId.OTHER_PAIN)
    pain, other = _hold_open(session, workspace_id, pain_id), _hold_open(session, workspace_id, other_id)
    voices = [(pain.reporter, pain.customer)]
    voices += session.exec(select(Echo.person, Echo.customer).where(Echo.pain_id == pain.id)).all()
    for voice, customer in voices:
        _take_voice(session, other, voice, customer, now=now)
    pain.status, pain.merged_into, pain.touched = PainStatus.MERGED, other.id, True
    other.touched = True
    remember(session, pain, person, "joined", str(other.number), now=now)
    remember(session, other, person, "took in", str(pain.number), now=now)
    edit_card(session, pain, now=now)
    edit_card(session, other, now=now)
    return other


def take_back(session: Session, workspace_id: int, pain_id: int, person: str, *, now: datetime) -> Pain:
    """Undo a report, or one's own voice for another's. The message it came from may be reported anew.

    Raises UserError once somebody else has touched it.
    """
    pain = _hold_open(session, workspace_id, pain_id)
    mine = session.exec(select(Echo).where(Echo.pain_id == pain_id, Echo.person == person)).first()
    if mine:
        session.delete(mine)
        uncount_voice(session, mine)
    elif may_take_back(pain, person):
        pain.status = PainStatus.WITHDRAWN
        for source in session.exec(select(Source).where(Source.pain_id == pain_id)):
            session.delete(source)
        count_report(session, workspace_id, pain.stage, pain.created_at, by=-1)
    else:
        raise UserError(N_("Only the reporter can take it back, and only until somebody else has joined in."))
    remember(session, pain, person, "taken back", "", now=now)
    edit_card(session, pain, now=now)
    return pain


def open_pain(session: Session, workspace_id: int, pain_id: int) -> Pain:
    """Raises UserError for one that is not there, not this workspace's, or not open."""
    return find_pain(session, workspace_id, pain_id, PainStatus.OPEN)


def _hold_open(session: Session, workspace_id: int, pain_id: int) -> Pain:
    """As `open_pain`, and held."""
    _held(session, open_pain(session, workspace_id, pain_id))
    return open_pain(session, workspace_id, pain_id)


def find_pain(session: Session, workspace_id: int, pain_id: int, *statuses: PainStatus) -> Pain:
    """Raises UserError for one that is not there, not this workspace's, or in none of these states."""
    pain = session.get(Pain, pain_id)
    if pain is None or pain.workspace_id != workspace_id:
        raise UserError(GONE)
    if pain.status not in statuses:
        settled = pain.status in {PainStatus.RESOLVED, PainStatus.CLOSED}
        raise UserError(SETTLED, pain=label(pain.number)) if settled else UserError(GONE)
    return pain


def remember(session: Session, pain: Pain | Numbered, actor: str, what: str, detail: str, *, now: datetime) -> None:
    """Append to the history of a pain."""
    line = {"workspace_id": pain.workspace_id, "pain_id": pain.key, "at": now, "actor": actor}
    _HISTORY.new_id(session, {**line, "what": what, "detail": detail})
