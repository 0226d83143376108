"""The forms that change the year, and the texts of a theme. Pure."""

from collections.abc import Mapping

from bot.i18n import LANGUAGES, Texts
from bot.prompts.models import Moment
from bot.slack.blocks import Block, Field, View, actions, choice, context, modal, text_input
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.years.models import ThemeKind
from bot.years.rules import FiscalYear
from bot.years.themes import MOMENTS, NAMES

ENDS, STARTS = "ends", "starts"
NEXT, CURRENT = "next", "current"
DAYS = [(str(day), str(day)) for day in range(1, 16)]  # three weeks: then the next review of a month is near
EXAMPLE = "FY27,1,2026-02-01,2026-05-02"


def year_form(year: FiscalYear, lines: str, t: Texts) -> View:
    """`lines`: the company's own dates as they are pasted."""
    named = [
        (t("the year it ends in: FY27 ends in 2027"), ENDS),
        (t("the year it starts in: FY27 starts in 2027"), STARTS),
    ]
    since = [
        (t("From the next quarter: the current one stays"), NEXT),
        (t("For the current quarter too: it was wrong"), CURRENT),
    ]
    fields = [
        Field(BlockId.FISCAL_START, t("The business year starts in"),
              choice("static_select", months(t), initial=str(year.start_month)), required=True),
        Field(BlockId.NAMED_BY, t("It is named by"),
              choice("radio_buttons", named, initial=STARTS if year.named_by_start else ENDS), required=True),
        Field(BlockId.FROM_QUARTER, t("When does the change begin?"),
              choice("radio_buttons", since, initial=NEXT), required=True),
        Field(BlockId.REVIEW_ON, t("KPI review: on which working day of the next month?"),
              choice("static_select", DAYS, initial=str(year.review_on)), required=True),
        Field(BlockId.QBR_ON, t("QBR: on which working day of the next quarter?"),
              choice("static_select", DAYS, initial=str(year.qbr_on)), required=True),
        Field(BlockId.QUARTERS, t("Or the dates of your own quarters, one line each"),
              text_input(lines=True, initial=lines, placeholder=EXAMPLE),
              hint=t("Year, quarter, first day, last day. After the last line the months go on.")),
    ]  # fmt: skip
    blocks = [field.block() for field in fields]
    return modal(ViewId.YEAR, t("The business year"), blocks, buttons=(t("Show what moves"), t("Cancel")))


def months(t: Texts) -> list[tuple[str, str]]:
    from babel.dates import get_month_names  # only here: it would cost every start

    names = get_month_names("wide", locale=t.language)
    return [(str(names[month]).capitalize(), str(month)) for month in range(1, 13)]


def theme_form(kind: ThemeKind, language: str, shown: Mapping[str, str], t: Texts) -> View:
    """`shown`: what stands in each field now, by block or moment. Fields are named by what they are about, or Slack

    would keep what was typed about another theme.
    """
    kinds = [("Q" + str(number) + " " + t(name), each.value) for number, (each, name) in enumerate(NAMES.items(), 1)]
    languages = [(name, code) for code, name in LANGUAGES.items()]
    menus = actions(
        {**choice("static_select", kinds, initial=kind.value), "action_id": ActionId.THEME_KIND},
        {**choice("static_select", languages, initial=language), "action_id": ActionId.THEME_LANGUAGE},
    )
    fields = [
        Field(field_id(BlockId.THEME_NAME, kind, language), t("Name of the theme"),
              text_input(initial=shown[BlockId.THEME_NAME], longest=100)),
        Field(field_id(BlockId.PURPOSE, kind, language), t("What it is for"),
              text_input(initial=shown[BlockId.PURPOSE], lines=True, longest=500)),
        *(_questions(moment, field_id(BlockId.QUESTIONS, kind, language, moment), shown[moment.value], t)
          for moment in Moment),
    ]  # fmt: skip
    hint = context(
        t("Where you leave a field empty, our text stands. The question about the customer is always asked.")
    )
    blocks: list[Block] = [menus, hint, *(field.block() for field in fields)]
    return modal(ViewId.THEME, t("Texts of a theme"), blocks, buttons=(t("Save"), t("Cancel")),
                 metadata=f"{kind.value}:{language}")  # fmt: skip


def field_id(block: BlockId, kind: ThemeKind, language: str, moment: Moment | None = None) -> str:
    return ":".join([block.value, kind.value, language, *([moment.value] if moment else [])])


def _questions(moment: Moment, block_id: str, shown: str, t: Texts) -> Field:
    label = t("{moment}: questions, one a line, three at most", moment=t(MOMENTS[moment]))
    return Field(block_id, label, text_input(initial=shown, lines=True, longest=1000))
