"""A command that she writes as an item of a list is the same command; a number before an answer tells which question."""

from __future__ import annotations

import pytest
from support.world import mail

from bot.handlers.her_word.lines import lines_of

ITEMS = ("- ", "• ", "* ", "– ", "1. ", "1) ", "(2) ", "12. ")


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("order", ["pauzeer Bakker tot 1 december", "status", "Herinner: Piet Smit", "koppel 3"])
def test_an_item_is_the_command(item: str, order: str) -> None:
    hers = mail("A. de Vries <a.devries@praktijk.example>", subject="", text=f"{item}{order}")
    assert lines_of(hers) == (order,)


@pytest.mark.parametrize("line", ["1. ja", "2) nee", "3 Peer Smit", "- nee", "1. de eerste graag"])
def test_what_is_no_command_stays_as_it_is(line: str) -> None:
    hers = mail("A. de Vries <a.devries@praktijk.example>", subject="", text=line)
    assert lines_of(hers) == (line,)
