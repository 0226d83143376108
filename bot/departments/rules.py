"""The default company, and how its parts are called in each language."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.departments.models import Department, DepartmentKind, Stage
from bot.i18n import N_, Texts
from bot.pains.rules import STAGES

GO_TO_MARKET, ENABLING = DepartmentKind.GO_TO_MARKET, DepartmentKind.ENABLING


class Default(NamedTuple):
    name: str
    kind: DepartmentKind


DEPARTMENTS: Mapping[str, Default] = {
    "marketing": Default(N_("Marketing"), GO_TO_MARKET),
    "sales": Default(N_("Sales"), GO_TO_MARKET),
    "customer_service": Default(N_("Customer service"), GO_TO_MARKET),
    "product": Default(N_("Product"), ENABLING),
    "people": Default(N_("People"), ENABLING),
    "finance": Default(N_("Finance"), ENABLING),
    "enablement": Default(N_("Business enablement"), ENABLING),
}
# Who a new pain of a stage is proposed to.
STAGE_DEPARTMENTS: Mapping[str, str] = {
    "discover": "marketing",
    "buy": "sales",
    "onboard": "enablement",
    "use": "product",
    "help": "customer_service",
    "renew": "sales",
}


def department_name(department: Department | str, t: Texts) -> str:
    """By the department or its key; a key nobody knows is shown as it is."""
    key, own = (department, "") if isinstance(department, str) else (department.key, department.name)
    return own or (t(DEPARTMENTS[key].name) if key in DEPARTMENTS else key)


def stage_name(stage: Stage | str, t: Texts) -> str:
    key, own = (stage, "") if isinstance(stage, str) else (stage.key, stage.name)
    return own or (t(STAGES[key]) if key in STAGES else key)


def key_for(name: str, taken: frozenset[str]) -> str:
    """A key for a new department or stage: letters and digits of its name, made unique."""
    letters = "".join(character if character.isalnum() else "_" for character in name.lower())[:28].strip("_") or "part"
    candidates = [letters, *(f"{letters}_{number}" for number in range(2, 1000))]
    return next(key for key in candidates if key not in taken)
