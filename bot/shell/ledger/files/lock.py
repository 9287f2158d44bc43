"""One process at a time: a second one on the same ledger waits a little, then says that another one is at work."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sqlalchemy import make_url

from bot.core.errors import OperatorError
from bot.shell.settings.frozen import Settings

PATIENCE_SECONDS = 10.0
_LOOK_AGAIN_SECONDS = 0.1


@contextmanager
def only_one(settings: Settings, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Holds the lock file beside an SQLite ledger; the system lets go of it when the process ends, however it ends.

    Raises OperatorError when another process holds it all that time. A ledger elsewhere is not locked here.
    """
    url = make_url(settings.stores.database_url)
    if not url.drivername.startswith("sqlite") or not url.database:
        yield
        return
    file = Path(f"{url.database}.lock")
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="ascii") as handle:
        _take(handle, time.monotonic() + patience)
        yield


def _take(handle: TextIO, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                problem = "Another trajectbot is at work on this ledger."
                raise OperatorError(problem, "Stop it, or wait until it is done.") from error
            time.sleep(_LOOK_AGAIN_SECONDS)
        else:
            return
