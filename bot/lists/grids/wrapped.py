"""Lines that a mail program broke in the middle of a person, put together again."""

from __future__ import annotations

import re

from bot.core.list_context import ListContext
from bot.core.people.name_words import is_particle
from bot.lists.grids.spans import addresses
from bot.lists.words.functions import is_function
from bot.lists.words.words import BULLET

_LONG = 50  # a line that was broken by a program is at least this long


def unwrapped(lines: list[str], context: ListContext) -> list[str]:
    """The lines with those joined that belong together."""
    whole: list[str] = []
    for line in lines:
        if whole and _goes_on(whole[-1].strip(), line.strip(), context):
            whole[-1] = f"{whole[-1].rstrip()} {line.strip()}"
        else:
            whole.append(line)
    return whole


def _goes_on(above: str, line: str, context: ListContext) -> bool:
    if not above or not line or "@" not in line or BULLET.match(line):
        return False
    if re.match(r"<[^<>\s]+@", line):  # the name is above
        return not above.endswith((">", ":", ";", ","))
    spans = addresses(above) if "@" in above and len(above) >= _LONG else ()
    left = above[spans[-1][1] :] if spans else ""
    told = is_function(left, context)  # `…@z.nl, psychiater` is whole
    return bool(re.search(r"\w", left)) and not told and left.count(",") <= 1 and is_particle(line.split()[0])
