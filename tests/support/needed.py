"""What a pattern cannot match without: whoever looks for a cheap part first must not pass by what the dear one finds."""

from __future__ import annotations

import re
from itertools import islice, product
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 20_000
_ANYTHING = "\0"


def never_without(pattern: re.Pattern[str], part: re.Pattern[str]) -> bool:
    """Whether every text that the pattern matches holds a match of the (plain) part; no where that cannot be told."""
    return _holds(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), part)


def _holds(items: Any, part: re.Pattern[str]) -> bool:
    spellings = list(islice(_spelt(items), _MOST + 1))
    if len(spellings) <= _MOST:
        return all(map(part.search, spellings))
    return any(_holds_one(code, value, part) for code, value in items)


def _holds_one(code: Any, value: Any, part: re.Pattern[str]) -> bool:
    if code is sre.SUBPATTERN:
        return _holds(value[-1], part)
    if code is sre.BRANCH:
        return all(_holds(one, part) for one in value[1])
    return code is sre.MAX_REPEAT and value[0] > 0 and _holds(value[2], part)


def _spelt(items: Any) -> Any:
    """Every text that it can be, with a mark where anything could stand."""
    return map("".join, product(*(list(islice(_one(code, value), _MOST + 1)) for code, value in items)))


def _one(code: Any, value: Any) -> Any:
    if code is sre.LITERAL:
        yield chr(value)
    elif code is sre.SUBPATTERN:
        yield from _spelt(value[-1])
    elif code is sre.BRANCH:
        for one in value[1]:
            yield from _spelt(one)
    elif code is sre.MAX_REPEAT and value[1] == 1:
        yield from ("", *_spelt(value[2])) if value[0] == 0 else _spelt(value[2])
    elif code is sre.MAX_REPEAT and value[0] > 0:
        yield from (f"{said}{_ANYTHING}" for said in _spelt(value[2]))
    elif code in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        yield ""
    else:
        yield _ANYTHING
