"""The window that lists a company's own days off, and the form that adds some."""

from collections.abc import Sequence
from datetime import date

from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.i18n import Texts
from bot.slack.blocks import Block, Field, View, actions, button, choice, context, modal, section, text_input
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.text import escape
from bot.workdays.spans import Span, written

EVERYBODY = "+everybody"  # in place of a department's key
MOST_COMING, MOST_PAST = 60, 10  # lines of one window


def days_off_list(spans: Sequence[Span], today: date, departments: Sequence[Department], t: Texts) -> View:
    """Those that come, each with a button to remove it, then those that are over. `departments`: archived ones too."""
    names = {one.key: one for one in departments}
    coming = [span for span in spans if span.last >= today]
    past = [span for span in spans if span.last < today][::-1]
    blocks = [_row(_line(span, names.get(span.department), t), span, t) for span in coming[:MOST_COMING]]
    blocks = blocks or [section(t("The company has no days off of its own ahead."))]
    if len(coming) > MOST_COMING:
        blocks.append(context(t("and {n} more", n=len(coming) - MOST_COMING)))
    blocks.append(actions(button(t("Add days off"), ActionId.ADD_DAYS_OFF, "days off")))
    if past:
        blocks += _past([_line(span, names.get(span.department), t) for span in past], t)
    return modal("days_off", t("Days off"), blocks, buttons=("", t("Close")))


def days_off_form(departments: Sequence[Department], today: date, t: Texts) -> View:
    whose = [(t("Everybody"), EVERYBODY), *((department_name(one, t), one.key) for one in departments)]
    picker = {"type": "datepicker", "initial_date": str(today)}
    name = text_input(longest=100, placeholder=t("Company outing"))
    fields = [
        Field(BlockId.DAY, t("First day"), picker, required=True),
        Field(BlockId.LAST_DAY, t("Last day"), {"type": "datepicker"}, hint=t("Empty for a single day.")),
        Field(BlockId.NAME, t("What is it?"), name, required=True),
        Field(BlockId.DEPARTMENT, t("Who is off?"), choice("static_select", whose, initial=EVERYBODY), required=True),
    ]
    blocks = [field.block() for field in fields]
    return modal(ViewId.DAYS_OFF, t("Add days off"), blocks, buttons=(t("Save"), t("Cancel")))


def _row(line: str, span: Span, t: Texts) -> Block:
    return section(line, accessory=button(t("Remove"), ActionId.REMOVE_DAYS_OFF, written(span)))


def _past(lines: Sequence[str], t: Texts) -> list[Block]:
    more = [t("and {n} more", n=len(lines) - MOST_PAST)] if len(lines) > MOST_PAST else []
    shown = [line.replace("\n", " · ").replace("*", "") for line in lines[:MOST_PAST]]
    return [context(t("Over already:")), *(context(line) for line in [*shown, *more])]


def _line(span: Span, department: Department | None, t: Texts) -> str:
    days = _day(span.first, t) if span.first == span.last else _day(span.first, t) + " – " + _day(span.last, t)
    whose = escape(department_name(department or span.department, t)) if span.department else t("Everybody")
    title = escape(span.name) or t("Day off")
    return f"*{title}* · {whose}\n{days}"


def _day(day: date, t: Texts) -> str:
    """ "Thu, Dec 24, 2026" """
    from babel.dates import format_skeleton  # only here: it would cost every start

    return format_skeleton("yMMMEd", day, locale=t.language)
