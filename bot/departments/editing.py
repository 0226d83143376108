"""What people do with the company itself: change its departments and the stages of the customer's journey."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, select

from bot.departments.models import Department, DepartmentKind, Stage
from bot.departments.rules import (
    MOST,
    DepartmentWish,
    StageWish,
    check_name,
    in_order,
    kept_name,
    key_for,
    stage_name,
)
from bot.departments.services import departments, every_department, every_stage, find_department, stages
from bot.departments.views import department_form, department_list, stage_form, stage_list
from bot.errors import UserError
from bot.i18n import N_, Texts, texts_in
from bot.people.services import reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.blocks import View
from bot.slack.ids import BlockId
from bot.workdays.rules import country_code
from bot.workdays.services import today_in

TOO_MANY = N_("There are {most} already, and no window lists more. Rename one that is not needed.")
STILL_OWNS = N_("New pains of “{stage}” are proposed to it. Give that stage to another department first.")
LAST = N_("This is the only one left, so it stays.")
NO_DEPARTMENT = N_("Choose the department that new pains of this stage are proposed to.")
NO_STAGE = N_("That stage is not there any more.")


def departments_window(session: Session, workspace_id: int, by: str, *, now: datetime) -> View:
    """Raises UserError for whoever may not, as everything here."""
    t = _editor(session, workspace_id, by, now=now)
    return department_list(every_department(session, workspace_id), t)


def department_page(session: Session, workspace_id: int, by: str, key: str, *, now: datetime) -> View:
    """`key`: "" for a new one."""
    t = _editor(session, workspace_id, by, now=now)
    return department_form(find_department(session, workspace_id, key) if key else None, t)


def save_department(session: Session, workspace_id: int, by: str, wish: DepartmentWish, *, now: datetime) -> None:
    """Add one or change one. Raises UserError at the field that is wrong."""
    t, everybody = _editor(session, workspace_id, by, now=now), every_department(session, workspace_id)
    known = find_department(session, workspace_id, wish.key) if wish.key else None
    check_name(wish.name, [one for one in everybody if one is not known])
    country = country_code(wish.country)
    if wish.is_archived and known and not known.is_archived:
        _check_may_go(session, known, departments(session, workspace_id), t)
    department = known or _new_department(workspace_id, wish.name, everybody)
    department.name, department.country = kept_name(department, wish.name), country
    department.kind, department.is_archived = DepartmentKind(wish.kind), wish.is_archived
    session.add(department)
    session.flush()


def stages_window(session: Session, workspace_id: int, by: str, *, now: datetime) -> View:
    t = _editor(session, workspace_id, by, now=now)
    return stage_list(every_stage(session, workspace_id), every_department(session, workspace_id), t)


def stage_page(session: Session, workspace_id: int, by: str, key: str, *, now: datetime) -> View:
    """`key`: "" for a new one."""
    t = _editor(session, workspace_id, by, now=now)
    stage = _find_stage(session, workspace_id, key) if key else None
    return stage_form(stage, stages(session, workspace_id), departments(session, workspace_id), t)


def save_stage(session: Session, workspace_id: int, by: str, wish: StageWish, *, now: datetime) -> None:
    """Add one, change one or move it. Raises UserError at the field that is wrong."""
    _editor(session, workspace_id, by, now=now)
    journey, everything = stages(session, workspace_id), every_stage(session, workspace_id)
    known = _find_stage(session, workspace_id, wish.key) if wish.key else None
    check_name(wish.name, [one for one in everything if one is not known])
    if wish.department not in {one.key for one in departments(session, workspace_id)}:
        raise UserError(NO_DEPARTMENT, block_id=BlockId.DEPARTMENT)
    if wish.is_archived and known and [one.key for one in journey] == [known.key]:
        raise UserError(LAST, block_id=BlockId.ARCHIVED)
    stage = known or _new_stage(workspace_id, wish.name, everything)
    stage.name, stage.department = kept_name(stage, wish.name), wish.department
    stage.is_archived = wish.is_archived
    session.add(stage)
    others = [one for one in journey if one.key != stage.key]
    _put_in_order(session, journey if len(others) < len(journey) else [*journey, stage], stage, wish.after)


def _put_in_order(session: Session, journey: Sequence[Stage], moved: Stage, after: str) -> None:
    for position, stage in enumerate(in_order(journey, moved, after)):
        stage.position = position
        session.add(stage)
    session.flush()


def _check_may_go(session: Session, department: Department, active: Sequence[Department], t: Texts) -> None:
    """Raises UserError for one that a stage points at, and for the last one."""
    for stage in stages(session, department.workspace_id):
        if stage.department == department.key:
            raise UserError(STILL_OWNS, block_id=BlockId.ARCHIVED, stage=stage_name(stage, t))
    if len(active) == 1:
        raise UserError(LAST, block_id=BlockId.ARCHIVED)


def _new_department(workspace_id: int, name: str, everybody: Sequence[Department]) -> Department:
    key = _new_key(name, [one.key for one in everybody])
    return Department(workspace_id=workspace_id, key=key, position=len(everybody), kind=DepartmentKind.ENABLING)


def _new_stage(workspace_id: int, name: str, everything: Sequence[Stage]) -> Stage:
    key = _new_key(name, [one.key for one in everything])
    return Stage(workspace_id=workspace_id, key=key, department="", position=len(everything))


def _new_key(name: str, taken: Sequence[str]) -> str:
    if len(taken) >= MOST:
        raise UserError(TOO_MANY, block_id=BlockId.NAME, most=MOST)
    return key_for(name, frozenset(taken))


def _find_stage(session: Session, workspace_id: int, key: str) -> Stage:
    stage = session.exec(select(Stage).where(Stage.workspace_id == workspace_id, Stage.key == key)).first()
    if stage is None:
        raise UserError(NO_STAGE)
    return stage


def _editor(session: Session, workspace_id: int, by: str, *, now: datetime) -> Texts:
    """The texts of whoever edits. Raises UserError for whoever may not."""
    require(session, workspace_id, by, Act.EDIT_ROSTER, on=today_in(session, workspace_id, now))
    return texts_in(reader_of(session, workspace_id, by).language)
