"""The day among the words of a command: every form she may write, against random days of known truth."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from bot.core.words.moments.days import Problem, a_day

TODAY = date(2026, 11, 27)  # a Friday
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
SHORT = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]


@pytest.mark.parametrize(
    ("words", "on", "rest"),
    [
        ("donderdag 10 december 14.00", "2026-12-10", "14.00"),
        ("volgende week dinsdag", "2026-12-01", ""),
        ("dinsdag over een week", "2026-12-08", ""),
        ("maandag volgende week", "2026-11-30", ""),
        ("12-2", "2027-02-12", ""),
        ("T-ABCDE op 10 dec. om 9:30", "2026-12-10", "T-ABCDE om 9:30"),
        ("Piet de Vries op woensdag", "2026-12-02", "Piet de Vries"),
        ("10.12.2026 10.30", "2026-12-10", "10.30"),
        ("29 februari", "2028-02-29", ""),
        ("Dec 10, 2026", "2026-12-10", ""),
        ("morgenmiddag 14 uur", "2026-11-28", "14 uur"),
        ("over twee weken", "2026-12-11", ""),
        ("een week geleden", "2026-11-20", ""),
        ("afgelopen maandag", "2026-11-23", ""),
        ("10 december '26", "2026-12-10", ""),
        ("10-12 14:00", "2026-12-10", "14:00"),
    ],
)
def test_what_people_write(words: str, on: str, rest: str) -> None:
    found = a_day(tuple(words.split()), TODAY, ahead=True)
    assert (str(found.on), " ".join(found.rest), found.problem) == (on, rest, None)


@pytest.mark.parametrize("words", ["14.00", "10.30", "'s morgens 9 uur", "zo niet", "mei", "Piet de Vries", "2 a", "4"])
def test_what_is_no_day(words: str) -> None:
    assert a_day(tuple(words.split()), TODAY).said == ""


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("31 februari", Problem.IMPOSSIBLE),
        ("2026-13-01", Problem.IMPOSSIBLE),
        ("40/12", Problem.IMPOSSIBLE),
        ("vrijdag 10 december", Problem.OTHER_WEEKDAY),
        ("maandag 2026-12-10", Problem.OTHER_WEEKDAY),
    ],
)
def test_what_looks_like_a_day_and_is_none(words: str, problem: Problem) -> None:
    assert a_day(tuple(words.split()), TODAY).problem is problem


@pytest.mark.parametrize("seed", range(200))
def test_any_day_in_any_form_among_other_words(seed: int) -> None:
    draw = Random(seed)
    on = TODAY + timedelta(draw.randrange(1, 300))
    year, weekday = draw.choice(["", f" {on.year}"]), draw.choice(["", f"{DAYS[on.weekday()]} "])
    form = draw.choice(
        [
            f"{weekday}{on.day} {MONTHS[on.month - 1]}{year}",
            f"{weekday}{on.day} {SHORT[on.month - 1]}{draw.choice(['', '.'])}{year}",
            f"{weekday}{on.isoformat()}",
            f"{weekday}{on.day}-{on.month}-{on.year}",
            f"{weekday}{on.day}/{on.month}",
            f"{on.day}-{on.month}-{on.year % 100:02}",
            f"{on.day:02}.{on.month:02}.{on.year}",
        ]
    )
    before, after = (
        draw.choice([(), ("T-9R59F",), ("Bakker",)]),
        draw.choice([(), ("14.00",), ("om", "9:30"), ("spoed",)]),
    )
    written = draw.choice([str.lower, str.upper, str.title])(form)
    found = a_day((*before, *written.split(), *after), TODAY, ahead=True)
    assert (found.on, found.rest, found.problem) == (on, (*before, *after), None)


@pytest.mark.parametrize("ago", [1, 20, 59])
def test_without_a_year_the_nearest_day_is_meant_unless_it_is_to_come(ago: int) -> None:
    on = TODAY - timedelta(ago)
    words = (str(on.day), MONTHS[on.month - 1])
    assert a_day(words, TODAY).on == on
    assert a_day(words, TODAY, ahead=True).on == date(on.year + 1, on.month, on.day)
