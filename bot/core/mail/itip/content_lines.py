"""The lines of a calendar: unfolded, and each a name with parameters and a value (RFC 5545 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_CHARACTERS = 200_000
MOST_LINES = 4_000
_FOLD = re.compile(r"\r?\n[ \t]")
_NAME = re.compile(r"\s*([A-Za-z0-9-]{1,60})(?=[;:])")
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]{1,60})\s*=\s*("[^"\n]{0,1000}"|[^";:\n]{0,1000})')


@dataclass(frozen=True, slots=True)
class ContentLine:
    """`name` and the names of the parameters are in capitals; a parameter that comes twice keeps its first value."""

    name: str
    value: str
    parameters: tuple[tuple[str, str], ...] = ()

    def parameter(self, name: str) -> str:
        """Its value without quotes, "" when it is not there."""
        return next((value for key, value in self.parameters if key == name), "")


def is_too_large(text: str) -> bool:
    """Whether nobody's calendar writes so much about one meeting."""
    return len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES


def content_lines(text: str) -> Iterator[ContentLine]:
    """Every line that is one; others are passed over."""
    for line in _FOLD.sub("", text[:MOST_CHARACTERS]).splitlines()[:MOST_LINES]:
        name = _NAME.match(line)
        if name is None:
            continue
        at, found = name.end(), list[tuple[str, str]]()
        while (parameter := _PARAMETER.match(line, at)) is not None:
            found.append((parameter[1].upper(), parameter[2].strip().strip('"')))
            at = parameter.end()
        if at < len(line) and line[at] == ":":
            yield ContentLine(name[1].upper(), line[at + 1 :].strip(), tuple(found))
