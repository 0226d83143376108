"""The business year: `/flywheel theme`, and the forms that change the year and the texts of its themes."""

from dataclasses import replace

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.i18n import Texts
from bot.people.rules import members_only
from bot.prompts.models import Moment
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, first_action, form_of, id_in, window_of
from bot.years import pages
from bot.years.forms import CURRENT, STARTS, field_id
from bot.years.models import ThemeKind
from bot.years.rules import FiscalYear
from bot.years.tables import Problem, quarters_in, year_with
from bot.years.texts import Wording, keep_wording
from handlers.answers import CLEAR, OK, field_errors, next_view, only_to_her, other_view
from handlers.router import Route
from handlers.windows import show, show_anew

SHOWN_AT_ONCE = 8  # problems of a pasted table


async def command_theme(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return only_to_her(await deps.read(pages.theme_page, workspace_id, inbound.user_id, now=deps.now()))


async def click_change_year(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await show(inbound, deps, await deps.read(pages.year_page, workspace_id, inbound.user_id, t, now=deps.now()))


async def submit_year(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Nothing changes yet: what would move is shown above the form."""
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    wish, problems = _year_in(form)
    if problems:
        return field_errors({BlockId.QUARTERS: _sentences(problems, t)})
    from_now = form.choice(BlockId.FROM_QUARTER) == CURRENT
    who = (workspace_id, inbound.user_id)
    view = await deps.read(pages.moves_page, *who, wish, t, from_now=from_now, now=deps.now())
    return next_view(view)


async def confirm_year(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    wish, from_now = pages.wish_kept(form_of(inbound.body).about)
    what = (workspace_id, inbound.user_id, wish, inbound.key)
    await deps.write(pages.change_and_show, *what, from_now=from_now, now=deps.now())
    return CLEAR


async def click_change_theme(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    view = await deps.read(pages.texts_page, workspace_id, inbound.user_id, t, now=deps.now())
    return await show(inbound, deps, view)


async def choose_theme(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Another theme or language in the form of the texts."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    kind, language = _about(form_of(inbound.body))
    if first_action(inbound.body).get("action_id") == ActionId.THEME_KIND:
        kind = chosen(inbound.body)
    else:
        language = chosen(inbound.body)
    view = await deps.read(pages.texts_page, workspace_id, inbound.user_id, t, kind, language, now=deps.now())
    await show_anew(deps, window_of(inbound.body), view)
    return OK


async def submit_theme(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    wish = _wording_in(form_of(inbound.body))
    emptied = await deps.write(keep_wording, workspace_id, inbound.user_id, wish, now=deps.now())
    return other_view(pages.saved_window(emptied, t))


def _year_in(form: Form) -> tuple[FiscalYear, list[Problem]]:
    table, problems = quarters_in(form.text(BlockId.QUARTERS))
    by_start = form.choice(BlockId.NAMED_BY) == STARTS
    year = year_with(table, int(form.choice(BlockId.FISCAL_START) or 1), named_by_start=by_start)
    review_on, qbr_on = (id_in(form.choice(field)) for field in (BlockId.REVIEW_ON, BlockId.QBR_ON))
    return replace(year, review_on=review_on or year.review_on, qbr_on=qbr_on or year.qbr_on), problems


def _sentences(problems: list[Problem], t: Texts) -> str:
    lines = [t(problem.sentence, **problem.values) for problem in problems[:SHOWN_AT_ONCE]]
    more = len(problems) - SHOWN_AT_ONCE
    return "\n".join([*lines, *([t.plural("And {n} more line.", "And {n} more lines.", more)] if more > 0 else [])])


def _about(form: Form) -> tuple[str, str]:
    kind, _, language = form.about.partition(":")
    return kind, language


def _wording_in(form: Form) -> Wording:
    kind, language = ThemeKind(_about(form)[0]), _about(form)[1]
    return Wording(
        kind,
        language,
        form.text(field_id(BlockId.THEME_NAME, kind, language)),
        form.text(field_id(BlockId.PURPOSE, kind, language)),
        {each: form.text(field_id(BlockId.QUESTIONS, kind, language, each)) for each in Moment},
    )


ROUTES = [
    Route(Kind.ACTION, ActionId.CHANGE_YEAR, click_change_year),
    Route(Kind.ACTION, ActionId.CHANGE_THEME, click_change_theme),
    Route(Kind.ACTION, ActionId.THEME_KIND, choose_theme),
    Route(Kind.ACTION, ActionId.THEME_LANGUAGE, choose_theme),
    Route(Kind.SUBMISSION, ViewId.YEAR, submit_year),
    Route(Kind.SUBMISSION, ViewId.YEAR_MOVES, confirm_year),
    Route(Kind.SUBMISSION, ViewId.THEME, submit_theme),
]
