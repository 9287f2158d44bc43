"""Tables that came out crooked are put right before anybody looks for people in them."""

from __future__ import annotations

import pytest
from support.listing import CONTEXT, document, plain

from bot.core.documents import Document, Table
from bot.lists import respondents
from bot.lists.grids.mended import mended

PIET = ("Piet de Vries", "p@z.example", "vakgenoten", "")
BERG = ("M. van den Berg", "m@z.example", "vakgenoten", "")
SMIT = ("K. Smit", "k@z.example", "artsen", "")
SEEN = ("Noor Veen", "n@z.example", "vakgenoten", "")
BOS = ("Kees Bos", "k.bos@z.example", "vakgenoten", "")
FATMA = ("Fatma Yıldız", "f@z.example", "niet_artsen", "")
HEAD = ["Naam", "E-mail", "Groep"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("Piet & Kees", "Piet & Kees", id="nothing to mend"),
        pytest.param("Ren&eacute; M&#252;ller", "René Müller", id="entities"),
        pytest.param("Ren&amp;eacute;", "René", id="entities twice"),
        pytest.param("ZoÃ« KÃ¶ster", "Zoë Köster", id="encoded twice"),
        pytest.param("ZoÃƒÂ« KÃƒÂ¶ster", "Zoë Köster", id="encoded three times"),
        pytest.param("Meike Oâ€™Brien", "Meike O’Brien", id="an apostrophe encoded twice"),
        pytest.param("MarÃa GarcÃ­a", "María García", id="a soft hyphen that was lost"),
        pytest.param("Ayşe Ünal, JOÃO, Ângela Ærø", "Ayşe Ünal, JOÃO, Ângela Ærø", id="letters that are meant"),
        pytest.param("Å Berg", "Å Berg", id="a letter by itself"),
        pytest.param("=?utf-8?Q?Zo=C3=AB?= Vos", "Zoë Vos", id="an encoded word"),
        pytest.param("=?nonsense?Q?Zo?= Vos", "=?nonsense?Q?Zo?= Vos", id="an encoding that nobody knows"),
    ],
)
def test_mended(cell: str, expected: str) -> None:
    assert mended(cell) == expected


GRIDS = [
    pytest.param(
        [
            ["Groep", "Naam", "E-mail"],
            ["Cardiologen", "Piet de Vries", "p@z.example"],
            ["", *BERG[:2]],
            ["", *SEEN[:2]],
        ],
        [PIET, BERG, SEEN],
        id="l3 one group, written once",
    ),
    pytest.param(
        [
            ["", "Naam", "E-mail"],
            ["Vakgenoten", *PIET[:2]],
            ["", *BERG[:2]],
            ["", *SEEN[:2]],
            ["", *BOS[:2]],
            ["Artsen", *SMIT[:2]],
        ],
        [PIET, BERG, SEEN, BOS, SMIT],
        id="l3 a column of groups without a name",
    ),
    pytest.param(
        [
            ["Groep", "Naam en e-mail"],
            ["Vakgenoten", "Piet de Vries p@z.example"],
            ["", " ".join(BERG[:2])],
            ["", " ".join(SEEN[:2])],
        ],
        [PIET, BERG, SEEN],
        id="l3 name and address in one cell",
    ),
    pytest.param(
        [["Groep", "Naam", "E-mail"], ["Vakgenoten", *PIET[:2]], ["idem", *BERG[:2]], ["Artsen", *SMIT[:2]]],
        [PIET, BERG, SMIT],
        id="l3 ditto",
    ),
    pytest.param(
        [["Groep", "Naam", "E-mail"], ["Vakgenoten", "", ""], ["", *PIET[:2]], ["Artsen", *SMIT[:2]], ["", *FATMA[:2]]],
        [PIET, SMIT, ("Fatma Yıldız", "f@z.example", "artsen", "")],
        id="l3 above its people and beside them",
    ),
    pytest.param(
        [
            ["Groep", "Naam", "E-mail"],
            ["Vakgenoten", *PIET[:2]],
            ["Artsen", *SMIT[:2]],
            ["Vakgenoten", *BERG[:2]],
            ["", *FATMA[:2]],
        ],
        [PIET, SMIT, BERG, (*FATMA[:2], "", "no-group")],
        id="l3 one that was forgotten is not filled in",
    ),
    pytest.param(
        [["Groep", "Naam", "E-mail"], ["Vakgenoten", *PIET[:2]], ["", "", ""], ["", *FATMA[:2]]],
        [PIET, (*FATMA[:2], "", "no-group")],
        id="l3 an empty row ends a group",
    ),
    pytest.param(
        [["Naam", "Piet de Vries", "K. Smit"], ["E-mail", PIET[1], SMIT[1]], ["Groep", "vakgenoot", "andere arts"]],
        [PIET, SMIT],
        id="people in columns",
    ),
    pytest.param(
        [
            ["", "Vakgenoten", "", "", "", "Artsen"],
            ["Naam", PIET[0], BERG[0], SEEN[0], BOS[0], SMIT[0]],
            ["E-mail", PIET[1], BERG[1], SEEN[1], BOS[1], SMIT[1]],
        ],
        [PIET, BERG, SEEN, BOS, SMIT],
        id="people in columns, groups above them",
    ),
    pytest.param(
        [
            HEAD,
            [*PIET[:2], "vakgenoot"],
            ["Totaal", "1", ""],
            ["Aantal respondenten: 1", "", ""],
            ["Gemaakt door: S. Bos", "s.bos@z.example", ""],
            ["Versie 2 van 1 mei", "", ""],
        ],
        [PIET],
        id="totals and who made it are nobody",
    ),
    pytest.param(
        [["Naam", "E-mail", "Groep"], ["Piet de Vries <p@z.example>", "p@z.example", "vakgenoot"]],
        [PIET],
        id="k5 the same address behind the name and beside it",
    ),
]


@pytest.mark.parametrize(("rows", "expected"), GRIDS)
def test_grids(rows: list[list[str]], expected: list[tuple[str, str, str, str]]) -> None:
    assert plain(respondents("", (document(rows),), CONTEXT)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([HEAD, ["Vries", "Piet de", "p@z.example", "vakgenoot"]], [PIET], id="a name"),
        pytest.param([HEAD, ["Berg", "M.", "van den", "m@z.example", "vakgenoot"]], [BERG], id="a name in three"),
        pytest.param(
            [["Nr", *HEAD], ["1", "Vries", "Piet de", "p@z.example", "vakgenoot"], ["2", *SMIT[:2], "andere arts"]],
            [PIET, SMIT],
            id="only some rows",
        ),
        pytest.param(
            [["Groep", "Naam", "E-mail"], ["vakgenoot", "Vries", "Piet de", "p@z.example"]],
            [PIET],
            id="behind the group",
        ),
        pytest.param(
            [["Naam", "Functie", "E-mail", "Groep"], [PIET[0], "arts", "cardioloog", PIET[1], "vakgenoot"]],
            [PIET],
            id="a function",
        ),
        pytest.param(
            [["Naam", "E-mail", "Functie", "Groep"], [*PIET[:2], "cardioloog", "manager", "vakgenoot"]],
            [PIET],
            id="a function behind the address",
        ),
        pytest.param(
            [
                ["Vries", "Piet de", "p@z.example", "vakgenoot"],
                [*SMIT[:2], "arts"],
                ["F. Yildiz", FATMA[1], "niet-arts"],
            ],
            [PIET, SMIT, ("F. Yildiz", "f@z.example", "niet_artsen", "")],
            id="without a header",
        ),
    ],
)
def test_k10_shifted_rows_of_a_csv(rows: list[list[str]], expected: list[tuple[str, str, str, str]]) -> None:
    wide = max(map(len, rows))
    padded = [row + [""] * (wide - len(row)) for row in rows]
    assert plain(respondents("", (document(padded, format="csv"),), CONTEXT)) == expected


def hidden(rows: tuple[int, ...] = (), columns: tuple[int, ...] = ()) -> Document:
    cells = (("Naam", "E-mail", "Groep", "Sein"), (*PIET[:2], "vakgenoot", "1"), (*SMIT[:2], "andere arts", "2"))
    return Document("xlsx", tables=(Table(cells, "Blad", rows, columns),))


@pytest.mark.parametrize(
    ("found", "problems"),
    [
        pytest.param(hidden(), ["", ""], id="nothing"),
        pytest.param(hidden(rows=(2,)), ["", "hidden"], id="a row"),
        pytest.param(hidden(columns=(1,)), ["hidden", "hidden"], id="the addresses"),
        pytest.param(hidden(columns=(2,)), ["hidden", "hidden"], id="the groups"),
        pytest.param(hidden(columns=(3,)), ["", ""], id="a column that is about nobody"),
        pytest.param(hidden(rows=(0,)), ["", ""], id="the header"),
    ],
)
def test_hidden_parts_are_doubtful(found: Document, problems: list[str]) -> None:
    rows = plain(respondents("", (found,), CONTEXT))
    assert [(r[0], r[1], r[3]) for r in rows] == [(*PIET[:2], problems[0]), (*SMIT[:2], problems[1])]


def test_a_hidden_sheet_is_doubtful_unless_its_people_are_seen_elsewhere() -> None:
    sheets = tuple(Table((tuple(HEAD), (*one[:2], group)), "B") for one, group in ((PIET, "vakgenoot"), (SMIT, "arts")))
    found = Document("xlsx", tables=sheets[:1], hidden=(sheets[1], sheets[0]))
    assert plain(respondents("", (found,), CONTEXT)) == [PIET, (*SMIT[:2], "artsen", "hidden")]
    found = Document("xlsx", tables=sheets[:1], hidden=sheets[1:])
    assert plain(respondents("Artsen:\nK. Smit k@z.example", (found,), CONTEXT)) == [SMIT, PIET]


def test_a_first_sheet_about_something_else() -> None:
    rota = [["Naam", "Telefoon", "Datum"], ["Anna Pel", "1234", "1 mei"], ["Hans Dop", "1235", "2 mei"]]
    found = document(rota, [HEAD, [*PIET[:2], "vakgenoot"]], names=("Rooster", "Lijst"))
    assert plain(respondents("", (found,), CONTEXT)) == [PIET]


def test_names_without_addresses_on_a_groups_own_sheet_are_kept() -> None:
    found = document([["Naam", "E-mail"], [*PIET[:2]]], [["Naam"], ["Kees Bos"]], names=("Vakgenoten", "Niet-artsen"))
    assert plain(respondents("", (found,), CONTEXT)) == [PIET, ("Kees Bos", "", "niet_artsen", "no-address")]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Piet de Vries<mailto:p@z.example>", id="a link"),
        pytest.param("@Piet de Vries<mailto:p@z.example>", id="a mention"),
        pytest.param("Piet de Vries p@z.example<mailto:p@z.example>", id="twice"),
        pytest.param("Piet de Vries [mailto:p@z.example?subject=a]", id="brackets"),
    ],
)
def test_links_in_plain_text(line: str) -> None:
    found = plain(respondents(f"Vakgenoten:\n{line}, {BERG[0]} {BERG[1]}<mailto:{BERG[1]}>", (), CONTEXT))
    assert found == [PIET, BERG]
