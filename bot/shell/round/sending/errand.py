"""One emptying of the outbox: what it works with, and what it has come to so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.shell.ledger.outgoing import outbox
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.sending.refusals import Refused
from bot.shell.round.workshop import Workshop
from bot.shell.smtp.sender import Result


@dataclass(slots=True)
class Errand:
    """`line` is what the server has against us, if anything; `queued` counts by address what is about to go."""

    workshop: Workshop
    room: Mailroom
    now: datetime
    sent: int = 0
    delivered: bool = False
    line: Result | None = None
    refused: list[Refused] = field(default_factory=list)
    lighter: dict[int, Waiting] = field(default_factory=dict)
    asked_her: bool = False
    queued: dict[str, int] = field(default_factory=dict)

    def tried(self, identifier: int, act: Callable[[], object], where: str = "") -> None:
        """One mail at a time: what fails with it is tried again next round."""
        if not self.room.faults.tried("smtp", act, where, identifier):
            with self.workshop.book() as book:
                outbox.later(book, identifier, self.now)
