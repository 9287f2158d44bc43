"""A name as address books and mail programs display it: without what they put around it."""

from __future__ import annotations

import re

from bot.core.list_context import ListContext
from bot.lists.words.functions import is_function

_BESIDE = re.compile(r"(?<=[\w.’'])(\s*)[(\[]([^()\[\]@]*)[)\]]")
_UNIT = re.compile(r"\s+[-–|]\s+([A-Z]{2,5}\d?)(?=\s*(?:$|[,;<|(]))")


def without_extras(chunk: str, context: ListContext) -> str:
    """`Lam-de Boer, O.P. (Otto) - CAR` without first name in brackets and department."""

    def beside(match: re.Match[str]) -> str:
        inner = match[2].strip()
        lone = len(inner.split()) == 1 and inner[:1].isupper() and not is_function(inner, context)
        return " " if lone else match[0]

    def unit(match: re.Match[str]) -> str:
        return match[0] if is_function(match[1], context) else " "

    return _UNIT.sub(unit, _BESIDE.sub(beside, chunk))
