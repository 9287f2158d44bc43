"""A new master key: every key is wrapped anew, so that older copies of the key store open with nothing that is here.

The new key lies beside the old one until the key store is wrapped with it, in one transaction; then it takes its place.
So wherever this is cut off one of the two opens everything, and bot.shell.keys.choosing tells which.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from bot.core.errors import ConfigurationError
from bot.shell.disk import refused
from bot.shell.keys.choosing import following
from bot.shell.keys.master import key_in, make_master, read_master
from bot.shell.keys.store import KeyStore
from bot.shell.ledger.files.destructions import settled


def rotate(keys: KeyStore, file: Path, at: datetime) -> None:
    """From now on the key store opens with a new master key alone, and the old one is overwritten.

    Raises TransientError or OperatorError when disk or key store refuse: then it is as it was.
    """
    other = following(file)
    finish(keys, file)
    new = make_master(other)
    _as_the_former(other, file)
    keys.wrap_anew(new, at)
    _put_in_place(other, file)


def finish(keys: KeyStore, file: Path) -> None:
    """Ends a rotation that was cut off: `keys` are open, so their master key is known."""
    other = following(file)
    if not other.exists():
        return
    if keys.is_wrapped_with(key_in(other)):
        _put_in_place(other, file)
    else:
        _overwritten(other)
        other.unlink()


def refuse_fixed(file: Path) -> None:
    """ConfigurationError when the key cannot be changed from here: a service manager hands it down, or it is root's."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    if folder and (Path(folder) / file.name).exists():
        raise ConfigurationError(
            "The master key is a systemd credential, which cannot be changed from within the service.",
            "Stop the service, and as root name the file that LoadCredential names: "
            "TRAJECTBOT__SECURITY__MASTER_KEY_FILE=/etc/trajectbot/master.key trajectbot --config FILE rotate-key",
        )
    if read_master(file) is None:
        raise ConfigurationError(
            f"The master key {file} is missing.",
            "Is it a systemd credential? Then name its file: "
            "TRAJECTBOT__SECURITY__MASTER_KEY_FILE=/etc/trajectbot/master.key",
        )
    if not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        raise ConfigurationError(
            f"The master key {file} may not be changed by you.", "Do this as its owner, or as root."
        )


def _as_the_former(new: Path, file: Path) -> None:
    """The same owner, where that is another one: root does this for the service's user."""
    about = file.stat()
    try:
        if (about.st_uid, about.st_gid) != (new.stat().st_uid, new.stat().st_gid):
            os.chown(new, about.st_uid, about.st_gid)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise refused(error, f"the master key {file}") from error


def _put_in_place(new: Path, file: Path) -> None:
    try:
        with file.open("r+b") as former:
            new.replace(file)
            settled(file.parent)
            _noise(former.fileno())
    except OSError as error:
        raise refused(error, f"the master key {file}") from error


def _overwritten(file: Path) -> None:
    try:
        with file.open("r+b") as opened:
            _noise(opened.fileno())
    except OSError as error:
        raise refused(error, f"the master key {file}") from error


def _noise(descriptor: int) -> None:
    size = os.fstat(descriptor).st_size
    os.pwrite(descriptor, os.urandom(size), 0)
    os.fsync(descriptor)
