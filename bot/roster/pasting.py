"""A roster pasted as lines of "person, department, role", read as CSV: a name in quotes may hold a comma. Pure."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.departments.models import Department
from bot.departments.rules import DEPARTMENTS, department_name
from bot.errors import UserError
from bot.i18n import LANGUAGES, N_, texts_in
from bot.people.models import Person
from bot.roster.models import SeatRole
from bot.roster.rules import OF_A_DEPARTMENT, ROLES
from bot.slack.ids import BlockId

MOST = 200  # lines


@dataclass(frozen=True)
class Wish:
    """One line, understood."""

    person: str  # Slack user id
    department: str  # its key; "" for sponsor and facilitator
    role: SeatRole


def wishes_in(text: str, people: Sequence[Person], departments: Sequence[Department]) -> list[Wish]:
    """Raises UserError that names the first line it does not understand; nothing is half understood."""
    rows = [row for row in csv.reader(text.splitlines(), skipinitialspace=True) if any(cell.strip() for cell in row)]
    if not rows or len(rows) > MOST:
        raise UserError(N_("Write between 1 and {most} lines."), block_id=BlockId.ROSTER, most=MOST)
    return [_wish(number, row, people, departments) for number, row in enumerate(rows, 1)]


def _wish(number: int, row: Sequence[str], people: Sequence[Person], departments: Sequence[Department]) -> Wish:
    cells = [cell.strip() for cell in row] + ["", "", ""]
    role = next((role for role in SeatRole if cells[2].lower() in _role_words(role)), None)
    person = next((one.user_id for one in people if cells[0].lower() in _person_words(one)), None)
    place = next((one.key for one in departments if cells[1].lower() in _department_words(one)), None)
    needs_place = role in OF_A_DEPARTMENT
    if role is None or person is None or (needs_place and place is None):
        what = "role" if role is None else "person" if person is None else "department"
        raise UserError(SENTENCES[what], block_id=BlockId.ROSTER, number=number)
    return Wish(person, (place or "") if needs_place else "", role)


SENTENCES = {
    "person": N_("Line {number}: I know nobody of that name. Write the full name, or the Slack id."),
    "department": N_("Line {number}: there is no such department."),
    "role": N_("Line {number}: the role is sponsor, facilitator, lead, deputy or member."),
}


def _person_words(person: Person) -> set[str]:
    name = person.name.lower()
    return {person.user_id.lower(), name, "@" + name, "@" + name.split(" ")[0]}


def _role_words(role: SeatRole) -> set[str]:
    return {role.value, *(texts_in(language)(ROLES[role]).lower() for language in LANGUAGES)}


def _department_words(department: Department) -> set[str]:
    names: Iterable[str] = (department_name(department, texts_in(language)) for language in LANGUAGES)
    default = DEPARTMENTS.get(department.key)
    return {department.key, *(name.lower() for name in names), *((default.name.lower(),) if default else ())}
