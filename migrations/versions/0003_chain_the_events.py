"""Chain the events: each bears the hash of the former one and of its own fields."""

import json
from datetime import UTC
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as batch_op:
        batch_op.add_column(sa.Column("hash", sa.String(64), nullable=False, server_default=""))
    moment = sa.column("at", sa.DateTime(timezone=True))
    event = sa.table("event", sa.column("id"), moment, *map(sa.column, ("ref", "code", "detail", "hash")))
    connection, last = op.get_bind(), ""
    for row in connection.execute(sa.select(event).order_by(event.c.id)).all():
        at = row.at.astimezone(UTC) if row.at.tzinfo else row.at.replace(tzinfo=UTC)
        fields = [last, at.isoformat(timespec="microseconds"), row.ref, row.code, row.detail]
        last = sha256(json.dumps(fields).encode()).hexdigest()
        connection.execute(sa.update(event).where(event.c.id == row.id).values(hash=last))


def downgrade() -> None:
    with op.batch_alter_table("event") as batch_op:
        batch_op.drop_column("hash")
