"""Homes and the windows behind them, built with whatever people may have typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from bot.departments.models import Department, DepartmentKind
from bot.followups.rules import Obligation, Owed
from bot.home import forms
from bot.home.help import help_message, language_chosen
from bot.home.rules import FOUND_ROWS, WAITING_ROWS, Found, Row, Waiting
from bot.home.views import HomeFacts, home_view
from bot.i18n import Texts
from bot.pains.models import PainStatus
from bot.pains.rules import Page
from bot.slack.blocks import Message, View

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 4)
DAYS = [date(2026, 3, 2), TODAY, date(2026, 3, 6), None]


def row(text: str, number: int = 1, **changes: Any) -> Row:
    part = Department(workspace_id=1, key="product", name=text[:100], kind=DepartmentKind.ENABLING)
    fields = {"url": "https://acme.slack.com/archives/C1/p1", "who": text[:200], "department": part, "count": number}
    return Row(**{"number": number, "title": text[:300], **fields, "day": DAYS[number % 4], "since": AT, **changes})


def rows(text: str, count: int) -> list[Row]:
    statuses = [*PainStatus]
    return [row(text, number, status=statuses[number % len(statuses)]) for number in range(count)]


def owed(text: str, count: int) -> list[Obligation]:
    kinds = [*Owed]
    return [
        Obligation(kinds[number % len(kinds)], number, number, number, text[:300], AT, TODAY, "product", "U0TOM",
                   text[:200], ("C0FLYWHEEL", "1.5"))
        for number in range(count)
    ]  # fmt: skip


def full(text: str) -> HomeFacts:
    """As much as a Home can hold: every list in the middle of its pages."""
    return HomeFacts(
        emoji="pain",
        channel=None,
        today=TODAY,
        workspace_url="https://acme.slack.com/",
        owed=Page(owed(text, 6), 1, 500, 6),
        names={"U0TOM": text[:200]},
        waiting=dict.fromkeys(Waiting, 1_000_000),
        department=row(text).department,
        owned=Page(rows(text, 8), 4, 12_000, 8),
        reports=Page(rows(text, 8), 1, 17, 8),
        may_find=True,
        may_set_up=True,
        offer_vietnamese=True,
        refused={text[:200] or "is_archived": 3},
    )


def facts(**changes: Any) -> HomeFacts:
    return HomeFacts(**{"emoji": "pain", "channel": "C1", "today": TODAY, **changes})


def _found(text: str, count: int = 300) -> Found:
    return Found(text[:200], rows(text, min(count, FOUND_ROWS)), count, looked_at=20_000)


def _waiting(what: Waiting, count: int) -> Callable[[str, Texts], View]:
    return lambda text, t: forms.waiting_window(
        what, Page(rows(text, min(count, WAITING_ROWS)), min(count, 1), count, WAITING_ROWS), TODAY, t
    )


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "help": lambda text, t: help_message("pain", "Flywheel", t),
    "unknown command": lambda text, t: help_message("pain", "Flywheel", t, unknown=text),
    "language chosen": lambda text, t: language_chosen(t),
    "found": lambda text, t: forms.found_message(_found(text), t),
    "nothing found": lambda text, t: forms.found_message(_found(text, 0), t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "search": lambda text, t: forms.search_form(None, t),
    "search with what was found": lambda text, t: forms.search_form(_found(text), t),
    "search in vain": lambda text, t: forms.search_form(Found(text[:200], [], 0), t),
    **{f"waiting: {what}": _waiting(what, 35) for what in Waiting},
    "nothing waiting": _waiting(Waiting.UNOWNED, 0),
}
HOMES: dict[str, Callable[[str, Texts], View]] = {
    "full home": lambda text, t: home_view(full(text), t),
    "first home": lambda text, t: home_view(facts(channel=None, may_set_up=True), t),
    "home of a lead with nothing waiting": lambda text, t: home_view(
        facts(department="sales", waiting=dict.fromkeys(Waiting, 0), may_find=True, is_paused=True), t
    ),
    "home of a guest": lambda text, t: home_view(facts(channel=None), t),
}
