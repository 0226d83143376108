"""found at once: what was handed over lately, what was joined to a pain, what is due in a department and anywhere"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ACCEPTED = sa.text("state = 'accepted'")
OPEN = sa.text("status = 'open'")
JOINED = sa.text("merged_into IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_handoff_accepted",
        "handoff",
        ["workspace_id", "answered_at"],
        sqlite_where=ACCEPTED,
        postgresql_where=ACCEPTED,
    )
    op.create_index("ix_pain_joined", "pain", ["merged_into"], sqlite_where=JOINED, postgresql_where=JOINED)
    op.drop_index("ix_pain_department", "pain")
    due = ["workspace_id", "owner_department", "next_on"]
    op.create_index("ix_pain_department", "pain", due, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_pain_due", "pain", ["workspace_id", "next_on"], sqlite_where=OPEN, postgresql_where=OPEN)
