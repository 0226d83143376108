"""The forms that change the roster: a seat, a pasted list, a user group, the end of a seat."""

from collections.abc import Sequence

from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.i18n import Texts
from bot.roster.models import SeatRole
from bot.roster.rules import ROLES
from bot.slack.blocks import Block, Field, View, choice, modal, search_select, text_input
from bot.slack.ids import BlockId, ViewId


def seat_form(departments: Sequence[Department], t: Texts) -> View:
    people = {"type": "users_select", "placeholder": {"type": "plain_text", "text": t("Choose a person")}}
    fields = [Field(BlockId.PERSON, t("Who?"), people, required=True), *_seat_fields(SeatRole.LEAD, departments, t)]
    return modal(ViewId.SEAT, t("Give a seat"), _blocks(fields), buttons=(t("Save"), t("Cancel")))


def group_form(departments: Sequence[Department], t: Texts) -> View:
    fields = [
        Field(BlockId.GROUP, t("Which user group?"), search_select(placeholder=t("Type its name or handle")),
              required=True, hint=t("Everybody in it gets a seat; I write to you whom I seated.")),
        *_seat_fields(SeatRole.MEMBER, departments, t),
    ]  # fmt: skip
    return modal(ViewId.GROUP, t("From a user group"), _blocks(fields), buttons=(t("Save"), t("Cancel")))


def end_seat_form(t: Texts) -> View:
    field = Field(
        BlockId.SEAT,
        t("Whose seat ends?"),
        search_select(placeholder=t("Type a name or a department")),
        required=True,
        hint=t(
            "It ends today, and the past stays. Whoever has it is told, keeps the pains they own there, and can hand "
            "them over."
        ),
    )
    return modal(ViewId.END_SEAT, t("End a seat"), _blocks([field]), buttons=(t("End it"), t("Cancel")))


def paste_form(t: Texts) -> View:
    example = "@lan, customer service, lead\n@tom, product, lead\n@maya, , sponsor"
    field = Field(
        BlockId.ROSTER,
        t("One line a seat: person, department, role"),
        text_input(lines=True, placeholder=example),
        required=True,
        hint=t("The person by handle, full name or Slack id. Roles: sponsor, facilitator, lead, deputy, member."),
    )
    return modal(ViewId.ROSTER, t("Paste a list"), _blocks([field]), buttons=(t("Save"), t("Cancel")))


def _seat_fields(role: SeatRole, departments: Sequence[Department], t: Texts) -> list[Field]:
    roles = [(t(name), each.value) for each, name in ROLES.items()]
    places = [(department_name(one, t), one.key) for one in departments]
    place = choice("static_select", places, placeholder=t("Not for sponsor and facilitator"))
    return [
        Field(BlockId.ROLE, t("As what?"), choice("static_select", roles, initial=role), required=True),
        Field(BlockId.DEPARTMENT, t("In which department?"), place),
    ]


def _blocks(fields: Sequence[Field]) -> list[Block]:
    return [field.block() for field in fields]
