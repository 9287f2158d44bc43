"""One verb for several people, and tables of old and new: every change is made, or said back."""

from __future__ import annotations

import io
import random

import pytest
from docx import Document as Word
from support.listing import CONTEXT
from support.random_lists.workbook import xlsx

from bot.core.documents import Document
from bot.core.listed import ListedRespondent
from bot.lists.corrections import Understood, understood
from bot.lists.exchanged import exchanged
from bot.readers import read

NAMES = ("Piet de Vries", "Anna Bos", "Kees Smit", "M. van den Berg")
LISTED = tuple(
    ListedRespondent(name, f"{name.split()[-1].lower()}@ziekenhuis.example", group)
    for name, group in zip(NAMES, ("vakgenoten", "artsen", "niet_artsen", "artsen"), strict=True)
)
NEW = ("Ria Post", "Tom Kok", "Els Vos", "Otto Lam")
VERBS = (
    ("Vervang {}", "door"), ("Graag {} vervangen", "door"), ("{} wordt vervangen", "door"), ("{} vervangen", "door"),
    ("Please replace {}", "with"), ("Wissel {}", "voor"), ("Kunt u {} vervangen", "door"),
)  # fmt: skip


def address(name: str) -> str:
    return f"{name.split()[-1].lower()}@elders.example"


def word(rows: list[list[str]]) -> bytes:
    page, out = Word(), io.BytesIO()
    table = page.add_table(0, len(rows[0]))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    page.save(out)
    return out.getvalue()


def done(found: Understood) -> list[tuple[str, int | None, str]]:
    return [(str(c.action), c.index, c.row.address if c.row else "") for c in found.changes if c.problem is None]


@pytest.mark.parametrize("shape", ["{} ({})", "{}, {}", "{} <{}>"])
@pytest.mark.parametrize(("verb", "joint"), VERBS)
@pytest.mark.parametrize("many", [2, 3, 4])
def test_one_verb_for_several(verb: str, joint: str, many: int, shape: str) -> None:
    chosen = random.Random(f"{verb}{many}{shape}")
    who = chosen.sample(range(4), many)
    pairs = [f"{joint} {shape.format(NEW[n], address(NEW[n]))}" for n in who]
    first, *others = (f"{NAMES[n]} {pair}" for n, pair in zip(who, pairs, strict=True))
    last = f"{chosen.choice((' en ', ', ', '; ', ', en '))}{others.pop()}"
    said = verb.format(NAMES[who[0]]) + first.removeprefix(NAMES[who[0]]) + "".join(f", {o}" for o in others) + last
    found = understood(f"{said}.", CONTEXT, LISTED)
    assert (done(found), found.unclear) == ([("replace", n, address(NEW[n])) for n in who], ()), said


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Zet Piet de Vries bij de artsen en Anna Bos bij de vakgenoten.", [("move", 0), ("move", 1)]),
        ("Verplaats Piet de Vries naar de artsen, Kees Smit naar de vakgenoten.", [("move", 0), ("move", 2)]),
        (
            "Voeg Ria Post, post@elders.example toe aan de artsen en Tom Kok, kok@elders.example aan de niet-artsen.",
            [("add", None), ("add", None)],
        ),
        ("Vervang Piet de Vries door Ria Post, aanbevolen door Jan.", [("replace", 0)]),
    ],
)
def test_other_verbs(said: str, expected: list[tuple[str, int | None]]) -> None:
    found = understood(said, CONTEXT, LISTED)
    assert [(action, index) for action, index, _ in done(found)] == expected


@pytest.mark.parametrize(
    "said",
    [
        "Vervang Piet de Vries door Ria Post (post@elders.example) en Jan Vreemd door Tom Kok (kok@elders.example).",
        "Vervang Piet de Vries en Anna Bos door Ria Post (post@elders.example) en Tom Kok (kok@elders.example).",
        "Als Jan het goed vindt, vervang dan Piet de Vries door Ria Post en Anna Bos door Tom Kok (kok@elders.example).",
    ],
)
def test_what_is_not_clear_is_said_back(said: str) -> None:
    found = understood(said, CONTEXT, LISTED)
    assert found.unclear
    assert not any("kok@" in new for _, _, new in done(found))


HEADS = ("Naam{0}Oud{0}Nieuw", "Naam{0}Oud e-mailadres{0}Nieuw e-mailadres", "Name{0}Old address{0}New address")
ROWS = (
    "Piet de Vries{0}vries@ziekenhuis.example{0}piet@elders.example",
    "A. Bos{0}bos@ziekenhuis.example{0}anna@elders.example",
)
MOVED = [("address", 0, "piet@elders.example"), ("address", 1, "anna@elders.example")]


@pytest.mark.parametrize("head", [*HEADS, "Oud{0}Nieuw"])
@pytest.mark.parametrize("mark", [";", "\t", " | "])
@pytest.mark.parametrize("typed", [True, False])
def test_a_table_of_old_and_new(head: str, mark: str, typed: bool) -> None:
    rows = [row if "Na" in head else row.partition("{0}")[2] for row in ROWS]
    table = "\n".join((head, *rows)).format(mark)
    file: tuple[Document, ...] = () if typed else (read(table.encode(), "wijzigingen.csv"),)
    found = exchanged(f"Dag,\n\n{table}\n\nGroet, Jan" if typed else "Zie bijlage.", file, CONTEXT, LISTED)
    assert (done(Understood(found.changes)), found.unclear) == (MOVED, ())
    assert "@" not in found.rest


@pytest.mark.parametrize(
    "row",
    [
        "Piet de Vries;bos@ziekenhuis.example;piet@elders.example",
        "Jan Vreemd;vreemd@ziekenhuis.example;jan@elders.example",
        "Piet de Vries;anders@ziekenhuis.example;piet@elders.example",
        "Piet de Vries;vries@ziekenhuis.example;",
    ],
)
def test_a_row_that_contradicts_the_list_is_said_back(row: str) -> None:
    found = exchanged("", (read(f"Naam;Oud;Nieuw\n{row}\n".encode(), "x.csv"),), CONTEXT, LISTED)
    assert (found.changes, len(found.unclear)) == ((), 1)


ORDERED = (
    "Wilt u {old} vervangen door respectievelijk {new}?", "{old} worden vervangen door respectievelijk {new}.",
    "Vervang {old} respectievelijk door {new}", "Graag {old} vervangen door resp. {new}",
    "Please replace {old} with respectively {new}.", "In plaats van {old} komen respectievelijk {new}.",
    "Kunt u {old} resp. vervangen door {new}?",
)  # fmt: skip


@pytest.mark.parametrize("shape", ["{} ({})", "{}, {}", "{} <{}>", "{} ({}), cardioloog"])
@pytest.mark.parametrize("words", ORDERED)
def test_two_enumerations_that_go_together(words: str, shape: str) -> None:
    chosen = random.Random(f"{words}{shape}")
    for many in (2, 3, 4):
        who = chosen.sample(range(4), many)
        old = [NAMES[n] for n in who]
        new = [shape.format(NEW[n], address(NEW[n])) for n in who]
        said = words.format(old=f"{', '.join(old[:-1])} en {old[-1]}", new=f"{', '.join(new[:-1])} en {new[-1]}")
        found = understood(said, CONTEXT, LISTED)
        assert (done(found), found.unclear) == ([("replace", n, address(NEW[n])) for n in who], ()), said
        short = words.format(old=f"{', '.join(old[:-1])} en {old[-1]}", new=f"{new[0]} en Jan Vreemd")
        assert (done(understood(short, CONTEXT, LISTED)), bool(understood(short, CONTEXT, LISTED).unclear)) == (
            [],
            True,
        )


def test_groups_that_go_together() -> None:
    said = "Verplaats Piet de Vries en Anna Bos naar respectievelijk de artsen en de vakgenoten."
    assert [c.index for c in understood(said, CONTEXT, LISTED).changes] == [0, 1]


TABLES = (
    (("Oud", "Nieuw"), ("{name}", "{new}, {to}")),
    (("Vervalt", "", "Nieuw", "", "Functie"), ("{name}", "{from_}", "{new}", "{to}", "arts")),
    (("Oud naam", "Oud adres", "Nieuw naam", "Nieuw adres"), ("{name}", "{from_}", "{new}", "{to}")),
    (("Nieuwe respondent", "Mail", "Gaat weg"), ("{new}", "{to}", "{name}")),
    (("Nr", "Verwijderen", "Toevoegen", "E-mail"), ("1", "{name}", "{new}", "{to}")),
    (("Huidige naam", "Wordt vervangen door"), ("{name} ({from_})", "{new} <{to}>")),
)


def filled(cells: tuple[str, ...], n: int, new: str = "") -> list[str]:
    new = new or NEW[n]
    values = {"name": NAMES[n], "from_": LISTED[n].address, "new": new, "to": address(new)}
    return [cell.format(**values) for cell in cells]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx", "typed"])
@pytest.mark.parametrize(("head", "cells"), TABLES)
def test_a_table_of_people_who_go_and_come(head: tuple[str, ...], cells: tuple[str, ...], kind: str) -> None:
    rows = [list(head), *(filled(cells, n) for n in (2, 0, 1))]
    text = "\n".join(map(";".join, rows))
    made = {"xlsx": lambda: xlsx({"Blad1": rows}), "docx": lambda: word(rows)}.get(kind, text.encode)
    files = () if kind == "typed" else (read(made(), f"x.{kind}"),)
    found = exchanged(text if kind == "typed" else "", files, CONTEXT, LISTED)
    expected = [("replace", n, address(NEW[n])) for n in (2, 0, 1)]
    assert (done(Understood(found.changes)), found.unclear) == (expected, ())


@pytest.mark.parametrize("words", [("Oud", "Nieuw"), ("Vervalt", "Nieuw"), ("Was", "Wordt"), ("Eruit", "Erin")])
@pytest.mark.parametrize("between", ["\n", "\n\n", ", ", " -> "])
@pytest.mark.parametrize("turned", [False, True])
def test_people_below_labels(words: tuple[str, str], between: str, turned: bool) -> None:
    if turned and between.strip():
        return  # a new one before the old on one line is a sentence
    lines = []
    for n in (1, 3):
        two = [f"{words[0]}: {NAMES[n]}", f"{words[1]}: {NEW[n]}, {address(NEW[n])}"]
        lines.append(between.join(two[::-1] if turned else two))
    found = exchanged("Vervangingen:\n" + "\n\n".join(lines) + "\n\nGroet", (), CONTEXT, LISTED)
    assert done(Understood(found.changes)) == [("replace", n, address(NEW[n])) for n in (1, 3)]
    assert (found.unclear, "@" in found.rest) == ((), False)


@pytest.mark.parametrize("shape", ["{} {}", "{}, {}", "{} ({})", "{} <{}>", "{:.0}{}"])
@pytest.mark.parametrize("table", [False, True])
def test_two_may_swap_their_addresses(shape: str, table: bool) -> None:
    here, there = (LISTED[n].address for n in (0, 1))
    rows = [(shape.format(NAMES[n], a), shape.format(NAMES[n], b)) for n, a, b in ((0, here, there), (1, there, here))]
    lines = [f"Oud: {old}\nNieuw: {new}" for old, new in rows] if not table else ["Oud;Nieuw", *map(";".join, rows)]
    found = exchanged("\n".join(lines), (), CONTEXT, LISTED)
    assert (done(Understood(found.changes)), found.unclear) == ([("address", 0, there), ("address", 1, here)], ())


@pytest.mark.parametrize(
    "text",
    [
        "Oud: Jan Vreemd\nNieuw: Ria Post, post@elders.example",
        "Oud: Piet de Vries bos@ziekenhuis.example\nNieuw: Ria Post, post@elders.example",
        "Oud: Piet de Vries\nNieuw: Ria Post",
        "Oud: Piet de Vries\nNieuw: Ria Post, post@elders.example\nOud: Piet de Vries\nNieuw: Tom Kok, kok@elders.example",
        "Oud: Piet de Vries\nNieuw: Ria Post, p@elders.example\nOud: Anna Bos\nNieuw: Tom Kok, p@elders.example",
    ],
)
def test_labels_that_contradict_each_other_or_the_list_are_said_back(text: str) -> None:
    found = exchanged(text, (), CONTEXT, LISTED)
    assert (found.changes, bool(found.unclear)) == ((), True)


@pytest.mark.parametrize(
    "head", ["Naam;Huidige functie;Nieuwe functie", "Naam;E-mail;Nieuw", "Nieuwe respondenten;Mail;Huidige functie"]
)
def test_columns_of_something_else_are_no_changes(head: str) -> None:
    row = "Ria Post;post@elders.example;arts"
    assert not exchanged("", (read(f"{head}\n{row}\n{row}\n".encode(), "x.csv"),), CONTEXT, LISTED).found


def test_a_list_is_no_table_of_changes() -> None:
    assert not exchanged("Naam;E-mail\nPiet de Vries;piet@elders.example", (), CONTEXT, LISTED).found
