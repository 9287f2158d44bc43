"""Whether a text says that its writer is away, and the last day of that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bot.core.words.moments.written_dates import DATE, written_date

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
_I_AM_ABSENT = re.compile(
    r"(?i)\b(?:estoy|estaré|me encuentro|me encontraré)\b[^.\n]{0,40}\b(?:fuera|ausente|de vacaciones|de baja)|"
    r"\b(?:sono|sarò|mi trovo)\b[^.\n]{0,40}\b(?:assente|fuori|in ferie|in vacanza)|"
    r"\b(?:estou|estarei|encontro-me)\b[^.\n]{0,40}\b(?:ausente|fora|de férias)|"
    r"\b(?:jestem|będę|przebywam)\b[^.\n]{0,40}\b(?:nieobecn\w*|na urlopie|poza biurem|niedostępn\w*)|"
    r"\b(?:ofis dışında\w*|izinde(?:yim|yiz)|yıllık izin\w*|tatilde(?:yim)?)|"
    r"\b(?:jeg|jag)\b[^.\n]{0,40}\b(?:ferie|semester|ikke på kontoret|inte på kontoret|frånvarande|fraværende|"
    r"bortreist|"
    r"permisjon|föräldraledig|ude af kontoret|tjänstledig)|"
    r"\bolen\b[^.\n]{0,40}\b(?:lomalla|poissa)|\b(?:jsem|budu)\b[^.\n]{0,40}\b(?:dovolen\w*|mimo kancelář|nepřítom\w*)|"
    r"\b(?:szabadságon|házon kívül)\b[^.\n]{0,20}\bvagyok|я (?:в отпуске|отсутств\w*|буду отсутств\w*)|"
    r"нахожусь в отпуске"
)
_FIRST_PERSON = re.compile(r"(?i)\b(?:ik|wij|we|i|i'm|i’m|my|mijn|ich|je|j'ai|nous)\b|^\s*(?:afwezig|out of|absent)")
_SOMEBODY_ELSE = re.compile(
    r"(?i)\b(?:was|waren|geweest|were|been|had)\b|"
    r"\b(?:mijn|onze|een|de|my|our|meine?|mon|ma) (?:collega|moeder|vader|man|vrouw|zoon|dochter|baas|secretaresse|"
    r"assistente?|patiënt|patient|colleague|mother|father|wife|husband|kollege|kollegin|collègue)\w*\b[^.\n]{0,30}"
    r"\b(?:is|zijn|heeft|gaat|ist|est)\b"
)
_THIRD_PERSON = re.compile(
    r"^\W*(?!(?:Ik|Wij|We|Het|Dit|Deze|Er|In|Op|Van|Tot|Voor|I|This|The|Ich|Je|Nous)\b)[A-Z]\w+(?: [\w.'’]+){0,3} "
    r"(?:is|heeft|gaat|has)\b"
)
_PLANNED = re.compile(
    r"(?i)\b(?:ga|gaan|going)\b|^\W*(?:op |on )?(?:maan|dins|woens|donder|vrij|zater|zon|mon|tues|wednes|thurs|fri|"
    r"satur|sun)"
    r"days?\b|^\W*(?:op |on )?(?:maan|dins|woens|donder|vrij|zater|zon)dag"
)
_UNTIL = (
    r"(?:tot en met|t/m|t\.?e\.?m\.?|tot aan|through|thru|(?:up )?(?:until|till|to) and including|until|till|"
    r"bis (?:einschließlich |zum |inkl\. )?|jusqu['’]au|jusqu['’]à)\s*"
)
_TOT = r"\btot\s+(?:op\s+)?"
_TO = r"(?:tot|to|-|–|and|en|bis|au)\s*(?:und mit |zum )?"
_DASH = r"(?:-|–|—)\s*"
_BACK = (
    r"(?:weer|terug|bereikbaar|aanwezig|beschikbaar|werkzaam|hervat|retour|return\w*|back|available|reachable|"
    r"wieder|zurück|de retour|rentre\w*)\b"
)
_FROM = r"(?:vanaf|per|from|as of|starting|ab(?: dem)?|à partir du|op|on|am|le)\s+"
_DAY = r"\b(?=\d|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"


@dataclass(frozen=True, slots=True)
class _Told:
    """A way to tell the last day, or (`shift`) the day of the return.

    `lead` stands right before the date that counts, or (`apart`) somewhere before it.
    """

    lead: str
    pattern: str
    shift: int = 0
    apart: bool = False

    def may_be_in(self, text: str) -> bool:
        """A cheap look for the lead with a date behind it: the whole pattern is dear to compile and to search for."""
        dated = _compiled(DATE)
        if self.apart:
            lead = _compiled(self.lead).search(text)
            return lead is not None and dated.search(text, lead.end()) is not None
        return any(dated.match(text, lead.end()) for lead in _compiled(self.lead).finditer(text))

    def found_in(self, text: str) -> Iterator[re.Match[str]]:
        """Each date that is told of in this way."""
        return _compiled(self.pattern).finditer(text)


_WAYS = (
    _Told(_UNTIL, rf"{_UNTIL}({DATE})"),
    _Told(_TO, rf"(?:van|vanaf|from|between|vom|von|du|tussen)\s+(?:{DATE}|\d{{1,2}}\.?)\s*{_TO}({DATE})"),
    _Told(_DASH, rf"(?:{DATE}|\b\d{{1,2}}\.?)\s*{_DASH}({DATE})"),
    _Told(_TOT, rf"{_TOT}({DATE})", 1),
    _Told(_BACK, rf"{_BACK}[^.\n!?]{{0,60}}?\b({DATE})", 1, apart=True),
    _Told(
        _FROM,
        rf"{_FROM}({DATE})(?!\w)[^.\n!?]{{0,60}}?\b"
        r"(?:weer|terug|bereikbaar|aanwezig|back|return\w*|available|wieder|zurück|retour)",
        1,
    ),
    _Told(
        _DAY, rf"({DATE})\s+(?:(?:ben|zijn)\s+(?:ik|we|wij)\b[^.\n!?]{{0,20}}?\b)?(?:er\s+)?(?:weer|terug|back)\b", 1
    ),
)
_TODAY = re.compile(r"(?i)\b(?:vandaag|today|heute|aujourd['’]hui)\b")
_SENTENCE = re.compile(r"(?<!\d)[.!?]|\n")
MAX_TEXT = 3000
MAX_AWAY_DAYS = 400


def says_absent(text: str) -> bool:
    """A sentence in the first person that tells of an absence."""
    said = _SENTENCE.split(text[:MAX_TEXT])
    return any(_ABSENT.search(s) and _FIRST_PERSON.search(s) and not _of_another_time(s) for s in said) or (
        is_absent_elsewhere(text)
    )


def is_absent_elsewhere(text: str) -> bool:
    """In a language of which no more is known than how one says it."""
    return bool(_I_AM_ABSENT.search(text[:MAX_TEXT]))


def _of_another_time(sentence: str) -> bool:
    """Of somebody else, of the past, of a plan, or of a mere day of the week."""
    if _SOMEBODY_ELSE.search(sentence) or _THIRD_PERSON.search(sentence):
        return True
    return bool(_PLANNED.search(sentence)) and not re.search(r"\d|\b(?:tot|t/m|until|weer|terug)\b", sentence)


def mentions_absence(text: str) -> bool:
    """Words of absence, whoever they are about."""
    return bool(_ABSENT.search(text[:MAX_TEXT]) or _I_AM_ABSENT.search(text[:MAX_TEXT]))


def last_day(text: str, today: date) -> date | None:
    """The last day of the absence that `text` tells of; `today` is the day of the mail."""
    text = re.sub(r"\s+", " ", text[:MAX_TEXT]).lower()
    days = (_day(way, found[1], today) for way in _WAYS if way.may_be_in(text) for found in way.found_in(text))
    named = next((day for day in days if day and abs((day - today).days) <= MAX_AWAY_DAYS), None)
    if named:
        return named
    return today if any(_TODAY.search(s) and _ABSENT.search(s) for s in _SENTENCE.split(text)) else None


def _day(way: _Told, words: str, today: date) -> date | None:
    day = written_date(words, today, last=not way.shift)
    return day - timedelta(days=way.shift) if day else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Late: most mail tells of an absence in one way, or in none."""
    return re.compile(pattern)
