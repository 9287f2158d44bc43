"""The master key, which wraps all others: one small file for its owner alone."""

from __future__ import annotations

import base64
import os
import secrets
import stat
from pathlib import Path

from bot.core.errors import ConfigurationError
from bot.shell.disk import make_folder, refused
from bot.shell.keys.cipher import KEY_BYTES, new_key
from bot.shell.ledger.files.looking import regular

_BACK = "Put the right file back; without it nothing that is stored can be read."
_MOST = 1000  # bytes that are looked at
_ROOT = 0


def read_master(file: Path) -> bytes | None:
    """The key, a systemd credential of the same name before the file; None when there is none.

    ConfigurationError when what lies there is no key, or when it cannot be kept from others. A file of ours that
    others may read is no error: a start takes that from them (bot.shell.ledger.opening.private). One of root, who can
    read everything anyhow, is taken as a service manager hands it down, readable by us and perhaps by our group, but
    not by everybody. One of any other user is refused: he reads it and replaces it whenever he likes, and nobody would
    notice. As root, who starts it by hand for another user, it is taken and closed to others.
    """
    credential = Path(os.environ.get("CREDENTIALS_DIRECTORY", "/nonexistent")) / file.name
    if regular(credential, f"The master key {credential}"):
        return key_in(credential)
    if not regular(file, f"The master key {file}"):
        return None
    _refuse_shared(file)
    return key_in(file)


def _refuse_shared(file: Path) -> None:
    about, us = file.stat(), os.geteuid()
    if us in (about.st_uid, _ROOT):
        return
    if about.st_uid != _ROOT:
        problem = f"The master key {file} belongs to another user of this machine, who can read and replace it."
        raise ConfigurationError(problem, f"Give it to the user that trajectbot runs as: chown {us} {file}")
    if about.st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        problem = f"The master key {file} belongs to root, and more people than it must may read or change it."
        raise ConfigurationError(problem, f"Take that from them: chmod o-rwx,g-w {file}")


def key_in(place: Path) -> bytes:
    """The key in this file; ConfigurationError when there is none."""
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
