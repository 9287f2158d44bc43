"""What `status` and `parked` tell the operator: references, counts and dates, never content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.core.context import Context
from bot.core.due.destruction import moment
from bot.core.due.tick import next_due_at
from bot.core.errors import TrajectbotError
from bot.core.traject import reference
from bot.core.traject.stages import Stage
from bot.core.traject.value import Group, Traject
from bot.shell.ledger import expiry, inbound, questions, trajects
from bot.shell.ledger.book import Book
from bot.shell.ledger.ledger import Ledger, look, none_yet, open_ledger
from bot.shell.ledger.opening.survey import survey
from bot.shell.settings.frozen import Settings


def overview(settings: Settings, ref: str | None, now: datetime, *, as_json: bool) -> Iterator[str]:
    """One line a traject; a destroyed one keeps its reference, name and stage."""
    wanted = reference.normalised(ref) if ref else None
    if ref and wanted is None:
        raise TrajectbotError(f"{ref} is not a reference.", "It looks like T-7KQFK.")
    ledger = look(settings)
    rows = state(ledger, now, wanted) if ledger else []
    if ledger:
        ledger.close()
    if wanted and not rows:
        raise TrajectbotError(f"There is no traject {wanted}.", "`trajectbot status` lists them.")
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) if as_json else _in_words(row)
    if not rows and not as_json:
        yield "No trajects yet." if ledger else f"No trajects yet. {none_yet(settings)}"


def state(ledger: Ledger, now: datetime, wanted: str | None = None) -> list[dict[str, Any]]:
    """Every traject, or the wanted one, as `status --json` tells it, oldest first."""
    with ledger.book() as book:
        return _all(book, ledger.context(now), wanted)


def _all(book: Book, ctx: Context, wanted: str | None) -> list[dict[str, Any]]:
    """What is kept of the destroyed ones and of questions is looked up for all at once."""
    kept, numbers, found = expiry.kept(book), questions.open_numbers(book), []
    for ref, stage, rush in trajects.everyone(book):
        if wanted is None or ref == wanted:
            traject = None if stage == Stage.DESTROYED else book.traject(ref)
            told = _row(traject, numbers.get(ref, []), ctx) if traject else None
            found.append(told or _destroyed(expiry.name(book, ref, kept), ref, stage, rush))
    return found


def _destroyed(name: str, ref: str, stage: str, rush: bool) -> dict[str, Any]:
    nothing: dict[str, Any] = {"groups": [], "documents": [], "decisions": [], "next_due": ""}
    return {"ref": ref, "specialist": name, "stage": stage, "rush": rush, **nothing, "destruction_at": ""}


def _row(traject: Traject, decisions: list[int], ctx: Context) -> dict[str, Any]:
    due = None if traject.stage is Stage.DESTROYING else next_due_at(traject, ctx)
    return {
        "ref": traject.ref,
        "specialist": traject.specialist.name,
        "stage": str(traject.stage),
        "rush": traject.rush,
        "groups": [_group(traject, g) for g in traject.groups],
        "documents": sorted(traject.documents()),
        "decisions": decisions,
        "next_due": ctx.calendar.local(due).isoformat() if due else "",
        "destruction_at": moment(traject, ctx),
    }


def _group(traject: Traject, group: Group) -> dict[str, Any]:
    """Counts only: `invited` is how many are listed now with an address that can be used."""
    listed = traject.of_group(group.key)
    people = {r.id for r in listed}
    return {
        "key": group.key,
        "invited": sum(1 for r in listed if r.address),
        "received": traject.returned(group),
        "declined": len((people & traject.declined()) - traject.answered()),
        "undeliverable": len(people & traject.undeliverable()),
        "minimum": group.return_minimum,
        "complete": traject.complete(group),
    }


def _in_words(row: dict[str, Any]) -> str:
    groups = ", ".join(f"{g['key']} {g['received']}/{g['minimum']} of {g['invited']}" for g in row["groups"])
    extras = [groups] if groups else []
    if row["decisions"]:
        extras.append("decisions: " + ", ".join(map(str, row["decisions"])))
    if row["next_due"]:
        extras.append(f"next: {row['next_due'][:16].replace('T', ' ')}")
    return f"{row['ref']}  {row['specialist']}  {row['stage']}  " + "; ".join(extras)


def parked_lines(settings: Settings) -> Iterator[str]:
    """Number, when it came, why."""
    ledger, rows = look(settings), []
    if ledger:
        with ledger.book() as book:
            rows = list(inbound.parked(book))
        ledger.close()
    if not rows:
        yield "Nothing is parked." if ledger else f"Nothing is parked. {none_yet(settings)}"
    for number, received, problem in rows:
        yield f"{number:>6}  {received:%Y-%m-%d %H:%M}  {problem}"


def retry(settings: Settings, number: int) -> bool:
    """Unparks one mail."""
    if not survey(settings.stores).ledger:
        raise none_yet(settings)
    ledger = open_ledger(settings)
    with ledger.book() as book:
        done = inbound.unpark(book, number)
    ledger.close()
    return done
