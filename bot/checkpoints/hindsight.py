"""What happened, line by line: each number beside the period before and a year ago. Pure: figures in, lines out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.figures.rules import Boundary, Compared, Figures, crossing
from bot.i18n import Texts

MOST_BOUNDARIES = 3  # where most is handed over
NONE = "–"
Read = Callable[[Figures], float | None]


class Unit(StrEnum):
    COUNT = "count"
    DAYS = "days"


@dataclass(frozen=True)
class Line:
    """One number three times; None = there was no such time, or no case in it. `key` names what is behind it."""

    key: str
    label: str  # raw
    now: float | None
    before: float | None
    year_ago: float | None
    unit: Unit = Unit.COUNT
    detail: str = ""  # more about now, raw

    @property
    def is_blank(self) -> bool:
        """Nothing to say of now, before or a year ago. No time at all is something to say; nothing counted is not."""
        values = (self.now, self.before, self.year_ago)
        return all(value is None for value in values) if self.unit is Unit.DAYS else not any(values)


@dataclass(frozen=True)
class Names:
    """What stages and departments are called, by key, in their order; raw."""

    stages: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[str, str] = field(default_factory=dict)

    def stage(self, key: str, t: Texts) -> str:
        return self.stages.get(key, key) if key else t("No stage said")

    def department(self, key: str, t: Texts) -> str:
        return self.departments.get(key, key) if key else t("Nobody's")


def lines_of(compared: Compared, names: Names, t: Texts) -> list[Line]:
    """In the order of a pain's life: reported, owned, handed over, told; then what the team did."""
    now = compared.now
    return [
        _line("reports", t("Reports"), compared, lambda one: one.reports),
        _line("customers", t("Customers and colleagues who spoke"), compared, lambda one: one.customers),
        *(_stage(key, compared, names, t) for key in _stages(compared, names)),
        _line("owner", t("From report to owner, median"), compared, lambda one: one.days_to_owner, Unit.DAYS),
        *(_across(one, compared, names, t) for one in _boundaries(compared)),
        _line("resolved", t("Resolved"), compared, lambda one: one.resolved),
        _line("closed", t("Loops closed"), compared, lambda one: one.closed),
        _line("told", t("Customers told"), compared, lambda one: one.told, detail=_told(now, t)),
        _line("told", t("From report to told, median"), compared, lambda one: one.days_to_told, Unit.DAYS),
        _line("decided", t("Decisions"), compared, lambda one: one.decided),
        _line("looked_back", t("Decisions looked back at"), compared, lambda one: one.decisions_looked_back,
              detail=_came_true(now, t)),
        _line("meetings", t("Meetings held"), compared, lambda one: one.meetings),
    ]  # fmt: skip


def department_lines(
    compared: Compared, department: str, stages: Sequence[str], names: Names, t: Texts
) -> list[Line]:  # fmt: skip
    """What one department sees of it beside its form: its stages, its speed, what came to it and left it."""
    lines = [_stage(key, compared, names, t) for key in stages]
    owner = t("From report to an owner here, median")
    lines.append(_line("owner", owner, compared, lambda one: one.days_by_department.get(department), Unit.DAYS))
    came, went = t("Handoffs to us, answered"), t("Handoffs from us, answered")
    lines.append(_line("came", came, compared, lambda one: _sum(one, to=department)))
    lines.append(_line("went", went, compared, lambda one: _sum(one, giver=department)))
    return [line for line in lines if not line.is_blank]


def _line(key: str, label: str, compared: Compared, read: Read, unit: Unit = Unit.COUNT, *, detail: str = "") -> Line:
    before, year_ago = (read(one) if one else None for one in (compared.before, compared.year_ago))
    return Line(key, label, read(compared.now), before, year_ago, unit, detail)


def _stages(compared: Compared, names: Names) -> list[str]:
    """In the order of the journey; those nobody reported at, at no time, are left out."""
    counted = {key for one in _all(compared) for key, count in one.stages.items() if count}
    known = [key for key in names.stages if key in counted]
    return [*known, *sorted(counted - set(known) - {""}), *([""] if "" in counted else [])]


def _stage(key: str, compared: Compared, names: Names, t: Texts) -> Line:
    label = t("Reports: {stage}", stage=names.stage(key, t))
    return _line(f"stage:{key}", label, compared, lambda one: one.stages.get(key, 0))


def _boundaries(compared: Compared) -> list[Boundary]:
    return list(compared.now.boundaries[:MOST_BOUNDARIES])


def _across(here: Boundary, compared: Compared, names: Names, t: Texts) -> Line:
    """How long its handoffs waited for an answer."""
    between = (here.from_department, here.to_department)
    giver, receiver = (names.department(key, t) for key in between)
    label = t("Wait at {giver} → {receiver}, median", giver=giver, receiver=receiver)
    detail = t.plural("{n} handoff, {declined} declined", "{n} handoffs, {declined} declined", here.answered,
                      declined=here.declined)  # fmt: skip

    def wait(one: Figures) -> float | None:
        same = (each for each in one.boundaries if (each.from_department, each.to_department) == between)
        found = next(same, None)
        return found.days if found else None

    return _line(f"across:{crossing(*between)}", label, compared, wait, Unit.DAYS, detail=detail)


def _told(now: Figures, t: Texts) -> str:
    """What became of the others."""
    parts = [
        t("{n} still to be told", n=now.waiting) if now.waiting else "",
        t("{n} could not be reached", n=now.unreached) if now.unreached else "",
        t("{n} not fixed for them", n=now.not_fixed) if now.not_fixed else "",
    ]
    return ", ".join(part for part in parts if part)


def _came_true(now: Figures, t: Texts) -> str:
    if not now.decisions_looked_back:
        return ""
    found = {answer: now.looked_back.get(answer, 0) for answer in ("yes", "partly", "no")}
    return t("{yes} came true, {partly} partly, {no} not", **found)


def _sum(one: Figures, *, giver: str = "", to: str = "") -> int:
    """Answered handoffs of a department, one way."""
    return sum(
        each.answered
        for each in one.boundaries
        if (giver and each.from_department == giver) or (to and each.to_department == to)
    )


def _all(compared: Compared) -> list[Figures]:
    return [one for one in (compared.now, compared.before, compared.year_ago) if one]
