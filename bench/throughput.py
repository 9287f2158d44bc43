"""Answers of respondents, text and Word, taken in, filed and thanked, against a floor that keeps no promise at all.

The floor fetches in chunks, reads with the standard library, commits one SQLite transaction a mail (FULL) and sends one
acknowledgement a mail. Both talk to the same Dovecot and to an SMTP server in a process of its own.
"""

from __future__ import annotations

import contextlib
import cProfile
import email
import email.policy
import logging
import os
import pstats
import smtplib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import structlog
from measuring import ratio, seconds, size

# isort: split
from imapclient import IMAPClient
from support.servers.dovecot import PASSWORD, Account, Dovecot, dovecot_missing
from support.servers.ports import HOST, free_port
from support.servers.smtp import SmtpServer
from support.stories.people import fill, scores
from support.stories.practice import Practice, at, enclosures, practice

from bot.forms.questionnaires import catalogue
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import text

A_TRAJECT = 30
"""Respondents of one traject; more than forty names are asked about."""
GROUPS = ("cardioloog", "internist", "verpleegkundige")
CHUNK = 100
Person = tuple[str, str, str]


@dataclass(frozen=True)
class Port:
    """All that a practice needs to know of an SMTP server that runs elsewhere."""

    port: int


@contextlib.contextmanager
def sink() -> Iterator[Port]:
    """An SMTP server in a process of its own that takes everything and keeps nothing."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"{HOST}:{port}", "-c", "aiosmtpd.handlers.Sink"]
    )
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), smtplib.SMTP(HOST, port):
                break
            time.sleep(0.05)
        yield Port(port)
    finally:
        process.terminate()
        process.wait()


def called(number: int) -> str:
    """The number as a surname: no name has figures in it."""
    return "Nummer" + "".join("abcdefghij"[int(figure)] for figure in str(number))


def people(number: int) -> list[Person]:
    """The respondents of one traject."""
    return [
        (f"Collega {called(number)} {called(n)}", f"c{number}x{n}@kliniek.example", GROUPS[n % 3])
        for n in range(A_TRAJECT)
    ]


def opened(p: Practice, count: int) -> dict[str, list[Person]]:
    """So many trajects, each with its list, by reference."""
    for number in range(count):
        p.command(f"start s{number}@kliniek.example Sanne {called(number)}")
    p.round("2026-11-03 10:00")
    found = (f.split("/")[-1] for f in p.account.folders())
    by_name = {name.rpartition(" ")[2]: name[:7] for name in found if name.startswith("T-")}
    refs = {number: by_name[called(number)] for number in range(count)}
    for number, ref in refs.items():
        rows = "\n".join(", ".join(one) for one in people(number))
        p.mail(f"Sanne {called(number)} <s{number}@kliniek.example>", f"Re: [{ref}] Start", rows)
    p.round("2026-11-03 11:00")
    return {ref: people(number) for number, ref in sorted(refs.items())}


def blank_form(p: Practice, ref: str) -> bytes:
    """The Word form that the specialist got."""
    letters = next(f for f in p.account.folders() if ref in f and f.endswith("Correspondentie"))
    for _, raw in p.account.mails(letters):
        for name, data in enclosures(email.message_from_bytes(raw)).items():
            if name.startswith("Feedbackformulier") and name.endswith("docx"):
                return data
    raise LookupError(ref)


def typed(ref: str, number: int) -> str:
    """A whole form, typed: about 3 KB."""
    header = FormHeader(
        ref, f"Sanne {called(number)}", "dr. A. de Vries", "Praktijk De Vries", "info@praktijk.example", "", GROUPS
    )
    blank = text.write(catalogue.questionnaire(catalogue.FEEDBACK), header, "nl")
    return blank.replace("Score:", "Score: 4")


def answers(p: Practice, trajects: dict[str, list[Person]], kind: str) -> list[bytes]:
    """One mail of each respondent."""
    mails = []
    for number, (ref, listed) in enumerate(trajects.items()):
        form = fill(blank_form(p, ref), scores()) if kind == "word" else b""
        body = "Zie bijlage." if kind == "word" else typed(ref, number)
        for name, address, _ in listed:
            files = (("Feedbackformulier.docx", form),) if form else ()
            mails.append(p.write(f"{name} <{address}>", f"Feedback [{ref}]", body, *files))
    return mails


def floor(account: Account, port: int, count: int, folder: Path) -> None:
    """Fetch, read, commit, acknowledge: nothing more."""
    database = sqlite3.connect(folder / "floor.sqlite", isolation_level=None)
    database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE m (id TEXT, at TEXT);")
    done = 0
    with (
        IMAPClient(account.server.host, account.server.imap_port, ssl=False) as client,
        smtplib.SMTP(HOST, port) as out,
    ):
        client.login(account.user, PASSWORD)
        client.select_folder("INBOX", readonly=True)
        uids = client.search("ALL")
        for start in range(0, len(uids), CHUNK):
            for got in client.fetch(uids[start : start + CHUNK], ["BODY.PEEK[]"]).values():
                mail = email.message_from_bytes(got[b"BODY[]"], policy=email.policy.default)
                for part in mail.walk():
                    part.get_payload(decode=True)
                database.execute("INSERT INTO m VALUES (?, ?)", (mail["Message-ID"], mail["Date"]))
                answer = EmailMessage()
                answer["From"], answer["To"], answer["Subject"] = "info@praktijk.example", "x@y.example", "Ontvangen"
                answer.set_content("Dank u wel.\n" * 10)
                out.send_message(answer)
                done += 1
    database.close()
    assert done == count


def measure(kind: str, trajects: int, profile: str) -> None:
    """One practice and one floor, over the same mails."""
    with tempfile.TemporaryDirectory() as place, sink() as server, served() as dovecot:
        folder = Path(place)
        with practice(folder, dovecot.account(), as_server(server)) as p:
            mails = answers(p, opened(p, trajects), kind)
            other = dovecot.account()
            other.append(*mails)
            p.account.append(*mails)
            p.now = at("2026-11-04 11:00")
            run = cProfile.Profile()
            before = os.times()
            if profile:
                run.enable()
            ours = seconds(p.round)
            run.disable()
            after = os.times()
            p.now += timedelta(minutes=1)
            again = seconds(p.round)
            bare = seconds(lambda: floor(other, server.port, len(mails), folder))
            counts = {f: len(p.account.mails(f)) for f in p.account.folders()}
    if profile:
        pstats.Stats(run).sort_stats(profile).print_stats(int(os.environ.get("ROWS", "60")))
    filed = sum(n for f, n in counts.items() if "T-" in f and not f.endswith("Correspondentie"))
    assert filed >= len(mails), {f: n for f, n in counts.items() if n}
    each = statistics.mean([len(raw) for raw in mails]) / 1000
    ratio(f"{kind} ({each:.0f} KB): mails a second, ours", len(mails) / ours, "/s")
    ratio(f"{kind}: mails a second, floor", len(mails) / bare, "/s")
    ratio(f"{kind}: share of the floor", 100 * bare / ours, "%")
    mine = (after.user - before.user + after.system - before.system) / len(mails)
    ratio(f"{kind}: processor time of the main process a mail", 1000 * mine, "ms")
    ratio(f"{kind}: the next round, with nothing new", 1000 * again, "ms")


def as_server(port: Port) -> SmtpServer:
    return port  # type: ignore[return-value]


@contextlib.contextmanager
def served() -> Iterator[Dovecot]:
    """A Dovecot for a while."""
    dovecot = Dovecot().start()
    try:
        yield dovecot
    finally:
        dovecot.stop()


def main() -> None:
    if reason := dovecot_missing():
        raise SystemExit(reason)
    count = size(5, "how many trajects of thirty respondents")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    for kind in ("text", "word"):
        measure(kind, count, os.environ.get("PROFILE", ""))


if __name__ == "__main__":
    main()
