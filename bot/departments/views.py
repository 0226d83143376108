"""The windows that list departments and stages, and the form for each."""

from collections.abc import Sequence

from bot.departments.models import Department, DepartmentKind, Stage
from bot.departments.rules import FIRST, department_name, stage_name
from bot.i18n import N_, Texts
from bot.slack.blocks import (
    Block,
    Element,
    Field,
    View,
    actions,
    button,
    choice,
    context,
    modal,
    section,
    text_input,
    ticks,
)
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.text import escape

NEW = "+new"  # in place of a key, for one that is not there yet
YES = "yes"
KINDS = {DepartmentKind.GO_TO_MARKET: N_("Go-to-market"), DepartmentKind.ENABLING: N_("Enabling")}


def department_list(departments: Sequence[Department], t: Texts) -> View:
    blocks = [_row(_department_line(one, t), one.key, ActionId.CHANGE_DEPARTMENT, t) for one in departments]
    blocks.append(actions(button(t("Add a department"), ActionId.CHANGE_DEPARTMENT, NEW)))
    return modal("departments", t("Departments"), blocks, buttons=("", t("Close")))


def stage_list(stages: Sequence[Stage], departments: Sequence[Department], t: Texts) -> View:
    owners = {one.key: one for one in departments}
    intro = context(t("A new pain is proposed to the department of its stage."))
    rows = [
        _row(_stage_line(one, owners.get(one.department, one.department), t), one.key, ActionId.CHANGE_STAGE, t)
        for one in stages
    ]
    add = actions(button(t("Add a stage"), ActionId.CHANGE_STAGE, NEW))
    return modal("stages", t("Journey stages"), [intro, *rows, add], buttons=("", t("Close")))


def department_form(department: Department | None, t: Texts) -> View:
    """None for a new one."""
    known = department or Department(workspace_id=0, key="", kind=DepartmentKind.ENABLING)
    kinds = [(t(name), kind.value) for kind, name in KINDS.items()]
    fields = [
        _name(department_name(known, t), t),
        Field(BlockId.KIND, t("What does it do?"), choice("radio_buttons", kinds, initial=known.kind), required=True,
              hint=t("Go-to-market departments face the customer; enabling ones stand behind them.")),
        Field(BlockId.COUNTRY, t("Whose public holidays does it keep?"), _country(known, t),
              hint=t("Empty for none. A state or region follows a hyphen: US-NY.")),
    ]  # fmt: skip
    if department:
        fields.append(_archived(known, t("Archived: nothing new is given to it, and its past stays"), t))
    title = t("Change a department") if department else t("Add a department")
    return _form(ViewId.DEPARTMENT, title, fields, known.key, t)


def stage_form(stage: Stage | None, journey: Sequence[Stage], departments: Sequence[Department], t: Texts) -> View:
    """`journey` and `departments`: those in use."""
    known = stage or Stage(workspace_id=0, key="", department="")
    owners = [(department_name(one, t), one.key) for one in departments]
    owner = choice("static_select", owners, initial=known.department, placeholder=t("Choose a department"))
    fields = [
        _name(stage_name(known, t), t),
        Field(BlockId.DEPARTMENT, t("Which department owns it?"), owner, required=True,
              hint=t("New pains of this stage are proposed to it.")),
        Field(BlockId.AFTER, t("Where on the journey?"), _place(known, journey, t), required=True),
    ]  # fmt: skip
    if stage:
        fields.append(_archived(known, t("Archived: no new pain is put there, and its past stays"), t))
    return _form(ViewId.STAGE, t("Change a stage") if stage else t("Add a stage"), fields, known.key, t)


def _department_line(department: Department, t: Texts) -> str:
    said = [t(KINDS[department.kind])]
    if department.country:
        said.append(t("holidays of {country}", country=escape(department.country)))
    if department.is_archived:
        said.append(t("archived"))
    title = escape(department_name(department, t))
    return f"*{title}*\n" + " · ".join(said)


def _stage_line(stage: Stage, owner: Department | str, t: Texts) -> str:
    said = ["→ " + escape(department_name(owner, t))] + ([t("archived")] if stage.is_archived else [])
    title = escape(stage_name(stage, t))
    return f"*{title}*\n" + " · ".join(said)


def _row(line: str, key: str, action_id: str, t: Texts) -> Block:
    return section(line, accessory=button(t("Change"), action_id, key))


def _name(shown: str, t: Texts) -> Field:
    return Field(BlockId.NAME, t("Name"), text_input(initial=shown, longest=100), required=True)


def _country(department: Department, t: Texts) -> Element:
    return text_input(initial=department.country, longest=16, placeholder=t("VN, DE-BE, US-NY"))


def _place(stage: Stage, journey: Sequence[Stage], t: Texts) -> Element:
    """Where it stands now is chosen; a new one comes last."""
    others = [one for one in journey if one.key != stage.key]
    keys = [one.key for one in journey]
    index = keys.index(stage.key) if stage.key in keys else len(keys)
    here = keys[index - 1] if index else FIRST
    after = [(t("After “{stage}”", stage=stage_name(one, t)), one.key) for one in others]
    return choice("static_select", [(t("At the beginning"), FIRST), *after], initial=here)


def _archived(part: Department | Stage, sentence: str, t: Texts) -> Field:
    boxes = ticks([(sentence, YES)], ticked=(YES,) if part.is_archived else ())
    return Field(BlockId.ARCHIVED, t("Not needed any more?"), boxes)


def _form(view_id: str, title: str, fields: Sequence[Field], key: str, t: Texts) -> View:
    blocks = [field.block() for field in fields]
    return modal(view_id, title, blocks, buttons=(t("Save"), t("Cancel")), metadata=key)
