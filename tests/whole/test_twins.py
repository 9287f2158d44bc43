"""Twin practices: whoever answered, what and when, what the specialist gets is the same to the letter (G4)."""

from __future__ import annotations

import random
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from support.servers.dovecot import Dovecot
from support.servers.smtp import StartSmtp
from support.stories.dialogue import ALL, Opened, collecting, send_documents, send_form
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, respondent_sheet, scores
from support.stories.practice import JAN, Practice, parsed, practice
from support.twins import normal

DAYS = ("2026-11-05 10:00", "2026-11-06 15:00", "2026-11-09 09:00", "2026-11-10 11:00", "2026-11-11 10:00")
WORDS = ("Een fijne collega.", "Luistert slecht, helaas.", "Kan beter delegeren en plannen.", "Uitstekend in alles!")


@dataclass(frozen=True)
class Fate:
    """What the respondents of one twin do: who answers on which day, with what, and who declines."""

    early: tuple[tuple[int, tuple[str, str, str], str, str], ...]
    declines: tuple[tuple[str, str, str], ...]


def fate(seed: int) -> Fate:
    """Below every minimum until the last day; one of a group declines at the most, so that enough are left."""
    chance = random.Random(seed)
    early, declines = [], []
    for group in (PEERS, DOCTORS, OTHERS):
        people = chance.sample(group, len(group))
        declines += people[4:5] if group is not PEERS and chance.random() < 0.5 else []
        for person in people[: chance.randint(0, 3)]:
            early.append((chance.randrange(len(DAYS)), person, chance.choice(WORDS), str(chance.randint(1, 5))))
    return Fate(tuple(early), tuple(declines))


def live(p: Practice, doing: Fate) -> list[tuple[str, str, bytes]]:
    """One traject from its list to the statement; what Jan got: when, the kind, and all that it says."""
    seen: list[tuple[str, str, bytes]] = []
    told = 0

    def round(when: str) -> None:
        nonlocal told
        p.round(when)
        for one in p.sent(to=JAN)[told:]:
            seen.append((when, str(parsed(one)["X-Trajectbot"]), normal(parsed(one))))
        told = len(p.sent(to=JAN))

    opened = collecting(p)
    round("2026-11-04 12:00")
    for number, day in enumerate(DAYS):
        for person in (who for on, who, _, _ in doing.early if on == number):
            answer(p, opened, person, *next((text, score) for on, w, text, score in doing.early if w == person))
        if number == 2:
            for name, address, _ in doing.declines:
                p.mail(f"{name} <{address}>", "Re: feedback", "Helaas lukt het mij niet om mee te doen.")
        round(day)
    for when, words in (
        ("2026-11-12 10:00", "Hoe staat het ervoor? Zijn er al genoeg formulieren binnen?"),
        ("2026-11-12 15:00", "Hoe staat het ervoor met de formulieren?"),
        ("2026-11-13 10:00", f"Het adres van {PEERS[5][0]} moet zijn w.bos2@ziekenhuis.example"),
    ):
        p.mail(f"Jan Bakker <{JAN}>", f"Re: [{opened.ref}]", words)
        round(when)
    p.mail(f"Jan Bakker <{JAN}>", f"[{opened.ref}] nieuwe lijst", "Dit is de nieuwe lijst.",
           ("lijst.xlsx", respondent_sheet(*ALL[1:])))  # fmt: skip
    round("2026-11-16 10:00")
    done = {who for _, who, _, _ in doing.early} | set(doing.declines)
    for person in (who for who in ALL if who not in done and who != ALL[0]):
        send_form(p, opened, person)
    send_documents(p, opened)
    for when in ("2026-11-24 10:00", "2026-11-25 10:00"):
        round(when)
    p.command(f"akkoord {opened.ref}")
    round("2026-11-26 10:00")
    p.command(f"gesprek {opened.ref} 2026-12-10")
    round("2026-12-10 20:00")
    round("2027-06-10 10:00")
    return [(when, kind, said.replace(opened.ref.encode(), b"T-XXXXX")) for when, kind, said in seen]


def answer(p: Practice, opened: Opened, person: tuple[str, str, str], text: str, score: str) -> None:
    """A form of this person, with these words and this score."""
    name, address, _ = person
    p.mail(f"{name} <{address}>", "Formulier", "Bijgaand.", ("f.docx", fill(opened.form, scores(text, score))))


@pytest.mark.parametrize("seed", range(2))
def test_twins_hear_the_same(seed: int, tmp_path: Path, dovecot: Dovecot, start_smtp: StartSmtp) -> None:
    heard = []
    for number in range(2):
        with ExitStack() as stack:
            folder = tmp_path / str(number)
            folder.mkdir()
            Image.new("RGB", (300, 100), "navy").save(folder / "signature.png")
            signs = {"TRAJECTBOT__PRACTITIONER__SIGNATURE_FILE": "signature.png"}
            p = stack.enter_context(practice(folder, dovecot.account(), start_smtp(), environ=signs))
            heard.append(live(p, fate(2 * seed + number)))
    one, other = heard
    assert [mail[:2] for mail in one] == [mail[:2] for mail in other]
    assert [mail[:2] for mail, twin in zip(one, other, strict=True) if mail[2] != twin[2]] == []
    assert {kind for _, kind, _ in one} >= {"traject-started", "progress", "statement", "reregistration-question"}
