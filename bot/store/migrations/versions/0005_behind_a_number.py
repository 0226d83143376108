"""behind a number: what was done to pains in a month, found by what it was and when; the days of reviews"""

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_history_what", "history", ["workspace_id", "what", "at"])
    # SQLite adds a column by writing it behind the others in the text of the table: made anew, it reads as a fresh one.
    recreate: Literal["always", "auto"] = "always" if op.get_bind().dialect.name == "sqlite" else "auto"
    with op.batch_alter_table("workspace", schema=None, recreate=recreate) as batch_op:
        batch_op.add_column(sa.Column("review_on", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("qbr_on", sa.Integer(), nullable=True))
