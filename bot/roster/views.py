"""The roster as a message, and the forms that change it."""

from collections.abc import Mapping, Sequence

from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.i18n import Texts
from bot.roster.models import Seat, SeatRole
from bot.roster.rules import OF_A_DEPARTMENT, ROLES, Holes
from bot.slack.blocks import Block, Field, Message, View, actions, button, choice, context, modal, section, text_input
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.text import escape

Names = Mapping[str, str]  # Slack user id -> (raw) name


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
                button(t("Paste a list"), ActionId.PASTE_ROSTER, "team"),
            )
        )
    return Message("\n".join([title, *lines, *missing]).replace("*", ""), blocks)


def seat_form(departments: Sequence[Department], t: Texts) -> View:
    people = {"type": "users_select", "placeholder": {"type": "plain_text", "text": t("Choose a person")}}
    roles = [(t(name), role.value) for role, name in ROLES.items()]
    places = [(department_name(one, t), one.key) for one in departments]
    fields = [
        Field(BlockId.PERSON, t("Who?"), people, required=True),
        Field(BlockId.ROLE, t("As what?"), choice("static_select", roles, initial=SeatRole.LEAD), required=True),
        Field(
            BlockId.DEPARTMENT,
            t("In which department?"),
            choice("static_select", places, placeholder=t("Not for sponsor and facilitator")),
        ),
    ]
    blocks = [field.block() for field in fields]
    return modal(ViewId.SEAT, t("Give a seat"), blocks, buttons=(t("Save"), t("Cancel")))


def paste_form(t: Texts) -> View:
    example = "@lan, customer service, lead\n@tom, product, lead\n@maya, , sponsor"
    field = Field(
        BlockId.ROSTER,
        t("One line a seat: person, department, role"),
        text_input(lines=True, placeholder=example),
        required=True,
        hint=t("The person by handle, full name or Slack id. Roles: sponsor, facilitator, lead, deputy, member."),
    )
    return modal(ViewId.ROSTER, t("Paste a list"), [field.block()], buttons=(t("Save"), t("Cancel")))


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
