"""What the repository holds: nothing of one machine, and lists of packages that agree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]


def tracked() -> list[Path]:
    """The files that git knows; without git, or in a copy that it does not know, all that it would not ignore."""
    command = ["git", "ls-files", "-z"]
    listed = shutil.which("git") and subprocess.run(command, cwd=HOME, capture_output=True, check=False)
    if listed and not listed.returncode:
        return [path for entry in os.fsdecode(listed.stdout).split("\0") if entry and (path := HOME / entry).is_file()]
    return not_ignored(HOME)


def not_ignored(folder: Path) -> list[Path]:
    """What git would take in: our .gitignore holds nothing but names."""
    names = [line.rstrip("/") for line in (HOME / ".gitignore").read_text(encoding="utf-8").splitlines()]
    mine = [p for p in folder.iterdir() if p.name != ".git" and not any(fnmatch(p.name, name) for name in names)]
    return [file for p in sorted(mine) for file in (not_ignored(p) if p.is_dir() and not p.is_symlink() else [p])]


def test_without_git_the_same_files_are_looked_through() -> None:
    assert set(tracked()) <= set(not_ignored(HOME))


# Written in pieces, so that this file does not find itself.
OF_ONE_MACHINE = re.compile(
    "|".join(
        (r"(?<![\w.])/(" + "home" + r"|Users|root)/\w", "/" + r"work/(main|shared)\b", r"/tmp/" + r"(bash_jobs|house)")
    )
)
REGISTRIES = re.compile(
    "|".join((r"pypi\." + "org", "python" + "hosted", "npmjs" + r"\.", r"index-url\s*[=:]", "deb" + r"\.debian\."))
)


@pytest.mark.parametrize(
    "pattern",
    [pytest.param(OF_ONE_MACHINE, id="paths of one machine"), pytest.param(REGISTRIES, id="addresses of registries")],
)
def test_tracked_files_hold_nothing_of_one_machine(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(HOME)}:{number}: {match[0]}"
        for path in tracked()
        for number, line in enumerate(path.read_bytes().decode("utf-8", errors="replace").splitlines(), 1)
        if (match := pattern.search(line))
    ]
    assert found == []


def test_the_locked_lists_agree() -> None:
    runtime, dev = (
        re.findall(r"^([\w.-]+==\S+)", (HOME / f"requirements/{part}.txt").read_text(encoding="utf-8"), re.MULTILINE)
        for part in ("runtime", "dev")
    )
    assert runtime
    assert set(runtime) < set(dev)
