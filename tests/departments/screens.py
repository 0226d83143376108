"""The screens about the company and its roster, built with whatever people may have typed."""

from collections.abc import Callable
from datetime import date, timedelta

from bot.departments import views
from bot.departments.models import Department, DepartmentKind, Stage
from bot.departments.rules import MOST
from bot.i18n import Texts
from bot.roster import forms
from bot.roster import views as roster
from bot.roster.models import Seat, SeatRole
from bot.roster.rules import holes_in
from bot.slack.blocks import Message, View
from bot.workdays.spans import Span
from bot.workdays.views import days_off_form, days_off_list

TODAY = date(2026, 3, 2)


def departments(text: str, n: int = 7) -> list[Department]:
    return [_department(text, number) for number in range(n)]


def stages(text: str, n: int = 6) -> list[Stage]:
    return [
        Stage(workspace_id=1, key=f"s{number}", name=text[:100], department="d0", is_archived=number > 20)
        for number in range(n)
    ]


def _department(text: str, number: int) -> Department:
    kind = list(DepartmentKind)[number % 2]
    country = "US-NY" if number % 3 else ""
    return Department(workspace_id=1, key=f"d{number}", name=text[:100], kind=kind, country=country,
                      is_archived=number > 20)  # fmt: skip


def _roster(text: str, t: Texts, *, seated: bool) -> Message:
    everybody = [Seat(workspace_id=1, person=f"U{role}", role=role, department="d0", valid_from=TODAY)
                 for role in SeatRole] if seated else []  # fmt: skip
    names = {seat.person: text[:200] for seat in everybody}
    here = departments(text)
    return roster.roster(here, everybody, holes_in(here, everybody), names, t, may_edit=True)


def _seated(text: str, n: int) -> roster.Seated:
    return roster.Seated(text[:21], SeatRole.MEMBER, _department(text, 1), [text[:200]] * n, [text[:300]] * (200 - n))


def _spans(text: str) -> list[Span]:
    days = [TODAY + timedelta(days=3 * number) for number in range(-20, 100)]
    return [Span(day, day + timedelta(days=number % 3), text[:100], f"d{number % 8}" if number % 2 else "")
            for number, day in enumerate(days)]  # fmt: skip


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "roster": lambda text, t: _roster(text, t, seated=True),
    "empty roster": lambda text, t: _roster(text, t, seated=False),
    "group seated": lambda text, t: roster.group_seated(_seated(text, 190), t),
    "nobody of a group seated": lambda text, t: roster.group_seated(_seated(text, 0), t),
    "group too large": lambda text, t: roster.group_too_large(text[:21], SeatRole.LEAD, 12, t),
    "group refused": lambda text, t: roster.group_refused(text[:21], "no_such_subteam", t),
    "groups not allowed": lambda text, t: roster.group_refused(text[:21], "missing_scope: usergroups:read", t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "seat form": lambda text, t: forms.seat_form(departments(text, MOST), t),
    "paste form": lambda text, t: forms.paste_form(t),
    "group form": lambda text, t: forms.group_form(departments(text), t),
    "end of a seat": lambda text, t: forms.end_seat_form(t),
    "departments": lambda text, t: views.department_list(departments(text, MOST), t),
    "a department": lambda text, t: views.department_form(_department(text, 1), t),
    "a new department": lambda text, t: views.department_form(None, t),
    "stages": lambda text, t: views.stage_list(stages(text, MOST), departments(text), t),
    "a stage": lambda text, t: views.stage_form(stages(text)[2], stages(text, MOST), departments(text), t),
    "a new stage": lambda text, t: views.stage_form(None, stages(text), departments(text), t),
    "days off": lambda text, t: days_off_list(_spans(text), TODAY, departments(text), t),
    "no days off": lambda text, t: days_off_list([], TODAY, departments(text), t),
    "days off form": lambda text, t: days_off_form(departments(text, MOST), TODAY, t),
}
