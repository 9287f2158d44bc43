"""A backup is of one moment, says whose it is, opens again, and never holds keys beside what they open."""

from __future__ import annotations

import json
import sqlite3
import stat
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pyrage import x25519
from support.least import CONFIG
from support.servers.postgres import Postgres
from support.trajects import local

from bot.core.errors import ConfigurationError, TrajectbotError
from bot.shell.keys.store import KeyStore
from bot.shell.ledger import events
from bot.shell.ledger.copies.taking import take
from bot.shell.ledger.files import destructions
from bot.shell.ledger.ledger import Ledger, open_ledger
from bot.shell.ledger.opening.survey import survey
from bot.shell.operator.copies.backup import backup
from bot.shell.operator.copies.closing import IDENTITY, Lock, identity_for, lock_with, opened
from bot.shell.operator.copies.manifest import DATA, KEYS, NAME, contents, read_manifest
from bot.shell.settings.frozen import Settings
from bot.shell.settings.loading import load

NOW = local("2026-11-02 09:00")
REF = "T-7KQFK"


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    file = tmp_path / "practice" / "config.toml"
    file.parent.mkdir()
    file.write_text(CONFIG)
    found = load(file, {})
    if getattr(request, "param", "sqlite") == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        found = replace(found, stores=replace(found.stores, database_url=postgres.database()))
    return found


both_kinds = pytest.mark.parametrize("settings", ["sqlite", "postgresql"], indirect=True)


def decides(ledger: Ledger) -> None:
    with ledger.book() as book:
        events.record(book, NOW, REF, "news.start")
        book.keys.make(REF)
    ledger.mark()


def made(settings: Settings, folder: Path, **more: object) -> dict[str, Path]:
    """The newest parts."""
    list(backup(settings, folder, NOW, **more))  # type: ignore[arg-type]
    return {part: max(folder.glob(f"{part}-*")) for part in (DATA, KEYS)}


@both_kinds
def test_data_and_keys_lie_apart_and_say_whose_they_are(settings: Settings, tmp_path: Path) -> None:
    ledger = open_ledger(settings)
    decides(ledger)
    destructions.remember(settings, "T-1111A", NOW)
    hmac, wrapped = ledger.keys.hash("x"), ledger.keys.names()
    ledger.close()
    parts = made(settings, tmp_path / "kept")
    manifests = {part: read_manifest(folder) for part, folder in parts.items()}
    for part, folder in parts.items():
        assert set(contents(folder, manifests[part])) == set(manifests[part].files)
        assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len({(m.installation, m.mark, m.stamp, m.revision) for m in manifests.values()}) == 1
    assert sorted(file.name for file in parts[KEYS].iterdir()) == ["destroyed", "keys.db", NAME]
    assert "T-1111A" in (parts[KEYS] / "destroyed").read_text()
    copy = sqlite3.connect(parts[KEYS] / "keys.db")
    keys = dict(copy.execute("SELECT name, wrapped FROM key").fetchall())
    copy.close()
    assert set(keys) == wrapped
    data = b"".join(file.read_bytes() for file in parts[DATA].iterdir())
    assert not [name for name, sealed in keys.items() if sealed in data], "the key store is not in the data"
    master = settings.stores.master_key_file.read_bytes().strip()
    assert master not in data + b"".join(file.read_bytes() for file in parts[KEYS].iterdir())
    assert hmac


def test_what_was_copied_is_a_ledger_that_opens_with_its_keys(settings: Settings, tmp_path: Path) -> None:
    ledger = open_ledger(settings)
    decides(ledger)
    parts = made(settings, tmp_path / "kept")
    stores = replace(
        settings.stores,
        database_url=f"sqlite:///{parts[DATA] / 'ledger.db'}",
        keystore_url=f"sqlite:///{parts[KEYS] / 'keys.db'}",
    )
    decides(ledger)
    ledger.close()
    assert survey(stores).ledger
    with pytest.raises(ConfigurationError, match="older"):
        survey(replace(stores, keystore_url=settings.stores.keystore_url))


@both_kinds
def test_each_of_many_copies_beside_a_daemon_at_work_is_of_one_moment(settings: Settings) -> None:
    """Each is checked by the marks of both, as a start does; they lie apart whenever a raise came between."""
    ledger = open_ledger(settings)
    stop = threading.Event()

    def works() -> None:
        while not stop.is_set():
            decides(ledger)

    many = 40 if settings.stores.database_url.startswith("sqlite") else 3
    worker = threading.Thread(target=works)
    worker.start()
    try:
        marks = {take(settings.stores).fitting.mark for _ in range(many)}
    finally:
        stop.set()
        worker.join()
        ledger.close()
    assert len(marks) > 1, "it was at work meanwhile"


@pytest.mark.parametrize("how", ["passphrase", "recipient"])
def test_a_closed_backup_shows_nothing_and_opens_with_its_secret_only(
    settings: Settings, tmp_path: Path, how: str
) -> None:
    ledger = open_ledger(settings)
    decides(ledger)
    ledger.close()
    identity = x25519.Identity.generate()
    with_words = how == "passphrase"
    lock = lock_with("genoeg woorden", "") if with_words else lock_with("", str(identity.to_public()))
    folder = made(settings, tmp_path / "kept", lock=lock)[DATA]
    found = contents(folder, read_manifest(folder))
    assert not [name for name, content in found.items() if b"SQLite" in content]
    beside, closed = found.get(IDENTITY, b""), found["ledger.db.age"]
    right = lock if with_words else Lock(identity=str(identity))
    assert opened(identity_for(right, how, beside), closed).startswith(b"SQLite format 3\0")
    wrong = Lock("andere woorden") if with_words else Lock(identity=str(x25519.Identity.generate()))
    for other in (wrong, Lock()):
        with pytest.raises(ConfigurationError):
            opened(identity_for(other, how, beside), closed)


@pytest.mark.parametrize(
    ("words", "recipient"),
    [
        pytest.param("kort", "", id="a short passphrase"),
        pytest.param("genoeg woorden", "age1x", id="both"),
        pytest.param("", "age1x", id="no recipient"),
    ],
)
def test_a_lock_that_is_none_is_refused(words: str, recipient: str) -> None:
    with pytest.raises(ConfigurationError):
        lock_with(words, recipient)


def test_so_many_are_kept_and_nothing_else_is_touched(settings: Settings, tmp_path: Path) -> None:
    open_ledger(settings).close()
    kept = tmp_path / "kept"
    (kept / "data-20200101T000000").mkdir(parents=True)  # not ours: it has no manifest
    (kept / "photos").mkdir()
    (kept / ".unfinished-data-20200101T000000").mkdir()
    for n in range(4):
        list(backup(settings, kept, NOW + timedelta(days=n), keep=2))
    assert sorted(one.name for one in kept.iterdir()) == [
        "data-20200101T000000", "data-20261104T080000", "data-20261105T080000",
        "keys-20261104T080000", "keys-20261105T080000", "photos",
    ]  # fmt: skip


def test_two_in_one_second_do_not_meet(settings: Settings, tmp_path: Path) -> None:
    open_ledger(settings).close()
    made(settings, tmp_path / "kept")
    made(settings, tmp_path / "kept")
    assert len(list((tmp_path / "kept").glob("data-*"))) == 2


def test_where_no_backup_can_be_made_nothing_is(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(TrajectbotError, match="no ledger"):
        list(backup(settings, tmp_path / "kept", NOW))
    ledger = open_ledger(settings)
    inside = settings.file.parent / "data"
    for folder in (inside, inside / "kept"):
        with pytest.raises(ConfigurationError, match="where the stores lie"):
            list(backup(settings, folder, NOW))
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigurationError, match="is not a folder"):
        list(backup(settings, tmp_path / "file", NOW))
    old = KeyStore(ledger.keys._engine, ledger.keys._master)
    old.remember("999.00000000 ")
    ledger.close()
    with pytest.raises(ConfigurationError, match="older than its key store"):
        list(backup(settings, tmp_path / "kept", NOW))
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize("seed", range(3))
def test_a_changed_manifest_or_file_is_noticed(settings: Settings, tmp_path: Path, seed: int) -> None:
    open_ledger(settings).close()
    folder = made(settings, tmp_path / "kept")[DATA]
    file = folder / (NAME if seed else "ledger.db")
    if seed == 1:
        values = json.loads(file.read_text())
        file.write_text(json.dumps(values | {"version": "99.1.0"}))
    else:
        file.write_bytes(file.read_bytes()[:-40])
    with pytest.raises(ConfigurationError, match="newer version" if seed == 1 else "damaged"):
        contents(folder, read_manifest(folder))
