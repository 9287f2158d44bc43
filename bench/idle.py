"""What an idle practice costs: memory (PSS) of the daemon and its reading child, and rounds in which nothing is new.

The floors are a program that only holds an idle imapclient connection and an open SQLite file, and one LIST-STATUS over
the same folders.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import structlog
from measuring import ordinary, ratio, seconds, size
from throughput import called, served

# isort: split
from imapclient import IMAPClient
from support.memory import held, tree
from support.processes import launched
from support.servers.dovecot import PASSWORD, Account, Dovecot, dovecot_missing
from support.servers.smtp import SmtpServer, start_smtp
from support.stories.practice import Practice, practice

from bot.shell.imap.mailbox import Mailbox

_SETTLED = 6
"""Seconds after which a daemon that was started has nothing left to do."""
_BARE = """
import sqlite3, sys
from imapclient import IMAPClient
database = sqlite3.connect(sys.argv[4])
client = IMAPClient("127.0.0.1", int(sys.argv[1]), ssl=False)
client.login(sys.argv[2], sys.argv[3])
client.select_folder("INBOX", readonly=True)
client.idle()
client.idle_check()
"""


def shares(pid: int) -> list[int]:
    """The PSS of a process and of each that it started, in bytes."""
    return [held(one) for one in tree(pid)]


def memory(folder: Path, dovecot: Dovecot, smtp: SmtpServer) -> None:
    account = dovecot.account()
    account.append(*(ordinary(number) for number in range(1, 20)))
    with practice(folder, account, smtp) as p:
        p.app.workshop.ledger.close()
        with (folder / "said").open("wb") as output, launched(p, "run", output=output) as process:
            time.sleep(_SETTLED)
            ours = shares(process.pid)
            os.killpg(process.pid, signal.SIGKILL)
    command = [sys.executable, "-c", _BARE, str(dovecot.imap_port), account.user, PASSWORD, str(folder / "bare.db")]
    bare = subprocess.Popen(command)
    time.sleep(2)
    floor = sum(shares(bare.pid))
    bare.kill()
    bare.wait()
    ratio(f"idle ({' + '.join(f'{part / 1e6:.0f}' for part in ours)})", sum(ours) / 1e6, "MB")
    ratio("idle, floor", floor / 1e6, "MB")


def quiet(folder: Path, account: Account, smtp: SmtpServer, count: int) -> float:
    """Milliseconds of a round over so many trajects' folders in which nothing is new."""
    with practice(folder, account, smtp) as p, Mailbox(account.endpoint()) as mailbox:
        p.mail("A. de Vries <a.devries@praktijk.example>", "Trajecten", "\n".join(_starts(count)))
        for _ in range(4):
            _round(p, mailbox)
        assert sum("Correspondentie" in name for name in account.folders()) == count
        return 1000 * min(seconds(lambda: _round(p, mailbox)) for _ in range(5))


def _starts(count: int) -> list[str]:
    return [f"start s{number}@kliniek.example Sanne {called(number)}" for number in range(count)]


def _round(p: Practice, mailbox: Mailbox) -> None:
    p.now += timedelta(minutes=1)
    p.app.round(mailbox, p.now)


def listed(account: Account) -> float:
    """Milliseconds of one LIST that returns the status of each folder."""
    with IMAPClient(account.server.host, account.server.imap_port, ssl=False) as client:
        client.login(account.user, PASSWORD)
        wanted = "RETURN (STATUS (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ))"
        return 1000 * min(seconds(lambda: client._imap._simple_command("LIST", '""', '"*"', wanted)) for _ in range(5))


def main() -> None:
    if reason := dovecot_missing():
        raise SystemExit(reason)
    count = size(200, "how many trajects with their folders")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory() as place, served() as dovecot:
        for name in ("few", "many", "idle"):
            (Path(place) / name).mkdir()
        smtp = start_smtp(Path(place))
        try:
            memory(Path(place) / "idle", dovecot, smtp)
            few, many = dovecot.account(), dovecot.account()
            tenth = quiet(Path(place) / "few", few, smtp, max(1, count // 10))
            whole = quiet(Path(place) / "many", many, smtp, count)
        finally:
            smtp.stop()
        ratio(f"a round without news, {count} trajects", whole, "ms")
        ratio("the same, against a tenth of them", whole / tenth)
        ratio("the same, against one LIST-STATUS", whole / listed(many))


if __name__ == "__main__":
    main()
