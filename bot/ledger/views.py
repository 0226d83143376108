"""The ledger as people read it, and what an admin is told when the beat has a gap. Pure: facts in, messages out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.i18n import N_, Texts
from bot.ledger.rules import Entry, Fate, Gap, GapKind, Lists
from bot.slack.blocks import Block, Message, context, section
from bot.slack.text import escape, moment
from bot.steps.models import StepKind

MOST_GAPS = 20

WHAT = {
    StepKind.MEETING_LEAD: N_("Notice to the leader"),
    StepKind.MEETING_CALL: N_("Call for the agenda"),
    StepKind.MEETING_AGENDA: N_("Agenda"),
    StepKind.MEETING_START: N_("Start"),
    StepKind.MEETING_MINUTES: N_("Minutes of the meeting"),
    StepKind.SERIES: N_("The daily look ahead"),
    "meeting": N_("Meeting"),
}
# What steps and letters say, as a reader is told it.
REASONS = {
    "it had started": N_("the meeting had started"),
    "it was time to begin": N_("the meeting had started"),
    "its start was over": N_("nobody could start it within 20 minutes"),
    "the next call was out": N_("the next call was out already"),
    "nobody is in the rotation": N_("nobody is in the rotation"),
    "expired": N_("its time was over before Slack took it"),
    "skipped": N_("the meeting was skipped"),
    "cancelled": N_("the meeting was cancelled"),
    "missed": N_("the meeting did not take place"),
    "superseded": N_("the series was changed"),
    "channel_not_found": N_("the channel is not there any more"),
    "not_in_channel": N_("I am not in the channel"),
    "is_archived": N_("the channel is archived"),
}
SIGNS = {
    Fate.SENT: ":white_check_mark:",
    Fate.WAITING: ":hourglass_flowing_sand:",
    Fate.ON_ITS_WAY: ":hourglass_flowing_sand:",
    Fate.SKIPPED: ":fast_forward:",
    Fate.MISSED: ":warning:",
    Fate.STUCK: ":warning:",
}


@dataclass(frozen=True)
class StatusFacts:
    """All that `/flywheel status` shows."""

    last: Sequence[Entry]
    coming: Sequence[Entry]
    lists: Lists = field(default_factory=Lists)
    has_series: bool = True


def status_message(facts: StatusFacts, t: Texts) -> Message:
    texts = ["*" + t("What the meeting's clock did, and does next") + "*"]
    if not facts.has_series and not facts.last:
        texts.append(t("There is no flywheel meeting yet. `/flywheel meeting` sets it up."))
    if facts.last:
        texts.append("\n".join(["*" + t("The last") + "*", *(_line(one, t) for one in facts.last)]))
    if facts.coming:
        texts.append("\n".join(["*" + t("The next") + "*", *(_line(one, t) for one in facts.coming)]))
    below = _lists(facts, t)
    return Message("\n".join([*texts, below]), [*map(section, texts), context(below)])


def gaps_message(gaps: Sequence[Gap], t: Texts) -> Message:
    """To one admin, once for each gap: what, what I did, and what to do."""
    head = t("*The beat of the flywheel meeting has a gap.* I look at it every day; this is new:")
    lines = [f"• {_gap(gap, t)}" for gap in gaps[:MOST_GAPS]]
    more = [t("and {n} more", n=len(gaps) - MOST_GAPS)] if len(gaps) > MOST_GAPS else []
    below = t("`/flywheel status` shows what was sent, and what comes next.")
    blocks: list[Block] = [section(head), *(section(line) for line in [*lines, *more]), context(below)]
    return Message("\n".join([head, *lines, *more, below]), blocks)


def span(duration: timedelta, t: Texts) -> str:
    """ "12 minutes", "3 hours", "2 days" """
    minutes = round(duration.total_seconds() / 60)
    if minutes < 120:
        return t.plural("{n} minute", "{n} minutes", minutes)
    hours = round(minutes / 60)
    if hours < 48:
        return t.plural("{n} hour", "{n} hours", hours)
    return t.plural("{n} day", "{n} days", round(hours / 24))


def _line(one: Entry, t: Texts) -> str:
    at = one.done_at if one.fate is Fate.SENT and one.done_at else one.due_at
    name = t(WHAT[one.kind]) if one.kind in WHAT else one.kind
    parts = [f"{SIGNS[one.fate]} {moment(at, t.language)}", f"*{name}*", _fate(one, t)]
    if one.kind != "meeting" and one.due_at != one.meeting_at:
        parts.append(t("for the meeting of {when}", when=moment(one.meeting_at, t.language)))
    return " · ".join(part for part in parts if part)


def _fate(one: Entry, t: Texts) -> str:
    if one.fate is Fate.SENT:
        return t("{time} late", time=span(one.late_by, t)) if one.late_by else t("on time")
    said = {
        Fate.WAITING: "",
        Fate.ON_ITS_WAY: t("on its way"),
        Fate.SKIPPED: t("skipped"),
        Fate.MISSED: t("missed"),
        Fate.STUCK: t("stuck"),
    }[one.fate]
    why = _reason(one.why, t)
    return f"{said}: {why}" if why else said


def _reason(why: str, t: Texts) -> str:
    return t(REASONS[why]) if why in REASONS else escape(why)


def _lists(facts: StatusFacts, t: Texts) -> str:
    lists = facts.lists
    said = t("Daily lists of today: {sent} sent, {waiting} waiting.", sent=lists.sent, waiting=lists.waiting)
    return said + " " + t("{n} could not be delivered.", n=lists.stuck) if lists.stuck else said


def _gap(gap: Gap, t: Texts) -> str:
    when, what = moment(gap.at, t.language), t(WHAT[gap.what]) if gap.what in WHAT else ""
    said = {
        GapKind.NO_MEETING: t("The meeting of {when} was not in my calendar.", when=when),
        GapKind.NO_STEP: t("“{what}” for the meeting of {when} was not planned.", what=what, when=when),
        GapKind.OVERDUE: t("“{what}” for the meeting of {when} is long due, and not done.", what=what, when=when),
        GapKind.PARKED: t("“{what}” for the meeting of {when} could not be posted: {why}.", what=what, when=when,
                          why=_reason(gap.why, t)),
    }[gap.kind]  # fmt: skip
    return said + " " + _to_do(gap, t)


def _to_do(gap: Gap, t: Texts) -> str:
    if gap.healed:
        return t("I have put it back: nothing is left to do.")
    if gap.kind is GapKind.NO_MEETING:
        return t("It was not held. The next one is planned; nothing is left to do.")
    if gap.kind is GapKind.PARKED:
        return t("Invite me to the channel, or choose another one with `/flywheel meeting`.")
    return _operator(t)


def _operator(t: Texts) -> str:
    return t("Please ask whoever runs Flywheel to look at its log, and at what `flywheel check` says.")
