"""`restore`: a backup read, refused with a reason or put in place, before anything is done with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.core.errors import ConfigurationError
from bot.shell.keys.master import read_master
from bot.shell.keys.store import HMAC, unwrapped, wrapped_keys
from bot.shell.ledger.copies.placing import checked, place, refuse_living, refuse_other_kind
from bot.shell.ledger.copies.taking import opened
from bot.shell.ledger.files import destructions
from bot.shell.ledger.files.destructions import Destructions
from bot.shell.ledger.files.lock import only_one
from bot.shell.ledger.files.revisions import known
from bot.shell.ledger.opening import unfinished
from bot.shell.ledger.opening.survey import installation
from bot.shell.operator.copies import closing
from bot.shell.operator.copies.backup import DESTROYED_FILE, KEYS_FILE, LEDGER_FILE
from bot.shell.operator.copies.closing import Lock, identity_for
from bot.shell.operator.copies.manifest import DATA, FOLDER, KEYS, NAME, Manifest, contents, damaged, read_manifest
from bot.shell.settings.frozen import Settings


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup that was read, opened and found fit for this installation."""

    manifest: Manifest
    ledger: bytes
    keys: bytes
    destroyed: Destructions


def read_backup(settings: Settings, folder: Path, keys_folder: Path | None, lock: Lock) -> Copy:
    """The newest backup in the folder, or the part that it is; ConfigurationError tells why it is none for us.

    Nothing is made or changed.
    """
    data = _part(folder, DATA)
    mine = read_manifest(data)
    keys = _keys_of(data, keys_folder or folder)
    theirs = read_manifest(keys)
    if mine.revision not in known():
        problem = f"The backup {data} was made by a newer version of trajectbot: its tables are not known."
        raise ConfigurationError(problem, "Install that version, then restore; nothing was changed.")
    master = read_master(settings.stores.master_key_file)
    if master is None:
        problem = f"The master key {settings.stores.master_key_file} is missing: without it the backup opens nothing."
        raise ConfigurationError(problem, "Put your copy of it back first; nothing was changed.")
    refuse_other_kind(settings.stores, mine.kind)
    files = {**_files(data, mine, lock), **_files(keys, theirs, lock)}
    ledger, stored = files.get(LEDGER_FILE.get(mine.kind, "")), files.get(KEYS_FILE)
    if ledger is None or stored is None:
        raise damaged(data / NAME)
    hmac = _hmac(stored, master)
    for part, manifest in ((data, mine), (keys, theirs)):
        if not manifest.is_sealed(hmac) or manifest.installation != installation(hmac):
            raise ConfigurationError(
                f"{part} is of another installation, or was changed since.",
                "Take a backup of this one; nothing was changed.",
            )
    if (mine.stamp, mine.mark) != (theirs.stamp, theirs.mark):
        raise ConfigurationError(f"{data} and {keys} are not of one moment.", "Take both of one; nothing was changed.")
    checked(ledger, stored, master, mine.kind)
    return Copy(mine, ledger, stored, destructions.read(files.get(DESTROYED_FILE, b"")))


@contextmanager
def in_place(settings: Settings, copy: Copy) -> Iterator[None]:
    """The stores are those of the backup; nothing else may open them until what follows is done.

    ConfigurationError when there is a living installation, or a daemon at work. Cut off anywhere, it begins anew.
    """
    stores = settings.stores
    if not unfinished.is_begun(stores):
        refuse_living(stores)
    with only_one(settings):
        unfinished.begin(stores, copy.manifest.stamp)
        destructions.merge(settings, copy.destroyed.at)
        place(stores, copy.ledger, copy.keys, copy.manifest.kind)
        yield
        unfinished.end(stores)


def _part(folder: Path, part: str) -> Path:
    """The folder itself when it is such a part, else the newest within it."""
    if not folder.is_dir():
        raise ConfigurationError(f"{folder} is not a folder.", "Name the folder that backup was given.")
    found = FOLDER.fullmatch(folder.resolve().name)
    if found is not None and found["part"] == part:
        return folder
    names = [one.name for one in folder.iterdir() if (f := FOLDER.fullmatch(one.name)) and f["part"] == part]
    if not names:
        raise ConfigurationError(f"There is no backup in {folder}.", f"It should hold a folder {part}-MOMENT.")
    return folder / max(names)


def _keys_of(data: Path, folder: Path) -> Path:
    stamp = data.resolve().name.removeprefix(f"{DATA}-")
    name = f"{KEYS}-{stamp}"
    places = (folder, folder / name, data.resolve().parent / name)
    for place_ in places:
        if place_.resolve().name == name and place_.is_dir():
            return place_
    raise ConfigurationError(
        f"The keys of this backup are not there: {name}.",
        "Name the folder that they were moved to with --keys DIR; nothing was changed.",
    )


def _files(folder: Path, manifest: Manifest, lock: Lock) -> dict[str, bytes]:
    found = contents(folder, manifest)
    identity = identity_for(lock, manifest.closed, found.pop(closing.IDENTITY, b""))
    return {name.removesuffix(closing.ENDING): closing.opened(identity, content) for name, content in found.items()}


def _hmac(stored: bytes, master: bytes) -> bytes:
    with opened(stored, "The key store of the backup") as connection:
        wrapped = wrapped_keys(connection)
    if HMAC not in wrapped:
        raise ConfigurationError("The key store of the backup has lost its own keys.", "Take another backup.")
    try:
        return unwrapped(master, HMAC, wrapped[HMAC])
    except ConfigurationError as error:
        raise ConfigurationError(
            "The backup is of another installation, or the master key was changed since (rotate-key).",
            "Put the master key of that time back; nothing was changed.",
        ) from error
