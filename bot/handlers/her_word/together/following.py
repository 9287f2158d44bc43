"""A line under a command that is no command: the two are carried out as one where that can be; where the line denies or
limits the command, or the command is the mail's subject, else nothing of it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.views import CommandLine
from bot.core.words.prose.courtesy import is_pleasant
from bot.core.world import Confirmation
from bot.handlers.commands import (
    command_of,
    formulier,
    lijst,
    nearest,
    probed,
    start,
    toch_niet,
    vasthouden,
    verklaring,
    verslag,
)
from bot.handlers.commands import help as help_page
from bot.handlers.her_word.refusal import is_answer
from bot.handlers.her_word.several import PartRefused, apart
from bot.handlers.her_word.together.limits import denies, hurries, is_courtesy, is_signature, limits
from bot.handlers.her_word.together.twice import said_twice
from bot.handlers.steering.desk import Command, Desk, failed, line_of
from bot.handlers.steering.options import is_option

_ALWAYS: tuple[Command, ...] = (toch_niet, help_page)
"""Carried out whatever stands below: it keeps, or it only tells."""
_ABOUT_A_FILE: tuple[Command, ...] = (verslag, verklaring, formulier, lijst)
"""What stands below is the letter that goes with the file, or the list."""
_OWN_WORDS: tuple[Command, ...] = (vasthouden,)
"""Takes any words: only what limits or explains it is hers to add."""
_OF_A_LETTER = 6


@dataclass(frozen=True, slots=True)
class Together:
    """The lines to be carried out, and those of which nothing is done."""

    lines: tuple[str, ...] = ()
    refused: tuple[CommandLine, ...] = ()


def together(lines: tuple[str, ...], heading: str, asked: Confirmation | None, desk: Desk) -> Together:
    """The lines of a mail, each command with what belongs to it; `heading` is the command in its subject."""
    groups: list[list[str]] = []
    for line in lines:
        if not groups or (
            command_of(line) is not None and not (command_of(groups[-1][0]) is start and is_option(line))
        ):
            groups.append([line])
        else:
            groups[-1].append(line)
    found, before = Together(), desk
    for head, *below in groups:
        command = command_of(head)
        if command is None or not below or (asked is not None and any(map(is_answer, below))):
            one = Together((head, *below))
        else:
            one = _one(command, head, tuple(below), desk, strict=head == heading)
        found = Together((*found.lines, *one.lines), (*found.refused, *one.refused))
        if len(groups) > 1:
            desk = _after(one.lines, desk)
    twice = said_twice(found.lines, before)
    kept = tuple(line for line in found.lines if all(line != one.line for one in twice))
    return Together(kept, (*found.refused, *twice))


def _one(command: Command, head: str, below: tuple[str, ...], desk: Desk, *, strict: bool) -> Together:
    said = tuple(line for line in below if not is_courtesy(line))
    others = () if strict else tuple(line for line in below if line not in said and not is_pleasant(line))
    if is_signature(said[-1:], below) and not _can_be(f"{head} {below[-1]}", command, (), desk, strict=True):
        said = said[:-1]
    if command in _ALWAYS:
        return Together((head, *(() if strict else below)))
    if command in _ABOUT_A_FILE:
        against = tuple(line for line in said if denies(line) and len(line.split()) <= _OF_A_LETTER)
        return _refused(command, head, against) if against else Together((head, *(() if strict else below)))
    if len(said) > 1 and _can_be(" ".join((head, *said)), command, said, desk, strict=strict):
        return Together((" ".join((head, *said)), *others))
    whole, left = head, list[str]()
    for line in said:
        if _can_be(f"{whole} {line}", command, (line,), desk, strict=strict):
            whole = f"{whole} {line}"
        elif hurries(line):
            continue
        elif strict or limits(line):
            return _neither(command, head, said, desk)
        else:
            left.append(line)
    return Together((whole, *left, *others))


def _neither(command: Command, head: str, said: tuple[str, ...], desk: Desk) -> Together:
    """Nothing is done; where the command cannot be by itself either, it says best what is lacking."""
    alone = _can_be(head, command, (), desk, strict=True)
    return _refused(command, head, said) if alone else Together((" ".join((head, *said)),))


def _refused(command: Command, head: str, said: tuple[str, ...]) -> Together:
    why = failed("command.not-whole", words=" / ".join(said), nearest=command.USAGE)
    return Together((), (line_of(head, why),))


def _can_be(line: str, command: Command, added: tuple[str, ...], desk: Desk, *, strict: bool) -> bool:
    """Whether the command and what stands below are understood as one."""
    mistyped = any(nearest(one) for one in added)
    if (mistyped or command in _OWN_WORDS) and not strict and not all(map(limits, added)):
        return False
    singles = apart(line, desk)
    if isinstance(singles, PartRefused):
        return False
    for single in singles:
        result = probed(single, desk)
        if not (result.done or result.asks):
            return False
        desk = desk.after(result)
    return True


def _after(lines: tuple[str, ...], desk: Desk) -> Desk:
    """The desk once these lines were carried out."""
    for line in lines:
        if command_of(line) is not None and (result := probed(line, desk)).done:
            desk = desk.after(result)
    return desk
