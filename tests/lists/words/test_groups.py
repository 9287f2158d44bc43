"""Which group somebody belongs to: by word, by number, by function, never guessed."""

from dataclasses import replace

import pytest
from support.listing import CONTEXT, document

from bot.core.traject.value import Group
from bot.lists import respondents
from bot.lists.words.disciplines import discipline
from bot.lists.words.functions import group_of_function
from bot.lists.words.groups import is_heading, named_group


@pytest.mark.parametrize(
    ("function", "group"),
    [
        pytest.param("cardioloog", "vakgenoten", id="same"),
        pytest.param("interventiecardioloog", "vakgenoten", id="same, with a focus"),
        pytest.param("Cardiologist", "vakgenoten", id="English"),
        pytest.param("kindercardioloog", "artsen", id="another discipline after all"),
        pytest.param("internist-nefroloog", "artsen", id="internist"),
        pytest.param("thoraxchirurg", "artsen", id="surgeon"),
        pytest.param("AIOS cardiologie", "artsen", id="aios of one's own discipline"),
        pytest.param("arts-assistent", "artsen", id="arts-assistent"),
        pytest.param("anios", "artsen", id="anios"),
        pytest.param("huisarts", "artsen", id="huisarts"),
        pytest.param("basisarts", "artsen", id="basisarts"),
        pytest.param("verpleegkundige cardiologie", "niet_artsen", id="nurse of the department"),
        pytest.param("verpleegkundig specialist", "niet_artsen", id="nurse specialist"),
        pytest.param("medisch secretaresse", "niet_artsen", id="secretary"),
        pytest.param("doktersassistente", "niet_artsen", id="assistant"),
        pytest.param("Physician Assistant", "niet_artsen", id="physician assistant"),
        pytest.param("ziekenhuisapotheker", "niet_artsen", id="pharmacist"),
        pytest.param("zorgmanager", "niet_artsen", id="manager"),
        pytest.param("hartfunctielaborant", "niet_artsen", id="technician"),
        pytest.param("medisch manager", "", id="may be a doctor"),
        pytest.param("vrijwilliger", "", id="unknown"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_function_tells_the_group(function: str, group: str) -> None:
    assert group_of_function(function, CONTEXT) == group


def test_the_practice_extends_the_functions() -> None:
    context = replace(CONTEXT, functions=(("medisch manager", "artsen"), ("vrijwilliger", "niet_artsen")))
    assert group_of_function("Medisch Manager cardiologie", context) == "artsen"
    assert group_of_function("vrijwilliger", context) == "niet_artsen"


def test_other_groups_are_found_by_their_words() -> None:
    groups = (
        Group("specialisten", "Collega-specialisten", "Specialists", words=("collega's",)),
        Group("medewerkers", "Medewerkers", "Staff"),
    )
    context = replace(CONTEXT, groups=groups)
    assert group_of_function("cardioloog", context) == "specialisten"
    assert group_of_function("verpleegkundige", context) == "medewerkers"
    assert group_of_function("aios", context) == ""


@pytest.mark.parametrize(
    ("text", "group"),
    [
        pytest.param("niet-artsen", "niet_artsen", id="the longer word wins"),
        pytest.param("Artsen van een andere discipline", "artsen", id="label"),
        pytest.param("collega van andere discipline", "artsen", id="discipline outranks colleague"),
        pytest.param("Collega's cardiologie", "vakgenoten", id="colleagues of one's own"),
        pytest.param("Collega's chirurgie", "artsen", id="colleagues of another"),
        pytest.param("Same discipline", "vakgenoten", id="English"),
        pytest.param("Groep 3", "niet_artsen", id="by number"),
        pytest.param("niet_artsen", "niet_artsen", id="key"),
        pytest.param("Blad1", "", id="none"),
    ],
)
def test_a_text_names_a_group(text: str, group: str) -> None:
    assert named_group(text, CONTEXT) == group


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Vakgenoten", True, id="a word"),
        pytest.param("Niet-artsen (minimaal 5):", True, id="with a note"),
        pytest.param("Radiologen:", True, id="doctors with a colon"),
        pytest.param("Radiologie:", False, id="a department, which has nurses as well"),
        pytest.param("Verpleegkundigen cardiologie", True, id="nurses"),
        pytest.param("Hierbij mijn lijst met collega's:", False, id="an announcement"),
        pytest.param("Hierbij de namen van mijn collega's", False, id="a sentence"),
        pytest.param("A.", False, id="an initial"),
        pytest.param("Piet de Vries", False, id="a name"),
    ],
)
def test_headings_are_told_from_sentences(line: str, expected: bool) -> None:
    assert is_heading(line, CONTEXT) is expected


def test_deduced_groups_say_so() -> None:
    rows = [
        ["Naam", "E-mail", "Functie", "Groep"],
        ["Piet de Vries", "p@z.example", "cardioloog", ""],
        ["K. Smit", "k@z.example", "cardioloog", "artsen"],
    ]
    found = respondents("", (document(rows),), CONTEXT).rows
    assert [(r.group, r.deduced) for r in found] == [("vakgenoten", True), ("artsen", False)]


@pytest.mark.parametrize(
    ("text", "functions", "group"),
    [
        pytest.param("Jan Bakker\nCardioloog", ["cardioloog", "chirurg"], "vakgenoten", id="signed"),
        pytest.param("", ["cardioloog", "cardioloog", "cardioloog", "chirurg"], "vakgenoten", id="it stands out"),
        pytest.param("", ["cardioloog", "chirurg"], "", id="it cannot be told"),
    ],
)
def test_an_unknown_discipline_is_looked_for(text: str, functions: list[str], group: str) -> None:
    rows = [
        ["Naam", "E-mail", "Functie"],
        *([f"Piet Vries{chr(97 + i)}", f"p{i}@z.example", f] for i, f in enumerate(functions)),
    ]
    found = respondents(text, (document(rows),), replace(CONTEXT, discipline="")).rows
    assert found[0].group == group


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("radiotherapeut-oncoloog", "radiotherapie", id="not internal medicine"),
        pytest.param("neurochirurg", "neurochirurgie", id="not surgery"),
        pytest.param("vaatchirurg", "heelkunde", id="surgery"),
        pytest.param("MDL-arts", "maag-darm-lever", id="mdl"),
        pytest.param("Piet Haarts", "", id="a surname"),
    ],
)
def test_disciplines_are_told_apart(text: str, expected: str) -> None:
    assert discipline(text) == expected


@pytest.mark.parametrize(
    ("text", "group"),
    [
        pytest.param("Andere dan artsen", "niet_artsen", id="other than doctors"),
        pytest.param("Niet zijnde arts", "niet_artsen", id="being no doctor"),
        pytest.param("Andere artsen dan vakgenoten", "artsen", id="doctors other than peers"),
        pytest.param("Geen van deze is arts", "", id="denied before the word"),
        pytest.param("Niet alleen artsen", "", id="not only"),
        pytest.param("Artsen noch verpleging", "", id="neither"),
        pytest.param("Vakgenoten/artsen", "", id="two with a slash"),
        pytest.param("Vakgenoten & artsen", "", id="two with an ampersand"),
        pytest.param("Vakgenoten, artsen", "", id="two with a comma"),
        pytest.param("Artsen, geen vakgenoten", "artsen", id="a comma before what is excluded"),
        pytest.param("Verpleging / secretariaat", "niet_artsen", id="two words of one group"),
        pytest.param("Collega's van de poli", "", id="a house has nurses as well"),
        pytest.param("Vakgroep chirurgie en orthopedie", "artsen", id="departments of others"),
        pytest.param("[Secretariaat]", "niet_artsen", id="in brackets"),
    ],
)
def test_the_sense_of_a_heading_is_that_of_all_its_words(text: str, group: str) -> None:
    assert named_group(text, CONTEXT) == group


@pytest.mark.parametrize(
    ("function", "group"),
    [
        pytest.param("cardioloog i.o.", "artsen", id="a doctor in training"),
        pytest.param("VS i.o.", "niet_artsen", id="a nurse in training"),
        pytest.param("verpleegkundig specialist in opleiding", "niet_artsen", id="in full"),
        pytest.param("medisch hoofd SEH", "", id="may be a doctor"),
    ],
)
def test_who_is_in_training_is_what_they_train_for(function: str, group: str) -> None:
    assert group_of_function(function, CONTEXT) == group
