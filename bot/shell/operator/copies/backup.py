"""`backup`: the ledger and the keys of one moment, apart from each other, checked before they are called a backup."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from bot.core.errors import ConfigurationError, OperatorError
from bot.shell.disk import make_folder, refused
from bot.shell.keys.master import read_master
from bot.shell.keys.store import refuse_missing
from bot.shell.ledger.copies.taking import SQLITE, Pair, take
from bot.shell.ledger.files.destructions import place_of, put, settled
from bot.shell.ledger.files.looking import found
from bot.shell.ledger.ledger import none_yet
from bot.shell.ledger.opening.survey import KEYS as SURVEYED_KEYS
from bot.shell.ledger.opening.survey import LEDGER, installation
from bot.shell.ledger.opening.unfinished import refuse_unfinished
from bot.shell.operator.copies import closing
from bot.shell.operator.copies.closing import Closed, Lock
from bot.shell.operator.copies.manifest import DATA, FOLDER, KEYS, NAME, Manifest, contents, read_manifest
from bot.shell.settings.frozen import Settings

LEDGER_FILE = {SQLITE: "ledger.db", "postgresql": "ledger.dump"}
KEYS_FILE, DESTROYED_FILE = "keys.db", "destroyed"
_UNFINISHED = ".unfinished-"


def backup(settings: Settings, folder: Path, now: datetime, lock: Lock | None = None, keep: int = 0) -> Iterator[str]:
    """Makes data-MOMENT and keys-MOMENT in the folder; `keep` older ones of each stay besides (0: all).

    Lines that tell what was done. Raises ConfigurationError when the stores do not fit or the folder is not fit for
    it, OperatorError without a ledger, TransientError when disk or database refuse.
    """
    stores = settings.stores
    refuse_unfinished(stores)
    there = found(stores.database_url, LEDGER, "traject", thorough=True)
    has_keys = found(stores.keystore_url, SURVEYED_KEYS, "key")
    refuse_missing(
        stores.master_key_file, ledger=there, keys=has_keys, master=bool(read_master(stores.master_key_file))
    )
    if not there:
        raise none_yet(settings)
    _refuse_inside(settings, folder)
    pair = take(settings.stores)
    destroyed = place_of(settings)
    files = {
        DATA: {LEDGER_FILE[pair.kind]: pair.ledger},
        KEYS: {KEYS_FILE: pair.keys, DESTROYED_FILE: destroyed.read_bytes() if destroyed.exists() else b""},
    }
    make_folder(folder)
    _swept(folder)
    stamp, lock = _free_stamp(folder, now), lock or Lock()
    closed = closing.closed_with(lock)
    for part in (KEYS, DATA):  # a ledger is never there without its keys
        _written(folder, part, stamp, now, files[part], pair, lock.kind, closed)
        yield f"Written and read back: {folder / f'{part}-{stamp}'}"
    yield (
        f"The master key {settings.stores.master_key_file} is in neither: keep a copy of it in a third place. "
        "Without it a backup opens nothing."
    )
    for gone in _aged(folder, keep):
        yield f"Removed, because {keep} are kept: {gone}"


def _refuse_inside(settings: Settings, folder: Path) -> None:
    inside = place_of(settings).parent.resolve()
    if folder.resolve() == inside or folder.resolve().is_relative_to(inside):
        problem = f"{folder} lies where the stores lie: what takes those takes the backup too."
        raise ConfigurationError(problem, "Name a folder elsewhere, best on another disk.")
    if folder.exists() and not folder.is_dir():
        raise ConfigurationError(f"{folder} is not a folder.", "Name a folder.")


def _free_stamp(folder: Path, now: datetime) -> str:
    at = now.astimezone(UTC)
    while any((folder / f"{part}-{at:%Y%m%dT%H%M%S}").exists() for part in (DATA, KEYS)):
        at += timedelta(seconds=1)
    return f"{at:%Y%m%dT%H%M%S}"


def _written(
    folder: Path, part: str, stamp: str, now: datetime, files: dict[str, bytes], pair: Pair, kind: str, lock: Closed
) -> None:
    """A part, whole or not at all; it is read back before it gets its name."""
    ending = closing.ENDING if kind else ""
    closed = {name + ending: closing.close(lock.recipient, content) for name, content in files.items()}
    closed |= {closing.IDENTITY: lock.beside} if lock.beside else {}
    with _unfinished(folder, part, stamp) as place:
        for name, content in closed.items():
            put(place / name, content, f"the backup {place / name}")
        manifest = Manifest(
            part=part,
            stamp=stamp,
            at=now.astimezone(UTC).isoformat(timespec="seconds"),
            installation=installation(pair.fitting.hmac),
            mark=pair.fitting.mark,
            revision=pair.revision,
            kind=pair.kind,
            closed=kind,
            files={name: sha256(content).hexdigest() for name, content in closed.items()},
        ).sealed(pair.fitting.hmac)
        put(place / NAME, manifest.as_bytes(), f"the backup {place / NAME}")
        read = contents(place, read_manifest(place))
        for name, content in files.items():
            again = closing.opened(lock.identity, read[name + ending])
            unknown = kind and not lock.identity  # only the recipient can say
            if not unknown and again != content:
                raise OperatorError(f"{place / name} is not what was written.", "Is the disk failing?")


@contextmanager
def _unfinished(folder: Path, part: str, stamp: str) -> Iterator[Path]:
    place = folder / f"{_UNFINISHED}{part}-{stamp}"
    make_folder(place)
    try:
        yield place
        place.rename(folder / f"{part}-{stamp}")
        settled(folder)
    except OSError as error:
        raise refused(error, f"the backup {place}") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _swept(folder: Path) -> None:
    """What a killed backup left behind."""
    for left in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)


def _aged(folder: Path, keep: int) -> Iterator[str]:
    for part in (DATA, KEYS) if keep else ():
        ours = sorted(one.name for one in os.scandir(folder) if one.is_dir() and _is(one.name, part))
        for name in ours[:-keep]:
            if (folder / name / NAME).is_file():
                shutil.rmtree(folder / name, ignore_errors=True)
                yield name


def _is(name: str, part: str) -> bool:
    found = FOLDER.fullmatch(name)
    return found is not None and found["part"] == part
