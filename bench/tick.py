"""The time of a round over many trajects, most of them destroyed: with its digest, and once more without news."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import structlog
from many import NOW, office
from measuring import ratio, seconds, size

# isort: split
from bot.app import App


def taken(count: int) -> tuple[float, float]:
    """With the digest, and the best of three without news, in seconds."""
    with tempfile.TemporaryDirectory() as folder, office(Path(folder), count) as workshop:
        app = App(workshop)
        digest = seconds(lambda: app.tick(NOW.replace(hour=9)))
        return digest, min(seconds(lambda: app.tick(NOW.replace(hour=9))) for _ in range(3))


def main() -> None:
    count = size(10_000, "how many trajects")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    (few, quiet_few), (many, quiet) = taken(max(1, count // 10)), taken(count)
    ratio(f"a tick with a digest over {count}", many, "s")
    ratio("against a tenth of them", many / few)
    ratio("one without news, of one with a digest", 100 * quiet / many, "%")
    ratio("one without news, against a tenth of them", quiet / quiet_few)


if __name__ == "__main__":
    main()
