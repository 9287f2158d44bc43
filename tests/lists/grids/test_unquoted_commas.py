"""Lists separated by commas whose names hold commas too, in any order of columns: nobody gets another's cell."""

from __future__ import annotations

import random

import pytest
from support.formatted import FAMILY, FUNCTIONS, GIVEN, GROUPS
from support.listing import CONTEXT

from bot.core.people.names import folded
from bot.lists import respondents
from bot.readers import read

COLUMNS = ("Naam", "E-mail", "Functie", "Groep")


def line(cells: dict[str, str], order: list[str], choice: random.Random) -> str:
    """A row as somebody types it: a comma in a cell, which nobody quotes."""
    shown = []
    for column in order:
        given, _, family = cells["Naam"].partition(" ")
        if column == "Naam" and choice.random() < 0.6:
            shown.append(choice.choice((f"{family}, {given}", f"{family},{given}")))
        elif column == "Functie" and choice.random() < 0.15:
            shown.append(f"{cells[column]}, opleider")
        else:
            shown.append(cells[column])
    return ",".join(shown)


def same(one: str, two: str, header: bool) -> bool:
    """Whether two names are alike; without a header nobody can tell `Lam,Pieter` from a column for each."""
    first, second = folded(one), folded(two)
    return first == second or (not header and sorted(first.split()) == sorted(second.split()))


@pytest.mark.parametrize("header", [True, False], ids=["header", "no header"])
def test_k10_random_lists(header: bool) -> None:
    choice = random.Random(f"commas {header}")
    right = doubtful = 0
    for _ in range(80):
        order = choice.sample(COLUMNS, 4) if header else list(COLUMNS)
        truth: dict[str, tuple[str, str]] = {}
        lines = [",".join(order)] if header else []
        names = choice.sample([f"{given} {family}" for given in GIVEN for family in FAMILY], 9)
        for number in range(choice.randint(3, 9)):
            group = choice.choice(list(GROUPS))
            name, address = names[number], f"p{number}@z.example"
            cells = {"Naam": name, "E-mail": address, "Functie": FUNCTIONS[group], "Groep": GROUPS[group]}
            truth[address] = (name, group)
            lines.append(line(cells, order, choice))
        found = respondents("", (read("\n".join(lines).encode(), "lijst.csv"),), CONTEXT).rows
        for address, (name, group) in truth.items():
            rows = [r for r in found if r.address == address or address in r.as_typed]
            assert rows, ("lost", address, lines)
            good = [r for r in rows if same(r.name, name, header) and (r.address, r.group) == (address, group)]
            assert good or all(r.problem for r in rows), ("silently wrong", rows, lines)
            right += bool(good)
            doubtful += not good
    assert right >= 0.97 * (right + doubtful), (right, doubtful)
