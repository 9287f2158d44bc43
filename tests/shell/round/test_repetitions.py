"""What is a repetition, and what is not: a mail that is asked about, a changed mind, new words with an old file."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from support.paper import PaperPractice, paper_practice
from support.stories.dialogue import ALL, Opened, collecting, ready
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, respondent_sheet, scores
from support.stories.practice import JAN, SHE, parsed, text_of

HIS = f"Jan Bakker <{JAN}>"
P, D = [[f"{name} <{address}>" for name, address, _ in group] for group in (PEERS, DOCTORS)]
NEW = ("Sam Tol", "s.tol@ziekenhuis.example", "verpleegkundige")
Act = Callable[[PaperPractice, Opened], object]


def form(o: Opened) -> tuple[str, bytes]:
    return ("f.docx", fill(o.form, scores()))


ASKED: dict[str, Act] = {
    "his question": lambda p, o: p.mail(HIS, f"[{o.ref}] vraag", "Kan het gesprek ook in het ziekenhuis?"),
    "a respondent's question": lambda p, o: p.mail(
        P[0], "vraag", "Mag ik het formulier samen met een collega invullen?"
    ),
    "from a private address": lambda p, o: p.mail("Peer Bos <w.bos@gmail.example>", "Feedback", "Hierbij.", form(o)),
    "a colleague's form": lambda p, o: p.mail(P[2], "Feedback", "Dit is het formulier van Peer Bos.", form(o)),
    "avg": lambda p, o: p.mail(P[4], "AVG", "Ik wil inzage in mijn gegevens."),
    "through him": lambda p, o: p.mail(HIS, f"[{o.ref}] Fwd", "Van Peer Smit", form(o)),
    "by a list": lambda p, o: p.mail(D[0], "Feedback", "", form(o), Precedence="bulk", List_Id="<x.z.example>"),
}
LOOKED_AT_AGAIN: dict[str, Act] = {
    "his correction": lambda p, o: p.mail(HIS, f"[{o.ref}] erbij", "Voeg toe: " + ", ".join(NEW)),
    "his list": lambda p, o: p.mail(HIS, f"[{o.ref}] lijst", "Hierbij", ("l.xlsx", respondent_sheet(*ALL, NEW))),
    "hers": lambda p, o: p.command(f"respondent {o.ref} + {NEW[0]}, {NEW[1]}, niet_artsen"),
}


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[PaperPractice]:
    with paper_practice(tmp_path) as p:
        yield p


def later(p: PaperPractice, hours: float) -> None:
    p.round_at(p.now + timedelta(hours=hours))


def open_of(p: PaperPractice) -> list[int | None]:
    with p.app.workshop.book() as book:
        return [q.inbound_id for q in book.questions()]


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_asked_about_stays_so_however_often_it_comes(paper: PaperPractice, kind: str) -> None:
    dice = random.Random(kind)
    opened = collecting(paper)
    ASKED[kind](paper, opened)
    later(paper, 0.3)
    asked = open_of(paper)
    assert len(asked) == 1
    for _ in range(dice.randint(1, 3)):
        ASKED[kind](paper, opened)
        later(paper, dice.choice((0.1, 1, 30, 240)))
    for change in dice.sample(list(LOOKED_AT_AGAIN), 2):
        LOOKED_AT_AGAIN[change](paper, opened)
        later(paper, 1)
        assert open_of(paper) == asked, change
    paper.command("negeer 1")
    later(paper, 1)
    assert not open_of(paper)
    assert "al beslist" not in text_of(parsed(paper.sent("command-result")[-1]))


def test_the_same_list_with_new_words_is_answered_and_without_is_not(paper: PaperPractice) -> None:
    opened = collecting(paper)
    the_list = ("lijst.xlsx", respondent_sheet(*ALL))
    paper.mail(HIS, f"[{opened.ref}]", f"Verwijder {OTHERS[1][0]} van de lijst.")
    later(paper, 1)
    for body, answered in (
        ("Excuus, zij moet er wel op. De lijst is zoals in de bijlage.", True),
        ("Excuus, zij moet er wel op. De lijst is zoals in de bijlage.", False),
        ("Kunt u dit bevestigen? De lijst klopt.", True),
    ):
        before = len(paper.sent(to=JAN))
        paper.mail(HIS, f"[{opened.ref}] lijst", body, the_list)
        later(paper, 26)
        answers = [r for r in paper.sent(to=JAN)[before:] if parsed(r)["In-Reply-To"]]
        assert len(answers) == answered, body


def test_a_changed_mind_is_no_repetition_until_it_never_ends(paper: PaperPractice) -> None:
    """Of each word what the sender said last before tells whether it says something new."""
    dice, opened = random.Random(8), collecting(paper)
    words = [f"Ik kies de competenties {one} en Samenwerking." for one in ("Communicatie", "Organisatie", "Kennis")]
    said = dict.fromkeys(words, 0)
    last = ""
    for _ in range(14):
        word, before = dice.choice(words), len(paper.sent("decision-needed"))
        paper.mail(HIS, f"[{opened.ref}] competenties", word)
        later(paper, 0.5)
        new = word != last and said[word] < 3
        assert len(paper.sent("decision-needed")) - before == new, (word, said)
        said[word], last = said[word] + 1, word
    assert max(said.values()) > 3


def test_who_refuses_again_after_a_promise_hears_it_again(paper: PaperPractice) -> None:
    collecting(paper)
    for body in ("Ik doe niet mee.", "Ik doe toch wel mee.", "Ik doe niet mee.", "Ik doe niet mee."):
        paper.mail(P[1], "Re", body)
        later(paper, 2)
    assert len(paper.sent("decline-received", PEERS[1][1])) == 2


def test_a_wish_about_the_date_that_is_taken_back_is_put_before_her(paper: PaperPractice) -> None:
    opened = ready(paper)
    paper.command(f"plan {opened.ref} 2026-12-10 14:00; 2026-12-11 09:30")
    later(paper, 0.1)
    offer = paper.sent("date-options")[-1]
    for body, questions in (
        ("De eerste graag", 0),
        ("Nee, toch liever de tweede", 1),
        ("De eerste graag", 2),
        ("De eerste graag", 2),
    ):
        paper.reply(offer, HIS, body)
        later(paper, 2)
        assert len(open_of(paper)) == questions, body
    assert "houdt het nu bij donderdag 10 december 2026" in " ".join(
        text_of(parsed(paper.sent("decision-needed", SHE)[-1])).split()
    )


def test_a_machine_that_puts_new_words_around_its_form_each_day_is_not_thanked_for_ever(paper: PaperPractice) -> None:
    opened = collecting(paper)
    for word in ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht"):
        paper.mail(P[0], "Re: bedankt", f"Bijgaand, {word}.", form(opened))
        later(paper, 24)
    assert len(paper.sent("form-received", PEERS[0][1])) == 3
    told = [text_of(parsed(r)).count("hetzelfde bestand kwam telkens") for r in paper.sent("digest")]
    assert sum(told) == 1


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Wie ziet mijn antwoorden?", "een vraag ontvangen van iemand naar wie op uw verzoek geen mail gaat"),
        ("Kunt u mij het formulier nog eens sturen? Ik wil toch meedoen.", "een vraag ontvangen van iemand naar wie"),
        ("https://wetransfer.com/downloads/abc hier staat het formulier", "het bestand zelf is niet gevraagd"),
    ],
)
def test_what_somebody_asks_to_whom_no_mail_goes_stands_in_the_overview(
    paper: PaperPractice, body: str, line: str
) -> None:
    collecting(paper)
    paper.command(f"stuur-niet {PEERS[0][1]}")
    later(paper, 0.1)
    for _ in range(2):
        paper.mail(P[0], "Feedback", body)
        later(paper, 0.5)
    paper.round("2026-11-05 09:00")
    told = " ".join(text_of(parsed(paper.sent("digest")[-1])).split())
    assert told.count(line) == 1
    assert PEERS[0][1] in told or "Collega's van dezelfde discipline" in told.partition(line)[2]
    assert "bestand zelf is gevraagd" not in told
    assert not paper.sent(to=PEERS[0][1])
