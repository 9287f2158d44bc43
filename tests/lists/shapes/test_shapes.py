"""Every shape in which specialists send their list is read, and no row is lost."""

import pytest
from support.listing import CONTEXT, document, plain

from bot.core.documents import GOES_ON, Document
from bot.lists import respondents

PIET = ("Piet de Vries", "p@z.example", "vakgenoten", "")
BERG = ("M. van den Berg", "m@z.example", "vakgenoten", "")
SMIT = ("K. Smit", "k@z.example", "artsen", "")
FATMA = ("Fatma Yıldız", "f@z.example", "niet_artsen", "")
BOS = ("Kees Bos", "", "niet_artsen", "no-address")

SHEETS = [
    pytest.param(
        document(
            [
                ["Groep", "Naam", "E-mail"],
                ["Vakgenoten", "Piet de Vries", "p@z.example"],
                [GOES_ON, "M. van den Berg", "m@z.example"],
                ["Artsen", "K. Smit", "k@z.example"],
            ]
        ),
        [PIET, BERG, SMIT],
        id="a group once beside its people (merged cells)",
    ),
    pytest.param(
        document(
            [
                ["Vakgenoten", "Piet de Vries", "p@z.example"],
                [GOES_ON, "M. van den Berg", "m@z.example"],
                ["Artsen", "K. Smit", "k@z.example"],
            ]
        ),
        [PIET, BERG, SMIT],
        id="merged cells without header",
    ),
    pytest.param(
        document(
            [["Naam", "", "Contact"], ["Voornaam", "Achternaam", "E-mail"], ["Piet", "de Vries", "p@z.example"]],
            names=("Vakgenoten",),
        ),
        [PIET],
        id="a header of two rows",
    ),
    pytest.param(
        document(
            [
                ["Respondenten IFMS dr. Bakker", "", "", ""],
                ["", "", "", ""],
                ["Functie", "Groep", "E-mail", "Naam"],
                ["cardioloog", "vakgenoten", "p@z.example", "PIET DE VRIES"],
                ["internist", "andere discipline", "k@z.example", "smit, k."],
            ]
        ),
        [PIET, SMIT],
        id="title, blank line, columns in any order",
    ),
    pytest.param(
        document(
            [
                ["Name", "E-mail address", "Category"],
                ["Piet de Vries", "p@z.example", "peer"],
                ["Fatma Yıldız", "f@z.example", "non-doctor"],
            ]
        ),
        [PIET, FATMA],
        id="English headers",
    ),
    pytest.param(
        document(
            [["Naam", "Mail"], ["Piet de Vries", "p@z.example"]],
            [["Naam", "Mail"], ["K. Smit", "k@z.example"]],
            names=("Vakgenoten", "Artsen andere disc."),
        ),
        [PIET, SMIT],
        id="a sheet per group",
    ),
    pytest.param(
        document(
            [
                ["Collega's cardiologie", "", "Artsen / aios", "", "Niet-artsen", ""],
                ["Naam", "E-mail", "Naam", "E-mail", "Naam", "E-mail"],
                ["Piet de Vries", "p@z.example", "K. Smit", "k@z.example", "Fatma Yıldız", "f@z.example"],
                ["M. van den Berg", "m@z.example", "", "", "Kees Bos", ""],
            ]
        ),
        [PIET, BERG, SMIT, FATMA, BOS],
        id="groups side by side",
    ),
    pytest.param(
        document(
            [
                ["Vakgenoten", "Artsen", "Niet-artsen"],
                ["Piet de Vries <p@z.example>", "K. Smit (k@z.example)", "Fatma Yıldız f@z.example"],
                ["", "", "Kees Bos"],
            ]
        ),
        [PIET, SMIT, FATMA, BOS],
        id="one column per group, name and address in one cell",
    ),
    pytest.param(
        document(
            [
                ["Naam", "E-mail"],
                ["Collega's van dezelfde discipline", ""],
                ["Piet de Vries", "p@z.example"],
                ["Artsen (andere discipline):", ""],
                ["K. Smit", "k@z.example"],
                ["Niet-artsen", ""],
                ["Kees Bos", ""],
                ["Totaal", ""],
            ]
        ),
        [PIET, SMIT, BOS],
        id="groups as headings between the rows",
    ),
    pytest.param(
        document(
            [
                ["Groep", "Achternaam", "Voorvoegsel", "Voornaam", "E-mail"],
                ["1", "Vries", "de", "Piet", "p@z.example"],
                ["2", "SMIT", "", "k.", "k@z.example"],
            ]
        ),
        [PIET, SMIT],
        id="a name in three columns, groups by number",
    ),
    pytest.param(
        document(
            [
                ["Piet de Vries", "p@z.example", "cardioloog"],
                ["K. Smit", "k@z.example", "chirurg"],
                ["Fatma Yıldız", "f@z.example", "verpleegkundige cardiologie"],
            ]
        ),
        [PIET, SMIT, FATMA],
        id="no header",
    ),
    pytest.param(
        document(
            [["Vries", "de", "Piet", "p.devries@z.example", "peer"], ["Smit", "", "K.", "k.smit@z.example", "arts"]]
        ),
        [("Piet de Vries", "p.devries@z.example", "vakgenoten", ""), ("K. Smit", "k.smit@z.example", "artsen", "")],
        id="no header, surname first",
    ),
    pytest.param(
        document(
            [
                ["Naam en e-mail", "Groep"],
                ["Piet de Vries\np@z.example", "vakgenoot"],
                ["Yıldız, Fatma (f@z.example)", "niet-arts"],
            ]
        ),
        [PIET, FATMA],
        id="name and address in one cell",
    ),
    pytest.param(
        document(
            [
                ["Naam", "E-mail", "Vakgenoten", "Artsen", "Niet-artsen"],
                ["Piet de Vries", "p@z.example", "x", "", ""],
                ["Fatma Yıldız", "f@z.example", "", "", "X"],
            ]
        ),
        [PIET, FATMA],
        id="a tick per group",
    ),
    pytest.param(
        document(
            [
                ["naam", "functie", "e-mail"],
                ["Piet de Vries", "Cardioloog", "p@z.example"],
                ["Fatma Yıldız", "secretaresse", "f@z.example"],
            ],
            format="csv",
        ),
        [PIET, FATMA],
        id="csv",
    ),
    pytest.param(
        document(
            [["Naam", "E-mail"], ["Piet de Vries", "p@z.exam\nple"]],
            [["Naam", "E-mail"], ["Fatma\nYıldız", "f@z.example"]],
            format="pdf",
            text="Vakgenoten\nNaam E-mail\nPiet de Vries p@z.exam\nple\nNiet-artsen\nNaam E-mail\nFatma\nYıldız f@z.example",
        ),
        [PIET, FATMA],
        id="tables of a page, wrapped, with headings above",
    ),
    pytest.param(
        Document(
            "pdf",
            text="Respondenten\n\nCollega's van dezelfde discipline\nPiet de Vries p@z.example\n\nNiet-artsen\nFatma Yıldız f@z.example verpleegkundige\n",
        ),
        [PIET, FATMA],
        id="text of a page",
    ),
]

BODIES = [
    pytest.param(
        "Vakgenoten: Piet de Vries <p@z.example>, M. van den Berg\n<m@z.example>",
        [PIET, BERG],
        id="a line broken before the address",
    ),
    pytest.param(
        "--- Vakgenoten ---\nPiet de Vries p@z.example\n=== Artsen ===\nK. Smit k@z.example",
        [PIET, SMIT],
        id="ruled headings",
    ),
    pytest.param(
        "cardioloog Piet de Vries p@z.example\nSecretariaat: Fatma Yıldız, f@z.example\nAIOS K. Smit <k@z.example>",
        [PIET, FATMA, SMIT],
        id="function in front",
    ),
    pytest.param(
        "Vakgenoten:\n'p@z.example' <p@z.example>",
        [("", "p@z.example", "vakgenoten", "no-name")],
        id="an address named by itself",
    ),
    pytest.param(
        "Artsen:\nK. Smit, internist, Ziekenhuis Oost, tel. 010-1234567, k@z.example\nLisa Maas (Academisch UMC, neuroloog), l@z.example",
        [SMIT, ("Lisa Maas", "l@z.example", "artsen", "")],
        id="house and telephone",
    ),
    pytest.param(
        "Ik koos Piet de Vries (p@z.example) en Kees Bos (kees@z.example). Als niet-arts: Fatma Yıldız (f@z.example).",
        [
            ("Piet de Vries", "p@z.example", "", "no-group"),
            ("Kees Bos", "kees@z.example", "", "no-group"),
            FATMA,
        ],
        id="in a sentence, no group guessed where none is named",
    ),
    pytest.param(
        "Collega's cardiologie: Piet de Vries <p@z.example>, M. van den Berg (m@z.example)\nNiet-artsen: Kees Bos",
        [PIET, BERG, BOS],
        id="after a heading",
    ),
    pytest.param(
        "Vakgenoten\n- Piet de Vries, p@z.example\n- M. van den Berg - m@z.example\n\n**Artsen andere discipline**\n1. K. Smit k@z.example, internist",
        [PIET, BERG, SMIT],
        id="bullets and numbers",
    ),
    pytest.param(
        "Vakgenoten:\nVries, Piet de; Berg, M. van den\np@z.example; m@z.example",
        [PIET, BERG],
        id="names, then addresses",
    ),
    pytest.param(
        "Vakgenoten:\nPiet de Vries\nM. van den Berg\n\np@z.example\nm@z.example",
        [PIET, BERG],
        id="a column of names, a column of addresses",
    ),
    pytest.param(
        "Vakgenoten: \"Vries, Piet de\" <p@z.example>; 'Berg, M. van den' <m@z.example>", [PIET, BERG], id="Outlook"
    ),
    pytest.param(
        "Vakgenoten: Vries, Piet de <p@z.example>; Berg, M. van den (Cardiologie) <m@z.example>",
        [PIET, BERG],
        id="Outlook with department",
    ),
    pytest.param(
        "Vakgenoten: Piet de Vries <p@z.example<mailto:p@z.example>>, [M. van den Berg](mailto:m@z.example)",
        [PIET, BERG],
        id="links",
    ),
    pytest.param(
        "Niet-artsen\n\nFatma Yıldız\nverpleegkundige\nf@z.example\n\nKees Bos",
        [FATMA, BOS],
        id="name, function, address under each other",
    ),
    pytest.param(
        "Naam: Piet de Vries\nE-mail: p@z.example\nGroep: vakgenoten\n\nNaam: Fatma Yıldız\nE-mail: f@z.example\nFunctie: secretaresse",
        [PIET, FATMA],
        id="labels",
    ),
    pytest.param(
        "vakgenoten:\npiet de vries p@z.example\nm. van den berg, m@z.example", [PIET, BERG], id="no capitals"
    ),
    pytest.param(
        "| Naam | E-mail | Groep |\n|---|---|---|\n| Piet de Vries | p@z.example | vakgenoot |\n| K. Smit | k@z.example | arts |",
        [PIET, SMIT],
        id="Markdown table",
    ),
    pytest.param(
        "Vakgenoten\nPiet de Vries\tp@z.example\nM. van den Berg\tm@z.example\n\nArtsen\nK. Smit\tk@z.example\ncardio@z.example",
        [PIET, BERG, SMIT, ("", "cardio@z.example", "artsen", "no-name")],
        id="cells pasted with tabs",
    ),
    pytest.param(
        "Naam;E-mail;Functie\nPiet de Vries;p@z.example;cardioloog\nK. Smit;k@z.example;aios",
        [PIET, SMIT],
        id="typed like a csv",
    ),
    pytest.param(
        "Colleagues:\nPiet de Vries, p@z.example\nOther doctors: K. Smit, k@z.example\nNon-doctors: Fatma Yıldız, f@z.example, nurse\n\nKind regards,\nJan",
        [PIET, SMIT, FATMA],
        id="English",
    ),
    pytest.param(
        "Overig:\nPiet de Vries p@z.example",
        [("Piet de Vries", "p@z.example", "", "no-group")],
        id="a heading that is no group",
    ),
    pytest.param(
        "Geachte mevrouw De Vries,\n\nHierbij mijn lijst. Ik hoop dat het zo goed is.\n\nVakgenoten:\nPiet de Vries, p@z.example\n\n"
        "Mijn secretaresse bereikt u via\nGraag ook M. van den Berg <m@z.example>\n\nMet vriendelijke groet,\n\nJan Bakker\nCardioloog\n"
        "T 010-1234567\nj.bakker@ziekenhuis.example",
        [PIET, BERG],
        id="prose, greeting and signature are no rows",
    ),
    pytest.param(
        "Beste,\n\nBelt u mij op 06-12345678 of mail j.bakker@ziekenhuis.example?\n\nGroet, Jan",
        [],
        id="no list at all",
    ),
]


@pytest.mark.parametrize(("found", "rows"), SHEETS)
def test_documents_are_read(found: Document, rows: list[tuple[str, str, str, str]]) -> None:
    assert plain(respondents("", (found,), CONTEXT)) == rows


@pytest.mark.parametrize(("text", "rows"), BODIES)
def test_bodies_are_read(text: str, rows: list[tuple[str, str, str, str]]) -> None:
    assert plain(respondents(text, (), CONTEXT)) == rows


def test_mail_and_documents_are_one_list() -> None:
    first = document([["Naam", "E-mail"], ["Piet de Vries", "P@z.example"], ["Kees Bos", ""]], names=("Vakgenoten",))
    second = document([["Naam", "E-mail"], ["M. van den Berg", "m@z.example"]], names=("Vakgenoten",))
    text = "Vakgenoten: Piet de Vries <p@z.example>\nKees Bos, kees@z.example"
    found = plain(respondents(text, (first, second), CONTEXT))
    assert found == [PIET, ("Kees Bos", "kees@z.example", "vakgenoten", ""), BERG]


def test_files_in_a_file_are_read() -> None:
    inner = document([["Naam", "E-mail", "Groep"], ["Piet de Vries", "p@z.example", "vakgenoot"]])
    assert plain(respondents("", (Document("zip", parts=(("lijst.xlsx", inner),)),), CONTEXT)) == [PIET]


def test_the_shape_is_named() -> None:
    assert respondents("Vakgenoten: Piet de Vries <p@z.example>", (), CONTEXT).shape == "lines"
    assert respondents("", (), CONTEXT).shape == ""
