"""Departments and stages of a workspace: the default ones on first use, then whatever the company makes of them."""

from sqlmodel import Session, col, select

from bot.departments.models import Department, Stage
from bot.departments.rules import DEPARTMENTS, STAGE_DEPARTMENTS
from bot.errors import UserError
from bot.i18n import N_


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
    wanted = select(Department).where(Department.workspace_id == workspace_id)
    order = (col(Department.is_archived), col(Department.position), col(Department.id))
    return list(session.exec(wanted.order_by(*order)).all())


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
    return session.exec(select(Stage).where(Stage.workspace_id == workspace_id, Stage.key == key)).first() or key


def department_of_stage(session: Session, workspace_id: int, stage_key: str) -> str:
    """The key of the department new pains of a stage are proposed to; "" where nobody said."""
    wanted = select(Stage.department).where(Stage.workspace_id == workspace_id, Stage.key == stage_key)
    return session.exec(wanted).first() or ""


def find_department(session: Session, workspace_id: int, key: str) -> Department:
    """Raises UserError for one that is not there."""
    wanted = select(Department).where(Department.workspace_id == workspace_id, Department.key == key)
    department = session.exec(wanted).first()
    if department is None:
        raise UserError(N_("There is no department “{name}”."), name=key)
    return department
