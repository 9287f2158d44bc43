"""People who live with the bot at random: what they mail, drag, delete and rename."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from support.office.practice import Office
from support.stories.people import fill, respondent_sheet, scores
from support.stories.practice import enclosures, kind_of, parsed

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
    """One practice. Each act is somebody's. `score` is what every form says, which changes nothing for a specialist."""

    office: Office
    chance: random.Random
    score: str = "4"
    trajects: list[Running] = field(default_factory=list)
    acts: int = 0

    def start(self, shared: bool = True) -> None:
        """A traject with its list; some of the people are also listed elsewhere."""
        p, number = self.office, len(self.trajects)
        name = f"Jan {SURNAMES[number % len(SURNAMES)]}{'x' * (number // len(SURNAMES))}"
        address = f"specialist{number}@ziekenhuis.example"
        p.command(f"start {address} {name}")
        before = len(p.line.received)
        p.round()
        started = next(
            r for r in p.line.received[before:] if r.recipient == address and kind_of(r) == "traject-started"
        )
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
        self.trajects.append(Running(ref, name, address, people, fill(form, scores(CANARY, self.score))))

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
            self._by_hand(lambda folder, uid: p.box.move(folder, (uid,), self.chance.choice(self._targets())))
        elif kind == "delete":
            self._by_hand(lambda folder, uid: p.box.expunge(folder, (uid,)))
        elif kind == "rename":
            self._rename()

    def _by_hand(self, does: Callable[[str, int], object]) -> None:
        """Her hand on a mail that is not ours."""
        tree = self.office.box.tree
        full = [f for f in self._folders() if tree[f].mails and (f == "INBOX" or "Trajecten" in f)]
        if full:
            source = self.chance.choice(full)
            uid = self.chance.choice(sorted(tree[source].mails))
            if b"X-Trajectbot" not in tree[source].mails[uid].raw:
                does(source, uid)

    def _folders(self) -> list[str]:
        """In an order that does not depend on references, so that a twin's hand falls on the same."""
        number = {t.ref: f"{n:04}" for n, t in enumerate(self.trajects)}
        return sorted(
            self.office.box.every_folder(),
            key=lambda name: re.sub(r"T-\w{5}", lambda ref: number.get(ref[0], "9999"), name),
        )

    def _targets(self) -> list[str]:
        return [f for f in self._folders() if re.search(r"T-\w{5} [^/]*$", f)] + ["INBOX"]

    def _rename(self) -> None:
        """She gives a traject's folder another name, which still begins with the reference."""
        targets = self._targets()[:-1]
        if targets:
            old = self.chance.choice(targets)
            self.office.box.rename(old, f"{old.partition(' ')[0]} naam {self.acts}")
