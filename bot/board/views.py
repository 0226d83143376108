"""The board of a running meeting, and what is left of it when it is over. Pure: facts in, messages out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.actions.views import ActionShown, action_line
from bot.agenda.models import ItemKind
from bot.agenda.views import ItemShown, details, title, words
from bot.board.models import ItemOutcome
from bot.board.rules import MOST_STARS, PASSED, SETTLED, Pressed, is_late, minutes_left, must_decide
from bot.decisions.models import Decision
from bot.decisions.views import card_line
from bot.i18n import N_, Texts
from bot.meetings.models import Meeting
from bot.pains.rules import label
from bot.slack.blocks import Block, Element, Message, actions, button, context, divider, header, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, link, moment, one_line

LONGEST_TITLE = 100
MOST_PROMISED = 9
RATE = (ActionId.RATE_1, ActionId.RATE_2, ActionId.RATE_3, ActionId.RATE_4, ActionId.RATE_5)
BECAME = {
    ItemOutcome.DECIDED: N_("done"),
    ItemOutcome.ACTION: N_("somebody does something about it"),
    ItemOutcome.PARKED: N_("goes on to the next meeting"),
    ItemOutcome.DROPPED: N_("dropped"),
    ItemOutcome.NOT_REACHED: N_("its turn comes again"),
    ItemOutcome.NOT_TODAY: N_("not today"),
}


@dataclass(frozen=True)
class BoardFacts:
    """All that the board shows. Names are raw; `as_of` is when the time left was counted."""

    meeting: Meeting
    as_of: datetime
    items: Sequence[ItemShown] = ()  # in order; what there is no time for today is not among them
    became: Mapping[int, ItemOutcome] = field(default_factory=dict)  # by item
    decisions: Sequence[Decision] = ()
    actions: Sequence[ActionShown] = ()
    promised: Sequence[ActionShown] = ()  # while what was promised is looked at
    present: Sequence[str] = ()
    facilitator: str = ""
    not_today: int = 0  # items there was no room for

    @property
    def current(self) -> ItemShown | None:
        return next((one for one in self.items if one.item.id == self.meeting.current_item), None)

    @property
    def coming(self) -> list[ItemShown]:
        """What was only gone past comes after all others."""
        rest = [one for one in self.items if one is not self.current and one not in self.done]
        return sorted(rest, key=lambda one: one.item.key in self.became)

    @property
    def done(self) -> list[ItemShown]:
        return [
            one for one in self.items if one is not self.current and self.became.get(one.item.key, PASSED) != PASSED
        ]


@dataclass(frozen=True)
class SummaryFacts:
    """What is left of the board: counts, and how it was."""

    meeting: Meeting
    decided: int = 0
    actions: int = 0
    carried: int = 0  # items that go on to the next meeting
    by_itself: bool = False  # nobody ended it
    mean: float | None = None


def board_message(facts: BoardFacts, t: Texts) -> Message:
    """While it runs. At most the current item is shown whole: the rest is a line each."""
    top, blocks = _top(facts, t), []
    if facts.current:
        blocks += _current(facts, facts.current, t)
    else:
        blocks += [header(t("That was the last item")), section(top)]
    blocks.append(_buttons(facts, t))
    below = [text for text in (_coming(facts, t), _done(facts, t)) if text]
    blocks += [divider(), *map(section, below)] if below else []
    blocks.append(context(_who(facts, t)))
    shown = facts.current
    now = [t("That was the last item")]
    if shown:
        now = [title(shown, t), words(shown, t), details(shown, t), *_so_far(facts, shown, t)]
    lines = [t("The flywheel meeting is on."), *now, top, *below, _who(facts, t)]
    return Message("\n".join(line for line in lines if line), blocks)


def summary_message(facts: SummaryFacts, t: Texts) -> Message:
    """When it is over: one line, and one tap to say how it was."""
    line = _summary(facts, t)
    asked = t("Was it about the customer? 1 = not at all, 5 = all the time. Nobody sees who said what.")
    below = context(t("On the whole: {mean} of 5", mean=_decimal(facts.mean, t))) if facts.mean is not None else None
    meeting_id = str(facts.meeting.id)
    stars = [button(str(number + 1), RATE[number], meeting_id) for number in range(MOST_STARS)]
    blocks = [section(line), section(asked), actions(*stars), *([below] if below else [])]
    said = [line, asked, *([below["elements"][0]["text"]] if below else [])]
    return Message("\n".join(said), blocks)


def moved_to_board(url: str, t: Texts) -> Message:
    """What becomes of the agenda message once the meeting is on, and stays when it is over."""
    text = t("The agenda went into the meeting: {board}", board=link(url, t("to its board")))
    return Message(text, [section(text)])


def missed_message(starts_at: datetime, t: Texts) -> Message:
    text = t(
        "I was not there when the flywheel meeting of {when} began, so there was no board. What was on its agenda is"
        " kept for the next one.",
        when=moment(starts_at, t.language),
    )
    return Message(text, [section(text)])


def thanks_message(stars: int, t: Texts) -> Message:
    text = t(
        "Thank you: {stars} of 5. Only you see this; a mean is shown from three on. Another tap changes yours.",
        stars=stars,
    )
    return Message(text, [section(text)])


def _current(facts: BoardFacts, shown: ItemShown, t: Texts) -> list[Block]:
    said = words(shown, t)
    blocks: list[Block] = [header(_big(shown, t)), section(_top(facts, t)), *([section(said)] if said else [])]
    return [*blocks, context(details(shown, t)), *map(section, _so_far(facts, shown, t))]


def _so_far(facts: BoardFacts, shown: ItemShown, t: Texts) -> list[str]:
    """What was promised, what came of the current item, and what may no longer be put off; as mrkdwn."""
    said = [card_line(one, t) for one in facts.decisions if one.item_id == shown.item.id]
    said += [action_line(one, t) for one in facts.actions if one.action.item_id == shown.item.id]
    promised = [action_line(one, t) for one in facts.promised[:MOST_PROMISED]]
    texts = ["\n".join(f"• {line}" for line in lines) for lines in (promised, said) if lines]
    if must_decide(shown.item, facts.became.get(shown.item.key)):
        texts.append(t(":warning: *Today it is decided: commit, escalate or drop it.*"))
    return texts


def _big(shown: ItemShown, t: Texts) -> str:
    """What the current item is about, as plain text."""
    if shown.item.kind is ItemKind.REVIEW:
        return t("What was promised")
    name = shown.title or t("From a private place")
    return one_line(name if shown.pain is None else f"{label(shown.pain)} · {name}", 150)


def _top(facts: BoardFacts, t: Texts) -> str:
    """Where we are, and the time left."""
    meeting = facts.meeting
    ends = t("ends {when}", when=moment(meeting.starts_at + timedelta(minutes=meeting.minutes), t.language))
    parts = [ends]
    if facts.current:
        place = t("{number} of {count}", number=_number(facts, facts.current), count=len(facts.items))
        parts = [_left(facts, facts.current, t), place, ends]
    if is_late(meeting) and meeting.started_at:
        parts.append(t("late: it began {when}", when=moment(meeting.started_at, t.language)))
    return " · ".join(parts)


def _left(facts: BoardFacts, shown: ItemShown, t: Texts) -> str:
    left = minutes_left(facts.meeting.item_since, shown.minutes, facts.as_of)
    if left >= 0:
        return ":hourglass_flowing_sand: *" + t.plural("{n} minute left", "{n} minutes left", left) + "*"
    over = t.plural("{n} minute over its time", "{n} minutes over its time", -left)
    return f":hourglass: *{over}*"


def _buttons(facts: BoardFacts, t: Texts) -> Block:
    """What can be done now: at the third carry-over there is no putting off."""
    shown = facts.current
    about = str(Pressed(facts.meeting.key, shown.item.key if shown else 0, facts.meeting.version))
    if shown is None:
        return actions(button(t("End the meeting"), ActionId.BOARD_END, about, style="primary"), _more(about, [], t))
    became = facts.became.get(shown.item.key)
    decide = button(t("Decide"), ActionId.BOARD_DECIDE, about)
    act = button(t("Action"), ActionId.BOARD_ACTION, about)
    if must_decide(shown.item, became):
        return actions(
            button(t("Commit"), ActionId.BOARD_ACTION, about, style="primary"),
            button(t("Escalate"), ActionId.BOARD_ESCALATE, about),
            button(t("Drop"), ActionId.BOARD_DROP, about),
            _more(about, [(t("Decide"), "decide")], t),
        )
    going_on = button(t("Next"), ActionId.BOARD_NEXT, about, style="primary" if became in SETTLED else "")
    if became in SETTLED or shown.item.kind is ItemKind.REVIEW:
        return actions(decide, act, going_on, _more(about, [], t))
    park = button(t("Park"), ActionId.BOARD_PARK, about)
    return actions(decide, act, park, going_on, _more(about, [(t("Drop"), "drop")], t))


def _more(about: str, wishes: Sequence[tuple[str, str]], t: Texts) -> Element:
    common = [(t("I am here"), "here"), (t("Add item"), "add"), *wishes, (t("End the meeting"), "end")]
    return overflow(ActionId.BOARD_MENU, [(name, f"{wish}:{about}") for name, wish in common])


def _coming(facts: BoardFacts, t: Texts) -> str:
    lines = [f"{_number(facts, one)}. {_name(one, t)} · {_when(facts, one, t)}" for one in facts.coming]
    if facts.not_today:
        lines.append("_" + t.plural("{n} more has no time today", "{n} more have no time today", facts.not_today) + "_")
    return "\n".join([t("*What comes*"), *lines]) if lines else ""


def _when(facts: BoardFacts, shown: ItemShown, t: Texts) -> str:
    """How long it has, and whether it was gone past already."""
    minutes = t("{n} min", n=shown.minutes)
    return f"{minutes} · {t(BECAME[PASSED])}" if shown.item.key in facts.became else minutes


def _done(facts: BoardFacts, t: Texts) -> str:
    lines = [f"{_number(facts, one)}. {_name(one, t)} · {_became(facts, one, t)}" for one in facts.done]
    return "\n".join([t("*What is done*"), *lines]) if lines else ""


def _became(facts: BoardFacts, shown: ItemShown, t: Texts) -> str:
    decided = [one for one in facts.decisions if one.item_id == shown.item.id]
    if decided:
        return card_line(decided[-1], t)
    return t(BECAME[facts.became[shown.item.key]])


def _who(facts: BoardFacts, t: Texts) -> str:
    here = ", ".join(map(escape, facts.present))
    parts = [t("Led by {name}", name=escape(facts.facilitator))] if facts.facilitator else []
    parts.append(t("Here: {names}", names=here) if here else t("Who is here? “I am here” is in the menu."))
    return " · ".join(parts)


def _summary(facts: SummaryFacts, t: Texts) -> str:
    ended = facts.meeting.ended_at or facts.meeting.starts_at
    said = t("The flywheel meeting ended {when}.", when=moment(ended, t.language))
    if facts.by_itself:
        said = t("Nobody ended the flywheel meeting, so I closed it {when}.", when=moment(ended, t.language))
    parts = [
        t.plural("{n} decision", "{n} decisions", facts.decided),
        t.plural("{n} action", "{n} actions", facts.actions),
        t.plural("{n} goes on to the next meeting", "{n} go on to the next meeting", facts.carried),
    ]
    return f"{said} {' · '.join(parts)}"


def _number(facts: BoardFacts, shown: ItemShown) -> int:
    return facts.items.index(shown) + 1


def _name(shown: ItemShown, t: Texts) -> str:
    if shown.item.kind is ItemKind.REVIEW:
        return t("What was promised")
    name = escape(one_line(shown.title, LONGEST_TITLE)) or t("From a private place")
    if shown.pain is None:
        return name
    number = label(shown.pain)
    return f"{link(shown.card_url, number) if shown.card_url else number} {name}"


def _decimal(number: float | None, t: Texts) -> str:
    from babel.numbers import format_decimal  # only here: it would cost every start

    return str(format_decimal(round(number or 0, 1), locale=t.language))
