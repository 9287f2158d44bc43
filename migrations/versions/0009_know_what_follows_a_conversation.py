"""Know what a statement and the years after a conversation need."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("employed", "no_followups"):
        op.add_column("traject", sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("traject", sa.Column("told", sa.String, nullable=False, server_default=""))
    op.add_column("traject", sa.Column("registered_until", sa.Date))
    op.add_column("traject", sa.Column("big_c", sa.LargeBinary))


def downgrade() -> None:
    for name in ("employed", "no_followups", "told", "registered_until", "big_c"):
        op.drop_column("traject", name)
