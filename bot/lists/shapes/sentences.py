"""A letter's sentences that name a group and its people: `Voor de vakgroep vraag ik X (x@…) en Y (y@…).`"""

from __future__ import annotations

import re

from bot.core.list_context import ListContext
from bot.lists.words.groups import is_heading
from bot.lists.words.headings import heads

_LEADS = (
    r"(?:(?:en|verder|daarnaast|tot slot|tenslotte|ook)\s+)?"
    r"(?:voor|als|bij|uit|namens|onder|qua|binnen|from|as|for)"
)
_BOUNDARY = re.compile(
    r"(?<=[^\s.]{3}\.)(?<!\bprof\.)(?<!\bdrs\.)(?<!\bmevr\.)(?<!\bdhr\.)(?<!\bing\.)\s+(?=[A-Z0-9])|(?<=[)>]\.)\s+"
)
_VERBS = (
    r"(?:vraag|vroeg|vragen|heb|hebben|wil|willen|kies|koos|nodig|noem|noemde|geef|zijn|is|graag|stel|zou|dacht|had|neem"
    r"|nam|i ask|i choose|i chose|i have|selecteer|benader)"
)
_LEAD = re.compile(
    rf"^{_LEADS}\s+(?:(?:de|het|mijn|onze|the|my)\s+)?"
    rf"(?P<group>(?:[^@()]|\([^@()]*\)|\b\w\)){{3,90}}?)[,:]?\s+{_VERBS}(?=\s)",
    re.IGNORECASE,
)
_COLON = re.compile(r"([^@:()]{2,60}):\s+(.*)", re.DOTALL)
_BEGINS = re.compile(rf"^{_LEADS}\s", re.IGNORECASE)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a line with addresses; the point of an initial or a title ends none."""
    parts: list[str] = []
    for part in _BOUNDARY.split(text):
        if parts and "@" not in parts[-1]:
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return tuple(parts)


def heading_in(sentence: str, context: ListContext) -> tuple[str | None, str]:
    """The heading that a sentence brings itself, "" for one not understood and None for none, and what follows it."""
    match = _LEAD.match(sentence)
    if match:
        named = match["group"].strip()
        if is_heading(named, context) or is_heading(named + ":", context):
            return named, sentence[match.end() :]
        return ("", sentence[match.end() :]) if heads(named, context) or len(named.split()) <= 4 else (None, sentence)
    colon = _COLON.match(sentence)
    if colon and _BEGINS.match(sentence) and is_heading(colon[1] + ":", context):
        return colon[1], colon[2]
    before = " ".join(sentence.partition("@")[0].split()[:6])
    return "" if _BEGINS.match(sentence) and heads(before, context) else None, sentence


def leads(sentence: str) -> bool:
    """Whether a sentence names a group with a verb: `Voor de vakgroep vraag ik …`."""
    return _LEAD.match(sentence) is not None


def rejoined(lines: list[str]) -> list[str]:
    """The lines with a sentence that goes on over the next ones on one line."""
    whole: list[str] = []
    for line in lines:
        if whole and line.strip() and _goes_on(whole[-1].strip()):
            whole[-1] = f"{whole[-1].rstrip()} {line.strip()}"
        else:
            whole.append(line)
    return whole


def _goes_on(above: str) -> bool:
    return bool(_LEAD.match(above)) and not above.endswith((".", ":", "!", "?"))
