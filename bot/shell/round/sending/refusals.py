"""What the mail server refuses: an address, which is as good as a bounce, or the line, which the operator mends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.association.tokens import ref_of
from bot.core.decision import PractitionerMail
from bot.core.mail.message import Bounce, BounceKind
from bot.core.people.addresses import domain_of
from bot.core.traject.value import Disposition, Outcome
from bot.core.views import Phrase, Technical, TrajectClosed
from bot.core.world import Role, Token
from bot.handlers.bounce import failed_delivery
from bot.shell.ledger import dispositions, events
from bot.shell.ledger.book import Book
from bot.shell.ledger.outgoing import outbox, traffic
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.round.workshop import Workshop
from bot.shell.smtp.sender import Delivery, Result

HOUR = timedelta(hours=1)
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 30, 60))
PAUSES_SERVER_AWAY = PAUSES[:3]
GIVE_UP_AFTER = timedelta(days=5)
_TOLD, _SILENT = "line_told", "line_silent"
_TELL_AGAIN = timedelta(days=7)
_MANY, _DOMAINS = 3, 2
_TOO_LARGE = (".3.4", ".2.3")
_SIZE = re.compile(
    r"(?i)\b(?:message|mail|content)\b[^.\n]{0,20}\b(?:size|length|large|big)\b|\btoo (?:large|big|long)\b|\bsize limit"
)

Refused = tuple[Waiting, Result]


def pause_after(mail: Waiting, result: Result) -> timedelta:
    """How long it waits: hourly where the server refuses for good, or may have taken the mail without a word (people
    may get that one twice); sooner where it is busy or away.
    """
    if result.outcome is Delivery.UNKNOWN or (result.refuses_line and result.code >= 500 and not result.operator):
        return HOUR
    pauses = PAUSES if is_about_the_mail(result) else PAUSES_SERVER_AWAY
    return pauses[min(mail.attempts, len(pauses) - 1)]


def is_about_the_mail(result: Result) -> bool:
    """Whether the server had the mail before it; one that is away, or refuses us, says nothing about a mail."""
    return result.outcome is Delivery.UNKNOWN or (bool(result.code) and not result.operator)


def is_line(mail: Waiting, result: Result) -> bool:
    """Whether the operator should hear of it: "later" (4xx) is common, and worth a word only when it is said again."""
    return result.refuses_line and (result.code >= 500 or mail.attempts > 0)


def refuses_everybody(refused: Sequence[Refused]) -> bool:
    """A server that knows no address at several domains knows none at all: nobody's address is to blame."""
    domains = {domain_of(mail.recipient) for mail, result in refused if result.code}
    return len(refused) >= _MANY and len(domains) >= _DOMAINS


def settle(workshop: Workshop, mail: Waiting, result: Result, now: datetime, *, everybody: bool) -> None:
    """What becomes of a mail whose address was refused; `everybody`: that is the line's doing after all."""
    with workshop.book() as book:
        if everybody and now - mail.created_at <= GIVE_UP_AFTER:
            outbox.later(book, mail.id, now + HOUR, str(result.code))
        elif everybody:
            give_up(book, mail, str(result.code), now)
        else:
            _bounced(workshop, book, mail, result.status or str(result.code), now)


def is_too_large(result: Result) -> bool:
    """Whether the mail itself is larger than the server, or the recipient's, takes (RFC 3463: x.3.4, x.2.3)."""
    if result.code < 500:
        return False
    return result.status[1:] in _TOO_LARGE if result.status else bool(_SIZE.search(result.text))


def give_up(book: Book, mail: Waiting, code: str, now: datetime) -> None:
    """Five days long the line did not take it: she reads that it was not sent; nobody is to blame."""
    outbox.close(book, mail.id, outbox.FAILED, now, code)
    ref = ref_of(Token(mail.message_id, mail.ref, mail.role, kind=mail.kind, key=mail.key))
    events.record(book, now, mail.ref, "problem.unsent", (("kind", mail.kind), ("ref", ref)))


def tell_operator(workshop: Workshop, line: Result | None, now: datetime) -> bool:
    """Once for as long as it lasts, or a week; whether a mail was made. It is over when nothing waits any more."""
    with workshop.book() as book:
        told = book.meta(_TOLD)
        recent = told is not None and now - datetime.fromisoformat(told) <= _TELL_AGAIN
        if told is not None and (not recent or (line is None and not traffic.open_count(book))):
            book.drop_meta(_TOLD)
        silent = _silent_for_an_hour(book, now)
        if recent or not (line or silent):
            return False
        book.set_meta(_TOLD, now.isoformat())
        status = (("status", line.status or str(line.code or "")),) if line else ()
        ctx = workshop.context(now)
        view = Technical(Phrase("technical.line" if line else "technical.away", status), ctx.operator)
        mail = PractitionerMail(view, key=f"{view.KIND}/line/{now.isoformat()}")
        workshop.clerk(book, ctx).write(None, (mail,))
        return True


def _silent_for_an_hour(book: Book, now: datetime) -> bool:
    """Whether mail was offered all that time to a server that did not answer, and none went."""
    began = book.meta(_SILENT)
    if began is None:
        if traffic.unanswered(book):
            book.set_meta(_SILENT, now.isoformat())
        return False
    since = datetime.fromisoformat(began)
    if not traffic.unanswered(book) or traffic.last_sent(book, since) is not None:
        book.drop_meta(_SILENT)
        return False
    return now - since >= HOUR


def _bounced(workshop: Workshop, book: Book, mail: Waiting, code: str, now: datetime) -> None:
    """As a bounce that came at once: the specialist is asked for another address, or she is told."""
    give_up(book, mail, code, now)
    traject = book.traject(mail.ref) if mail.ref else None
    if traject is None or mail.kind == TrajectClosed.KIND or mail.role is Role.PRACTITIONER:
        return
    refusal = -mail.id
    ctx = workshop.context(now, refusal)
    token = Token(mail.message_id, mail.ref, mail.role, mail.respondent, mail.kind)
    decision = failed_delivery(traject, token, Bounce("", BounceKind.PERMANENT, code), ctx)
    dispositions.add(book, mail.ref, Disposition(refusal, Outcome.BOUNCED, now, mail.respondent, decision.detail))
    workshop.clerk(book, ctx).write(decision.traject, decision.effects)
