"""The screens of the business year, built with whatever people may have typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.i18n import Texts
from bot.prompts.models import Moment
from bot.slack.blocks import Message, View
from bot.slack.ids import BlockId, ViewId
from bot.years import forms, pages, views
from bot.years.models import ThemeKind
from bot.years.rules import FiscalYear, Quarter, until
from bot.years.tables import as_lines, quarters_in

TODAY = date(2026, 3, 2)
LINES = "\n".join(
    f"Y{year},1,{year}-01-01,{year}-06-30\nY{year},2,{year}-07-01,{year}-12-31" for year in range(2020, 2050)
)


def _facts(text: str) -> views.ThemeFacts:
    quarter = Quarter(text[:16] or "FY27", 1, date(2026, 1, 1), date(2026, 4, 1))
    moments = [(moment, date(2026, month, 2)) for moment, month in zip(Moment, (1, 3, 4), strict=True)]
    return views.ThemeFacts(
        quarter, text[:100], text[:500], 30, moments, TODAY, quarter, text[:100], date(2026, 6, 30), may_edit=True
    )


def _moves(text: str, month: int, *, from_now: bool = False) -> views.Moves:
    before, year = until(TODAY, [], FiscalYear(1), 4), FiscalYear(month)
    after = until(TODAY, [] if from_now else before[:1], year, 4)
    return views.Moves(before, after, dict.fromkeys(ThemeKind, text[:100]))


def _shown(text: str) -> dict[str, str]:
    fields = {BlockId.THEME_NAME.value: text[:100], BlockId.PURPOSE.value: text[:500]}
    return fields | {moment.value: text[:1000] for moment in Moment}


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "theme": lambda text, t: views.theme_message(_facts(text), t),
}

MODALS: dict[str, Callable[[str, Texts], View]] = {
    "year": lambda text, t: forms.year_form(FiscalYear(4, True), as_lines(quarters_in(LINES)[0]), t),
    "year moves": lambda text, t: views.moves_view(ViewId.YEAR_MOVES, _moves(text, 2), t, LINES),
    "year moves from now": lambda text, t: views.moves_view(ViewId.YEAR_MOVES, _moves(text, 3, from_now=True), t, ""),
    "reviews move": lambda text, t: views.moves_view(
        ViewId.YEAR_MOVES, replace(_moves(text, 1), reviews=[(text[:200], TODAY, TODAY)] * 4), t, LINES
    ),
    "no year moves": lambda text, t: views.moves_view(ViewId.SETUP_MOVES, _moves(text, 1), t, ""),
    "texts of a theme": lambda text, t: forms.theme_form(ThemeKind.PLANNING, "vi", _shown(text), t),
    "texts saved": lambda text, t: pages.saved_window([moment.value for moment in Moment], t),
}
