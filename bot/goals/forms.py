"""The forms of goals and of priorities. Pure: what is known in, a view out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import Texts
from bot.slack.blocks import Block, Field, View, choice, context, modal, search_select, text_input
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape

ALONE = "0"  # leads to no other goal
Options = Sequence[tuple[str, str]]  # (raw label, value)
MOST = 98  # options in one menu: Slack takes a hundred
LONGEST_TITLE, LONGEST_OUTCOME = 300, 1000


@dataclass(frozen=True)
class GoalForm:
    """What the form opens with. `goal_id` 0 = a new one; `whose`: whose it may be; `parents`: what it may lead to."""

    year: str
    parents: Options | None  # None = it leads to none: it is the company's
    goal_id: int = 0
    whose: Options = ()
    chosen: str = ""  # whose it is at first
    title: str = ""
    outcome: str = ""
    parent: str = ""
    name: str = ""  # of whom a known goal is


@dataclass(frozen=True)
class Tied:
    """One priority as it was named before: its text, and (label, value) of what it is tied to."""

    text: str = ""
    tie: tuple[str, str] | None = None


def goal_form(form: GoalForm, t: Texts) -> View:
    blocks: list[Block] = [context(" · ".join(escape(part) for part in (form.year, form.name) if part))]
    if form.whose:
        element = choice("static_select", form.whose[:MOST], initial=form.chosen)
        blocks.append(Field(BlockId.GOAL_WHOSE, t("Whose goal is it?"), element, required=True).block())
    blocks += [
        Field(BlockId.GOAL_TITLE, t("What is to be reached?"),
              text_input(initial=form.title, longest=LONGEST_TITLE), required=True).block(),
        Field(BlockId.GOAL_OUTCOME, t("What is better for the customer then?"),
              text_input(initial=form.outcome, lines=True, longest=LONGEST_OUTCOME),
              hint=t("Required for the goal of a department.")).block(),
    ]  # fmt: skip
    if form.parents is not None:
        blocks.append(_parent(form.parents, form.parent, t))
    title = t("Change a goal") if form.goal_id else t("Add a goal")
    about = json.dumps({"goal": form.goal_id, "year": form.year})
    return modal(ViewId.GOAL, title, blocks, buttons=(t("Save"), t("Cancel")), metadata=about)


def about_goal(metadata: str) -> tuple[int, str]:
    """(goal, year) of a sent form."""
    kept = json.loads(metadata)
    return int(kept["goal"]), str(kept["year"])


def priorities_form(theme_id: int, department: tuple[str, str], quarter: str, named: Sequence[Tied], t: Texts) -> View:
    """`department`: its key and its raw name; `quarter`: "Q3 FY27, planning", raw; `named`: before, in order."""
    one, two, three = [*named, Tied(), Tied(), Tied()][:3]
    ask = t("What does it serve? The theme, a goal or a pain")
    fields = [
        _priority(BlockId.PRIORITY_1, 1, one, t),
        Field(BlockId.TIE_1, ask, search_select(placeholder=t("Choose, or type to find"), initial=one.tie)),
        _priority(BlockId.PRIORITY_2, 2, two, t),
        Field(BlockId.TIE_2, ask, search_select(placeholder=t("Choose, or type to find"), initial=two.tie)),
        _priority(BlockId.PRIORITY_3, 3, three, t),
        Field(BlockId.TIE_3, ask, search_select(placeholder=t("Choose, or type to find"), initial=three.tie)),
    ]
    blocks = [context(escape(f"{department[1]} · {quarter}")), *(field.block() for field in fields)]
    about = f"{theme_id} {department[0]}"
    return modal(ViewId.PRIORITIES, t("Three priorities"), blocks, buttons=(t("Save"), t("Cancel")), metadata=about)


def _priority(block_id: str, number: int, named: Tied, t: Texts) -> Field:
    label = t("{n}. What comes first this quarter?", n=number)
    return Field(block_id, label, text_input(initial=named.text, longest=LONGEST_TITLE), required=number == 1)


def _parent(parents: Options, chosen: str, t: Texts) -> Block:
    """Where there is nothing to lead to, that is said."""
    if not parents:
        return context(t("There is no goal of the company yet. This one stands on its own until it is tied to one."))
    options = [*parents[:MOST], (t("None: it stands on its own"), ALONE)]
    element = choice("static_select", options, initial=chosen, placeholder=t("Choose a goal"))
    return Field(BlockId.GOAL_PARENT, t("Which goal does it lead to?"), element, required=True).block()
