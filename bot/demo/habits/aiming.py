"""Wanting to get somewhere together: the goals of the year, and what each department puts first in the quarter."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.demo import opening
from bot.demo.hands import Seen
from bot.demo.stage import Habit, Stage
from bot.demo.story import HEADS, Aim, First, aims
from bot.slack.ids import ActionId

FOUNDER = "maya"
THEME = "theme"
ALONE = "0"  # in the form of a goal: it leads to no other
COMPANY = "company"


class Aiming:
    def __init__(self, stage: Stage) -> None:
        self._stage, self._aims = stage, aims()
        self.habits: dict[str, Habit] = {ActionId.PRIORITIES: self._asked}

    def plan(self) -> None:
        """First those of the company; a day later everybody has something to lead to."""
        self._stage.later(FOUNDER, self._begin, hours=1)
        for department, handle in HEADS.items():
            aim = self._aims.departments[handle]
            self._stage.later(handle, partial(self._add, handle, aim, f"department:{department}"), hours=30)

    async def _begin(self) -> str:
        lines = [await self._add(FOUNDER, aim, COMPANY) for aim in self._aims.company]
        said = f"{self._stage.cast.name(FOUNDER)} writes down the goals of the company"
        return said if any(lines) else ""

    async def _add(self, by: str, aim: Aim, whose: str) -> str:
        """In the window of goals; what stands there already stays as it is."""
        hands = self._stage.hands
        await hands.put_away(by)
        await opening.command(self._stage, by, "goals")
        if aim.title in str(hands.form(by)) or not await hands.press_in_form(by, ActionId.ADD_GOAL):
            return ""
        parent = await hands.find(by, "goal_parent", aim.leads_to) if aim.leads_to else None
        typed = {"goal_whose": whose, "goal_title": aim.title, "goal_outcome": aim.outcome}
        if not await hands.fill(by, **typed, goal_parent=parent or ALONE):
            return ""
        return f"{self._stage.cast.name(by)} adds a goal: {aim.title}"

    def _asked(self, seen: Seen) -> None:
        if seen.reader in self._aims.first:
            act = partial(self._name, seen)
            self._stage.later(seen.reader, act, hours=52, about=f"priorities:{seen.value}")

    async def _name(self, seen: Seen) -> str:
        """Once a quarter: the button stands beside every question of it."""
        hands, by = self._stage.hands, seen.reader
        if not await hands.press(by, seen) or _is_filled(hands.form(by)):
            return ""
        typed: dict[str, Any] = {}
        for number, first in enumerate(self._aims.first[by], 1):
            typed |= {f"priority_{number}": first.what, f"tie_{number}": await self._tie(by, number, first)}
        if not await hands.fill(by, **{field: value for field, value in typed.items() if value}):
            return ""
        return f"{self._stage.cast.name(by)} says what comes first this quarter"

    async def _tie(self, by: str, number: int, first: First) -> Mapping[str, Any] | None:
        """Before anything is typed, the theme is offered on top."""
        words = "" if first.serves == THEME else first.serves
        return await self._stage.hands.find(by, f"tie_{number}", words) if first.serves else None


def _is_filled(form: Mapping[str, Any] | None) -> bool:
    blocks = form["blocks"] if form else []
    return any(block.get("element", {}).get("initial_value") for block in blocks)
