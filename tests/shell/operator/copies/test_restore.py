"""Stores are put in place whole or not at all: a restore that is killed anywhere leaves nothing that starts by halves."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from support.killing import killed_at
from support.least import CONFIG
from support.servers.postgres import Postgres
from support.trajects import local

from bot.core.errors import ConfigurationError
from bot.shell.ledger import events
from bot.shell.ledger.files import destructions
from bot.shell.ledger.ledger import open_ledger
from bot.shell.ledger.opening import unfinished
from bot.shell.operator.copies.backup import backup
from bot.shell.operator.copies.closing import Lock, lock_with
from bot.shell.operator.copies.manifest import NAME
from bot.shell.operator.copies.restore import Copy, in_place, read_backup
from bot.shell.settings.frozen import Settings
from bot.shell.settings.loading import load

NOW = local("2026-11-02 09:00")
REF, GONE = "T-7KQFK", "T-1111A"


def practice(home: Path, request: pytest.FixtureRequest | None = None) -> Settings:
    home.mkdir()
    (home / "config.toml").write_text(CONFIG)
    settings = load(home / "config.toml", {})
    if request is not None and getattr(request, "param", "sqlite") == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        settings = replace(settings, stores=replace(settings.stores, database_url=postgres.database()))
    ledger = open_ledger(settings)
    with ledger.book() as book:
        book.keys.make(REF)
        events.record(book, NOW, REF, "news.start")
    ledger.close()
    destructions.remember(settings, GONE, NOW)
    return settings


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    return practice(tmp_path / "practice", request)


both_kinds = pytest.mark.parametrize("settings", ["sqlite", "postgresql"], indirect=True)


def kept(settings: Settings, folder: Path, lock: Lock | None = None) -> Path:
    list(backup(settings, folder, NOW, lock))
    return folder


def lost(settings: Settings) -> None:
    data = settings.stores.master_key_file.parent
    for file in data.iterdir():
        if file != settings.stores.master_key_file:
            file.unlink()
    if settings.stores.database_url.startswith("postgresql"):
        engine = create_engine(settings.stores.database_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()


def put(settings: Settings, copy: Copy) -> None:
    with in_place(settings, copy):
        pass


def lives(settings: Settings) -> bool:
    """With its events and its keys."""
    ledger = open_ledger(settings)
    try:
        with ledger.book() as book:
            return events.chain(book).count == 1 and book.keys.get(REF) is not None
    finally:
        ledger.close()


@both_kinds
def test_killed_anywhere_nothing_starts_by_halves_and_the_same_again_ends_it(
    settings: Settings, tmp_path: Path
) -> None:
    folder = kept(settings, tmp_path / "kept")
    copy = read_backup(settings, folder, None, Lock())
    keys = Path(settings.stores.keystore_url.removeprefix("sqlite:///"))
    step, steps, refused = 0, [""], 0
    stride = 4 if settings.stores.database_url.startswith("postgresql") else 1  # a server takes its time
    while step <= len(steps):
        step += stride
        lost(settings)
        steps = killed_at(step, lambda: put(settings, copy))
        begun = unfinished.is_begun(settings.stores)
        if begun:
            with pytest.raises(ConfigurationError, match="begun and is not finished"):
                open_ledger(settings)
            put(settings, read_backup(settings, folder, None, Lock()))
            refused += 1
        elif not keys.exists():  # nothing was put in place yet
            put(settings, copy)
        assert lives(settings), (step, steps)
        assert GONE in destructions.recorded(settings).at
    assert refused >= 3


def test_what_is_no_backup_for_this_installation_is_refused_untouched(settings: Settings, tmp_path: Path) -> None:
    folder = kept(settings, tmp_path / "kept", lock_with("genoeg woorden", ""))
    plain = kept(settings, tmp_path / "plain")
    other = kept(practice(tmp_path / "other"), tmp_path / "others")
    lost(settings)
    data = settings.stores.master_key_file.parent
    before = [file.read_bytes() for file in sorted(data.iterdir())]
    cases: list[tuple[Path, Lock, str]] = [
        (folder, Lock(), "closed with a passphrase"),
        (folder, Lock("andere woorden"), "passphrase is not that"),
        (other, Lock(), "another installation"),
        (tmp_path / "practice", Lock(), "no backup in"),
        (tmp_path / "nowhere", Lock(), "is not a folder"),
    ]
    for n, (name, text, said) in enumerate((
        ("version", "99.0", "newer version"), ("format", 2, "newer version"), ("installation", "0" * 64, "was changed"),
        ("mark", "7.00000000", "was changed"), ("files", {"../x": "0"}, "damaged"), ("part", 3, "damaged"),
        ("unknown", 1, "damaged"),
    )):  # fmt: skip
        shutil.copytree(plain, changed := tmp_path / f"changed{n}")
        manifest = next(changed.glob("data-*")) / NAME
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {name: text}))
        cases.append((changed, Lock(), said))
    for part, file in (("data", "ledger.db"), ("keys", "keys.db"), ("keys", "destroyed")):
        shutil.copytree(plain, hurt := tmp_path / f"hurt-{file}")
        place = next(hurt.glob(f"{part}-*")) / file
        place.write_bytes(place.read_bytes()[:-1] + b"\x00\x00")
        cases.append((hurt, Lock(), "damaged"))
    for place, lock, said in cases:
        with pytest.raises(ConfigurationError, match=said):
            read_backup(settings, place, None, lock)
        assert [file.read_bytes() for file in sorted(data.iterdir())] == before, said
    assert read_backup(settings, folder, None, Lock("genoeg woorden")).keys


def test_a_living_installation_is_refused_and_a_fresh_one_with_the_same_key_is_not(
    settings: Settings, tmp_path: Path
) -> None:
    folder = kept(settings, tmp_path / "kept")
    copy = read_backup(settings, folder, None, Lock())
    with pytest.raises(ConfigurationError, match="living installation"):
        put(settings, copy)
    assert lives(settings)
    keys = Path(settings.stores.keystore_url.removeprefix("sqlite:///"))
    shutil.move(keys, tmp_path / "keys.db")
    with pytest.raises(ConfigurationError, match="a ledger that was used"):
        put(settings, copy)
    assert not keys.exists()
    lost(settings)
    open_ledger(settings).close()
    put(settings, copy)
    assert lives(settings)


def test_keys_that_were_moved_elsewhere_are_named(settings: Settings, tmp_path: Path) -> None:
    folder = kept(settings, tmp_path / "kept")
    (tmp_path / "stick").mkdir()
    shutil.move(next(folder.glob("keys-*")), tmp_path / "stick")
    with pytest.raises(ConfigurationError, match="keys of this backup are not there"):
        read_backup(settings, folder, None, Lock())
    assert read_backup(settings, folder, tmp_path / "stick", Lock()).keys
    part = next(folder.glob("data-*"))
    assert read_backup(settings, part, tmp_path / "stick", Lock()).keys
