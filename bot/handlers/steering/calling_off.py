"""Words that call an appointment off."""

from __future__ import annotations

import re

from bot.handlers.steering.taking import Words

_OFF = re.compile(
    r"(?:is |komt te |moet )?(?:vervalt|verval|vervallen|vervalt nu|afgezegd|afzeggen|afgelast|afblazen|annuleer|"
    r"annuleren|geannuleerd|schrappen|gaat niet door|niet door|cancel|cancelled|cancels|canceled|is off|off)"
)


def calls_off(words: Words) -> bool:
    """Whether these words, and nothing else, say that the appointment is no more."""
    return bool(_OFF.fullmatch(" ".join(words).casefold().strip(" .!")))
