"""The theme of the quarter as a message, and what a change of the year would move. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.i18n import Texts
from bot.prompts.models import Moment
from bot.slack.blocks import Block, Message, View, actions, button, context, modal, mrkdwn, section
from bot.slack.ids import ActionId
from bot.slack.text import escape
from bot.workdays.rules import ONE_DAY
from bot.years.models import ThemeKind
from bot.years.rules import Quarter
from bot.years.themes import MOMENTS, NAMES, kind_of

ORDINARY = range(80, 100)  # days of a quarter nobody wonders about


@dataclass(frozen=True)
class ThemeFacts:
    """What `/flywheel theme` shows; names and purpose raw."""

    quarter: Quarter
    name: str
    purpose: str
    days_left: int
    moments: Sequence[tuple[Moment, date]]
    today: date
    next_quarter: Quarter
    next_name: str
    table_ends: date | None = None  # the last day a company's own dates cover, when that is soon
    may_edit: bool = False


@dataclass(frozen=True)
class Moves:
    """The current quarter and the coming four: as they are, and as they will be. `names` of the themes, raw."""

    before: Sequence[Quarter]
    after: Sequence[Quarter]
    names: Mapping[ThemeKind, str] = field(default_factory=dict)
    reviews: Sequence[tuple[str, date, date]] = ()  # (title, raw; its day as it is; as it will be)


def theme_message(facts: ThemeFacts, t: Texts) -> Message:
    title = quarter_label(facts.quarter) + ": " + escape(facts.name)
    ends = day_text(facts.quarter.ends_on - ONE_DAY, t.language)
    left = t.plural("{n} day left, until {day}.", "{n} days left, until {day}.", facts.days_left, day=ends)
    moments = "\n".join("• " + _moment(each, day, facts.today, t) for each, day in facts.moments)
    below = [_next(facts, t), *_table_ends(facts, t)]
    blocks: list[Block] = [
        section(f"*{title}*\n{escape(facts.purpose)}"),
        section(f"{left}\n{moments}"),
        context(*below),
    ]
    if facts.may_edit:
        blocks.append(
            actions(
                button(t("Change the texts"), ActionId.CHANGE_THEME, "theme"),
                button(t("Change the year"), ActionId.CHANGE_YEAR, "theme"),
            )
        )
    return Message("\n".join([title, escape(facts.purpose), left, moments, *below]), blocks)


def moves_view(callback_id: str, moves: Moves, t: Texts, metadata: str) -> View:
    """What moves, before it does."""
    before, after = moves.before, moves.after
    nothing = t("The quarters stay as they are.") if moves.reviews else t("Nothing moves in the coming year.")
    blocks: list[Block] = [section(nothing)]
    if list(before) != list(after):
        stays = before[:1] == after[:1]
        coming = slice(1 if stays else 0, None)
        columns = [(t("As it is"), before[coming]), (t("As it will be"), after[coming])]
        fields = [mrkdwn("\n".join([f"*{title}*", *(_shown(one, moves, t) for one in column)]), 2000)
                  for title, column in columns]  # fmt: skip
        blocks = [section(_of_now(before[0], t, stays=stays)), {"type": "section", "fields": fields}]
        blocks += [context(_odd(one, t)) for one in after if one.days not in ORDINARY][:1]
    if moves.reviews:
        asked = t("What leaders were asked about already, and what you moved yourselves, stays where it is.")
        blocks += [section("\n".join(_review(*one, t) for one in moves.reviews)), context(asked)]
    return modal(callback_id, t("What moves"), blocks, buttons=(t("Save"), t("Back")), metadata=metadata)


def quarter_label(quarter: Quarter) -> str:
    """Escaped: "Q3 FY27"."""
    return f"Q{quarter.number} {escape(quarter.year)}"


def day_text(day: date, language: str) -> str:
    """ "Oct 1, 2026" """
    from babel.dates import format_date  # only here: it would cost every start

    return format_date(day, "medium", locale=language)


def span(quarter: Quarter, language: str) -> str:
    """Its first and its last day: "Oct 1 – Dec 31, 2026"."""
    from babel.dates import format_interval

    shown = format_interval(quarter.starts_on, quarter.ends_on - ONE_DAY, "yMMMd", locale=language)
    return shown.replace("\N{THIN SPACE}", " ")


def _of_now(quarter: Quarter, t: Texts, *, stays: bool) -> str:
    if not stays:
        return t("The current quarter changes too. What was answered in it stays with it.")
    days = span(quarter, t.language)
    return t("The current quarter stays as it is: {quarter}, {days}.", quarter=quarter_label(quarter), days=days)


def _shown(quarter: Quarter, moves: Moves, t: Texts) -> str:
    kind = kind_of(quarter.number)
    name = escape(moves.names.get(kind) or t(NAMES[kind]))
    return f"*{quarter_label(quarter)}* {name}\n{span(quarter, t.language)}"


def _review(title: str, before: date, after: date, t: Texts) -> str:
    days = {"before": day_text(before, t.language), "after": day_text(after, t.language)}
    return "• " + t("*{review}*: {before} → {after}", review=escape(title), **days)


def _odd(quarter: Quarter, t: Texts) -> str:
    label = quarter_label(quarter)
    return t("{quarter} takes {days} days, so that no day is left out.", quarter=label, days=quarter.days)


def _moment(moment: Moment, day: date, today: date, t: Texts) -> str:
    from babel.dates import format_skeleton

    shown = {"moment": t(MOMENTS[moment]), "day": format_skeleton("MMMEd", day, locale=t.language)}
    if day == today:
        return t("{moment}: {day}, today", **shown)
    return t("{moment}: {day}, over", **shown) if day < today else t("{moment}: {day}", **shown)


def _next(facts: ThemeFacts, t: Texts) -> str:
    return t(
        "Next: {quarter}, {theme}, from {day}.",
        quarter=quarter_label(facts.next_quarter),
        theme=escape(facts.next_name),
        day=day_text(facts.next_quarter.starts_on, t.language),
    )


def _table_ends(facts: ThemeFacts, t: Texts) -> list[str]:
    if facts.table_ends is None or not facts.may_edit:
        return []
    last = day_text(facts.table_ends, t.language)
    return [t("Your own dates end on {day}. After it the months go on: add the next year in time.", day=last)]
