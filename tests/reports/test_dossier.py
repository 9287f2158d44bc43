"""The dossier says everything that the forms say, and shows what people wrote as they wrote it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from bot.core.filled import Answer, FilledForm
from bot.reports.dossier import DossierData, DossierDocument, DossierForm, GroupAsked, as_shown, dossier

DAY = date(2026, 11, 24)
PEERS = GroupAsked("vakgenoten", "Collega's van dezelfde discipline", asked=8, received=4, declined=1)
OTHERS = GroupAsked("artsen", "Artsen van een andere discipline", asked=6, received=2)


def _form(number: int, group: str, *answers: tuple[str, str], what: str = "") -> DossierForm:
    form = None if what else FilledForm("ifms360", tuple(Answer(*answer) for answer in answers))
    return DossierForm(number, f"Respondent {number}", group, date(2026, 11, 6), form, what)


FORMS = (
    _form(1, "vakgenoten", ("communicatie.score", "4"), ("communicatie.toelichting", "Legt rustig uit.")),
    _form(2, "vakgenoten", ("communicatie.score", "5"), ("tip", "Meer delegeren.")),
    _form(3, "vakgenoten", ("communicatie.score", "-")),
    _form(4, "vakgenoten", what="jpg"),
    _form(5, "artsen", ("communicatie.score", "2"), ("communicatie.toelichting", "Kortaf.")),
    _form(6, "artsen", ("tip", "Patiënt Jansen wachtte een uur.")),
)
DATA = DossierData(
    reference="T-7KQFK",
    specialist="dr. Jan Bakker",
    practice="Praktijk Voorbeeld",
    practitioner="dr. A. de Vries",
    made_on=DAY,
    groups=(PEERS, OTHERS),
    forms=FORMS,
    self_evaluation=FilledForm(
        "selfevaluation", (Answer("communicatie.score", "3"), Answer("trots", "De polikliniek."))
    ),
    documents=(DossierDocument("pop", date(2026, 11, 12)),),
)


def _text(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def _rows(data: DossierData) -> list[tuple[str, str, int, int, bool]]:
    competency = as_shown(data)["competencies"][1]
    return [(r["who"], r["shown"], r["n"], r["no_opinion"], r["below"]) for r in competency["rows"]]


def test_means_leave_out_no_opinion_and_say_how_many() -> None:
    assert _rows(DATA) == [
        ("", "3,0", 1, 0, False),
        (PEERS.label, "4,5", 2, 1, False),
        (OTHERS.label, "2,0", 1, 0, True),
    ]


def test_h95_a_group_under_the_floor_is_marked_and_no_other() -> None:
    text = _text(dossier(DATA))
    assert f"{OTHERS.label} †" in text
    assert f"{PEERS.label} †" not in text
    assert "Minder dan 4 formulieren: niet als groep bespreken" in text


def test_every_answer_stands_under_its_question_and_group_with_its_form() -> None:
    text = _text(dossier(DATA))
    before, after = text.split("2. Communicatie", 2)[2].split("3. Samenwerking", 1)
    assert before.index("Legt rustig uit. formulier 1") < before.index("Kortaf. formulier 5")
    assert "Meer delegeren. formulier 2" in after
    assert "De polikliniek." in after


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("nl", ("24 november 2026", "Gevraagd", "4,5", "zelf bekijken", "Vertrouwelijk"), id="Dutch"),
        pytest.param("en", ("24 November 2026", "Asked", "4.5", "for your eyes", "Confidential"), id="English"),
    ],
)
def test_both_languages(language: str, words: tuple[str, ...]) -> None:
    text = _text(dossier(replace(DATA, language=language)))
    assert [word for word in words if word not in text] == []


def test_h85_what_only_eyes_can_read_is_listed_by_its_place_in_the_folder() -> None:
    assert "formulier 4, Respondent 4 (jpg)" in _text(dossier(DATA))


def test_a_form_with_more_on_it_than_could_be_read_is_listed_too() -> None:
    form = replace(_form(1, "vakgenoten", ("tip", "rust")), number=1)
    assert form.form is not None
    partly = replace(form, form=replace(form.form, handwritten=("tip",)))
    assert "niet alles" in _text(dossier(replace(DATA, forms=(partly,))))
    assert "niet alles" not in _text(dossier(replace(DATA, forms=(form,))))


def test_h103_a_text_that_seems_to_name_a_patient_is_flagged() -> None:
    assert [(s["number"], s["question"]) for s in as_shown(DATA)["signals"]] == [(6, 10)]
    assert "Bij vraag 10" in _text(dossier(DATA))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('#import "x.typ": *', id="typst import"),
        pytest.param('#read("/etc/passwd") #panic("x")', id="typst code"),
        pytest.param("*vet* _cursief_ $x^2$ @ref <label> `code` = kop", id="typst markup"),
        pytest.param("{{ 7*7 }} {% raw %} {floor}", id="h40 Jinja and our own slots"),
        pytest.param("<b>vet</b> <script>alert(1)</script>", id="h41 HTML"),
        pytest.param('"; ] ) } \\ \\u{41}', id="quotes and brackets"),
        pytest.param("Fatma Yıldız, Đorđević, ΑΒΓ, Ж", id="letters from elsewhere"),
    ],
)
def test_what_people_wrote_is_shown_as_they_wrote_it(text: str) -> None:
    data = replace(DATA, forms=(_form(1, "vakgenoten", ("tip", text)),), specialist=text)
    assert _text(dossier(data)).count(" ".join(text.split())) >= 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("goed\x00\x07 werk", "goed werk", id="control characters"),
        pytest.param("goed \ud800 werk", "goed ? werk", id="a lone surrogate"),
        pytest.param("goed \u202ewerk", "goed werk", id="h65 direction override"),
        pytest.param("a" * 4000, "a" * 50, id="an endless word"),
        pytest.param("goed 😀 werk", "goed", id="an emoji"),
    ],
)
def test_text_that_cannot_be_set_as_it_is(text: str, shown: str) -> None:
    data = replace(DATA, forms=(_form(1, "vakgenoten", ("tip", text)),))
    assert shown in _text(dossier(data))


def test_the_same_data_give_the_same_file() -> None:
    assert dossier(DATA) == dossier(DATA)


def test_a_form_of_an_unknown_group_is_not_lost() -> None:
    data = replace(DATA, forms=(_form(1, "verdwenen", ("tip", "Let op de tijd.")),))
    text = _text(dossier(data))
    assert "Groep onbekend" in text
    assert "Let op de tijd. formulier 1" in text


def test_no_forms_at_all_still_gives_a_dossier() -> None:
    data = replace(DATA, forms=(), groups=(replace(PEERS, received=0),), self_evaluation=None, documents=())
    text = _text(dossier(data))
    assert "geen scores" in text
    assert "Niemand schreef hier iets bij." in text
