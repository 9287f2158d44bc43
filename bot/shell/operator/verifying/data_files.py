"""The files of an installation: ledger, key store, their logs, older copies, what a killed conversion left."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

from bot.shell.ledger.files.looking import MARK, file_of
from bot.shell.operator.verifying.words import Words
from bot.shell.settings.frozen import Settings

_CHUNK = 1 << 20
_MEMBER = 50 << 20
_LISTS = ".destroyed"
"""The list of what was destroyed beside the keys: it names every reference, and has to."""
_BESIDE = ("", "-wal", "-shm", "-journal")
_PERSONAL = (
    "SELECT count(*) FROM respondent WHERE ref = ?",
    "SELECT count(*) FROM contact WHERE ref = ? AND address_c IS NOT NULL",
    "SELECT count(*) FROM outbox WHERE ref = ? AND mail_c IS NOT NULL",
    "SELECT count(*) FROM question WHERE ref = ? AND shown_c IS NOT NULL",
    "SELECT count(*) FROM traject WHERE ref = ? AND (name_c IS NOT NULL OR address_c IS NOT NULL)",
    "SELECT count(*) FROM key WHERE name = ?",
)


def search_files(settings: Settings, words: Words) -> dict[str, int | None]:
    """1 for each file in which something is left, None for what may not be opened; and 0 for each folder searched."""
    found: dict[str, int | None] = {}
    ledger, keys = (_files_of(url) for url in (settings.stores.database_url, settings.stores.keystore_url))
    for folder in folders_of(settings):
        found[str(folder)] = 0
        for file in _files(folder, found):
            try:
                left = _is_left(file, words, is_ledger=file in ledger, is_keys=file in keys)
            except OSError:
                found[str(file)] = None
            else:
                found |= {str(file): 1} if left else {}
    return found


def folders_of(settings: Settings) -> tuple[Path, ...]:
    """Where the stores lie, and where conversions work; each once, none of them within another."""
    stores = (file_of(settings.stores.database_url), file_of(settings.stores.keystore_url))
    working = Path(tempfile.gettempdir()) / f"trajectbot-{os.geteuid()}"
    places = [*(s.parent for s in stores if s), settings.stores.master_key_file.parent, settings.file.parent / "data"]
    there = sorted({p.resolve() for p in (*places, working) if p.is_dir()})
    return tuple(p for p in there if not any(p != other and p.is_relative_to(other) for other in there))


def _files_of(url: str) -> frozenset[Path]:
    file = file_of(url)
    return frozenset(file.resolve().with_name(file.name + end) for end in _BESIDE) if file else frozenset()


def _files(folder: Path, found: dict[str, int | None]) -> Iterator[Path]:
    """Files only, and nothing through a link; what goes meanwhile is gone, a folder that may not be opened is noted."""

    def shut(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            found[str(error.filename)] = None

    for where, _, names in os.walk(folder, onerror=shut):
        for name in names:
            file = Path(where) / name
            if file.is_file() and not file.is_symlink() and not name.endswith(_LISTS):
                yield file


def _is_left(file: Path, words: Words, *, is_ledger: bool, is_keys: bool) -> bool:
    """The reference may stand in the ledger and in a log, the name nowhere."""
    named = any(name in file.name for name in words.names)
    bare = is_ledger or (not is_keys and ".log" in file.name)
    wanted = words.person if bare else (*words.reference, *words.person)
    try:
        with file.open("rb") as opened:
            database = opened.read(len(MARK)) == MARK
        if database and not is_ledger and not is_keys:  # an older copy names it, and may be emptied
            return named or _has_rows(file, words.ref) or _holds(file, words.person)
        return named or _holds(file, wanted)
    except FileNotFoundError:
        return False


def _holds(file: Path, wanted: tuple[bytes, ...]) -> bool:
    with file.open("rb") as opened:
        if _stream_holds(opened, wanted):
            return True
    if not zipfile.is_zipfile(file):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            members = [m for m in archive.infolist() if m.file_size <= _MEMBER and not m.flag_bits & 1]
            return any(_stream_holds(archive.open(member), wanted) for member in members)
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return False


def _stream_holds(stream: IO[bytes], wanted: tuple[bytes, ...]) -> bool:
    overlap, kept = max(map(len, wanted), default=1) - 1, b""
    while piece := stream.read(_CHUNK):
        kept += piece
        if any(one in kept for one in wanted):
            return True
        kept = kept[-overlap:] if overlap else b""
    return False


def _has_rows(file: Path, ref: str) -> bool:
    """Whether a copy of a ledger or of a key store has something personal of it."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return any(_count(connection, statement, ref) for statement in _PERSONAL)


def _count(connection: sqlite3.Connection, statement: str, ref: str) -> int:
    try:
        return int(connection.execute(statement, (ref,)).fetchone()[0])
    except sqlite3.Error:  # no such table: it is the other store, or something else
        return 0
