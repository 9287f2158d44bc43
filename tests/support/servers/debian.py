"""Servers of Debian that are unpacked beside the system, never installed: as packages they would shut each other out."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

_CACHE = Path(__file__).resolve().parents[3] / ".pytest_cache" / "debian"
_SECONDS = 60  # more than any download takes
_LIMITS = ("-o", "Acquire::http::Timeout=10", "-o", "Acquire::https::Timeout=10", "-o", "Acquire::Retries=0")


class NotHereError(Exception):
    """These programs cannot be run here; its words say why."""


def unpacked(*packages: str) -> Path:
    """The folder that holds the files of these packages, fetched once for every release; NotHereError without them."""
    missing = [tool for tool in ("apt-get", "dpkg-deb", "ldd") if shutil.which(tool) is None]
    if missing:
        raise NotHereError(f"this is no Debian: there is no {missing[0]}")
    key = hashlib.sha256(
        b"".join((Path("/etc/os-release").read_bytes(), os.uname().machine.encode(), *map(str.encode, packages)))
    )
    root = _CACHE / key.hexdigest()[:12]
    try:
        _CACHE.mkdir(parents=True, exist_ok=True)
        with (_CACHE / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not root.exists():
                _fetch(packages, root)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotHereError(f"Debian's {', '.join(packages)} could not be fetched ({type(error).__name__})") from error
    return root


def _fetch(packages: tuple[str, ...], root: Path) -> None:
    work = root.with_suffix(".work")
    shutil.rmtree(work, ignore_errors=True)
    (work / "lists" / "partial").mkdir(parents=True)
    try:
        _apt(work, "download", *packages)
    except subprocess.CalledProcessError:  # what is known of the packages is out of date, or was thrown away
        own = ("-o", f"Dir::State::Lists={work / 'lists'}", "-o", f"Dir::Cache={work}")
        _apt(work, *own, "update")
        _apt(work, *own, "download", *packages)
    for file in work.glob("*.deb"):
        _run("dpkg-deb", "-x", str(file), str(work / "root"), cwd=work)
    (work / "root").rename(root)
    shutil.rmtree(work, ignore_errors=True)


def _apt(work: Path, *arguments: str) -> None:
    _run("apt-get", "-q", *_LIMITS, *arguments, cwd=work)


def _run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=_SECONDS)


def environment(root: Path) -> dict[str, str]:
    """What lets programs below this folder find their libraries there."""
    folders = sorted({str(file.parent) for file in root.rglob("*.so*")})
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": ":".join(folders)}


def runnable(program: Path) -> Path:
    """The program, when all the libraries that it needs are there; otherwise NotHereError."""
    root = next(parent for parent in program.parents if parent.parent == _CACHE)
    if not program.exists():
        raise NotHereError(f"Debian's package has no {program.name} there")
    told = subprocess.run(
        ["ldd", str(program)], env=environment(root), check=True, capture_output=True, text=True
    ).stdout
    lacks = [line.split()[0] for line in told.splitlines() if "not found" in line]
    if lacks:
        raise NotHereError(f"{program.name} needs {', '.join(lacks)}")
    return program
