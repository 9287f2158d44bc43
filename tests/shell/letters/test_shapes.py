"""A mail's Markdown is read once for each shape; what comes out is what reading it whole gives."""

from __future__ import annotations

import random
import re

import pytest

from bot.shell.letters import as_html
from bot.shell.letters.as_html import converted
from bot.shell.letters.marked import Mark, marked, shaped, written

_OURS = (
    "Geachte ",
    "**let op** ",
    "\n\n",
    "\n",
    "* ",
    "\n* ",
    "1. ",
    "`status` ",
    "# ",
    "\n| a | b |\n|---|---|\n| ",
    " | ",
    " |\n",
    "> ",
    "---\n",
    "",
)
_SAID = (
    "Jan",
    "*ster*",
    "# kop",
    "<b>",
    "a|b",
    "1. een",
    "`x`",
    "T-7KQFK",
    "€ 250",
    "",
    "–",
    "- ",
    "[x](http://y)",
    "\\",
    "é\u200d",
)


def whole(markdown: str) -> str:
    """As Markdown is read with the values in it."""
    return written(as_html._ALONE.sub(r"\1", as_html._MARKDOWN.render(markdown)), as_html._write)


@pytest.mark.parametrize("seed", range(300))
def test_a_shape_gives_what_the_whole_text_gives(seed: int) -> None:
    chance = random.Random(seed)
    source = ""
    for _ in range(chance.randint(1, 25)):
        source += chance.choice(_OURS)
        if chance.random() < 0.6:
            source += marked(chance.choice(_SAID), Mark.VALUE)
        if chance.random() < 0.1:
            source += marked(f"een\n  {chance.choice(_SAID)}", Mark.LINES)
        if chance.random() < 0.1:
            source += marked("Ja\nja\nmailto:x\nStuur", Mark.BUTTON) + "\n"
    assert converted(source) == whole(source)


def test_a_shape_holds_no_value() -> None:
    shape, said = shaped(f"Geachte {marked('Jan Bakker', Mark.VALUE)},\n\n{marked('zijn woorden', Mark.LINES)}")
    assert said == ("Jan Bakker", "zijn woorden")
    assert re.sub("[\ue000-\uf8ff]+", "…", shape) == "Geachte …,\n\n…"
    assert written(shape, lambda _, number: number) == "Geachte 0,\n\n1"
