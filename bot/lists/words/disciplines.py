"""The medical disciplines, by the stem that their doctor and their department share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from bot.core.people.names import folded

_DISCIPLINES = (  # the first match wins: the longer name stands before the one that it contains
    ("kindergeneeskunde", r"kinderarts\w*|kindergenees\w*|kinderneurolo\w*"
                          r"|kindercardiolo\w*|kinderonco\w*|kinderchirur\w*|p(?:a)?ediatri\w*"),
    ("thoraxchirurgie", r"(?:cardio\s?)?thora\w*\s?chirur\w*|cardiochirur\w*|ctc|cardiothora\w*"),
    ("neurochirurgie", r"neurochirur\w*|neurosurg\w*"),
    ("plastische chirurgie", r"plastisch\w*\s?(?:chirur\w*)?|plastic surg\w*"),
    ("mka-chirurgie", r"mka\w*(?:\s?chirur\w*)?|kaakchirur\w*|mondziekt\w*"),
    ("orthopedie", r"orthop\w*(?:\s?(?:chirur\w*|surg\w*))?"),
    ("maag-darm-lever", r"mdl\w*(?:\s?arts\w*)?|maag darm lever\w*|gastroenterolo\w*|hepatolo\w*"),
    ("cardiologie", r"\w*cardiolo\w*"),
    ("longgeneeskunde", r"longarts\w*|longgenees\w*|longziekt\w*|pulmonolo\w*|long\s?onco\w*"),
    ("gynaecologie", r"gyn(?:a)?ecolo\w*|obstetri\w*|verloskunde"),
    ("klinische geriatrie", r"\w*\s?geriat\w*"),
    ("heelkunde", r"\w*chirur\w*|heelkund\w*|surg\w*|traumatolo\w*"),
    ("anesthesiologie", r"an(?:a)?esthesi(?:o|st)\w*|intensivist\w*|pijnarts\w*"),
    ("radiotherapie", r"radiotherap\w*|radiation onco\w*"),
    ("interne geneeskunde", r"internist\w*|intern\w* genees\w*|internal med\w*|interne|nefrolo\w*|endocrinolo\w*"
                            r"|h(?:a)?ematolo\w*|infectiolo\w*|oncolo\w*"),
    ("radiologie", r"\w*radiolo\w*"),
    ("nucleaire geneeskunde", r"nuclea\w*"),
    ("neurologie", r"neurolo\w*"),
    ("kno", r"kno\w*(?:\s?arts\w*)?|keel neus\w*|otorhino\w*|ent surgeon"),
    ("dermatologie", r"dermatolo\w*|huidarts\w*"),
    ("oogheelkunde", r"oogarts\w*|oogheel\w*|oogziekt\w*|ophthalmolo\w*"),
    ("urologie", r"urolo\w*"),
    ("psychiatrie", r"psychiater\w*|psychiatri\w*"),
    ("reumatologie", r"r(?:h)?eumatolo\w*"),
    ("revalidatiegeneeskunde", r"revalidatiearts\w*|revalidatiegenees\w*"),
    ("medische microbiologie", r"\w*\s?microbiolo\w*"),
    ("pathologie", r"patholo\w*"),
    ("klinische genetica", r"\w*\s?genetic\w*"),
    ("spoedeisende hulp", r"seh arts\w*|spoedeisende hulp arts\w*|emergency physician\w*"),
    ("sportgeneeskunde", r"sportarts\w*|sportgenees\w*"),
)  # fmt: skip
_LONGEST = 2_000  # characters in which a discipline is looked for
_PATTERNS = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _DISCIPLINES)
_ANY = re.compile(r"\b(?:" + "|".join(pattern for _, pattern in _DISCIPLINES) + r")\b")  # most words are none


def discipline(text: str) -> str:
    """The discipline that a function or a heading names, or ""."""
    plain = folded(text[:_LONGEST])
    if not _ANY.search(plain):
        return ""
    return next((name for name, pattern in _PATTERNS if pattern.search(plain)), "")


def disciplines(text: str) -> frozenset[str]:
    """Every discipline that a text names; of words that contain each other the longer counts."""
    plain, found = folded(text), set()
    for name, pattern in _PATTERNS if _ANY.search(plain) else ():
        if pattern.search(plain):
            found.add(name)
            plain = pattern.sub(" ", plain)
    return frozenset(found)


def without_disciplines(plain: str) -> str:
    """A folded text without the disciplines in it."""
    return _ANY.sub(" ", plain)


def most_common(functions: Iterable[str]) -> str:
    """The discipline that stands out among functions: at least three, and more than any other."""
    counted = Counter(d for d in map(discipline, functions) if d).most_common(2)
    if not counted or counted[0][1] < 3 or (len(counted) > 1 and counted[1][1] == counted[0][1]):
        return ""
    return counted[0][0]
