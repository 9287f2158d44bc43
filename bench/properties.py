"""A hundred thousand mails gone wrong, read, tied, routed and handled: what raises, what does something forbidden."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from measuring import ratio

# isort: split
from support.mutations.forbidden import wrong

A_BLOCK = 250


def asked(block: range) -> list[str]:
    """What is wrong with the mails of these seeds."""
    return [told for seed in block if (told := wrong(seed))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="how many mails (default: %(default)s)")
    parser.add_argument("--first", type=int, default=0, help="the first seed (default: %(default)s)")
    given = parser.parse_args()
    end = given.first + given.size
    blocks = [range(start, min(start + A_BLOCK, end)) for start in range(given.first, end, A_BLOCK)]
    found: list[str] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for told in pool.map(asked, blocks):
            found += told
    kinds = Counter(told.partition(": ")[2][:120] for told in found)
    for kind, n in kinds.most_common():
        print(f"{n} x {kind}, first {next(told for told in found if kind in told)[:200]}")
    ratio(f"wrong in {given.size} mails", 1000 * len(found) / given.size, "in a thousand")


if __name__ == "__main__":
    main()
