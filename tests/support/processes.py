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


def worked(p: Practice, at_most: float = float("inf")) -> float:
    """Seconds of processor that `once` used until it ended, or was killed at that many: the same beside any other work."""
    used = 0.0
    with launched(p, "once", "--now", p.now.isoformat(), output=subprocess.DEVNULL) as process:
        while process.poll() is None:
            used = max(used, _seconds_of_processor(process.pid))
            if used >= at_most:
                process.send_signal(signal.SIGKILL)
                process.wait()
            time.sleep(0.002)
        assert used >= at_most or process.returncode == 0
    return used


def _seconds_of_processor(pid: int) -> float:
    """proc(5): fields 14 and 15, in ticks; 0 when it has just gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


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
