"""`koppel`: whom her words mean, also where several respondents share an address or a surname."""

from __future__ import annotations

import pytest
from support.trajects import context
from support.world import AT, JAN, NOW, SmallWorld, person, traject

from bot.core.decision import Retry
from bot.core.views import Phrase
from bot.core.world import NumberedQuestion
from bot.handlers.commands import koppel
from bot.handlers.steering.desk import Desk, Done

POLI = f"poli@{AT}"
PEOPLE = (
    person("piet", "Piet de Vries"),
    person("nadia", "Nadia Yıldız", POLI, "niet_artsen"),
    person("olga", "Olga Jansen", POLI, "artsen"),
    person("ruud", "Ruud Bos", "-"),
    person("hans", "H. Mulder"),
    person("hanna", "Hanna Mulder"),
)
ASKED = NumberedQuestion(
    12, "no-respondent", "mail/7/-", JAN, Phrase("no-respondent"), "Els <e@elders.example>", NOW, (), 7
)
WORLD = SmallWorld((traject(JAN, "Jan Bakker", *PEOPLE),), asked=(ASKED,))


def tied(words: str) -> Done:
    return koppel.run(("12", JAN, *words.split()), Desk(WORLD, context("2026-11-09 09:00")))


@pytest.mark.parametrize(
    ("words", "respondent", "group"),
    [
        pytest.param(f"piet@{AT}", "piet", "", id="by address"),
        pytest.param(f"PIET@{AT.upper()}", "piet", "", id="h12 by address in capitals"),
        pytest.param("Piet de Vries", "piet", "", id="by name"),
        pytest.param("P. de Vries", "piet", "", id="by initials"),
        pytest.param("Ruud Bos", "ruud", "", id="listed without an address"),
        pytest.param(f"{POLI} Olga Jansen", "olga", "", id="a shared address with a name"),
        pytest.param(f"{POLI} artsen", "olga", "artsen", id="a shared address with a group"),
        pytest.param("Nadia Yildiz", "nadia", "", id="by name alone, at a shared address"),
        pytest.param("Hanna Mulder", "hanna", "", id="a sure likeness before a thin one"),
        pytest.param("artsen", "", "artsen", id="a group only: the mail tells who"),
        pytest.param("", "", "", id="nobody: the mail tells who"),
    ],
)
def test_whom_she_means(words: str, respondent: str, group: str) -> None:
    done = tied(words)
    again = next(effect for effect in done.effects if isinstance(effect, Retry))
    assert done.done
    assert (again.respondent, again.group, again.by_her) == (respondent, group, True)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        pytest.param(POLI, "command.which-respondent", id="a shared address alone"),
        pytest.param("Mulder", "command.which-person", id="a surname that two bear"),
        pytest.param("Iemand Anders", "command.no-such-group", id="nobody listed"),
    ],
)
def test_what_is_not_clear_is_not_guessed(words: str, outcome: str) -> None:
    done = tied(words)
    assert (done.done, done.outcome.code) == (False, outcome)
    assert done.effects == ()
