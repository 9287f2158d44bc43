"""The ledger looked at and left as it is: nothing is made, brought up to date or written."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.core.errors import ConfigurationError
from bot.shell.keys.store import HMAC, PRACTICE, open_keys
from bot.shell.ledger.ledger import Ledger
from bot.shell.settings.frozen import Settings


def look(settings: Settings) -> Ledger | None:
    """The ledger with its keys; None before the first day. ConfigurationError when they do not belong together."""
    stores = settings.stores
    try:
        engine = _engine(stores.database_url)
        if engine is None or not inspect(engine).has_table("traject"):
            return None
        keys = _engine(stores.keystore_url)
        if keys is None or not {PRACTICE, HMAC} <= _names(keys):
            raise ConfigurationError("The key store is missing, but there is a ledger.", "Restore the key store.")
        return Ledger(settings, engine, open_keys(stores.keystore_url, stores.master_key_file, ledger_exists=True))
    except SQLAlchemyError as error:
        problem = f"The ledger cannot be looked at ({type(error).__name__})."
        raise ConfigurationError(problem, "Check [database] url, and who may read it.") from error


def _names(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.scalars(select(text("name")).select_from(text("key"))))


def _engine(url: str) -> Engine | None:
    """An engine that cannot write; None when there is no such file."""
    parsed = make_url(url)
    if not parsed.drivername.startswith("sqlite"):
        return create_engine(parsed, hide_parameters=True, execution_options={"postgresql_readonly": True})
    if not parsed.database or not Path(parsed.database).is_file():
        return None
    file = Path(parsed.database).absolute().as_uri()
    engine = create_engine(f"sqlite:///{file}?mode=rw&uri=true", hide_parameters=True, poolclass=NullPool)
    event.listen(engine, "begin", _only_looks)
    return engine


def _only_looks(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA query_only=ON")
    connection.exec_driver_sql("BEGIN")
