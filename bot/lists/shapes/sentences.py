"""A letter's sentences that name a group and its people: `Voor de vakgroep vraag ik X (x@…) en Y (y@…).`"""

from __future__ import annotations

import re

from bot.core.list_context import ListContext
from bot.lists.words.groups import is_heading
from bot.lists.words.headings import heads

_LEADS = r"(?:voor|als|bij|uit|namens|onder|qua|from|as|for)"
_BOUNDARY = re.compile(rf"(?<=[\w)>]{{2}}[.;])\s+(?=(?:(?:en|verder|daarnaast|tot slot)\s+)?{_LEADS}\s)", re.IGNORECASE)
_LEAD = re.compile(
    rf"^(?:(?:en|verder|daarnaast|tot slot)\s+)?{_LEADS}\s+(?:(?:de|het|mijn|onze|the|my)\s+)?"
    r"(?P<group>[^@:(]{3,70}?)"
    r",?\s+(?:vraag|vroeg|vragen|heb|hebben|wil|kies|koos|nodig|noem|noemde|geef|zijn|is|graag|stel|zou|dacht|had|have"
    r"|ask|choose|chose|i|neem|nam)\b",
    re.IGNORECASE,
)


def sentences(text: str, context: ListContext) -> tuple[tuple[str, str | None], ...]:
    """Each part of a line with the heading that it brings itself: "" for one not understood, None for none."""
    return tuple((part, _heading(part, context)) for part in _BOUNDARY.split(text))


def _heading(sentence: str, context: ListContext) -> str | None:
    match = _LEAD.match(sentence)
    if not match:
        return None
    named = match["group"]
    if is_heading(named, context) or is_heading(named + ":", context):
        return named
    return "" if heads(named, context) or len(named.split()) <= 4 else None
