"""Remember by keyed hashes what a mail said and which files it brought, so that a machine is answered once."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ADDED = ("said_h", "files_h")


def upgrade() -> None:
    with op.batch_alter_table("inbound") as batch_op:
        for name in _ADDED:
            batch_op.add_column(sa.Column(name, sa.String(64), nullable=False, server_default=""))
            batch_op.create_index(f"ix_inbound_{name}", [name])


def downgrade() -> None:
    with op.batch_alter_table("inbound") as batch_op:
        for name in _ADDED:
            batch_op.drop_index(f"ix_inbound_{name}")
            batch_op.drop_column(name)
