"""Trajects as they were last read or written: while mails are gathered in one commit each is read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.dml import UpdateBase

from bot.core.traject.value import Traject
from bot.core.views import RespondentReminder
from bot.shell.ledger import tables

_MAKE_A_TRAJECT = frozenset({tables.traject, tables.contact, tables.respondent, tables.disposition, tables.outbox})
"""A traject is read from these."""


@dataclass(slots=True)
class Kept:
    """Nothing unless it is `on`, which it is no longer than one program holds the ledger and no key is destroyed.

    Whatever writes to the tables that a traject is read from, what was kept of that traject is dropped; of all, where
    the statement does not say of which, and where a respondent was reminded, whom others may remind too.
    """

    on: bool = False
    _trajects: dict[str, Traject] = field(default_factory=dict)

    def get(self, ref: str) -> Traject | None:
        """As it stands in the ledger now; None when it must be read."""
        return self._trajects.get(ref)

    def put(self, traject: Traject) -> None:
        """So it stands in the ledger."""
        if self.on:
            self._trajects[traject.ref] = traject

    def clear(self) -> None:
        """Each is read anew."""
        self._trajects.clear()

    @contextmanager
    def during(self) -> Iterator[None]:
        """Until then each is kept; afterwards what was so before."""
        before, self.on = self.on, True
        try:
            yield
        finally:
            self.on = before
            self.clear()

    def watch(self, engine: Engine) -> None:
        """From now on what is written over this engine is noticed."""
        event.listen(engine, "before_execute", self._notice)

    def _notice(
        self,
        connection: Connection,
        statement: Executable,
        several: list[dict[str, Any]],
        values: Mapping[str, Any],
        options: Mapping[str, Any],
    ) -> None:
        if not self._trajects or not isinstance(statement, UpdateBase) or statement.table not in _MAKE_A_TRAJECT:
            return
        ref = values.get("ref") or (values.get("this") if statement.table is tables.traject else None)
        if isinstance(ref, str) and values.get("kind") != RespondentReminder.KIND:
            self._trajects.pop(ref, None)
        else:
            self.clear()
