"""What must hold after every round, whatever people, lines and clocks did."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from support.office.life import CANARY, Life, Running
from support.stories.practice import SHE, parsed, text_of

from bot.core.errors import TransientError
from bot.core.people.addresses import key
from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject
from bot.handlers.shared.answers import LATE
from bot.shell.ledger import tables
from bot.shell.ledger.book import Book

NIGHT = ("respondent-reminder", "documents-reminder", "more-respondents-needed", "reregistration-question")
ONCE_A_DAY = ("respondent-reminder", "documents-reminder", "more-respondents-needed")
"""Of these nobody gets two of one traject on one day."""


@dataclass
class Promises:
    """`round` runs the bot and answers what is wrong. `faulty`: something is out of order, so that work may wait."""

    life: Life
    faulty: bool = False
    _looked: int = 0
    _reminded: dict[str, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    _ids: Counter[str] = field(default_factory=Counter)
    _days: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def round(self) -> list[str]:
        """A round, and what is wrong after it. One that a line cuts off is a round as well."""
        trouble = ""
        try:
            trouble = self.life.office.round().trouble
        except TransientError as error:
            trouble = str(error)
        found = [] if self.faulty or not trouble else [f"trouble: {trouble}"]
        with self.life.office.app.workshop.book() as book:
            found += self._mails(book)
            line = self.life.office.line
            for number in range(self._looked, len(line.received)):
                found += self._sent(number, book)
        self._looked = len(line.received)
        return found

    def clock_put_back(self) -> None:
        """What was told at moments that have not come yet was told now."""
        now = self.life.office.now
        local = self.life.office.app.workshop.context(now).calendar.local(now)
        for told in self._reminded.values():
            told[:] = [(min(at, local), ref) for at, ref in told]
        self._days.clear()

    def _mails(self, book: Book) -> list[str]:
        """G1: each has an outcome, and of one decision not two of them; *hervat* has late ones looked at once more."""
        d, i = tables.disposition.c, tables.inbound.c
        once = (d.inbound, d.ref, d.at, d.part, d.outcome, d.respondent, d.detail)
        double = book.connection.execute(
            select(*once).where(d.detail != LATE).group_by(*once).having(func.count() > 1)
        ).all()
        here = select(tables.location.c.inbound).where(tables.location.c.gone_at.is_(None))
        waiting = book.connection.scalars(select(func.count()).where(i.state == "new", i.id.in_(here))).one()
        none = book.connection.scalars(
            select(func.count()).where(i.state == "handled", i.id.not_in(select(d.inbound)))
        ).one()
        found = [f"{waiting} mails not handled"] if waiting and not self.faulty else []
        found += [f"{none} mails without an outcome"] if none else []
        return found + [f"two outcomes at once: {row}" for row in double]

    def _sent(self, number: int, book: Book) -> list[str]:
        mail, at = self.life.office.line.received[number], self.life.office.line.moments[number]
        said = parsed(mail)
        kind, ref = str(said["X-Trajectbot"]), str(said["Subject"])[1:8]
        running = next((t for t in self.life.trajects if t.ref == ref), None)
        traject = book.traject(ref) if running else None
        ctx = self.life.office.app.workshop.context(at)
        unasked = kind in ("respondent-reminder", "documents-reminder")
        found = self._repeated(str(said["Message-ID"]), (kind, mail.recipient, ref if running else ""), ctx.today)
        if unasked and traject and not ctx.calendar.in_window(at, ctx.rules_of(traject).window):
            found.append(f"{kind} outside the window")
        if traject and traject.stage in (Stage.STOPPED, Stage.DESTROYED) and kind in NIGHT:
            found.append(f"{kind} after a {traject.stage}")
        if running and mail.recipient == running.address:
            found += self._to_specialist(text_of(said), kind, running)
        elif CANARY in mail.raw.decode("ascii", "replace"):
            found.append(f"{kind} to {mail.recipient} quotes a form")
        known = {
            SHE,
            *(t.address for t in self.life.trajects),
            *(a for t in self.life.trajects for _, a, _ in t.people),
        }
        if mail.recipient not in known:
            found.append(f"{kind} to a stranger")
        if kind == "respondent-reminder" and traject:
            found += self._reminder(mail.recipient, ref, traject, at)
        return found

    def _repeated(self, message_id: str, what: tuple[str, ...], day: date) -> list[str]:
        self._ids[message_id] += 1
        self._days[*what, day.isoformat()] += 1
        found = [f"{what} came twice"] if self._ids[message_id] > 1 else []
        often = what[0] in ONCE_A_DAY and self._days[*what, day.isoformat()] > 1
        return found + ([f"{what} twice on {day}"] if often else [])

    def _to_specialist(self, words: str, kind: str, running: Running) -> list[str]:
        found = []
        if CANARY in words:
            found.append(f"{kind} shows the specialist a form")
        if kind == "progress" and re.search(
            r"\d", re.sub(r"T-\w{5}|Dit .*|[^\n]*€[^\n]*", "", words.partition("--")[0])
        ):
            found.append(f"a number in progress: {words[:300]}")
        if kind in ("progress", "more-respondents-needed") and any(name in words for name, _, _ in running.people):
            found.append(f"a name in {kind}")
        return found

    def _reminder(self, address: str, ref: str, traject: Traject, at: datetime) -> list[str]:
        found = []
        person = next((r for r in traject.respondents if key(r.address) == key(address)), None)
        group = traject.group(person.group) if person else None
        if person is None or group is None:
            return [f"a reminder to somebody who is not listed: {address}"]
        until = traject.away_until(person.id)
        day = self.life.office.app.workshop.context(at).calendar.day(at)
        reasons = {
            "answered": person.id in traject.answered(), "declined": person.id in traject.declined(),
            "unreachable": person.id in traject.unreachable(), "silent": person.silent, "removed": person.removed,
            "away": bool(until and day <= until), "complete": traject.complete(group),
            "not collecting": traject.stage is not Stage.COLLECTING, "approved": traject.approved,
        }  # fmt: skip
        found += [f"a reminder though {why}" for why, holds in reasons.items() if holds]
        before = self._reminded[key(address)]
        if before and (day - before[-1][0].date()).days < 5:
            found.append(f"reminders {before[-1][0]:%m-%d} and {at:%m-%d} to one person")
        before.append((self.life.office.app.workshop.context(at).calendar.local(at), ref))
        if sum(1 for _, r in before if r == ref) > 6:
            found.append("a seventh reminder")
        return found
