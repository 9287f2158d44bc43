"""What is wrong with a row is said, one reason each, and the row stays."""

from dataclasses import replace

import pytest
from support.listing import CONTEXT, document, plain

from bot.core.listed import RowProblem
from bot.lists import respondents

HEAD = ["Naam", "E-mail", "Groep"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param(["Piet de Vries", "p@z.example", "vakgenoten"], None, id="nothing"),
        pytest.param(["Piet de Vries", "", "vakgenoten"], RowProblem.NO_ADDRESS, id="no address"),
        pytest.param(["Piet de Vries", "p.z.example", "vakgenoten"], RowProblem.BAD_ADDRESS, id="no @"),
        pytest.param(["Piet de Vries", "-oQ@z.example", "vakgenoten"], RowProblem.BAD_ADDRESS, id="h50 an option"),
        pytest.param(["Piet de Vries", "a@b> X", "vakgenoten"], RowProblem.BAD_ADDRESS, id="h50 a bracket"),
        pytest.param(["Piet de Vries", "jané@z.example", "vakgenoten"], RowProblem.BAD_ADDRESS, id="h11 beyond ASCII"),
        pytest.param(["", "p@z.example", "vakgenoten"], RowProblem.NO_NAME, id="no name"),
        pytest.param(["Piet de Vries", "p@z.example", ""], RowProblem.NO_GROUP, id="no group"),
        pytest.param(
            ["J. Bakker", "J.Bakker@Ziekenhuis.example", "artsen"], RowProblem.OWN_ADDRESS, id="h99 own address"
        ),
        pytest.param(
            ["Jan", "j.bakker+x@ziekenhuis.example", "artsen"], RowProblem.OWN_ADDRESS, id="h99 own address with a tag"
        ),
        pytest.param(
            ["Bakker, Jan", "jb1970@provider.example", "artsen"],
            RowProblem.OWN_ADDRESS,
            id="h99 own name, other address",
        ),
        pytest.param(
            ["J. Bakker", "j.bakker@provider.example", "artsen"], RowProblem.OWN_ADDRESS, id="h99 alias elsewhere"
        ),
        pytest.param(["Joke Bakker", "joke@z.example", "artsen"], None, id="h99 a namesake is a colleague"),
        pytest.param(["Praktijk", "info@praktijk.example", "artsen"], RowProblem.PRACTICE_ADDRESS, id="the practice"),
        pytest.param(
            ["Piet\r\nBcc: x@evil.example", "p@z.example", "artsen"],
            RowProblem.CONTROL_CHARACTERS,
            id="h37 line break in a name",
        ),
        pytest.param(
            ["Piet", "p@z.example\r\nBcc: x@evil.example", "artsen"],
            RowProblem.CONTROL_CHARACTERS,
            id="h37 line break in an address",
        ),
        pytest.param(
            ["Piet \u202egro.live", "p@z.example", "artsen"], RowProblem.CONTROL_CHARACTERS, id="h51 turned writing"
        ),
        pytest.param(["Piet \x1b[2J", "p@z.example", "artsen"], RowProblem.CONTROL_CHARACTERS, id="h51 escape"),
        pytest.param(["O' Brien", "o'b%s@z.example", "artsen"], None, id="h52 odd address"),
    ],
)
def test_a_row_has_its_problem(row: list[str], problem: RowProblem | None) -> None:
    (found,) = respondents("", (document([HEAD, row]),), CONTEXT).rows
    assert found.problem is problem
    assert "\n" not in found.name + found.address + found.as_typed
    assert "\x1b" not in found.name + found.as_typed


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("{{ 7*7 }}", id="h40"),
        pytest.param("<img src=x onerror=alert(1)>", id="h41"),
        pytest.param("=cmd|' /C calc'!A0", id="h79"),
    ],
)
def test_names_stay_literal(name: str) -> None:
    (row,) = respondents("", (document([HEAD, [name, "p@z.example", "artsen"]]),), CONTEXT).rows
    assert (row.name, row.problem) == (name, None)


def test_twice_in_one_list_is_a_doubt() -> None:
    rows = [HEAD, ["Piet de Vries", "p@z.example", "artsen"], ["P. de Vries", "P@Z.example", "vakgenoten"]]
    assert [r.problem for r in respondents("", (document(rows),), CONTEXT).rows] == [None, RowProblem.TWICE]


def test_h34_too_many_are_marked_not_lost() -> None:
    rows = [HEAD, *([f"Piet Num{chr(97 + i)}", f"p{i}@z.example", "artsen"] for i in range(7))]
    found = respondents("", (document(rows),), replace(CONTEXT, maximum=5)).rows
    assert [r.problem for r in found] == [None] * 5 + [RowProblem.TOO_MANY] * 2


def test_h34_a_bomb_of_rows_is_bounded_and_counted() -> None:
    rows = [HEAD, *([f"Piet Vries{i}", f"p{i}@z.example", "artsen"] for i in range(1000))]
    found = respondents("", (document(rows),), CONTEXT).rows
    assert len(found) == 1000
    assert sum(r.problem is RowProblem.TOO_MANY for r in found) == 800


@pytest.mark.parametrize(
    ("address", "problem", "proposal"),
    [
        pytest.param("k@ziekenhius.example", None, "k@ziekenhuis.example", id="letters swapped"),
        pytest.param("k.ziekenhuis.example", RowProblem.BAD_ADDRESS, "k@ziekenhuis.example", id="no @"),
        pytest.param("k@elders.example", None, "", id="another house"),
    ],
)
def test_a_typing_error_gets_a_proposal(address: str, problem: RowProblem | None, proposal: str) -> None:
    rows = [HEAD, ["Piet de Vries", "p@ziekenhuis.example", "artsen"], ["K. Smit", address, "artsen"]]
    found = respondents("", (document(rows),), CONTEXT).rows[1]
    assert (found.problem, found.proposal) == (problem, proposal)


def test_no_at_sign_in_the_body_still_is_a_row() -> None:
    found = plain(
        respondents("Artsen:\nK. Smit, k.smitziekenhuis.example\nL. Maas, l.maas@ziekenhuis.example", (), CONTEXT)
    )
    assert found == [
        ("K. Smit", "k.smitziekenhuis.example", "artsen", "bad-address"),
        ("L. Maas", "l.maas@ziekenhuis.example", "artsen", ""),
    ]


def test_h34_long_text_is_read_in_time() -> None:
    endless = ("a" * 50_000, "A. " * 5_000, "<" * 50_000 + "@" * 500, "x\t" * 20_000, "a:" * 20_000)
    for text in endless:
        assert not any(r.name for r in respondents(text, (), CONTEXT).rows)


def test_h34_an_endless_line_of_names_is_cut_but_not_in_silence() -> None:
    found = respondents("Vakgenoten: " + "Piet de Vries <p@z.example>, " * 1_000, (), CONTEXT).rows
    assert found[0].name == ""
    assert found[0].problem is RowProblem.NO_ADDRESS
    assert found[0].as_typed


OTHER = "Hanna Kok"


@pytest.mark.parametrize(
    ("name", "address", "problem"),
    [
        pytest.param(OTHER, "noreply@z.example", RowProblem.NO_PERSON, id="noreply"),
        pytest.param(OTHER, "no-reply@z.example", RowProblem.NO_PERSON, id="with a dash"),
        pytest.param(OTHER, "mailer-daemon@z.example", RowProblem.NO_PERSON, id="a machine"),
        pytest.param(OTHER, "reply.kok@z.example", None, id="only alike"),
        pytest.param(OTHER, "secretariaat@z.example", RowProblem.DEPARTMENT_ADDRESS, id="a secretariat"),
        pytest.param(OTHER, "poli.oost@z.example", RowProblem.DEPARTMENT_ADDRESS, id="an out-patients' clinic"),
        pytest.param(OTHER, "cardiologie@z.example", RowProblem.DEPARTMENT_ADDRESS, id="a department"),
        pytest.param(OTHER, "info@hannakok.example", RowProblem.DEPARTMENT_ADDRESS, id="a firm of her own"),
        pytest.param(OTHER, "kok.poli@z.example", None, id="with her name"),
        pytest.param("Piet Post", "post@z.example", None, id="a surname like a word of departments"),
        pytest.param("J. Bakker", "jbakker@ziekenhuis.example", RowProblem.OWN_ADDRESS, id="his initial, his house"),
        pytest.param("Jan Bakker", "jan@elders.example", RowProblem.OWN_ADDRESS, id="his whole name elsewhere"),
        pytest.param("J. Bakker", "jbakker@elders.example", None, id="his initial in another house"),
        pytest.param("Joke Bakker", "jo.bakker@ziekenhuis.example", None, id="a namesake in his house"),
    ],
)
def test_an_address_that_reaches_nobody_several_or_himself_is_asked_about(
    name: str, address: str, problem: RowProblem | None
) -> None:
    (row,) = respondents("", (document([HEAD, [name, address, "artsen"]]),), CONTEXT).rows
    assert row.problem is problem


def test_a_telephone_s_apostrophe_in_an_address_gets_a_proposal() -> None:
    (row,) = respondents("", (document([HEAD, ["Meike O'Brien", "m.o’brien@z.example", "artsen"]]),), CONTEXT).rows
    assert (row.problem, row.proposal) == (RowProblem.BAD_ADDRESS, "m.o'brien@z.example")
