"""Several commands in one line: `status T-… en herinner Piet`. Each is carried out where all of them can be, one after
the other; else nothing of the line is.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.handlers.commands import command_of, probed, start, toch_niet
from bot.handlers.her_word.lines import each_number
from bot.handlers.her_word.spoken import in_figures
from bot.handlers.steering.desk import Desk, Done
from bot.handlers.steering.options import is_option

_SIGNS = (",", ";", ".")
_BETWEEN = frozenset(("en", "and", "&", "+", "daarna", "dan", "then", "ook", "also", "plus"))


@dataclass(frozen=True, slots=True)
class PartRefused:
    """The part of a line that cannot be carried out, and why."""

    part: str
    why: Done


def apart(line: str, desk: Desk) -> tuple[str, ...] | PartRefused:
    """The lines to be carried out for this one: more where it names several numbers, or holds several commands."""
    parts, alone = _parts(line), each_number(line)
    if len(parts) == 1:
        return alone
    singles = tuple(single for part in parts for single in each_number(in_figures(part)))
    wrong = _first_refused(singles, desk)
    if wrong is None:
        return singles
    return alone if _first_refused(alone, desk) is None else wrong


def _parts(line: str) -> tuple[str, ...]:
    """Split where a verb stands behind a comma or an *en*. *Toch niet* keeps, whatever else is in its line."""
    words, begin, found = line.split(), 0, list[str]()
    if command_of(line) in (None, toch_niet):
        return (line,)
    for at in range(1, len(words)):
        parted = words[at - 1].endswith(_SIGNS) or words[at - 1].casefold() in _BETWEEN
        behind = " ".join(words[at:])
        if parted and command_of(behind) is not None and not (command_of(line) is start and is_option(behind)):
            found.append(_without_end(words[begin:at]))
            begin = at
    return (*(one for one in found if one), _without_end(words[begin:])) if found else (line,)


def _without_end(words: list[str]) -> str:
    """Without the word that only leads to what follows."""
    while words and words[-1].casefold() in _BETWEEN:
        words = words[:-1]
    return " ".join(words).rstrip("".join(_SIGNS))


def _first_refused(lines: tuple[str, ...], desk: Desk) -> PartRefused | None:
    for line in lines:
        result = probed(line, desk)
        if not (result.done or result.asks):
            return PartRefused(line, result)
        desk = desk.after(result)
    return None
