"""Random faults, each in a round of a whole practice against a real Dovecot: a line a failure, and a table of all.

    PYTHONPATH=.:tests python -m bench.chaos --seed 1 --cases 1000 --minutes 30

A case that failed is told with its seed: `--seed THAT --cases 1 --server NAME --kind KIND` plays it again.
Exit status 1 when one failed. Interrupted, it tells what there is.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import structlog
from support.chaos.cases import FAULTS, Verdict, tried
from support.chaos.told import Told
from support.chaos.variations import VARIATIONS, Variation
from support.servers.certificates import make_certificates
from support.servers.dovecot import dovecot_missing, fast_folder
from support.servers.smtp import start_smtp


def main() -> None:
    arguments = _arguments()
    if reason := dovecot_missing():
        raise SystemExit(reason)
    for noisy in ("mail.log", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL + 1)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    names = arguments.server or list(VARIATIONS)
    verdicts: dict[str, list[Verdict]] = {name: [] for name in names}
    began = time.monotonic()
    with suppress(KeyboardInterrupt):
        for number, name in enumerate(names, 1):
            until = began + 60 * arguments.minutes * number / len(names)
            first = arguments.seed + arguments.cases * (number - 1) // len(names)
            last = arguments.seed + arguments.cases * number // len(names)
            for verdict in _played(VARIATIONS[name], range(first, last), until, arguments.kind):
                verdicts[name].append(verdict)
    print(_table(verdicts))
    sys.exit(any(v.wrong for of in verdicts.values() for v in of))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--seed", type=int, default=1, help="of the first case (default: %(default)s)")
    parser.add_argument("--cases", type=int, default=1000, help="how many at most (default: %(default)s)")
    parser.add_argument("--minutes", type=float, default=30, help="how long at most (default: %(default)s)")
    parser.add_argument("--server", action="append", choices=list(VARIATIONS), help="only these kinds of server")
    parser.add_argument("--kind", default="", choices=["", *FAULTS], help="only this kind of fault")
    found = parser.parse_args()
    found.cases, found.minutes = max(1, found.cases), max(0.01, found.minutes)
    return found


def _played(variation: Variation, seeds: range, until: float, kind: str) -> Iterator[Verdict]:
    with _told(variation) as told:
        for seed in seeds:
            if time.monotonic() > until:
                return
            verdict = tried(told, seed, kind)
            if verdict.wrong:
                print(f"{variation.name}, {verdict}", flush=True)
            yield verdict


@contextmanager
def _told(variation: Variation) -> Iterator[Told]:
    dovecot = variation.dovecot().start()
    try:
        with tempfile.TemporaryDirectory(dir=fast_folder()) as folder:
            make_certificates(Path(folder))
            smtp = start_smtp(Path(folder))
            try:
                with Told(dovecot, Path(folder), variation.lacks).recorded(smtp, variation.scenes) as told:
                    yield told
            finally:
                smtp.stop()
    finally:
        dovecot.stop()


def _table(verdicts: dict[str, list[Verdict]]) -> str:
    """Markdown: a row a kind of fault, a column a kind of server; cases that hit, and of those the failed."""
    rows = ["| fault | " + " | ".join(verdicts) + " |", "| --- |" + " ---: |" * len(verdicts)]
    hit = {name: Counter(v.kind for v in of if v.fired) for name, of in verdicts.items()}
    failed = {name: Counter(v.kind for v in of if v.wrong) for name, of in verdicts.items()}

    def cell(name: str, kinds: list[str]) -> str:
        wrong = sum(failed[name][k] for k in kinds)
        return f"{sum(hit[name][k] for k in kinds)}" + (f" ({wrong} failed)" if wrong else "")

    for kind in FAULTS:
        rows.append(f"| {kind} | " + " | ".join(cell(name, [kind]) for name in verdicts) + " |")
    rows.append("| all | " + " | ".join(cell(name, list(FAULTS)) for name in verdicts) + " |")
    every = [v for of in verdicts.values() for v in of]
    wrong = sum(bool(v.wrong) for v in every)
    return "\n".join([*rows, "", f"cases: {len(every)}, hit: {sum(v.fired for v in every)}, failed: {wrong}"])


if __name__ == "__main__":
    main()
