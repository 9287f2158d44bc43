"""The most memory that the tree of processes takes, by the file that comes with a mail (PSS, a million bytes)."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import structlog
from measuring import ratio, size

# isort: split
from support.hostile.large import LARGE, Large
from support.memory import Watch, held, peak, tree
from support.processes import launched
from support.servers.certificates import make_certificates
from support.servers.dovecot import Dovecot, dovecot_missing
from support.servers.smtp import start_smtp
from support.stories.practice import Practice, practice

MOST = 29_000_000
"""Bytes of a file: with some more a mail is over the limit of 40 MB, and is not read at all."""
SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "readers" / "samples"
OLD = Large("form.doc", lambda: (SAMPLES / "form.doc").read_bytes(), honest=True)


def measure(office: Practice, file: Large) -> None:
    office.mail("Els Vink <e.vink@elders.example>", "IFMS", "Zie bijlage.", (file.name, file.make()[:MOST]))
    with launched(office, "once", "--now", office.now.isoformat()) as process:
        whole, parts, _ = peak(process)
    shares = " + ".join(f"{part / 1e6:.0f}" for part in parts)
    ratio(f"{'honest' if file.honest else 'hostile'} {file.name} ({shares})", whole / 1e6, "MB")


def measure_daemon(office: Practice, files: Sequence[Large]) -> None:
    """One `run` over all of them, one after the other: the most that it ever took, and what it held in the end."""
    said = office.settings.file.with_name("said")
    with said.open("wb") as output, launched(office, "run", output=output) as process:
        watch = Watch(process.pid)
        for number, file in enumerate(files, 1):
            office.mail("Els Vink <e.vink@elders.example>", "IFMS", "Zie bijlage.", (file.name, file.make()[:MOST]))
            until = time.monotonic() + 300
            while said.read_bytes().count(b"handled") < number and time.monotonic() < until:
                time.sleep(0.1)
        time.sleep(2)
        after = sum(held(pid) for pid in tree(process.pid))
        process.kill()
    ratio(f"a daemon over {len(files)} files", watch.end() / 1e6, "MB")
    ratio("the same afterwards", after / 1e6, "MB")


def main() -> None:
    if reason := dovecot_missing():
        raise SystemExit(reason)
    count = size(len(LARGE) + 1, "how many of the files")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    dovecot = Dovecot().start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            make_certificates(Path(folder))
            smtp = start_smtp(Path(folder))
            try:
                with practice(Path(folder), dovecot.account(), smtp) as office:
                    office.app.workshop.ledger.close()
                    files = (OLD, *LARGE)[:count]
                    for file in files:
                        measure(office, file)
                    measure_daemon(office, files)
            finally:
                smtp.stop()
    finally:
        dovecot.stop()


if __name__ == "__main__":
    main()
