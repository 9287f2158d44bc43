"""People who live with the bot at random, and what must hold after every round, whatever they do."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select
from support.office.practice import Office
from support.stories.people import fill, respondent_sheet, scores
from support.stories.practice import SHE, enclosures, parsed, text_of

from bot.core.people.addresses import key
from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject
from bot.shell.ledger import tables

MORE = "".join(
    f'[[traject.groups]]\nkey = "{key}"\nlabel.nl = "{nl}"\nlabel.en = "{en}"\n'
    "invite_minimum = 2\ninvite_advised = 3\nreturn_minimum = 2\nreport_floor = 2\n"
    for key, nl, en in (
        ("vakgenoten", "Collega's van dezelfde discipline", "Colleagues"),
        ("niet_artsen", "Medewerkers die geen arts zijn", "Co-workers"),
    )
)
CANARY = "KANARIEVOGEL"
SURNAMES = ("Bakker", "Groen", "Kok", "Prins", "Visser", "Mol", "Smit", "Dekker", "Vos", "Bos")
NIGHT = ("respondent-reminder", "documents-reminder", "more-respondents-needed", "reregistration-question")


@dataclass(frozen=True)
class Running:
    """A traject in this life: its specialist, its people (name, address, function), its blank form."""

    ref: str
    name: str
    address: str
    people: tuple[tuple[str, str, str], ...]
    form: bytes


@dataclass
class Life:
    """One practice. Each act is somebody's; `round` runs the bot and answers what is wrong."""

    office: Office
    chance: random.Random
    trajects: list[Running] = field(default_factory=list)
    acts: int = 0
    faulty: bool = False
    _looked: int = 0
    _reminded: dict[str, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))

    # -- what people do ------------------------------------------------------------------------------------------

    def start(self, shared: bool = True) -> None:
        """A traject with its list; some of the people are also listed elsewhere."""
        p, number = self.office, len(self.trajects)
        name = f"Jan {SURNAMES[number % len(SURNAMES)]}{'x' * (number // len(SURNAMES))}"
        address = f"specialist{number}@ziekenhuis.example"
        p.command(f"start {address} {name}")
        p.round()
        started = p.sent("traject-started", address)[-1]
        files = enclosures(parsed(started))
        form = next(data for file, data in files.items() if "Feedback" in file and file.endswith("docx"))
        functions = ("cardioloog",) * 3 + ("verpleegkundige",) * 3
        people = tuple(
            (f"Collega {SURNAMES[i]}{number}", f"c{i}.{number}@ziekenhuis.example", f) for i, f in enumerate(functions)
        )
        if shared and number:
            people = (self.trajects[-1].people[0], *people[1:])
        ref = str(parsed(started)["Subject"])[1:8]
        p.reply(started, f"{name} <{address}>", "Hierbij de lijst.", ("lijst.xlsx", respondent_sheet(*people)))
        self.trajects.append(Running(ref, name, address, people, fill(form, scores(CANARY))))

    def act(self, kind: str) -> None:
        """Somebody does this, in some traject."""
        if not self.trajects:
            return
        self.acts += 1
        p, t = self.office, self.chance.choice(self.trajects)
        name, address, _ = self.chance.choice(t.people)
        sender = f"{name} <{address}>"
        later = p.now + timedelta(days=self.chance.randint(1, 20))
        if kind == "form":
            p.mail(sender, f"Feedback [{t.ref}]", "Zie bijlage.", ("f.docx", t.form))
        elif kind == "decline":
            p.mail(sender, f"Feedback [{t.ref}]", "Helaas lukt het mij niet om mee te doen.")
        elif kind == "away":
            p.mail(sender, "Afwezig", f"Ik ben afwezig tot en met {later:%d-%m-%Y}.", Auto_Submitted="auto-replied")
        elif kind == "promise":
            p.mail(sender, f"Re: [{t.ref}]", "Ik doe het volgende week.")
        elif kind == "question":
            p.mail(sender, f"Re: [{t.ref}]", "Wie leest mijn antwoorden?")
        elif kind == "status":
            p.mail(f"{t.name} <{t.address}>", f"Re: [{t.ref}]", "Hoe staat het ervoor met de formulieren?")
        elif kind == "stranger":
            p.mail("Iemand <iemand@elders.example>", "Aanbieding", f"{CANARY} goedkope stoelen")
        elif kind == "pause":
            p.command(f"pauzeer {t.ref} tot {later:%Y-%m-%d}")
        elif kind == "resume":
            p.command(f"hervat {t.ref}")
        elif kind == "stop":
            p.command(f"stop {t.ref}")
        elif kind == "enough":
            p.command(f"akkoord {t.ref}")
        elif kind == "held":
            p.command(f"gesprek {t.ref}")
        elif kind == "drag":
            self._drag()

    def _drag(self) -> None:
        box = self.office.box
        full = [f for f in box.every_folder() if box.tree[f].mails and (f == "INBOX" or "Trajecten" in f)]
        targets = [f for f in box.every_folder() if re.search(r"T-\w{5} [^/]*$", f)] + ["INBOX"]
        if full:
            source = self.chance.choice(full)
            uid = self.chance.choice(sorted(box.tree[source].mails))
            if b"X-Trajectbot" not in box.tree[source].mails[uid].raw:
                box.move(source, (uid,), self.chance.choice(targets))

    # -- what must hold ------------------------------------------------------------------------------------------

    def round(self) -> list[str]:
        """A round, and what is wrong after it."""
        summary = self.office.round()
        found = [] if self.faulty else [f"trouble: {summary.trouble}"] if summary.trouble else []
        with self.office.app.workshop.book() as book:
            trajects = {t.ref: book.traject(t.ref) for t in self.trajects}
            d, i = tables.disposition.c, tables.inbound.c
            double = book.connection.execute(
                select(d.inbound, d.ref, d.at).group_by(d.inbound, d.ref, d.at, d.part).having(func.count() > 1)
            ).all()
            waiting = book.connection.scalars(select(func.count()).where(i.state == "new")).one()
            none = book.connection.scalars(
                select(func.count()).where(i.state == "handled", i.id.not_in(select(d.inbound)))
            ).one()
        if waiting and not self.faulty:
            found.append(f"{waiting} mails not handled")
        if none:
            found.append(f"{none} mails without an outcome")
        found += [f"two outcomes at once: {row}" for row in double]
        for number in range(self._looked, len(self.office.line.received)):
            found += self._sent(number, trajects)
        self._looked = len(self.office.line.received)
        return found

    def _sent(self, number: int, trajects: dict[str, Traject | None]) -> list[str]:
        mail, at = self.office.line.received[number], self.office.line.moments[number]
        said = parsed(mail)
        kind, ref = str(said["X-Trajectbot"]), str(said["Subject"])[1:8]
        running = next((t for t in self.trajects if t.ref == ref), None)
        traject = trajects.get(ref)
        found = []
        ctx = self.office.app.workshop.context(at)
        unasked = kind in ("respondent-reminder", "documents-reminder")
        if unasked and traject and not ctx.calendar.in_window(at, ctx.rules_of(traject).window):
            found.append(f"{kind} outside the window")
        if traject and traject.stage in (Stage.STOPPED, Stage.DESTROYED) and kind in NIGHT:
            found.append(f"{kind} after a {traject.stage}")
        if running and mail.recipient == running.address:
            found += self._to_specialist(text_of(said), kind, running)
        elif CANARY in mail.raw.decode("ascii", "replace"):
            found.append(f"{kind} to {mail.recipient} quotes a form")
        known = {SHE, *(t.address for t in self.trajects), *(a for t in self.trajects for _, a, _ in t.people)}
        if mail.recipient not in known:
            found.append(f"{kind} to a stranger")
        if kind == "respondent-reminder" and traject:
            found += self._reminder(mail.recipient, ref, traject, at)
        return found

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
        day = self.office.app.workshop.context(at).calendar.day(at)
        reasons = {
            "answered": person.id in traject.answered(), "declined": person.id in traject.declined(),
            "unreachable": person.id in traject.undeliverable(), "silent": person.silent, "removed": person.removed,
            "away": bool(until and day <= until), "complete": traject.complete(group),
            "not collecting": traject.stage is not Stage.COLLECTING, "approved": traject.approved,
        }  # fmt: skip
        found += [f"a reminder though {why}" for why, holds in reasons.items() if holds]
        before = self._reminded[key(address)]
        if before and (day - before[-1][0].date()).days < 5:
            found.append(f"reminders {before[-1][0]:%m-%d} and {at:%m-%d} to one person")
        before.append((self.office.app.workshop.context(at).calendar.local(at), ref))
        if sum(1 for _, r in before if r == ref) > 6:
            found.append("a seventh reminder")
        return found
