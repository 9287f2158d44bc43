"""Every state in which ledger, key store and master key can be found, and every command: it says so, and makes nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import insert
from support.servers.dovecot import PASSWORD
from support.trajects import REF, local

from bot.cli import main
from bot.core.traject.stages import Stage
from bot.shell.ledger import tables
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
port = {port}
security = "plain"
password_env = "IMAP_PASSWORD"
[smtp]
host = "127.0.0.1"
port = {port}
security = "plain"
username = ""
"""
NOBODY = 65534
LEDGER, KEYS, MASTER = "trajectbot.db", "keys.db", "master.key"
WRITERS = (("once",), ("run",))
READERS = (("status",), ("health",), ("events", "verify"), ("parked",))
Spoil = Callable[[Path], None]
Content = dict[str, tuple[int, str]]


@pytest.fixture(scope="module")
def silent() -> Iterator[int]:
    """A port at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield int(taken.getsockname()[1])


def installed(folder: Path, port: int) -> Path:
    """A configuration with stores in which there is one traject."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "config.toml"
    file.write_text(CONFIG.format(port=port))
    ledger = open_ledger(load(file, {"IMAP_PASSWORD": PASSWORD}))
    moment = local("2026-11-02 09:00")
    with ledger.book() as book:
        book.set_meta("first_start", moment.isoformat())
        book.keys.make(REF)
        book.connection.execute(
            insert(tables.traject).values(
                ref=REF, type="ifms", language="nl", rush=False, stage=Stage.COLLECTING, stage_since=moment,
                opened_at=moment, approved=False, waived="", minimums="{}",
                name_c=book.keys.seal(REF, "traject/name", "Jan Bakker"),
            )
        )  # fmt: skip
    ledger.close()
    return file


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, silent: int) -> Path:
    return installed(tmp_path_factory.mktemp("whole"), silent)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, silent: int) -> Path:
    """The data folder of another installation."""
    return installed(tmp_path_factory.mktemp("other"), silent).parent / "data"


@pytest.fixture
def config(whole: Path, tmp_path: Path) -> Path:
    """A copy to be spoilt."""
    shutil.copytree(whole.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "config.toml"


def content(folder: Path) -> Content:
    """Everything in it: rights and a hash."""
    return {
        str(p.relative_to(folder)): (
            p.lstat().st_mode, hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() and readable(p) else "",
        )
        for p in folder.rglob("*")
    }  # fmt: skip


def readable(file: Path) -> bool:
    return os.access(file, os.R_OK, effective_ids=True)


def told(config: Path, *command: str) -> Result:
    return CliRunner().invoke(main, ["--config", str(config), *command], env={"IMAP_PASSWORD": PASSWORD})


def absent(file: Path) -> None:
    file.unlink()


def empty(file: Path) -> None:
    file.write_bytes(b"")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garbage(file: Path) -> None:
    file.write_bytes(b"\x93geen bestand van ons\n" * 300)


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def dangling(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent / "nowhere" / file.name)


def circle(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


def something_else(file: Path) -> None:
    file.unlink()
    sql(file, "CREATE TABLE bookmarks (url)")


def newer(file: Path) -> None:
    sql(file, "UPDATE alembic_version SET version_num = '9999'")


def without_its_version(file: Path) -> None:
    sql(file, "DELETE FROM alembic_version")


def without_the_table_of_versions(file: Path) -> None:
    sql(file, "DROP TABLE alembic_version")


def without_a_table(file: Path) -> None:
    sql(file, "DROP TABLE question")


def without_the_key_of_the_traject(file: Path) -> None:
    sql(file, f"DELETE FROM key WHERE name = '{REF}'")


def without_its_own_keys(file: Path) -> None:
    sql(file, "DELETE FROM key WHERE name = 'practice'")


def scribbled(file: Path) -> None:
    """Some pages in the middle are overwritten."""
    whole = bytearray(file.read_bytes())
    whole[8192 : 8192 + 4096 * 3] = b"\x5a" * 4096 * 3
    file.write_bytes(bytes(whole))


def sql(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def middle(file: Path) -> None:
    """One page in the middle is overwritten, which no table's beginning is."""
    whole = bytearray(file.read_bytes())
    at = len(whole) // 2 // 4096 * 4096
    whole[at : at + 4096] = b"\x5a" * 4096
    file.write_bytes(bytes(whole))


def older(file: Path) -> None:
    """This store as it was before the last two starts, beside the other as it is now."""
    kept, config = file.read_bytes(), file.parent.parent / "config.toml"
    for _ in range(2):
        open_ledger(load(config, {"IMAP_PASSWORD": PASSWORD})).close()
    file.write_bytes(kept)


def one_start_older(file: Path) -> None:
    kept = file.read_bytes()
    open_ledger(load(file.parent.parent / "config.toml", {"IMAP_PASSWORD": PASSWORD})).close()
    file.write_bytes(kept)


def without_its_log(file: Path) -> None:
    """Copied while a daemon was at work, without the -wal."""
    ledger = open_ledger(load(file.parent.parent / "config.toml", {"IMAP_PASSWORD": PASSWORD}))
    with ledger.book():
        kept = file.read_bytes()
    ledger.close()
    file.write_bytes(kept)


STATES = [
    (LEDGER, middle, "is damaged"),
    (LEDGER, scribbled, "is damaged"),
    (LEDGER, older, "The ledger is older than its key store"),
    (LEDGER, one_start_older, "The ledger is older than its key store"),
    (LEDGER, without_its_log, "The ledger is older than its key store"),
    (KEYS, older, "The key store is older than the ledger"),
    (KEYS, one_start_older, "The key store is older than the ledger"),
    (KEYS, without_its_log, "The key store is older than the ledger"),
    (LEDGER, absent, "lost or empty"),
    (LEDGER, empty, "lost or empty"),
    (LEDGER, cut, "is damaged"),
    (LEDGER, garbage, "not a database"),
    (LEDGER, folder, "is a folder"),
    (LEDGER, dangling, "leads nowhere"),
    (LEDGER, circle, "leads nowhere"),
    (LEDGER, something_else, "something else"),
    (LEDGER, newer, "newer version"),
    (LEDGER, without_its_version, "is damaged"),
    (LEDGER, without_the_table_of_versions, "is damaged"),
    (LEDGER, without_a_table, "is damaged"),
    (KEYS, absent, "key store is missing"),
    (KEYS, empty, "key store is missing"),
    (KEYS, cut, "is damaged"),
    (KEYS, garbage, "not a database"),
    (KEYS, folder, "is a folder"),
    (KEYS, dangling, "leads nowhere"),
    (KEYS, something_else, "something else"),
    (KEYS, without_the_key_of_the_traject, "older than the ledger"),
    (KEYS, without_its_own_keys, "installation's own keys"),
    (MASTER, absent, "is missing"),
    (MASTER, empty, "is empty"),
    (MASTER, cut, "is damaged"),
    (MASTER, garbage, "is damaged"),
    (MASTER, folder, "is a folder"),
    (MASTER, dangling, "leads nowhere"),
]


def refused_everywhere(config: Path, words: str) -> None:
    """Each command says it in a sentence, and leaves the folder as it was."""
    before = content(config.parent)
    for command in (*WRITERS, *READERS):
        result = told(config, *command)
        assert (result.exit_code, type(result.exception)) == (2, SystemExit), (command, result.output)
        assert words in result.stderr, command
        assert result.stdout == "", command
        assert 1 <= len(result.stderr.splitlines()) <= 2
        assert content(config.parent) == before, command
    result = told(config, "check")
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if line.startswith("FAIL  database") and words in line]
    assert content(config.parent) == before


@pytest.mark.parametrize(
    ("name", "spoil", "words"), STATES, ids=[f"{name} {spoil.__name__}" for name, spoil, _ in STATES]
)
def test_a_store_in_a_strange_state_is_a_sentence_and_makes_nothing(
    config: Path, name: str, spoil: Spoil, words: str
) -> None:
    spoil(config.parent / "data" / name)
    refused_everywhere(config, words)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        pytest.param((LEDGER,), "another installation", id="ledger"),
        pytest.param((KEYS,), "does not open the key store", id="key store"),
        pytest.param((MASTER,), "does not open the key store", id="master key"),
        pytest.param((KEYS, MASTER), "another installation", id="keys"),
    ],
)
def test_a_store_of_another_installation_is_refused(
    config: Path, other: Path, names: tuple[str, ...], words: str
) -> None:
    for name in names:
        shutil.copy(other / name, config.parent / "data" / name)
    refused_everywhere(config, words)


def test_ledger_and_key_store_that_changed_places_are_refused(config: Path) -> None:
    data = config.parent / "data"
    for old, new in ((LEDGER, "third"), (KEYS, LEDGER), ("third", KEYS)):
        (data / old).rename(data / new)
    refused_everywhere(config, "something else")


@pytest.mark.parametrize("name", [LEDGER, KEYS])
@pytest.mark.parametrize("whose", [pytest.param("other", id="another installation's"), pytest.param("old", id="old")])
def test_a_log_that_does_not_belong_beside_a_store_is_refused_and_not_written_into_it(
    config: Path, other: Path, name: str, whose: str
) -> None:
    mine = config.parent / "data"
    log = logged(other.parent / "config.toml" if whose == "other" else config, name)
    if whose == "old":
        for _ in range(2):
            open_ledger(load(config, {"IMAP_PASSWORD": PASSWORD})).close()
    before = (mine / name).read_bytes()
    (mine / f"{name}-wal").write_bytes(log)
    for command in (*WRITERS, *READERS):
        result = told(config, *command)
        assert (result.exit_code, result.stdout) == (2, ""), (command, result.output)
        assert "Put" in result.stderr
        assert (mine / name).read_bytes() == before, command
        assert (mine / f"{name}-wal").read_bytes() == log, command
    for ending in ("-wal", "-shm"):
        (mine / f"{name}{ending}").unlink(missing_ok=True)
    assert told(config, "status").exit_code == 0


def logged(config: Path, name: str) -> bytes:
    """The -wal of a store that is in use."""
    ledger = open_ledger(load(config, {"IMAP_PASSWORD": PASSWORD}))
    ledger.keys.make(REF)
    log = (config.parent / "data" / f"{name}-wal").read_bytes()
    ledger.close()
    assert log
    return log


def test_a_daemon_that_was_killed_leaves_a_log_that_everybody_reads_and_nobody_loses(config: Path) -> None:
    data = config.parent / "data"
    ledger = open_ledger(load(config, {"IMAP_PASSWORD": PASSWORD}))
    kept = {file: file.read_bytes() for file in data.iterdir()}
    ledger.close()
    for file, content in kept.items():
        if not file.name.endswith("-shm"):
            file.write_bytes(content)
    for command in READERS:
        result = told(config, *command)
        assert result.exit_code in (0, 1), (command, result.output)
        assert {name: (data / name).read_bytes() for name in (LEDGER, KEYS)} == {
            name: kept[data / name] for name in (LEDGER, KEYS)
        }
    open_ledger(load(config, {"IMAP_PASSWORD": PASSWORD})).close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another user")
@pytest.mark.parametrize("name", [LEDGER, KEYS, MASTER])
def test_a_store_that_may_not_be_read_is_a_sentence(config: Path, name: str) -> None:
    told(config, "status")  # what is imported late is there
    with tempfile.TemporaryDirectory() as reachable:
        shutil.copytree(config.parent, reachable, dirs_exist_ok=True)
        for path in (Path(reachable), *Path(reachable).rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        (Path(reachable) / "data" / name).chmod(0)
        os.seteuid(NOBODY)
        try:
            refused_everywhere(Path(reachable) / "config.toml", "cannot be read")
        finally:
            os.seteuid(0)


@pytest.mark.parametrize("name", [LEDGER, KEYS])
def test_damage_inside_is_found_before_anything_is_done(config: Path, name: str) -> None:
    file = config.parent / "data" / name
    if name == KEYS:
        sql(file, "CREATE INDEX more ON key (wrapped)")
        file.write_bytes(file.read_bytes()[:8192] + b"\x5a" * (file.stat().st_size - 8192))
    else:
        scribbled(file)
    before = content(config.parent)
    for command in WRITERS:
        result = told(config, *command)
        assert (result.exit_code, "is damaged" in result.stderr) == (2, True), result.output
        assert content(config.parent) == before


@pytest.mark.parametrize("kept", [pytest.param((), id="nothing"), pytest.param((MASTER,), id="master key alone")])
def test_only_looking_before_the_first_day_makes_nothing(config: Path, kept: tuple[str, ...]) -> None:
    for name in {LEDGER, KEYS, MASTER} - set(kept):
        (config.parent / "data" / name).unlink()
    before = content(config.parent)
    for command in (*READERS, ("check",), ("once",)):
        result = told(config, *command)
        assert result.exit_code in (0, 1), command
        assert type(result.exception) in (SystemExit, type(None)), command
        assert content(config.parent) == before, command
