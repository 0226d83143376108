"""Setting up the series, and changing it from a meeting on."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlmodel import Session

from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.errors import UserError
from bot.i18n import N_
from bot.ledger.services import plan_audit
from bot.meetings.models import HolidayPolicy, Place, Series
from bot.meetings.moving import supersede
from bot.meetings.planning import fill
from bot.meetings.queries import planned_meetings, series_of
from bot.meetings.rules import every_weeks, to_utc
from bot.meetings.telling import tell_of_series
from bot.meetings.wishes import SeriesWish, check_wish
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.roster.services import team
from bot.slack.ids import BlockId, PurposeId
from bot.steps.models import StepKind
from bot.steps.services import Due, plan
from bot.workdays.rules import country_code
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace

LOOK_AGAIN = timedelta(days=1)  # for what has come nearer, and for rules that changed
THERE_IS_ONE = N_("There is a flywheel meeting already: `/flywheel meeting` shows it, and changes it.")
NONE_YET = N_("There is no flywheel meeting yet. `/flywheel meeting` sets it up.")
NOBODY = N_("Nobody sits on the flywheel team yet. Give the first seat with `/flywheel team`, then set up its meeting.")
TOO_EARLY = N_("The meeting before it stays. Choose a first day after that one.")


def check_may_edit(session: Session, workspace_id: int, by: str, *, now: datetime) -> None:
    """Raises UserError for whoever may not, and while there is no team that could meet."""
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, by, Act.EDIT_MEETING, on=today)
    if not team(session, workspace_id, on=today):
        raise UserError(NOBODY, block_id=BlockId.FIRST_DAY)


def set_up_series(session: Session, workspace_id: int, by: str, wish: SeriesWish, *, now: datetime) -> Series:
    """With every meeting and step of the coming months. Raises UserError: for whoever may not, where there is a series
    already, and for what is wrong with the wish."""
    check_may_edit(session, workspace_id, by, now=now)
    if series_of(session, workspace_id):
        raise UserError(THERE_IS_ONE, block_id=BlockId.FIRST_DAY)
    check_wish(wish, now=now)
    series = new_series(workspace_id, by, wish, now=now)
    _begin(session, series, now=now)
    if wish.tell:
        tell_of_series(session, series, now=now)
    return series


def change_series(
    session: Session, workspace_id: int, by: str, wish: SeriesWish, from_local: datetime, *, now: datetime
) -> Series:
    """From the meeting that was to be at `from_local` on: that row of the series ends there, and another begins.

    Raises UserError as `set_up_series`, and for a first meeting before one that stays.
    """
    check_may_edit(session, workspace_id, by, now=now)
    old = series_of(session, workspace_id)
    if old is None:
        raise UserError(NONE_YET, block_id=BlockId.FIRST_DAY)
    check_wish(wish, now=now)
    supersede(session, old, from_local, now=now)
    staying = planned_meetings(session, workspace_id, since=now)
    if staying and to_utc(wish.first_local, wish.zone) <= staying[-1].starts_at:
        raise UserError(TOO_EARLY, block_id=BlockId.FIRST_DAY)
    series = new_series(workspace_id, by, wish, now=now)
    series.sequence, series.weights = old.sequence, old.weights
    _begin(session, series, now=now)
    if wish.tell:
        tell_of_series(session, series, now=now, is_new=False)
    return series


def new_series(workspace_id: int, by: str, wish: SeriesWish, *, now: datetime) -> Series:
    """As a wish in which nothing is wrong says it; not stored yet."""
    return Series(
        workspace_id=workspace_id,
        uid=f"{uuid4()}@flywheel",
        rule=every_weeks(int(wish.weeks)),
        first_local=wish.first_local,
        zone=wish.zone,
        minutes=int(wish.minutes),
        channel=wish.channel,
        place=Place(wish.place),
        place_detail="" if wish.place == Place.HUDDLE else wish.place_detail,
        holidays=HolidayPolicy(wish.holidays),
        country=country_code(wish.country),
        made_by=by,
        made_at=now,
    )


def _begin(session: Session, series: Series, *, now: datetime) -> None:
    """With every meeting and step of the coming months."""
    session.add(series)
    session.flush()
    fill(session, series, now=now)
    plan(session, series.workspace_id, Due(StepKind.SERIES, str(series.key), now + LOOK_AGAIN), now=now)
    plan_audit(session, series.workspace_id, now)
    _come_in(session, series, now=now)


def _come_in(session: Session, series: Series, *, now: datetime) -> None:
    """A public channel is joined; a private one refuses that: the form looked whether the bot is in it."""
    workspace = session.get_one(Workspace, series.workspace_id)
    if series.channel != workspace.flywheel_channel:
        lane = f"open:{series.channel}"
        letter = Letter(f"join:{series.uid}", Method.JOIN, series.channel, {}, PurposeId.JOIN, lane=lane)
        enqueue(session, series.workspace_id, letter, now=now)
