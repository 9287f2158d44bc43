"""Words that call an appointment off."""

from __future__ import annotations

import re

from bot.core.words.moments.days import POLITE
from bot.handlers.steering.desk import Desk, Done, failed, split
from bot.handlers.steering.taking import About, Words, a_traject

_OFF = re.compile(
    r"(?:is |komt te |moet )?(?:vervalt|verval|vervallen|afgezegd|afzeggen|afgelast|afblazen|annuleer|"
    r"annuleren|geannuleerd|schrappen|gaat niet door|niet door|cancel|cancelled|cancels|canceled|is off|off)"
)
_SPEAKS_OF_IT = re.compile(
    r"(?i)^\W*(?:de |het |the )?(?:verzet\w*|verplaats\w*|verschui[fv]\w*|annule\w*|cancel\w*|afzeggen|afgezegd|"
    r"zeg\b.*\baf|move|reschedule|postpone)\b|"
    r"\b(?:vervalt|vervallen|gaa[tn] (?:helaas )?niet door|niet doorgaan|afgelast|is off|ge?annuleerd|afgezegd)\b"
)
_SADLY = frozenset(("helaas", "jammer", "unfortunately", "sorry"))


def calls_off(words: Words) -> bool:
    """Whether these words, and nothing else, say that the appointment is no more."""
    said = (w.casefold().strip(".!") for w in words)
    return bool(_OFF.fullmatch(" ".join(w for w in said if w not in POLITE | _SADLY)))


def speaks_of_appointment(line: str) -> bool:
    """Whether a line that begins with no command is about an appointment that is moved or called off."""
    return bool(_SPEAKS_OF_IT.search(line))


def told_how(words: Words, desk: Desk) -> Done:
    """Nothing is done: what the command is, with the traject's own reference where one is meant."""
    about = a_traject(words, desk)
    return failed("command.of-appointment", ref=about.traject.ref if isinstance(about, About) else "")


def of_appointment(line: str, desk: Desk) -> Done | None:
    """The same for a line that begins with no command; None where it is about something else."""
    return told_how(split(line), desk) if speaks_of_appointment(line) else None
