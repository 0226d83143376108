"""Departments and journey stages of one workspace."""

from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text


class DepartmentKind(StrEnum):
    GO_TO_MARKET = "go_to_market"
    ENABLING = "enabling"


class Department(SQLModel, table=True):
    __table_args__ = (sa.UniqueConstraint("workspace_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    key: str = Field(max_length=32)  # never changes: "customer_service"
    name: str = Field(default="", max_length=100)  # "" = the default name of the key, in the reader's language
    kind: DepartmentKind = Field(sa_type=as_text(DepartmentKind, name="kind"))
    country: str = Field(default="", max_length=16)  # whose holidays it keeps: "VN", "DE-BE"; "" = none
    position: int = 0
    is_archived: bool = False


class Stage(SQLModel, table=True):
    __table_args__ = (sa.UniqueConstraint("workspace_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    key: str = Field(max_length=32)  # as in `Pain.stage`
    name: str = Field(default="", max_length=100)  # "" = the default name of the key
    department: str = Field(max_length=32)  # the key of the department new pains of this stage are proposed to
    position: int = 0
    is_archived: bool = False
