"""Which trajects were destroyed, in a small file beside the keys: it outlives every copy of the stores.

A line is a reference, the moment and a check of both. Nothing in it tells of a person.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from bot.core.traject import reference
from bot.shell.disk import make_folder, refused
from bot.shell.ledger.files.looking import file_of, regular
from bot.shell.settings.frozen import Settings

ENDING = ".destroyed"
_WHAT = "The list of what was destroyed"
_CHECK = 8  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Destructions:
    """When each traject was destroyed, by its reference; the numbers of the lines that cannot be read (from 1)."""

    at: dict[str, datetime] = field(default_factory=dict)
    damaged: tuple[int, ...] = ()


def place_of(settings: Settings) -> Path:
    """Where the file lies, or would."""
    keys = file_of(settings.stores.keystore_url)
    folder = keys or settings.file.parent / "data" / "keys.db"
    return folder.with_name(folder.name + ENDING)


def remember(settings: Settings, ref: str, at: datetime) -> None:
    """One more, once a reference; on the disk, whole or not at all, when this returns.

    Raises TransientError or OperatorError when it cannot be written, ConfigurationError when something else is there.
    """
    merge(settings, {ref: at})


def merge(settings: Settings, more: dict[str, datetime]) -> None:
    """Several at once; lines that are there stay as they are, damaged ones included."""
    known = recorded(settings).at
    lines = [_line(ref, at) for ref, at in more.items() if ref not in known]
    if not lines:
        return
    file = place_of(settings)
    before = file.read_bytes() if file.exists() else b""
    joint = b"\n" if before and not before.endswith(b"\n") else b""
    put(file, before + joint + "".join(lines).encode(), "the list of what was destroyed")


def recorded(settings: Settings) -> Destructions:
    """What the file says; nothing when there is none. Raises ConfigurationError when it cannot be read at all."""
    file = place_of(settings)
    if not regular(file, f"{_WHAT} {file}"):
        return Destructions()
    try:
        return read(file.read_bytes())
    except OSError as error:
        raise refused(error, f"{_WHAT.lower()} {file}") from error


def read(content: bytes) -> Destructions:
    """The lines of such a file; of a reference that is there twice the first moment counts."""
    found: dict[str, datetime] = {}
    damaged = []
    for number, line in enumerate(content.decode("ascii", "replace").splitlines(), 1):
        ref, at = _read(line)
        if at is None:
            damaged.append(number)
        else:
            found.setdefault(ref, at)
    return Destructions(found, tuple(damaged))


def _line(ref: str, at: datetime) -> str:
    if reference.normalised(ref) != ref:
        raise ValueError(f"{ref!r} is no reference of a traject.")
    words = f"{ref} {at.astimezone(UTC).isoformat(timespec='seconds')}"
    return f"{words} {_check(words)}\n"


def _check(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:_CHECK]


def _read(line: str) -> tuple[str, datetime | None]:
    words, _, check = line.rpartition(" ")
    ref, _, moment = words.partition(" ")
    if check != _check(words) or reference.normalised(ref) != ref:
        return "", None
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return "", None
    return ref, at if at.tzinfo else None


def put(file: Path, content: bytes, what: str) -> None:
    """A file for its owner alone in the place of what was there: whole or not at all, and on the disk.

    Raises TransientError or OperatorError, which name it by `what`.
    """
    make_folder(file.parent)
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
        settled(file.parent)
    except OSError as error:
        raise refused(error, what) from error
    finally:
        unfinished.unlink(missing_ok=True)


def settled(folder: Path) -> None:
    """What was made, renamed or removed in this folder is so after a loss of power too; raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
