"""G5: bots against the bot, for weeks. Every cap holds every day, and people still get their answers."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from support.bots import BOTS, HER_BOT, SPECIALIST_BOTS, Bot, Setting
from support.paper import PaperPractice, paper_practice
from support.servers.smtp import Received
from support.stories.dialogue import send_list, start
from support.stories.practice import SHE, ZONE, at, kind_of, parsed

CAP = 6
DAYS = int(os.environ.get("TRAJECTBOT_DAYS", "40"))
"""More is only a matter of patience: nothing below depends on the number."""
ASKS_ON = (3, 40, 80)
HOURS = (time(8, 40), time(11, 0), time(15, 30), time(22, 0))
MEI = "mei.lin@kliniek.example"
PERSON = ("Sara Mens", "s.mens@ziekenhuis.example", "cardioloog")


@dataclass
class Year:
    """What was sent, and when."""

    p: PaperPractice
    setting: Setting
    bots: dict[str, Bot]
    at: list[datetime] = field(default_factory=list)
    decisions_a_round: int = 0
    seen: int = 0

    def round(self, now: datetime) -> list[Received]:
        """One round; what it sent."""
        before = len(self.p.smtp.received)
        self.p.round_at(now)
        self.seen = self.p.account.box.count  # type: ignore[attr-defined]
        new = self.p.smtp.received[before:]
        self.at += [now] * len(new)
        self.decisions_a_round = max(self.decisions_a_round, sum(kind_of(r) == "decision-needed" for r in new))
        return new

    @property
    def waits(self) -> bool:
        """Whether mail has come in since the last round."""
        return self.p.account.box.count > self.seen  # type: ignore[attr-defined]

    def answers(self, sent: list[Received]) -> None:
        """Each bot that got a mail answers it at once; the one that makes up forms is switched off after two weeks."""
        if self.p.now > at("2026-11-19 00:00"):
            self.bots.pop(address("new form"), None)
        for mail in sent:
            if bot := self.bots.get(mail.recipient):
                self.p.account.append(bot(self.setting, mail.recipient, mail), when=self.p.now)

    def by_day(self) -> Counter[tuple[str, date]]:
        """How many mails went to an address in a day."""
        return Counter((r.recipient, when.date()) for r, when in zip(self.p.smtp.received, self.at, strict=True))

    def sent(self, kind: str, to: str) -> list[datetime]:
        """When mails of a kind went to somebody."""
        pairs = zip(self.p.smtp.received, self.at, strict=True)
        return [when for r, when in pairs if r.recipient == to and kind_of(r) == kind]


def address(what: str) -> str:
    return f"{what.replace(' ', '.')}@ziekenhuis.example"


def opened(p: PaperPractice, seed: int) -> Year:
    """Bots as the colleagues of one specialist, and as specialists; people as those of another."""
    functions = ("cardioloog", "internist", "verpleegkundige")
    colleagues = tuple((f"Bot {what.title()}", address(what), functions[n % 3]) for n, what in enumerate(BOTS))
    first = start(p)
    send_list(p, first, people=(*colleagues, PERSON))
    p.command(f"start {MEI} Mei Lin")
    for what in SPECIALIST_BOTS:
        p.command(f"start specialist.{address(what)} Bot {what.title()}")
    p.round("2026-11-04 10:00")
    bots = {address(what): bot for what, bot in BOTS.items()}
    bots |= {f"specialist.{address(what)}": bot for what, bot in SPECIALIST_BOTS.items()}
    year = Year(p, Setting(p, first.form, random.Random(seed)), bots | {SHE: HER_BOT})
    p.smtp.received.clear()
    return year


def live(year: Year) -> None:
    """So many days: a round each working morning, and more while there is something to answer."""
    p, rng = year.p, year.setting.rng
    for day in range(DAYS):
        today = at("2026-11-05 00:00").date() + timedelta(days=day)
        for hour, clock in enumerate(HOURS):
            p.now = datetime.combine(today, clock, ZONE)
            if hour == 0:
                _spontaneous(year, day, today.weekday(), rng)
            if year.waits or (hour == 0 and today.weekday() < 5):
                year.answers(year.round(p.now))


def _spontaneous(year: Year, day: int, weekday: int, rng: random.Random) -> None:
    """What comes without our writing: strangers, people with a question, somebody in her name."""
    p = year.p
    if day % 3 == 0:
        p.mail(f"Stranger {day} <s{day}@elders.example>", "IFMS", "Ik wil graag een IFMS-traject bij u doen.")
    if day < 60:
        p.mail("Volhardend <volhard@elders.example>", "IFMS", "Ik wil graag een IFMS-traject bij u doen.")
    if weekday == 2:
        p.mail(f"Mei Lin <{MEI}>", "Stand", "Hoe staat het ermee?")
    if day in (20, 21, 22):
        p.authenticated = False
        for number in range(15):
            p.mail(f"A. de Vries <{SHE}>", f"start x{day}.{number}@elders.example Vals Verzoek")
        p.authenticated = True
    if day in ASKS_ON:
        p.mail(f"{PERSON[0]} <{PERSON[1]}>", "Vraag", "Wie leest mijn antwoorden?")
    if day % 30 == 10:
        what = rng.choice(tuple(BOTS))
        seen = [r for r in p.smtp.received if r.recipient == address(what)]
        if seen:
            p.account.append(BOTS[what](year.setting, address(what), seen[-1]), when=p.now)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """All these days, lived."""
    with paper_practice(tmp_path_factory.mktemp("bots")) as p:
        lived = opened(p, seed=8)
        live(lived)
        yield lived


def test_no_address_gets_more_than_its_share_on_any_day(year: Year) -> None:
    others = {who: n for who, n in year.by_day().items() if who[0] != SHE}
    assert others
    assert max(others.values()) <= CAP


def test_no_bot_is_answered_again_and_again(year: Year) -> None:
    """Reminders are at most six, the first mail is one more; who sends new forms for ever gets thanks up to the cap."""
    for what in set(BOTS) - {"new form"}:
        assert len([r for r in year.p.smtp.received if r.recipient == address(what)]) <= 12, what
    assert len(year.sent("form-received", address("same form"))) == 1


def test_strangers_are_answered_once(year: Year) -> None:
    to = Counter(r.recipient for r in year.p.smtp.received if r.recipient.endswith("@elders.example"))
    assert len(to) >= DAYS // 3
    assert max(n for who, n in to.items() if who != "volhard@elders.example") == 1
    assert to["volhard@elders.example"] <= 3


def test_she_gets_one_overview_a_day_and_one_mail_with_questions_a_round(year: Year) -> None:
    assert year.decisions_a_round <= 1
    assert max(Counter(when.date() for when in year.sent("digest", SHE)).values()) == 1
    assert max(n for who, n in year.by_day().items() if who[0] == SHE) <= 8
    assert len(year.sent("command-result", SHE)) <= 10


def test_she_is_asked_to_confirm_once_an_hour(year: Year) -> None:
    asked = year.sent("confirm-request", SHE)
    assert asked
    assert all(later - earlier >= timedelta(hours=1) for earlier, later in pairwise(asked))


def test_people_get_their_answers(year: Year) -> None:
    assert len(year.sent("answer", PERSON[1])) == sum(day < DAYS for day in ASKS_ON)
    asked = [r for r in year.p.sent("progress", MEI) if parsed(r)["In-Reply-To"]]
    days = (at("2026-11-05 00:00") + timedelta(days=day) for day in range(DAYS))
    assert len(asked) == sum(day.weekday() == 2 for day in days)


def test_nothing_unasked_is_sent_at_night_or_in_the_weekend(year: Year) -> None:
    pairs = zip(year.p.smtp.received, year.at, strict=True)
    unasked = [when for r, when in pairs if r.recipient != SHE and parsed(r)["Auto-Submitted"] == "auto-generated"]
    assert unasked
    assert all(when.weekday() < 5 and time(8, 30) <= when.time() < time(17, 30) for when in unasked)


def test_every_mail_has_an_outcome(year: Year) -> None:
    assert year.p.round_at(year.p.now).unsettled == 0
