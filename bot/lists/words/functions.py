"""From someone's function to the group that they belong to."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.core.list_context import ListContext
from bot.core.people.names import folded
from bot.lists.words.disciplines import discipline

PEERS, DOCTORS, OTHERS = "vakgenoten", "artsen", "niet_artsen"

_TRAINEE = re.compile(
    r"\b(?:aios|anios|agio|agnio|arts assistent\w*|assistent arts\w*|(?:arts|"
    r"specialist) in opleiding|resident|registrar)\b"
)
_LEARNING = re.compile(r"\b(?:in opleiding|i o)\b")
_UNCLEAR = re.compile(
    r"\b(?:medisch (?:manager|directeur|hoofd)|co\s?assistent\w*|coass\w*|opleider|tandarts\w*|dierenarts\w*|student)\b"
)
_OTHERS = re.compile(
    r"\bniet arts\w*|\bgeen arts\w*|\bnon (?:doctor|physician|medical)\w*|"
    r"verpleeg\w*|verpleg\w*|nurse|nursing|secretar\w*|doktersassist\w*|\bdokters?\s?assist\w*|"
    r"polikliniek(?:ass|mede)\w*|poli\s?assist\w*"
    r"|physician assist\w*|\bpa\b|\bvs\b|nurse practitioner|apothek\w*|pharmacist|manager|management|"
    r"teamleid\w*|team\s?lead\w*|afdelingshoofd"
    r"|co[oö]?rdinat\w*|medewerk\w*|administrat\w*|planner|planning|recepti\w*|balie\w*|laborant\w*|"
    r"analist\w*|echografist\w*|echolaborant\w*|technic\w*"
    r"|perfusionist\w*|operatieassist\w*|ok assist\w*|ok personeel|anesthesieassist\w*|"
    r"fysiotherap\w*|physiotherap\w*|ergotherap\w*|logoped\w*|di(?:e|ë)tist\w*"
    r"|psycholo\w*|maatschappelijk\w*|maatschappelyk\w*|social worker|geestel[yi]j?k verzorg\w*|"
    r"klinisch (?:fysicus|chemicus)|fysicus|chemicus|verloskundige\w*|midwife"
    r"|gipsverband\w*|gipsmeester|optometrist\w*|orthoptist\w*|audicien|audiolo\w*|directeur|"
    r"director|bestuurder|zorgassist\w*|voedingsassist\w*|casemanager\w*"
    r"|paramedi\w*|research\w*|datamanager|stafadviseur|beleids\w*|bestuurs\w*|facilitair\w*|\bict\b|"
    r"\w*hoofd\b|personeel|ondersteun\w*|\bpas\b|\bstaff\b|co ?workers?|kwaliteits\w*"
    r"|assistente\b|office|clerk|therapist|therapeut\w*"
    r"|secretariaat|wijkverpl\w*|praktijkondersteun\w*|poh\b|p o h\b|\bhr\b|paramedic|"
    r"bedryfskund\w*|hygien\w*|planbureau"
)
_STAFF = re.compile(
    r"verpleeg\w*|verpleg\w*|\bnurse\b|secretar\w*|dokters?\s?assist\w*|poli\s?assist\w*|physician assist\w*"
    r"|\bpa\b|\bvs\b|assistente\b|recepti\w*|balie\w*|planner|laborant\w*|analist\w*|administrat\w*|therap\w*|logoped\w*"
    r"|di(?:e|ë)tist\w*|psycholo\w*|maatschappel[yi]j?k werk\w*|apotheker\w*|perfusionist\w*|medewerk\w*"
    r"|verloskundige\w*|\w+assistent\b"
)
_DENIED = re.compile(r"\b(?:niet|geen|non) (?:arts\w*|doctor|physician)")
_LONGEST = 300  # characters of a function; looking for its words takes quadratic time in a word without end
_ADJECTIVE = re.compile(r"\bverpleegkundig(?:e)? (\w+)")  # `verpleegkundig cardioloog`: which of the two nobody knows
_MISTAKEN = re.compile(r"\bradiotherapeut\w*|\bverpleeghuisarts\w*")  # doctors all the same
_DOCTOR = re.compile(
    r"\b(?:huisarts\w*|basisarts\w*|bedryfsarts\w*|verzekeringsarts\w*|jeugdarts\w*|"
    r"ziekenhuisarts\w*|specialist ouderengenees\w*|arts|artsen|dokter|"
    r"doctor|physician|general practitioner|gp|"
    r"verpleeghuisarts\w*|tropenarts\w*|ic arts\w*|forensisch arts|arts \w+|semi\s?arts)\b"
)

_PERSONAL = re.compile(
    r"\b(?:\w+(?:loog|logen|logs?|logists?|ist|isten|urg|urgen|arts|artsen|iater|iaters|peut|geneticus|fysioloog|surgeons?)"
    r"|arts|artsen|specialist|specialisten|physicians?|doctors?|dokter|dokters|consultant)\b"
)
_ANY = re.compile("|".join(f"(?:{p.pattern})" for p in (_TRAINEE, _UNCLEAR, _OTHERS, _DOCTOR)))


def group_of_function(function: str, context: ListContext) -> str:
    """The key of the group that a function belongs to, or "" when it cannot be told."""
    plain = folded(function[:_LONGEST])
    if not plain or len(function) > _LONGEST:
        return ""
    for words, key in context.functions:
        if re.search(rf"\b{re.escape(folded(words))}\b", plain):
            return key
    return available(_class_of(plain, discipline(context.discipline)), context)


def is_function(text: str, context: ListContext) -> bool:
    """Whether a text is a function that is known, whatever group it leads to."""
    if len(text) > _LONGEST:
        return False
    plain = folded(text)
    extra = any(folded(words) in plain for words, _ in context.functions)
    return bool(plain) and (
        extra or any(p.search(plain) for p in (_TRAINEE, _UNCLEAR, _OTHERS, _DOCTOR)) or bool(discipline(text))
    )


def is_staff(plain: str) -> bool:
    """Whether a folded text has a function of somebody who is no doctor."""
    return bool(_OTHERS.search(_MISTAKEN.sub(" ", _TRAINEE.sub(" ", _UNCLEAR.sub(" ", plain)))))


def never_doctors(function: str) -> bool:
    """Whether a function is nobody's who is a doctor: a nurse, a secretary; a head or a manager may be one."""
    plain = folded(function[:_LONGEST])
    if _DENIED.search(plain):
        return True
    return is_staff(plain) and not _is_specialist(plain) and bool(_STAFF.search(plain))


def is_doctor(function: str) -> bool:
    """Whether a function is a doctor's, in training or not, of whatever discipline."""
    plain = folded(function[:_LONGEST])
    return bool(_TRAINEE.search(plain)) or (not is_staff(plain) and _is_specialist(plain))


def _is_specialist(plain: str) -> bool:
    return bool(_DOCTOR.search(plain) or (discipline(plain) and _PERSONAL.search(plain)))


def is_trainee(function: str) -> bool:
    """Whether a function is a doctor's in training."""
    return bool(_TRAINEE.search(folded(function[:_LONGEST])))


def without_functions(plain: str) -> str:
    """A folded text without the functions in it."""
    for pattern in (_TRAINEE, _UNCLEAR, _OTHERS, _DOCTOR):
        plain = pattern.sub(" ", plain)
    return plain


def _class_of(plain: str, own: str) -> str:
    if _LEARNING.search(plain) and _OTHERS.search(plain):
        return OTHERS
    if _TRAINEE.search(plain) or (_LEARNING.search(plain) and _PERSONAL.search(plain)):
        return DOCTORS
    if _UNCLEAR.search(plain) or _is_both(plain):
        return ""
    if is_staff(plain):
        return OTHERS
    if (theirs := discipline(plain)) and not _PERSONAL.search(plain):
        return ""  # a department has nurses as well
    if theirs:
        return "" if not own else PEERS if theirs == own else DOCTORS
    return DOCTORS if _DOCTOR.search(plain) else ""


def _is_both(plain: str) -> bool:
    """`Verpleegkundig cardioloog`: a nurse's word right before a specialist's."""
    found = _ADJECTIVE.search(plain)
    return found is not None and bool(discipline(found[1])) and bool(_PERSONAL.fullmatch(found[1]))


@lru_cache(maxsize=64)
def available(group: str, context: ListContext) -> str:
    """The key of a built-in group, or in a traject with other groups the one that has this word among its own."""
    if any(g.key == group for g in context.groups):
        return group
    words = {
        PEERS: {"vakgenoten", "collegas"},
        DOCTORS: {"artsen", "doctors"},
        OTHERS: {"medewerkers", "staff", "niet artsen"},
    }
    wanted = words.get(group, set())
    return next((g.key for g in context.groups if wanted & {folded(w) for w in (g.key, *g.words)}), "")
