"""Remember by a keyed hash who said it, so that a repetition is one of somebody's last word."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("inbound") as batch_op:
        batch_op.add_column(sa.Column("sender_h", sa.String(64), nullable=False, server_default=""))
        batch_op.create_index("ix_inbound_sender_h", ["sender_h"])


def downgrade() -> None:
    with op.batch_alter_table("inbound") as batch_op:
        batch_op.drop_index("ix_inbound_sender_h")
        batch_op.drop_column("sender_h")
