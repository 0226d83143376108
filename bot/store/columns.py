"""What every table shares: names for its constraints, and enums kept as text.

Every `models.py` imports from here, so that the naming convention is set before its first table exists: a table made
earlier would keep nameless constraints, which no migration could ever drop.
"""

from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def as_text(kind: type[StrEnum], *, name: str) -> sa.Enum:
    """A column type, `Field(sa_type=as_text(Status, name="status"))`: the value as text, held to the enum by a CHECK.

    SQLAlchemy's own choice would be the member's name, and a TYPE on PostgreSQL that is hard to change.
    """
    return sa.Enum(kind, name=name, native_enum=False, create_constraint=True, length=24, values_callable=_values)


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]
