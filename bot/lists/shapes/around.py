"""What stands around a line: its block, the line below it, notes, and whether functions have lines of their own."""

from __future__ import annotations

import re
from itertools import groupby

from bot.core.list_context import ListContext
from bot.lists.words.headings import is_ones_function
from bot.lists.words.withheld import is_withheld
from bot.lists.words.words import BULLET

_NOTE = re.compile(
    r"\((?-i:[a-z])[^()]*\)"
    r"|[*>\-–→ ]*(?:let op|n\.?b\.?|noot|opmerking|toelichting|werkt|is|heeft|weet|wordt|komt|zit|gaat|kan|wil|zal|was"
    r"|had|akkoord|toegezegd|(?:nog )?niet gesproken|big|op \d{1,2}|met verlof|met vakantie|op vakantie|ziek)(?!\w).*",
    re.IGNORECASE,
)


def is_note(text: str) -> bool:
    """Whether a line right below a person says something about that person: `(met verlof)`, `werkt op maandag`."""
    return _NOTE.fullmatch(text) is not None and not text.endswith(":")


def is_refusal(text: str) -> bool:
    """Whether such a line says not to ask that person: `Vervalt`, `doet niet mee.`"""
    return len(text.split()) <= 12 and is_withheld(text) and not text.endswith(":")


def blocks(lines: list[str]) -> list[bool]:
    """For each line, whether it stands in one block (no blank line between) with an address."""
    found: list[bool] = []
    for filled_, run in groupby(lines, key=lambda line: bool(line.strip())):
        block = list(run)
        found += [filled_ and any("@" in line for line in block)] * len(block)
    return found


def are_apart(lines: list[str], context: ListContext) -> bool:
    """Whether at least half of the people have their function on a line of its own."""
    alone = sum("@" not in line and is_ones_function(BULLET.sub("", line.strip()), context) for line in lines)
    return 2 * alone >= sum("@" in line for line in lines)


def ahead(lines: list[str]) -> list[str]:
    """For each line the next one that is not blank."""
    found: list[str] = []
    following = ""
    for line in reversed(lines):
        found.append(following)
        following = line if line.strip() else following
    return found[::-1]
