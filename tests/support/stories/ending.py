"""What an outsider and the ledger see of a practice, so that two runs of the same story can be compared."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import select
from support.stories.practice import Practice, head_of, kind_of

from bot.shell.ledger import tables
from bot.shell.ledger.book import Book
from bot.shell.ledger.ledger import open_ledger


def ending(p: Practice) -> dict[str, Any]:
    """Stages, counts, outcomes, questions, outbox, jobs, events, folders and mails; random names replaced."""
    ledger = open_ledger(p.settings)
    try:
        with ledger.book() as book:
            refs = book.connection.scalars(select(tables.traject.c.ref).order_by(tables.traject.c.opened_at)).all()
            names = {ref: f"T{number}" for number, ref in enumerate(refs, 1)}
            seen = _ledger(book, names)
    finally:
        ledger.close()
    return seen | {"folders": _folders(p, names), "mails": _mails(p, names)}


def _plain(text: str, names: dict[str, str]) -> str:
    for ref, name in names.items():
        text = text.replace(ref, name)
    return text


def _ledger(book: Book, names: dict[str, str]) -> dict[str, Any]:
    execute = book.connection.execute

    def rows(table: Any, *columns: str) -> Counter[Any]:
        wanted = execute(select(*(table.c[c] for c in columns)))
        return Counter(tuple(_plain(str(value), names) for value in row) for row in wanted)

    trajects = {}
    for ref, name in names.items():
        traject = book.traject(ref)
        people = {r.id: r.name for r in traject.respondents} if traject else {}
        valid = (
            sorted((str(v.outcome), people.get(v.respondent, ""), v.detail) for v in traject.valid) if traject else []
        )
        counts = {g.key: traject.returned(g) for g in traject.groups} if traject else {}
        sent = sorted((s.kind, people.get(s.respondent, ""), s.step) for s in traject.sent) if traject else []
        trajects[name] = (sorted(people.values()), valid, counts, sent, book.keys.get(ref) is not None)
    seen = {"trajects": trajects, "stages": rows(tables.traject, "ref", "stage", "next_due_at")}
    seen["inbound"] = rows(tables.inbound, "state", "place", "word_ref")
    seen["dispositions"] = _counted_anew(rows(tables.disposition, "inbound", "ref", "outcome"))
    seen["questions"] = rows(tables.question, "number", "kind", "ref", "closed_at")
    kept = {name for ref, name in names.items() if book.keys.get(ref) is not None} | {""}
    seen["outbox"] = _closed(rows(tables.outbox, "kind", "ref", "role", "recipient_h", "step", "state"), kept)
    seen["jobs"] = Counter((k, r, d != "None") for (k, r, d), n in rows(tables.job, "kind", "ref", "done_at").items())
    seen["events"] = rows(tables.event, "ref", "code")
    seen["used"] = rows(tables.confirmation, "ref", "used_at")
    seen["digests"] = rows(tables.digest, "nominal", "mailed")
    return seen


def _folders(p: Practice, names: dict[str, str]) -> dict[str, list[str]]:
    found = {}
    for folder in p.account.folders():
        mails = (head_of(raw) for _, raw in p.account.mails(folder))
        found[_plain(folder, names)] = sorted(
            f"{m['X-Trajectbot']} {m['To']}" if m["X-Trajectbot"] else str(m["Message-ID"]) for m in mails
        )
    return found


def _mails(p: Practice, names: dict[str, str]) -> Counter[tuple[str, str]]:
    """Distinct mails by kind and recipient: a repeat of the same Message-ID is the same mail."""
    distinct = {head_of(r.raw)["Message-ID"]: (kind_of(r), r.recipient) for r in p.sent()}
    return Counter(distinct.values())


def _counted_anew(rows: Counter[Any]) -> Counter[Any]:
    """The first column as a place in its order: what was taken back leaves a gap in the numbers of some databases."""
    numbers = {n: place for place, n in enumerate(sorted({int(row[0]) for row in rows if int(row[0]) > 0}), 1)}
    return Counter({(numbers.get(int(row[0]), row[0]), *row[1:]): n for row, n in rows.items()})


def _closed(rows: Counter[Any], kept: set[str]) -> Counter[Any]:
    """What was sent and could not be filed any more because its traject is destroyed is as good as filed."""
    found = Counter[Any]()
    for row, n in rows.items():
        found[row if row[1] in kept else (*row[:-1], row[-1].replace("cancelled", "filed"))] += n
    return found


def different(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What differs, for a message that can be read."""
    return {key: (one[key], other[key]) for key in one if one[key] != other[key]}
