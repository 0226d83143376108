"""The company itself: windows that list its departments, journey stages and days off, and the form for each.

A window turns into its form and, once that is sent, back into the list as it is then.
"""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from bot.delivery.repeats import once
from bot.departments.editing import (
    department_page,
    departments_window,
    save_department,
    save_stage,
    stage_page,
    stages_window,
)
from bot.departments.rules import DepartmentWish, StageWish
from bot.departments.views import NEW, YES
from bot.deps import Deps
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Inbound, Kind, chosen, form_of
from bot.workdays.editing import add_days_off, days_off_page, days_off_window, remove_days_off
from handlers.answers import other_view
from handlers.router import Route
from handlers.windows import show, turn

Window = Callable[..., View]


async def open_departments(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await show(inbound, deps, await _view(inbound, deps, departments_window))


async def open_stages(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await show(inbound, deps, await _view(inbound, deps, stages_window))


async def open_days_off(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await show(inbound, deps, await _view(inbound, deps, days_off_window))


async def click_department(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await turn(inbound, deps, await _view(inbound, deps, department_page, _key(inbound)))


async def click_stage(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await turn(inbound, deps, await _view(inbound, deps, stage_page, _key(inbound)))


async def click_add_days_off(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await turn(inbound, deps, await _view(inbound, deps, days_off_page))


async def click_remove_days_off(inbound: Inbound, deps: Deps) -> BoltResponse:
    await _save(inbound, deps, remove_days_off, chosen(inbound.body))
    return await turn(inbound, deps, await _view(inbound, deps, days_off_window))


async def submit_department(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    wish = DepartmentWish(
        key=form.about,
        name=form.text(BlockId.NAME),
        kind=form.choice(BlockId.KIND),
        country=form.text(BlockId.COUNTRY),
        is_archived=form.ticked(BlockId.ARCHIVED, YES),
    )
    await _save(inbound, deps, save_department, wish)
    return other_view(await _view(inbound, deps, departments_window))


async def submit_stage(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    wish = StageWish(
        key=form.about,
        name=form.text(BlockId.NAME),
        department=form.choice(BlockId.DEPARTMENT),
        after=form.choice(BlockId.AFTER),
        is_archived=form.ticked(BlockId.ARCHIVED, YES),
    )
    await _save(inbound, deps, save_stage, wish)
    return other_view(await _view(inbound, deps, stages_window))


async def submit_days_off(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    days = (form.day(BlockId.DAY), form.day(BlockId.LAST_DAY))
    await _save(inbound, deps, add_days_off, days, form.text(BlockId.NAME), form.choice(BlockId.DEPARTMENT))
    return other_view(await _view(inbound, deps, days_off_window))


async def _save(inbound: Inbound, deps: Deps, service: Callable[..., None], *wish: object) -> None:
    """Raises UserError for whoever may not, and at the field that is wrong."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(once, service, workspace_id, inbound.key, inbound.user_id, *wish, now=deps.now())


async def _view(inbound: Inbound, deps: Deps, window: Window, *about: str) -> View:
    """Raises UserError for whoever may not."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return await deps.read(window, workspace_id, inbound.user_id, *about, now=deps.now())


def _key(inbound: Inbound) -> str:
    """Of what was clicked; "" for a new one."""
    key = chosen(inbound.body)
    return "" if key == NEW else key


ROUTES = [
    Route(Kind.ACTION, ActionId.CHANGE_DEPARTMENT, click_department),
    Route(Kind.ACTION, ActionId.CHANGE_STAGE, click_stage),
    Route(Kind.ACTION, ActionId.ADD_DAYS_OFF, click_add_days_off),
    Route(Kind.ACTION, ActionId.REMOVE_DAYS_OFF, click_remove_days_off),
    Route(Kind.SUBMISSION, ViewId.DEPARTMENT, submit_department),
    Route(Kind.SUBMISSION, ViewId.STAGE, submit_stage),
    Route(Kind.SUBMISSION, ViewId.DAYS_OFF, submit_days_off),
]
