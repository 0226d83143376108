"""The default company, and how its parts are called in each language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.departments.models import Department, DepartmentKind, Stage
from bot.errors import UserError
from bot.i18n import LANGUAGES, N_, Texts, texts_in
from bot.pains.rules import STAGES
from bot.slack.ids import BlockId

NO_NAME = N_("Give it a name.")
MOST = 90  # departments, or stages: one window lists them all
FIRST = "+first"  # the place before every stage; no key looks like it

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


@dataclass(frozen=True)
class DepartmentWish:
    """What a department is to be, as typed. `key`: which one; "" = a new one."""

    key: str
    name: str
    kind: str = ""
    country: str = ""
    is_archived: bool = False


@dataclass(frozen=True)
class StageWish:
    """What a stage is to be. `department` owns it; `after`: the stage it follows, FIRST, or "" = where it is."""

    key: str
    name: str
    department: str = ""
    after: str = ""
    is_archived: bool = False


def names_of_part(part: Department | Stage, *, default: bool = False) -> set[str]:
    """What it is called, in every language; `default`: without a name of its own."""
    every = [texts_in(language) for language in LANGUAGES]
    if isinstance(part, Department):
        return {department_name(part.key if default else part, t) for t in every}
    return {stage_name(part.key if default else part, t) for t in every}


def kept_name(part: Department | Stage, typed: str) -> str:
    """As it is kept: "" for the default name of its key in any language, so that every reader goes on reading hers."""
    return "" if typed in names_of_part(part, default=True) else typed


def check_name(typed: str, others: Iterable[Department | Stage]) -> None:
    """Raises UserError for none, and for one that another has in any language."""
    if not typed:
        raise UserError(NO_NAME, block_id=BlockId.NAME)
    if typed.casefold() in {name.casefold() for other in others for name in names_of_part(other)}:
        raise UserError(N_("There is one of that name already."), block_id=BlockId.NAME)


def in_order(stages: Sequence[Stage], moved: Stage, after: str) -> list[Stage]:
    """The journey with one stage moved to where it is wanted; one that nobody knows (any more) moves nothing."""
    places = [FIRST, *(stage.key for stage in stages)]
    if after not in places or after == moved.key:
        return list(stages)
    place = places.index(after)
    before, behind = [[one for one in part if one is not moved] for part in (stages[:place], stages[place:])]
    return [*before, moved, *behind]
