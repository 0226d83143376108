"""Departments and stages of a workspace: the default ones on first use, then whatever the company makes of them."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.departments.models import Department, Stage
from bot.departments.rules import DEPARTMENTS, STAGE_DEPARTMENTS
from bot.errors import UserError
from bot.i18n import N_

# Built once: putting them together takes longer than running them.
_DEPARTMENTS = (
    select(Department)
    .where(col(Department.workspace_id) == sa.bindparam("workspace_id"))
    .order_by(col(Department.is_archived), col(Department.position), col(Department.id))
)
_STAGE = select(Stage).where(
    col(Stage.workspace_id) == sa.bindparam("workspace_id"), col(Stage.key) == sa.bindparam("key")
)


def found(session: Session, workspace_id: int) -> None:
    """Give a new workspace the default company. Safe to repeat."""
    if session.exec(select(Department.id).where(Department.workspace_id == workspace_id)).first():
        return
    for position, (key, default) in enumerate(DEPARTMENTS.items()):
        session.add(Department(workspace_id=workspace_id, key=key, kind=default.kind, position=position))
    for position, (key, department) in enumerate(STAGE_DEPARTMENTS.items()):
        session.add(Stage(workspace_id=workspace_id, key=key, department=department, position=position))
    session.flush()


def departments(session: Session, workspace_id: int) -> list[Department]:
    """In the company's order, without the archived ones."""
    return [one for one in every_department(session, workspace_id) if not one.is_archived]


def every_department(session: Session, workspace_id: int) -> list[Department]:
    """Archived ones last."""
    return list(session.exec(_DEPARTMENTS, params={"workspace_id": workspace_id}).all())


def stages(session: Session, workspace_id: int) -> list[Stage]:
    """In the order of the journey, without the archived ones."""
    return [one for one in every_stage(session, workspace_id) if not one.is_archived]


def every_stage(session: Session, workspace_id: int) -> list[Stage]:
    """Archived ones last."""
    wanted = select(Stage).where(Stage.workspace_id == workspace_id)
    return list(session.exec(wanted.order_by(col(Stage.is_archived), col(Stage.position), col(Stage.id))).all())


def stage_shown(session: Session, workspace_id: int, key: str) -> Stage | str:
    """What its name is made of: its row, archived or not, or the key where there is none."""
    if not key:
        return ""
    return session.exec(_STAGE, params={"workspace_id": workspace_id, "key": key}).first() or key


def department_of_stage(session: Session, workspace_id: int, stage_key: str) -> str:
    """The key of the department new pains of a stage are proposed to; "" where nobody said."""
    stage = session.exec(_STAGE, params={"workspace_id": workspace_id, "key": stage_key}).first()
    return stage.department if stage else ""


def find_department(session: Session, workspace_id: int, key: str) -> Department:
    """Raises UserError for one that is not there."""
    wanted = select(Department).where(Department.workspace_id == workspace_id, Department.key == key)
    department = session.exec(wanted).first()
    if department is None:
        raise UserError(N_("There is no department “{name}”."), name=key)
    return department
