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
