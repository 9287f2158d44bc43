"""How much memory a tree of processes holds: the sum of their shares (PSS), looked at until the program ends."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path


def tree(pid: int) -> list[int]:
    """The process and all that it started."""
    found = [pid]
    for one in found:
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                found += map(int, Path(f"/proc/{one}/task/{task}/children").read_text().split())
        except OSError:
            continue
    return found


def held(pid: int) -> int:
    """Its share in bytes; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


class Watch:
    """Looks at a process and what it starts; `most` is the most that they ever held at once, with each one's part."""

    def __init__(self, pid: int) -> None:
        self.most: tuple[int, ...] = ()
        self._pid, self._over = pid, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.is_set():
            shares = tuple(held(pid) for pid in tree(self._pid))
            if sum(shares) > sum(self.most):
                self.most = shares
            time.sleep(0.01)

    def end(self) -> int:
        """The sum of the most, in bytes."""
        self._over.set()
        self._thread.join()
        return sum(self.most)


def peak(process: subprocess.Popen[str]) -> tuple[int, tuple[int, ...], str]:
    """The most until it ends, in bytes, by process as well; and what it said."""
    watch = Watch(process.pid)
    said = "".join(process.communicate(timeout=300))
    return watch.end(), watch.most, said
