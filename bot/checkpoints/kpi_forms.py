"""The forms of a company's own numbers: a new one, one month typed in, many pasted. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.checkpoints.models import Kpi
from bot.checkpoints.wording import month_label, number
from bot.i18n import Texts
from bot.slack.blocks import Block, Field, View, choice, context, modal, section, text_input
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape, one_line

MORE, LESS = "more", "less"
COMPANY = "-"  # the department of a number that is everybody's
MOST_MONTHS = 14


def kpi_form(kpi: Kpi | None, departments: Mapping[str, str], t: Texts) -> View:
    """A new one, or one that is changed. `departments`: names by key, raw."""
    direction = [(t("More is better"), MORE), (t("Less is better"), LESS)]
    initial = LESS if kpi and not kpi.more_is_better else MORE
    whose = [(t("The whole company"), COMPANY), *((name, key) for key, name in departments.items())]
    target = number(kpi.target, t) if kpi and kpi.target is not None else ""
    fields = [
        Field(BlockId.KPI_NAME, t("Name"), text_input(initial=kpi.name if kpi else "", longest=100), required=True),
        Field(BlockId.KPI_UNIT, t("Unit"), text_input(initial=kpi.unit if kpi else "", longest=20, placeholder="%")),
        Field(BlockId.KPI_DIRECTION, t("Which way is better?"), choice("radio_buttons", direction, initial=initial),
              required=True),
        Field(BlockId.KPI_TARGET, t("Target"), text_input(initial=target, longest=40),
              hint=t("At least so much, or at most, as the direction says. Leave it empty for none.")),
        Field(BlockId.KPI_DEPARTMENT, t("Whose number is it?"),
              choice("static_select", whose[:100], initial=(kpi.department if kpi else "") or COMPANY), required=True),
    ]  # fmt: skip
    blocks = [field.block() for field in fields]
    buttons = (t("Save"), t("Cancel"))
    return modal(ViewId.KPI, t("A number of your own"), blocks, buttons=buttons, metadata=str(kpi.id) if kpi else "")


def number_form(kpi: Kpi, months: Sequence[date], example: str, t: Texts) -> View:
    """One month of it; the newest month that is over is chosen."""
    options = [(month_label(month, t), f"{month:%Y-%m}") for month in months[:MOST_MONTHS]]
    label = t("Number in {unit}", unit=one_line(kpi.unit, 30)) if kpi.unit else t("Number")
    fields = [
        Field(BlockId.KPI_MONTH, t("Month"), choice("static_select", options, initial=options[0][1]), required=True),
        Field(BlockId.KPI_NUMBER, label, text_input(longest=40, placeholder=example), required=True,
              hint=t("A month that has a number gets the new one.")),
    ]  # fmt: skip
    blocks: list[Block] = [section(f"*{escape(kpi.name)}*"), *(field.block() for field in fields)]
    buttons = (t("Save"), t("Cancel"))
    return modal(ViewId.KPI_NUMBER, t("Type a number"), blocks, buttons=buttons, metadata=str(kpi.id))


def paste_form(kpis: Sequence[Kpi], t: Texts) -> View:
    example = kpis[0].name if kpis else t("Name")
    hint = t("One line each: name, month, number. From a spreadsheet: three columns. All lines are kept, or none.")
    element = text_input(lines=True, placeholder=one_line(f"{example}; 2026-09; 12", 150))
    blocks: list[Block] = [Field(BlockId.KPI_LINES, t("Lines"), element, required=True, hint=hint).block()]
    if not kpis:
        blocks.insert(0, context(t("There is none yet: add the number first.")))
    return modal(ViewId.KPI_PASTE, t("Paste many"), blocks, buttons=(t("Save"), t("Cancel")))
