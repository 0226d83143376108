"""Setting up a workspace, and keeping it going when Slack changes around it."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.delivery.inbox import first_time
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue, unpark
from bot.delivery.purposes import Delivered
from bot.departments.services import found
from bot.errors import UserError
from bot.home.publishing import publish_home
from bot.i18n import LANGUAGES, N_, language_for, texts_in
from bot.pains.cards import post_anew, post_missing_cards
from bot.people.rules import Reader
from bot.people.services import names_of, reader_of
from bot.people.syncing import read_people
from bot.roster.services import turn_back
from bot.slack.blocks import View
from bot.slack.gateway import Identity
from bot.slack.ids import BlockId, PurposeId, ViewId
from bot.store.prepared import Prepared
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace
from bot.workspaces.rules import emoji_name, may_set_up, time_zone
from bot.workspaces.views import setup_saved, trouble, welcome
from bot.years.queries import theme_names, year_of
from bot.years.services import begin_year, keep_year, moves
from bot.years.views import moves_view

# Every reaction anywhere asks for the first, every mention for the second.
_EMOJI = Prepared(sa.select(col(Workspace.emoji)).where(col(Workspace.id) == sa.bindparam("id")))
_BOT_USER = Prepared(sa.select(col(Workspace.bot_user_id)).where(col(Workspace.id) == sa.bindparam("id")))

NOT_YOURS = N_("Only a workspace admin, or the person who set Flywheel up, can change this.")


@dataclass(frozen=True)
class Setup:
    """What the setup form holds, as typed."""

    channel: str
    language: str  # a code, or anything else for "each person's own"
    zone: str
    fiscal_year_start: int
    emoji: str


def find_workspace(session: Session, team_id: str) -> Workspace | None:
    return session.exec(select(Workspace).where(Workspace.team_id == team_id)).first()


def ensure_workspace(session: Session, team_id: str, *, now: datetime) -> Workspace:
    workspace = find_workspace(session, team_id)
    if workspace is None:
        workspace = Workspace(team_id=team_id, created_at=now)
        session.add(workspace)
        session.flush()
        found(session, workspace.key)
    return workspace


def connect(session: Session, identity: Identity, *, now: datetime) -> int:
    """The bot has come up with a working token: keep who it is, and ask for everybody's language and time zone."""
    workspace = ensure_workspace(session, identity.team_id, now=now)
    workspace.name, workspace.url = identity.team, identity.url
    workspace.bot_user_id, workspace.revoked_at, workspace.connected_at = identity.user_id, None, now
    session.add(workspace)
    session.flush()
    read_people(session, workspace, f"{now:%Y-%m-%d}", now=now)
    begin_year(session, workspace.key, now=now)
    return workspace.key


def save_setup(session: Session, workspace_id: int, reader: Reader, setup: Setup, key: str, *, now: datetime) -> None:
    """Raises UserError for whoever may not, and for a wrong zone or emoji. Saving sends what was waiting."""
    workspace = session.get_one(Workspace, workspace_id)
    emoji, zone = _checked(workspace, reader, setup)
    if not first_time(session, workspace_id, key, now=now):
        return
    is_new_channel, was = workspace.flywheel_channel != setup.channel, today_in(session, workspace_id, now)
    workspace.flywheel_channel, workspace.emoji, workspace.time_zone = setup.channel, emoji, zone
    workspace.language = setup.language if setup.language in LANGUAGES else None
    workspace.set_up_by = reader.user_id
    session.add(workspace)
    session.flush()
    turn_back(session, workspace_id, was=was, on=today_in(session, workspace_id, now))
    _keep_start(session, workspace, setup.fiscal_year_start, now=now)
    waiting = channel_open(session, workspace_id, setup.channel, now=now)
    if is_new_channel:
        waiting = _open_channel(session, workspace, key, now=now)
    _confirm(session, workspace, reader.user_id, waiting, key, now=now)
    publish_home(session, workspace_id, reader.user_id, key, now=now)


def what_moves(session: Session, workspace_id: int, reader: Reader, setup: Setup, *, now: datetime) -> View | None:
    """The second step where the year would begin in another month; None = there is nothing to move. Raises UserError.

    It remembers the first.
    """
    workspace = session.get_one(Workspace, workspace_id)
    _checked(workspace, reader, setup)
    if workspace.set_up_by is None or workspace.fiscal_year_start == setup.fiscal_year_start:
        return None
    wish = replace(year_of(session, workspace_id), start_month=setup.fiscal_year_start)
    t = texts_in(reader.language)
    moved = moves(session, workspace_id, wish, from_now=False, now=now)
    named = replace(moved, names=theme_names(session, workspace_id, t))
    return moves_view(ViewId.SETUP_MOVES, named, t, json.dumps(asdict(setup)))


def check_may_set_up(workspace: Workspace, reader: Reader) -> None:
    """Raises UserError."""
    is_member = not (reader.is_guest or reader.is_outside or reader.is_bot)
    if not may_set_up(workspace, reader.user_id, is_admin=reader.is_admin, is_member=is_member):
        raise UserError(NOT_YOURS)


def emoji_of(session: Session, workspace_id: int) -> str:
    """The reaction that captures."""
    return str(_EMOJI.run(session, {"id": workspace_id}).fetchone()[0])


def bot_user_of(session: Session, workspace_id: int) -> str:
    """Who the bot is there."""
    return str(_BOT_USER.run(session, {"id": workspace_id}).fetchone()[0])


def render_welcome(session: Session, row: OutboxRow) -> dict[str, object]:
    workspace = session.get_one(Workspace, row.workspace_id)
    chosen_by = workspace.set_up_by or ""
    name = names_of(session, workspace.key, [chosen_by]).get(chosen_by, "")
    t = texts_in(language_for(None, workspace.language, None))
    return welcome(workspace, name, t).payload()


def channel_refused(session: Session, row: OutboxRow, code: str, now: datetime) -> None:
    """Slack would not have a card or the welcome: tell whoever chose the channel, once a day and reason."""
    workspace = session.get_one(Workspace, row.workspace_id)
    if not workspace.set_up_by:
        return
    t = texts_in(reader_of(session, workspace.key, workspace.set_up_by).language)
    key = f"trouble:{row.channel}:{code[:60]}:{now:%Y-%m-%d}"
    letter = Letter(key, Method.POST, workspace.set_up_by, trouble(row.channel, code, t).payload())
    enqueue(session, workspace.key, letter, now=now)


def edit_refused(session: Session, row: OutboxRow, code: str, now: datetime) -> None:
    """Slack would not change a card: it was deleted, or there is something about the channel."""
    if code == "message_not_found":
        post_anew(session, row, now=now)
    else:
        channel_refused(session, row, code, now)


def bot_joined(session: Session, workspace_id: int, user_id: str, channel_id: str, *, now: datetime) -> None:
    """Somebody came into a channel; if it is the bot, what waited for that channel goes out."""
    if user_id == bot_user_of(session, workspace_id):
        channel_open(session, workspace_id, channel_id, now=now)


def channel_open(session: Session, workspace_id: int, channel_id: str, *, now: datetime) -> int:
    """The bot was invited, or the channel is back from the archive: what waited for it goes out."""
    return unpark(session, workspace_id, channel_id, now=now)


def revoke(session: Session, workspace_id: int, said_at: datetime, *, now: datetime) -> None:
    """The token is gone: nothing is sent until the bot starts with a new one. Everything is kept.

    Slack may say so late: what it said before the bot came up with a working token is about an older one.
    """
    workspace = session.get_one(Workspace, workspace_id)
    if workspace.connected_at is None or said_at >= workspace.connected_at:
        workspace.revoked_at = now
        session.add(workspace)


def joined(session: Session, delivered: Delivered, now: datetime) -> None:
    """The bot is in the channel now; letters refused before can go."""
    unpark(session, delivered.row.workspace_id, delivered.row.channel, now=now)


def _open_channel(session: Session, workspace: Workspace, key: str, *, now: datetime) -> int:
    """Join (a private channel refuses: somebody must invite the bot), say hello, send the cards that waited."""
    channel = workspace.flywheel_channel or ""
    join = Letter(f"join:{key}", Method.JOIN, channel, {}, PurposeId.JOIN, lane=f"open:{channel}")
    hello = Letter(f"welcome:{channel}", Method.POST, channel, {}, PurposeId.WELCOME, lane=f"open:{channel}")
    enqueue(session, workspace.key, join, hello, now=now)
    return post_missing_cards(session, workspace, now=now)


def _checked(workspace: Workspace, reader: Reader, setup: Setup) -> tuple[str, str]:
    """The emoji and the zone as they are kept. Raises UserError."""
    check_may_set_up(workspace, reader)
    if not setup.channel:
        raise UserError(N_("Choose the channel for the cards."), block_id=BlockId.CHANNEL)
    return emoji_name(setup.emoji), time_zone(setup.zone)


def _keep_start(session: Session, workspace: Workspace, start_month: int, *, now: datetime) -> None:
    if workspace.fiscal_year_start == start_month:
        begin_year(session, workspace.key, now=now)
    else:
        keep_year(session, workspace.key, replace(year_of(session, workspace.key), start_month=start_month), now=now)


def _confirm(session: Session, workspace: Workspace, user_id: str, waiting: int, key: str, *, now: datetime) -> None:
    t = texts_in(reader_of(session, workspace.key, user_id).language)
    letter = Letter(f"setup:{key}", Method.POST, user_id, setup_saved(workspace, waiting, t).payload())
    enqueue(session, workspace.key, letter, now=now)
