"""A round over ordinary mails in INBOX: where the time goes, and what the next round costs when nothing is new."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from measuring import Shares, ordinary, ratio, seconds, size

# isort: split
from sqlalchemy import event
from support.servers.certificates import make_certificates
from support.servers.dovecot import Dovecot, dovecot_missing
from support.servers.smtp import start_smtp
from support.stories.practice import Practice, practice

import bot.app
from bot.shell.imap.mailbox import Mailbox
from bot.shell.round.workshop import Workshop


class Counted(Mailbox):
    """A mailbox that tells how long it talks to the server; the conversation of a conversation counts once."""

    shares: Shares

    @contextmanager
    def _talk(self, doing: str) -> Iterator[Any]:
        with self.shares.of("IMAP"), super()._talk(doing) as connection:
            yield connection


def watch(office: Practice, shares: Shares) -> None:
    """Has the app count its reading, its transactions and its decisions, and the ledger its statements."""
    workshop = office.app.workshop
    Counted.shares = shares
    setattr(workshop.sandbox, "read_mail", shares.watched("reading", workshop.sandbox.read_mail))  # noqa: B010 - a slot to mypy
    setattr(bot.app, "decide", shares.watched("deciding", bot.app.decide))  # noqa: B010
    plain = Workshop.book

    @contextmanager
    def counted(self: Workshop) -> Iterator[Any]:
        with shares.of("ledger"), plain(self) as book:
            yield book

    setattr(Workshop, "book", counted)  # noqa: B010 - a method to mypy
    event.listen(workshop.ledger.engine, "before_cursor_execute", lambda *_: shares.calls.update(
        {"statements": shares.calls["statements"] + 1}))  # fmt: skip


def play(office: Practice) -> None:
    with Counted(office.account.endpoint()) as mailbox:
        office.app.round(mailbox, office.now)


def measure(office: Practice, count: int) -> None:
    shares = Shares()
    watch(office, shares)
    play(office)  # makes the folders, warms the child
    office.account.append(*(ordinary(number) for number in range(count)))
    shares.spent.clear()
    shares.calls.clear()
    whole = seconds(lambda: play(office))
    for what in ("reading", "deciding", "ledger", "IMAP"):
        ratio(f"share of {what}", 100 * shares.spent[what] / whole, "%")
    ratio("share of all else", 100 * (1 - sum(shares.spent.values()) / whole), "%")
    ratio("a mail", 1000 * whole / count, "ms")
    ratio("transactions a mail", shares.calls["ledger"] / count, "of the ledger")
    ratio("statements a mail", shares.calls["statements"] / count, "of the ledger")
    ratio("conversations a mail", shares.calls["IMAP"] / count, "with the mail server")
    shares.calls.clear()
    again = min(seconds(lambda: play(office)) for _ in range(3))
    ratio("the next round, with nothing new, costs, of this one", 100 * again / whole, "%")
    ratio("conversations of such a round", shares.calls["IMAP"] / 3, "with the mail server")
    ratio("transactions of such a round", shares.calls["ledger"] / 3, "of the ledger")


def main() -> None:
    if reason := dovecot_missing():
        raise SystemExit(reason)
    count = size(300, "how many ordinary mails of 3 KB")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    dovecot = Dovecot().start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            make_certificates(Path(folder))
            smtp = start_smtp(Path(folder))
            try:
                with practice(Path(folder), dovecot.account(), smtp) as office:
                    measure(office, count)
            finally:
                smtp.stop()
    finally:
        dovecot.stop()


if __name__ == "__main__":
    main()
