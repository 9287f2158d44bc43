"""Ports for the tests' own servers: two runs at the same time never get the same one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.servers import ports

SUPPORT = Path(ports.__file__).parents[2]
# Another run that is offered nothing but this port.
OTHER = """
from support.servers import ports
ports._RANGE = range({port}, {port} + 1)
try:
    print(ports.free_port())
except RuntimeError:
    print("none")
"""


def elsewhere(port: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", OTHER.format(port=port)],
        env={"PYTHONPATH": str(SUPPORT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_port_stays_ours_also_while_nobody_listens_on_it() -> None:
    assert elsewhere(ports.free_port()) == "none"


def test_no_port_is_given_twice() -> None:
    given = [ports.free_port() for _ in range(200)]
    assert len(set(given)) == len(given)
