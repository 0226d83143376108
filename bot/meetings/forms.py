"""The forms of the series: setting it up, its dates before they are kept, moving and calling off. Pure."""

from collections.abc import Sequence
from datetime import datetime

from bot.i18n import N_, Texts
from bot.meetings.models import HolidayPolicy, Place
from bot.meetings.shown import Shown, date_line, day_and_time
from bot.meetings.wishes import LONGEST_DETAIL, SeriesWish
from bot.slack.blocks import (
    Block,
    Element,
    Field,
    View,
    choice,
    context,
    modal,
    plain_text,
    search_select,
    section,
    text_input,
    ticks,
)
from bot.slack.ids import BlockId, ViewId
from bot.workspaces.rules import zone_label

PLACES = {Place.HUDDLE: N_("Huddle in the channel"), Place.LINK: N_("Behind a link"), Place.ROOM: N_("In a room")}
POLICIES = {
    HolidayPolicy.SKIP: N_("Skip the meeting"),
    HolidayPolicy.NEXT_WORKDAY: N_("Meet on the next working day"),
    HolidayPolicy.KEEP: N_("Meet all the same, and say so"),
}
TELL = "tell"
Option = tuple[str, str]  # label, value


def series_form(wish: SeriesWish, t: Texts, *, starting: Sequence[Option] = (), about: str = "") -> View:
    """`starting`: when it is changed, the meetings the change can begin with."""
    title = t("Change the series") if starting else t("The flywheel meeting")
    fields = [*_beginning(starting, t), *_when(wish, t), *_where(wish, t), *_days_off(wish, t)]
    blocks = [field.block() for field in fields]
    return modal(ViewId.SERIES, title, blocks, buttons=(t("Show the dates"), t("Cancel")), metadata=about)


def dates_form(dates: Sequence[Shown], about: str, t: Texts) -> View:
    """The second step: what the first one leads to. Closing it leads back to the form with all that was typed."""
    first, zone = dates[0].starts_local, zone_label(dates[0].zone)
    said = t("These are the first dates, in your time. In {zone} it is always {clock}.", zone=zone,
             clock=f"{first:%H:%M}")  # fmt: skip
    lines = [f"• {date_line(one, t)}" for one in dates]
    told = ticks([(t("Say it in the channel"), TELL)], ticked=[TELL])
    field = Field(BlockId.TELL, t("Who is told?"), told)
    blocks = [section(said), section("\n".join(lines)), field.block()]
    return modal(ViewId.SERIES_DATES, t("The first dates"), blocks, buttons=(t("Save"), t("Back")), metadata=about)


def move_form(meetings: Sequence[Option], chosen: str, local: datetime, zone: str, t: Texts) -> View:
    """`local`: where it is now, on the wall of the series."""
    fields = [
        Field(BlockId.MEETING, t("Which meeting?"), choice("static_select", meetings, initial=chosen), required=True),
        Field(BlockId.DAY, t("To which day?"), _day(f"{local:%Y-%m-%d}"), required=True),
        Field(BlockId.CLOCK, t("At what time?"), _clock(f"{local:%H:%M}"), required=True,
              hint=t("Time in {zone}.", zone=zone_label(zone))),
    ]  # fmt: skip
    note = context(t("The call, the agenda and the reminders move with it. The channel is told."))
    blocks = [*(field.block() for field in fields), note]
    return modal(ViewId.MOVE_MEETING, t("Move a meeting"), blocks, buttons=(t("Move it"), t("Close")))


def call_off_form(meetings: Sequence[Option], wish: str, t: Texts) -> View:
    """`wish` is "skip" or "cancel", and comes back with the form."""
    skips = wish == "skip"
    title = t("Skip a meeting") if skips else t("Cancel a meeting")
    initial = meetings[0][1]
    fields = [
        Field(BlockId.MEETING, t("Which meeting?"), choice("static_select", meetings, initial=initial), required=True),
        Field(BlockId.WHY, t("Why? The channel reads it"), text_input(longest=200)),
    ]
    said = t("Calendars leave it out.") if skips else t("Calendars show it crossed out.")
    note = context(said + " " + t("What it was to talk about goes on to the next one."))
    blocks: list[Block] = [*(field.block() for field in fields), note]
    submit = t("Skip it") if skips else t("Cancel it")
    return modal(ViewId.CALL_OFF, title, blocks, buttons=(submit, t("Close")), metadata=wish)


def meeting_option(one: Shown, meeting_id: str, t: Texts) -> Option:
    """ "Tue, Mar 10, 10:00", on the wall of the series: the fields beside it are too."""
    label = day_and_time(one.starts_local, t.language)
    return (label if one.status == "planned" else t("{when} (skipped)", when=label), meeting_id)


def _beginning(starting: Sequence[Option], t: Texts) -> list[Field]:
    if not starting:
        return []
    select = choice("static_select", starting, initial=starting[0][1])
    hint = t("It and all after it give way to the meetings below. What waits for their agenda waits on.")
    return [Field(BlockId.FROM_MEETING, t("From which meeting on?"), select, required=True, hint=hint)]


def _when(wish: SeriesWish, t: Texts) -> list[Field]:
    zone = search_select(placeholder=t("Type a city"), initial=(zone_label(wish.zone), wish.zone), shortest_query=2)
    return [
        Field(BlockId.FIRST_DAY, t("First meeting"), _day(wish.day), required=True),
        Field(BlockId.CLOCK, t("Time"), _clock(wish.clock), required=True),
        Field(BlockId.TIME_ZONE, t("Time zone"), zone, required=True,
              hint=t("The time on the clock there stays the same all year.")),
        Field(BlockId.WEEKS, t("Every how many weeks?"), _number(wish.weeks), required=True),
        Field(BlockId.MINUTES, t("How many minutes?"), _number(wish.minutes), required=True),
    ]  # fmt: skip


def _where(wish: SeriesWish, t: Texts) -> list[Field]:
    places = [(t(name), place.value) for place, name in PLACES.items()]
    channel: Element = {
        "type": "conversations_select",
        "placeholder": plain_text(t("Choose a channel"), 150),
        "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
    }
    if wish.channel:
        channel["initial_conversation"] = wish.channel
    return [
        Field(BlockId.CHANNEL, t("Channel"), channel, required=True,
              hint=t("The call, the agenda and the minutes go here.")),
        Field(BlockId.PLACE, t("Where do you meet?"), choice("static_select", places, initial=wish.place),
              required=True),
        Field(BlockId.PLACE_DETAIL, t("Which link, or which room?"),
              text_input(initial=wish.place_detail, longest=LONGEST_DETAIL, placeholder="https://")),
    ]  # fmt: skip


def _days_off(wish: SeriesWish, t: Texts) -> list[Field]:
    policies = [(t(name), policy.value) for policy, name in POLICIES.items()]
    return [
        Field(BlockId.HOLIDAYS, t("On a holiday, or a day off"),
              choice("static_select", policies, initial=wish.holidays), required=True),
        Field(BlockId.COUNTRY, t("Whose holidays?"),
              text_input(initial=wish.country, longest=16, placeholder="VN, DE-BE, US-NY"),
              hint=t("A country, or a part of one. Empty: nobody's.")),
    ]  # fmt: skip


def _day(initial: str) -> Element:
    return {"type": "datepicker", **({"initial_date": initial} if initial else {})}


def _clock(initial: str) -> Element:
    return {"type": "timepicker", **({"initial_time": initial} if initial else {})}


def _number(initial: str) -> Element:
    """Any whole number: what is too little or too much is said in our words."""
    element: Element = {"type": "number_input", "is_decimal_allowed": False}
    return {**element, "initial_value": initial} if initial else element
