"""What a killed conversion left is swept; what others work in, or made, is not."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bot
from bot.core.errors import TransientError
from bot.shell.sandbox.office import Office
from bot.shell.sandbox.workbench import sweep, workbench

ROOT = Path(bot.__file__).parents[1]
KILLED = """
import os, signal, sys
from pathlib import Path
from bot.shell.sandbox.workbench import workbench
with workbench(Path(sys.argv[1])) as (folder, held):
    (folder / "source.doc").write_bytes(b"geheim")
    print(folder, flush=True)
    sys.stdin.readline()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def another(place: Path) -> subprocess.Popen[str]:
    """A program that works in a folder of its own, until it is told to die."""
    return subprocess.Popen(
        [sys.executable, "-c", KILLED, str(place)], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def test_what_a_killed_program_left_is_swept_and_not_before(tmp_path: Path) -> None:
    place = tmp_path / "data" / "converting"
    with another(place) as one:
        assert one.stdout
        assert one.stdin
        folder = Path(one.stdout.readline().strip())
        sweep(place)
        with workbench(place) as (ours, _):
            assert ours != folder
        assert (folder / "source.doc").read_bytes() == b"geheim"
        one.stdin.write("\n")
        one.stdin.flush()
        one.wait()
    assert (folder / "source.doc").exists()
    sweep(place)
    assert list(place.iterdir()) == []


def test_a_program_that_was_started_there_holds_the_folder_too(tmp_path: Path) -> None:
    place = tmp_path / "converting"
    with workbench(place) as (ours, held):
        orphan = subprocess.Popen(["sleep", "60"], pass_fds=(held,))
        ours.rename(kept := place / "office-kept")  # so that it stays, as after a kill
    sweep(place)
    assert kept.exists()
    orphan.kill()
    orphan.wait()
    sweep(place)
    assert not kept.exists()


def test_all_of_it_is_for_its_owner_alone_whoever_made_it(tmp_path: Path) -> None:
    place = tmp_path / "data" / "converting"
    place.mkdir(parents=True)
    place.chmod(0o777)
    umask = os.umask(0)
    try:
        with workbench(place) as (folder, _):
            (folder / "source.doc").write_bytes(b"x")
            assert [p.stat().st_mode & 0o077 for p in (place, folder)] == [0, 0]
    finally:
        os.umask(umask)


@pytest.mark.parametrize("mode", [0o755, 0o770])
def test_what_was_not_made_here_is_left_alone(tmp_path: Path, mode: int) -> None:
    place = tmp_path / "converting"
    for name in ("office-shared", "other", "elsewhere"):
        (place if name != "elsewhere" else tmp_path).joinpath(name).mkdir(parents=True)
    (place / "office-shared").chmod(mode)
    (place / "office-file").write_text("x")
    (place / "office-link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").chmod(0o700)
    (tmp_path / "elsewhere" / "kept").touch()
    sweep(place)
    assert sorted(p.name for p in place.iterdir()) == ["office-file", "office-link", "office-shared", "other"]
    assert (tmp_path / "elsewhere" / "kept").exists()


def test_a_place_that_is_a_link_is_not_swept(tmp_path: Path) -> None:
    (tmp_path / "real" / "office-x").mkdir(parents=True)
    (tmp_path / "real" / "office-x").chmod(0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    sweep(tmp_path / "link")
    assert (tmp_path / "real" / "office-x").exists()


def test_a_full_disk_is_said_and_no_file_is_called_damaged(tmp_path: Path) -> None:
    with pytest.raises(TransientError, match="disk is full"), workbench(tmp_path / "c"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "source.doc")
    assert list((tmp_path / "c").iterdir()) == []


def test_a_conversion_works_in_the_place_it_was_given(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nmkdir made; pwd > made/source.docx; echo $HOME $TMPDIR >> made/source.docx\n")
    program.chmod(0o755)
    made = Office(str(program), tmp_path / "data" / "converting")(b"x", "doc", "docx")
    assert made is not None
    assert {Path(name).parent for name in made.decode().split()} == {tmp_path / "data" / "converting"}
    assert list((tmp_path / "data" / "converting").iterdir()) == []
