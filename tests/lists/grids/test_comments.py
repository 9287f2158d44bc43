"""A comment inside an address (RFC 5322, 3.2.2) is no part of it, in a list as in a header."""

from __future__ import annotations

import pytest
from support.listing import CONTEXT

from bot.core.mail.mailboxes import mailboxes
from bot.lists import respondents

MEANT = "jan@ziekenhuis.example"
WAYS = (
    "jan@(x)ziekenhuis.example",
    "jan(werk)@ziekenhuis.example",
    "jan@ziekenhuis(x).example",
    "jan@ziekenhuis.(x)example",
)
DOUBTS = ("jan @ (oud) ziekenhuis.example", "jan@((x))ziekenhuis.example", "jan@(een oud)ziekenhuis.example")


@pytest.mark.parametrize(
    "shape", ["Naam;E-mail;Groep\nJan Post;{};artsen", "Jan Post, {}, artsen", "Artsen:\nJan Post <{}>"]
)
@pytest.mark.parametrize("way", WAYS)
def test_it_is_left_out_where_it_is_standard(way: str, shape: str) -> None:
    (row,) = respondents(shape.format(way), (), CONTEXT).rows
    assert (row.address, row.problem) == (MEANT, None)
    assert [a.address for a in mailboxes(f"Jan Post <{way}>").addresses] == [MEANT]


@pytest.mark.parametrize("way", DOUBTS)
def test_otherwise_it_is_a_doubt(way: str) -> None:
    (row,) = respondents(f"Naam;E-mail;Groep\nJan Post;{way};artsen", (), CONTEXT).rows
    assert row.problem is not None


@pytest.mark.parametrize("beside", [f"{MEANT} (werk)", f"({MEANT})", f"(arts) {MEANT}"])
def test_what_stands_beside_an_address_stays_beside_it(beside: str) -> None:
    (row,) = respondents(f"Artsen:\nJan Post {beside}", (), CONTEXT).rows
    assert (row.address, row.problem) == (MEANT, None)
