"""Where a heading stands and is not understood the group ends; notes end none; headings stand in many places."""

from __future__ import annotations

import pytest
from support.listing import CONTEXT, document
from support.random_lists.headings import NAME_LIKE, UNKNOWN

from bot.lists import respondents

ABOVE = "Vakgenoten\nHanna Kok h.kok@z.example\nOtto Lam o.lam@z.example\n"
BELOW = "\nMia Post m.post@z.example\nPia Pel p.pel@z.example"


def groups(text: str) -> dict[str, str]:
    """The group of everyone with an address, who is asked about as "?"."""
    return {r.name: r.group if r.problem is None else "?" for r in respondents(text, (), CONTEXT).rows if r.address}


@pytest.mark.parametrize("text", [*NAME_LIKE, *UNKNOWN])
@pytest.mark.parametrize("form", ["{}", "{}:", "D. {}", "5) {}", "**{}**", "{} - 2x", "{} (2 personen):"])
def test_a_heading_that_is_not_understood_ends_the_group(text: str, form: str) -> None:
    told = {"Hanna Kok": "vakgenoten", "Otto Lam": "vakgenoten", "Mia Post": "?", "Pia Pel": "?"}
    assert groups(ABOVE + form.format(text) + BELOW) == told
    assert groups(ABOVE + "\n" + form.format(text) + BELOW) == told


@pytest.mark.parametrize("text", [*NAME_LIKE, "Overig", "Team Zuid", "V. Spoedplein", "I. Hartteam Oost", "X. Post"])
def test_it_does_in_tables_too(text: str) -> None:
    people = [["Hanna Kok", "h.kok@z.example"], ["Otto Lam", "o.lam@z.example"]]
    more = [["Mia Post", "m.post@z.example"], ["Pia Pel", "p.pel@z.example"]]
    for head in ([], [["Naam", "E-mail"]]):
        rows = respondents("", (document([*head, ["Vakgenoten"], *people, [text], *more]),), CONTEXT).rows
        told = [(r.group, r.problem is None) for r in rows if r.address]
        assert told == [("vakgenoten", True), ("vakgenoten", True), ("", False), ("", False)]


@pytest.mark.parametrize(
    "note",
    [
        "(is tot 1 december met vakantie)",
        "Tel. 010-1234567",
        "Let op: zij werkt alleen op maandag.",
        "werkt alleen op maandag",
        "nog niet gesproken",
        "Is de opvolger van Piet Bos",
        "cardioloog",
    ],
)
def test_a_note_below_a_person_ends_no_group(note: str) -> None:
    text = f"Vakgenoten\nHanna Kok h.kok@z.example\n{note}\nOtto Lam o.lam@z.example\nArtsen\nMia Post m.post@z.example"
    assert groups(text) == {"Hanna Kok": "vakgenoten", "Otto Lam": "vakgenoten", "Mia Post": "artsen"}
    assert len(respondents(text, (), CONTEXT).rows) == 3


@pytest.mark.parametrize("name", ["Kees Bos", "P. van Dam", "Smit, K.", "mw. Xandra Bos", "Anne-Marie Prins"])
def test_a_name_without_an_address_ends_no_group(name: str) -> None:
    found = groups(f"Vakgenoten\nHanna Kok h.kok@z.example\n{name}\nOtto Lam o.lam@z.example")
    assert found == {"Hanna Kok": "vakgenoten", "Otto Lam": "vakgenoten"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Vakgenoten: Hanna Kok (h.kok@z.example), Otto Lam (o.lam@z.example); artsen: Mia Post (m.post@z.example)",
            id="inside a line",
        ),
        pytest.param(
            "Vakgenoten - Hanna Kok h.kok@z.example, Otto Lam o.lam@z.example\nArtsen = Mia Post m.post@z.example",
            id="dash",
        ),
        pytest.param(
            "Vakgenoten Hanna Kok h.kok@z.example, Otto Lam o.lam@z.example\nArtsen Mia Post m.post@z.example",
            id="glued",
        ),
        pytest.param(
            "Hanna Kok\nh.kok@z.example\nvakgenoot\n\nOtto Lam\no.lam@z.example\nvakgenoot\n\n"
            "Mia Post\nm.post@z.example\nandere discipline",
            id="below each",
        ),
        pytest.param(
            "Uit mijn vakgroep: Hanna Kok h.kok@z.example\nOtto Lam o.lam@z.example\n"
            "Van de andere disciplines: Mia Post m.post@z.example",
            id="with a preposition",
        ),
    ],
)
def test_headings_are_found_in_many_places(text: str) -> None:
    assert groups(text) == {"Hanna Kok": "vakgenoten", "Otto Lam": "vakgenoten", "Mia Post": "artsen"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mensen van andere locaties met wie ik in het verleden heb gewerkt.", id="a sentence"),
        pytest.param("AIOS", id="a function right below a whole row"),
        pytest.param("Artsen, behalve Piet Smit", id="a name in it"),
    ],
)
def test_a_line_that_may_be_a_heading_is_asked_about(text: str) -> None:
    found = groups(ABOVE + text + BELOW)
    assert (found["Mia Post"], found["Pia Pel"]) == ("?", "?")


def test_a_nurse_below_other_disciplines_is_asked_about() -> None:
    assert groups("Overige disciplines:\nverpleegkundige Pia Pel p.pel@z.example") == {"Pia Pel": "?"}


@pytest.mark.parametrize("title", ["Respondenten", "Respondenten:", "Naam", "Collega", "E-mailadres", "Namenlijst", ""])
@pytest.mark.parametrize("columns", [3, 4, 5])
def test_a_title_of_one_word_above_a_table_is_no_header(title: str, columns: int) -> None:
    head = ["Naam", "E-mail", "Groep", "Functie", "Telefoon"][:columns]
    hanna = ["Hanna Kok", "h.kok@z.example", "vakgenoten", "cardioloog", "12345"][:columns]
    otto = ["Otto Lam", "o.lam@z.example", "artsen", "internist", "12346"][:columns]
    text = "\n".join((title, *map("\t".join, (head, hanna, otto))))
    rows = respondents("", (document([head, hanna, otto], format="docx", text=text),), CONTEXT).rows
    assert [(r.name, r.address, r.group) for r in rows] == [(*hanna[:2], "vakgenoten"), (*otto[:2], "artsen")]


def test_a_title_above_a_table_with_headings_of_its_own_ends_no_group() -> None:
    rows = [["Naam", "E-mail"], ["Vakgenoten", ""], ["Hanna Kok", "h.kok@z.example"]]
    text = "Lijst feedbackgevers\nNaam\tE-mail\nVakgenoten\nHanna Kok\th.kok@z.example"
    (row,) = respondents("", (document(rows, format="docx", text=text),), CONTEXT).rows
    assert row.group == "vakgenoten"


def test_two_ticks_tell_no_group() -> None:
    head = ["Naam", "E-mail", "Vakgenoot", "Arts"]
    rows = [["Hanna Kok", "h.kok@z.example", "x", ""], ["Mia Post", "m.post@z.example", "x", "x"]]
    found = respondents("", (document([head, *rows]),), CONTEXT).rows
    assert [r.group for r in found] == ["vakgenoten", ""]


def test_a_function_goes_with_its_own_line() -> None:
    text = (
        "Anna van Zanten, anna@zuidland.example, cardioloog\nEl Fassi, H.E. <h.elfassi@z.example>, orthopedisch chirurg"
    )
    assert groups(text) == {"Anna van Zanten": "vakgenoten", "H.E. el Fassi": "artsen"}
