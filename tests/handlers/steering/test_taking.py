"""What a command takes out of its words: a traject and a person, by reference, address or a name that is clear."""

from __future__ import annotations

from itertools import permutations

import pytest
from support.caseload import USUAL, WORLD
from support.world import JAN

from bot.handlers.steering.desk import Desk, Done
from bot.handlers.steering.taking import About, Meant, a_person, a_traject

DESK = Desk(WORLD, USUAL)
TRAJECT = WORLD.trajects[0]


def said(words: str, about: str = "") -> About | Done:
    return a_traject(tuple(words.split()), Desk(WORLD, USUAL, about=about))


@pytest.mark.parametrize(
    "ref", [JAN, JAN.lower(), JAN.replace("-", ""), f"[{JAN}]", f"T {JAN[2:]}", "Bakker", "Jan Bakker", "dr. J. Bakker"]
)
@pytest.mark.parametrize("rest", ["", "10 december", "reden hiervoor"])
def test_the_traject_is_found_wherever_it_stands(ref: str, rest: str) -> None:
    for one, other in permutations((ref, rest)):
        found = said(f"{one} {other}")
        assert isinstance(found, About)
        assert found.traject.ref == JAN
        assert " ".join(w for w in found.rest if w not in ("dr.", "J.")) == rest


def test_the_answered_mail_tells_it_where_the_line_does_not() -> None:
    found = said("10 december", about=JAN)
    assert isinstance(found, About)
    assert (found.traject.ref, found.rest, found.named) == (JAN, ("10", "december"), False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "missing"),
        ("T-00000", "no-such-traject"),
        ("T-XXXX", "no-such-traject"),
        ("Nergenshuizen", "no-such-traject"),
    ],
)
def test_what_names_none_is_said(words: str, code: str) -> None:
    found = said(words)
    assert isinstance(found, Done)
    assert found.outcome.code == f"command.{code}"


@pytest.mark.parametrize("name", ["piet@ziekenhuis.example", "Piet de Vries", "Piet", "piet de vries", "P. de Vries"])
def test_a_person_is_found_by_address_or_name(name: str) -> None:
    for words in (name, f"{name} graag", f"nog eens {name}"):
        found = a_person(tuple(words.split()), TRAJECT)
        assert isinstance(found, Meant)
        assert found.person.id == "piet"
        assert " ".join(found.rest) in ("", "graag", "nog eens")
