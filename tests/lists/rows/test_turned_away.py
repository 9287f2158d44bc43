"""Words beside a name that turn its sense: not to be asked, of another group, struck out, whose box is empty."""

from __future__ import annotations

from random import Random

import pytest
from support.listing import CONTEXT, document, plain
from support.random_lists.people import GROUPS, person

from bot.core.listed import RowProblem
from bot.lists import looks_like_list, respondents

REFUSALS = (
    "vervalt", "NIET mailen s.v.p.", "niet meer werkzaam", "doet niet mee", "met sabbatical", "met zwangerschapsverlof",
    "s.v.p. niet benaderen", "vervalt, zit op sabbatical", "is uit dienst", "heeft zich afgemeld", "met pensioen",
    "werkt hier niet meer", "graag niet uitnodigen", "please do not contact", "no longer works here",
)  # fmt: skip
REMARKS = (
    "akkoord", "werkt op maandag", "tel. 010-1234567", "weet ervan", "is tot 1 december met vakantie", "locatie Noord",
    "nog niet gesproken", "heeft toegezegd", "kamer 12",
)  # fmt: skip
FORMS = ("{n} {a} ({w})", "{n} {a} - {w}", "{n}, {a}, {w}", "{n} <{a}>\n{w}", "{n} ({a}); {w}", "{n} ({w}) {a}")
OWN = ("cardioloog", "cardiologie")


def _read(text: str) -> dict[str, RowProblem | None]:
    return {r.address: r.problem for r in respondents(text, (), CONTEXT).rows}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", REFUSALS)
def test_nobody_who_is_turned_away_is_silently_listed(words: str, form: str) -> None:
    random = Random(f"{words} {form}")
    before, who, after = (person(random.choice(GROUPS), OWN, "z.example", random) for _ in range(3))
    row = form.format(n=who.full, a=f"w.{who.address}", w=words)
    found = _read(f"Niet-artsen:\n{before.full} b.{before.address}\n{row}\n{after.full} c.{after.address}")
    assert found[f"w.{who.address}"] is not None
    assert found[f"b.{before.address}"] is None


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", REMARKS)
def test_a_remark_turns_nobody_away(words: str, form: str) -> None:
    row = form.format(n="Hanna Kok", a="h.kok@z.example", w=words)
    assert _read(f"Niet-artsen:\n{row}")["h.kok@z.example"] is not RowProblem.WITHHELD


@pytest.mark.parametrize("words", REFUSALS)
def test_a_remark_column_is_read(words: str) -> None:
    rows = [["Groep", "Naam", "E-mail", "Opmerking"], ["vakgenoten", "Otto Lam", "o.lam@z.example", words]]
    assert [r.problem for r in respondents("", (document(rows),), CONTEXT).rows] == [RowProblem.WITHHELD]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("Artsen:\nLia Bak l@z.example (geen arts maar PA)", {"l@z.example"}, id="no doctor"),
        pytest.param("Artsen:\nLia Bak l@z.example, secretaresse", {"l@z.example"}, id="a secretary among doctors"),
        pytest.param("Niet-artsen:\nWim Wit, internist, w@z.example", {"w@z.example"}, id="a doctor among others"),
        pytest.param("Niet-artsen:\nWim Wit, verpleegkundig cardioloog, w@z.example", set(), id="both, below a heading"),
        pytest.param("Vakgenoten: A. Kok (a@z.example), T. Mol (t@z.example); die laatste is internist",
                     {"t@z.example"}, id="said of the last"),
        pytest.param("Cardiologen en aios cardiologie:\nHanna Kok h@z.example\nTom Mol (aios) t@z.example",
                     {"h@z.example"}, id="a mixed heading"),
        pytest.param("Artsen:\nJan Put j@z.example\n\nNiet meer benaderen:\nHanna Kok h@z.example",
                     {"h@z.example"}, id="a heading that turns away"),
        pytest.param("Artsen:\nJan Put j@z.example\nTom Mol t@z.example\n\nJan Put doet niet mee.",
                     {"j@z.example"}, id="by name below the list"),
        pytest.param("Artsen:\n[x] Jan Put j@z.example\n[ ] Tom Mol t@z.example", {"t@z.example"}, id="an empty box"),
        pytest.param("Artsen:\nHanna Kok h@z.example\nHans Kok h@z.example\nTom Mol t@z.example", {"h@z.example"},
                     id="one address, two names"),
        pytest.param("Artsen:\nHanna Kok o.lam@z.example\nOtto Lam h.kok@z.example", {"o.lam@z.example", "h.kok@z.example"},
                     id="each other's address"),
        pytest.param("Artsen:\nPoli cardiologie policardio@z.example", {"policardio@z.example"}, id="a department"),
    ],
)  # fmt: skip
def test_what_is_said_against_a_row_is_asked_about(text: str, asked: set[str]) -> None:
    assert {address for address, problem in _read(text).items() if problem} == asked


def test_who_is_struck_out_in_plain_text_is_gone() -> None:
    found = respondents("Vakgenoten\nHanna Kok h.kok@z.example\n~~Otto Lam o.lam@z.example~~", (), CONTEXT)
    assert plain(found) == [("Hanna Kok", "h.kok@z.example", "vakgenoten", "")]


def test_a_list_in_which_every_address_has_a_flaw_is_a_list() -> None:
    text = "Vakgenoten\nHanna Kok  h. kok@z.example\nArtsen\nTom Mol t.mol(at)z.example\nEva Vis e.vis@z,example"
    assert looks_like_list(text, (), CONTEXT)
    assert [r.problem for r in respondents(text, (), CONTEXT).rows] == [RowProblem.BAD_ADDRESS] * 3


def test_a_first_sheet_about_something_else_lists_nobody() -> None:
    hours = [["Medewerker", "Uren"], ["Bob Baas", "36"], ["Rob Raas", "24"]]
    people = [["Naam", "Mail", "Rol"], ["Tom Mol", "t.mol@z.example", "internist"]]
    found = respondents("", (document(hours, people, names=("Uren", "360")),), CONTEXT)
    assert [r.name for r in found.rows] == ["Tom Mol"]


@pytest.mark.parametrize(
    "said",
    [
        "Vragen? Mijn secretaresse Wil Wit (w.wit@z.example) helpt u graag.",
        "Voor vragen kunt u terecht bij Wil Wit, w.wit@z.example.",
        "Contactpersoon: Wil Wit, w.wit@z.example",
    ],
)
def test_whom_to_ask_questions_is_asked_about(said: str) -> None:
    rows = respondents(f"Vakgenoten: Hanna Kok h.kok@z.example\n\n{said}", (), CONTEXT).rows
    assert [(r.name, r.problem) for r in rows] == [("Hanna Kok", None), ("Wil Wit", RowProblem.WITHHELD)]
