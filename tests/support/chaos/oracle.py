"""What must hold once a fault is over: the end of the undisturbed run, and what is true of every run (G1, G2)."""

from __future__ import annotations

import email
import re
from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import select
from support.stories.practice import Practice, kind_of, parsed

from bot.core import filing
from bot.shell.ledger import events, tables
from bot.shell.ledger.book import Book
from bot.shell.ledger.gone.tombstones import any_closed
from bot.shell.ledger.ledger import open_ledger

_TITLE = re.compile(r"(?<=\bT\d) [^/.]*")
TELLS = "technical"
"""Of a fault she may hear: such mails, and the facts `problem.…`, are left out of what is compared."""


def outcome(p: Practice) -> dict[str, Any]:
    """What came of a practice, whenever it came: trajects, outcomes by mail, outbox, jobs, facts, folders, mails."""
    ledger = open_ledger(p.settings)
    try:
        with ledger.book() as book:
            refs = book.connection.scalars(select(tables.traject.c.ref).order_by(tables.traject.c.opened_at)).all()
            names = {ref: f"T{number}" for number, ref in enumerate(refs, 1)}
            seen = _ledger(book, names)
    finally:
        ledger.close()
    mails = {parsed(r)["Message-ID"]: (kind_of(r), r.recipient) for r in p.sent() if kind_of(r) != TELLS}
    return seen | {"folders": _folders(p, names), "mails": Counter(mails.values())}


def _plain(text: str, names: dict[str, str]) -> str:
    for ref, name in names.items():
        text = text.replace(ref, name)
    return text


def _ledger(book: Book, names: dict[str, str]) -> dict[str, Any]:
    def rows(table: Any, *columns: str) -> list[tuple[str, ...]]:
        found = book.connection.execute(select(*(table.c[c] for c in columns)))
        return [tuple(_plain(str(value), names) for value in row) for row in found]

    trajects = {}
    for ref, name in names.items():
        t = book.traject(ref)
        people = {r.id: r.name for r in t.respondents} if t else {}
        valid = sorted((str(v.outcome), people.get(v.respondent, ""), v.detail) for v in t.valid) if t else []
        counts = {g.key: t.returned(g) for g in t.groups} if t else {}
        sent = sorted((s.kind, people.get(s.respondent, ""), s.step) for s in t.sent) if t else []
        trajects[name] = (
            t.stage if t else "",
            sorted(people.values()),
            valid,
            counts,
            sent,
            book.keys.get(ref) is None,
        )
    content = dict(book.connection.execute(select(tables.inbound.c.id, tables.inbound.c.content_h)).all())
    latest = {(i, ref): outcome for i, ref, outcome in rows(tables.disposition, "inbound", "ref", "outcome")}
    return {
        "trajects": trajects,
        "inbound": Counter(rows(tables.inbound, "content_h", "state", "place", "word_ref")),
        "outcomes": Counter((content.get(int(i), i), ref, outcome) for (i, ref), outcome in latest.items()),
        "questions": Counter((k, r, c != "None") for k, r, c in rows(tables.question, "kind", "ref", "closed_at")),
        "outbox": Counter(r for r in rows(tables.outbox, "kind", "ref", "recipient_h", "step", "state") if r[0] != TELLS),
        "jobs": Counter((k, r, d != "None") for k, r, d in rows(tables.job, "kind", "ref", "done_at")),
        "events": Counter(r for r in rows(tables.event, "ref", "code") if not r[1].startswith("problem.")),
        "used": Counter((r, u != "None") for r, u in rows(tables.confirmation, "ref", "used_at")),
        "digests": Counter(rows(tables.digest, "nominal", "mailed")),
    }  # fmt: skip


def _folders(p: Practice, names: dict[str, str]) -> dict[str, list[str]]:
    found = {}
    for folder in p.account.folders():
        mails = (email.message_from_bytes(raw) for _, raw in p.account.mails(folder))
        name = _TITLE.sub("", _plain(folder, names))  # a name may have been refused
        found[name] = sorted(
            f"{m['X-Trajectbot']} {m['To']}" if m["X-Trajectbot"] else str(m["Message-ID"])
            for m in mails
            if m["X-Trajectbot"] != TELLS
        )
    return found


def broken(p: Practice) -> list[str]:
    """What is wrong by itself, whatever the story: one sentence each."""
    ledger = open_ledger(p.settings)
    try:
        with ledger.book() as book:
            return [*_chain(book), *_places(book, p), *_sent(book, p)]
    finally:
        ledger.close()


def _chain(book: Book) -> list[str]:
    found = events.chain(book)
    return [f"the chain of events breaks at {found.broken}"] if found.broken else []


def _places(book: Book, p: Practice) -> list[str]:
    """Each mail that was handled lies where it belongs, once, and has an outcome."""
    i, l, d = tables.inbound.c, tables.location.c, tables.disposition.c  # noqa: E741 - the tables' letters
    wrong = []
    where = defaultdict(list)
    alive = select(l.inbound, l.folder).where(l.gone_at.is_(None), l.copy.is_(False), l.inbound > 0)
    for inbound, folder in book.connection.execute(alive):
        where[inbound].append(folder)
    judged = set(book.connection.scalars(select(d.inbound)))
    for identifier, state, place in book.connection.execute(select(i.id, i.state, i.place)):
        if identifier not in judged:
            wrong.append(f"mail {identifier} ({state}) has no outcome")
        if len(where[identifier]) > 1 or any(folder != place for folder in where[identifier]):
            wrong.append(
                f"mail {identifier} belongs in {filing.ref_of(place) or place} and lies in {where[identifier]}"
            )
    return wrong


def _sent(book: Book, p: Practice) -> list[str]:
    """Every repeat is the same mail; nothing came that is not on record; what is said to be sent, was sent."""
    o = tables.outbox.c
    wrong = []
    by_id = defaultdict(set)
    for received in p.sent():
        by_id[str(parsed(received)["Message-ID"]).strip("<>")].add((received.recipient, received.raw))
    wrong += [f"{identifier} came in {len(forms)} forms" for identifier, forms in by_id.items() if len(forms) > 1]
    rows = book.connection.execute(select(o.message_id, o.kind, o.state)).all()
    wrong += [
        f"{kind} is said to be {state}" for _, kind, state in rows if state not in ("filed", "cancelled", "failed")
    ]
    there = {str(m["Message-ID"]).strip("<>") for m in _inbox(p)}
    known = {identifier.strip("<>"): (kind, state) for identifier, kind, state in rows}
    wrong += [
        f"{kind} is {state} and never came"
        for identifier, (kind, state) in known.items()
        if state == "filed" and identifier not in by_id and identifier not in there
    ]
    if known:  # a destroyed traject's rows are gone
        gone = {kind_of(r) for r in p.sent() if str(parsed(r)["Message-ID"]).strip("<>") not in known}
        wrong += [f"{kind} came and is not on record" for kind in gone] if not any_closed(book) else []
    return wrong


def _inbox(p: Practice) -> list[Any]:
    return [email.message_from_bytes(raw) for _, raw in p.account.mails("INBOX")]


def different(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What differs, as what is missing and what is too much, for a message that can be read."""
    found = {}
    for key in one:
        a, b = one[key], other[key]
        if a == b:
            continue
        if isinstance(a, Counter):
            found[key] = {"missing": dict(a - b), "too much": dict(b - a)}
        else:
            found[key] = {k: (a.get(k), b.get(k)) for k in {*a, *b} if a.get(k) != b.get(k)}
    return found
