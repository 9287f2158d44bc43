"""Somebody asks what is kept: she is asked, an overview of their own data is put before her, and nothing is destroyed."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from support.mails import one_line
from support.stories.dialogue import Opened, collecting, ready, send_form
from support.stories.people import DOCTORS, OTHERS, PEERS
from support.stories.practice import JAN, SHE, Practice, enclosures, parsed, text_of

JAN_HIMSELF, PIET = f"Jan Bakker <{JAN}>", f"{PEERS[0][0]} <{PEERS[0][1]}>"
ASKS = "Graag ontvang ik een overzicht van alle gegevens die u van mij bewaart."
HIS_WORDS, HER_WORDS = "Een kanarie van Piet.", "Een mus van Marieke."


def overviews(p: Practice, opened: Opened) -> list[str]:
    """The words of the overviews in the traject's folder, oldest first."""
    made = [m for m in p.folder(opened.folder) if m["X-Trajectbot"] == "access"]
    assert all(m["To"] and SHE in m["To"] for m in made)
    pages = [pypdf.PdfReader(io.BytesIO(pdf)).pages for m in made for pdf in enclosures(m).values()]
    return [one_line(" ".join(page.extract_text() for page in one).replace("\u200b", "")) for one in pages]


def last(p: Practice, kind: str) -> str:
    return one_line(text_of(parsed(p.sent(kind, SHE)[-1])))


def test_the_specialist_gets_his_own_data_and_nothing_of_a_respondent(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)
    p.mail(JAN_HIMSELF, "Mijn gegevens", ASKS)
    p.round("2026-11-25 10:00")
    asked = last(p, "decision-needed")
    assert "inzage in de eigen gegevens" in asked
    assert "24 december 2026" in asked
    p.command(f"vernietig {opened.ref}")
    p.round("2026-11-25 11:00")
    assert not p.sent("destruction-confirm")
    assert "beroep op de AVG en nog open, uiterlijk te beantwoorden op 24 december 2026" in last(p, "command-result")
    p.command(f"inzage {opened.ref}")
    p.round("2026-11-25 12:00")
    (text,) = overviews(p, opened)
    for his in (
        "Jan Bakker",
        JAN,
        "3 november 2026",
        "start van uw traject",
        "de zelfevaluatie",
        "Autoriteit Persoonsgegevens",
    ):
        assert his in text
    for person in (*PEERS, *DOCTORS, *OTHERS):
        assert person[1] not in text
        assert person[0] not in text
    assert not re.search(r"(?<!pagina )\b\d+ (?:van|formulier|respondent)", text)
    assert "access" not in p.kinds()
    told = last(p, "command-result")
    assert "blijft open" in told
    p.command(f"vernietig {opened.ref}")
    p.round("2026-11-25 13:00")
    assert not p.sent("destruction-confirm")
    p.command(f"negeer {told.rpartition('negeer ')[2].split()[0]}", f"vernietig {opened.ref}")
    p.round("2026-11-25 14:00")
    assert p.sent("destruction-confirm")


def test_a_respondent_gets_the_own_form_and_nobody_elses(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    send_form(p, opened, PEERS[0], HIS_WORDS)
    send_form(p, opened, PEERS[1], HER_WORDS)
    p.mail(PIET, "Vraag", ASKS)
    p.round("2026-11-05 10:00")
    command = re.search(
        rf"inzage%20{opened.ref}%20[^\s\"&)]+",
        parsed(p.sent("decision-needed", SHE)[-1]).as_string().replace("=\n", "").replace("=3D", "="),
    )
    assert command is not None
    p.command(
        f"inzage {opened.ref} {PEERS[0][1]}", f"inzage {opened.ref} {JAN}", f"inzage {opened.ref} x@elders.example"
    )
    p.round("2026-11-05 11:00")
    theirs, his = overviews(p, opened)
    for own in (PEERS[0][0], PEERS[0][1], "cardioloog", "uw formulier", HIS_WORDS, "Score: 4"):
        assert own in theirs
    for others in (HER_WORDS, PEERS[1][0], PEERS[1][1], DOCTORS[0][1]):
        assert others not in theirs
    assert HIS_WORDS not in his
    assert PEERS[0][0] not in his
    assert "kennen wij “x@elders.example” niet" in last(p, "command-result")
    with p.app.workshop.book() as book:
        assert [q.kind for q in book.questions(opened.ref)] == ["avg-request"]  # until she has sent it


@pytest.mark.parametrize("said", ["Verwijder mijn gegevens.", "Please delete my personal data."])
def test_a_request_to_erase_is_hers_to_answer_and_no_form_that_is_taken_back(practice_run: Practice, said: str) -> None:
    p = practice_run
    opened = collecting(p)
    send_form(p, opened, PEERS[0])
    p.round("2026-11-05 10:00")
    p.mail(PIET, "Mijn gegevens", said)
    p.round("2026-11-05 11:00")
    assert "wissen van de eigen gegevens" in last(p, "decision-needed")
    p.command(f"inzage {opened.ref} {PEERS[0][1]}")
    p.round("2026-11-05 12:00")
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        assert len(traject.answered()) == 1
        assert [q.kind for q in book.questions(opened.ref)] == ["avg-request"]  # an overview erases nothing
