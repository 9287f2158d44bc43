"""New addresses of several people in one letter: everybody gets their own, or nobody gets any and it is asked about."""

from __future__ import annotations

import random

import pytest
from support.random_corrections import LIST, readdresses_in_a_heap, readdresses_several

from bot.core.list_context import ListContext
from bot.core.traject.rules import DEFAULT_GROUPS
from bot.lists.corrections import looks_like_correction, understood
from bot.lists.rows.persons import persons

CONTEXT = ListContext(DEFAULT_GROUPS)
OPENINGS = ("", "Geachte mevrouw De Vries,\n\n", "Hierbij de goede adressen.\n\n")
CLOSINGS = ("", "\n\nMet vriendelijke groet,\nJan Bakker")


def test_everybody_gets_their_own_address() -> None:
    rng = random.Random(27)
    for _ in range(300):
        said = readdresses_several(rng, rng.choice((2, 2, 3, 4)))
        if len(said.truth) < 2:
            continue
        text = rng.choice(OPENINGS) + said.text + rng.choice(CLOSINGS)
        found = understood(text, CONTEXT, LIST)
        done = {(str(c.action), LIST[c.index or 0].name, c.row.address if c.row else "") for c in found.changes}
        assert (done, found.unclear) == (set(said.truth), ()), text
        assert all(c.row and c.row.problem is None for c in found.changes), text
        assert looks_like_correction(text, CONTEXT, LIST)


def test_where_it_is_not_clear_nobody_gets_an_address() -> None:
    rng = random.Random(28)
    for _ in range(60):
        text = rng.choice(OPENINGS) + readdresses_in_a_heap(rng).text + rng.choice(CLOSINGS)
        found = understood(text, CONTEXT, LIST)
        assert (found.changes, bool(found.unclear)) == ((), True), text
        assert looks_like_correction(text, CONTEXT, LIST), text


def test_the_list_as_it_stands_changes_nothing_and_is_no_puzzle() -> None:
    text = "\n".join(f"{r.name}, {r.address}" for r in LIST) + "\nHanna Kok, hanna@umc.example\n"
    found = understood(text, CONTEXT, LIST)
    assert {c.row.address for c in found.changes if c.row} <= {"hanna@umc.example"}
    assert not found.pairs


@pytest.mark.parametrize(
    "label", ["Oud", "Nieuw", "Naam", "Voor", "Na", "Mail", "E-mail", "Adres", "oud", "nieuw", "Old"]
)
def test_the_name_of_a_field_is_nobody_s(label: str) -> None:
    (found,) = persons(f"{label}: iemand@umc.example", CONTEXT)
    assert found.name == ""


@pytest.mark.parametrize("name", ["Olga Oud", "Nora Nieuw", "Jan de Nieuwe", "N. Nieuw"])
def test_somebody_may_be_called_so(name: str) -> None:
    for line in (f"{name}, iemand@umc.example", f"{name} <iemand@umc.example>", f"graag {name} (iemand@umc.example)"):
        (found,) = persons(line, CONTEXT)
        assert found.name == name, line
