"""She is away until a day, and back before it: read as meant, or nothing is done and she is told how to say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from support.caseload import VOUCHED, WORLD
from support.world import SmallWorld

from bot.core.decision import Absent
from bot.handlers.commands import command_of, verb_of
from bot.handlers.steering.desk import Desk, Done, split

TODAY = VOUCHED.today  # a Monday
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


class Away(SmallWorld):
    """She is away until next week."""

    def back_on(self) -> date | None:
        return TODAY + timedelta(7)


def said(line: str, *, away: bool = False) -> Done:
    command = command_of(line)
    assert command is not None
    world = Away(WORLD.trajects) if away else replace(WORLD)
    return command.run(split(line)[verb_of(line, command) :], Desk(world, VOUCHED))


def until(done: Done) -> list[date]:
    return [e.back_on for e in done.effects if isinstance(e, Absent)]


@pytest.mark.parametrize("days", [1, 2, 5, 6, 7])
@pytest.mark.parametrize("word", ["", "op ", "morgen"])
def test_a_day_alone_does_not_say_until_when(word: str, days: int) -> None:
    names = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
    day = TODAY + timedelta(1 if word == "morgen" else days)
    done = said(f"afwezig {word if word == 'morgen' else word + names[day.weekday()]}")
    assert (done.done, done.outcome.code, until(done)) == (False, "command.until-when", [])
    assert dict(done.outcome.values)["on"] == day.isoformat()


@pytest.mark.parametrize("seed", range(100))
def test_a_first_and_a_last_day_are_read_or_refused(seed: int) -> None:
    """One that begins today or before is an absence from now on; a later one is none, and she is told until when."""
    dice = Random(seed)
    first = TODAY + timedelta(dice.choice((0, 0, 1, 5, 20)))
    last = max(first, TODAY) + timedelta(dice.randint(2, 30))
    till = dice.choice(("tot", "tot en met", "t/m"))
    begin = "vandaag" if first == TODAY else f"{first.day} {MONTHS[first.month - 1]} {first.year}"
    done = said(
        f"afwezig {dice.choice(('van', 'vanaf', ''))} {begin} {till} {last.day} {MONTHS[last.month - 1]} {last.year}"
    )
    back = last if till == "tot" else last + timedelta(1)
    if first == TODAY:
        assert (done.outcome.code, until(done)) == ("command.away", [back])
    else:
        assert (done.done, done.outcome.code, until(done)) == (False, "command.away-later", [])
        assert dict(done.outcome.values)["on"] == back.isoformat()


ENDS = (
    *("aanwezig", "weer aanwezig", "Weer aanwezig.", "weer terug", "back", "aanwezig weer"),
    *("afwezig tot vandaag", "afwezig voorbij", "afwezig niet meer"),
)


@pytest.mark.parametrize("line", ENDS)
def test_an_absence_is_ended_early(line: str) -> None:
    done = said(line, away=True)
    assert (done.done, done.outcome.code, until(done)) == (True, "command.back", [TODAY])
    assert said(line).done is False


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("aanwezig vanaf maandag", "words-left"),
        ("afwezig van 1 tot 8 december", "away-later"),
        ("afwezig vanaf 1 december", "away-later"),
        ("afwezig tot 24 december en 3 januari", "words-left"),
        ("afwezig volgende week", "bad-date"),
        ("afwezig tot gisteren", "date-past"),
    ],
)
@pytest.mark.parametrize("away", [True, False])
def test_what_is_not_plain_changes_nothing(line: str, code: str, away: bool) -> None:
    done = said(line, away=away)
    assert (done.done, done.outcome.code, done.effects) == (False, f"command.{code}", ())
