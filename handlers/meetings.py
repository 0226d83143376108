"""The series of flywheel meetings: `/flywheel meeting`, `/flywheel next`, and the forms that set up and change it."""

from collections.abc import Callable
from datetime import date, datetime, time

from slack_bolt.response import BoltResponse
from sqlmodel import Session

from bot.delivery.repeats import once
from bot.deps import Deps
from bot.errors import SlackRefused, UserError
from bot.i18n import N_
from bot.meetings import pages
from bot.meetings.files import send_calendar
from bot.meetings.forms import TELL
from bot.meetings.moving import cancel, move, skip
from bot.meetings.services import change_series, set_up_series
from bot.meetings.wishes import Problems, SeriesWish, problems_in
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, form_of, id_in
from handlers.answers import CLEAR, OK, field_errors, next_view, only_to_her
from handlers.failures import answer_unknown
from handlers.router import Route
from handlers.windows import show

UNSEEN = N_("I cannot see that channel. Invite me there with `/invite @Flywheel`, or choose another one.")
ARCHIVED = N_("That channel is archived. Choose another one, or bring it back first.")


async def command_meeting(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The series; where there is none, the form that sets it up."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    message = await deps.read(pages.series_page, workspace_id, inbound.user_id, now=deps.now())
    return only_to_her(message) if message else await click_set_up(inbound, deps)


async def command_next(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return only_to_her(await deps.read(pages.next_page, workspace_id, inbound.user_id, now=deps.now()))


async def click_set_up(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, pages.set_up_page)


async def click_move(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, pages.move_page)


async def click_skip(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, pages.call_off_page, "skip")


async def click_file(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(once, send_calendar, workspace_id, inbound.key, inbound.user_id, inbound.key, now=deps.now())
    return OK


async def choose_in_menu(inbound: Inbound, deps: Deps) -> BoltResponse:
    wish = chosen(inbound.body)
    if wish == "file":
        return await click_file(inbound, deps)
    if wish == "cancel":
        return await _open(inbound, deps, pages.call_off_page, "cancel")
    return await (_open(inbound, deps, pages.change_page) if wish == "change" else answer_unknown(inbound, deps))


async def submit_series(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Everything that is wrong is said at once; else the dates are shown above the form, which keeps what was typed."""
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    wish, from_local = _wish_in(form), form.choice(BlockId.FROM_MEETING)
    problems = problems_in(wish, now=deps.now()) | await _channel_problems(deps, wish.channel)
    if problems:
        _, t = await deps.reader(inbound.team_id, inbound.user_id)
        return field_errors({block: t(said.sentence, **said.values) for block, said in problems.items()})
    view = await deps.read(pages.dates_page, workspace_id, inbound.user_id, wish, from_local, now=deps.now())
    return next_view(view)


async def submit_dates(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Kept, and both forms close. Raises UserError for what has come between."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(once, _keep, workspace_id, inbound.key, inbound.user_id, form_of(inbound.body), now=deps.now())
    return CLEAR


async def submit_move(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    return await _change(inbound, deps, move, id_in(form.choice(BlockId.MEETING)), _wall_time(form))


async def submit_call_off(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    service = skip if form.about == "skip" else cancel
    return await _change(inbound, deps, service, id_in(form.choice(BlockId.MEETING)), form.text(BlockId.WHY))


async def _open(inbound: Inbound, deps: Deps, page: Callable[..., View], *values: object) -> BoltResponse:
    """Raises UserError for whoever may not, SlackError."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return await show(inbound, deps, await deps.read(page, workspace_id, inbound.user_id, *values, now=deps.now()))


async def _change(inbound: Inbound, deps: Deps, service: Callable[..., object], *values: object) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(once, service, workspace_id, inbound.key, inbound.user_id, *values, now=deps.now())
    return OK


def _keep(session: Session, workspace_id: int, by: str, form: Form, *, now: datetime) -> None:
    from_local, _, text = form.about.partition(" ")
    wish = SeriesWish.from_text(text, tell=form.ticked(BlockId.TELL, TELL))
    if from_local:
        change_series(session, workspace_id, by, wish, datetime.fromisoformat(from_local), now=now)
    else:
        set_up_series(session, workspace_id, by, wish, now=now)


async def _channel_problems(deps: Deps, channel: str) -> Problems:
    """Whether the bot could post there; asked of Slack, because nothing else would know of an archived one."""
    try:
        said = await deps.slack.call("conversations.info", {"channel": channel}) if channel else {}
    except SlackRefused:
        return {BlockId.CHANNEL: UserError(UNSEEN)}
    is_archived = (said.get("channel") or {}).get("is_archived")
    return {BlockId.CHANNEL: UserError(ARCHIVED)} if is_archived else {}


def _wish_in(form: Form) -> SeriesWish:
    return SeriesWish(
        day=_picked(form, BlockId.FIRST_DAY, "selected_date"),
        clock=_picked(form, BlockId.CLOCK, "selected_time"),
        zone=form.choice(BlockId.TIME_ZONE),
        weeks=form.text(BlockId.WEEKS),
        minutes=form.text(BlockId.MINUTES),
        place=form.choice(BlockId.PLACE),
        place_detail=form.text(BlockId.PLACE_DETAIL),
        channel=form.channel(BlockId.CHANNEL),
        holidays=form.choice(BlockId.HOLIDAYS),
        country=form.text(BlockId.COUNTRY),
    )


def _wall_time(form: Form) -> datetime:
    """Raises UserError without a day or a time."""
    day, clock = _picked(form, BlockId.DAY, "selected_date"), _picked(form, BlockId.CLOCK, "selected_time")
    if not day:
        raise UserError(N_("Choose a day."), block_id=BlockId.DAY)
    if not clock:
        raise UserError(N_("Choose a time, such as 10:00."), block_id=BlockId.CLOCK)
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))


def _picked(form: Form, block_id: str, what: str) -> str:
    return str(form.values.get(block_id, {}).get(what) or "")


ROUTES = [
    Route(Kind.ACTION, ActionId.SET_UP_SERIES, click_set_up),
    Route(Kind.ACTION, ActionId.MOVE_MEETING, click_move),
    Route(Kind.ACTION, ActionId.SKIP_MEETING, click_skip),
    Route(Kind.ACTION, ActionId.MEETING_MENU, choose_in_menu),
    Route(Kind.ACTION, ActionId.CALENDAR_FILE, click_file),
    Route(Kind.SUBMISSION, ViewId.SERIES, submit_series),
    Route(Kind.SUBMISSION, ViewId.SERIES_DATES, submit_dates),
    Route(Kind.SUBMISSION, ViewId.MOVE_MEETING, submit_move),
    Route(Kind.SUBMISSION, ViewId.CALL_OFF, submit_call_off),
]
