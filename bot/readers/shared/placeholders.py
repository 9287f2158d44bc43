"""The words that programs put into an empty form field; LibreOffice forgets that they are no answer."""

from __future__ import annotations

import re

PROMPT = re.compile(
    r"(klik (of tik|hier)|typ hier|vul hier|tik hier|click (or tap|here)|tap here|type here|enter text)\b.{0,60}"
    r"|(kies|selecteer) een (item|datum|optie|antwoord|keuze)\b.{0,20}"
    r"|kies( uw \w+)?|choose( your \w+)?"
    r"|(choose|select|pick) an? (item|date|option|answer)\b.{0,20}",
    re.IGNORECASE,
)


def is_prompt(text: str) -> bool:
    """Whether this only asks to be typed over."""
    return PROMPT.fullmatch(text.strip()) is not None


def answer(text: str) -> str:
    """The text, or nothing when it is a prompt."""
    return "" if is_prompt(text) else text
