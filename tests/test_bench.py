"""The benchmarks run, and print what they measured."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.servers.dovecot import dovecot_missing

HOME = Path(__file__).resolve().parents[1]
WITH_DOVECOT = pytest.mark.skipif(bool(dovecot_missing()), reason=dovecot_missing() or "Dovecot is there")
RATIO = re.compile(r"^ratio: \S[^:\n]*(?:: \S[^:\n]*)?: -?\d+\.\d\d \S.*$", re.MULTILINE)


@pytest.mark.parametrize(
    ("script", "ratios"),
    [
        pytest.param("fetch", 2, id="fetch", marks=WITH_DOVECOT),
        pytest.param("sandbox", 4, id="sandbox"),
        pytest.param("memory", 5, id="memory", marks=WITH_DOVECOT),
        pytest.param("properties", 1, id="properties"),
        pytest.param("round", 12, id="round", marks=WITH_DOVECOT),
        pytest.param("send", 3, id="send"),
        pytest.param("first_start", 9, id="first start", marks=WITH_DOVECOT),
        pytest.param("status", 2, id="status"),
        pytest.param("tick", 4, id="tick"),
        pytest.param("throughput", 10, id="throughput", marks=WITH_DOVECOT),
        pytest.param("latency", 4, id="latency", marks=WITH_DOVECOT),
        pytest.param("idle", 5, id="idle", marks=WITH_DOVECOT),
        pytest.param("reminders", 3, id="reminders", marks=WITH_DOVECOT),
        pytest.param("remote", 3, id="remote", marks=WITH_DOVECOT),
        pytest.param("backlog", 3, id="backlog", marks=WITH_DOVECOT),
        pytest.param("report", 3, id="report"),
        pytest.param("explain", 3, id="explain"),
    ],
)
def test_a_benchmark_prints_ratios(script: str, ratios: int, tmp_path: Path) -> None:
    """Run as its users do, from anywhere; what the figures are is not looked at: they are this machine's."""
    command = [sys.executable, str(HOME / "bench" / f"{script}.py"), "--size", "3"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(RATIO.findall(done.stdout)) == ratios


def test_the_whole_of_them_keeps_what_it_measured(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "bench",
        "report",
        "--json",
        str(tmp_path / "f.json"),
        "--table",
        str(tmp_path / "t.md"),
    ]
    subprocess.run(command, cwd=HOME, capture_output=True, timeout=600, check=True)
    figures = json.loads((tmp_path / "f.json").read_text())["figures"]
    assert {one["bench"] for one in figures} == {"calibration", "report"}
    assert all(one["least"] <= one["median"] <= one["most"] for one in figures)
    assert (tmp_path / "t.md").read_text().count("| `report` |") == 4
    none = subprocess.run([*command[:3], "nothing"], cwd=HOME, capture_output=True, text=True, check=False)
    assert (none.returncode, "no benchmark nothing" in none.stderr) == (2, True)


def test_every_benchmark_is_explained() -> None:
    scripts = {path.name for path in (HOME / "bench").glob("*.py")} - {"measuring.py", "many.py", "__main__.py"}
    table = (HOME / "bench" / "README.md").read_text(encoding="utf-8")
    assert scripts == set(re.findall(r"^\| `(\w+\.py)` \|", table, re.MULTILINE))
