"""The practitioner's commands: one verb a file, the order as a tuple; every line gets an answer."""

from __future__ import annotations

from difflib import get_close_matches

from bot.handlers.commands import (
    adres,
    afspraak,
    afwezig,
    akkoord,
    dossier,
    formulier,
    gesprek,
    herinner,
    herregistratie,
    hervat,
    inzage,
    koppel,
    lijst,
    minimum,
    negeer,
    pauzeer,
    plan,
    respondent,
    seintje,
    start,
    status,
    stop,
    stuur_niet,
    telt,
    toch_niet,
    vasthouden,
    verklaring,
    vernietig,
    verslag,
    verstuur,
    vrijgeven,
    zonder,
)
from bot.handlers.commands import help as help_
from bot.handlers.steering.desk import Command, Desk, Done, split

COMMANDS: tuple[Command, ...] = (
    start,
    status,
    koppel,
    telt,
    negeer,
    minimum,
    akkoord,
    respondent,
    lijst,
    formulier,
    herinner,
    stuur_niet,
    adres,
    dossier,
    pauzeer,
    hervat,
    stop,
    plan,
    afspraak,
    gesprek,
    verslag,
    verklaring,
    herregistratie,
    zonder,
    afwezig,
    seintje,
    vernietig,
    toch_niet,
    vasthouden,
    vrijgeven,
    inzage,
    verstuur,
    help_,
)


def command_of(line: str) -> Command | None:
    """The command that a line begins with, in Dutch or English."""
    return next((c for c in COMMANDS if verb_of(line, c)), None)


def verb_of(line: str, command: Command) -> int:
    """How many words of this line are the command's verb; 0 when it begins otherwise."""
    said = [word.rstrip(":.,;!?") or word for word in line.casefold().split(maxsplit=2)[:2]]
    return next((n for n in range(len(said), 0, -1) if " ".join(said[:n]) in command.WORDS), 0)


def nearest(line: str) -> str:
    """The command that was probably meant, as it is used."""
    first = line.split(maxsplit=1)[0].casefold() if line.split() else ""
    words = {word: c for c in COMMANDS for word in c.WORDS}
    close = get_close_matches(first, words, n=1, cutoff=0.5)
    return words[close[0]].USAGE if close else help_.USAGE


def probed(line: str, desk: Desk) -> Done:
    """What a line that begins with a command would come to."""
    command = command_of(line)
    assert command is not None
    return command.run(split(line)[verb_of(line, command) :], desk)
