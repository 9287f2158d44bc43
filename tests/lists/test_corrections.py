"""Changes of the list in words, in Dutch and English."""

import pytest
from support.listing import CONTEXT

from bot.core.listed import ListedRespondent, RowProblem
from bot.lists.corrections import Action, CorrectionProblem, corrections, looks_like_correction

LISTED = (
    ListedRespondent("Piet de Vries", "p.devries@ziekenhuis.example", "vakgenoten"),
    ListedRespondent("M. van den Berg", "m.vandenberg@ziekenhuis.example", "vakgenoten"),
    ListedRespondent("Kees Bos", "", "niet_artsen", problem=RowProblem.NO_ADDRESS),
    ListedRespondent("Anna Bos", "a.bos@ziekenhuis.example", "artsen"),
)
SMIT = ("Ria Smit", "r.smit@ziekenhuis.example")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Vervang M. van den Berg door S. el Amrani, s.elamrani@ziekenhuis.example. De\nlaatste bij niet-artsen is Fatma Yıldız, f.yildiz@ziekenhuis.example.\n\nGroet, Jan",
            [
                ("replace", 1, "S. el Amrani", "s.elamrani@ziekenhuis.example", "vakgenoten"),
                ("add", None, "Fatma Yıldız", "f.yildiz@ziekenhuis.example", "niet_artsen"),
            ],
            id="the story",
        ),
        pytest.param(
            "Kunt u Piet de Vries vervangen door Ria Smit, r.smit@ziekenhuis.example?",
            [("replace", 0, *SMIT, "vakgenoten")],
            id="a question",
        ),
        pytest.param(
            "In plaats van Van den Berg graag Ria Smit, r.smit@ziekenhuis.example",
            [("replace", 1, *SMIT, "vakgenoten")],
            id="in plaats van",
        ),
        pytest.param(
            "Please replace Piet de Vries with Ria Smit <r.smit@ziekenhuis.example>. Remove Anna Bos.",
            [("replace", 0, *SMIT, "vakgenoten"), ("remove", 3, "", "", "")],
            id="English",
        ),
        pytest.param(
            "Verwijder Anna Bos en Piet de Vries", [("remove", 3, "", "", ""), ("remove", 0, "", "", "")], id="two go"
        ),
        pytest.param("Anna Bos mag van de lijst af.", [("remove", 3, "", "", "")], id="mag eraf"),
        pytest.param("Graag Anna Bos verwijderen van de lijst.", [("remove", 3, "", "", "")], id="verb behind"),
        pytest.param("verwijder nummer 2", [("remove", 1, "", "", "")], id="by number"),
        pytest.param(
            "Voeg toe:\n- Ria Smit (r.smit@ziekenhuis.example), secretaresse\n- L. Maas, l.maas@ziekenhuis.example, aios",
            [("add", None, *SMIT, "niet_artsen"), ("add", None, "L. Maas", "l.maas@ziekenhuis.example", "artsen")],
            id="lines below",
        ),
        pytest.param(
            "Voeg Ria Smit (r.smit@ziekenhuis.example) toe aan de niet-artsen.",
            [("add", None, *SMIT, "niet_artsen")],
            id="toe aan",
        ),
        pytest.param(
            "Add Ria Smit, r.smit@ziekenhuis.example, to the non-doctors",
            [("add", None, *SMIT, "niet_artsen")],
            id="add to",
        ),
        pytest.param(
            "Verwijder Piet de Vries en voeg toe: Ria Smit, r.smit@ziekenhuis.example, internist",
            [("remove", 0, "", "", ""), ("add", None, *SMIT, "artsen")],
            id="two wishes in a sentence",
        ),
        pytest.param(
            "Het adres van Kees Bos is k.bos@ziekenhuis.example.",
            [("address", 2, "Kees Bos", "k.bos@ziekenhuis.example", "niet_artsen")],
            id="address",
        ),
        pytest.param(
            "Kees Bos: k.bos@ziekenhuis.example",
            [("address", 2, "Kees Bos", "k.bos@ziekenhuis.example", "niet_artsen")],
            id="only the address",
        ),
        pytest.param(
            "a.bos@ziekenhuis.example moet zijn anna.bos@ziekenhuis.example",
            [("address", 3, "Anna Bos", "anna.bos@ziekenhuis.example", "artsen")],
            id="address for address",
        ),
        pytest.param(
            "The e-mail address of Kees Bos is k.bos@ziekenhuis.example",
            [("address", 2, "Kees Bos", "k.bos@ziekenhuis.example", "niet_artsen")],
            id="address in English",
        ),
        pytest.param("M. van den Berg doet niet mee.", [], id="no wish"),
        pytest.param("Ik verwijder dit bericht. Wanneer is het gesprek?", [], id="about something else"),
        pytest.param("Mail mij op j.bakker@ziekenhuis.example", [], id="prose"),
    ],
)
def test_wishes_are_understood(text: str, expected: list[tuple[str, int | None, str, str, str]]) -> None:
    found = [
        (str(c.action), c.index, *((c.row.name, c.row.address, c.row.group) if c.row else ("", "", "")))
        for c in corrections(text, CONTEXT, LISTED)
    ]
    assert found == expected
    assert looks_like_correction(text, CONTEXT, LISTED) is bool(expected)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("Het adres van Bos is bos@ziekenhuis.example", CorrectionProblem.AMBIGUOUS, id="two of that name"),
        pytest.param("Verwijder Zoltan Kovacs", CorrectionProblem.NO_TARGET, id="nobody of that name"),
        pytest.param("Vervang Anna Bos door iemand anders", CorrectionProblem.NOTHING_NEW, id="nobody new"),
    ],
)
def test_what_cannot_be_done_is_said(text: str, problem: CorrectionProblem) -> None:
    (found,) = corrections(text, CONTEXT, LISTED)
    assert found.problem is problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "Voeg toe: P. de Vries, P.deVries@ziekenhuis.example, cardioloog", RowProblem.TWICE, id="listed already"
        ),
        pytest.param(
            "Voeg toe: Jan Bakker, j.bakker@ziekenhuis.example, cardioloog", RowProblem.OWN_ADDRESS, id="h99 oneself"
        ),
        pytest.param("Vervang Anna Bos door Ria Smit", RowProblem.NO_ADDRESS, id="no address yet"),
    ],
)
def test_a_new_row_is_judged_like_any(text: str, problem: RowProblem) -> None:
    (found,) = corrections(text, CONTEXT, LISTED)
    assert found.row is not None
    assert found.row.problem is problem


def test_a_name_that_is_new_is_an_addition_but_no_wish() -> None:
    text = "Ria Smit, r.smit@ziekenhuis.example, verpleegkundige"
    (found,) = corrections(text, CONTEXT, LISTED)
    assert (found.action, found.plain) == (Action.ADD, True)
    assert not looks_like_correction(text, CONTEXT, LISTED)
