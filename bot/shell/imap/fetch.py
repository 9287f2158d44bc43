"""Reading mails out of the selected folder: in chunks, by UID, without touching a flag."""

from __future__ import annotations

import imaplib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.core.mail.headers import split
from bot.core.mail.parse import sent_at
from bot.shell.imap.codes import CHUNK_BYTES, CHUNK_MAILS, chunks, message_id, search_windows, uid_set
from bot.shell.imap.connection import DEFAULT_BUDGET, Connection
from bot.shell.imap.values import Fetched, FolderState, FoundMail, Listed, Structure, Trace

HEADER_BYTES = 64 * 1024
HEADING_BYTES = 4 * 1024
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_HEADING = "FROM SUBJECT IN-REPLY-TO REFERENCES"
_TIES = "MESSAGE-ID IN-REPLY-TO REFERENCES X-FORWARDED-MESSAGE-ID SUBJECT FROM CONTENT-TYPE DATE"
_FILES = re.compile(rb'(?i)"(application|message|rfc822-headers|filename\*?|name\*?)(\*\d+\*?)?"')
LISTING_CHUNK = 500
_IDENTIFIER = re.compile(r"<([^<>\s]+)>")
_BARE = re.compile(r"[^\s<>@\"]+@[^\s<>@\"]+")
_ID = re.compile(rb"<([^<>\s]+)>")
_UID = re.compile(rb"\bUID (\d+)")
_LEAF = re.compile(rb'(?i)"?(base64|quoted-printable|7bit|8bit|binary|x-uuencode|uuencode)"? (\d{1,12})\b')


def _received(data: dict[bytes, Any]) -> datetime:
    """The server's date; a mail whose date cannot be read counts as just arrived, so that it is not left out."""
    date = data.get(b"INTERNALDATE")
    return date.astimezone(UTC) if isinstance(date, datetime) and date.tzinfo else datetime.now(UTC)


def _octets(value: Any) -> bytes | None:
    """A body as bytes; imapclient reads a body of digits without quotes as a number, and no body as None."""
    return str(value).encode() if isinstance(value, int) else value


def search(connection: Connection, state: FolderState, minimum: int, exists: int, flagged: str) -> tuple[int, ...]:
    """UIDs from `minimum` on; `UID n:*` may name the last mail although it lies below n."""
    found: set[int] = set()
    for window in search_windows(minimum, state.uidnext, exists) if exists else ():
        connection.allow(DEFAULT_BUDGET)
        found.update(connection.search_uids("UID", window, *flagged.split()))
    return tuple(sorted(uid for uid in found if uid >= minimum))


def list_mails(connection: Connection, uids: Sequence[int]) -> Iterator[Listed]:
    """Sizes and dates; a mail that has gone is missing, and so is what the server says unasked (h47)."""
    for chunk in chunks(uids, LISTING_CHUNK):
        connection.allow(DEFAULT_BUDGET)
        answers = connection.fetch(chunk, ["RFC822.SIZE", "INTERNALDATE"])
        for uid, data in sorted(answers.items()):
            if isinstance(size := data.get(b"RFC822.SIZE"), int):
                yield Listed(uid, size, _received(data))


def fetch_batch(connection: Connection, batch: Sequence[Listed]) -> Iterator[Fetched]:
    """Whole mails, with one command; what the server sends beyond twice their size ends the connection (h46)."""
    connection.allow(2 * sum(mail.size for mail in batch) + CHUNK_BYTES)
    answers = connection.fetch([mail.uid for mail in batch], ["BODY.PEEK[]"])
    for mail in batch:
        raw = _octets(answers.get(mail.uid, {}).get(b"BODY[]"))
        if raw is not None:
            yield Fetched(mail.uid, raw, mail.received)


def fetch_headers(connection: Connection, uids: Sequence[int]) -> Iterator[Fetched]:
    """The first 64 KB of each header."""
    for chunk in chunks(uids, CHUNK_MAILS):
        connection.allow(DEFAULT_BUDGET)
        answers = connection.fetch(chunk, [f"BODY.PEEK[HEADER]<0.{HEADER_BYTES}>", "INTERNALDATE"])
        for uid, data in sorted(answers.items()):
            if (raw := _octets(data.get(b"BODY[HEADER]<0>"))) is not None:
                yield Fetched(uid, raw, _received(data))


def headings(connection: Connection, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """The beginning of From, Subject, In-Reply-To and References of each mail."""
    for chunk in chunks(uids, LISTING_CHUNK):
        connection.allow(DEFAULT_BUDGET)
        answers = connection.fetch(chunk, [f"BODY.PEEK[HEADER.FIELDS ({_HEADING})]<0.{HEADING_BYTES}>"])
        for uid, data in sorted(answers.items()):
            yield uid, _octets(data.get(f"BODY[HEADER.FIELDS ({_HEADING})]<0>".encode())) or b""


def find(connection: Connection, uids: Sequence[int], wanted: frozenset[str]) -> Iterator[FoundMail]:
    """Which of these mails carry one of these Message-IDs: compared here, never searched for (h38)."""
    for uid, header in _headers(connection, uids, "MESSAGE-ID"):
        if (identifier := message_id(header)) in wanted:
            yield FoundMail(identifier, uid)


def find_answers(connection: Connection, uids: Sequence[int], wanted: frozenset[str]) -> Iterator[FoundMail]:
    """Which of these mails refer to one of these Message-IDs, by In-Reply-To or References."""
    for uid, header in _headers(connection, uids, "IN-REPLY-TO REFERENCES"):
        said = (found.decode("ascii", "replace") for found in _ID.findall(header))
        if identifier := next((one for one in said if one in wanted), ""):
            yield FoundMail(identifier, uid)


def traces(connection: Connection, uids: Sequence[int]) -> Iterator[Trace]:
    """Size, date, and the fields of the header that `_TIES` names of each mail."""
    fields = f"BODY.PEEK[HEADER.FIELDS ({_TIES})]"
    for chunk in chunks(uids, LISTING_CHUNK):
        connection.allow(DEFAULT_BUDGET)
        answers = connection.fetch(chunk, ["RFC822.SIZE", "INTERNALDATE", fields])
        for uid, data in sorted(answers.items()):
            header = _octets(data.get(fields.replace(".PEEK", "").encode())) or b""
            headers, _ = split(header)
            own = _IDENTIFIER.search(headers.text("message-id"))  # decoded: some programs write long ones in base64
            parents = tuple(dict.fromkeys(_identifiers(headers.text("in-reply-to"))))
            forwarded = headers.text("x-forwarded-message-id")
            rest = f"{headers.text('references')} {forwarded}"
            senders = headers.all("from")
            kind = headers.first("content-type").strip().lower()
            yield Trace(
                uid=uid,
                size=data.get(b"RFC822.SIZE", 0),
                message_id=own[1] if own else "",
                parents=parents,
                thread=tuple(one for one in dict.fromkeys(_IDENTIFIER.findall(rest)) if one not in parents),
                subject=headers.text("subject"),
                sender=senders[0] if len(senders) == 1 else "",
                composed=bool(kind) and not kind.startswith("text/"),
                received=_received(data),
                sent=sent_at(headers),
                passed_on=tuple(dict.fromkeys(_IDENTIFIER.findall(forwarded))),
            )


def _identifiers(told: str) -> list[str]:
    """Without their brackets, which some programs leave out."""
    return _IDENTIFIER.findall(told) or _BARE.findall(told)


def structures(connection: Connection, uids: Sequence[int]) -> Iterator[Structure]:
    """Read here and not by imapclient, which fails on the first structure that a server writes in a way of its own."""
    for chunk in chunks(uids, LISTING_CHUNK):
        connection.allow(DEFAULT_BUDGET)
        status, data = connection._imap.uid("FETCH", uid_set(chunk), "(UID BODYSTRUCTURE)")
        if status != "OK":
            raise imaplib.IMAP4.error(
                b" ".join(one for one in data if isinstance(one, bytes)).decode("ascii", "replace")
            )
        for told in _whole(data):
            if (uid := _UID.search(told)) and int(uid[1]) in chunk:
                leaves = tuple((m[1].decode().lower(), int(m[2])) for m in _LEAF.finditer(told))
                ids = (one.decode("ascii", "replace") for one in _ID.findall(told))
                yield Structure(int(uid[1]), leaves, tuple(dict.fromkeys(ids)), _FILES.search(told) is not None)


def naming(connection: Connection, uids: Sequence[int], word: str) -> Iterator[int]:
    """Which of these mails have this word in what they say, as the server tells."""
    for chunk in chunks(uids, LISTING_CHUNK):
        connection.allow(DEFAULT_BUDGET)
        yield from connection.search_uids("UID", uid_set(chunk), "BODY", f'"{word}"')


def bearing(connection: Connection, field: str, value: str, since: date | None) -> tuple[int, ...]:
    """UIDs of the mails with this in a header field, as the server tells; received on that day or later (RFC 3501,
    6.4.4).
    """
    connection.allow(DEFAULT_BUDGET)
    young = ("SINCE", f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}") if since else ()
    return tuple(sorted(connection.search_uids(*young, "HEADER", field, f'"{value}"')))


def _whole(data: Sequence[Any]) -> Iterator[bytes]:
    """The answers one by one, as imaplib takes them apart: before and after each literal."""
    told = b""
    for piece in data:
        if isinstance(piece, tuple):
            told += b" ".join(piece)
        elif isinstance(piece, bytes):
            yield told + piece
            told = b""


def _headers(connection: Connection, uids: Sequence[int], fields: str) -> Iterator[tuple[int, bytes]]:
    for chunk in chunks(uids, LISTING_CHUNK):
        connection.allow(DEFAULT_BUDGET)
        answers = connection.fetch(chunk, [f"BODY.PEEK[HEADER.FIELDS ({fields})]"])
        for uid, data in sorted(answers.items()):
            yield uid, _octets(data.get(f"BODY[HEADER.FIELDS ({fields})]".encode())) or b""
