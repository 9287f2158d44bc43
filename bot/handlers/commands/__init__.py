"""The practitioner's commands: one verb a file, the order as a tuple; every line gets an answer."""

from __future__ import annotations

from difflib import get_close_matches

from bot.handlers.commands import (
    akkoord,
    gesprek,
    hervat,
    inzage,
    koppel,
    minimum,
    negeer,
    pauzeer,
    seintje,
    start,
    status,
    stop,
    telt,
    vasthouden,
    vernietig,
    verstuur,
    vrijgeven,
)
from bot.handlers.commands import help as help_
from bot.handlers.shared.desk import Command

COMMANDS: tuple[Command, ...] = (
    start,
    status,
    koppel,
    telt,
    negeer,
    minimum,
    akkoord,
    pauzeer,
    hervat,
    stop,
    gesprek,
    seintje,
    vernietig,
    vasthouden,
    vrijgeven,
    inzage,
    verstuur,
    help_,
)


def command_of(line: str) -> Command | None:
    """The command that a line begins with, in Dutch or English."""
    said = line.split(maxsplit=1)[0].casefold() if line.split() else ""
    first = said.rstrip(":.,;!?") or said
    return next((c for c in COMMANDS if first in c.WORDS), None)


def nearest(line: str) -> str:
    """The command that was probably meant, as it is used."""
    first = line.split(maxsplit=1)[0].casefold() if line.split() else ""
    words = {word: c for c in COMMANDS for word in c.WORDS}
    close = get_close_matches(first, words, n=1, cutoff=0.5)
    return words[close[0]].USAGE if close else help_.USAGE
