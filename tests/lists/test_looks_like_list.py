"""A list is told from a letter and from the specialist's own documents."""

import pytest
from support.listing import CONTEXT, document

from bot.core.documents import Document
from bot.lists import looks_like_list


@pytest.mark.parametrize(
    ("text", "documents", "expected"),
    [
        pytest.param("Piet de Vries p@z.example\nK. Smit k@z.example", (), True, id="two persons"),
        pytest.param("Niet-artsen: Fatma Yıldız, f@z.example", (), True, id="one under a group"),
        pytest.param("Vakgenoten: Piet de Vries, Kees Bos en Anna de Wit", (), True, id="three names under a group"),
        pytest.param(
            "Zie bijlage",
            (document([["Naam", "E-mail", "Functie"], ["Piet de Vries", "p@z.example", ""]]),),
            True,
            id="a table",
        ),
        pytest.param(
            "Zed Foo; geen-adres; cardioloog\nPim Bar; pim@; internist\nKo Zalm; k@z.example; cardioloog",
            (),
            True,
            id="one usable row below two that are not",
        ),
        pytest.param("Zie bijlage", (document([["Naam", "E-mail"], ["", ""]]),), True, id="the empty table sent back"),
        pytest.param("Beste,\n\nKunnen we bellen? j.bakker@ziekenhuis.example\n\nGroet, Jan", (), False, id="a letter"),
        pytest.param(
            "Mail ook naar info@praktijk.example of j.bakker@ziekenhuis.example", (), False, id="own addresses"
        ),
        pytest.param(
            "Hierbij mijn zelfevaluatie.",
            (
                Document(
                    "docx",
                    text="Zelfevaluatie\nNaam: Jan Bakker\nE-mail: j.bakker@ziekenhuis.example\nSamenwerking met collega's gaat goed.\nNiet-artsen waarderen mij.\n",
                ),
            ),
            False,
            id="a self-evaluation",
        ),
        pytest.param(
            "Mijn POP",
            (
                document(
                    [["Doel", "Actie", "Wanneer", "Met wie"], ["Beter delegeren", "Cursus", "voorjaar", "collega's"]],
                    format="docx",
                    text="Persoonlijk ontwikkelplan\nJan Bakker",
                ),
            ),
            False,
            id="a POP",
        ),
        pytest.param("", (), False, id="nothing"),
    ],
)
def test_a_list_is_recognised(text: str, documents: tuple[Document, ...], expected: bool) -> None:
    assert looks_like_list(text, documents, CONTEXT) is expected


CONTACTS = (
    "Voor vragen over de planning: Marieke Post, planning@z.example.",
    "Voor vragen over de artsen: Marieke Post, m.post@z.example.",
    "Voor vragen aan mijn secretariaat: Jan Pot, j.pot@z.example",
    "Voor afspraken met de verpleging: Marieke Post, m.post@z.example.",
    "Afspraken via mijn secretariaat: Marieke Post, m.post@z.example",
    "Contact voor de verpleging: Marieke Post, m.post@z.example",
    "Voor de agenda van de artsen: Marieke Post, m.post@z.example",
    "Voor de facturen van de vakgroep: Marieke Post, m.post@z.example",
    "Met vragen kunt u terecht bij Jan Pot, j.pot@z.example en bij Piet Kan, p.kan@z.example.",
    "Neem bij afwezigheid contact op met Jan Pot, j.pot@z.example of Piet Kan, p.kan@z.example.",
    "For questions about the nurses: Mary Post, m.post@z.example.",
)


@pytest.mark.parametrize("text", CONTACTS)
def test_whom_one_may_turn_to_makes_no_list(text: str) -> None:
    assert not looks_like_list(text, (), CONTEXT)
    assert looks_like_list(f"Piet de Vries p@z.example\nK. Smit k@z.example\n\n{text}", (), CONTEXT)
