"""A first start over a mailbox full of mail: when the first answer leaves, and at what rate the rest is gone through.

The floor looks over senders and subjects of all of them with bare imapclient.
"""

from __future__ import annotations

import os
import signal
import tempfile
import time
from pathlib import Path

from first_start import NOW, SINCE, fill
from measuring import ratio, seconds, size

# isort: split
from imapclient import IMAPClient
from support.processes import launched
from support.servers.certificates import make_certificates
from support.servers.dovecot import PASSWORD, Account, Dovecot, dovecot_missing
from support.servers.smtp import start_smtp
from support.stories.practice import SHE, Practice, practice

_LOOKED = 60.0
"""Seconds during which the rate is watched."""
_CHUNK = 500


def looked_over(account: Account) -> None:
    with IMAPClient(account.server.host, account.server.imap_port, ssl=False) as client:
        client.login(account.user, PASSWORD)
        client.select_folder("INBOX", readonly=True)
        uids = client.search("ALL")
        for start in range(0, len(uids), _CHUNK):
            client.fetch(uids[start : start + _CHUNK], ["BODY.PEEK[HEADER.FIELDS (FROM SUBJECT)]", "INTERNALDATE"])


def first_answer(office: Practice, output: Path) -> tuple[float, float]:
    """Seconds until the first answer, and mails a second in the minute after it."""
    began = time.perf_counter()
    with output.open("wb") as said, launched(office, "once", "--now", NOW.isoformat(), output=said) as process:
        while not office.smtp.received and process.poll() is None:
            time.sleep(0.01)
        first, before = time.perf_counter() - began, output.read_bytes().count(b"handled")
        since = time.perf_counter()
        while process.poll() is None and time.perf_counter() - since < _LOOKED:
            time.sleep(0.1)
        rate = (output.read_bytes().count(b"handled") - before) / (time.perf_counter() - since)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    return first, rate


def main() -> None:
    if reason := dovecot_missing():
        raise SystemExit(reason)
    count = size(20_000, "how many mails")
    dovecot = Dovecot().start()
    try:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            make_certificates(folder)
            smtp = start_smtp(folder)
            try:
                with practice(folder, dovecot.account(), smtp, since=SINCE) as office:
                    fill(office.account, count, 0)
                    office.mail(f"A. de Vries <{SHE}>", "status")
                    bare = seconds(lambda: looked_over(office.account))
                    first, rate = first_answer(office, folder / "said")
            finally:
                smtp.stop()
    finally:
        dovecot.stop()
    ratio(f"the first answer, of {count} mails", first, "s")
    ratio("all senders and subjects, floor", bare, "s")
    ratio("mails a second after that", rate, "/s")


if __name__ == "__main__":
    main()
