"""Of attachments only what names a traject by itself counts, never what somebody wrote in them."""

from __future__ import annotations

from random import Random

import pytest

from bot.association.inside import inside
from bot.core.documents import Document, Read
from bot.core.mail.message import Attachment, InboundMail

REF, OTHER = "T-7KQFK", "T-EVA19"
PROSE = f"Op uw rekening van vandaag staan de trajecten {REF} en {OTHER}, met dank voor de opdracht."
EML = f"From: info@praktijk.example\nSubject: Herinnering [{REF}]\n\nOver {OTHER}"


@pytest.mark.parametrize(
    ("name", "document", "expected"),
    [
        pytest.param("factuur.pdf", Document("pdf", text=PROSE), (), id="prose"),
        pytest.param(
            f"factuur {REF}.pdf", Document("pdf", text="Een rekening."), (), id="the name of what can be read"
        ),
        pytest.param(
            f"Feedbackformulier {REF}.pdf", Document("pdf", text="Een fijn mens."), (REF,), id="a name that we gave"
        ),
        pytest.param(
            "alles.zip",
            Document("zip", parts=(("b.zip", Document("zip", parts=((f"scan {REF}.png", Document("png")),))),)),
            (REF,),
            id="a name in an archive in an archive",
        ),
        pytest.param(f"scan {REF}.png", Document("png", picture=True), (REF,), id="the name of a picture"),
        pytest.param(f"{REF}.docx", Document("docx", Read.ENCRYPTED), (REF,), id="the name of what is locked"),
        pytest.param(
            "a.docx", Document("docx", text=PROSE, properties=(("keywords", REF),)), (REF,), id="a file's properties"
        ),
        pytest.param("a.eml", Document("eml", text=EML), (REF,), id="the subject of an enclosed mail"),
        pytest.param("a.txt", Document("txt", text=EML), (), id="something that looks like a mail"),
        pytest.param(
            "a.zip",
            Document("zip", parts=(("b.eml", Document("eml", text=EML)), ("c.pdf", Document("pdf", text=PROSE)))),
            (REF,),
            id="an enclosed mail in an archive",
        ),
    ],
)
def test_what_names_a_traject(name: str, document: Document, expected: tuple[str, ...]) -> None:
    mail = InboundMail("k", subject=OTHER, text=OTHER, attachments=(Attachment(name, "", 9, document),))
    found = inside(mail)
    assert (found.content_key, found.references, found.form) == ("k", expected, False)


ANSWERS = {
    f"Kenmerk: {REF}\nScore: 4\nToelichting: fijne collega": True,
    f"Reference: {REF}\n> 2. Explanation: a fine colleague": True,
    f"Over Jan Bakker ({REF}): 1. Vakkennis 4, samenwerking later.": False,
    f"Over Jan Bakker ({REF}):\nMedisch handelen: 4 - zorgvuldig": True,
    f"{REF} Communicatie 3, de rest volgt.": False,
    f"{REF}\nCommunicatie 3": True,
    f"{REF}\n2. Communicatie: 3 punten": False,
    f"Notulen {REF}. Samenwerking - 4 actiepunten. Organisatie: 2 personen.": False,
    f"Lunch {REF}\n1. Ontvangst: 4\n2. Broodjes: 3": False,
    f"{REF}\n1. Opening\n2. Notulen van 4 mei\n3. Rondvraag": False,
    f"Reparatie {REF}: 1. 4 stuks 2. 3 uur": False,
    f"{REF} 1. 4 2. 3 3. 5 4. 4": True,
    f"{REF}\n1. goed, 4\n2. vijf": True,
    f"Kenmerk: {REF}\nHierbij de rekening van € 1.250,00, te voldoen voor 4-12.": False,
    f"Over {REF}: 1. agenda 2. notulen van 3-12-2026": False,
    f"Ik heb 4 vragen over {REF}.": False,
    f"Kenmerk: {REF}\nScore:\nToelichting:\n": False,
}


@pytest.mark.parametrize(("text", "answers"), ANSWERS.items())
def test_a_few_answers_typed_in_a_mail_are_of_the_traject_that_it_names(text: str, answers: bool) -> None:
    found = inside(InboundMail("k", subject="Formulier", text=text, new_text=text))
    assert (REF in found.references, found.said) == (answers, (REF,))


SUBJECTS = ("Ontvangst", "Broodjes", "Parkeren", "Zaal", "Agenda", "Kosten", "Uren", "Reistijd", "Koffie", "Printwerk")
TITLES = ("Medisch handelen", "Communicatie", "Samenwerking", "Professionaliteit", "Organisatie")


@pytest.mark.parametrize("seed", range(60))
def test_what_is_counted_otherwise_is_no_answer_and_a_scored_title_is(seed: int) -> None:
    chance = Random(seed)
    joint, behind = chance.choice([": ", " - ", " ", " = "]), chance.choice(["", " stuks", ", zie boven", "."])
    lines = [
        f"{n}. {chance.choice(SUBJECTS)}{joint}{chance.randrange(1, 6)}{behind}"
        for n in range(1, chance.randrange(3, 7))
    ]
    ordinary = "\n".join((f"Betreft {REF}", *lines))
    title = f"{chance.choice(['', '2. ', '> '])}{chance.choice(TITLES)}{chance.choice([': ', ' - ', ' = '])}{chance.randrange(1, 6)}"
    lines.insert(chance.randrange(len(lines)), title)
    answered = "\n".join((f"Betreft {REF}", *lines))
    for text, expected in ((ordinary, ()), (answered, (REF,))):
        assert inside(InboundMail("k", subject="", text=text, new_text=text)).references == expected, text


@pytest.mark.parametrize("written", ["T-7KQFK", "T 7KQFK", "T7KQFK", "t - 7kqfk", "T_7KQFK", "(T.7KQFK)"])
def test_a_reference_that_is_written_oddly_is_not_overlooked(written: str) -> None:
    text = f"Kenmerk: {written}\nScore: 4\nToelichting: fijne collega"
    assert inside(InboundMail("k", text=text, new_text=text)).references == (REF,)
    assert inside(InboundMail("k", subject=f"Over {written}", text="Dag", new_text="Dag")).said == (REF,)
