"""Files and folders for their owner alone, and what it is called when a disk refuses."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

from bot.core.errors import ConfigurationError, OperatorError, TrajectbotError, TransientError

OTHERS = 0o077
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ROOM = 1 << 20
_RESTRICTED = (errno.EROFS, errno.EACCES, errno.EPERM)
AGAIN = "What was under way is done again by itself."


def full(what: str) -> TransientError:
    """No room for `what`."""
    return TransientError(f"The disk is full: {what} cannot be written.", f"Make room. {AGAIN}")


def unwritable(what: str) -> TransientError:
    """`what` is there, and may not be changed."""
    remedy = f"Was the disk mounted read-only after a fault, or do the files belong to another user? {AGAIN}"
    return TransientError(f"{what} cannot be written: it is read-only.", remedy)


def refused(error: OSError, what: str = "") -> TrajectbotError:
    """What an operating system's error about a file means."""
    what = what or str(error.filename or "a file")
    if error.errno in FULL:
        return full(what)
    if error.errno in _RESTRICTED:
        return unwritable(what[:1].upper() + what[1:])
    return OperatorError(f"{what} cannot be used: {error.strerror or type(error).__name__}.", "Check the path.")


def make_folder(folder: Path) -> None:
    """The folder with those above it, as far as they are missing; what is made is for its owner alone.

    Raises TransientError or OperatorError.
    """
    try:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise refused(error, f"the folder {folder}") from error


def prove_room(folder: Path) -> None:
    """TransientError when the disk of this folder takes no more; a folder that is not there yet proves nothing."""
    if not folder.is_dir():
        return
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".room-") as file:
            file.write(bytes(_ROOM))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        if error.errno in FULL:
            raise full(f"the folder {folder}") from error


def tighten_folder(folder: Path, shared: Path) -> None:
    """Takes from others what they may do in a folder that is ours alone.

    Left as it is when it holds `shared` (the configuration), or folders that others may enter: then it is not for the
    stores only. Raises ConfigurationError when others may replace what lies in it.
    """
    about = folder.stat()
    if not stat.S_IMODE(about.st_mode) & OTHERS:
        return
    if os.geteuid() in (0, about.st_uid) and not about.st_mode & stat.S_ISVTX and _of_the_stores(folder, shared):
        folder.chmod(stat.S_IMODE(about.st_mode) & ~OTHERS)
    elif about.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not about.st_mode & stat.S_ISVTX:
        problem = f"Others may write in the folder {folder}, in which the stores lie."
        raise ConfigurationError(problem, f"Take that from them: chmod go-w {folder}")


def _of_the_stores(folder: Path, shared: Path) -> bool:
    if shared.resolve().parent.is_relative_to(folder.resolve()):
        return False
    with os.scandir(folder) as entries:
        return not any(e.is_dir(follow_symlinks=False) and e.stat().st_mode & OTHERS for e in entries)


def tighten_file(file: Path) -> None:
    """Only its owner reads and writes it from now on; ConfigurationError when that cannot be brought about."""
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & OTHERS:
            file.chmod(mode & ~OTHERS)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ConfigurationError(f"Others may read {file}.", f"Take that from them: chmod 600 {file}") from error


def opened_privately(file: Path) -> int:
    """A descriptor of a file that is made for its owner alone when it is missing; raises OSError."""
    return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
