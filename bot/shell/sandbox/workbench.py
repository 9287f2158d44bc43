"""Where a conversion does its work: a folder for its owner alone that goes when it ends, or is swept after a crash.

A folder is held by a lock for as long as anybody works in it, the programs that were started there included; so what
another running program works in is never swept, and neither is what somebody else made, nor anything through a link.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.shell.disk import OTHERS, make_folder, refused

PREFIX = "office-"
_LOCK = ".held"


@contextmanager
def workbench(place: Path | None) -> Iterator[tuple[Path, int]]:
    """A new folder in `place`, or where the system has such folders; with the descriptor that holds it.

    What a killed program left there is swept first. Raises TransientError when there is no room.
    """
    held = -1
    try:
        home = _home(place)
        with _alone(home):
            _sweep(home)
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=home))
            held = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield folder, held
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise refused(error, "what is converted from an old format") from error
    finally:
        if held >= 0:
            os.close(held)


def sweep(place: Path) -> None:
    """Removes what a killed program left here; nothing when there is no such folder, or when it is not ours."""
    try:
        if place.is_dir():
            with _alone(_home(place)):
                _sweep(place)
    except OSError:
        return  # the next conversion says what is the matter


def _home(place: Path | None) -> Path:
    """The folder in which the others are made, closed to others."""
    if place is None:
        home = Path(tempfile.gettempdir()) / f"trajectbot-{os.geteuid()}"
        home.mkdir(mode=0o700, exist_ok=True)
    else:
        home = place
        make_folder(home)
    if home.is_symlink() or home.stat().st_uid != os.geteuid():
        raise PermissionError(1, "it is not ours", str(home))
    home.chmod(0o700)
    return home


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """While a folder is made or swept, no other program does so."""
    descriptor = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sweep(home: Path) -> None:
    with os.scandir(home) as entries:
        found = [e for e in entries if e.name.startswith(PREFIX) and e.is_dir(follow_symlinks=False)]
    for entry in found:
        about = entry.stat(follow_symlinks=False)
        if about.st_uid == os.geteuid() and not about.st_mode & OTHERS and not _held(Path(entry.path)):
            shutil.rmtree(entry.path, ignore_errors=True)


def _held(folder: Path) -> bool:
    try:
        descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
