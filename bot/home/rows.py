"""Pains in lists: a line each, and the way to the other pages. Pure: rows in, blocks out."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.departments.rules import department_name
from bot.followups.views import when_due
from bot.home.rules import Row, Waiting
from bot.i18n import Texts
from bot.pains.models import PainStatus
from bot.pains.rules import Page, label
from bot.slack.blocks import Block, Element, actions, context
from bot.slack.text import escape, link, moment, one_line

LONGEST_TITLE = 140
Turn = Callable[[str, int], Element]  # (its text, the page it leads to) -> a button


def title_of(row: Row, t: Texts) -> str:
    """Its number, which leads to its card, and what hurts."""
    name = label(row.number)
    shown = escape(one_line(row.title, LONGEST_TITLE)) or t("A customer pain from a private place")
    return f"*{link(row.url, name) if row.url else name}* {shown}"


def state_of(row: Row, t: Texts) -> str:
    """Open and whose, or what became of it."""
    if row.status is PainStatus.OPEN:
        return t("open, {name} owns it", name=escape(row.who)) if row.who else t("open, no owner yet")
    return {
        PainStatus.MERGED: t("joined to another pain"),
        PainStatus.WITHDRAWN: t("taken back"),
        PainStatus.CLOSED: t("closed, every customer has an answer"),
        PainStatus.RESOLVED: t("resolved, customers are being told"),
    }[row.status]


def reported_line(row: Row, t: Texts) -> str:
    when = f" · {moment(row.since, t.language)}" if row.since else ""
    return f"{title_of(row, t)}\n{state_of(row, t)}{when}"


def owned_line(row: Row, today: date, t: Texts) -> str:
    return f"{title_of(row, t)}\n{escape(row.who)} · {_due(row, today, t)}"


def found_line(row: Row, t: Texts) -> str:
    return f"{title_of(row, t)}\n{state_of(row, t)}"


def waiting_line(what: Waiting, row: Row, today: date, t: Texts) -> str:
    return f"{title_of(row, t)}\n{WAITS[what](row, today, t)}"


def page_turner(page: Page[Any], back: Turn, forth: Turn, t: Texts) -> list[Block]:
    """Nothing for a list of one page."""
    if page.pages < 2:
        return []
    ways = []
    if page.number > 0:
        ways.append(back(t("Previous page"), page.number - 1))
    if page.number + 1 < page.pages:
        ways.append(forth(t("Next page"), page.number + 1))
    where = t("Page {page} of {pages}, {count} in all", page=page.number + 1, pages=page.pages, count=page.count)
    return [context(where), actions(*ways)]


def _unowned(row: Row, _today: date, t: Texts) -> str:
    return t("reported {since}", since=moment(row.since, t.language)) if row.since else ""


def _offered(row: Row, _today: date, t: Texts) -> str:
    to = escape(row.who or department_name(row.department, t))
    since = moment(row.since, t.language) if row.since else ""
    return t("offered to {receiver}, waits since {since}", receiver=to, since=since)


def _overdue(row: Row, today: date, t: Texts) -> str:
    where = department_name(row.department, t)
    name = t("{name} ({department})", name=row.who, department=where) if where else row.who
    return f"{escape(name)} · {_due(row, today, t)}"


def _untold(row: Row, _today: date, t: Texts) -> str:
    waits = t.plural("{n} customer waits for a word", "{n} customers wait for a word", row.count)
    return f"{escape(row.who)} · {waits}" if row.who else waits


def _due(row: Row, today: date, t: Texts) -> str:
    return when_due(row.day, today, t) if row.day else t("no date yet")


WAITS: Mapping[Waiting, Callable[[Row, date, Texts], str]] = {
    Waiting.UNOWNED: _unowned,
    Waiting.HANDOFFS: _offered,
    Waiting.OVERDUE: _overdue,
    Waiting.LOOPS: _untold,
}
