"""What a meeting leaves behind, gathered; and the minutes as somebody asks for them."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.actions.queries import actions_of
from bot.actions.queries import shown as actions_shown
from bot.agenda.models import AgendaItem, ItemKind
from bot.agenda.services import item_shown
from bot.agenda.views import ItemShown
from bot.board.models import ItemOutcome
from bot.board.queries import mean_rating, outcomes_of, present_at
from bot.decisions.queries import decisions_of
from bot.decisions.queries import shown as decision_shown
from bot.delivery.files import File
from bot.delivery.inbox import first_time
from bot.delivery.letters import Letter, Method, State
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.errors import UserError
from bot.i18n import N_, Texts, language_for, texts_in
from bot.meetings.models import Meeting, MeetingStatus
from bot.meetings.queries import find_meeting, series_at
from bot.minutes.markdown import minutes_markdown, minutes_title
from bot.minutes.rules import MinutesFacts
from bot.people.services import names_of, reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import PurposeId
from bot.slack.payloads import Inbound
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace
from bot.years.queries import theme_line

NOT_OVER = N_("The minutes are written once the meeting is over.")
ON_ITS_WAY = N_("The canvas is on its way: its link comes into the channel.")
THERE = N_("There is a canvas already: its link is in the channel, below the minutes.")
NO_CANVAS = N_("Slack did not make the canvas. *As Markdown* gives you a file.")
BECAME = {**dict.fromkeys(State, ON_ITS_WAY), State.SENT: THERE, State.PARKED: NO_CANVAS}


def minutes_of(session: Session, meeting: Meeting, t: Texts, *, is_late: bool = False) -> MinutesFacts:
    """All of it. Words said in private are not in it. `t`: in whose language the theme is named."""
    outcomes = outcomes_of(session, meeting.key)
    items = {one.key: one for one in _items(session, [row.item_id for row in outcomes])}
    became: dict[ItemOutcome, list[ItemShown]] = {outcome: [] for outcome in ItemOutcome}
    for row in outcomes:
        if row.item_id in items and items[row.item_id].kind is not ItemKind.REVIEW:
            became[row.outcome].append(item_shown(session, items[row.item_id]))
    present = sorted(names_of(session, meeting.workspace_id, present_at(session, meeting.key)).values())
    leader = names_of(session, meeting.workspace_id, [meeting.facilitator]).get(meeting.facilitator, "")
    return MinutesFacts(
        meeting=meeting,
        zone=series_at(session, meeting).zone,
        decisions=tuple(decision_shown(session, one) for one in decisions_of(session, meeting.key)),
        actions=tuple(actions_shown(session, meeting.workspace_id, actions_of(session, meeting.key))),
        parked=tuple(became[ItemOutcome.PARKED]),
        dropped=tuple(became[ItemOutcome.DROPPED]),
        not_today=tuple(became[ItemOutcome.NOT_TODAY]),
        not_reached=tuple(became[ItemOutcome.NOT_REACHED]),
        present=tuple(present),
        facilitator=leader,
        theme=theme_line(session, meeting.workspace_id, t, now=meeting.starts_at),
        rating=mean_rating(session, meeting.key),
        is_late=is_late,
    )


def send_markdown(session: Session, workspace_id: int, who: Inbound, meeting_id: int, *, now: datetime) -> None:
    """A file to whoever asks, in her language. Raises UserError for whoever may not, and while it is not over."""
    meeting = _over(session, workspace_id, who.user_id, meeting_id, now=now)
    if first_time(session, workspace_id, who.key, now=now):
        t = texts_in(reader_of(session, workspace_id, who.user_id).language)
        text = minutes_markdown(minutes_of(session, meeting, t), t)
        name = f"flywheel-{meeting.starts_local:%Y-%m-%d}.md"
        file = File(name=name, title=minutes_title(meeting, t), content=text.encode())
        letter = Letter(f"minutes file:{who.key}", Method.FILE, who.user_id, file.payload())
        enqueue(session, workspace_id, letter, now=now)


def make_canvas(session: Session, workspace_id: int, who: Inbound, meeting_id: int, *, now: datetime) -> None:
    """One a meeting, in a tab of its channel and in the channel's language; its link follows.

    Raises UserError for whoever may not, while the meeting is not over, and where there is one, or could not be.
    """
    meeting = _over(session, workspace_id, who.user_id, meeting_id, now=now)
    if first_time(session, workspace_id, who.key, now=now):
        series = series_at(session, meeting)
        key = f"canvas:{series.uid}:{meeting.original_local:%Y%m%dT%H%M}"
        _check_first(session, workspace_id, key)
        t = texts_in(language_for(None, session.get_one(Workspace, workspace_id).language, None))
        content = {"type": "markdown", "markdown": minutes_markdown(minutes_of(session, meeting, t), t)}
        payload = {"title": minutes_title(meeting, t), "document_content": content}
        subject = f"{meeting.key}:{who.user_id}"
        letter = Letter(key, Method.CANVAS, series.channel, payload, PurposeId.CANVAS, subject)
        enqueue(session, workspace_id, letter, now=now)


def _over(session: Session, workspace_id: int, by: str, meeting_id: int, *, now: datetime) -> Meeting:
    require(session, workspace_id, by, Act.SEE_DECISIONS, on=today_in(session, workspace_id, now))
    meeting = find_meeting(session, workspace_id, meeting_id)
    if meeting.status is not MeetingStatus.HELD:
        raise UserError(NOT_OVER)
    return meeting


def _check_first(session: Session, workspace_id: int, key: str) -> None:
    earlier = select(OutboxRow.state).where(OutboxRow.workspace_id == workspace_id, OutboxRow.key == key)
    state = session.exec(earlier).first()
    if state is not None:
        raise UserError(BECAME[State(state)])


def _items(session: Session, item_ids: list[int]) -> list[AgendaItem]:
    return list(session.exec(select(AgendaItem).where(col(AgendaItem.id).in_(item_ids))).all())
