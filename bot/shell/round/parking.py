"""A mail that could not be handled is parked after a few attempts; she and the operator are told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.core.decision import Decision, Note, PractitionerMail
from bot.core.traject.value import Outcome
from bot.core.views import Incident, IncidentCase, Phrase, Technical
from bot.shell.ledger import inbound
from bot.shell.ledger.inbound import Pending
from bot.shell.round.faults import Caught
from bot.shell.round.looking.intake import Arrival
from bot.shell.round.workshop import Workshop

PARKED_A_DAY = 5
"""Of more mails that are parked in a day she hears in the digest: a flood must not fill her mailbox."""
_AGAIN = timedelta(hours=1)
"""So long after it was told of, a mail that the server withholds is tried again."""
log = structlog.get_logger("trajectbot")


def failed(workshop: Workshop, arrival: Arrival, problem: str, now: datetime, caught: Caught) -> None:
    """One more attempt: the last of them parks it, in place where the server does not hand it over."""
    pending, withheld = arrival.pending, arrival.error is not None
    log.error("failed", inbound=pending.inbound_id, problem=problem)
    is_last, is_over = pending.attempts + 1 >= inbound.ATTEMPTS, pending.attempts >= inbound.ATTEMPTS
    with workshop.book() as book:
        inbound.failed(book, pending.inbound_id, problem, now + _AGAIN if withheld and is_last else None)
        if not is_last or is_over:
            return
        flood = inbound.parked_since(book, now - timedelta(days=1)) >= PARKED_A_DAY
        received = inbound.received_at(book, pending.inbound_id)
    folder, on = (pending.spot.folder, received.isoformat()) if withheld else ("", "")
    mails = _mails(workshop, pending.inbound_id, folder, on, now)
    if flood or caught(partial(_park, workshop, pending, now, folder, on, *mails)) is not None:
        _park(workshop, pending, now, folder, on)  # told in the digest alone


def _mails(workshop: Workshop, number: int, folder: str, on: str, now: datetime) -> list[PractitionerMail]:
    named = (("id", str(number)), ("folder", folder), ("on", on))
    view = Incident("", (IncidentCase(Phrase("incident.unreadable-mail", named), now),))
    mails = [PractitionerMail(view, key=f"parked/{number}")]
    if operator := workshop.settings.operator:
        technical = Technical(Phrase("technical.parked", named), operator)
        mails.append(PractitionerMail(technical, key=f"parked/{number}/operator"))
    return mails


def _park(workshop: Workshop, pending: Pending, now: datetime, folder: str, on: str, *mail: PractitionerMail) -> None:
    with workshop.book() as book:
        inbound.park(book, pending.inbound_id, folder)
        clerk = workshop.clerk(book, replace(workshop.context(now), inbound_id=pending.inbound_id))
        note = Note("problem.parked", (("id", str(pending.inbound_id)), ("folder", folder), ("on", on)))
        clerk.commit(Decision(None, (*mail, note), Outcome.PARKED))
