"""The stores are for their owner alone, whoever made them; a folder that serves others too is left as it is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.errors import ConfigurationError
from bot.shell.disk import tighten_folder
from bot.shell.ledger.files.lock import only_one
from bot.shell.ledger.ledger import open_ledger
from bot.shell.settings.loading import load

CONFIG = """
[practice]
name = "Praktijk De Vries"
address = "info@praktijk.example"
[practitioner]
name = "dr. A. de Vries"
address = "a.devries@praktijk.example"
[imap]
host = "imap.praktijk.example"
[smtp]
host = "smtp.praktijk.example"
"""


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=lambda m: f"umask {m:03o}")
def masked(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def rights(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


def test_everything_that_is_made_is_private(tmp_path: Path, masked: None) -> None:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG)
    settings = load(file, {})
    with only_one(settings):
        ledger = open_ledger(settings)
        with ledger.book() as book:
            book.set_meta("first_start", "now")
        made = {path.name for path in (tmp_path / "data").iterdir()}
        assert made >= {"trajectbot.db", "trajectbot.db.lock", "trajectbot.db-wal", "keys.db", "master.key"}
        assert rights(tmp_path / "data") == {0o700, 0o600}
        ledger.close()


def test_what_was_open_to_others_is_closed_at_the_start(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG)
    settings = load(file, {})
    with only_one(settings):
        open_ledger(settings).close()
    for path in (tmp_path / "data").iterdir():
        path.chmod(0o666)
    (tmp_path / "data").chmod(0o777)
    open_ledger(settings).close()
    assert rights(tmp_path / "data") == {0o700, 0o600}


@pytest.mark.parametrize(
    ("below", "mode"),
    [
        pytest.param("config.toml", 0o755, id="the configuration lies there"),
        pytest.param("others/file", 0o755, id="others have a folder there"),
    ],
)
def test_a_folder_of_others_is_left_as_it_is(tmp_path: Path, below: str, mode: int) -> None:
    folder = tmp_path / "there"
    (folder / below).parent.mkdir(parents=True)
    (folder / below).touch()
    folder.chmod(mode)
    tighten_folder(folder, folder / "config.toml" if below == "config.toml" else tmp_path / "etc" / "config.toml")
    assert stat.S_IMODE(folder.stat().st_mode) == mode
    folder.chmod(0o777)
    with pytest.raises(ConfigurationError, match="Others may write"):
        tighten_folder(folder, folder / "config.toml" if below == "config.toml" else tmp_path / "etc" / "config.toml")
    folder.chmod(0o1777)
    tighten_folder(folder, tmp_path / "etc" / "config.toml")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o1777
