"""What people see of the year: its theme, its texts, what a change moves."""

import json
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.checkpoints.planning import moving
from bot.checkpoints.queries import title_of
from bot.delivery.inbox import first_time
from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.errors import UserError
from bot.i18n import N_, Texts, texts_in
from bot.people.services import reader_of
from bot.permissions.rules import Act, may
from bot.permissions.services import require, roles_of
from bot.prompts.models import Moment
from bot.slack.blocks import Message, View, modal, section
from bot.slack.ids import BlockId, ViewId
from bot.workdays.rules import ONE_DAY
from bot.workdays.services import today_in
from bot.years.forms import theme_form, year_form
from bot.years.models import Theme, ThemeKind
from bot.years.queries import (
    as_quarter,
    company_calendar,
    theme_name,
    theme_names,
    theme_now,
    theme_purpose,
    themes_ahead,
    written,
    year_of,
)
from bot.years.rules import FiscalYear, day_of, days_left
from bot.years.services import change_year, moves
from bot.years.tables import as_lines, quarters_in
from bot.years.texts import wording
from bot.years.themes import MOMENTS
from bot.years.views import ThemeFacts, moves_view, theme_message

NOT_SET_UP = N_("The business year is not known yet. `/flywheel setup` asks for it.")


def theme_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> Message:
    """Raises UserError before the workspace was set up."""
    ahead = themes_ahead(session, workspace_id, now=now)
    if len(ahead) < 2:
        raise UserError(NOT_SET_UP)
    t = texts_in(reader_of(session, workspace_id, person).language)
    return theme_message(_facts(session, ahead[0], ahead[1], person, t, now=now), t)


def year_page(session: Session, workspace_id: int, person: str, t: Texts, *, now: datetime) -> View:
    """Raises UserError for whoever may not."""
    _check(session, workspace_id, person, now=now)
    lines = as_lines(written(session, workspace_id))
    return year_form(year_of(session, workspace_id), lines, t)


def moves_page(  # noqa: PLR0913 - whose year, what it is to be, and since when
    session: Session, workspace_id: int, person: str, wish: FiscalYear, t: Texts, *, from_now: bool, now: datetime
) -> View:
    """The second step: what moves, before it does. Raises UserError for whoever may not."""
    _check(session, workspace_id, person, now=now)
    shown = moves(session, workspace_id, wish, from_now=from_now, now=now)
    kept = {"start": wish.start_month, "by_start": wish.named_by_start, "now": from_now, "lines": as_lines(wish.table)}
    kept |= {"review_on": wish.review_on, "qbr_on": wish.qbr_on}
    reviews = moving(session, workspace_id, wish, shown.after, now=now)
    named = replace(
        shown,
        names=theme_names(session, workspace_id, t),
        reviews=[(title_of(session, one, t), one.meets_local.date(), day) for one, day in reviews],
    )
    return moves_view(ViewId.YEAR_MOVES, named, t, json.dumps(kept))


def change_and_show(  # noqa: PLR0913 - whose year, what it is to be, and since when
    session: Session, workspace_id: int, person: str, wish: FiscalYear, key: str, *, from_now: bool, now: datetime
) -> None:
    """The change, and the theme as it is then, as a direct message. Raises UserError."""
    if not first_time(session, workspace_id, key, now=now):
        return
    change_year(session, workspace_id, person, wish, from_now=from_now, now=now)
    shown = theme_page(session, workspace_id, person, now=now)
    enqueue(session, workspace_id, Letter(f"year:{key}", Method.POST, person, shown.payload()), now=now)


def texts_page(  # noqa: PLR0913 - whose texts, of which theme, in which language
    session: Session, workspace_id: int, person: str, t: Texts, kind: str = "", language: str = "", *, now: datetime
) -> View:
    """Of the current theme in her language, unless said otherwise. Raises UserError for whoever may not."""
    _check(session, workspace_id, person, now=now)
    current = theme_now(session, workspace_id, now=now)
    chosen = ThemeKind(kind) if kind else current.kind if current else ThemeKind.KICK_OFF
    now_written = wording(session, workspace_id, chosen, language or t.language)
    shown = {BlockId.THEME_NAME.value: now_written.name, BlockId.PURPOSE.value: now_written.purpose}
    shown |= {moment.value: texts for moment, texts in now_written.questions.items()}
    return theme_form(chosen, now_written.language, shown, t)


def saved_window(emptied: list[str], t: Texts) -> View:
    """What became of the texts; `emptied`: fields without a word, by block or moment."""
    names = {BlockId.THEME_NAME.value: t("Name of the theme"), BlockId.PURPOSE.value: t("What it is for")}
    names |= {moment.value: t(name) for moment, name in MOMENTS.items()}
    lines = [t("Your texts are saved. They are used from the next questions on.")]
    if emptied:
        fields = ", ".join(names[field] for field in emptied)
        lines.append(t("You left these empty, so ours stand there: {fields}.", fields=fields))
    return modal("message", t("Texts of a theme"), [section("\n".join(lines))], buttons=("", t("Close")))


def wish_kept(metadata: str) -> tuple[FiscalYear, bool]:
    """What the second step remembers of the first: the year, and whether it holds from now on."""
    kept = json.loads(metadata)
    table, days = quarters_in(str(kept["lines"]))[0], (int(kept["review_on"]), int(kept["qbr_on"]))
    return FiscalYear(int(kept["start"]), bool(kept["by_start"]), table, *days), bool(kept["now"])


def _check(session: Session, workspace_id: int, person: str, *, now: datetime) -> None:
    require(session, workspace_id, person, Act.EDIT_YEAR, on=today_in(session, workspace_id, now))


def _facts(session: Session, theme: Theme, coming: Theme, person: str, t: Texts, *, now: datetime) -> ThemeFacts:
    workspace_id, quarter = theme.workspace_id, as_quarter(theme)
    today, calendar = today_in(session, workspace_id, now), company_calendar(session, workspace_id)
    table = written(session, workspace_id)
    is_soon = bool(table) and table[-1].ends_on < coming.ends_on and today < table[-1].ends_on
    return ThemeFacts(
        quarter,
        theme_name(session, theme, t),
        theme_purpose(session, theme, t),
        max(days_left(quarter, today), 1),
        [(each, day_of(quarter, each, calendar)) for each in Moment],
        today,
        as_quarter(coming),
        theme_name(session, coming, t),
        table[-1].ends_on - ONE_DAY if is_soon else None,
        may(Act.EDIT_YEAR, roles_of(session, workspace_id, person, on=today)),
    )
