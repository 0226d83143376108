"""What a click about the agenda opens: the window of the coming one, and its forms, filled with what is known."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, func, select

from bot.agenda.editing import check_may_edit, item_on_agenda
from bot.agenda.forms import Beginning, bring_form, minutes_form, ranking_form, take_off_form
from bot.agenda.models import AHEAD, AgendaItem, ItemState
from bot.agenda.posting import bring_up_to_date
from bot.agenda.rules import weights_in
from bot.agenda.services import PAIN, drafts_of, find_draft
from bot.agenda.showing import agenda_facts, all_shown, item_shown
from bot.agenda.views import AgendaFacts, title_text
from bot.agenda.window import PAGE, WindowFacts, agenda_window
from bot.captures.rules import proposed_title
from bot.departments.services import departments
from bot.i18n import Texts, texts_in
from bot.meetings.models import MeetingStatus
from bot.meetings.queries import next_meeting, series_of
from bot.pains.models import Pain, PainStatus
from bot.pains.queries import look_at
from bot.pains.rules import headline, label
from bot.people.services import reader_of
from bot.permissions.rules import Act, may
from bot.permissions.services import require, roles_of
from bot.slack.blocks import View
from bot.slack.payloads import SlackMessage
from bot.slack.text import permalink
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace
from bot.years.queries import theme_line


def window_page(session: Session, workspace_id: int, person: str, page: int = 0, *, now: datetime) -> View:
    """The coming agenda as it would be now: it is written anew first. Raises UserError for whoever may not bring."""
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, person, Act.BRING, on=today)
    t = _texts(session, workspace_id, person)
    agenda = _agenda(session, workspace_id, page, t, now=now)
    facts = WindowFacts(
        agenda=agenda,
        drafts=all_shown(session, drafts_of(session, workspace_id, person)),
        may_edit=agenda is not None and may(Act.EDIT_AGENDA, roles_of(session, workspace_id, person, on=today)),
        page=page,
        waiting=0 if agenda else _waiting(session, workspace_id),
    )
    return agenda_window(facts, t)


def bring_page(session: Session, workspace_id: int, person: str, begun: Beginning, *, now: datetime) -> View:
    """Raises UserError for whoever may not."""
    require(session, workspace_id, person, Act.BRING, on=today_in(session, workspace_id, now))
    return bring_form(begun, departments(session, workspace_id), _texts(session, workspace_id, person))


def message_page(
    session: Session, workspace_id: int, person: str, message: SlackMessage, words: str, *, now: datetime
) -> View:
    """On a message: its (readable) words, and where it is. Raises UserError for whoever may not."""
    workspace = session.get_one(Workspace, workspace_id)
    url = permalink(workspace.url, message.channel_id, message.ts, message.thread_ts)
    begun = Beginning(title=proposed_title(words), detail=words, source_url=url)
    return bring_page(session, workspace_id, person, begun, now=now)


def draft_page(session: Session, workspace_id: int, person: str, item_id: int, *, now: datetime) -> View:
    """Raises UserError for a draft that is not hers."""
    item = find_draft(session, workspace_id, person, item_id)
    begun = Beginning(
        kind=item.kind,
        title=item.title,
        detail=item.detail,
        departments=item.departments,
        pain=_named(session, workspace_id, int(item.facts.get(PAIN) or 0)),
        source_url=item.source_url,
        draft_id=item.key,
    )
    return bring_page(session, workspace_id, person, begun, now=now)


def minutes_page(session: Session, workspace_id: int, person: str, item_id: int, *, now: datetime) -> View:
    """Raises UserError for whoever may not, and for what is not on the agenda any more."""
    shown = item_shown(session, item_on_agenda(session, workspace_id, person, item_id, now=now))
    t = _texts(session, workspace_id, person)
    return minutes_form(item_id, title_text(shown, t), shown.minutes, t)


def take_off_page(session: Session, workspace_id: int, person: str, item_id: int, *, now: datetime) -> View:
    """As `minutes_page`."""
    shown = item_shown(session, item_on_agenda(session, workspace_id, person, item_id, now=now))
    t = _texts(session, workspace_id, person)
    return take_off_form(item_id, title_text(shown, t), t)


def ranking_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> View:
    """Raises UserError for whoever may not."""
    check_may_edit(session, workspace_id, person, now=now)
    series = series_of(session, workspace_id)
    return ranking_form(weights_in(series.weights if series else {}), _texts(session, workspace_id, person))


def _agenda(session: Session, workspace_id: int, page: int, t: Texts, *, now: datetime) -> AgendaFacts | None:
    """Of the running meeting as it stands; of one to come as it would be now, and what was posted follows."""
    meeting = next_meeting(session, workspace_id, now=now)
    if meeting is None:
        return None
    if meeting.status is MeetingStatus.PLANNED:
        bring_up_to_date(session, meeting, now=now)
    theme = theme_line(session, workspace_id, t, now=now)
    return replace(agenda_facts(session, meeting, waiting=(page * PAGE, PAGE)), theme=theme)


def _waiting(session: Session, workspace_id: int) -> int:
    wanted = select(func.count()).select_from(AgendaItem).where(AHEAD, col(AgendaItem.workspace_id) == workspace_id)
    return session.exec(wanted.where(AgendaItem.state == ItemState.OPEN)).one()


def _named(session: Session, workspace_id: int, pain_id: int) -> tuple[str, str] | None:
    """As the searching select names it; None for one that is not open any more."""
    pain = session.get(Pain, pain_id) if pain_id else None
    if pain is None or pain.status is not PainStatus.OPEN:
        return None
    opened = look_at(session, workspace_id, pain_id)
    return f"{label(pain.number)} · {headline(pain, visible=opened.visible)}".strip(" ·"), str(pain_id)


def _texts(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
