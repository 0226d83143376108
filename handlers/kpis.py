"""Numbers of a company's own: `/flywheel kpi`, adding, typing in, pasting and archiving."""

from collections.abc import Callable, Mapping

from slack_bolt.response import BoltResponse

from bot.checkpoints import kpi_pages
from bot.checkpoints.kpi_forms import COMPANY, LESS
from bot.checkpoints.kpi_views import problem_sentences
from bot.checkpoints.kpis import KpiWish, archive_kpi, paste_numbers, save_kpi, type_number
from bot.deps import Deps
from bot.people.rules import members_only
from bot.slack.blocks import View
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, form_of, id_in, window_of, window_under
from handlers.answers import OK, field_errors
from handlers.checkpoints import open_page
from handlers.failures import answer_unknown
from handlers.router import Route
from handlers.windows import show, show_anew


async def command_kpi(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    view = await deps.read(kpi_pages.kpis_page, workspace_id, inbound.user_id, now=deps.now())
    return await show(inbound, deps, view)


async def click_add(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await open_page(inbound, deps, kpi_pages.kpi_page, chosen(inbound.body))


async def click_paste(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await open_page(inbound, deps, kpi_pages.paste_page, chosen(inbound.body))


async def choose_in_kpi(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The menu of a number: "wish:kpi"."""
    wish, _, about = chosen(inbound.body).partition(":")
    if wish == "archive":
        return await _archive(inbound, deps, id_in(about))
    if wish in PAGES:
        return await open_page(inbound, deps, PAGES[wish], about)
    return await answer_unknown(inbound, deps)


async def submit_kpi(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that is wrong; what was typed stays."""
    form = form_of(inbound.body)
    return await _save(inbound, deps, save_kpi, _wish_in(form), id_in(form.about))


async def submit_number(inbound: Inbound, deps: Deps) -> BoltResponse:
    form = form_of(inbound.body)
    typed = (form.choice(BlockId.KPI_MONTH), form.text(BlockId.KPI_NUMBER))
    return await _save(inbound, deps, type_number, id_in(form.about), typed)


async def submit_lines(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Every bad line is named, and then none is kept."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    pasted = form_of(inbound.body).text(BlockId.KPI_LINES)
    _, problems = await deps.write(paste_numbers, workspace_id, inbound.user_id, pasted, now=deps.now())
    if problems:
        return field_errors({BlockId.KPI_LINES: problem_sentences(problems, t)})
    await _show_list(inbound, deps, window_under(inbound.body))
    return OK


async def _save(inbound: Inbound, deps: Deps, service: Callable[..., object], *about: object) -> BoltResponse:
    """Twice does no harm: the same is kept."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(service, workspace_id, inbound.user_id, *about, now=deps.now())
    await _show_list(inbound, deps, window_under(inbound.body))
    return OK


async def _archive(inbound: Inbound, deps: Deps, kpi_id: int) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(archive_kpi, workspace_id, inbound.user_id, kpi_id, now=deps.now())
    await _show_list(inbound, deps, window_of(inbound.body))
    return OK


async def _show_list(inbound: Inbound, deps: Deps, window_id: str) -> None:
    """The window below the form says what is so now."""
    if window_id:
        workspace_id = await deps.workspace_id(inbound.team_id)
        view = await deps.read(kpi_pages.kpis_page, workspace_id, inbound.user_id, now=deps.now())
        await show_anew(deps, window_id, view)


def _wish_in(form: Form) -> KpiWish:
    department = form.choice(BlockId.KPI_DEPARTMENT)
    return KpiWish(
        name=" ".join(form.text(BlockId.KPI_NAME).split()),
        unit=form.text(BlockId.KPI_UNIT),
        more_is_better=form.choice(BlockId.KPI_DIRECTION) != LESS,
        target=form.text(BlockId.KPI_TARGET),
        department="" if department == COMPANY else department,
    )


PAGES: Mapping[str, Callable[..., View]] = {"number": kpi_pages.number_page, "change": kpi_pages.kpi_page}
ROUTES = [
    Route(Kind.ACTION, ActionId.ADD_KPI, click_add),
    Route(Kind.ACTION, ActionId.PASTE_KPI, click_paste),
    Route(Kind.ACTION, ActionId.KPI_MENU, choose_in_kpi),
    Route(Kind.SUBMISSION, ViewId.KPI, submit_kpi),
    Route(Kind.SUBMISSION, ViewId.KPI_NUMBER, submit_number),
    Route(Kind.SUBMISSION, ViewId.KPI_PASTE, submit_lines),
]
