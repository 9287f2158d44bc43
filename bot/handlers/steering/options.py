"""The options of `start`: words of hers alone, which a stranger's name must not bring in (h107)."""

from __future__ import annotations

import re

from bot.core.words.moments.written_dates import MONTHS, WEEKDAYS

OPTIONS = re.compile(
    r"(?i)\b(?P<rush>spoed|rush|urgent)\b|\b(?P<employed>(?:in\s+)?loondienst|employed|employee)\b|\btype\s+(?P<type>[\w-]+)|\b(?:taal|language)\s+(?P<language>nl|en)\b"
    r"|\b(?:gesprek\s+)?(?:v[oó][oó]r|before)\s+(?P<before>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})"
)
_DAYS = "|".join(name for names in WEEKDAYS for name in names.split())
_MONTHS = "|".join(name for names in MONTHS for name in names.split())
BEFORE = re.compile(
    r"(?i)\b(?:gesprek|conversation|interview)\s+(?:(?:moet|liefst|graag|uiterlijk|is)\s+)*(?:v[oó]{1,2}r|before|by)\b\s*|"
    r"\b(?:(?:liefst|graag|uiterlijk)\s+)*(?:v[oó]{1,2}r|uiterlijk|before|by)\s+(?:(?:op|de|het|the)\s+)?"
    rf"(?=\d|(?:{_DAYS}|{_MONTHS})\b(?!\s+[^\W\d])|eind|begin\b|half\b|kerst|feestdag|nieuwjaar|volgende|komende|over\b)"
)
"""How she says by when, the date in any form behind it; a name behind *voor* is none."""
_CUT = re.compile(re.sub(r"\?P<\w+>", "?:", OPTIONS.pattern))


def without_options(name: str) -> str:
    """A stranger's name up to what `start` would take for an option, or behind that where it begins with one."""
    before, *behind = _CUT.split(name)
    if not behind:
        return name
    kept = before if re.search(r"\w", before) else " ".join(behind)
    return re.sub(r"(?i)(?:[\W_]|\b(?:met|with|en|and)\b)+$|^[\W_]+", "", kept)


def is_option(line: str) -> bool:
    """`gesprek vóór 18 december`, which is said of a `start` and is no line of its own."""
    return OPTIONS.match(line) is not None or ((found := BEFORE.match(line)) is not None and bool(line[found.end() :]))
