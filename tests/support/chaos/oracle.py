"""What must hold once a fault is over: the end of the undisturbed run, and what is true of every run (G1, G2)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from support.servers.smtp import Received
from support.stories.practice import Practice

from bot.core import filing
from bot.shell.ledger import events, tables
from bot.shell.ledger.book import Book
from bot.shell.ledger.ledger import open_ledger

_TITLE = re.compile(r"(?<=\bT\d) [^/.]*")
TELLS = "technical"
"""Of a fault she may hear: such mails, and the facts `problem.…`, are left out of what is compared."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A mail in a folder of the mailbox."""

    header: Message
    deleted: bool

    @property
    def ours(self) -> str:
        """What of ours it is, or ""."""
        return str(self.header["X-Trajectbot"] or "")

    @property
    def id(self) -> str:
        return _id(self.header)


def seen_at(p: Practice, expunges: bool = True, most: int = 1) -> tuple[dict[str, Any], list[str]]:
    """What came of a practice, whenever it came (trajects, outcomes by mail, outbox, jobs, facts, folders, mails); and
    what is wrong by itself, whatever the story, one sentence each. The process starts anew for it.

    A server that cannot expunge single mails (no UIDPLUS) keeps what was moved, flagged as deleted, until somebody
    expunges it: such a mail is not there, but must lie elsewhere. `most`: how often one mail may have been sent.
    """
    folders = {
        name: [Lying(_header(raw), "\\Deleted" in flags) for flags, raw in mails]
        for name, mails in p.account.headers().items()
    }
    wrong = _deleted(folders, expunges)
    there = {folder: [m for m in mails if not m.deleted] for folder, mails in folders.items()}
    ledger = open_ledger(p.settings)
    try:
        with ledger.book() as book:
            refs = book.connection.scalars(select(tables.traject.c.ref).order_by(tables.traject.c.opened_at)).all()
            names = {ref: f"T{number}" for number, ref in enumerate(refs, 1)}
            seen = _ledger(book, names, _addresses(book, p.sent()))
            wrong += [*_chain(book), *_places(book), *_sent(book, p.sent(), there, most)]
    finally:
        ledger.close()
    mails = {_id(m): (_kind(m), r.recipient) for r in p.sent() if _kind(m := _header(r.raw)) != TELLS}
    return seen | {"folders": _folders(there, names), "mails": Counter(mails.values())}, wrong


@lru_cache(4096)
def _header(raw: bytes) -> Message:
    return BytesHeaderParser().parsebytes(raw)


def _id(header: Message) -> str:
    return str(header["Message-ID"]).strip("<>")


def _kind(header: Message) -> str:
    return str(header["X-Trajectbot"] or "")


def _deleted(folders: dict[str, list[Lying]], expunges: bool) -> list[str]:
    """What stays flagged as deleted was moved: it lies somewhere else, and not flagged."""
    alive = {mail.id for mails in folders.values() for mail in mails if not mail.deleted}
    flagged = ((folder, mail) for folder, mails in folders.items() for mail in mails if mail.deleted)
    return [
        f"{mail.id} stays deleted in {folder}" + ("" if mail.id in alive else " and lies nowhere")
        for folder, mail in flagged
        if expunges or mail.id not in alive
    ]


def _addresses(book: Book, sent: Iterable[Received]) -> dict[str, str]:
    """The address behind a keyed hash, of those that got mail."""
    o = tables.outbox.c
    rows = book.connection.execute(select(o.message_id, o.recipient_h)).all()
    known = {identifier.strip("<>"): hashed for identifier, hashed in rows}
    return {known[i]: r.recipient for r in sent if (i := _id(_header(r.raw))) in known}


def _plain(text: str, names: dict[str, str]) -> str:
    for ref, name in names.items():
        text = text.replace(ref, name)
    return text


def _ledger(book: Book, names: dict[str, str], addresses: dict[str, str]) -> dict[str, Any]:
    def rows(table: Any, *columns: str) -> list[tuple[str, ...]]:
        found = book.connection.execute(select(*(table.c[c] for c in columns)))
        return [tuple(_plain(str(value), names) for value in row) for row in found]

    trajects, stages = {}, dict(rows(tables.traject, "ref", "stage"))
    for ref, name in names.items():
        t = book.traject(ref)
        people = {r.id: r.name for r in t.respondents} if t else {}
        valid = sorted((str(v.outcome), people.get(v.respondent, ""), v.detail) for v in t.valid) if t else []
        counts = {g.key: t.returned(g) for g in t.groups} if t else {}
        sent = sorted((s.kind, people.get(s.respondent, ""), s.step) for s in t.sent) if t else []
        trajects[name] = (
            stages[name],
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
        "outbox": Counter(
            (kind, ref, addresses.get(to, to), step, state if state != "cancelled" or sent == "None" else "left")
            for kind, ref, to, step, state, sent in rows(
                tables.outbox, "kind", "ref", "recipient_h", "step", "state", "sent_at"
            )
            if kind != TELLS
        ),
        "jobs": Counter((k, r, d != "None") for k, r, d in rows(tables.job, "kind", "ref", "done_at")),
        "events": Counter(r for r in rows(tables.event, "ref", "code") if not r[1].startswith("problem.")),
        "used": Counter((r, u != "None") for r, u in rows(tables.confirmation, "ref", "used_at")),
        "digests": Counter(rows(tables.digest, "nominal", "mailed")),
    }  # fmt: skip


def _folders(there: dict[str, list[Lying]], names: dict[str, str]) -> dict[str, list[str]]:
    found = {}
    for folder, mails in there.items():
        name = _TITLE.sub("", _plain(folder, names))  # a name may have been refused
        found[name] = sorted(
            f"{m.ours} {m.header['To']}" if m.ours else str(m.header["Message-ID"]) for m in mails if m.ours != TELLS
        )
    return found


def _chain(book: Book) -> list[str]:
    found = events.chain(book)
    return [f"the chain of events breaks at {found.broken}"] if found.broken else []


def _places(book: Book) -> list[str]:
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


def _sent(book: Book, sent: list[Received], there: dict[str, list[Lying]], most: int) -> list[str]:
    """Every repeat is the same mail; nothing came that is not on record; what is said to be sent, was sent."""
    o = tables.outbox.c
    wrong = []
    by_id = defaultdict(list)
    for received in sent:
        by_id[_id(_header(received.raw))].append((received.recipient, received.raw))
    for identifier, came in by_id.items():
        if len(set(came)) > 1:
            wrong.append(f"{identifier} came in {len(set(came))} forms")
        if len(came) > most:
            wrong.append(f"{_kind(_header(came[0][1]))} came {len(came)} times")
    rows = book.connection.execute(select(o.message_id, o.kind, o.state)).all()
    wrong += [
        f"{kind} is said to be {state}" for _, kind, state in rows if state not in ("filed", "cancelled", "failed")
    ]
    inbox = {mail.id for mail in there["INBOX"]}
    known = {identifier.strip("<>"): (kind, state) for identifier, kind, state in rows}
    wrong += [
        f"{kind} is {state} and never came"
        for identifier, (kind, state) in known.items()
        if state == "filed" and identifier not in by_id and identifier not in inbox
    ]
    unknown = {_kind(_header(r.raw)) for r in sent if _id(_header(r.raw)) not in known}
    return wrong + [f"{kind} came and is not on record" for kind in sorted(unknown)]


def excused(calm: dict[str, Any], seen: dict[str, Any], *, renumbered: bool = False, put_back: bool = False) -> Any:
    """Without what a fault may change: a destruction that came a round later no longer took back a mail that waited.

    Such a mail left once, and is on record (`left`: its copy was not filed any more); one more of its kind, or one
    that is said to have left and did not, stays. A late mail that was `renumbered` before it went is noted once more;
    a mailbox that was `put_back` lacks the copies that we had put there.
    """
    rows, mails = Counter(seen["outbox"]), Counter(seen["mails"])
    for row, number in (calm["outbox"] - rows).items():
        kind, ref, address, step, state = row
        destroyed = all(side["trajects"].get(ref, ("",))[0] == "destroyed" for side in (calm, seen))
        for _ in range(number if destroyed and state == "cancelled" else 0):
            ways = ((kind, ref, address, step, way) for way in ("filed", "left"))
            if went := next((way for way in ways if rows[way] > calm["outbox"][way]), None):
                rows += Counter([row])
                rows.subtract([went])
                mails.subtract([(kind, address)])
    found = seen | {"outbox": +rows, "mails": mails}
    if renumbered:
        late = (seen["events"] - calm["events"]) & Counter([("", "expunged-unread")])
        found["events"] = seen["events"] - late
    return found | {"folders": _with_copies(calm["folders"], seen["folders"])} if put_back else found


def _with_copies(calm: dict[str, list[str]], seen: dict[str, list[str]]) -> dict[str, list[str]]:
    lost = {name: (Counter(mails) - Counter(seen.get(name, []))).elements() for name, mails in calm.items()}
    ours = {name: [mail for mail in mails if not mail.startswith("<")] for name, mails in lost.items()}
    return seen | {name: sorted([*seen.get(name, []), *mails]) for name, mails in ours.items()}


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
