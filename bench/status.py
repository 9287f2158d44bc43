"""`status --json` over many trajects, most of them destroyed: what a traject costs, against a tenth of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from many import NOW, office
from measuring import fastest, ratio, size

from bot.shell.operator.status import overview


def taken(count: int) -> float:
    """The best of three tries, in seconds."""
    with tempfile.TemporaryDirectory() as folder, office(Path(folder), count) as workshop:
        return fastest(lambda: list(overview(workshop.settings, None, NOW, as_json=True)))[0]


def main() -> None:
    count = size(10_000, "how many trajects")
    few, many = taken(max(1, count // 10)), taken(count)
    ratio(f"status of {count}", many, "s")
    ratio("against a tenth of them", many / few)


if __name__ == "__main__":
    main()
