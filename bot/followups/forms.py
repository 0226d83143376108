"""The form that moves the next date of a pain, or the day of an action. Pure: what is known in, a view out."""

from dataclasses import dataclass
from datetime import date

from bot.actions.models import Action
from bot.followups.rules import Snooze, needs_reason, snoozed_to, snoozes
from bot.followups.views import day_text
from bot.i18n import Texts
from bot.pains.models import Pain
from bot.pains.rules import label
from bot.slack.blocks import Field, View, choice, context, modal, text_input
from bot.slack.ids import BlockId, ViewId
from bot.workdays.rules import Calendar

OTHER = "other"


@dataclass(frozen=True)
class Movable:
    """A date that can be moved. `callback` and `about` say to whom the form goes, and come back with it."""

    callback: ViewId
    about: str
    title: str
    day: date
    moves: int


def of_pain(pain: Pain, today: date) -> Movable:
    return Movable(ViewId.DATE, str(pain.id), label(pain.number), pain.next_on or today, pain.next_moves)


def of_action(action: Action, t: Texts) -> Movable:
    return Movable(ViewId.ACTION_DATE, str(action.id), t("Action"), action.due_on, action.moves)


def date_form(
    of: Movable, today: date, calendar: Calendar, t: Texts, *, wish: str = "", meets_on: date | None = None
) -> View:
    """`wish` is what is chosen when it opens, if it is on offer. From the third change on the form insists on a reason.

    `meets_on`: the day of the next flywheel meeting; without one, next week is offered instead.
    """
    options = [_option(snooze, today, calendar, meets_on, t) for snooze in snoozes(meets_on)]
    options.append((t("On the day below"), OTHER))
    initial = wish if wish in {value for _, value in options} else Snooze.THREE_DAYS
    picker = {"type": "datepicker", "initial_date": str(max(of.day, today))}
    wanted = needs_reason(of.moves)
    fields = [
        Field(BlockId.WHEN, t("When do you look at it again?"), choice("radio_buttons", options, initial=initial),
              required=True),
        Field(BlockId.DAY, t("Another day"), picker),
        Field(BlockId.WHY, t("Why does it move?"), text_input(lines=True, longest=500), required=wanted),
    ]  # fmt: skip
    blocks = [field.block() for field in fields]
    if wanted:
        blocks.insert(0, context(t.plural("Its date was moved {n} time.", "Its date was moved {n} times.", of.moves)))
    return modal(of.callback, of.title, blocks, buttons=(t("Save"), t("Cancel")), metadata=of.about)


def _option(snooze: Snooze, today: date, calendar: Calendar, meets_on: date | None, t: Texts) -> tuple[str, str]:
    day = day_text(snoozed_to(snooze, today, calendar, meets_on), t.language)
    if snooze is Snooze.NEXT_MEETING:
        return t("At the next flywheel meeting: {day}", day=day), snooze.value
    if snooze is Snooze.NEXT_WEEK:
        return t("Next week: {day}", day=day), snooze.value
    if snooze is Snooze.ONE_DAY:
        return t("In one working day: {day}", day=day), snooze.value
    return t("In three working days: {day}", day=day), snooze.value
