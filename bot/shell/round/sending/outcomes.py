"""Records what became of each mail that was handed over, and what follows when it was refused."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import structlog

from bot.core.filing import INBOX
from bot.core.views import Technical
from bot.core.world import Role
from bot.shell.ledger import events, locations
from bot.shell.ledger.book import Book
from bot.shell.ledger.locations import Location
from bot.shell.ledger.outgoing import outbox
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.letters.lighter import lighter
from bot.shell.round.sending import refusals
from bot.shell.round.sending.errand import Errand
from bot.shell.smtp.sender import Delivery, Result

log = structlog.get_logger("trajectbot")


def record(mail: Waiting, result: Result, errand: Errand) -> None:
    """Sent, to be tried again, or refused."""
    log.info("mail", outbox=mail.id, kind=mail.kind, outcome=str(result.outcome), code=result.code)
    now, failed = errand.now, result.outcome is not Delivery.SENT
    too_old = refusals.is_about_the_mail(result) and now - mail.created_at > refusals.GIVE_UP_AFTER
    if failed and refusals.is_too_large(result) and mail.id not in errand.lighter and _lighten(mail, errand):
        return
    if failed and (mail.kind == Technical.KIND or (mail.role is Role.PRACTITIONER and too_old)):
        put_into_inbox(mail, errand)
        return
    if refusals.is_line(mail, result):
        errand.line = errand.line or result
    with errand.workshop.book() as book:
        if not failed:
            _went(book, mail, errand)
        elif result.outcome is Delivery.REFUSED:
            errand.refused.append((mail, result))
        elif too_old:
            refusals.give_up(book, mail, str(result.code), now)
        else:
            outbox.later(book, mail.id, now + refusals.pause_after(mail, result), str(result.code))


def settle(errand: Errand) -> None:
    """What becomes of addresses that were refused."""
    refused, errand.refused = errand.refused, []
    everybody = not errand.delivered and refusals.refuses_everybody(refused)
    if everybody:
        errand.line = errand.line or refused[0][1]
    for mail, result in refused:
        errand.tried(mail.id, partial(_settle_one, mail, result, everybody, errand))


def _settle_one(mail: Waiting, result: Result, everybody: bool, errand: Errand) -> None:
    if mail.role is Role.PRACTITIONER and not everybody:
        put_into_inbox(mail, errand)  # her own address fails: she finds it where she reads the rest
    else:
        refusals.settle(errand.workshop, mail, result, errand.now, everybody=everybody)


def put_into_inbox(mail: Waiting, errand: Errand) -> None:
    """Once, instead of sending it."""
    mailbox, now = errand.room.mailbox, errand.now
    if mail.attempts and mailbox.find_by_message_id("INBOX", {mail.message_id}):
        placed = None
    else:
        with errand.workshop.book() as book:
            outbox.later(book, mail.id, now)
        placed = mailbox.append("INBOX", mail.raw, now, seen=False)
    with errand.workshop.book() as book:
        if placed is not None:
            locations.locate(book, Location(locations.UNREAD, INBOX, *placed))
        outbox.sent(book, mail.id, now)
    errand.sent += 1


def _lighten(mail: Waiting, errand: Errand) -> bool:
    """Too large: it goes without its attachments, and says so; whether it has any."""
    with errand.workshop.book() as book:
        traject = book.traject(mail.ref) if mail.ref else None
    hers = mail.role is Role.PRACTITIONER
    language = traject.language if traject and not hers else errand.workshop.settings.practice.language
    words = errand.workshop.stationery.templates.sentence(f"too-large.{'hers' if hers else 'theirs'}", language)
    raw = lighter(mail.raw, words)
    if raw is not None:
        errand.lighter[mail.id] = replace(mail, raw=raw)
    return raw is not None


def _went(book: Book, mail: Waiting, errand: Errand) -> None:
    if mail.id in errand.lighter:
        events.record(book, errand.now, mail.ref, "problem.too-large", (("kind", mail.kind),))
        whole = outbox.one(book, mail.id)
        if whole is not None and not mail.ref:  # it is filed nowhere else
            errand.room.mailbox.append("INBOX", whole.raw, errand.now, seen=False)
    outbox.sent(book, mail.id, errand.now)
    errand.sent, errand.delivered = errand.sent + 1, True
