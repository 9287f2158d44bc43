"""What the benchmarks share: mails to measure with, the best of several tries, ratios as lines."""

from __future__ import annotations

import argparse
import functools
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_HOME = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_HOME), str(_HOME / "tests")]  # the benchmarks use the tests' servers, without being installed


def size(default: int, what: str) -> int:
    """How much to measure with, from `--size`."""
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.add_argument("--size", type=int, default=default, help=f"{what} (default: %(default)s)")
    return max(1, int(parser.parse_args().size))


def ratio(what: str, value: float, unit: str = "x") -> None:
    """One line that a reader, or a test, finds."""
    print(f"ratio: {what}: {value:.2f} {unit}")


def seconds(act: Callable[[], object]) -> float:
    """How long it takes, once."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def fastest(*acts: Callable[[], object], tries: int = 3) -> tuple[float, ...]:
    """The best of several tries of each, by turns, so that a busy moment of the machine hits all of them."""
    taken = [[seconds(act) for act in acts] for _ in range(tries)]
    return tuple(min(times) for times in zip(*taken, strict=True))


class Shares:
    """Where the time goes: what begins within something else is taken off that."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        self._settle()
        self._running.append(what)
        self.calls[what] += 1
        try:
            yield
        finally:
            self._settle()
            self._running.pop()

    def watched(self, what: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted."""

        @functools.wraps(function)
        def counted(*values: Any, **named: Any) -> Any:
            with self.of(what):
                return function(*values, **named)

        return counted

    def _settle(self) -> None:
        now = time.perf_counter()
        if self._running:
            self.spent[self._running[-1]] += now - self._since
        self._since = now


def ordinary(number: int, lines: int = 40) -> bytes:
    """A mail of about 3 KB as anybody writes it: nothing to do with a traject."""
    words = "Graag zou ik met u afspreken over de coaching van volgende maand, in de ochtend als dat past. "
    body = "\r\n".join([f"Beste Anna, dit is brief {number}.", "", *[words[:70]] * lines, "", "Groet,", "Els Vink"])
    return (
        f"From: Els Vink <e.vink{number}@elders.example>\r\nTo: info@praktijk.example\r\n"
        f"Subject: Afspraak {number}\r\nDate: Mon, 02 Nov 2026 09:00:00 +0100\r\n"
        f"Message-ID: <gewoon{number}@elders.example>\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    ).encode()
