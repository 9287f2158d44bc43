"""What a specialist writes of an address of his own, and what only looks like it."""

from __future__ import annotations

import time

import pytest

from bot.core.listed import ListedRespondent
from bot.lists.own_address import own_address

LISTED = (ListedRespondent("Kees Smit", "kees@ziekenhuis.example"), ListedRespondent("Piet de Vries", "piet@z.example"))
OWN = "j.bakker@elders.example"


def told(text: str, *, asked: bool = False) -> tuple[tuple[str, ...], str]:
    known = ("j.bakker@ziekenhuis.example", *(r.address for r in LISTED))
    found = own_address(text, LISTED, known, "Jan Bakker", asked=asked)
    return found.addresses, found.rest


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        f"Mijn nieuwe mailadres is {OWN}.",
        f"Mijn nieuwe mailadres is {OWN}, graag voortaan daarheen.",
        f"Let op: vanaf 1 december mail ik vanaf {OWN}.",
        f"Mijn prive-adres is {OWN}, stuur het verslag straks daarheen.",
        f"Mijn privé-mailadres: {OWN}",
        f"Ik heb een nieuw e-mailadres: {OWN}. Groet, Jan",
        f"Ik ga werken bij het OLVG, mijn adres wordt {OWN}",
        f"Ik werk nu bij het OLVG ({OWN}).",
        f"Ik ben voortaan bereikbaar op {OWN}.",
        f"U bereikt mij op {OWN}.",
        f"Mail mij op {OWN}",
        f"Ik gebruik voortaan {OWN}.",
        f"Wijzig mijn adres in {OWN}",
        f"Voeg mijn prive-adres toe: {OWN}",
        f"Mijn mailadres is gewijzigd. Gebruik voortaan {OWN}.",
        f"Mijn mailadres is gewijzigd.\n{OWN}",
        f"Jan Bakker heeft een nieuw mailadres: {OWN}",
        f"My new address is {OWN}, please use that from now on.",
        f"I can be reached at {OWN}.",
    ],
)
def test_his_own(text: str, asked: bool) -> None:
    addresses, rest = told(text, asked=asked)
    assert addresses == (OWN,)
    assert "@" not in rest


@pytest.mark.parametrize(
    "text",
    [f"Graag alles voortaan naar {OWN}.", f"Wilt u voortaan {OWN} gebruiken?", f"Stuur het verslag aan {OWN}."],
)
def test_his_own_unless_he_was_asked_for_that_of_a_colleague(text: str) -> None:
    assert told(text)[0] == (OWN,)
    assert told(text, asked=True)[0] == ()


@pytest.mark.parametrize(
    "text",
    [
        f"Het adres van Kees Smit is {OWN}.",
        f"Smit mail ik op {OWN}.",
        f"Ik mail Piet Pieters op {OWN}.",
        f"Mijn collega Piet Pieters, {OWN}, kan ook.",
        f"Het mailadres van mijn collega is {OWN}.",
        f"Ik heb {OWN} per e-mail uitgenodigd.",
        f"U kunt mijn secretaresse bereiken op {OWN}.",
        f"De factuur mag naar {OWN}.",
        f"Graag toevoegen: Nora Nieuw, {OWN}, verpleegkundige.",
        f"Jan Bakker, {OWN}",
        "Ik ben bereikbaar op j.bakker@ziekenhuis.example.",
        "Mijn adres is Dorpsstraat 1.",
        OWN,
    ],
)
def test_not_his_own(text: str) -> None:
    assert told(text) == ((), text)


def test_what_else_he_writes_stays_as_it_is() -> None:
    more = "Graag toevoegen: Nora Nieuw, n@z.example, verpleegkundige."
    assert told(f"Beste,\n\nMijn nieuwe adres is {OWN}. {more}\n\nJan") == ((OWN,), f"Beste,\n\n\n {more}\n\nJan")


@pytest.mark.parametrize(
    "text", ["a" * 60_000 + "@b.nl", "mijn " * 9000 + "@", "a-" * 15_000 + "a@b.nl", "ik " * 9000 + "x@y.nl"]
)
def test_a_hostile_letter_costs_little(text: str) -> None:
    start = time.process_time()
    told(text)
    assert time.process_time() - start < 0.5
