"""Whether a text says that its writer is away, and the last day of that."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.core.written_dates import DATE, written_date

_ABSENT = re.compile(
    r"(?i)\bafwezig|niet aanwezig|niet (?:op|in) (?:mijn |ons )?(?:kantoor|werk|de praktijk|het ziekenhuis)|"
    r"niet bereikbaar|"
    r"(?:met|op|ivm|wegens|vanwege|genie\w+ van (?:mijn )?)\s*(?:mijn |een )?(?:welverdiende )?(?:\w*vakantie|"
    r"\w*verlof|reces)|"
    r"niet werkzaam|buiten kantoor|geen toegang tot mijn (?:e-?)?mail|mail niet (?:lezen|gelezen|beantwoord)|"
    r"out of (?:the )?office|out of town|on (?:annual |parental |maternity |sick |study )?leave|on (?:vacation|"
    r"holidays?)|"
    r"away (?:from|until|till|on)|not in the office|unavailable|(?:limited|no) access to (?:my )?e-?mail|"
    r"nicht im (?:büro|hause?)|abwesend|im urlaub|in urlaub|außer haus|nicht erreichbar|elternzeit|"
    r"\babsente?\b|en congés?|en vacances|hors du bureau|pas (?:au bureau|disponible)"
)
_FIRST_PERSON = re.compile(r"(?i)\b(?:ik|wij|we|i|i'm|i’m|my|mijn|ich|je|j'ai|nous)\b|^\s*(?:afwezig|out of|absent)")
_INCLUSIVE = (
    rf"(?:tot en met|t/m|t\.?e\.?m\.?|tot aan|through|thru|(?:up )?(?:until|till|to) and including|until|till|"
    rf"bis (?:einschließlich |zum |inkl\. )?|jusqu['’]au|jusqu['’]à)\s*({DATE})",
    rf"(?:van|vanaf|from|between|vom|von|du|tussen)\s+(?:{DATE}|\d{{1,2}}\.?)\s*(?:tot|to|-|–|and|en|bis|"
    rf"au)\s*(?:und mit |zum )?({DATE})",
    rf"(?:{DATE}|\b\d{{1,2}}\.?)\s*(?:-|–|—)\s*({DATE})",
)
_RETURN = (
    rf"\btot\s+(?:op\s+)?({DATE})",
    rf"(?:weer|terug|bereikbaar|aanwezig|beschikbaar|werkzaam|hervat|retour|return\w*|back|available|reachable|"
    rf"wieder|zurück|"
    rf"de retour|rentre\w*)\b[^.\n!?]{{0,60}}?\b({DATE})",
    rf"(?:vanaf|per|from|as of|starting|ab(?: dem)?|à partir du|op|on|am|le)\s+({DATE})(?!\w)[^.\n!?]{{0,60}}?\b"
    r"(?:weer|terug|bereikbaar|aanwezig|back|return\w*|available|wieder|zurück|retour)",
)
_TODAY = re.compile(r"(?i)\b(?:vandaag|today|heute|aujourd['’]hui)\b")
_SENTENCE = re.compile(r"(?<!\d)[.!?]|\n")
MAX_TEXT = 3000
MAX_AWAY_DAYS = 400


def says_absent(text: str) -> bool:
    """A sentence in the first person that tells of an absence."""
    return any(_ABSENT.search(s) and _FIRST_PERSON.search(s) for s in _SENTENCE.split(text[:MAX_TEXT]))


def mentions_absence(text: str) -> bool:
    """Words of absence, whoever they are about."""
    return bool(_ABSENT.search(text[:MAX_TEXT]))


def last_day(text: str, today: date) -> date | None:
    """The last day of the absence that `text` tells of; `today` is the day of the mail."""
    text = re.sub(r"\s+", " ", text[:MAX_TEXT])
    for patterns, shift in ((_INCLUSIVE, 0), (_RETURN, 1)):
        for pattern in patterns:
            for match in re.finditer(pattern, text, re.I):
                found = written_date(match[1], today, last=not shift)
                found = found - timedelta(days=shift) if found else None
                if found and abs((found - today).days) <= MAX_AWAY_DAYS:
                    return found
    sentences = _SENTENCE.split(text)
    return today if any(_TODAY.search(s) and _ABSENT.search(s) for s in sentences) else None
