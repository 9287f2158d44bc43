"""What she attaches for the specialist: what never goes, what is asked about, what simply goes."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from unicodedata import normalize

import pytest
from support.caseload import TOM_VISSER, VOUCHED
from support.world import person

from bot.core.documents import Document, Read
from bot.core.mail.message import Attachment
from bot.core.people import names
from bot.core.traject.value import Person, Traject
from bot.handlers.steering.enclosed import judged
from bot.handlers.steering.of_another import of_another
from bot.handlers.steering.passing import REPORT, STATEMENT

TOM = replace(
    TOM_VISSER,
    respondents=(
        person("noor", "Noor Hendriks"),
        person("piet", "P. de Vries"),
        person("joost", "Joost Visser"),
        person("post", "Anneke Post", "a.post@elders.example"),
        person("berg", "Maartje van den Berg"),
    ),
)
"""He shares his last name with one respondent, and she hers with another."""


def file(text: str, name: str = "Verslag.docx", **more: object) -> Attachment:
    return Attachment(name, "", len(text), Document("docx", text=text, **more))  # type: ignore[arg-type]


def verdict(*files: Attachment, kind: str = REPORT) -> str:
    found = judged(files, TOM, VOUCHED, kind)
    return "goes" if found is None else found.why.code.removeprefix("command.") + ("" if found.refused else "?")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Verslag. Beste Tom Visser, wij spraken over delegeren. Dr. A. de Vries", "goes", id="his name and hers"
        ),
        pytest.param("Verslag van het gesprek met T. Visser door dr. De Vries", "goes", id="initial and title"),
        pytest.param("Verslag. Noor Hendriks vindt u kordaat.", "file-names", id="a whole name"),
        pytest.param("Verslag. NOOR  HENDRIKS vindt u kordaat.", "file-names", id="in capitals"),
        pytest.param("Verslag. Hendriks, Noor: kordaat.", "file-names", id="the other way round"),
        pytest.param("Verslag. N. Hendriks vindt u kordaat.", "file-names", id="an initial"),
        pytest.param("Verslag. M. van den Berg vindt u kordaat.", "file-names", id="an initial and a particle"),
        pytest.param("Verslag. J. Visser vindt u kordaat.", "file-names", id="a namesake with an initial of his own"),
        pytest.param(
            "Verslag. P. de Vries vindt u kordaat.", "file-names", id="her namesake with an initial of his own"
        ),
        pytest.param("Verslag. Zie A.POST@elders.example.", "file-names", id="an address"),
        pytest.param("Verslag. Collega Hendriks vindt u kordaat.", "file-may-name?", id="a last name"),
        pytest.param("Verslag. Noor vindt u kordaat.", "file-may-name?", id="a first name"),
        pytest.param("Verslag. De heer Visser is kordaat.", "goes", id="his last name with a title"),
        *(
            pytest.param(f"Verslag. {who} zei dat.", "file-may-name?", id=who)
            for who in (
                "Collega de Vries",
                "Collega Visser",
                "Verpleegkundige Visser",
                "Arts de Vries",
                "Zuster Visser",
            )
        ),
        pytest.param("Verslag. Per post gestuurd.", "goes", id="a word that is a name elsewhere"),
        pytest.param("Beste Tom, dank voor het gesprek.", "file-unclear?", id="it does not say what it is"),
        pytest.param(
            "Vertrouwelijk: alleen voor de gespreksleider. Verslag.", "file-is-ours", id="a dossier printed anew"
        ),
    ],
)
def test_a_report(text: str, expected: str) -> None:
    name = "brief.docx" if expected == "file-unclear?" else "Verslag.docx"
    assert verdict(file(text, name)) == expected


@pytest.mark.parametrize(
    ("attachment", "expected"),
    [
        pytest.param(file("", "Dossier T-355QV.pdf"), "file-is-ours", id="a dossier by its name"),
        pytest.param(file("Zelfevaluatie", "Zelfevaluatie T-355QV.docx"), "file-is-ours", id="a blank form by its name"),
        pytest.param(file("x", "verslag.pdf", properties=(("title", "Dossier IFMS T-355QV"),)), "file-is-ours", id="by its properties"),
        pytest.param(file("gespreksbasis van Tom", "verslag.pdf"), "file-is-ours", id="the basis of the conversation"),
        pytest.param(file("", "verslag.pdf", picture=True), "file-unclear?", id="a scan"),
        pytest.param(file("", "verslag.pdf", read=Read.ENCRYPTED), "file-unclear?", id="locked"),
        pytest.param(file("Portfolio van Tom", "portfolio.pdf"), "file-unclear?", id="another kind"),
        pytest.param(file("x", "Verslag.docx", properties=(("author", "Noor Hendriks"),)), "file-names", id="a name in its properties"),
        pytest.param(file("x", "Verslag Noor Hendriks.docx"), "file-names", id="a name in its own name"),
        pytest.param(
            file("", "alles.zip", parts=(("Verslag.docx", Document("docx", text="Noor Hendriks")),)), "file-names", id="in an archive"
        ),
        pytest.param(file("", "alles.zip", parts=(("Verslag.docx", Document("docx", text="Verslag")),)), "file-unclear?", id="an archive"),
    ],
)  # fmt: skip
def test_another_file(attachment: Attachment, expected: str) -> None:
    assert verdict(attachment) == expected


def test_one_bad_file_holds_the_good_ones_back() -> None:
    assert verdict(file("Verslag"), file("", "brief.docx"), file("Noor Hendriks", "b.docx")) == "file-names"


@pytest.mark.parametrize(
    ("attachment", "expected"),
    [
        pytest.param(file("", "scan.pdf", picture=True), "goes", id="a scan"),
        pytest.param(
            file("Verklaring deelname evaluatie individueel functioneren", "x.pdf"), "goes", id="by its words"
        ),
        pytest.param(file("", "Verklaring van deelname T-355QV.pdf", read=Read.EMPTY), "goes", id="by its name"),
        pytest.param(
            file("Beste Tom, hierbij een brief over iets anders.", "brief.docx"), "file-unclear?", id="a letter"
        ),
        pytest.param(file("", "Dossier T-355QV.pdf"), "file-is-ours", id="a dossier"),
    ],
)
def test_a_signed_statement(attachment: Attachment, expected: str) -> None:
    assert verdict(attachment, kind=STATEMENT) == expected


@pytest.mark.parametrize(
    "written", ["Yıldız", "Şahin", "Çelik", "Łukasz", "Sørensen", "Groß", "Müller", "Núñez", "İnan", "D’Souza"]
)
def test_a_last_name_is_found_however_its_letters_are_written(written: str) -> None:
    person = replace(TOM.respondents[0], name=f"Noor {written}")
    traject = replace(TOM, respondents=(person,))
    plain = names.folded(written).title().replace(" ", "")
    forms = {written, written.upper(), normalize("NFD", written), normalize("NFC", written), plain, plain.upper()}
    for name, one in product((written, plain), forms):
        listed = replace(traject, respondents=(replace(person, name=f"Noor {name}"),))
        found = judged((file(f"Verslag. Mevrouw {one} vindt u kordaat.", "Verslag.docx"),), listed, VOUCHED, REPORT)
        assert found is not None, (name, one)
        assert found.why.code == "command.file-may-name"
    other = file(f"Verslag. Mevrouw {plain}stra vindt u kordaat.", "Verslag.docx")
    assert judged((other,), traject, VOUCHED, REPORT) is None


PIET_ZWART = replace(
    TOM_VISSER, ref="T-EVA19", specialist=Person("Piet Zwart", "p.zwart@kliniek.example"), respondents=()
)


def about(*files: Attachment, traject: Traject = TOM) -> str:
    found = of_another(files, traject, (TOM, PIET_ZWART))
    return "goes" if found is None else found.why.code.removeprefix("command.") + ("" if found.refused else "?")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Verslag van het IFMS-gesprek met Piet Zwart, orthopeed.", "Verslag.docx", "file-names-another?"),
        ("Verslag. Betreft: dr. P. Zwart", "Verslag.docx", "file-names-another?"),
        ("Wij spraken over delegeren.", "Verslag P. Zwart.docx", "file-names-another?"),
        ("Verklaring van deelname Zwart, Piet", "verklaring.docx", "file-names-another?"),
        ("Verslag, kenmerk T-EVA19", "Verslag.docx", "file-of-another"),
        ("Verslag", "Verslag T-EVA19.docx", "file-of-another"),
        ("Verslag voor Tom Visser, kenmerk T-EVA19", "Verslag.docx", "file-of-another"),
        ("Verslag voor Tom Visser, die Piet Zwart als voorbeeld noemt.", "Verslag.docx", "goes"),
        (f"Verslag {TOM_VISSER.ref}, zie ook T-EVA19. De heer Visser is kordaat.", "Verslag.docx", "goes"),
        ("Verslag. Wij spraken over zwart-wit denken.", "Verslag.docx", "goes"),
        ("Verslag van het gesprek met Tom Visser.", "Verslag.docx", "goes"),
    ],
)
def test_what_is_about_another_specialist_does_not_go_unasked(text: str, name: str, expected: str) -> None:
    assert about(file(text, name)) == expected
    assert about(file("Verslag voor Tom Visser."), file(text, name)) == expected


def test_a_property_tells_whose_it_is() -> None:
    assert about(file("Verklaring", properties=(("keywords", "T-EVA19"),))) == "file-of-another"


def test_a_respondent_who_is_also_evaluated_is_judged_as_a_respondent() -> None:
    listed = replace(TOM, respondents=(person("piet", "Piet Zwart"),))
    assert about(file("Verslag. Piet Zwart vindt u kordaat."), traject=listed) == "goes"
    assert judged((file("Verslag. Piet Zwart vindt u kordaat."),), listed, VOUCHED, REPORT) is not None
