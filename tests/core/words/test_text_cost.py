"""What plain texts cost: beyond what anybody types, more of it costs hardly more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from support.cost import at_most

from bot.core.mail.machine.absence import last_day
from bot.core.mail.reply.quotation import new_text
from bot.core.words import phrases
from bot.core.words.taking_back import disowning, withdrawal

TODAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("7", id="h84-digits"),
        pytest.param("woord ", id="h84-words"),
        pytest.param("Op 3 maart schreef Jan: \n", id="h84-introductions"),
        pytest.param("12. ja\n", id="h84-items"),
        pytest.param("beste ", id="h84-greetings"),
    ],
)
@pytest.mark.parametrize(
    "read",
    [
        pytest.param(phrases.declines, id="declines"),
        pytest.param(withdrawal.withdraws, id="withdraws"),
        pytest.param(disowning.disowns, id="disowns"),
        pytest.param(disowning.encloses_own, id="encloses-own"),
        pytest.param(phrases.asks_status, id="asks-status"),
        pytest.param(lambda text: phrases.asks_for_traject("Vraag", text), id="asks-for-traject"),
        pytest.param(lambda text: last_day(text, TODAY), id="last-day"),
    ],
)
def test_what_nobody_types_is_not_read_to_its_end(read: Callable[[str], object], unit: str) -> None:
    size = 20_000
    some, much = unit * (size // len(unit)), unit * (10 * size // len(unit))
    assert at_most(4, lambda: read(much + "!"), lambda: read(some + "!"))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(" " * 280 + "\n", id="h84-blanks"),
        pytest.param("From: x\n", id="h84-header-lines"),
        pytest.param("Op 3 maart 2026 schreef\n", id="h84-introductions"),
    ],
)
def test_lines_that_look_like_the_end_cost_about_what_others_cost(line: str) -> None:
    other = "x" * (len(line) - 1) + "\n"
    size = 100_000 // len(line)
    assert at_most(30, lambda: new_text(line * size), lambda: new_text(other * size))
