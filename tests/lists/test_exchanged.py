"""One verb for several people, and tables of old and new: every change is made, or said back."""

from __future__ import annotations

import random

import pytest
from support.listing import CONTEXT

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


def test_a_list_is_no_table_of_changes() -> None:
    assert not exchanged("Naam;E-mail\nPiet de Vries;piet@elders.example", (), CONTEXT, LISTED).found
