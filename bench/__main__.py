"""All benchmarks one after the other: `python -m bench all` (or `quick`), or those that are named.

Each is run as a process of its own, several times, and the median of every figure is told, with the least and the most.
`--json FILE` keeps all of them; `--table FILE` writes them as Markdown. First a calibration: what this machine does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
_RATIO = re.compile(r"^ratio: (?P<what>.+): (?P<value>-?\d+\.\d\d) (?P<unit>\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Bench:
    """A script, its sizes, and how often it is run; `quick` 0: left out of the quick ones."""

    name: str
    whole: int
    quick: int
    times: int


BENCHES = (
    Bench("throughput", 3, 1, 5),
    Bench("latency", 20, 8, 2),
    Bench("reminders", 9, 2, 3),
    Bench("tick", 10_000, 0, 1),
    Bench("status", 10_000, 0, 1),
    Bench("idle", 200, 20, 1),
    Bench("backlog", 5_000, 0, 1),
    Bench("remote", 3, 0, 1),
    Bench("report", 200, 60, 3),
    Bench("explain", 500, 0, 1),
)


@dataclass(frozen=True)
class Figure:
    """One figure of several runs."""

    bench: str
    what: str
    median: float
    least: float
    most: float
    unit: str


def calibration() -> list[Figure]:
    """What a processor and the disk do here: hashes of a megabyte, and writes that are waited for."""
    block, began = bytes(1_000_000), time.perf_counter()
    hashes = 0
    while time.perf_counter() - began < 0.5:
        hashlib.sha256(block).digest()
        hashes += 1
    rate = hashes / (time.perf_counter() - began)
    with tempfile.NamedTemporaryFile() as file:
        taken = []
        for _ in range(50):
            start = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            taken.append(1000 * (time.perf_counter() - start))
    wait = statistics.median(taken)
    return [
        Figure("calibration", "SHA-256 of a megabyte", rate, rate, rate, "/s"),
        Figure("calibration", "a write that is waited for", wait, min(taken), max(taken), "ms"),
    ]


def measured(bench: Bench, *, quick: bool) -> list[Figure]:
    """The figures of one script; SystemExit when it fails."""
    found: dict[tuple[str, str], list[float]] = {}
    for _ in range(1 if quick else bench.times):
        command = [sys.executable, str(HERE / f"{bench.name}.py"), "--size", str(bench.quick if quick else bench.whole)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{bench.name} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        for one in _RATIO.finditer(done.stdout):
            found.setdefault((one["what"], one["unit"]), []).append(float(one["value"]))
    return [
        Figure(bench.name, what, statistics.median(values), min(values), max(values), unit)
        for (what, unit), values in found.items()
    ]


def table(figures: list[Figure]) -> str:
    """The figures as Markdown."""
    rows = ["| bench | figure | median | least – most |", "| --- | --- | --- | --- |"]
    for one in figures:
        spread = "" if one.least == one.most else f"{one.least:.2f} – {one.most:.2f}"
        rows.append(f"| `{one.bench}` | {one.what} | {one.median:.2f} {one.unit} | {spread} |")
    return "\n".join(rows) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("which", nargs="+", help=f"all, quick, or: {' '.join(b.name for b in BENCHES)}")
    parser.add_argument("--json", type=Path, help="where all figures are kept")
    parser.add_argument("--table", type=Path, help="where the table is written")
    asked = parser.parse_args()
    quick = "quick" in asked.which
    named = [b for b in BENCHES if b.name in asked.which] if {"all", "quick"}.isdisjoint(asked.which) else list(BENCHES)
    if not named:
        parser.error(f"there is no benchmark {' '.join(asked.which)}")
    figures = calibration()
    for bench in (b for b in named if not quick or b.quick):
        figures += measured(bench, quick=quick)
        print(table([f for f in figures if f.bench == bench.name]), flush=True)
    if asked.json:
        about = {"python": platform.python_version(), "processors": os.cpu_count()}
        asked.json.write_text(json.dumps({**about, "figures": [asdict(f) for f in figures]}, indent=1) + "\n")
    if asked.table:
        asked.table.write_text(table(figures))
    print(table([f for f in figures if f.bench == "calibration"]))


if __name__ == "__main__":
    main()
