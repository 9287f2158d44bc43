"""What touches confidentiality in one round comes in one mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.core.decision import PractitionerMail
from bot.core.views import Incident
from bot.shell.ledger.outgoing import outbox
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.round.workshop import Workshop

LINES = 20
"""So many things that happened are told one by one."""


def one_alert(workshop: Workshop, ready: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """The same mails, the alerts among them replaced by one; what somebody may have read stands first."""
    several = [w for w in ready if w.cases and not w.attempts]
    if len(several) < 2:
        return list(ready)
    others = [w for w in ready if w not in several]
    cases = sorted((case for w in several for case in w.cases), key=lambda case: not case.ref)
    ref = several[0].ref if len({w.ref for w in several}) == 1 else ""
    view = Incident(ref, tuple(cases[:LINES]), max(0, len(cases) - LINES))
    key = f"incidents/{several[0].id}-{several[-1].id}"
    with workshop.book() as book:
        for mail in several:
            outbox.cancel(book, mail.id, now)
        traject = book.traject(ref) if ref else None
        workshop.clerk(book, workshop.context(now)).write(traject, (PractitionerMail(view, key=key),))
        joined = outbox.with_key(book, key)
    return [*others, joined] if joined is not None else others
