"""Goals and priorities: `/flywheel goals`, `/flywheel priorities`, and the forms behind them."""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from bot.delivery.repeats import once
from bot.deps import Deps
from bot.errors import UserError
from bot.goals import pages, picture_pages
from bot.goals.forms import about_goal
from bot.goals.models import GoalState
from bot.goals.priorities import ROWS, PriorityWish
from bot.goals.queries import GONE
from bot.goals.rules import whose_in
from bot.goals.services import GoalWish, add_goal, close_goal, edit_goal
from bot.goals.views import BELOW, DROP, EDIT, OPEN, REACHED
from bot.people.rules import members_only
from bot.prompts.naming import name_first
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, form_of, id_in, window_of, window_under
from handlers.answers import OK, choices, only_to_her, other_view
from handlers.router import Route
from handlers.windows import show, show_anew

STATES = {REACHED: GoalState.REACHED, DROP: GoalState.DROPPED, OPEN: GoalState.OPEN}


async def command_goals(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, pages.goals_page)


async def command_priorities(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return only_to_her(await deps.read(picture_pages.picture_page, workspace_id, inbound.user_id, now=deps.now()))


async def click_add_goal(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, pages.add_page, chosen(inbound.body))


async def choose_in_goal_menu(inbound: Inbound, deps: Deps) -> BoltResponse:
    """ "wish:goal"."""
    members_only(inbound)
    wish, _, goal = chosen(inbound.body).partition(":")
    if wish == EDIT:
        return await _open(inbound, deps, pages.edit_page, id_in(goal))
    if wish == BELOW:
        return await _open(inbound, deps, pages.add_page, "", id_in(goal))
    if wish not in STATES:
        raise UserError(GONE)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(close_goal, workspace_id, inbound.user_id, id_in(goal), STATES[wish], now=deps.now())
    page, year = _shown_in(inbound)
    await _anew(inbound, deps, window_of(inbound.body), year, page)
    return OK


async def choose_year(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    await _anew(inbound, deps, window_of(inbound.body), chosen(inbound.body), 0)
    return OK


async def click_goals_before(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _turn(inbound, deps, -1)


async def click_goals_after(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _turn(inbound, deps, 1)


async def submit_goal(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that is wrong; the tree beneath is drawn anew."""
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    goal_id, year = about_goal(form.about)
    wish = GoalWish(
        form.text(BlockId.GOAL_TITLE), form.text(BlockId.GOAL_OUTCOME), id_in(form.choice(BlockId.GOAL_PARENT))
    )
    if goal_id:
        said = (edit_goal, workspace_id, inbound.key, inbound.user_id, goal_id, wish)
        await deps.write(once, *said, now=deps.now())
    else:
        whose = whose_in(form.choice(BlockId.GOAL_WHOSE), inbound.user_id)
        if whose is None:
            raise UserError(GONE, block_id=BlockId.GOAL_WHOSE)
        await deps.write(once, add_goal, workspace_id, inbound.key, inbound.user_id, year, whose, wish, now=deps.now())
    await _anew(inbound, deps, window_under(inbound.body), year, 0)
    return OK


async def click_alignment(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, picture_pages.picture_window)


async def click_all_priorities(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _open(inbound, deps, picture_pages.all_page, id_in(chosen(inbound.body)))


async def open_priorities(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The value of the button: "theme department"."""
    theme, _, department = chosen(inbound.body).partition(" ")
    return await _open(inbound, deps, picture_pages.priorities_page, id_in(theme), department)


async def submit_priorities(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that is wrong."""
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    theme, _, department = form.about.partition(" ")
    said = (inbound.user_id, id_in(theme), department)
    await deps.write(once, name_first, workspace_id, inbound.key, *said, _priorities(form), now=deps.now())
    return other_view(await deps.read(picture_pages.named_page, workspace_id, *said))


async def offer_ties(inbound: Inbound, deps: Deps) -> BoltResponse:
    """What a priority may serve, while somebody types."""
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    about = str((inbound.body.get("view") or {}).get("private_metadata") or "")
    theme = about.partition(" ")[0]
    typed = str(inbound.body.get("value") or "")
    return choices(await deps.read(picture_pages.ties_like, workspace_id, id_in(theme), typed, t))


async def _turn(inbound: Inbound, deps: Deps, by: int) -> BoltResponse:
    members_only(inbound)
    page, year = _shown_in(inbound)
    await _anew(inbound, deps, window_of(inbound.body), year, page + by)
    return OK


async def _anew(inbound: Inbound, deps: Deps, window_id: str, year: str, page: int) -> None:
    if window_id:
        workspace_id = await deps.workspace_id(inbound.team_id)
        view = await deps.read(pages.goals_page, workspace_id, inbound.user_id, year, page, now=deps.now())
        await show_anew(deps, window_id, view)


async def _open(inbound: Inbound, deps: Deps, page: Callable[..., View], *about: object) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return await show(inbound, deps, await deps.read(page, workspace_id, inbound.user_id, *about, now=deps.now()))


def _shown_in(inbound: Inbound) -> tuple[int, str]:
    """(page, year) of the window something was clicked in."""
    page, _, year = form_of(inbound.body).about.partition(" ")
    return id_in(page), year


def _priorities(form: Form) -> list[PriorityWish]:
    return [PriorityWish(form.text(text), form.choice(tie)) for text, tie in ROWS]


ROUTES = [
    Route(Kind.ACTION, ActionId.ADD_GOAL, click_add_goal),
    Route(Kind.ACTION, ActionId.GOAL_MENU, choose_in_goal_menu),
    Route(Kind.ACTION, ActionId.GOAL_YEAR, choose_year),
    Route(Kind.ACTION, ActionId.GOALS_BEFORE, click_goals_before),
    Route(Kind.ACTION, ActionId.GOALS_AFTER, click_goals_after),
    Route(Kind.ACTION, ActionId.SEE_ALIGNMENT, click_alignment),
    Route(Kind.ACTION, ActionId.ALL_PRIORITIES, click_all_priorities),
    Route(Kind.ACTION, ActionId.PRIORITIES, open_priorities),
    Route(Kind.SUBMISSION, ViewId.GOAL, submit_goal),
    Route(Kind.SUBMISSION, ViewId.PRIORITIES, submit_priorities),
    Route(Kind.OPTIONS, BlockId.TIE_1, offer_ties),
    Route(Kind.OPTIONS, BlockId.TIE_2, offer_ties),
    Route(Kind.OPTIONS, BlockId.TIE_3, offer_ties),
]
