"""Keep keyed hashes of the addresses of destroyed trajects apart, so that they expire."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BURIED = (
    "INSERT INTO tombstone (ref, address_h, role, buried_at) "
    "SELECT contact.ref, contact.address_h, max(contact.role), max(traject.destroyed_at) "  # "specialist" is the later
    "FROM contact JOIN traject ON traject.ref = contact.ref WHERE traject.stage = 'destroyed' "
    "AND traject.destroyed_at IS NOT NULL GROUP BY contact.ref, contact.address_h"
)
_LEFT = "DELETE FROM contact WHERE ref IN (SELECT ref FROM traject WHERE stage = 'destroyed')"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "tombstone",
        sa.Column("ref", sa.String(7), primary_key=True),
        sa.Column("address_h", sa.String(64), primary_key=True),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("buried_at", instant, nullable=False),
    )
    op.create_index("ix_tombstone_address_h", "tombstone", ["address_h"])
    op.execute(_BURIED)
    op.execute(_LEFT)


def downgrade() -> None:
    op.drop_table("tombstone")
