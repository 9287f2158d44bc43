"""Text without a label is read as the machine meant it that wrote it."""

from __future__ import annotations

import random

import pytest

from bot.readers.text.decoding import decode

WORDS = [
    *("Zoë Köster", "André Lefèvre", "Françoise Núñez", "Jörg Müller", "naïef", "Ångström", "Citroën", "Öztürk Ünal"),
    *("VÁZQUEZ", "Noël", "Daniël", "Loïs", "Renée", "Hélène", "Søren", "Chloë", "Geërfd", "één", "Böhm"),
]
WINDOWS = [
    "Košir",
    "d’Hondt",
    "“tekst” en ‘zo’",
    "collega’s",
    "Štefan Žižek",
    "foto’s – kort",
    "5 € per stuk",
    "een… twee",
]


@pytest.mark.parametrize("text", [*WORDS, *WINDOWS])
def test_windows_is_never_taken_for_another_machine(text: str) -> None:
    assert decode(f"Naam;{text};x\n".encode("cp1252")) == f"Naam;{text};x\n"


@pytest.mark.parametrize("text", WORDS)
def test_k11_an_old_mac(text: str) -> None:
    assert decode(f"Naam;{text};x\n".encode("mac-roman")) == f"Naam;{text};x\n"


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850", "utf-8", "utf-16"])
def test_k11_lists_of_names_from_any_machine(encoding: str) -> None:
    choice = random.Random(7)
    for _ in range(40):
        text = "\r\n".join(f"{one};x@z.example" for one in choice.sample(WORDS, 6))
        assert decode(text.encode(encoding)) == text
