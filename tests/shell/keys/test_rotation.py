"""A new master key: whole or not at all wherever it is cut off, and older copies of the key store open nothing with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.killing import killed_at
from support.least import CONFIG
from support.trajects import local

from bot.core.errors import ConfigurationError
from bot.shell.keys import rotation
from bot.shell.keys.choosing import following
from bot.shell.keys.store import KeyStore, known_of_ledger, open_keys, unwrapped, wrapped_keys
from bot.shell.ledger.files.database import open_engine, transaction
from bot.shell.ledger.files.lock import only_one
from bot.shell.ledger.ledger import look, open_ledger
from bot.shell.ledger.opening.survey import survey
from bot.shell.operator.copies.rotate import rotate_key
from bot.shell.settings.frozen import Settings
from bot.shell.settings.loading import load

NOW = local("2026-11-02 09:00")
REF = "T-7KQFK"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "config.toml").write_text(CONFIG)
    found = load(tmp_path / "config.toml", {})
    ledger = open_ledger(found)
    ledger.keys.make(REF)
    ledger.close()
    return found


def master(settings: Settings) -> Path:
    return settings.stores.master_key_file


def store(settings: Settings) -> Path:
    return Path(settings.stores.keystore_url.removeprefix("sqlite:///"))


def sealed(settings: Settings) -> bytes:
    ledger = open_ledger(settings)
    try:
        return ledger.keys.seal(REF, "traject/name", "Jan Bakker")
    finally:
        ledger.close()


def opens(settings: Settings, content: bytes) -> bool:
    """By a start that writes, after one that only looks."""
    shown = look(settings)
    assert shown is not None
    assert shown.keys.unseal(REF, "traject/name", content) == b"Jan Bakker"
    shown.close()
    ledger = open_ledger(settings)
    try:
        return ledger.keys.unseal(REF, "traject/name", content) == b"Jan Bakker"
    finally:
        ledger.close()


def test_everything_opens_with_the_new_key_and_an_old_copy_with_nothing(settings: Settings, tmp_path: Path) -> None:
    content, old = sealed(settings), master(settings).read_bytes()
    shutil.copy(store(settings), copy := tmp_path / "old.db")
    (tmp_path / "old.key").write_bytes(old)
    assert "is a new one" in rotate_key(settings, NOW)[0]
    new = master(settings).read_bytes()
    assert new != old
    assert opens(settings, content)
    assert sorted(file.name for file in master(settings).parent.glob("master*")) == ["master.key"]
    engine = open_engine(f"sqlite:///{copy}")
    with transaction(engine) as connection:
        wrapped = wrapped_keys(connection)
    engine.dispose()
    key = rotation.read_master(master(settings))
    assert key is not None
    for name in wrapped:
        with pytest.raises(ConfigurationError):
            unwrapped(key, name, wrapped[name])
    with pytest.raises(ConfigurationError):
        known_of_ledger(key, wrapped)
    with pytest.raises(ConfigurationError, match="does not open"):
        open_keys(f"sqlite:///{copy}", master(settings), ledger_exists=True)
    refused = [one(settings, copy, new, tmp_path) for one in (with_old_store, with_old_master)]
    assert all("does not open the key store" in said for said in refused)
    raw = b"".join(file.read_bytes() for file in store(settings).parent.iterdir() if file.is_file())
    assert not [name for name in wrapped if wrapped[name] in raw], "no key is left under the old one"


def with_old_store(settings: Settings, copy: Path, new: bytes, place: Path) -> str:
    """What a start says to the key store of before beside the new master key."""
    return _refusal(settings, copy, new, place / "a")


def with_old_master(settings: Settings, copy: Path, new: bytes, place: Path) -> str:
    """And to the key store of now beside the old master key; `place` holds it."""
    return _refusal(settings, store(settings), (place / "old.key").read_bytes(), place / "b")


def _refusal(settings: Settings, keys: Path, key: bytes, place: Path) -> str:
    """Of `once` and of `status`, the same sentence."""
    shutil.copytree(master(settings).parent, data := place / "data")
    (place / "config.toml").write_text(CONFIG)
    for beside in data.glob("keys.db-*"):
        beside.unlink()
    shutil.copy(keys, data / "keys.db")
    (data / "master.key").write_bytes(key)
    found = load(place / "config.toml", {})
    said = set()
    for opens in (look, open_ledger):
        with pytest.raises(ConfigurationError) as refused:
            opens(found)
        said.add(f"{refused.value.problem} {refused.value.remedy}")
    (one,) = said
    return one


def test_the_store_tells_when_the_master_key_changed_last(settings: Settings) -> None:
    ledger = open_ledger(settings)
    assert ledger.keys.master_changed_at() is None
    ledger.close()
    rotate_key(settings, NOW)
    ledger = open_ledger(settings)
    assert ledger.keys.master_changed_at() == NOW
    ledger.close()


def test_wherever_it_is_killed_everything_opens_and_the_next_start_ends_it(settings: Settings, tmp_path: Path) -> None:
    content = sealed(settings)
    data = master(settings).parent
    shutil.copytree(data, kept := tmp_path / "kept")
    steps, new, old = [], 0, 0
    before = master(settings).read_bytes()
    number = 0
    while number == 0 or number <= len(steps):
        number += 1
        shutil.rmtree(data)
        shutil.copytree(kept, data)
        keys = KeyStore(open_engine(settings.stores.keystore_url), rotation.read_master(master(settings)) or b"")
        steps = killed_at(number, lambda: rotation.rotate(keys, master(settings), NOW))  # noqa: B023
        keys.close()
        assert survey(settings.stores).ledger
        assert opens(settings, content), (number, steps)
        assert not following(master(settings)).exists()
        rotated = master(settings).read_bytes() != before
        new, old = new + rotated, old + (not rotated)
    assert new >= 2
    assert old > 2, "it was cut off on both sides"


def test_it_waits_for_no_daemon_and_touches_no_credential(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = master(settings).read_bytes(), store(settings).read_bytes()
    with only_one(settings), pytest.raises(ConfigurationError, match="at work"):
        rotate_key(settings, NOW)
    (tmp_path / "credentials").mkdir()
    shutil.copy(master(settings), tmp_path / "credentials" / "master.key")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "credentials"))
    with pytest.raises(ConfigurationError, match="systemd credential"):
        rotate_key(settings, NOW)
    assert (master(settings).read_bytes(), store(settings).read_bytes()) == before
