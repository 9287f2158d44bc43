"""The disk is full, over a limit or read-only, or another program holds the ledger: it is said so, and nothing is lost (G8)."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from support.processes import environment, once
from support.stories.practice import SHE, Practice, lent, parsed, text_of

from bot.core.errors import ConfigurationError
from bot.engines.local import one_round
from bot.engines.unwritten import PATIENCE, Unwritten
from bot.shell.ledger.files.lock import only_one

PR_CAPBSET_DROP, OVERRIDE, SEARCH = 24, 1, 2
WISH = "Ik wil graag een IFMS-traject volgen. Kunnen we bellen?"


ONE_AFTER_ANOTHER = """
import contextlib, io, json, sys
from bot.cli import main
for command in json.loads(sys.argv[2]):
    said, status = io.StringIO(), 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main(["--config", sys.argv[1], *command])
        except SystemExit as ended:
            status = ended.code
    print(json.dumps([status, said.getvalue()]))
"""


def limited(p: Practice, prepare: Callable[[], None], *commands: tuple[str, ...]) -> list[tuple[int, str]]:
    """Exit status and what was said by each command, all in one process that was prepared so."""
    done = subprocess.run(
        [sys.executable, "-c", ONE_AFTER_ANOTHER, str(p.settings.file), json.dumps(commands)],
        env=environment() | {"PYTHONDONTWRITEBYTECODE": "1"},  # cut off at the limit, it would stay for everybody
        cwd=p.settings.file.parent, text=True, capture_output=True, timeout=100, preexec_fn=prepare, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def data_of(p: Practice) -> Path:
    return p.settings.stores.master_key_file.parent


def as_anybody() -> None:
    """Root without the right to pass over the rights of files."""
    libc = ctypes.CDLL(None)
    for right in (OVERRIDE, SEARCH):
        libc.prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


def asks(p: Practice) -> None:
    p.app.workshop.ledger.close()
    p.mail("Piet Bos <p.bos@kliniek.example>", "IFMS", WISH)


def nothing_is_lost(p: Practice) -> None:
    assert one_round(p.settings, p.now, opens=lent).trouble == ""
    assert p.kinds("p.bos@kliniek.example") == ["intake-received"]


def test_a_disk_that_takes_no_more_is_called_so(practice_run: Practice) -> None:
    p = practice_run
    asks(p)

    def prepare() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    ((status, said),) = limited(p, prepare, ("once", "--now", p.now.isoformat()))
    assert status == 1, said
    assert "disk" in said
    assert "url" not in said
    assert "Traceback" not in said
    assert p.sent() == []
    nothing_is_lost(p)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], check=False)
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def moved(p: Practice, place: Path) -> None:
    """The stores lie on that disk from now on."""
    p.app.workshop.ledger.close()
    for file in data_of(p).iterdir():
        shutil.move(file, place / file.name)
    data_of(p).rmdir()
    data_of(p).symlink_to(place)


@pytest.mark.parametrize("left", [0, 8])
def test_a_full_disk_is_said_and_afterwards_all_of_it_is_done(
    practice_run: Practice, small_disk: Path, left: int
) -> None:
    p = practice_run
    asks(p)
    moved(p, small_disk)
    rubbish = small_disk / "rubbish"
    with contextlib.suppress(OSError), rubbish.open("wb", buffering=0) as out:
        while out.write(bytes(4096)):
            pass
    os.truncate(rubbish, rubbish.stat().st_size - left * 4096)
    status, said = once(p)
    assert (status, "Traceback" in said) == (1, False), said
    assert "disk" in said
    assert "url" not in said
    rubbish.unlink()
    nothing_is_lost(p)


@pytest.mark.skipif(os.geteuid() != 0, reason="takes rights from root")
@pytest.mark.parametrize("which", ["trajectbot.db", "keys.db"])
def test_a_store_that_is_read_only_is_said_and_can_be_looked_at(practice_run: Practice, which: str) -> None:
    p = practice_run
    asks(p)
    (data_of(p) / which).chmod(0o400)
    (status, said), shown = limited(p, as_anybody, ("once", "--now", p.now.isoformat()), ("status",))
    assert (status, "cannot be written" in said, "Traceback" in said) == (1, True, False), said
    assert shown[0] == 0
    (data_of(p) / which).chmod(0o600)
    nothing_is_lost(p)


@pytest.mark.skipif(os.geteuid() != 0, reason="takes rights from root")
@pytest.mark.parametrize("which", ["trajectbot.db", "keys.db", "master.key"])
def test_a_store_that_may_not_be_read_is_a_configuration_error(practice_run: Practice, which: str) -> None:
    p = practice_run
    p.app.workshop.ledger.close()
    (data_of(p) / which).chmod(0)
    for status, said in limited(p, as_anybody, ("once",), ("status",)):
        assert (status, "cannot be read" in said, "Traceback" in said) == (2, True, False), said


def test_a_folder_that_is_read_only_can_be_looked_at(practice_run: Practice) -> None:
    p = practice_run
    p.app.workshop.ledger.close()
    if os.geteuid():
        pytest.skip("takes rights from root")
    data_of(p).chmod(0o500)
    assert [status for status, _ in limited(p, as_anybody, ("status",), ("once",))] == [0, 1]
    data_of(p).chmod(0o700)


def test_it_is_told_once_after_ten_minutes_and_again_when_it_comes_back(practice_run: Practice) -> None:
    p = practice_run
    p.app.workshop.ledger.close()
    with closing(sqlite3.connect(data_of(p) / "trajectbot.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        trouble = Unwritten(p.settings)
        for minutes in (0, 9, 10, 11, 300):
            trouble.fails(p.now + timedelta(minutes=minutes))
            assert len(p.sent("technical", SHE)) == (minutes >= PATIENCE.seconds // 60)
        trouble.works()
        for minutes in (400, 409, 410):
            trouble.fails(p.now + timedelta(minutes=minutes))
        assert len(p.sent("technical")) == 2
    assert "de schijf is vol" in " ".join(text_of(parsed(p.sent("technical")[0])).split())


def test_without_a_server_it_is_told_later(practice_run: Practice) -> None:
    p = practice_run
    answers, p.smtp.recorder.answers = p.smtp.recorder.answers, {SHE: "451 4.3.0 Later"}
    trouble = Unwritten(p.settings)
    trouble.fails(p.now)
    trouble.fails(p.now + PATIENCE)
    p.smtp.recorder.answers = answers
    trouble.fails(p.now + 2 * PATIENCE)
    trouble.fails(p.now + 3 * PATIENCE)
    assert len(p.sent("technical")) == 1


def test_a_ledger_that_was_taken_away_stops_the_daemon(practice_run: Practice) -> None:
    p = practice_run
    ledger = data_of(p) / "trajectbot.db"
    with only_one(p.settings) as still:
        still()
        ledger.rename(kept := ledger.with_name("kept"))
        with pytest.raises(ConfigurationError, match="taken away or replaced"):
            still()
        shutil.copy(kept, ledger)
        with pytest.raises(ConfigurationError, match="taken away or replaced"):
            still()
        kept.replace(ledger)
        still()
