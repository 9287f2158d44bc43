"""The benchmarks run, and print what they measured."""

from __future__ import annotations

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
    ],
)
def test_a_benchmark_prints_ratios(script: str, ratios: int, tmp_path: Path) -> None:
    """Run as its users do, from anywhere; what the figures are is not looked at: they are this machine's."""
    command = [sys.executable, str(HOME / "bench" / f"{script}.py"), "--size", "3"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(RATIO.findall(done.stdout)) == ratios


def test_every_benchmark_is_explained() -> None:
    scripts = {path.name for path in (HOME / "bench").glob("*.py")} - {"measuring.py", "many.py"}
    table = (HOME / "bench" / "README.md").read_text(encoding="utf-8")
    assert scripts == set(re.findall(r"^\| `(\w+\.py)` \|", table, re.MULTILINE))
