"""Two lines of one mail that say another thing of one traject, where only the last would hold."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.views import CommandLine
from bot.handlers.commands import adres, afspraak, command_of, gesprek, herregistratie, plan, probed, verb_of
from bot.handlers.her_word.several import PartRefused, apart
from bot.handlers.steering.desk import Command, Desk, failed, in_full, line_of, split

_HOLDS_ONE: tuple[Command, ...] = (afspraak, plan, gesprek, herregistratie, adres)
"""What a traject has one of."""


def said_twice(lines: tuple[str, ...], desk: Desk) -> tuple[CommandLine, ...]:
    """The lines that contradict each other, each with why; nobody knows which is meant, so none is done."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for line in dict.fromkeys(lines):
        for kind, ref, told in _told(line, desk):
            found.setdefault((kind, ref), {}).setdefault(told, []).append(line)
    refused: dict[str, CommandLine] = {}
    for (kind, ref), ways in found.items():
        if len(ways) > 1:
            why = failed("command.said-twice", ref=ref, verb=kind)
            refused |= {line: line_of(line, why) for those in ways.values() for line in those}
    return tuple(refused[line] for line in lines if line in refused)


def _told(line: str, desk: Desk) -> Iterator[tuple[str, str, str]]:
    """Of each command in the line that can be carried out: its verb, its traject, and all of it in full."""
    singles = apart(line, desk)
    for single in () if isinstance(singles, PartRefused) else singles:
        command = command_of(single)
        if command not in _HOLDS_ONE or command is None:
            continue
        done = probed(single, desk)
        if done.done and done.traject is not None:
            told = in_full(command, single, split(single)[verb_of(single, command) :], desk)
            yield command.WORDS[0], done.traject.ref, told.casefold()
