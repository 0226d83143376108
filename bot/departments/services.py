"""Departments and stages of a workspace: the default ones on first use, then whatever the company makes of them."""

from sqlmodel import Session, col, select

from bot.departments.models import Department, DepartmentKind, Stage
from bot.departments.rules import DEPARTMENTS, STAGE_DEPARTMENTS, key_for
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
    wanted = select(Department).where(Department.workspace_id == workspace_id, col(Department.is_archived).is_(False))
    return list(session.exec(wanted.order_by(col(Department.position), col(Department.id))).all())


def stages(session: Session, workspace_id: int) -> list[Stage]:
    """In the order of the journey, without the archived ones."""
    wanted = select(Stage).where(Stage.workspace_id == workspace_id, col(Stage.is_archived).is_(False))
    return list(session.exec(wanted.order_by(col(Stage.position), col(Stage.id))).all())


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


def add_department(session: Session, workspace_id: int, name: str, kind: DepartmentKind) -> Department:
    """Raises UserError without a name."""
    if not name.strip():
        raise UserError(N_("Give the department a name."))
    everybody = session.exec(select(Department).where(Department.workspace_id == workspace_id)).all()
    key = key_for(name, frozenset(one.key for one in everybody))
    department = Department(
        workspace_id=workspace_id, key=key, name=name.strip()[:100], kind=kind, position=len(everybody)
    )
    session.add(department)
    session.flush()
    return department


def archive_department(session: Session, workspace_id: int, key: str) -> None:
    """Its past stays; nothing new is proposed to it. Raises UserError for one that is not there."""
    department = find_department(session, workspace_id, key)
    department.is_archived = True
    session.add(department)
