"""What in a form speaks against the traject or the respondent that the rest of the mail points to."""

from __future__ import annotations

from itertools import combinations

from bot.core import names
from bot.core.bearers import is_shared
from bot.core.clues import Clues
from bot.core.names import Likeness
from bot.core.traject import Respondent, Traject

OTHER_SPECIALIST, WHOSE = "names-other-specialist", "no-respondent"


def conflict(traject: Traject, respondent: Respondent | None, sender: str, clues: Clues) -> str:
    """The code of the doubt, or "" when nothing contradicts."""
    if _another_traject(traject, clues):
        return OTHER_SPECIALIST
    return WHOSE if respondent is not None and _another_person(traject, respondent, sender, clues) else ""


def _another_traject(traject: Traject, clues: Clues) -> bool:
    """The forms name another specialist, or carry another reference (h89)."""
    if clues.specialist and names.same_person(clues.specialist, traject.specialist.name) is Likeness.DIFFERENT:
        return True
    return bool(clues.form_references) and traject.ref not in clues.form_references


def _another_person(traject: Traject, respondent: Respondent, sender: str, clues: Clues) -> bool:
    """The forms are two people's, or a listed colleague's (h21).

    A name that nobody listed bears is outranked by the listed sender, unless several people share that mailbox.
    """
    said = [name for name in clues.names if names.looks_full(name)]
    if any(names.same_person(a, b) is Likeness.DIFFERENT for a, b in combinations(said, 2)):
        return True
    strange = [name for name in said if names.same_person(name, respondent.name) is Likeness.DIFFERENT]
    others = [r.name for r in traject.respondents if r.id != respondent.id and not r.removed]
    colleague = any(names.same_person(name, other) is Likeness.SAME for name in strange for other in others)
    return colleague or (bool(strange) and is_shared(sender))
