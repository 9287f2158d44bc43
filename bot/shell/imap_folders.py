"""Making, listing and removing folders."""

from __future__ import annotations

import imaplib

from bot.shell.imap_connection import Connection

_NOT_SELECTABLE = (b"\\noselect", b"\\nonexistent")


def layout(connection: Connection) -> tuple[str | None, str]:
    """The delimiter and the prefix of the user's own namespace."""
    if connection.has_capability("NAMESPACE") and (personal := connection.namespace().personal):
        prefix, delimiter = personal[0]
        return delimiter or None, prefix
    listed = connection.list_folders("", "")
    delimiter_octets = listed[0][1] if listed else None
    return (delimiter_octets.decode("ascii") if delimiter_octets else None), ""


def matching(connection: Connection, pattern: str) -> tuple[str, ...]:
    """Names of the folders that can be opened, sorted."""
    listed = connection.list_folders("", pattern)
    usable = (name for flags, _, name in listed if not any(flag.lower() in _NOT_SELECTABLE for flag in flags))
    return tuple(sorted(usable))


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
    if connection.list_folders("", folder):
        connection.delete_folder(folder)
    _courtesy(connection.unsubscribe_folder, folder)


def rename(connection: Connection, old: str, new: str) -> None:
    connection.rename_folder(old, new)
    _courtesy(connection.unsubscribe_folder, old)
    _courtesy(connection.subscribe_folder, new)


def _courtesy(subscription: object, folder: str) -> None:
    """Subscriptions only tell mail programs what to show: a server that refuses them is no obstacle."""
    try:
        subscription(folder)  # type: ignore[operator]
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        return
