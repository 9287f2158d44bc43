"""The most memory that the tree of processes takes, by the file that comes with a mail (PSS, a million bytes)."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import structlog
from measuring import ratio, size

# isort: split
from support.hostile.large import LARGE, Large
from support.memory import peak
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
                    for file in (OLD, *LARGE)[:count]:
                        measure(office, file)
            finally:
                smtp.stop()
    finally:
        dovecot.stop()


if __name__ == "__main__":
    main()
