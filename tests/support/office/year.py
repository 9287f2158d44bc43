"""A year of a practice, or any other number of days: what people do on each, outages, clocks that are wrong."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from support.office.life import MORE, Life
from support.office.practice import Office, office
from support.office.promises import Promises
from support.stories.practice import at, parsed
from support.twins import normal

BEGINS = at("2026-11-02 09:00")
ACTS = ("form",) * 3 + ("drag",) * 2 + (
    "decline", "away", "promise", "question", "status", "stranger", "pause", "resume", "stop", "enough", "held",
    "delete", "rename",
)  # fmt: skip


@dataclass(frozen=True)
class Lived:
    """What was wrong, and all that specialists got: when, to whom, and what it says."""

    wrong: list[str]
    heard: list[tuple[datetime, str, bytes]]


@dataclass
class Year:
    """So many days in which so many trajects begin and about so many mails come."""

    days: int
    trajects: int
    mails: int
    seed: int
    score: str = "4"
    wrong: list[str] = field(default_factory=list)

    def lived(self) -> Lived:
        """All of it."""
        with office(MORE) as p:
            chance = random.Random(self.seed)
            life = Life(p, chance, self.score)
            self._live(p, life, Promises(life), chance)
            return Lived(self.wrong, self._heard(life))

    def _live(self, p: Office, life: Life, promises: Promises, chance: random.Random) -> None:
        off = unsent = 0
        for day in range(self.days):
            p.now = BEGINS + timedelta(days=day)
            off = off - 1 if off else _outage(chance, 14)
            unsent = unsent - 1 if unsent else _outage(chance, 5)
            p.line.down, p.box.calls_left = bool(unsent), None
            wanted = day * self.trajects * 3 // (self.days * 2) + 1
            if len(life.trajects) < min(wanted, self.trajects) and not unsent:
                promises.faulty = False
                life.start()
                self._round(promises)
            for _ in range(self.mails // self.days + (chance.random() < (self.mails / self.days) % 1)):
                life.act(chance.choice(ACTS))
            for hour in () if off else (1, 8):
                p.now = BEGINS + timedelta(days=day, hours=hour)
                if chance.random() < 0.05:
                    p.box.calls_left = chance.randint(1, 60)
                promises.faulty = p.box.calls_left is not None or bool(unsent)
                self._round(promises)
                p.box.calls_left = None
            if not off and not unsent and chance.random() < 0.01:
                self._leap(promises)

    def _leap(self, promises: Promises) -> None:
        """The clock is a week ahead for a round, and then right again."""
        p = promises.life.office
        p.now += timedelta(days=7)
        self._round(promises)
        p.now -= timedelta(days=7)
        promises.clock_put_back()
        self._round(promises)

    def _round(self, promises: Promises) -> None:
        self.wrong += [f"{promises.life.office.now:%Y-%m-%d %H:%M}: {told}" for told in promises.round()]

    def _heard(self, life: Life) -> list[tuple[datetime, str, bytes]]:
        line = life.office.line
        number = {t.address: n for n, t in enumerate(life.trajects)}
        found = []
        for mail, moment in zip(line.received, line.moments, strict=True):
            if mail.recipient in number:
                said = normal(parsed(mail))
                for t in life.trajects:
                    said = said.replace(t.ref.encode(), b"T-XXXXX")
                found.append((moment, mail.recipient, said))
        return found


def _outage(chance: random.Random, most: int) -> int:
    return chance.randint(1, most) if chance.random() < 0.02 else 0
