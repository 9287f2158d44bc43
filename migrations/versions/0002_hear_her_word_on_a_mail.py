"""Hear her word on a mail: whether it counts, who is listed by it, and several people's answers in one mail."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ADDED = (
    ("inbound", "word_counts", sa.Boolean(), sa.false()),
    ("respondent", "by_her", sa.Boolean(), sa.false()),
    ("disposition", "part", sa.Integer(), sa.text("0")),
)


def upgrade() -> None:
    for table, name, kind, default in _ADDED:
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=default))


def downgrade() -> None:
    for table, name, _, _ in _ADDED:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(name)
