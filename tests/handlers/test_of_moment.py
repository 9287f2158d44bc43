"""She answers a question about a moment with a day or a place: the button of that moment, or she is told to name it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from support.caseload import JAN_BAKKER, USUAL, WORLD
from support.world import JAN, NOW

from bot.core import buttons
from bot.core.views import Phrase
from bot.core.world import NumberedQuestion
from bot.handlers.her_word.answers.in_reply import whole
from bot.handlers.steering.desk import Desk, Done

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"),
    *("september", "oktober", "november", "december"),
)
PLACES = ("eerste", "tweede", "derde", "vierde")
CODES = ("unclear-date", "other-date", "no-date-suits", "date-taken", "calendar-counter")
TEN, ELEVEN = (datetime.fromisoformat(f"2026-12-{at}") for at in ("10 14:00", "11 09:30"))  # Thursday and Friday


def said(line: str, moments: tuple[datetime, ...], code: str = "unclear-date") -> str | Done:
    offers = (*(buttons.appointment(JAN, f"{at:%Y-%m-%d %H:%M}") for at in moments), buttons.dismiss())
    offers = buttons.numbered(offers, 12)
    asked = NumberedQuestion(12, code, f"mail/12/{JAN}", JAN, Phrase(code), "x", NOW, offers, 12)
    return whole(line, (asked,), Desk(replace(WORLD, trajects=(JAN_BAKKER,), asked=(asked,)), USUAL))


def command(at: datetime) -> str:
    return f"afspraak {JAN} {at:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("seed", range(300))
def test_the_moment_that_she_names_is_its_button_in_whatever_order_they_stand(seed: int) -> None:
    dice = Random(seed)
    days = sorted(dice.sample(range(2, 30), dice.randint(2, 4)))
    offered = tuple(datetime.combine(USUAL.today + timedelta(n), TEN.time()) for n in days)
    shown = tuple(dice.sample(offered, len(offered)))
    at, code = dice.choice(offered), dice.choice(CODES)
    day = f"{at.day} {MONTHS[at.month - 1]}"
    line = dice.choice(
        (day, f"{DAYS[at.weekday()]} {day}", f"doe maar {day}", f"{day} om 14.00 uur graag", f"{at:%Y-%m-%d}")
    )
    assert said(line, shown, code) == command(at), line
    named = said(DAYS[at.weekday()], shown, code)
    alone = sum(other.weekday() == at.weekday() for other in offered) == 1
    assert named == command(at) if alone else isinstance(named, Done)
    place = dice.randrange(len(offered))
    for by_place in (f"de {PLACES[place]}", f"{PLACES[place]} graag", str(place + 1), f"optie {place + 1}"):
        found = said(by_place, shown, code)
        if shown[place] == offered[place]:
            assert found == command(offered[place])
        else:
            assert isinstance(found, Done)
            assert found.outcome.code == "command.which-moment"


@pytest.mark.parametrize(
    "line",
    ["woensdag 16 december 14:00", "donderdag of vrijdag", "donderdag niet", "vrijdag, maar om 10 uur", "maandag"],
)
def test_another_moment_or_more_than_one_is_told(line: str) -> None:
    found = said(line, (TEN, ELEVEN))
    assert isinstance(found, Done)
    assert (found.done, found.outcome.code) == (False, "command.which-moment")


@pytest.mark.parametrize("line", ["status Bakker", "Bel hem eerst maar even op over die lunch", "afspraak vrijdag"])
def test_what_names_no_moment_stays_as_it_is(line: str) -> None:
    assert said(line, (TEN, ELEVEN)) == line
