"""Words that call an appointment off."""

from __future__ import annotations

import re

from bot.core.words.moments.days import POLITE
from bot.handlers.steering.taking import Words

_OFF = re.compile(
    r"(?:is |komt te |moet )?(?:vervalt|verval|vervallen|afgezegd|afzeggen|afgelast|afblazen|annuleer|"
    r"annuleren|geannuleerd|schrappen|gaat niet door|niet door|cancel|cancelled|cancels|canceled|is off|off)"
)


_SADLY = frozenset(("helaas", "jammer", "unfortunately", "sorry"))


def calls_off(words: Words) -> bool:
    """Whether these words, and nothing else, say that the appointment is no more."""
    said = (w.casefold().strip(".!") for w in words)
    return bool(_OFF.fullmatch(" ".join(w for w in said if w not in POLITE | _SADLY)))
