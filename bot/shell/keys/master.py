"""The master key, which wraps all others: one small file for its owner alone."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

from bot.core.errors import ConfigurationError
from bot.shell.disk import make_folder, refused
from bot.shell.keys.cipher import KEY_BYTES, new_key
from bot.shell.ledger.files.looking import regular

_BACK = "Put the right file back; without it nothing that is stored can be read."
_MOST = 1000  # bytes that are looked at


def read_master(file: Path) -> bytes | None:
    """The key, a systemd credential of the same name before the file; None when there is none.

    ConfigurationError when what lies there is no key.
    """
    credential = Path(os.environ.get("CREDENTIALS_DIRECTORY", "/nonexistent")) / file.name
    for place in (credential, file):
        if regular(place, f"The master key {place}"):
            return _key_in(place)
    return None


def _key_in(place: Path) -> bytes:
    try:
        with place.open("rb") as opened:
            text = opened.read(_MOST).strip()
    except OSError as error:
        problem = f"The master key {place} cannot be read: {error.strerror}."
        raise ConfigurationError(problem, "Check who may read it.") from error
    if not text:
        raise ConfigurationError(f"The master key {place} is empty.", _BACK)
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise ConfigurationError(f"The master key {place} is damaged, or something else.", _BACK) from error
    if len(key) != KEY_BYTES:
        raise ConfigurationError(f"The master key {place} has the wrong length.", _BACK)
    return key


def make_master(file: Path) -> bytes:
    """A new one; raises TransientError or OperatorError when it cannot be written."""
    key = new_key()
    make_folder(file.parent)
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(base64.b64encode(key).decode() + "\n")
            out.flush()
            os.fsync(out.fileno())
        os.link(unfinished, file)  # whole or not at all, and never over another one
    except OSError as error:
        raise refused(error, f"the master key {file}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return key
