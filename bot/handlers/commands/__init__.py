"""The practitioner's commands: one verb a file, the order as a tuple; every line gets an answer."""

from __future__ import annotations

from difflib import get_close_matches

from bot.handlers.commands import (
    aanwezig,
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
    meer_namen,
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
    meer_namen,
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
    aanwezig,
    seintje,
    vernietig,
    toch_niet,
    vasthouden,
    vrijgeven,
    inzage,
    verstuur,
    help_,
)
_HARMLESS: tuple[Command, ...] = (status, help_, vasthouden, toch_niet, inzage, pauzeer)
"""What may be proposed on a likeness alone."""
_SHORTEST, _LONG, _ALIKE = 4, 6, 0.7


def command_of(line: str) -> Command | None:
    """The command that a line begins with, in Dutch or English."""
    return next((c for c in COMMANDS if verb_of(line, c)), None)


def verb_of(line: str, command: Command) -> int:
    """How many words of this line are the command's verb; 0 when it begins otherwise."""
    said = [word.rstrip(":.,;!?") or word for word in line.casefold().split(maxsplit=2)[:2]]
    return next((n for n in range(len(said), 0, -1) if " ".join(said[:n]) in command.WORDS), 0)


def nearest(line: str) -> str:
    """The command that was probably meant, as it is used; "" where none is near. One that sends, starts, stops or
    destroys is named only where a letter or two are wrong.
    """
    first = line.split(maxsplit=1)[0].casefold().strip(".,:;!?") if line.split() else ""
    if len(first) < _SHORTEST:
        return ""
    words = {word: c for c in COMMANDS for word in c.WORDS if len(word) >= _SHORTEST}
    near = [word for word in words if _distance(first, word) <= (1 if len(word) < _LONG else 2)]
    if near:
        return words[min(near, key=lambda word: _distance(first, word))].USAGE
    close = get_close_matches(first, [w for w, c in words.items() if c in _HARMLESS], n=1, cutoff=_ALIKE)
    return words[close[0]].USAGE if close else ""


def _distance(one: str, other: str) -> int:
    """How many letters are wrong, missing, too many, or two that changed places."""
    rows: list[list[int]] = [list(range(len(other) + 1))]
    for n, letter in enumerate(one, 1):
        row = [n]
        for m, wanted in enumerate(other, 1):
            cost = min(rows[-1][m] + 1, row[m - 1] + 1, rows[-1][m - 1] + (letter != wanted))
            if n > 1 and m > 1 and (letter, one[n - 2]) == (other[m - 2], wanted):
                cost = min(cost, rows[-2][m - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def probed(line: str, desk: Desk) -> Done:
    """What a line that begins with a command would come to."""
    command = command_of(line)
    assert command is not None
    return command.run(split(line)[verb_of(line, command) :], desk)
