"""Making, listing and removing folders, and what a folder is where it is but a label (Gmail, X-GM-EXT-1)."""

from __future__ import annotations

import imaplib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from imapclient import imap_utf7

from bot.shell.imap.codes import chunks
from bot.shell.imap.connection import DEFAULT_BUDGET, Connection
from bot.shell.imap.errors import refuse_unsafe

_EXPUNGED = ("EXPUNGED", ".EXPUNGED")
_NOT_SELECTABLE = (b"\\noselect", b"\\nonexistent")


def layout(connection: Connection) -> tuple[str | None, str]:
    """The delimiter and the prefix of the user's own namespace."""
    if connection.has_capability("NAMESPACE") and (personal := connection.namespace().personal):
        prefix, delimiter = personal[0]
        return delimiter or None, prefix
    listed = connection.list_folders("", "")
    delimiter_octets = listed[0][1] if listed else None
    return (delimiter_octets.decode("ascii") if delimiter_octets else None), ""


def decoded(octets: bytes | str) -> str:
    """A folder's name, "" when it is written as no name can be: one such folder must not hide all others."""
    raw = octets.encode("ascii", "replace") if isinstance(octets, str) else octets
    try:
        name = imap_utf7.decode(raw)
    except UnicodeDecodeError:
        return ""
    addressable = imap_utf7.encode(name) == raw and not set(name) & set("\0\r\n")
    return name if addressable else ""


def _listed(connection: Connection, pattern: str) -> Iterator[tuple[tuple[bytes, ...], str]]:
    """Flags and names; read here and not by imapclient, which fails on the first name that it cannot decode."""
    refuse_unsafe(pattern)
    connection.folder_encode = False
    try:
        rows = connection.list_folders("", imap_utf7.encode(pattern).decode("ascii"))
    finally:
        connection.folder_encode = True
    return ((flags, name) for flags, _, octets in rows if (name := decoded(octets)))


def matching(connection: Connection, pattern: str) -> tuple[str, ...]:
    """Names of the folders that can be opened, sorted."""
    listed = _listed(connection, pattern)
    return tuple(sorted(name for flags, name in listed if not any(flag.lower() in _NOT_SELECTABLE for flag in flags)))


def flagged(connection: Connection, use: bytes) -> str:
    """The folder with this special use (RFC 6154), "" where the server names none."""
    found = (name for flags, name in _listed(connection, "*") if use in {flag.lower() for flag in flags})
    return next(found, "")


def everywhere(connection: Connection, delimiter: str) -> tuple[str, ...]:
    """Names of all folders that can be opened; a provider may keep removed mail in a namespace of its own, and not list
    it.
    """
    names, prefixes = set(matching(connection, "*")), {""}
    if connection.has_capability("NAMESPACE"):
        prefixes |= {prefix for prefix, _ in connection.namespace().personal or () if prefix}
        names.update(name for prefix in prefixes - {""} for name in matching(connection, f"{prefix}*"))
    return tuple(sorted({*names, *_unlisted(connection, names, prefixes, delimiter)}))


def _unlisted(connection: Connection, names: Iterable[str], prefixes: Iterable[str], delimiter: str) -> Iterator[str]:
    """What can be opened all the same of where Dovecot's `lazy_expunge` keeps removed mail, as its manual calls that:
    one folder, or a folder for each.
    """
    for kept in _EXPUNGED:
        if _opens(connection, kept):
            yield kept
        if _opens(connection, f"{kept}{delimiter}INBOX"):
            bare = {name.removeprefix(prefix) for name in names for prefix in prefixes if name.startswith(prefix)}
            yield from (
                name for name in (f"{kept}{delimiter}{one}" for one in sorted(bare)) if _opens(connection, name)
            )


def _opens(connection: Connection, name: str) -> bool:
    try:
        connection.folder_status(name, ["UIDNEXT"])
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        return False
    return True


_STATUS = "RETURN (STATUS (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ))"
_TOLD = re.compile(rb"\b(MESSAGES|UIDNEXT|UIDVALIDITY|HIGHESTMODSEQ) (\d+)")
_NAMED = re.compile(rb'^(?:"((?:[^"\\]|\\.)*)"|(\S+)) \(')


def statuses(connection: Connection, root: str, delimiter: str | None) -> dict[str, tuple[int, ...]]:
    """What tells that nothing changed in the folders below this one, in one answer (RFC 5819, RFC 7162): UIDVALIDITY,
    UIDNEXT, how many mails, HIGHESTMODSEQ. Nothing where the server cannot tell all four, or not of a folder.
    """
    if not delimiter or not all(connection.has_capability(name) for name in ("LIST-STATUS", "CONDSTORE")):
        return {}
    pattern = imap_utf7.encode(f"{root}{delimiter}*").decode("ascii")
    found: dict[str, tuple[int, ...]] = {}
    try:
        lines = connection.list_status(pattern, _STATUS)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        return {}  # each is looked at
    for line in lines:
        head, rest = line if isinstance(line, tuple) else (b"", line)
        named = None if head else _NAMED.match(rest)
        octets = rest if head else (named[1] or named[2]) if named else b""
        values = {name: int(number) for name, number in _TOLD.findall(rest)}
        name = decoded(octets.replace(b'\\"', b'"').replace(b"\\\\", b"\\"))
        if not head and name and len(values) == 4:  # a name that comes as a literal is looked at as ever
            order = (b"UIDVALIDITY", b"UIDNEXT", b"MESSAGES", b"HIGHESTMODSEQ")
            found[name] = tuple(values[key] for key in order)
    return found


def below(connection: Connection, root: str, delimiter: str | None) -> tuple[str, ...]:
    return matching(connection, f"{root}{delimiter}*") if delimiter else ()


def create(connection: Connection, folder: str) -> bool:
    """Create and subscribe; True when it is new. Somebody else may have made it a moment ago."""
    if matching(connection, folder):
        return False
    try:
        connection.create_folder(folder)
    except imaplib.IMAP4.error:
        if not matching(connection, folder):
            raise
    _courtesy(connection.subscribe_folder, folder)
    return True


def remove(connection: Connection, folder: str) -> None:
    """Delete one folder with its mails; one that is not there is fine."""
    if any(_listed(connection, folder)):
        connection.delete_folder(folder)
    _courtesy(connection.unsubscribe_folder, folder)


def _courtesy(subscription: Callable[[str], object], folder: str) -> None:
    """Subscriptions only tell mail programs what to show: a server that refuses them is no obstacle."""
    try:
        subscription(folder)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        return


def trash_of(connection: Connection) -> str:
    """The folder that removed mail must go through where EXPUNGE takes a label off; "" on every other server."""
    return flagged(connection, b"\\trash") if connection.has_capability("X-GM-EXT-1") else ""


def bearing(connection: Connection, uids: Sequence[int], names: Collection[str]) -> frozenset[int]:
    """Which of these mails bear one of these labels too."""
    found = set[int]()
    for chunk in chunks(uids) if names else ():
        connection.allow(DEFAULT_BUDGET)
        for uid, data in connection.fetch(chunk, ["X-GM-LABELS"]).items():
            labels = (decoded(one) for one in data.get(b"X-GM-LABELS") or () if isinstance(one, bytes))
            if uid in chunk and not set(names).isdisjoint(labels):
                found.add(uid)
    return frozenset(found)
