"""The tree of goals as a window. Pure: facts in, blocks out.

A step is one character before a name, and the outcome a quotation: lines that wrap on a phone still read as a tree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.goals.models import GoalState
from bot.i18n import Texts
from bot.slack.blocks import Block, Element, View, actions, button, choice, modal, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, one_line

EDIT, BELOW, REACHED, DROP, OPEN = "edit", "below", "reached", "drop", "open"  # what the menu of a goal asks for
BRANCH = ("", "└ ", "\N{EM SPACE}\N{EM SPACE}└ ")  # by depth; Slack drops plain spaces at the start of a line
PAGE = 20  # goals in one window
SHOWN_OUTCOME = 240  # characters


@dataclass(frozen=True)
class GoalLine:
    """One goal as the reader sees it; all raw. `who`: department or person; "" = the company."""

    goal_id: int
    depth: int
    title: str
    who: str
    outcome: str
    state: GoalState
    is_alone: bool = False
    may_edit: bool = False
    may_add_below: bool = False


@dataclass(frozen=True)
class GoalsFacts:
    """`elsewhere`: departments whose goals all lead to none of the company, and how many they have. Names are raw."""

    year: str
    years: Sequence[str]
    lines: Sequence[GoalLine] = ()
    page: int = 0
    elsewhere: Sequence[tuple[str, int]] = ()
    without: Sequence[str] = ()


def goals_window(facts: GoalsFacts, t: Texts) -> View:
    blocks: list[Block] = [section(f"*{_title(facts, t)}*\n" + _sum(facts, t)), *_lines(facts, t)]
    if notes := _notes(facts, t):
        blocks.append(section("\n".join(notes)))
    blocks += _buttons(facts, t)
    return modal("goals", t("Goals"), blocks, buttons=("", t("Close")), metadata=f"{facts.page} {facts.year}")


def _title(facts: GoalsFacts, t: Texts) -> str:
    return t("Goals of {year}", year=escape(facts.year))


def _sum(facts: GoalsFacts, t: Texts) -> str:
    if not facts.lines:
        return t("There is no goal yet. It begins with one of the company; each department's leads to one of those.")
    alive = [line for line in facts.lines if line.state is not GoalState.DROPPED]
    company = sum(line.depth == 0 and not line.is_alone for line in alive)
    below = [line for line in alive if line.depth or line.is_alone]
    led = sum(not line.is_alone for line in below)
    said = t.plural("{n} goal of the company.", "{n} goals of the company.", company)
    if below:
        said += " " + t("{n} of {all} others lead to one of them.", n=led, all=len(below))
    return said


def _lines(facts: GoalsFacts, t: Texts) -> list[Block]:
    first = facts.page * PAGE
    blocks: list[Block] = []
    part = ""
    for line in facts.lines[first : first + PAGE]:
        if (title := _part(line, t)) != part:
            blocks.append(section(f"*{title}*"))
            part = title
        blocks.append(section(_goal(line, t), accessory=_menu(line, t), block_id=f"goal:{line.goal_id}"))
    return blocks


def _part(line: GoalLine, t: Texts) -> str:
    """What stands above those that are in no branch; "" for those that are in one."""
    if line.state is GoalState.DROPPED:
        return t("Dropped")
    return t("These lead to no goal of the company") if line.is_alone else ""


def _goal(line: GoalLine, t: Texts) -> str:
    title = escape(one_line(line.title, 300))
    if line.state is GoalState.DROPPED:
        return f"{escape(line.who)} ~{title}~".strip()
    said = f"{BRANCH[line.depth]}*{escape(line.who)}* {title}" if line.who else f"*{title}*"
    if line.state is GoalState.REACHED:
        said += " · " + t("reached") + " ✓"
    if not line.outcome:
        return said
    outcome = t("For the customer: {outcome}", outcome=escape(one_line(line.outcome, SHOWN_OUTCOME)))
    return f"{said}\n> {outcome}"


def _menu(line: GoalLine, t: Texts) -> Element | None:
    options = [(t("Add a goal below"), BELOW)] if line.may_add_below else []
    if line.may_edit and line.state is GoalState.OPEN:
        options += [(t("Change"), EDIT), (t("It is reached"), REACHED), (t("Drop it"), DROP)]
    elif line.may_edit:
        options.append((t("It is open again"), OPEN))
    if not options:
        return None
    return overflow(ActionId.GOAL_MENU, [(label, f"{wish}:{line.goal_id}") for label, wish in options])


def _notes(facts: GoalsFacts, t: Texts) -> list[str]:
    notes = [
        t.plural("*{department}* pulls elsewhere for now: its goal leads to none of the company.",
                 "*{department}* pulls elsewhere for now: none of its {n} goals leads to one of the company.",
                 count, department=escape(name))
        for name, count in facts.elsewhere
    ]  # fmt: skip
    if facts.without and facts.lines:
        notes.append(t("No goal yet: {departments}.", departments=escape(", ".join(facts.without))))
    return notes


def _buttons(facts: GoalsFacts, t: Texts) -> list[Block]:
    here = f"{facts.page} {facts.year}"
    years = choice("static_select", [(year, year) for year in facts.years], initial=facts.year)
    row = [button(t("Add a goal"), ActionId.ADD_GOAL, facts.year, style="primary")]
    row += [{**years, "action_id": ActionId.GOAL_YEAR}, button(t("What comes first"), ActionId.SEE_ALIGNMENT, "goals")]
    blocks = [actions(*row)]
    turn = [button("← " + t("Before"), ActionId.GOALS_BEFORE, here)] if facts.page else []
    if (facts.page + 1) * PAGE < len(facts.lines):
        turn.append(button(t("After") + " →", ActionId.GOALS_AFTER, here))
    return [actions(*turn), *blocks] if turn else blocks
