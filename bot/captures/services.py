"""From a reaction, a mention, a line to the bot or a form to a kept pain."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, delete

from bot.captures.drafts import Beginning, beginning_of, find_draft, keep_draft, message_of
from bot.captures.marks import mark_done, mark_nothing, mark_working
from bot.captures.models import Draft
from bot.captures.receipts import Recipient, send_receipt, tell
from bot.captures.rules import asks_for_help, completed, may_be_question, without_mention
from bot.captures.views import ask_whether_pain, no_words, nothing_kept, outside_person
from bot.channels.models import ChannelKind
from bot.channels.services import find_channel
from bot.delivery.clicked import replace_clicked
from bot.delivery.inbox import first_time
from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.home.help import help_message
from bot.home.publishing import publish_home
from bot.i18n import texts_in
from bot.pains.cards import card_facts
from bot.pains.models import Via
from bot.pains.rules import Report, wordless
from bot.pains.services import Origin, Reported, pain_of_message, remember, report_pain
from bot.pains.views import already_kept
from bot.people.services import find_person, names_of, reader_of
from bot.slack.ids import PurposeId
from bot.slack.payloads import Inbound, Reaction, SlackMessage
from bot.slack.text import mentioned, one_line, plain
from bot.workspaces.models import Workspace
from bot.workspaces.services import bot_user_of, emoji_of

LOCALE = {"include_locale": True}  # of users.info


def capture_reaction(session: Session, workspace_id: int, who: Inbound, reaction: Reaction, *, now: datetime) -> None:
    """Somebody reacted with the capturing emoji: mark the message, and read it: Slack sends no text with a reaction."""
    if reaction.emoji != emoji_of(session, workspace_id) or not first_time(session, workspace_id, who.key, now=now):
        return
    message = SlackMessage(reaction.channel_id, reaction.ts, "")
    begun = Beginning(who.user_id, Via.REACTION, message=message)
    if not _refuse_stranger(session, workspace_id, who, begun, now=now):
        _capture_unread(session, workspace_id, begun, who.key, now=now)


def capture_mention(session: Session, workspace_id: int, who: Inbound, message: SlackMessage, *, now: datetime) -> None:
    """In a thread, what the thread is about is captured; else the message itself. A question is asked back."""
    if not first_time(session, workspace_id, who.key, now=now):
        return
    said = _plain(session, workspace_id, without_mention(message.text, bot_user_of(session, workspace_id)))
    about = SlackMessage(message.channel_id, message.thread_ts or message.ts, "", thread_ts=message.thread_ts)
    begun = Beginning(who.user_id, Via.MENTION, title=one_line(said, 300), message=about)
    if not message.in_thread:
        own = SlackMessage(message.channel_id, message.ts, said, message.author_id)
        begun = Beginning(who.user_id, Via.MENTION, words=said, message=own)
    if _refuse_stranger(session, workspace_id, who, begun, now=now):
        return
    if may_be_question(said):
        ask(session, workspace_id, begun, who.key, now=now)
    elif message.in_thread:
        _capture_unread(session, workspace_id, begun, who.key, now=now)
    else:
        _capture_read(session, workspace_id, begun, who.key, now=now)


def capture_draft(session: Session, workspace_id: int, who: Inbound, draft_id: str, *, now: datetime) -> bool:
    """ "Capture" under the question whether it is one. False: that draft is gone."""
    draft = find_draft(session, workspace_id, draft_id, who.user_id)
    if draft is None:
        return False
    begun = replace(beginning_of(draft), response_url=who.response_url)
    is_new = first_time(session, workspace_id, who.key, now=now)
    if is_new and not _refuse_stranger(session, workspace_id, who, begun, now=now):
        capture = _capture_read if begun.words else _capture_unread
        capture(session, workspace_id, begun, who.key, now=now)
    return True


def answer_there(session: Session, workspace_id: int, draft_id: str, who: Inbound) -> Draft | None:
    """Her draft, and from now on what becomes of it is said where she clicked. None: it is gone."""
    draft = find_draft(session, workspace_id, draft_id, who.user_id)
    if draft:
        draft.response_url = who.response_url
        session.add(draft)
    return draft


def ask(session: Session, workspace_id: int, begun: Beginning, key: str, *, now: datetime) -> None:
    """Is it a customer's pain? Two buttons; what was written waits in a draft."""
    draft = keep_draft(session, workspace_id, begun, now=now)
    t = texts_in(reader_of(session, workspace_id, begun.person).language)
    if begun.via is Via.DIRECT:
        letter = Letter(f"ask:{key}", Method.POST, draft.channel_id, ask_whether_pain(draft.id, t).payload())
        enqueue(session, workspace_id, letter, now=now)
        return
    tell(session, workspace_id, _where(begun), ask_whether_pain(draft.id, t), key, now=now)


def hear_direct(
    session: Session, workspace_id: int, who: Inbound, message: SlackMessage, bot_name: str, *, now: datetime
) -> None:
    """Somebody writes to the bot. What is not a call for help may be a pain: ask, with two buttons."""
    reader = reader_of(session, workspace_id, who.user_id)
    if reader.is_bot or not first_time(session, workspace_id, who.key, now=now):
        return
    words = _plain(session, workspace_id, message.text)
    if asks_for_help(words) or wordless(words):
        answer = help_message(emoji_of(session, workspace_id), bot_name, texts_in(reader.language)).payload()
        enqueue(session, workspace_id, Letter(f"help:{who.key}", Method.POST, message.channel_id, answer), now=now)
        return
    ask(session, workspace_id, Beginning(who.user_id, Via.DIRECT, words=words, message=message), who.key, now=now)


def leave_it(session: Session, workspace_id: int, who: Inbound, draft_id: str, *, now: datetime) -> None:
    """ "Not a pain": the draft is thrown away, and the question gives way to a word that says so. Kept is kept."""
    if not first_time(session, workspace_id, who.key, now=now):
        return
    draft = find_draft(session, workspace_id, draft_id, who.user_id)
    message = message_of(draft) if draft else None
    pain = pain_of_message(session, workspace_id, message) if message else None
    t = texts_in(reader_of(session, workspace_id, who.user_id).language)
    if pain and pain.reporter == who.user_id:
        answer = already_kept(card_facts(session, pain), t, new_echo=False)
    else:
        answer = nothing_kept(t)
        session.exec(delete(Draft).where(col(Draft.id) == draft_id, col(Draft.person) == who.user_id))
    replace_clicked(session, workspace_id, who, answer, now=now)


def submit_report(
    session: Session, workspace_id: int, who: Inbound, report: Report, draft_id: str, *, now: datetime
) -> Reported | None:
    """A sent form. None: this very delivery was dealt with before. Raises UserError where nothing was said."""
    if not first_time(session, workspace_id, who.key, now=now):
        return None
    draft = find_draft(session, workspace_id, draft_id, who.user_id)
    origin = Origin(draft.via, draft.channel_id, message_of(draft)) if draft else Origin(Via.FORM)
    reported = report_pain(session, workspace_id, completed(report, draft), origin, now=now)
    to = _where(beginning_of(draft)) if draft else Recipient(who.user_id)
    send_receipt(session, reported, to, who.key, now=now)
    if draft is None:  # begun on the Home, which may still be open, or from a shortcut, where nobody minds
        publish_home(session, workspace_id, who.user_id, who.key, now=now)
    return reported


def report_by_command(
    session: Session, workspace_id: int, who: Inbound, text: str, channel_id: str, *, now: datetime
) -> None:
    """`/pain <text>`. Raises UserError where the text has no word in it."""
    if not first_time(session, workspace_id, who.key, now=now):
        return
    title, words = split(text)
    report = Report(who.user_id, title, words, share_words=True)
    reported = report_pain(session, workspace_id, report, Origin(Via.COMMAND, channel_id), now=now)
    send_receipt(session, reported, Recipient(who.user_id, who.response_url), who.key, now=now)


def split(text: str) -> tuple[str, str]:
    """(title, words) of a text typed in one go: short texts are the title alone, of long ones nothing is cut off."""
    line = one_line(text, 300)
    return (line, "") if line == text.strip() else (one_line(text, 140), text.strip())


def keep_read_message(session: Session, draft: Draft, message: SlackMessage, key: str, *, now: datetime) -> None:
    """The message behind a reaction or a mention was read: keep the pain, mark the message, tell the reporter.

    A reaction does not say which company its author is of: by now Slack was asked.
    """
    workspace_id = draft.workspace_id
    if reader_of(session, workspace_id, draft.person).is_outside:
        _tell_stranger(session, workspace_id, draft.person, draft.channel_id, key, now=now)
        mark_nothing(session, draft, now=now)
        return
    words = _plain(session, workspace_id, message.text)
    begun = Beginning(draft.person, draft.via, words, draft.title, message)
    _keep(session, workspace_id, begun, _where(beginning_of(draft)), key, now=now)
    mark_done(session, draft, now=now)


def _capture_read(session: Session, workspace_id: int, begun: Beginning, key: str, *, now: datetime) -> None:
    _keep(session, workspace_id, begun, _where(begun), key, now=now)


def _capture_unread(session: Session, workspace_id: int, begun: Beginning, key: str, *, now: datetime) -> None:
    draft = keep_draft(session, workspace_id, begun, now=now)
    if _is_known(session, workspace_id, begun.message):
        _capture_read(session, workspace_id, begun, key, now=now)
        mark_done(session, draft, now=now)
        return
    mark_working(session, draft, now=now)
    enqueue(session, workspace_id, *_readings(session, draft, key), now=now)


def _readings(session: Session, draft: Draft, key: str) -> list[Letter]:
    """First who asks and what kind of place it is, then the message: what may be kept and shown is known before."""
    lane = f"read:{draft.id}"
    wanted = {"ts": draft.ts, "oldest": draft.ts, "latest": draft.ts, "inclusive": True, "limit": 10}
    known = find_person(session, draft.workspace_id, draft.person)
    who = [] if known else [Letter(f"who:{key}", Method.PERSON, draft.person, LOCALE, PurposeId.PERSON, lane=lane)]
    return [
        *who,
        Letter(f"place:{key}", Method.CHANNEL, draft.channel_id, {}, PurposeId.CHANNEL, lane=lane),
        Letter(f"read:{key}", Method.REPLIES, draft.channel_id, wanted, PurposeId.SOURCE, draft.id, lane),
    ]


def _keep(session: Session, workspace_id: int, begun: Beginning, to: Recipient, key: str, *, now: datetime) -> None:
    title = begun.title if begun.title and _is_public(session, workspace_id, begun.message) else ""
    words = begun.title if wordless(begun.words) and not title else begun.words
    if wordless(begun.words) and wordless(begun.title) and not _is_known(session, workspace_id, begun.message):
        t = texts_in(reader_of(session, workspace_id, begun.person).language)
        tell(session, workspace_id, to, no_words(t), key, now=now)
        return
    origin = Origin(begun.via, "", begun.message)
    reported = report_pain(session, workspace_id, Report(begun.person, title, words), origin, now=now)
    if begun.title not in {"", title, words}:  # said in a private place, and not in the form: kept, not shown
        remember(session, reported.pain, begun.person, "note", begun.title, now=now)
    send_receipt(session, reported, to, key, now=now)


def _is_public(session: Session, workspace_id: int, message: SlackMessage | None) -> bool:
    channel = find_channel(session, workspace_id, message.channel_id) if message else None
    return channel is not None and channel.kind is ChannelKind.PUBLIC


def _is_known(session: Session, workspace_id: int, message: SlackMessage | None) -> bool:
    return message is not None and pain_of_message(session, workspace_id, message) is not None


def _refuse_stranger(session: Session, workspace_id: int, who: Inbound, begun: Beginning, *, now: datetime) -> bool:
    """A person of another company is told whom to ask; a bot is not answered, or two bots would never stop."""
    reader = reader_of(session, workspace_id, who.user_id)
    outside = reader.is_outside or who.from_outside
    if outside and begun.message:
        _tell_stranger(session, workspace_id, who.user_id, begun.message.channel_id, who.key, now=now)
    return outside or reader.is_bot


def _tell_stranger(session: Session, workspace_id: int, person: str, channel: str, key: str, *, now: datetime) -> None:
    company = session.get_one(Workspace, workspace_id).name
    t = texts_in(reader_of(session, workspace_id, person).language)
    tell(session, workspace_id, Recipient(person, channel_id=channel), outside_person(company, t), key, now=now)


def _where(begun: Beginning) -> Recipient:
    """A mention or a line to the bot has a response_url only once "Capture" was clicked: the receipt replaces it."""
    message, asked = begun.message, bool(begun.response_url) and begun.via in {Via.MENTION, Via.DIRECT}
    if message is None:
        return Recipient(begun.person, begun.response_url, begun.channel_id)
    in_thread = message.thread_ts if message.thread_ts != message.ts or begun.via is Via.MENTION else None
    return Recipient(begun.person, begun.response_url, message.channel_id, in_thread, asked)


def _plain(session: Session, workspace_id: int, text: str) -> str:
    return plain(text, names_of(session, workspace_id, mentioned(text)))
