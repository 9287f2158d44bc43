"""A yes or a no to each moment that was offered, and days of the month in words: read as meant, or asked about."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import pytest

from bot.core.words.choice import Choice, choice
from bot.core.words.moments.number_words import spoken_ordinals

TODAY, FIRST = date(2026, 11, 24), datetime.fromisoformat("2026-12-01 09:00")
OPTIONS = tuple(datetime.fromisoformat(f"2026-12-{at}") for at in ("10 14:00", "11 09:30", "15 16:30", "17 10:00"))


def said(text: str, options: tuple[datetime, ...] = OPTIONS) -> Choice:
    return choice(text, options, TODAY)


SHEETS = (
    "{n}) {a}",
    "{n}. {a}",
    "{n}: {a}",
    "{n} {a}",
    "{n} - {a}",
    "{n}-{a}",
    "{n}) {day} {a}",
    "{n}.) {a}",
    "{n}={a}",
)
YES, NO = ("ja", "Ja", "prima", "akkoord", "graag", "past"), ("nee", "Nee", "niet", "kan niet", "helaas niet")


@pytest.mark.parametrize("seed", range(400))
def test_a_verdict_on_each_is_taken_as_it_stands_or_asked_about(seed: int) -> None:
    """A random sheet of answers: the only yes is chosen, or she is asked; never *none* where there is one."""
    dice = Random(seed)
    n = dice.randint(2, 5)
    options = tuple(FIRST + timedelta(days=d, hours=d % 7) for d in sorted(dice.sample(range(25), n)))
    yes = set(dice.sample(range(n), dice.choice((0, 1, 1, 1, 2))))
    sheet, between = dice.choice(SHEETS), dice.choice((" ", "\n", ", ", "; ", ".\n"))
    days = [f"{o.day} december" for o in options]
    text = between.join(sheet.format(n=i + 1, a=dice.choice(YES if i in yes else NO), day=days[i]) for i in range(n))
    read = said(text, options)
    assert read.chosen is None or {read.chosen} == yes, text
    assert not (read.none and yes), text
    if not yes:
        assert read.chosen is None, text
    if sheet in ("{n}) {a}", "{n} {a}", "{n}: {a}") and len(yes) == 1 and between in (" ", "\n"):
        assert {read.chosen} == yes, text


@pytest.mark.parametrize(
    ("text", "chosen", "likely"),
    [
        ("1) nee 2) nee 3) ja 4) nee", 2, (2,)),
        ("1. nee\n2. ja\n3. nee\n4. nee", 1, (1,)),
        ("1 en 2 niet, 3 wel, 4 niet", 2, (2,)),
        ("1) nee 2) ja 3) ja 4) nee", None, (1, 2)),
        ("nee nee ja nee", None, ()),
        ("de tiende, niet de elfde", None, (0,)),
        ("niet de tiende maar de elfde", 1, (1,)),
        ("De tiende lukt niet, de elfde wel", 1, (1,)),
        ("de tiende", 0, (0,)),
        ("de vijftiende graag", 2, (2,)),
        ("the tenth, not the eleventh", None, (0,)),
        ("the seventeenth please", 3, (3,)),
        ("de tiende of de vijftiende", None, (0, 2)),
    ],
)
def test_it_is_never_none_of_these(text: str, chosen: int | None, likely: tuple[int, ...]) -> None:
    read = said(text)
    assert (read.chosen, read.likely, read.none) == (chosen, likely, False)


@pytest.mark.parametrize("text", ["1) nee 2) nee 3) nee 4) nee", "nee, nee, nee, nee", "1 nee 2 nee 3 nee 4 nee"])
def test_a_no_to_all_is_none(text: str) -> None:
    assert (said(text).chosen, said(text).none) == (None, True)


@pytest.mark.parametrize("seed", range(200))
def test_a_day_of_the_month_in_words_is_that_day_or_asked_about(seed: int) -> None:
    """Whatever was offered: `de elfde` is the moment of the 11th; no other day is ever taken for it."""
    dice = Random(seed)
    days = sorted(dice.sample(range(1, 31), dice.randint(2, 5)))
    options = tuple(FIRST + timedelta(day - 1) for day in days)
    word, day = dice.choice(sorted(spoken_ordinals().items()))
    read = said(dice.choice(("de {}", "{} graag", "de {} is goed", "Doe maar de {}")).format(word), options)
    if day > len(days):
        assert read.chosen == (days.index(day) if day in days else None)
        assert not read.none
    else:
        assert read.chosen == (None if day in days and days.index(day) != day - 1 else day - 1)
