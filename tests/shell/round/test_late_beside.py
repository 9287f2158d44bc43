"""A form of a destroyed traject beside what is for a traject that lives: that counts, and she hears of the other."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import timedelta

import pytest
from support.stories.closing import destroy
from support.stories.dialogue import Opened, start
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, scores
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

from bot.shell.operator.status import state as states

ELS, JAN_HIMSELF = "Els Wit <els@kliniek.example>", f"Jan Bakker <{JAN}>"
BOTH = (*PEERS[:2], *DOCTORS[:2], *OTHERS[:2])
OVER = "is vernietigd; dat telt niet mee"


def gone(p: Practice) -> tuple[Opened, Opened]:
    """Jan's traject is destroyed, Els's lives; the same people are asked about both."""
    closed = start(p, "2026-11-03 10:00")
    p.reply(closed.started, JAN_HIMSELF, "\n".join(", ".join(one) for one in BOTH))
    p.round("2026-11-03 11:00")
    living = start(p, "2026-11-04 10:00", "start els@kliniek.example Els Wit")
    p.reply(living.started, ELS, "\n".join(", ".join(one) for one in BOTH))
    p.round("2026-11-04 11:00")
    destroy(p, closed.ref, "2026-11-04 12:00")
    return closed, living


def later(p: Practice, **span: int) -> None:
    p.now += timedelta(**(span or {"minutes": 20}))
    p.round()


def received(p: Practice, ref: str) -> int:
    there = next(one for one in states(p.app.workshop.ledger, p.now) if one["ref"] == ref)
    return sum(group["received"] for group in there["groups"])


def to_her(p: Practice, kind: str) -> str:
    return " ".join(" ".join(text_of(parsed(r)).split()) for r in p.sent(kind, SHE))


def zipped(files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in files:
            archive.writestr(name, data)
    return "formulieren.zip", whole.getvalue()


@pytest.mark.parametrize("seed", range(3))
def test_both_forms_in_one_mail(practice_run: Practice, seed: int) -> None:
    """In any order, in an archive too, with either traject in the subject."""
    p = practice_run
    closed, living = gone(p)
    rng = random.Random(seed)
    for n, (name, address, _) in enumerate(BOTH[2:], 1):
        old = ("oud.docx", fill(closed.form, scores("KANARIE")))
        files = [old, ("nieuw.docx", fill(living.form, scores("Netjes.")))]
        rng.shuffle(files)
        subject = rng.choice(["formulieren", f"[{closed.ref}]", f"Re: [{living.ref}] Feedbackformulier"])
        p.mail(f"{name} <{address}>", subject, "", *([zipped(files)] if rng.random() < 0.3 else files))
        later(p)
        assert received(p, living.ref) == n, (subject, [name for name, _ in files])
    assert not p.sent("decision-needed", SHE)
    later(p, days=4)
    assert f"traject {closed.ref}, dat {OVER}" in to_her(p, "digest")


@pytest.mark.parametrize("named", [True, False])
def test_his_document_and_an_old_form_about_another(practice_run: Practice, named: bool) -> None:
    p = practice_run
    closed, living = gone(p)
    old = ("f.docx", fill(closed.form, scores("KANARIE")))
    mine = ("Zelfevaluatie.docx", fill(living.self_evaluation, scores("Ik luister.")))
    p.mail(
        ELS, "Mijn stukken", "Hierbij mijn stukken", *([old, mine] if named else [old, ("POP.txt", b"Mijn POP.\n" * 9)])
    )
    later(p)
    assert p.kinds("els@kliniek.example")[-1] == "document-received"
    assert "Hoort bij" not in to_her(p, "decision-needed")
    assert received(p, living.ref) == 0
    later(p, days=4)
    assert f"traject {closed.ref}, dat {OVER}" in to_her(p, "digest")


def test_an_old_form_alone_that_he_sends_on_is_offered_to_nobody(practice_run: Practice) -> None:
    p = practice_run
    closed, living = gone(p)
    old = ("f.docx", fill(closed.form, scores("KANARIE")))
    p.mail(ELS, f"Re: [{living.ref}] formulier van een collega", "Hierbij.", old)
    later(p)
    asked = to_her(p, "decision-needed")
    assert "van een traject dat is vernietigd" in asked
    assert "Hoort bij" not in asked
    p.command(f"koppel 1 {living.ref} {BOTH[0][1]}")
    later(p)
    told = " ".join(text_of(parsed(p.sent("command-result", SHE)[-1])).split())
    assert "telt niet mee. Stuur: negeer 1" in told
    assert received(p, living.ref) == 0


@pytest.mark.parametrize(
    "said",
    [
        "Ik doe niet mee aan het nieuwe traject. Het oude formulier stuur ik terug.",
        "Ik trek mijn deelname aan het nieuwe traject in.",
        "Mijn nieuwe adres is p.nieuw@kliniek.example.",
        "Hij gooide een stoel naar een verpleegkundige.",
    ],
)
def test_what_somebody_of_a_living_traject_says_beside_an_old_form_goes_before_her(
    practice_run: Practice, said: str
) -> None:
    p = practice_run
    closed, _ = gone(p)
    name, address, _ = BOTH[0]
    p.mail(f"{name} <{address}>", "Formulier", said, ("f.docx", fill(closed.form, scores("oud"))))
    later(p)
    assert "formulier van een traject dat is vernietigd" in to_her(p, "decision-needed")
    assert p.sent("traject-closed") == []
    assert len(p.folder("INBOX")) + len(p.folder("IFMS/Beoordelen")) == 1


def test_a_courtesy_beside_an_old_form_keeps_nothing(practice_run: Practice) -> None:
    p = practice_run
    closed, _ = gone(p)
    name, address, _ = BOTH[0]
    words = f"Beste mevrouw,\n\nHierbij mijn formulier.\n\nMet vriendelijke groet,\n{name}"
    p.mail(f"{name} <{address}>", "Formulier", words, ("f.docx", fill(closed.form, scores("oud"))))
    later(p)
    assert p.sent("decision-needed", SHE) == []
    assert p.folder("INBOX") == p.folder("IFMS/Beoordelen") == []


@pytest.mark.parametrize("said", ["", "Hierbij mijn stukken voor het nieuwe traject."])
def test_what_the_specialist_of_a_living_traject_sends_on_an_old_form_goes_before_her(
    practice_run: Practice, said: str
) -> None:
    p = practice_run
    closed, _ = gone(p)
    p.command(f"start {JAN} Jan Bakker")
    later(p)
    own = ("Zelfevaluatie.docx", fill(closed.self_evaluation, scores("Ik luister goed.")))
    p.mail(JAN_HIMSELF, "Mijn zelfevaluatie", said, own)
    later(p)
    assert p.sent("traject-closed") == []
    assert "vernietigd" in to_her(p, "decision-needed")
    assert len(p.folder("INBOX")) + len(p.folder("IFMS/Beoordelen")) == 1


def test_a_form_of_another_traject_is_entered_for_nobody(practice_run: Practice) -> None:
    p = practice_run
    closed, living = gone(p)
    other = start(p, "2026-11-05 10:00", "start p.smit@elders.example Piet Smit")
    for form in (closed.form, other.form):
        before = len(p.sent("command-result", SHE))
        p.mail(
            f"A. de Vries <{SHE}>",
            "Per post",
            f"formulier {living.ref} {DOCTORS[0][1]}",
            ("f.docx", fill(form, scores("x"))),
        )
        later(p)
        assert "van een ander traject, en telt daarom niet mee" in " ".join(
            text_of(parsed(p.sent("command-result", SHE)[before])).split()
        )
        assert received(p, living.ref) == 0
    p.mail(
        f"A. de Vries <{SHE}>", "Per post", f"formulier {living.ref} {DOCTORS[0][1]}",
        ("f.docx", fill(living.form, scores("x"))),
    )  # fmt: skip
    later(p)
    assert received(p, living.ref) == 1


_BY_HER = (
    "telt {n}",
    "telt {n} {ref}",
    "telt {n} {ref} {address}",
    "koppel {n} {ref} {address}\ntelt {n} {ref} {address}",
)


@pytest.mark.parametrize("by_her", _BY_HER)
@pytest.mark.parametrize(
    ("sender", "said"),
    [
        (ELS, "Hierbij."),
        (f"{BOTH[2][0]} <{BOTH[2][1]}>", "Bijgaand."),
        (f"{BOTH[2][0]} <{BOTH[2][1]}>", "Ik word door hem bedreigd."),
        ("Iemand Anders <iemand@thuis.example>", "Bijgaand."),
        (f"{BOTH[2][0]} <thuis@elders.example>", "Bijgaand."),
    ],
)
@pytest.mark.parametrize("old", [True, False])
def test_she_can_not_count_an_old_form(practice_run: Practice, sender: str, said: str, by_her: str, old: bool) -> None:
    """In whatever question it stands; one of the traject that lives counts by the same words."""
    p = practice_run
    closed, living = gone(p)
    file = ("f.docx", fill((closed if old else living).form, scores("KANARIE")))
    p.mail(sender, f"[{living.ref}] formulier", said, file)
    later(p)
    numbers = next(s for s in states(p.app.workshop.ledger, p.now) if s["ref"] == living.ref)["decisions"] or [1]
    before = received(p, living.ref)
    for line in by_her.split("\n"):
        p.command(line.format(n=numbers[-1], ref=living.ref, address=BOTH[2][1]))
        later(p)
    told = to_her(p, "command-result") + to_her(p, "decision-needed")
    if old:
        assert received(p, living.ref) == before == 0
        assert "een traject dat is vernietigd" in told
    elif by_her.endswith("{address}"):
        assert received(p, living.ref) == 1, told[-900:]
