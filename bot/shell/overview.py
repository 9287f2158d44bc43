"""What `status` and `parked` tell the operator: references, counts and dates, never content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.core import reference
from bot.core.due import next_due_at
from bot.core.errors import TrajectbotError
from bot.core.progress import missing_documents
from bot.core.stages import Stage
from bot.core.traject import Traject
from bot.shell import rows_inbound, tables
from bot.shell.book import Book
from bot.shell.ledger import Ledger, open_ledger
from bot.shell.settings import Settings


def overview(settings: Settings, ref: str | None, now: datetime, *, as_json: bool) -> Iterator[str]:
    """One line a traject; destroyed ones are listed by their reference."""
    ledger = open_ledger(settings)
    wanted = reference.normalised(ref) if ref else None
    if ref and wanted is None:
        raise TrajectbotError(f"{ref} is not a reference.", "It looks like T-7KQFK.")
    with ledger.book() as book:
        rows = [r for r in _all(ledger, book, now) if wanted is None or r["traject"] == wanted]
    if wanted and not rows:
        raise TrajectbotError(f"There is no traject {wanted}.", "`trajectbot status` lists them.")
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) if as_json else _in_words(row)
    if not rows and not as_json:
        yield "No trajects yet."


def _all(ledger: Ledger, book: Book, now: datetime) -> list[dict[str, Any]]:
    t = tables.traject.c
    refs = book.connection.execute(select(t.ref, t.stage, t.destroyed_at).order_by(t.opened_at, t.ref)).all()
    found = []
    for ref, stage, destroyed_at in refs:
        traject = book.traject(ref)
        if traject is not None:
            found.append(_row(ledger, book, traject, now))
        else:
            at = destroyed_at.isoformat() if destroyed_at else None
            found.append({"traject": ref, "stage": stage, "destroyed_at": at, "groups": []})
    return found


def _row(ledger: Ledger, book: Book, traject: Traject, now: datetime) -> dict[str, Any]:
    ctx = ledger.context(now)
    due = None if traject.stage is Stage.DESTROYING else next_due_at(traject, ctx)
    return {
        "traject": traject.ref,
        "stage": str(traject.stage),
        "type": traject.type,
        "language": traject.language,
        "rush": traject.rush,
        "opened_at": traject.opened_at.isoformat(),
        "approved": traject.approved,
        "groups": [
            {
                "key": g.key,
                "label": g.label(ledger.settings.practice.language),
                "listed": len(traject.of_group(g.key)),
                "returned": traject.returned(g),
                "invite_minimum": g.invite_minimum,
                "return_minimum": g.return_minimum,
                "complete": traject.complete(g),
            }
            for g in traject.groups
        ],
        "documents": sorted(traject.documents()),
        "missing": list(missing_documents(traject, ctx)),
        "questions": [q.number for q in book.questions(traject.ref)],
        "held_on": traject.held_on.isoformat() if traject.held_on else None,
        "next_due_at": due.isoformat() if due else None,
    }


def _in_words(row: dict[str, Any]) -> str:
    groups = ", ".join(f"{g['key']} {g['returned']}/{g['return_minimum']} of {g['listed']}" for g in row["groups"])
    extras = [groups] if groups else []
    if row.get("missing"):
        extras.append("awaited: " + ", ".join(row["missing"]))
    if row.get("next_due_at"):
        extras.append(f"next: {row['next_due_at'][:16].replace('T', ' ')}")
    return f"{row['traject']}  {row['stage']:<12}  " + "; ".join(extras)


def parked_lines(settings: Settings) -> Iterator[str]:
    """Number, when it came, why."""
    with open_ledger(settings).book() as book:
        rows = rows_inbound.parked(book)
    if not rows:
        yield "Nothing is parked."
    for number, received, problem in rows:
        yield f"{number:>6}  {received:%Y-%m-%d %H:%M}  {problem}"


def retry(settings: Settings, number: int) -> bool:
    """Unparks one mail."""
    with open_ledger(settings).book() as book:
        return rows_inbound.unpark(book, number)
