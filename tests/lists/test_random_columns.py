"""Tables as people fill them in: every name is said back and each row keeps its own group, whatever lacks an address."""

from __future__ import annotations

import random

import pytest

from bot.core.list_context import ListContext
from bot.core.listed import RowProblem
from bot.core.traject.rules import DEFAULT_GROUPS
from bot.lists import respondents
from bot.readers import read

CONTEXT = ListContext(DEFAULT_GROUPS)
FIRST = ("Olga", "Max", "Fay", "Piet", "Ans", "Kees", "Bea", "Tom", "Lia", "Nel")
LAST = ("Leeg", "Vries", "Zonder", "Bos", "Smit", "Kok", "Vos", "Post", "Nieuw", "Zee")
GROUPS = {
    "vakgenoten": ("vakgenoten", "Vakgenoot"),
    "artsen": ("artsen", "Artsen andere discipline"),
    "niet_artsen": ("niet-artsen", "geen arts"),
}
Row = tuple[str, str, str]


def rows(rng: random.Random) -> list[Row]:
    """Name, address or "", and group; up to the first half of them without an address."""
    names = [f"{first} {last}" for first, last in zip(FIRST, rng.sample(LAST, len(LAST)), strict=True)]
    groups = [rng.choice(tuple(GROUPS)) for _ in names]
    bare = rng.randrange(len(names) // 2 + 1)
    made = [
        (n, "" if i < bare else f"{n.split()[0].lower()}@zh.example", g)
        for i, (n, g) in enumerate(zip(names, groups, strict=True))
    ]
    if rng.random() < 0.4:
        rng.shuffle(made)
    return made


def written(made: list[Row], rng: random.Random, *, headed: bool, turned: bool) -> bytes:
    """As a file with separators, in any order of the columns."""
    order = rng.choice(((0, 1, 2), (2, 0, 1), (1, 0, 2), (0, 2, 1)))
    spelt = {group: rng.choice(words) for group, words in GROUPS.items()}
    head = ("Naam", "E-mail", "Groep")
    cells = [(a, n, spelt[g]) if turned else (n, a, spelt[g]) for n, a, g in made]
    mark = rng.choice((";", "\t"))
    lines = [mark.join(line[i] for i in order) for line in ([head] if headed else []) + cells]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(("headed", "turned"), [(False, False), (True, False), (True, True)])
def test_every_name_is_said_back_in_its_own_group(headed: bool, turned: bool) -> None:
    rng = random.Random(18)
    for _ in range(80):
        made = rows(rng)
        document = read(written(made, rng, headed=headed, turned=turned), "lijst.csv")
        found = respondents("", (document,), CONTEXT).rows
        assert sorted((r.name, r.address, r.group) for r in found) == sorted(made), document.text
        assert all(r.problem is (None if r.address else RowProblem.NO_ADDRESS) for r in found), document.text
