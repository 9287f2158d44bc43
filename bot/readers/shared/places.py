"""Unseen marks that travel with a text while it is put together, so that what was met on the way keeps its place.

They are control characters that no XML holds and that every cleaning takes out.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace

from bot.core.documents import Addition, Field

_OPEN, _CLOSE, _AT = "\x01", "\x02", "\x03"
_DIGITS = "\x04\x05\x06\x07\x08"
_MARK = re.compile(f"([{_OPEN}{_AT}])([{_DIGITS}]+)|{_CLOSE}")
_ORDINARY = {0xA0: " ", 0x2028: "\n", 0x2029: "\n"}


@dataclass(slots=True)
class Places:
    """Numbers what is met: fields by their order, all else by what it is."""

    met: dict[Hashable, int] = field(default_factory=dict)

    def at(self, what: Hashable) -> str:
        """The mark of something that stands here; what is met again reaches to there."""
        return _AT + _number(self.met.setdefault(what, len(self.met)))

    def read(self, text: str) -> Marked:
        """The text without what stands in its fields, and where everything stands."""
        printed, open_, seen = "", 0, 0
        fields: dict[int, int] = {}
        others: dict[int, tuple[int, int]] = {}
        for mark in _MARK.finditer(text):
            printed += "" if open_ else text[seen : mark.start()]
            seen, at = mark.end(), len(printed)
            if mark[1] == _AT:
                first, _ = others.get(number := _value(mark[2]), (at, at))
                others[number] = (first, at)
            elif mark[1] == _OPEN:
                fields[_value(mark[2])], open_ = at, open_ + 1
            else:
                open_ = max(0, open_ - 1)
        printed += text[seen:]
        places = {what: others[number] for what, number in self.met.items() if number in others}
        return Marked(printed.translate(_ORDINARY), fields, places)


@dataclass(frozen=True, slots=True)
class Marked:
    """`printed` is the text without what stands in its fields; places count its characters."""

    printed: str
    fields: Mapping[int, int]
    others: Mapping[Hashable, tuple[int, int]]

    def placed(self, found: list[Field]) -> list[Field]:
        """The fields with their places."""
        return [replace(one, at=self.fields.get(number, -1)) for number, one in enumerate(found)]

    def added(self, what: Hashable, addition: Addition) -> Addition:
        """The addition with its place."""
        at, to = self.others.get(what, (-1, -1))
        return replace(addition, at=min(at + 1, to), to=to)  # a title that it begins with is inside


def around(number: int, lines: list[str]) -> list[str]:
    """The lines of the field with this number."""
    made = lines or [""]
    made = [f"{_OPEN}{_number(number)}{made[0]}", *made[1:]]
    return [*made[:-1], made[-1] + _CLOSE]


def _number(number: int) -> str:
    digits = _DIGITS[number % 5]
    while number := number // 5:
        digits = _DIGITS[number % 5] + digits
    return digits


def _value(digits: str) -> int:
    found = 0
    for one in digits:
        found = 5 * found + _DIGITS.index(one)
    return found
