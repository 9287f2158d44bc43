"""Places on loopback, and ports that nobody else gets who runs tests on this machine at the same time."""

from __future__ import annotations

import random
import socket
from contextlib import suppress

HOST = "127.0.0.1"
ELSEWHERE = "127.0.0.2"  # also this machine, for which no certificate of ours is valid
PATIENCE = 60  # seconds that nothing ever takes, however busy the machine
# Below the numbers that the system gives to whoever does not ask for one (from 32768): nobody gets ours by chance.
_RANGE = range(18_000, 32_000)
_chance = random.SystemRandom()
_held: list[socket.socket] = []


def free_port() -> int:
    """A port on which nobody listens; it stays ours until this process ends, also while our server restarts."""
    for _ in range(1000):
        with suppress(OSError):
            return _taken(_chance.choice(_RANGE))
    raise RuntimeError("No port is free.")


def _taken(port: int) -> int:
    """Hold a name that lives as long as this process, in the same name space as the ports; OSError when in use."""
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0trajectbot-tests-port-{port}")
        with socket.socket() as probe:
            probe.bind((HOST, port))
    except OSError:
        name.close()
        raise
    _held.append(name)
    return port
