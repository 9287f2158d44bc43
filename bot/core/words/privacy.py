"""A request under the AVG: to see what is kept, to have it erased, or an objection (articles 15, 17 and 21)."""

from __future__ import annotations

import re

from bot.core.words.sentences import sentences

MAX_TEXT = 6000
_DATA = r"(?:persoons)?gegevens|data|persoonsinformatie|dossiers?|informatie"
_LAW = re.compile(
    r"\b(?:u?avg|gdpr|dsgvo|rgpd)\b|algemene verordening gegevens|privacywet\w*|privacyverordening|"
    r"data protection (?:act|"
    r"regulation|law)|\bartikel (?:15|16|17|18|20|21)\b"
)
_RIGHT = re.compile(
    r"\binzage\w*|\bwissen\b|\bwissing\b|\bgewist\b|\bverwijder\w*|\bvergetelheid\b|\bbezwaar\b|\brectificatie\b|"
    r"\bvernietig\w*|\boverdraagbaarheid\b|\bkopie\b|\bbeperking\b|\baccess\b|\bera[sd]\w*|\bdelet\w*|\bobject\w*|"
    r"\bforgotten\b|\bcopy\b|\bverzoek\b|\brecht\b"
)
_ASKS = re.compile(
    r"\b(?:ik|wij)\b[^.!?]{0,60}\b(?:verzoek|wil|wens|vraag|doe|maak|dien|eis|beroep|sommeer|verlang|ontvang|zou|"
    r"willen)\b|"
    r"\b(?:verzoek|wil|wens|vraag|doe|maak|dien|eis|beroep|sommeer|verlang|ontvang|zou)\b[^.!?]{0,20}\b(?:ik|u)\b|"
    r"\b(?:kunt|wilt|gelieve|graag|hierbij|verzoek)\b|\bi\b[^.!?]{0,30}\b(?:request|want|wish|would like|object|"
    r"exercise|"
    r"ask|hereby)\b|\bplease\b"
)
_REQUESTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\binzageverzoek\b|\bverzoek (?:tot|om|voor) (?:inzage|wissing|verwijdering|rectificatie)|"
        r"\brecht (?:op|van) (?:inzage|vergetelheid|gegevenswissing|bezwaar|verwijdering|wissing)|"
        r"\bsubject access request",
        rf"\binzage\b[^.!?]{{0,30}}\b(?:{_DATA}|wat (?:u|jullie)|alles)|\b(?:{_DATA})\b[^.!?]{{0,30}}\binzien\b",
        rf"\b(?:welke|wat voor|all?e) (?:{_DATA})\b[^.!?]{{0,40}}\b(?:over|van) (?:mij|me)\b|"
        rf"\b(?:kopie|overzicht|afschrift)\b[^.!?]{{0,20}}\b(?:al )?(?:mijn|de) (?:{_DATA})\b",
        rf"\b(?:wis|wissen|verwijder\w*|vernietig\w*|schrap\w*|delete|erase|remove|destroy)\b[^.!?]{{0,30}}\b(?:mijn|"
        rf"mij|my|"
        rf"alle|al)\b[^.!?]{{0,20}}\b(?:{_DATA})\b",
        rf"\b(?:mijn|my|alle) (?:\w+ ){{0,2}}(?:{_DATA})\b[^.!?]{{0,40}}\b(?:wissen|gewist|verwijder\w*|vernietig\w*|"
        rf"delet\w*|"
        r"eras\w*|removed)\b",
        r"^(?:hierbij )?(?:maak|teken|dien) ik (?:hierbij |formeel |uitdrukkelijk )*bezwaar(?: in)?\b"
        r"(?! (?:tegen|over) (?:het|de|zijn|haar|hun|die|deze) (?!verwerk|gebruik|opslag|bewaren|evaluatie|formulier))|"
        r"\bik (?:maak|teken|dien) (?:hierbij |formeel |uitdrukkelijk )*bezwaar(?: in)?\b"
        r"(?! (?:tegen|over) (?:het|de|zijn|haar|hun|die|deze) (?!verwerk|gebruik|opslag|bewaren|evaluatie|formulier))|"
        r"^bezwaar\W*$|\bi (?:hereby )?object(?: to (?:this|the use|the processing))?\W*$",
        rf"\bbezwaar\b[^.!?]{{0,40}}\b(?:verwerk\w*|(?:gebruik|bewaren|opslag|opslaan|"
        rf"vastleggen) van (?:mijn )?(?:{_DATA}))|"
        rf"\bobject\w*\b[^.!?]{{0,30}}\b(?:processing|use of my (?:personal )?data)",
        r"\b(?:verwijder|wis|haal|schrap)\b[^.!?]{0,15}\b(?:mij|me)\b[^.!?]{0,15}\b(?:systemen|systeem|database|administratie|"
        r"bestanden|bestand)\b",
        r"\b(?:which|what) (?:personal )?(?:data|information)\b[^.!?]{0,40}\b(?:about|on|of) me\b|"
        r"\bcopy of (?:all )?my (?:personal )?data\b|\baccess to my (?:personal )?data\b",
    )
)
_NONE = re.compile(r"\b(?:geen (?:bezwaar|inzage)|no objection)\b")
_OWN_POLICY = re.compile(
    r"\b(?:verwerken|verwerkt|gaan|gaat|conform|volgens|overeenkomstig|privacyverklaring|privacybeleid|vertrouwelijk|"
    r"bestemd|disclaimer|intended|confidential)\b|\bu (?:heeft|hebt|kunt|mag|een)\b|\b(?:hoe|leest|vindt|heeft|"
    r"hebt) u\b|"
    r"\byou (?:have|can|may)\b|\b(?:ons|onze|our) (?:privacy\w*|website|site)"
)
_OF_MINE = re.compile(r"\b(?:ik|mijn|mij|i|my|me)\b")


def asks_under_avg(text: str) -> bool:
    """Not what stands below many a mail of a hospital about how it handles data itself."""
    said = [s for s in sentences(text[:MAX_TEXT]) if not _NONE.search(s)]
    if any(p.search(s) and not _is_policy(s) for s in said for p in _REQUESTS):
        return True
    by_law = [s for s in said if _LAW.search(s)]
    return any(_RIGHT.search(s) and _ASKS.search(s) and not _is_policy(s) for s in by_law)


def _is_policy(sentence: str) -> bool:
    """How somebody handles data himself, or what a machine puts below a mail."""
    return bool(_OWN_POLICY.search(sentence)) and not _OF_MINE.search(sentence)
