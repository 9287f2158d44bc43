"""A specialist may be called like a month or a day: a word of the date is none of the name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.caseload import JAN_BAKKER, USUAL, WORLD
from support.world import JAN

from bot.core.traject.value import Person
from bot.handlers.steering.desk import Desk, split
from bot.handlers.steering.taking import About, a_traject


@pytest.mark.parametrize(
    ("name", "line", "rest"),
    [
        ("Jan Bakker", "Bakker 14 jan 10:00", "14 jan 10:00"),
        ("Jan Bakker", "Jan Bakker 14 jan 10:00", "14 jan 10:00"),
        ("Jan Bakker", "Bakker 13 jan. 10.00 uur", "13 jan. 10.00 uur"),
        ("Jan Bakker", "bakker tot 4 jan", "tot 4 jan"),
        ("Jan Bakker", "bakker 1 jan 2028", "1 jan 2028"),
        ("Jan Bakker", "4 jan bakker", "4 jan"),
        ("Jan Bakker", "4 jan jan bakker", "4 jan"),
        ("Jan Bakker", "met Bakker, Jan vandaag", "vandaag"),
        ("Jan Bakker", "bakker vier jan", "vier jan"),
        ("Lin Mei", "Mei 14 mei 10:00", "14 mei 10:00"),
        ("Lin Mei", "14 mei 10:00 Lin Mei", "14 mei 10:00"),
        ("Lin Mei", "mei tot 1 mei", "tot 1 mei"),
        ("Lin Mei", "dr. Mei op 3 mei", "op 3 mei"),
        ("Roos Zondag", "Zondag zondag 13 december", "zondag 13 december"),
        ("Roos Zondag", "Zondag tot zondag", "tot zondag"),
        ("Roos Zondag", "Roos Zondag 13 december 10:00", "13 december 10:00"),
        ("Juni de Wit", "de Wit 4 juni", "4 juni"),
        ("Anna de Vries", "de Vries vr 11 dec 10:00", "vr 11 dec 10:00"),
        ("Anna de Vries", "vr 11 dec 10:00 de Vries", "vr 11 dec 10:00"),
    ],
)
@pytest.mark.parametrize("by", ["name", "reply", "reference"])
def test_a_word_of_the_date_is_none_of_the_name(name: str, line: str, rest: str, by: str) -> None:
    one = replace(JAN_BAKKER, specialist=Person(name, JAN_BAKKER.specialist.address), respondents=())
    desk = Desk(replace(WORLD, trajects=(one,)), USUAL, about=JAN if by == "reply" else "")
    found = a_traject(split(f"{JAN} {line}" if by == "reference" else line), desk)
    assert isinstance(found, About)
    assert " ".join(found.rest) == rest


@pytest.mark.parametrize(("name", "line"), [("Lin Mei", "14 mei 10:00"), ("Roos Zondag", "zondag 13 december 10:00")])
def test_in_reply_the_date_stays_whole_where_no_name_is_said(name: str, line: str) -> None:
    one = replace(JAN_BAKKER, specialist=Person(name, JAN_BAKKER.specialist.address), respondents=())
    found = a_traject(split(line), Desk(replace(WORLD, trajects=(one,)), USUAL, about=JAN))
    assert isinstance(found, About)
    assert " ".join(found.rest) == line
