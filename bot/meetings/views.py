"""What is said about the series and its meetings. Pure: facts in, messages out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.followups.views import day_text
from bot.i18n import Texts
from bot.meetings.models import MeetingStatus, Place, Series
from bot.meetings.rules import weeks_of
from bot.meetings.shown import Shown, date_line
from bot.slack.blocks import Block, Element, Message, actions, button, context, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, link, moment

MOST_DATES = 14  # in one list


@dataclass(frozen=True)
class NextMeeting:
    """The one that runs or comes next. Times of what has gone out already are None."""

    shown: Shown
    facilitator: str  # raw; "" = nobody yet
    in_turn: bool = False  # nobody was told yet: it is known from the rotation alone
    call_at: datetime | None = None
    agenda_at: datetime | None = None
    url: str = ""  # of its agenda, or of the call


@dataclass(frozen=True)
class Stretch:
    """A quarter or a year of the business: how many meetings were held in it, and those to come."""

    last: date
    held: int
    dates: Sequence[Shown]


@dataclass(frozen=True)
class Ahead:
    """All that is coming."""

    series: Series
    next: NextMeeting | None
    dates: Sequence[Shown]  # the next six
    quarter: Stretch
    year: Stretch


def rhythm(series: Series, t: Texts) -> str:
    """ "Every 2 weeks, Tuesday 10:00 (Europe/Berlin), 60 minutes" """
    from babel.dates import format_date  # only here: it would cost every start

    often = t.plural("Every week", "Every {n} weeks", weeks_of(series.rule))
    weekday = format_date(series.first_local, "EEEE", locale=t.language)
    clock = f"{series.first_local:%H:%M}"
    zone = series.zone.replace("_", " ")
    return t("{often}, {weekday} {clock} ({zone}), {minutes} minutes", often=often, weekday=weekday, clock=clock,
             zone=zone, minutes=series.minutes)  # fmt: skip


def place_text(series: Series, t: Texts) -> str:
    """mrkdwn: where they meet."""
    if series.place is Place.HUDDLE:
        return t("Huddle in {channel}", channel=f"<#{series.channel}>")
    if series.place is Place.LINK:
        return link(series.place_detail, t("Open the meeting"))
    return t("Room: {room}", room=escape(series.place_detail))


def series_message(ahead: Ahead, t: Texts, *, may_edit: bool) -> Message:
    """`/flywheel meeting`, once there is a series."""
    title = "*" + t("The flywheel meeting") + "*"
    lines = [title, rhythm(ahead.series, t), place_text(ahead.series, t), *_next_lines(ahead.next, t)]
    dates = [t("Next dates:"), *(f"• {date_line(one, t)}" for one in ahead.dates)]
    buttons = _buttons(ahead.next, t) if may_edit else actions(_file_button(t))
    blocks = [section("\n".join(lines)), section("\n".join(dates)), buttons]
    return Message("\n".join([*lines, *dates]), blocks)


def no_series(t: Texts, *, may_edit: bool) -> Message:
    """`/flywheel next`, before there is one."""
    text = t("There is no flywheel meeting yet.")
    if may_edit:
        return Message(text, [section(text), actions(button(t("Set it up"), ActionId.SET_UP_SERIES, "next"))])
    text += " " + t("Somebody of the flywheel team sets it up with `/flywheel meeting`.")
    return Message(text, [section(text)])


def next_message(ahead: Ahead, t: Texts) -> Message:
    """`/flywheel next`."""
    lines = next_lines(ahead, t)
    quarter = _stretch(t("This quarter"), ahead.quarter, t)
    later = [one for one in ahead.year.dates if one not in ahead.quarter.dates]
    year = _stretch(t("This business year"), ahead.year, t, later=later)
    blocks = [section("\n".join(part)) for part in (lines, quarter, year)]
    return Message("\n".join([*lines, *quarter, *year]), [*blocks, actions(_file_button(t))])


def next_lines(ahead: Ahead, t: Texts) -> list[str]:
    """The next meeting in a few lines of mrkdwn; for the Home too."""
    if ahead.next is None:
        return ["*" + t("The flywheel meeting") + "*", t("No meeting is planned just now.")]
    first, *more = _next_lines(ahead.next, t)
    return ["*" + t("The next flywheel meeting") + "*", first, place_text(ahead.series, t), *more]


def series_announced(series: Series, dates: Sequence[Shown], t: Texts, *, is_new: bool) -> Message:
    """To the channel: there is a series, or it was changed."""
    said = t("The flywheel meetings are planned.") if is_new else t("The flywheel meeting was changed.")
    lines = [f"*{said}*", rhythm(series, t), place_text(series, t)]
    if dates:
        lines.append(t("The first one: {when}", when=date_line(dates[0], t)))
    hint = t("The agenda writes itself from the customers' pains. `/flywheel next` shows what is coming.")
    blocks = [section("\n".join(lines)), context(hint), actions(_file_button(t))]
    return Message("\n".join([*lines, hint]), blocks)


def moved_line(name: str, was: datetime, one: Shown, t: Texts) -> Message:
    """`name`: who moved it, raw."""
    who = escape(name) or t("Somebody")
    text = t("{name} moved the flywheel meeting of {was} to *{when}*.", name=who, was=moment(was, t.language),
             when=moment(one.starts_at, t.language))  # fmt: skip
    return Message(text, [section(text)])


def called_off_line(name: str, one: Shown, t: Texts) -> Message:
    """As `moved_line`, for one that was skipped or cancelled."""
    who, when = escape(name) or t("Somebody"), moment(one.starts_at, t.language)
    if one.status is MeetingStatus.CANCELLED:
        text = t("{name} cancelled the flywheel meeting of {when}.", name=who, when=when)
    else:
        text = t("{name} skipped the flywheel meeting of {when}.", name=who, when=when)
    if one.why:
        text += " " + escape(one.why)
    hint = t("What it was to talk about goes on to the next one.")
    return Message(f"{text}\n{hint}", [section(text), context(hint)])


def _next_lines(coming: NextMeeting | None, t: Texts) -> list[str]:
    if coming is None:
        return []
    if coming.shown.status is MeetingStatus.RUNNING:
        running = t("It is running now.")
        return [link(coming.url, running) if coming.url else running]
    nobody = t("the next in turn, told a week before (`/flywheel rotation`)") if coming.in_turn else t("nobody yet")
    lines = [t("Next: {when}", when=date_line(coming.shown, t)),
             t("Facilitator: {name}", name=escape(coming.facilitator) or nobody)]  # fmt: skip
    out = []
    if coming.call_at:
        out.append(t("The call goes out {when}.", when=moment(coming.call_at, t.language)))
    if coming.agenda_at:
        out.append(t("The agenda goes out {when}.", when=moment(coming.agenda_at, t.language)))
    if coming.url:
        out.append(link(coming.url, t("See what is posted for it")))
    return [*lines, " ".join(out)] if out else lines


def _stretch(title: str, stretch: Stretch, t: Texts, *, later: Sequence[Shown] | None = None) -> list[str]:
    """`later`: the dates to list where some of them were listed already."""
    coming = [one for one in stretch.dates if one.status is MeetingStatus.PLANNED]
    counted = t("{held} held, {coming} to come, until {last}", held=stretch.held, coming=len(coming),
                last=day_text(stretch.last, t.language))  # fmt: skip
    listed = stretch.dates if later is None else later
    lines = [f"• {date_line(one, t)}" for one in listed[:MOST_DATES]]
    if more := len(listed) - MOST_DATES:
        lines += [t.plural("… and {n} more.", "… and {n} more.", more)] if more > 0 else []
    return [f"*{title}* · {counted}", *lines]


def _buttons(coming: NextMeeting | None, t: Texts) -> Block:
    menu = overflow(
        ActionId.MEETING_MENU,
        [
            (t("Cancel one"), "cancel"),
            (t("Change the series"), "change"),
            (t("Calendar file"), "file"),
        ],
    )
    if coming is None:
        return actions(menu)
    move = button(t("Move next"), ActionId.MOVE_MEETING, "next")
    return actions(move, button(t("Skip next"), ActionId.SKIP_MEETING, "next"), menu)


def _file_button(t: Texts) -> Element:
    return button(t("Calendar file"), ActionId.CALENDAR_FILE, "series")
