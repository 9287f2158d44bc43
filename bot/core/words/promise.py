"""A promise: whoever will answer later asks nobody anything."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.core.words.moments.written_dates import DATE, written_date
from bot.core.words.sentences import core, sentences

MOST_WORDS = 45
MOST_DAYS = 60
_WHEN = (
    r"(?:\d{1,2}|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:over)?morgen\w*|vanavond|vandaag|vannacht|straks|later|binnenkort|spoedig|asap|z\.?s\.?m\b|"
    r"zo (?:snel|spoedig|gauw) mogelijk|(?:de )?(?:volgende|komende|aankomende|deze|dezer|aanstaande|eind|begin|loop) "
    r"(?:van )?(?:de |deze |volgende |komende )?(?:week|weken|weekend|weekeind\w*|dagen|maand)|"
    r"het (?:komend\w* )?weekend|"
    r"(?:voor|in) die tijd|"
    r"(?:een dezer|binnen (?:een |enkele |een paar )?)(?:dagen|week)|(?:na|voor) (?:mijn|de|het|m'n) (?:vakantie|"
    r"verlof|"
    r"congres|weekend|dienst\w*|deadline|einde|eind)|op tijd|uiterlijk|alsnog|even tijd|"
    r"tomorrow|tonight|today|soon|shortly|later|next (?:week|month)|this (?:week|weekend|afternoon|evening)|"
    r"(?:the|over the|after the|by the) (?:weekend|end of)|as soon as (?:possible|i can)|in time|in a (?:few|couple))"
)
_DO = (
    r"\b(?:doe|vul|stuur|mail|lever|maak|retourneer|reageer|beantwoord|pak|ga|zal|kom|zorg|hoop|probeer|neem|regel|wil|"
    r"verwacht|ben van plan|ruim)\b"
)
_IT = (
    r"\b(?:het|dit|deze|formulier|vragenlijst|lijst|feedback|reactie|antwoord\w*|er|hem|ze|ermee|hiervoor|dat|stukken|"
    r"zelfevaluatie|it|this|form|questionnaire|response)\b"
)
_PROMISES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bik\b[^.!?]{{0,50}}{_DO}[^.!?]{{0,60}}\b{_WHEN}|{_DO} (?:ik )?[^.!?]{{0,50}}\b{_WHEN}",
        rf"\b{_WHEN}\b[^.!?]{{0,40}}{_DO} (?:ik|we|wij)\b",
        r"\b(?:u|je|jullie) (?:krijgt|ontvangt|krijg|heeft|hebt|hebben)\b[^.!?]{0,50}\b" + _WHEN,
        rf"\b(?:het|formulier|vragenlijst|lijst|reactie|feedback|antwoord\w*|dit)\b[^.!?]{{0,30}}\b(?:komt|volgt|"
        rf"volgen)\b"
        rf"(?:[^.!?]{{0,20}}\b(?:eraan|er aan|er nog aan)|[^.!?]{{0,30}}\b{_WHEN}|[.!]*$)|^(?:\w+ )?komt (?:eraan|"
        rf"er aan|goed|"
        rf"voor elkaar)\b",
        r"^\W*(?:(?:oke?|prima|ja|goed|komt goed|zeker|natuurlijk),? )?(?:doe ik|zal ik (?:zo )?doen|ik doe het|"
        r"ik vul (?:het|hem) in|wordt "
        r"aan gewerkt|ik ben (?:er ?)?mee bezig|ik werk eraan|mee bezig|i'm on it|working on it)\b[^.!?]{0,25}[.!]*$",
        r"\bkom (?:ik )?(?:hier|er) ?(?:nog |later |snel )?op terug\b|\bbeloof\b[^.!?]{0,60}\b(?:doen|in te vullen|"
        r"te sturen)|"
        r"\b(?:staat|staan) op (?:mijn|m'n) (?:lijst\w*|to-?do\w*|agenda)|\b(?:zodra|als) ik (?:weer |terug |tijd )",
        r"\bbij (?:mijn )?terug(?:komst|keer)\b[^.!?]{0,20}" + _DO,
        r"\bik (?:ga|zal)\b[^.!?]{0,30}"
        + _IT
        + r"[^.!?]{0,30}\b(?:doen|invullen|sturen|mailen|opsturen|oppakken|regelen)",
        rf"\b{_WHEN}\b (?:dan )?wel[.!]*$|^\W*{_WHEN}\W*$",
        r"\bhoop\b[^.!?]{0,40}\b(?:aan toe te komen|te doen|in te vullen|te sturen|toe te komen)|"
        r"\bvul (?:het|hem|dit|ze)?\s*(?:wel |alsnog |zeker |zelf )?nog (?:even |wel )?in\b",
        rf"\b(?:nu|deze week|vandaag)\b[^.!?]{{0,20}}\bniet\b[^.!?]{{0,30}}\b{_WHEN}[^.!?]{{0,15}}\bwel\b",
        rf"\bi(?:'ll| will| am going to|'m going to| intend to| plan to| hope to)\b[^.!?]{{0,60}}\b(?:{_WHEN}|"
        rf"do (?:it|this))",
        rf"\b(?:will do|you(?:'ll| will) (?:have|get|receive) (?:it|my|the))\b[^.!?]{{0,40}}(?:\b{_WHEN}|[.!]*$)",
    )
)
_I = re.compile(r"\b(?:ik|i|i'll)\b")
_NUMBER = re.compile(
    r"(?=.*\d)(?:(?:ja|nee|ok|prima|goed|doe|dan|maar|dus|ik|wij|we|kies|neem|ga|wil|kom|kan|de|optie|nummer|nr|keuze|"
    r"voorstel|datum|mijn|wordt|is|wel|toch|liever|liefst|mij|me|past|schikt|lukt|uit|best|beste|dat|en|of|niet|yes|i|i'll|"
    r"will|would|take|choose|choice|like|can|do|the|option|number|one|works|for|my|please)\b ?|\d{1,2}(?:e|de|ste)? ?)+"
)
"""A number and nothing of a day: the place of something in a list, not a promise of a day."""
_DENIED = re.compile(r"\b(?:niet|geen|nooit|not|never|can't|cannot|won't|don't)\b")
_IDIOMS = re.compile(r"\b(?:geen (?:probleem|punt|zorgen|moeite)|niet vergeten|no problem|not forgotten|nee hoor)\b")
_BREAK = re.compile(r"[,;:]|\b(?:maar|but)\b")
_LATER_YES = re.compile(r"\bwel\b")
_ELSEWHERE = re.compile(
    r"\b(?:factuur|rekening|afspraak|pati[eë]nt\w*|bel|bellen|gebeld|telefon\w*|vergader\w*|overleg|spreek|zie u|"
    r"tot dan|ik vind|vind ik|mijn oordeel|gevaar\w*|hij is|zij is|formulier terug|fout|foutje|vergissing|verkeerd\w*|"
    r"invoice|appointment|patient|call|meeting)\b"
)
_ASKS = re.compile(r"\b(?:kunt u|kun je|kan ik|mag ik|wilt u|wil je|graag (?:hoor|ontvang)|could you|can you|may i)\b")


def promises(text: str) -> bool:
    """A short mail that says that the answer will come, and asks nothing."""
    said = sentences(text)
    if not said or len(core(text).split()) > MOST_WORDS or all(_NUMBER.fullmatch(core(s)) for s in said):
        return False
    if any(s.rstrip().endswith("?") or _ASKS.search(s) or _ELSEWHERE.search(s) for s in said):
        return False
    return any(_is_promise(s) for s in said)


def _is_promise(sentence: str) -> bool:
    """By one of its wordings, in a clause or a sentence that does not deny it."""
    said = _IDIOMS.sub(" ", sentence)
    if "@" in said and not (_I.search(said) and re.search(_DO, said) and re.search(_IT, said)):
        return False  # it tells of an address, and of nothing that is to come
    return any(
        (not _DENIED.search(part) or _LATER_YES.search(part)) and any(p.search(part) for p in _PROMISES)
        for part in (said, *_BREAK.split(said))
    )


def promised_day(text: str, today: date) -> date | None:
    """The last day that a promise names, none when it names none that is near."""
    found = (written_date(m[0], today) for m in re.finditer(DATE, text[:2000].lower()))
    days = [d for d in found if d is not None and today <= d <= today + timedelta(MOST_DAYS)]
    return max(days, default=None)
