"""Of attachments only what names a traject by itself counts, never what somebody wrote in them."""

from __future__ import annotations

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
            f"factuur {REF}.pdf", Document("pdf", text="Een rekening."), (REF,), id="the name of what can be read"
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
    f"Over Jan Bakker ({REF}): 1. Vakkennis 4, samenwerking later.": True,
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
