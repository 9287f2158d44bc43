"""Remember which moments were offered for a conversation, and the appointment that stands."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("traject", sa.Column("planning", sa.String))


def downgrade() -> None:
    op.drop_column("traject", "planning")
