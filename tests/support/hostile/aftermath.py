"""A round with many hostile mails in it, and what became of each: outcome, place, answers, counted or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from support.servers import smtp
from support.servers.dovecot import Dovecot
from support.servers.smtp import Received
from support.stories.dialogue import Opened, send_list, start
from support.stories.people import fill, scores
from support.stories.practice import JAN, Practice, kind_of, parsed, practice

from bot.core.traject.value import Outcome, Traject
from bot.shell.ledger import dispositions, tables

SURNAMES = (
    "Adriaansen", "Beukema", "Cornelissen", "Dijkgraaf", "Evertsz", "Feenstra", "Goudriaan", "Hoekstra", "Idsinga",
    "Jorritsma", "Koopmans", "Lammers", "Molenaar", "Noordhoek", "Oosterhuis", "Pietersma", "Quispel", "Roelofs",
    "Stuivenberg", "Terpstra", "Uiterwaal", "Veldhuizen", "Wagenaar", "Ypma", "Zuidema", "Achterberg", "Blankenstein",
    "Cuijpers", "Drenth", "Elzinga", "Fortuin", "Groeneveld", "Haverkamp", "Ingenhoven", "Kuiper", "Langeveld",
    "Meulenbelt", "Nieuwenhuis", "Overdijk", "Postma", "Rietveld", "Schoonhoven", "Timmermans", "Vogelzang", "Westerhof",
)  # fmt: skip
FUNCTIONS = ("cardioloog", "aios", "verpleegkundige")
VICTIMS = tuple(
    (f"Willemijn {name}", f"w.{name.lower()}@ziekenhuis.example", FUNCTIONS[number % 3])
    for number, name in enumerate(SURNAMES)
)
CROWD = (
    *VICTIMS,
    *((f"Bartholomeus {name}", f"b.{name.lower()}@ziekenhuis.example", "aios") for name in SURNAMES),
    *((f"Quirijn {name}", f"q.{name.lower()}@ziekenhuis.example", "verpleegkundige") for name in SURNAMES),
)
Person = tuple[str, str, str]


@dataclass
class Scene:
    """A practice with a traject whose list is in; every hostile mail may take a victim of its own."""

    p: Practice
    opened: Opened
    delivered: dict[str, bytes] = field(default_factory=dict)
    victims: dict[str, Person] = field(default_factory=dict)
    sent_before: int = 0
    people: tuple[Person, ...] = VICTIMS
    lying: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def victim(self, case: str) -> Person:
        """The listed respondent that this mail is about."""
        if case not in self.victims:
            self.victims[case] = self.people[len(self.victims)]
        return self.victims[case]

    def form(self, text: str = "Een fijne collega.", **more: str) -> tuple[str, bytes]:
        """The Word form of this traject, filled in."""
        return "formulier.docx", fill(self.opened.form, scores(text) | more)

    def deliver(self, case: str, raw: bytes) -> None:
        """Marked with its case, so that it is found again wherever it goes."""
        self.delivered[case] = b"X-Case: " + case.encode() + b"\r\n" + raw

    def play(self, when: str) -> None:
        """Everything delivered at once, one round."""
        self.sent_before = len(self.p.sent())
        self.p.account.append(*self.delivered.values(), when=self.p.now)
        self.p.round(when)
        self.look()

    # -- what became of it ---------------------------------------------------------------------------------------

    def outcomes(self, case: str) -> dict[str, Outcome]:
        """The valid outcome of a mail for each traject; the mail must be on record exactly once."""
        identifiers = self.identifiers(case)
        assert len(identifiers) == 1, f"{case}: on record {len(identifiers)} times"
        with self.p.app.workshop.book() as book:
            return dispositions.of_mail(book, identifiers[0])

    def outcome(self, case: str) -> Outcome:
        """Its only outcome."""
        (only,) = self.outcomes(case).values()
        return only

    def identifiers(self, case: str) -> list[int]:
        """Every record of a mail with this content."""
        key = self.p.app.workshop.sandbox.read_mail(self.delivered[case]).content_key
        with self.p.app.workshop.book() as book:
            i = tables.inbound.c
            hashed = book.keys.hash("content", key)
            return list(book.connection.scalars(select(i.id).where(i.content_h == hashed).order_by(i.id)))

    def place(self, case: str) -> str:
        """The folder in which it lay, without the root: INBOX, Beoordelen, Geparkeerd, traject, correspondence."""
        ((name, _),) = self.lying[case]
        return name

    def look(self) -> None:
        """Remembers where every marked mail lies, and its flags."""
        self.lying = {}
        for folder in self.p.account.folders():
            for flags, raw in self.p.account.mails(folder):
                if marked := re.match(rb"X-Case: (\S+)", raw):
                    self.lying.setdefault(marked[1].decode(), []).append((self._short(folder), flags))

    def _short(self, folder: str) -> str:
        short = folder.removeprefix("IFMS/").removeprefix("Trajecten/")
        if short.startswith(self.opened.ref):
            return "correspondence" if short.endswith("/Correspondentie") else "traject"
        return short

    def sent(self) -> list[Received]:
        """What left during and after the play."""
        return self.p.sent()[self.sent_before :]

    def kinds_to(self, address: str) -> list[str]:
        """The kinds of what went to this address since."""
        return [kind_of(r) for r in self.sent() if r.recipient == address]

    def flags(self, case: str) -> str:
        """Its flags."""
        ((_, flags),) = self.lying[case]
        return flags

    def traject(self, ref: str = "") -> Traject:
        """The traject as it is now."""
        with self.p.app.workshop.book() as book:
            found = book.traject(ref or self.opened.ref)
        assert found is not None
        return found

    def counted(self, person: Person) -> bool:
        """Whether this respondent has a form that counts."""
        traject = self.traject()
        ours = {r.id for r in traject.respondents if r.address == person[1]}
        return bool(ours & traject.answered())

    def records_of(self, case: str) -> list[str]:
        """Every outcome that was ever written for this content."""
        identifiers, d = self.identifiers(case), tables.disposition.c
        with self.p.app.workshop.book() as book:
            return list(book.connection.scalars(select(d.outcome).where(d.inbound.in_(identifiers)).order_by(d.id)))


Build = Callable[[Scene, str], bytes]


@dataclass(frozen=True)
class Hostile:
    """One mail of the catalogue and what must become of it; `answers` are the kinds that go to its victim."""

    case: str
    build: Build
    outcome: Outcome
    place: str
    counted: bool = False
    answers: tuple[str, ...] = ()


def check(scene: Scene, hostile: Hostile) -> None:
    """Exactly one valid outcome, the right place, the right answers, and counted only if it may."""
    victim = scene.victims.get(hostile.case)
    counted, answers = (scene.counted(victim), scene.kinds_to(victim[1])) if victim else (False, [])
    seen = (scene.outcome(hostile.case), scene.place(hostile.case), counted, tuple(answers))
    assert seen == (hostile.outcome, hostile.place, hostile.counted, hostile.answers), f"{hostile.case}: {seen}"
    if hostile.place == "INBOX":
        assert "Seen" not in scene.flags(hostile.case)


def only_to_people_of_the_traject(scene: Scene, *also: str) -> bool:
    """Whether no mail went to anybody but her, him and those listed."""
    known = set(also) | {r.address for r in scene.traject().respondents}
    return {r.recipient for r in scene.sent()} <= known | {scene.p.settings.practitioner.address, JAN}


@contextmanager
def scene(
    folder: Path, server: Dovecot, certificates: Path, people: tuple[Person, ...] = VICTIMS, **more: str
) -> Iterator[Scene]:
    """A practice of its own with Jan's traject and its list of victims, for a whole file of tests."""
    with ExitStack() as stack:
        recorder = smtp.start_smtp(certificates)
        stack.callback(recorder.stop)
        p = stack.enter_context(practice(folder, server.account(), recorder, **more))
        opened = start(p)
        send_list(p, opened, people=people)
        yield Scene(p, opened, people=people)


def headers_of(received: Received) -> set[str]:
    """The names of a mail's headers, in lower case."""
    return {name.lower() for name in parsed(received)}
