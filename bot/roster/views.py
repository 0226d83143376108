"""The roster as a message, and what became of a user group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.i18n import N_, Texts
from bot.roster.models import Seat, SeatRole
from bot.roster.rules import OF_A_DEPARTMENT, ROLES, Holes
from bot.slack.blocks import Block, Message, actions, button, context, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, shorten

Names = Mapping[str, str]  # Slack user id -> (raw) name

MOST_REFUSED = 8
MENU = {
    "list": N_("Paste a list"),
    "group": N_("From a user group"),
    "departments": N_("Departments"),
    "stages": N_("Journey stages"),
    "days_off": N_("Days off"),
}


@dataclass
class Seated:
    """What became of a user group. `department`: "" for sponsor and facilitator."""

    group: str  # its handle, raw
    role: SeatRole
    department: Department | str
    people: list[str] = field(default_factory=list)  # raw names
    refused: list[str] = field(default_factory=list)  # why somebody has none: a sentence each, raw


def roster(
    departments: Sequence[Department], seats: Sequence[Seat], holes: Holes, names: Names, t: Texts, *, may_edit: bool
) -> Message:
    """Names, not mentions: looking at the team pings nobody."""
    lines = [_role_line(seat, names, t) for seat in seats if seat.role not in OF_A_DEPARTMENT]
    lines += [_department_line(department, seats, names, t) for department in departments]
    missing = [_hole(hole, t) for hole in _all_holes(holes, t)]
    title = t("The flywheel team")
    blocks: list[Block] = [section("*" + title + "*\n" + "\n".join(lines))]
    if missing:
        blocks.append(context(" ".join(missing)))
    if may_edit:
        blocks.append(
            actions(
                button(t("Give a seat"), ActionId.GIVE_SEAT, "team"),
                button(t("End a seat"), ActionId.END_SEAT, "team"),
                overflow(ActionId.TEAM_MENU, [(t(name), wish) for wish, name in MENU.items()]),
            )
        )
    return Message("\n".join([title, *lines, *missing]).replace("*", ""), blocks)


def seat_label(seat: Seat, name: str, department: Department | str, t: Texts) -> str:
    """For a menu: "Tom Becker · Lead · Product". `name` is raw."""
    return f"{name} · {seat_name(seat, department, t)}"


def seat_name(seat: Seat, department: Department | str, t: Texts) -> str:
    """ "Lead · Product", raw."""
    return " · ".join([t(ROLES[seat.role]), *([department_name(department, t)] if seat.department else [])])


def group_seated(seated: Seated, t: Texts) -> Message:
    """To whoever asked for it: who has a seat now, and who not and why."""
    handle = escape(seated.group)
    if not seated.people:
        return _said("\n".join([t("Nobody of @{group} was seated.", group=handle), *_refused(seated.refused, t)]))
    place = [escape(department_name(seated.department, t))] if seated.department else []
    said = t.plural(
        "From @{group}, {n} person has a seat now ({seat}):",
        "From @{group}, {n} people have a seat now ({seat}):",
        len(seated.people),
        group=handle,
        seat=", ".join([t(ROLES[seated.role]).lower(), *place]),
    )
    names = escape(shorten(", ".join(seated.people), 1500))
    return _said("\n".join([f"{said} {names}", *_refused(seated.refused, t)]))


def group_too_large(group: str, role: SeatRole, n: int, t: Texts) -> Message:
    """One seat, and `n` people (or none at all) for it."""
    return _said(
        t.plural(
            "@{group} has {n} person, and exactly one is needed to be {role}. Nobody was seated.",
            "@{group} has {n} people, and exactly one is needed to be {role}. Nobody was seated.",
            n,
            group=escape(group),
            role=t(ROLES[role]).lower(),
        )
    )


def group_refused(handle: str, code: str, t: Texts) -> Message:
    group = escape(handle)
    if code.startswith("missing_scope"):
        return _said(
            t("I may not read user groups yet: an admin has to install me again. Nobody of @{group} was seated.",
              group=group)
        )  # fmt: skip
    return _said(
        t("I could not read the user group @{group}: Slack said `{code}`. Nobody was seated.", group=group,
          code=escape(code))
    )  # fmt: skip


def _refused(sentences: Sequence[str], t: Texts) -> list[str]:
    """The first few, and how many more."""
    lines = ["• " + escape(sentence) for sentence in sentences[:MOST_REFUSED]]
    return [*lines, t("and {n} more", n=len(sentences) - MOST_REFUSED)] if len(sentences) > MOST_REFUSED else lines


def _said(text: str) -> Message:
    return Message(text, [section(text)])


def _role_line(seat: Seat, names: Names, t: Texts) -> str:
    return "• *" + t(ROLES[seat.role]) + "* " + _name(seat.person, names)


def _department_line(department: Department, seats: Sequence[Seat], names: Names, t: Texts) -> str:
    here = [seat for seat in seats if seat.department == department.key and seat.role is not SeatRole.MEMBER]
    held = [_name(seat.person, names) + " (" + t(ROLES[seat.role]).lower() + ")" for seat in here]
    title = escape(department_name(department, t))
    return f"• *{title}* " + (", ".join(held) or t("nobody decides here yet"))


def _all_holes(holes: Holes, t: Texts) -> list[str]:
    return [*(department_name(one, t) for one in holes.departments), *(t(ROLES[role]) for role in holes.roles)]


def _hole(name: str, t: Texts) -> str:
    return t("Missing: {name}.", name=escape(name))


def _name(person: str, names: Names) -> str:
    return escape(names.get(person) or person)
