"""Empties the outbox: each mail is offered once, and one that fails stops no other."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.core.views import Technical
from bot.shell.ledger.outgoing import outbox
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.sending import refusals
from bot.shell.round.sending.confirm_mail import asks_her, one_an_hour
from bot.shell.round.sending.errand import Errand
from bot.shell.round.sending.gates import may_go
from bot.shell.round.sending.handover import hand_over
from bot.shell.round.sending.incident_mail import one_alert
from bot.shell.round.sending.mass_guard import hold_back
from bot.shell.round.sending.question_mail import one_a_round
from bot.shell.round.sending.sent_copies import file
from bot.shell.round.workshop import Workshop

BATCH = 200


class Dispatch:
    """One emptying of the outbox."""

    def __init__(self, workshop: Workshop, room: Mailroom) -> None:
        self._workshop = workshop
        self._room = room
        self._seen: set[int] = set()

    def run(self, now: datetime) -> tuple[int, str]:
        """Sends what may go now, then files copies; how many were sent, and what the operator must know."""
        errand, faults = Errand(self._workshop, self._room, now), self._room.faults
        faults.tried("smtp", partial(hold_back, errand), one="mass")
        trouble = ""
        while not trouble and (ready := self._next(errand)) is not None:
            trouble = hand_over(ready, errand)
        faults.tried("smtp", lambda: refusals.tell_operator(self._workshop, errand.line, now), one="line")
        self._send_technical(errand)
        file(errand)
        faults.tell()
        self._send_technical(errand)
        return errand.sent, trouble

    def _next(self, errand: Errand) -> list[Waiting] | None:
        """The next that may go; None when all were looked at."""
        workshop, now = self._workshop, errand.now
        with workshop.book() as book:
            new = [i for i in outbox.waiting(book, now) if i not in self._seen][:BATCH]
        ready: list[Waiting] = []
        with workshop.ledger.gathered():
            for identifier in new:
                errand.tried(identifier, partial(_look_at, identifier, ready, errand))
        joined: list[Waiting] = []
        if not self._room.faults.tried(
            "smtp",
            lambda: joined.extend(
                one_an_hour(workshop, one_a_round(workshop, one_alert(workshop, ready, now), now), now)
            ),
            one="questions",
        ):
            joined = ready
        errand.asked_her = errand.asked_her or any(map(asks_her, joined))
        self._seen.update(new, (w.id for w in joined))
        return joined if new else None

    def _send_technical(self, errand: Errand) -> None:
        """What the operator must hear goes, whatever else waits."""
        while (more := self._next(errand)) is not None:
            hand_over([w for w in more if w.kind == Technical.KIND], errand)


def _look_at(identifier: int, ready: list[Waiting], errand: Errand) -> None:
    with errand.workshop.book() as book:
        mail = outbox.one(book, identifier)
        goes = mail is not None and may_go(book, mail, errand)
    if mail is not None and goes:
        ready.append(mail)
