"""Remember when a destruction was confirmed and when it will be carried out."""

import sqlalchemy as sa
from alembic import op

from bot.shell.ledger.files.columns import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("destroy_at", "destroy_confirmed_at"):
        op.add_column("traject", sa.Column(name, Instant))


def downgrade() -> None:
    for name in ("destroy_at", "destroy_confirmed_at"):
        op.drop_column("traject", name)
