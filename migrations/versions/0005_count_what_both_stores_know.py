"""Begin the count that ledger and key store both keep, so that an old copy of one of them is noticed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_META = sa.table("meta", sa.column("name"), sa.column("value"))
_MARK = "mark"


def upgrade() -> None:
    op.execute(sa.insert(_META).values(name=_MARK, value="0"))


def downgrade() -> None:
    op.execute(sa.delete(_META).where(_META.c.name == _MARK))
