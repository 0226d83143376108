"""What leads where. Pure: goals and priorities in, a tree and a picture out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.goals.models import Goal, GoalLevel, GoalState, Priority, Tie

THREE = 3  # priorities of a department in a quarter
COMPANY, MINE, DEPARTMENT = "company", "mine", "department:"  # whose a goal is, as the form says it


@dataclass(frozen=True)
class Row:
    """One goal where it stands in the tree. `is_alone`: neither it nor what it hangs from leads to a company goal."""

    goal: Goal
    depth: int
    is_alone: bool = False


@dataclass(frozen=True)
class Tree:
    """`elsewhere`: departments none of whose goals leads to a company goal, and how many they have. Keys."""

    rows: Sequence[Row] = ()
    dropped: Sequence[Goal] = ()
    elsewhere: Sequence[tuple[str, int]] = ()
    without: Sequence[str] = ()  # departments without a goal


@dataclass(frozen=True)
class Pull:
    """The priorities of one department in a quarter, and which of them point the same way as the company."""

    department: str
    priorities: Sequence[Priority]
    same: Sequence[Priority]

    @property
    def other(self) -> list[Priority]:
        return [one for one in self.priorities if one not in self.same]


@dataclass(frozen=True)
class Whose:
    """Whose goal it is: the company's, a department's or one person's."""

    level: GoalLevel
    department: str = ""
    person: str = ""


def whose_in(chosen: str, by: str) -> Whose | None:
    """As the form says it; None for a value of no form of ours."""
    if chosen == COMPANY:
        return Whose(GoalLevel.COMPANY)
    if chosen == MINE:
        return Whose(GoalLevel.PERSON, person=by)
    key = chosen.removeprefix(DEPARTMENT)
    return Whose(GoalLevel.DEPARTMENT, department=key) if key and key != chosen else None


def whose_of(goal: Goal) -> Whose:
    return Whose(goal.level, goal.department, goal.person)


def may_hang_from(level: GoalLevel, parent: GoalLevel) -> bool:
    """A department's goal leads to the company's, a person's to either; the company's to none."""
    if level is GoalLevel.PERSON:
        return parent is not GoalLevel.PERSON
    return level is GoalLevel.DEPARTMENT and parent is GoalLevel.COMPANY


def tree_of(goals: Sequence[Goal], departments: Sequence[str]) -> Tree:
    """Branch by branch; what hung from a dropped goal leads nowhere. `departments`: keys in the company's order."""
    alive = {goal.key: goal for goal in goals if goal.state is not GoalState.DROPPED}
    children: dict[int | None, list[Goal]] = {}
    for goal in sorted(alive.values(), key=lambda one: _place(one, departments)):
        parent = goal.parent_id if goal.parent_id in alive else None
        children.setdefault(parent, []).append(goal)
    tops = children.get(None, [])
    company = [goal for goal in tops if goal.level is GoalLevel.COMPANY]
    alone = [goal for goal in tops if goal.level is not GoalLevel.COMPANY]
    rows = [*_branches(company, children), *_branches(alone, children, is_alone=True)]
    dropped = [goal for goal in goals if goal.state is GoalState.DROPPED]
    return Tree(rows, dropped, _elsewhere(rows), _without(alive.values(), departments))


def leading(goals: Sequence[Goal]) -> frozenset[int]:
    """The keys of the goals that lead to a company goal, or are one."""
    return frozenset(row.goal.key for row in tree_of(goals, ()).rows if not row.is_alone)


def pulls_of(priorities: Sequence[Priority], goals: Sequence[Goal], departments: Sequence[str]) -> list[Pull]:
    """Of every department, in order; one that has named none has none."""
    led = leading(goals)
    by_department: dict[str, list[Priority]] = {key: [] for key in departments}
    for one in sorted(priorities, key=lambda one: one.position):
        by_department.setdefault(one.department, []).append(one)
    return [Pull(key, hers, [one for one in hers if points_there(one, led)]) for key, hers in by_department.items()]


def points_there(priority: Priority, led: frozenset[int]) -> bool:
    """To the theme, to a customer's pain, or to a goal that leads to one of the company's."""
    if priority.tie is Tie.GOAL:
        return priority.goal_id in led
    return priority.tie is not Tie.NOTHING


def _branches(
    goals: Sequence[Goal], children: Mapping[int | None, Sequence[Goal]], depth: int = 0, *, is_alone: bool = False
) -> Iterator[Row]:
    for goal in goals:
        yield Row(goal, depth, is_alone)
        yield from _branches(children.get(goal.key, []), children, depth + 1, is_alone=is_alone)


def _place(goal: Goal, departments: Sequence[str]) -> tuple[int, int]:
    """Departments in the company's order, people after them, each in the order of writing."""
    known = goal.department in departments
    return departments.index(goal.department) if known else len(departments), goal.key


def _elsewhere(rows: Sequence[Row]) -> list[tuple[str, int]]:
    own = [row for row in rows if row.goal.level is GoalLevel.DEPARTMENT]
    led = {row.goal.department for row in own if not row.is_alone}
    keys = dict.fromkeys(row.goal.department for row in own if row.goal.department not in led)
    return [(key, sum(row.goal.department == key for row in own)) for key in keys]


def _without(goals: Iterable[Goal], departments: Sequence[str]) -> list[str]:
    have = {goal.department for goal in goals if goal.level is GoalLevel.DEPARTMENT}
    return [key for key in departments if key not in have]
