"""The commands that keep the stores, as an operator gives them: what they say, and how they end."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
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
host = "127.0.0.1"
port = 9
security = "plain"
[smtp]
host = "127.0.0.1"
security = "plain"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (home := tmp_path / "practice").mkdir()
    (home / "config.toml").write_text(CONFIG)
    open_ledger(load(home / "config.toml", {})).close()
    return home / "config.toml"


def said(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--config", str(config), *arguments], env={"TRAJECTBOT_IMAP_PASSWORD": "x"})


def test_a_backup_says_where_it_is_and_where_the_master_key_is(config: Path, tmp_path: Path) -> None:
    done = said(config, "backup", str(tmp_path / "kept"), "--keep", "3")
    assert done.exit_code == 0, done.output
    assert len(list((tmp_path / "kept").iterdir())) == 2
    assert f"The master key {config.parent / 'data/master.key'} is in neither" in done.output


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(("--passphrase-file", "-"), 2, "no terminal", id="nobody to ask"),
        pytest.param(("--passphrase-file", "nothing"), 2, "cannot be read", id="no such file"),
        pytest.param(("--recipient", "age1x"), 2, "no recipient of age", id="no recipient"),
        pytest.param(("--keep", "-1"), 2, "keep", id="an impossible number"),
    ],
)
def test_a_backup_that_cannot_be_closed_is_not_made(
    config: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = said(config, "backup", str(tmp_path / "kept"), *arguments)
    assert (done.exit_code, words in done.output) == (code, True), done.output
    assert not (tmp_path / "kept").exists()


def test_without_a_ledger_there_is_nothing_to_keep(config: Path, tmp_path: Path) -> None:
    shutil.rmtree(config.parent / "data")
    assert said(config, "backup", str(tmp_path / "kept")).exit_code == 1
    assert said(config, "rotate-key").exit_code == 2
    assert not (config.parent / "data").exists()


def test_a_restore_that_cannot_reach_the_mailbox_touches_nothing(config: Path, tmp_path: Path) -> None:
    assert said(config, "backup", str(tmp_path / "kept")).exit_code == 0
    data = config.parent / "data"
    for file in (data / "keys.db", data / "trajectbot.db"):
        file.unlink()
    before = sorted(data.iterdir())
    done = said(config, "restore", str(tmp_path / "kept"))
    assert done.exit_code == 1, done.output
    assert sorted(data.iterdir()) == before
    assert said(config, "restore", str(tmp_path)).exit_code == 2


def test_a_rotation_says_what_it_does_not_reach(config: Path) -> None:
    done = said(config, "rotate-key")
    assert done.exit_code == 0, done.output
    assert "They still open with a copy of the OLD" in done.output
    assert said(config, "rotate-key").exit_code == 0
