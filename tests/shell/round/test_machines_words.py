"""Words in a mail that a machine made, as its header says: nothing is done with them, and she hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from support.paper import PaperPractice, paper_practice
from support.stories.dialogue import collecting
from support.stories.people import OTHERS, PEERS, fill, scores
from support.stories.practice import JAN, SHE, parsed, text_of

HER, HIS = f"A. de Vries <{SHE}>", f"Jan Bakker <{JAN}>"
P = [f"{name} <{address}>" for name, address, _ in PEERS]
LINE = "die volgens het opschrift door een programma is gemaakt"


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[PaperPractice]:
    with paper_practice(tmp_path) as p:
        yield p


def overview(p: PaperPractice) -> str:
    p.round_at(p.now + timedelta(minutes=5))
    p.round("2026-11-05 09:00")
    return " ".join(text_of(parsed(p.sent("digest")[-1])).split())


def questions(p: PaperPractice) -> list[str]:
    with p.app.workshop.book() as book:
        return [q.kind for q in book.questions()]


def test_nobody_s_form_is_ours_for_a_header(paper: PaperPractice) -> None:
    opened = collecting(paper)
    form = ("f.docx", fill(opened.form, scores()))
    paper.mail(P[0], "Feedback", "Hierbij", form, X_Trajectbot="form-received")
    paper.round_at(paper.now + timedelta(minutes=5))
    assert len(questions(paper)) == 1
    assert not paper.sent(to=PEERS[0][1])


@pytest.mark.parametrize(
    ("sender", "subject", "body"),
    [
        (HER, "pauzeer {ref}", ""),
        (P[0], "Formulier", "Ik wil mijn formulier intrekken."),
        (P[1], "Re: Feedback", "Ik doe niet mee."),
        (HIS, "[{ref}]", f"Vervang {OTHERS[1][0]} door Sam Tol, s.tol@ziekenhuis.example, verpleegkundige"),
    ],
)
def test_what_would_have_been_carried_out_stands_in_the_overview(
    paper: PaperPractice, sender: str, subject: str, body: str
) -> None:
    opened = collecting(paper)
    paper.mail(sender, subject.format(ref=opened.ref), body, Auto_Submitted="auto-generated")
    assert overview(paper).count(LINE) == 1


@pytest.mark.parametrize(
    "body",
    [
        "Ik ben afwezig tot en met 30 november 2026.",
        "Uw bericht is ontvangen en wordt zo snel mogelijk gelezen.",
        "Ik ben met verlof en lees mijn mail niet. Neem contact op met het secretariaat.",
    ],
)
def test_a_usual_automatic_answer_is_put_away_as_ever(paper: PaperPractice, body: str) -> None:
    collecting(paper)
    for sender in (P[0], HIS):
        paper.mail(sender, "Automatisch antwoord", body, Auto_Submitted="auto-replied")
    assert LINE not in overview(paper)


@pytest.mark.parametrize("words", ["Ik ben er niet, groet", "Ik ben er deze week niet.", "Wij zijn er vandaag niet!"])
def test_that_she_is_not_there_is_no_answer(paper: PaperPractice, words: str) -> None:
    opened = collecting(paper)
    paper.authenticated = False
    paper.command(f"pauzeer {opened.ref}")
    paper.round_at(paper.now + timedelta(minutes=5))
    request = paper.sent("confirm-request")[-1]
    paper.reply(request, HER, words)
    paper.round_at(paper.now + timedelta(minutes=5))
    assert "vervallen" not in text_of(parsed(paper.sent("command-result")[-1]))
    paper.reply(request, HER, "ja")
    paper.round_at(paper.now + timedelta(minutes=5))
    assert "is gepauzeerd" in " ".join(text_of(parsed(paper.sent("command-result")[-1])).split())


@pytest.mark.parametrize("words", ["Nee", "Ik ben er niet mee akkoord", "Ik ben er niet. Nog niet doen!"])
def test_a_no_is_a_no(paper: PaperPractice, words: str) -> None:
    opened = collecting(paper)
    paper.authenticated = False
    paper.command(f"pauzeer {opened.ref}")
    paper.round_at(paper.now + timedelta(minutes=5))
    paper.reply(paper.sent("confirm-request")[-1], HER, words)
    paper.round_at(paper.now + timedelta(minutes=5))
    assert "vervallen" in text_of(parsed(paper.sent("command-result")[-1]))
