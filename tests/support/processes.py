"""The program as a process of its own: started as its users start it, killed as a power cut would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from support.servers.dovecot import PASSWORD
from support.stories.practice import Practice

ROOT = Path(__file__).resolve().parents[2]


def environment() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "IMAP_PASSWORD": PASSWORD, "LANG": "C.UTF-8"}


def launched(p: Practice, *arguments: str, output: IO[bytes] | int = subprocess.PIPE) -> subprocess.Popen[str]:
    """`trajectbot --config … ARGUMENTS` in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "--config", str(p.settings.file), *arguments],
        env=environment(), cwd=p.settings.file.parent, text=True, start_new_session=True,
        stdout=output, stderr=output, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def once(p: Practice, now: str = "") -> tuple[int, str]:
    """Exit status and all that was said."""
    at = now or p.now.isoformat()
    with launched(p, "once", "--now", at) as process:
        said = "".join(process.communicate(timeout=600))
    return process.returncode, said


def killed_after(p: Practice, lines: int) -> bool:
    """`once`, killed when it has logged so many lines; whether it was still running."""
    with launched(p, "once", "--now", p.now.isoformat()) as process:
        assert process.stderr is not None
        for _ in range(lines):
            process.stderr.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
    return process.returncode == -signal.SIGKILL


@contextmanager
def daemon(p: Practice) -> Iterator[subprocess.Popen[str]]:
    """`run`; killed when the test forgets to stop it."""
    process = launched(p, "run")
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def until(happened: Callable[[], object], seconds: float = 300) -> bool:
    """Waits for something that another process does; whether it happened in time."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
