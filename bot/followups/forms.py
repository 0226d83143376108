"""The form that moves the next date of a pain. Pure: what is known in, a view out."""

from datetime import date

from bot.followups.rules import Snooze, needs_reason, snoozed_to
from bot.followups.views import day_text
from bot.i18n import Texts
from bot.pains.models import Pain
from bot.pains.rules import label
from bot.slack.blocks import Field, View, choice, context, modal, text_input
from bot.slack.ids import BlockId, ViewId
from bot.workdays.rules import Calendar

OTHER = "other"


def date_form(pain: Pain, today: date, calendar: Calendar, t: Texts, *, wish: str = Snooze.THREE_DAYS) -> View:
    """`wish` is what is chosen when it opens. From the third change on the form insists on a reason."""
    days = {snooze: day_text(snoozed_to(snooze, today, calendar), t.language) for snooze in Snooze}
    options = [
        (t("In one working day: {day}", day=days[Snooze.ONE_DAY]), Snooze.ONE_DAY.value),
        (t("In three working days: {day}", day=days[Snooze.THREE_DAYS]), Snooze.THREE_DAYS.value),
        (t("Next week: {day}", day=days[Snooze.NEXT_WEEK]), Snooze.NEXT_WEEK.value),
        (t("On the day below"), OTHER),
    ]
    picker = {"type": "datepicker", "initial_date": str(max(pain.next_on or today, today))}
    wanted = needs_reason(pain.next_moves)
    fields = [
        Field(BlockId.WHEN, t("When do you look at it again?"), choice("radio_buttons", options, initial=wish),
              required=True),
        Field(BlockId.DAY, t("Another day"), picker),
        Field(BlockId.WHY, t("Why does it move?"), text_input(lines=True, longest=500), required=wanted),
    ]  # fmt: skip
    blocks = [field.block() for field in fields]
    if wanted:
        moved = t.plural("Its date was moved {n} time.", "Its date was moved {n} times.", pain.next_moves)
        blocks.insert(0, context(moved))
    return modal(
        ViewId.DATE, label(pain.number), blocks, buttons=(t("Save"), t("Cancel")), metadata=str(pain.id)
    )  # fmt: skip
