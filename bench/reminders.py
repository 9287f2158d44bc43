"""The round in which reminders are due: written, with a Word form each, sent and filed.

The floor writes as many mails of that size with the standard library, commits a row each and sends them over one
connection. Both send to a server in a process of its own.
"""

from __future__ import annotations

import logging
import smtplib
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import structlog
from measuring import ratio, seconds, size
from throughput import A_TRAJECT, as_server, opened, served, sink

# isort: split
from support.servers.dovecot import dovecot_missing
from support.servers.ports import HOST
from support.stories.practice import Practice, at, practice

from bot.shell.imap.mailbox import Mailbox

_FORM = b"a blank form of this size" * 1600


def rounds(p: Practice, mailbox: Mailbox) -> Iterator[tuple[int, float]]:
    """By day of the month, at ten: mails sent and seconds taken."""
    for day in range(4, 25):
        p.now = at(f"2026-11-{day:02} 10:00")
        before = p.app.round(mailbox, p.now - timedelta(hours=3))  # what came is on record: reminders are what is left
        found: list[int] = []
        taken = seconds(lambda: found.append(p.app.round(mailbox, p.now).sent))  # noqa: B023 - at once
        yield found[0] + before.sent, taken


def floor(folder: Path, port: int, count: int) -> None:
    database = sqlite3.connect(folder / "floor.sqlite", isolation_level=None)
    database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE m (id TEXT, raw BLOB);")
    with smtplib.SMTP(HOST, port) as out:
        for number in range(count):
            mail = EmailMessage()
            mail["From"], mail["To"], mail["Subject"] = "info@praktijk.example", "x@y.example", "Herinnering"
            mail.set_content("Wilt u het formulier invullen?\n" * 30)
            mail.add_alternative("<p>Wilt u het formulier invullen?</p>\n" * 30, subtype="html")
            mail.add_attachment(_FORM, maintype="application", subtype="octet-stream", filename="formulier.docx")
            database.execute("INSERT INTO m VALUES (?, ?)", (str(number), bytes(mail)))
            out.send_message(mail)
    database.close()


def main() -> None:
    if reason := dovecot_missing():
        raise SystemExit(reason)
    trajects = size(9, f"how many trajects of {A_TRAJECT} respondents, of whom eleven are reminded at a time")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory() as place, sink() as server, served() as dovecot:
        folder = Path(place)
        with practice(folder, dovecot.account(), as_server(server)) as p, Mailbox(p.account.endpoint()) as mailbox:
            opened(p, trajects)
            sent, taken = next((n, s) for n, s in rounds(p, mailbox) if n > trajects)
        bare = seconds(lambda: floor(folder, server.port, sent))
    ratio("mails in that round", sent, "mails")
    ratio("a hundred reminders", 100 * taken / sent, "s")
    ratio("a hundred mails, floor", 100 * bare / sent, "s")


if __name__ == "__main__":
    main()
