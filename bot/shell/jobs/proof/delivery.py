"""To whom the proof of a destruction goes: her, in short the specialist, and a folder of the mailbox."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.views import Destroyed, DestroyedCertificate
from bot.core.world import Role
from bot.forms.titles import FileTitle, file_name
from bot.reports.certificate import StoreReached, certificate, certificate_in_words
from bot.shell.imap.errors import NotAllowedError, RefusedError
from bot.shell.jobs.proof.contents import Seen, certified
from bot.shell.keys.tokens import Addressee
from bot.shell.ledger.book import Book
from bot.shell.ledger.jobs import Job
from bot.shell.ledger.outgoing import outbox
from bot.shell.letters.compose import PDF, TEXT, Enclosure
from bot.shell.letters.stationery import Stationery
from bot.shell.round.looking.certificates import DESTROYED
from bot.shell.round.mailroom import Mailroom

_PATIENCE = timedelta(days=2)
"""So long a mailbox may have no room for its copy."""


def tell(
    stationery: Stationery,
    book: Book,
    job: Job,
    plan: dict[str, str],
    seen: Seen,
    reached: tuple[StoreReached, ...],
    ctx: Context,
) -> bytes:
    """Both mails go into the outbox under the practice key: the traject's own is gone. Answers the one to her."""
    data = certified(book, job, plan, seen, reached, ctx)
    left = (data.found, data.stay, data.closed, data.bare, sum(n for _, n in data.unopened))
    hers = DestroyedCertificate(job.ref, plan["name"], ctx.now, *left)
    his = Destroyed(job.ref, plan["name"], ctx.today, bool(data.found), data.kept_until)
    names = (file_name(FileTitle.CERTIFICATE, ctx.practice.language, job.ref, kind) for kind in ("pdf", "txt"))
    made = ((PDF, certificate(data)), (TEXT, certificate_in_words(data).encode()))
    proof = tuple(Enclosure(title, kind, content) for title, (kind, content) in zip(names, made, strict=True))
    she, name, raws = ctx.practitioner, plan["name"], list[bytes]()
    for view, role, address, called, language, files in (
        (hers, Role.PRACTITIONER, she.address, she.name, ctx.practice.language, proof),
        (his, Role.SPECIALIST, plan["address"], name, plan["language"], ()),
    ):
        marks = (f"{DESTROYED} {job.ref}",) if files else ()
        written = stationery.letter(view, Addressee("", role, "", address), called, language, ctx, files, marks=marks)
        outbox.add_raw(book, f"{job.ref}/{view.KIND}", view.KIND, written, ctx.now)
        raws.append(written.raw)
    return raws[0]


def keep(room: Mailroom, job: Job, proof: bytes, now: datetime) -> None:
    """A copy of the certificate lies in the mailbox: what a restore knows of destructions must not go with the disk.

    A mailbox that stays full has no room for it; a day later she gets hers all the same.
    """
    folder = room.folders.proofs
    try:
        room.folders.ensure(folder)
        there = room.mailbox.headings(folder, room.mailbox.scan(folder).uids)
        if not any(job.ref.encode() in header for _, header in there):
            room.mailbox.append(folder, proof, now, seen=True)
    except (NotAllowedError, RefusedError):
        if now - job.created_at < _PATIENCE:
            raise
