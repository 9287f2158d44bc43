"""Formatting that means something, in every kind of file: nobody is lost, nobody who was struck out is listed."""

from __future__ import annotations

import random

import pytest
from support.formatted import Formatted, as_docx, as_html, as_ods, as_xlsx, formatted
from support.listing import CONTEXT, plain

from bot.core.documents import Document
from bot.core.mail.markup.html import to_text
from bot.core.people.names import tidy
from bot.lists import respondents
from bot.readers import read

KINDS = ("xlsx", "ods", "docx", "html", "html file")


def rows(kind: str, found: Formatted, choice: random.Random) -> list[tuple[str, str, str, str]]:
    text, documents = "", tuple[Document, ...]()
    if kind == "html":
        text = to_text(as_html(found, choice))
    elif kind == "html file":
        documents = (read(as_html(found, choice).encode(), "lijst.html"),)
    else:
        write = {"xlsx": as_xlsx, "ods": as_ods, "docx": as_docx}[kind]
        documents = (read(write(found, choice), f"lijst.{kind}"),)
    return plain(respondents(text, documents, CONTEXT))


@pytest.mark.parametrize("kind", KINDS)
def test_random_lists(kind: str) -> None:
    choice = random.Random(f"formatting {kind}")
    for number in range(40):
        found = formatted(choice, hides=kind in ("xlsx", "ods"))
        read_ = rows(kind, found, choice)
        expected = [
            (tidy(one.name), one.address, one.group, "hidden" if one.hidden else "")
            for one in found.people
            if not one.struck
        ]
        assert [r for r in read_ if r[0] or r[1]] == expected, (number, found)
        assert all(r[3] for r in read_ if not r[0]), "what is left of a struck-out row is a doubt at most"
