"""A first start on a mailbox full of mail: the whole round as a process of its own, its memory and its order."""

from __future__ import annotations

import argparse
import os
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from measuring import ordinary, ratio

# isort: split
from support.processes import launched
from support.servers.certificates import make_certificates
from support.servers.dovecot import Account, Dovecot, dovecot_missing
from support.servers.smtp import start_smtp
from support.stories.practice import SHE, Practice, at, practice

NOW, SINCE = at("2026-11-05 10:00"), "2026-01-01"
HERS = 50


def fill(account: Account, mails: int, old: int) -> None:
    """Puts the files into the maildir as a server does; every fiftieth that is not old is a command of hers."""
    home = account.server.folder / "mail" / account.user
    account.append(ordinary(0))  # makes the maildir
    owner = (home / "cur").stat()
    young = datetime.fromisoformat(SINCE).replace(tzinfo=NOW.tzinfo) + timedelta(days=1)
    for number in range(old + mails):
        raw = ordinary(number, lines=3)
        if number >= old and number % HERS == HERS - 1:
            raw = raw.replace(f"e.vink{number}@elders.example".encode(), SHE.encode(), 1)
            raw = raw.replace(f"Afspraak {number}".encode(), b"status", 1)
        file = home / "cur" / f"{1_700_000_000 + number}.M{number}.mail,S={len(raw)}:2,S"
        file.write_bytes(raw)
        received = (young if number >= old else young - timedelta(days=400)) + timedelta(seconds=number)
        os.utime(file, (received.timestamp(),) * 2)
        os.chown(file, owner.st_uid, owner.st_gid)


def peak(pid: int) -> int:
    """VmHWM of a process in KB, 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def children(pid: int) -> list[int]:
    try:
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def started(office: Practice) -> tuple[float, int, int, int]:
    """Seconds, KB at most of the program and of its reading children, and the exit status of `once`."""
    began, own, theirs = time.perf_counter(), 0, 0
    with tempfile.TemporaryFile() as said:
        process = launched(office, "once", "--now", NOW.isoformat(), output=said)
        while process.poll() is None:
            own = max(own, peak(process.pid))
            theirs = max([theirs, *map(peak, children(process.pid))])
            time.sleep(0.1)
    return time.perf_counter() - began, own, theirs, process.returncode


def measure(office: Practice, mails: int, old: int) -> None:
    fill(office.account, mails, old)
    taken, own, theirs, status = started(office)
    if status:
        raise SystemExit(f"once ended with {status}")
    with closing(sqlite3.connect(office.settings.file.parent / "data" / "trajectbot.db")) as ledger:
        handled = ledger.execute("SELECT count(*) FROM inbound WHERE state = 'handled'").fetchone()[0]
        left = ledger.execute("SELECT count(*) FROM location WHERE inbound = 0").fetchone()[0]
        order = [o for (o,) in ledger.execute("SELECT outcome FROM disposition ORDER BY id")]
    ratio("handled", handled, "mails")
    ratio("left alone unread, older than since", left, "mails")
    ratio("a mail that is handled", 1000 * taken / max(1, handled), "ms")
    ratio("the whole round", taken, "s")
    ratio("the program, at most", own / 1024, "MB")
    ratio("a reading child, at most", theirs / 1024, "MB")
    first = order[: order.count("command")]
    ratio("of her commands were handled before all else", 100 * first.count("command") / max(1, len(first)), "%")
    again = started(office)
    ratio("the next round, with nothing new", again[0], "s")
    ratio("the program then, at most", again[1] / 1024, "MB")


def main() -> None:
    if reason := dovecot_missing():
        raise SystemExit(reason)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=5000, help="how many mails are handled (default: %(default)s)")
    parser.add_argument("--old", type=int, default=0, help="how many more are older than `since`")
    asked = parser.parse_args()
    dovecot = Dovecot().start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            make_certificates(Path(folder))
            smtp = start_smtp(Path(folder))
            try:
                with practice(Path(folder), dovecot.account(), smtp, since=SINCE) as office:
                    measure(office, asked.size, asked.old)
            finally:
                smtp.stop()
    finally:
        dovecot.stop()


if __name__ == "__main__":
    main()
