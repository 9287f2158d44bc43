"""How the ledger finds what it is asked for: the statements of two rounds over many trajects, as SQLite would run them.

A statement that reads a whole table that grows with the years is named, with how often it ran.
"""

from __future__ import annotations

import logging
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import structlog
from many import NOW, office
from measuring import ratio, size

# isort: split
from sqlalchemy import event

from bot.app import App
from bot.shell.operator.status import overview

GROWS = ("inbound", "location", "disposition", "outbox", "event", "traject", "contact", "respondent", "question")
_SCAN = re.compile(r"^SCAN (\w+)(?! USING (?:COVERING )?INDEX)")


def scans(connection: Any, statement: str, parameters: Any) -> list[str]:
    """The tables that it reads from end to end."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
    found = (_SCAN.match(row[-1]) for row in plan)
    return [table[1] for table in found if table and table[1] in GROWS]


def main() -> None:
    count = size(2000, "how many trajects")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    ran: Counter[str] = Counter()
    whole: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder, office(Path(folder), count) as workshop:

        def seen(_: Any, cursor: Any, statement: str, parameters: Any, *more: Any) -> None:
            ran[statement] += 1
            if (
                ran[statement] == 1
                and statement.startswith("SELECT")
                and (found := scans(cursor, statement, parameters))
            ):
                whole[statement] = found

        event.listen(workshop.ledger.engine, "before_cursor_execute", seen)
        app = App(workshop)
        for _ in range(2):
            app.tick(NOW.replace(hour=9))
        list(overview(workshop.settings, None, NOW, as_json=True))
    for statement, tables in sorted(whole.items(), key=lambda one: -ran[one[0]]):
        print(f"{ran[statement]:6} x all of {', '.join(tables)}: {' '.join(statement.split())[:160]}")
    ratio("statements", sum(ran.values()), "run")
    ratio("different ones", len(ran), "statements")
    ratio("of these read a whole table", len(whole), "statements")


if __name__ == "__main__":
    main()
