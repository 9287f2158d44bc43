"""Changes of the list in words, in Dutch and English."""

import random
from dataclasses import replace

import pytest
from support.listing import CONTEXT

from bot.core.listed import ListedRespondent, RowProblem
from bot.lists.corrections import Action, CorrectionProblem, looks_like_correction, understood

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
        pytest.param("M. van den Berg doet niet mee.", [("remove", 1, "", "", "")], id="doet niet mee"),
        pytest.param("M. van den Berg is een fijne collega.", [], id="no wish"),
        pytest.param("Ik verwijder dit bericht. Wanneer is het gesprek?", [], id="about something else"),
        pytest.param("Mail mij op j.bakker@ziekenhuis.example", [], id="prose"),
    ],
)
def test_wishes_are_understood(text: str, expected: list[tuple[str, int | None, str, str, str]]) -> None:
    found = [
        (str(c.action), c.index, *((c.row.name, c.row.address, c.row.group) if c.row else ("", "", "")))
        for c in understood(text, CONTEXT, LISTED).changes
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
    (found,) = understood(text, CONTEXT, LISTED).changes
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
    (found,) = understood(text, CONTEXT, LISTED).changes
    assert found.row is not None
    assert found.row.problem is problem


def test_a_name_that_is_new_is_an_addition_but_no_wish() -> None:
    text = "Ria Smit, r.smit@ziekenhuis.example, verpleegkundige"
    (found,) = understood(text, CONTEXT, LISTED).changes
    assert (found.action, found.plain) == (Action.ADD, True)
    assert not looks_like_correction(text, CONTEXT, LISTED)


NAMES = (
    "Hanna Kok",
    "Otto Lam",
    "Mia Post",
    "Hans Oud",
    "Els Zalm",
    "Bert Haring",
    "Jaap van den Berg",
    "Noor El Fassi",
)
LIST = tuple(
    ListedRespondent(n, f"{n.split()[0].lower()}@zuidland.example", ("vakgenoten", "artsen", "niet_artsen")[i % 3])
    for i, n in enumerate(NAMES)
)
NEW = ("Pia Duim", "pia.duim@zuidland.example")
GROUPS = (
    ("de vakgenoten", "vakgenoten"),
    ("de artsen van een andere discipline", "artsen"),
    ("de niet-artsen", "niet_artsen"),
)
Truth = tuple[str, str, str]


def said_of(chance: random.Random, name: str) -> str:
    """The whole name, or how he calls somebody of whom there is one with that surname."""
    family = name.split(" ", 1)[1]
    return chance.choice((name, f"de heer {family}", f"mevrouw {family}", f"collega {family}"))


def one_wish(chance: random.Random, name: str, other: str) -> tuple[str, list[Truth]]:
    """A wish as people word it, and what it comes to: (what, who, what becomes)."""
    x, y, (new, at) = said_of(chance, name), said_of(chance, other), NEW
    right = f"{name.split()[0].lower()}2@zuidland.example"
    label, group = chance.choice(GROUPS)
    spelt = name + "t"
    address = [("address", name, right)]
    return chance.choice(
        [
            (f"Het adres van {x} klopt niet, het moet zijn {right}.", address),
            (f"Het e-mailadres van {x} is verouderd. Het juiste adres is {right}.", address),
            (f"Het mailadres van {x} is niet juist: {right}", address),
            (f"{x} hoort bij {label}.", [("move", name, group)]),
            (f"{x} moet onder {label} staan.", [("move", name, group)]),
            (f"Verplaats {x} naar {label}.", [("move", name, group)]),
            (f"Het is niet {name} maar {spelt}.", [("rename", name, spelt)]),
            (f"De naam van {x} moet zijn {spelt}.", [("rename", name, spelt)]),
            (f"{x} en {y} kunt u schrappen.", [("remove", name, ""), ("remove", other, "")]),
            (f"{x} mag vervallen.", [("remove", name, "")]),
            (f"Schrap {x}. In haar plaats komt {new}, {at}.", [("remove", name, ""), ("replace", name, at)]),
            (f"Verwijder {x}. In zijn plaats graag {new} ({at}).", [("remove", name, ""), ("replace", name, at)]),
            (f"Vervang {x} door {new}, {at}.", [("replace", name, at)]),
            (f"Verder heb ik nog gevraagd: {new}, {at}", [("add", "", at)]),
            (f"Ik heb ook {new} ({at}) gevraagd.", [("add", "", at)]),
            (f"Daarnaast heb ik {new}, {at} benaderd.", [("add", "", at)]),
        ]
    )


@pytest.mark.parametrize("seed", range(300))
def test_random_letters_of_changes(seed: int) -> None:
    chance = random.Random(seed)
    a, b, c, d = chance.sample(NAMES, 4)
    wishes, truth = zip(one_wish(chance, a, b), one_wish(chance, c, d), strict=True)
    letter = (
        "Beste mevrouw De Vries,\n\n"
        + chance.choice(("\n", " ")).join(w[0].upper() + w[1:] for w in wishes)
        + "\n\nGroet, Jan Bakker"
    )
    found = understood(letter, CONTEXT, LIST)
    became = {"move": lambda r: r.group, "rename": lambda r: r.name}
    seen = [
        (
            str(x.action),
            LIST[x.index].name if x.index is not None else "",
            became.get(str(x.action), lambda r: r.address)(x.row) if x.row else "",
        )
        for x in found.changes
    ]
    assert (seen, found.unclear) == ([*truth[0], *truth[1]], ())


@pytest.mark.parametrize(
    "line",
    [
        "Het adres van Jan de Groot klopt niet, het moet zijn j.groot@zuidland.example.",
        "De naam van mijn collega op de poli is verkeerd gespeld.",
        "Verwijder de internist.",
    ],
)
def test_what_is_not_understood_is_said_back(line: str) -> None:
    found = understood(f"Beste,\n\nSchrap Hanna Kok.\n{line}\n\nGroet, Jan", CONTEXT, LIST)
    assert [str(c.action) for c in found.changes if c.problem is None] == ["remove"]
    assert found.unclear == (line.rstrip("."),)


def test_the_groups_are_told_in_one_line() -> None:
    nobody = tuple(replace(r, group="", problem=RowProblem.NO_GROUP) for r in LIST)
    found = understood("Vakgenoten: Hanna Kok, Otto Lam; artsen: Mia Post", CONTEXT, nobody)
    assert [(c.target, c.row.group if c.row else "") for c in found.changes][:1] == [("Hanna Kok", "vakgenoten")]
    every = understood("Allemaal vakgenoten.", CONTEXT, nobody)
    assert [(str(c.action), c.row.group if c.row else "") for c in every.changes] == [("move", "vakgenoten")] * len(
        LIST
    )


def test_each_newcomer_has_a_group_by_the_own_function() -> None:
    said = (
        "Verder heb ik nog gevraagd: Wim Wit (internist, w.wit@z.example) en "
        "Riet Rood (verpleegkundige, r.rood@z.example)."
    )
    rows = [c.row for c in understood(said, replace(CONTEXT, discipline=""), ()).changes if c.row]
    assert [row.group for row in rows] in (["artsen", "niet_artsen"], ["", "niet_artsen"])
