"""How long a mail waits in an idle mailbox: from the server's notification until it is on record.

The floor is a loop of bare imapclient over IDLE that fetches the mail and commits a row. Both are watched alike: over a
connection of their own that idles too, and by looking at their database.
"""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import structlog
from measuring import ordinary, ratio, size

# isort: split
from imapclient import IMAPClient
from support.processes import launched
from support.servers.dovecot import PASSWORD, Account, Dovecot, dovecot_missing
from support.servers.smtp import start_smtp
from support.stories.practice import practice

_STEP, _MOST = 0.0005, 20.0
_BARE = """
import sqlite3, sys
from imapclient import IMAPClient
port, user, password, file = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
database = sqlite3.connect(file, isolation_level=None)
database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE inbound (state TEXT);")
client = IMAPClient("127.0.0.1", port, ssl=False)
client.login(user, password)
client.select_folder("INBOX", readonly=True)
seen = 0
while True:
    for uid in [uid for uid in client.search(["UID", f"{seen + 1}:*"]) if uid > seen]:
        client.fetch([uid], ["BODY.PEEK[]"])
        database.execute("INSERT INTO inbound VALUES ('handled')")
        seen = uid
    client.idle()
    client.idle_check()
    client.idle_done()
"""


class Notified:
    """The moment at which a program that idles hears of a new mail."""

    def __init__(self, account: Account) -> None:
        self._client = IMAPClient(account.server.host, account.server.imap_port, ssl=False)
        self._client.login(account.user, PASSWORD)
        self._client.select_folder("INBOX", readonly=True)
        self._heard = threading.Event()
        self.at = 0.0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(Exception):
            self._client.idle()
            while True:
                told = self._client.idle_check()
                if any(b"EXISTS" in one for one in told):
                    self.at = time.perf_counter()
                    self._heard.set()

    def next(self, act: Callable[[], object]) -> float:
        """When it was heard of what this does."""
        self._heard.clear()
        act()
        if not self._heard.wait(_MOST):
            raise SystemExit("the mail server told nobody of a mail")
        return self.at


def waited(account: Account, file: Path, count: int) -> list[float]:
    """Milliseconds of each of so many mails."""
    notified, taken = Notified(account), list[float]()
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as ledger:

        def done() -> int:
            return int(ledger.execute("SELECT count(*) FROM inbound WHERE state = 'handled'").fetchone()[0])

        for number in range(count + 2):
            before = done()
            heard = notified.next(lambda: account.deliver(ordinary(number + 1)))  # noqa: B023 - at once
            while done() == before:
                if time.perf_counter() - heard > _MOST:
                    raise SystemExit("a mail was never on record")
                time.sleep(_STEP)
            taken.append(1000 * (time.perf_counter() - heard))
            time.sleep(0.2)
    return taken[2:]  # what is loaded with the first mail is not what is measured


def there(file: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as ledger:
            ledger.execute("SELECT count(*) FROM inbound")
            time.sleep(3)
            return
        time.sleep(0.1)
    raise SystemExit("nothing was begun")


def bare(account: Account, folder: Path, count: int) -> list[float]:
    file = folder / "bare.sqlite"
    command = [sys.executable, "-c", _BARE, str(account.server.imap_port), account.user, PASSWORD, str(file)]
    process = subprocess.Popen(command)
    try:
        there(file)
        return waited(account, file, count)
    finally:
        process.kill()
        process.wait()


def ours(account: Account, folder: Path, count: int) -> list[float]:
    server = start_smtp(folder)
    try:
        with practice(folder, account, server) as p:
            p.app.workshop.ledger.close()
            with (folder / "said").open("wb") as output, launched(p, "run", output=output) as process:
                try:
                    file = p.settings.file.parent / "data" / "trajectbot.db"
                    there(file)
                    return waited(account, file, count)
                finally:
                    os.killpg(process.pid, signal.SIGKILL)
    finally:
        server.stop()


def main() -> None:
    if reason := dovecot_missing():
        raise SystemExit(reason)
    count = size(40, "how many mails")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    dovecot = Dovecot().start()
    try:
        with tempfile.TemporaryDirectory() as place:
            for name, run in (("ours", ours), ("floor", bare)):
                folder = Path(place) / name
                folder.mkdir()
                account = dovecot.account()
                account.append(ordinary(0))
                taken = sorted(run(account, folder, count))
                ratio(f"{name}: half of the mails within", statistics.median(taken), "ms")
                ratio(f"{name}: 95 of a hundred within", taken[min(len(taken) - 1, int(0.95 * len(taken)))], "ms")
    finally:
        dovecot.stop()


if __name__ == "__main__":
    main()
