"""Alembic's entry: bot.shell.ledger.files.database connects, or `-x url=…` when a migration is written."""

from alembic import context
from sqlalchemy import create_engine

from bot.shell.ledger.tables import metadata


def run(connection: object) -> None:
    """Runs the migrations on this connection."""
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(context.get_x_argument(as_dictionary=True)["url"]).connect() as opened:
        run(opened)
