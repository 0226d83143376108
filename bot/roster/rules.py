"""What seats there are, and what is missing; values in, answers out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.departments.models import Department
from bot.i18n import N_
from bot.roster.models import Seat, SeatRole

ROLES = {
    SeatRole.SPONSOR: N_("Sponsor"),
    SeatRole.FACILITATOR: N_("Facilitator"),
    SeatRole.LEAD: N_("Lead"),
    SeatRole.DEPUTY: N_("Deputy"),
    SeatRole.MEMBER: N_("Member"),
}
ALONE = frozenset(SeatRole) - {SeatRole.MEMBER}  # one holder at a time
OF_A_DEPARTMENT = frozenset({SeatRole.LEAD, SeatRole.DEPUTY, SeatRole.MEMBER})
DECIDES = frozenset({SeatRole.LEAD, SeatRole.DEPUTY})


@dataclass(frozen=True)
class Holes:
    """What a complete flywheel team would have: departments nobody decides for, and roles nobody has."""

    departments: tuple[Department, ...]
    roles: tuple[SeatRole, ...]

    def __bool__(self) -> bool:
        return bool(self.departments or self.roles)


def holes_in(departments: Iterable[Department], seats: Iterable[Seat]) -> Holes:
    held = {(seat.role, seat.department) for seat in seats}
    undecided = tuple(one for one in departments if not any((role, one.key) in held for role in DECIDES))
    missing = tuple(role for role in (SeatRole.SPONSOR, SeatRole.FACILITATOR) if (role, "") not in held)
    return Holes(undecided, missing)


def groups_like(groups: Iterable[Mapping[str, Any]], query: str) -> list[tuple[str, str]]:
    """(label, "id handle") of the user groups that have every word of a query in their label, as Slack lists them.

    Source: docs.slack.dev/reference/objects/usergroup-object.
    """
    words = query.removeprefix("@").casefold().split()
    labels = [
        (f"@{group.get('handle') or ''} · {group.get('name') or ''}", f"{group['id']} {group.get('handle') or ''}")
        for group in groups
    ]
    return [(label, value) for label, value in labels if all(word in label.casefold() for word in words)]
