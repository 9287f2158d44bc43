"""A choice with anything beside it that may mean another thing is never simply taken; one with courtesies is."""

from __future__ import annotations

from datetime import date, datetime
from random import Random

import pytest

from bot.core.words.choice import choice, says_nothing_else

TODAY, NAMES = date(2026, 11, 24), ("Jan Bakker", "dr. A. de Vries", "Praktijk De Vries")
OPTIONS = tuple(
    datetime.fromisoformat(f"2026-12-{at}") for at in ("10 14:00", "11 09:30", "15 14:00", "17 16:30")
)  # Thursday, Friday, Tuesday, Thursday
CHOICES = {
    0: ("De eerste graag", "Optie 1 is prima", "Donderdag 10 december schikt mij", "1", "de 10e om 14 uur past"),
    1: ("De tweede graag", "Vrijdag graag", "Doe maar 11 december", "2", "Ik kies voor vrijdag 11 december"),
    2: ("De derde optie heeft mijn voorkeur", "Graag dinsdag 15 december", "3 is akkoord"),
    3: ("Prima, de laatste dan", "17 december om 16.30 uur is akkoord", "Optie 4 graag"),
}
GREETINGS = ("", "Beste mevrouw De Vries,\n\n", "Geachte dr. De Vries,\n", "Goedemorgen,\n\n", "Hallo,\n")
THANKS = ("", "Hartelijk dank voor uw mail.\n", "Dank u wel. ", "Bedankt voor het bericht. ")
CLOSINGS = (
    "",
    "\n\nMet vriendelijke groet,\nJan Bakker",
    "\n\nMet vriendelijke groet,\n\nJan Bakker\nchirurg\nZiekenhuis Oost\n06-12345678",
    "\nGroeten,\nJan",
    "\n\nMvg\nJ. Bakker\nWerkdagen: ma, di, do",
    "\nFijne week!",
    "\nEen goed weekend gewenst.",
)
QUALIFIED = (
    "maar alleen telefonisch", "maar wel via Teams", "zodra mijn rooster bekend is", "ik moet alleen nog ruilen",
    "mocht het doorgaan", "dan wel bij mij in het ziekenhuis", "mijn collega Piet komt ook mee", "maar eerst uitstel",
    "maar dan in februari", "liever in januari", "onder voorbehoud", "tenzij mijn dienst niet geruild wordt",
    "maar ik zit dan in Wenen", "ik laat het nog weten", "mijn secretaresse bevestigt nog",
)  # fmt: skip
SECOND = (
    "Peer Dekker is met pensioen.", "Arts Vos is verhuisd.", "Ik ga in januari met pensioen.", "En stop het traject daarna.",
    "Noor Prins mag van de lijst.", "Wilt u mij eerst bellen?",
)  # fmt: skip
PERIODS = (
    "De eerste week van januari graag", "Graag de tweede week van januari", "De tweede week graag", "Graag 2 weken uitstel",
    "De derde week van december graag", "Graag de laatste week van het jaar", "De eerste van de maand graag",
    "Graag een dinsdag in januari", "Graag vrijdag in de kerstvakantie", "Dinsdag graag, de week erna",
    "Het eerste kwartaal van 2027 graag", "De laatste maanden van dit jaar graag", "Graag op een vrijdag na nieuwjaar",
)  # fmt: skip
NOT_YET = (
    "Graag in januari", "Graag een ander moment", "Prima, maar graag in januari", "Prima, ik laat het nog weten",
    "Oké, ik kijk even in mijn agenda", "Goed, ik vraag het na", "Ja, u hoort van mij", "Ja, dat zou kunnen",
    "Ja leuk, maar ik zit dan in Wenen", "Ja, prima, mijn secretaresse bevestigt nog", "Goed, in het nieuwe jaar graag",
)  # fmt: skip


def said(text: str, options: tuple[datetime, ...] = OPTIONS) -> tuple[int | None, bool]:
    """What is chosen, and whether nothing is told beside it."""
    found = choice(text, options, TODAY, NAMES)
    return found.chosen, found.chosen is not None and not found.beside


@pytest.mark.parametrize("seed", range(200))
def test_courtesies_and_a_signature_take_nothing_from_a_choice(seed: int) -> None:
    chance = Random(seed)
    place = chance.choice(tuple(CHOICES))
    words = chance.choice(CHOICES[place])
    text = f"{chance.choice(GREETINGS)}{chance.choice(THANKS)}{words}.{chance.choice(CLOSINGS)}"
    if "Werkdagen" in text:  # days below a signature may be an afterthought
        return
    assert said(text) == (place, True), text


@pytest.mark.parametrize("seed", range(300))
def test_whatever_qualifies_a_choice_is_put_before_her(seed: int) -> None:
    chance = Random(seed)
    place = chance.choice(tuple(CHOICES))
    words, more = chance.choice(CHOICES[place]), chance.choice((*QUALIFIED, *SECOND))
    joined = f"{words}, {more}." if more in QUALIFIED else f"{words}. {more}"
    text = f"{chance.choice(GREETINGS)}{joined}{chance.choice(CLOSINGS)}"
    assert not said(text)[1], text


@pytest.mark.parametrize("text", PERIODS)
@pytest.mark.parametrize("closing", CLOSINGS[:4])
def test_a_number_that_counts_weeks_or_months_is_no_choice(text: str, closing: str) -> None:
    assert said(text + closing)[0] is None


@pytest.mark.parametrize("text", NOT_YET)
def test_the_only_moment_is_not_taken_by_any_yes(text: str) -> None:
    assert not said(text, OPTIONS[:1])[1]


@pytest.mark.parametrize("after", ["Of toch liever de derde", "Dinsdag is ook goed", "Toch maar 15 december"])
def test_an_afterthought_below_the_signature_is_no_part_of_it(after: str) -> None:
    assert said(f"De tweede graag.\n\nGroeten,\nJan\n\n{after}")[0] is None


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Dank u wel, tot dan!", True), ("Prima, ik zie u dan.\n\nGroet,\nJan", True), ("Akkoord. Fijne week!", True),
        ("Akkoord, wel telefonisch graag", False), ("Dank voor de uitnodiging, ik sla over", False),
        ("Prima, maar in januari", False), ("Akkoord, tenzij mijn dienst niet geruild wordt", False),
    ],
)  # fmt: skip
def test_what_is_more_than_a_courtesy_is_known(text: str, nothing: bool) -> None:
    assert says_nothing_else(text, NAMES) is nothing
