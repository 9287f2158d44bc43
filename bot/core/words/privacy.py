"""A request under the AVG: to see what is kept, to have it erased, an objection and the rest (articles 15 to 21)."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.core.words.sentences import sentences

MAX_TEXT = 6000


class Right(StrEnum):
    """What is asked for; OTHER is what she must read herself (rectification, portability, restriction)."""

    ACCESS = "access"
    ERASURE = "erasure"
    OBJECTION = "objection"
    OTHER = "other"


_DATA = r"(?:persoonsgegevens|gegevens|data|persoonsinformatie|dossiers?|informatie|information)"
_MINE = rf"\b(?:mijn|m'n|my) (?:(?!pati)[\w-]+ ){{0,2}}{_DATA}\b"
_KEPT = (
    r"\b(?:u|jullie|je|you|er)\b[^.!?]{0,40}\b(?:over|van|about|on|of|concerning) (?:mij|me)\b|"
    r"\b(?:over|van) (?:mij|me)\b[^.!?]{0,20}\b(?:opgeslagen|vastgelegd|bewaard|bewaart|verwerkt|bekend)\b|"
    r"\b(?:u|jullie|you)\b[^.!?]{0,12}\b(?:bewaart|bewaren|opslaat|vastlegt)\b"
)
_WHAT = rf"\b(?:{_DATA}|alles|wat|everything|what)\b"
_OF_ME = rf"(?:{_WHAT}[^.!?]{{0,30}}(?:{_KEPT})|\bpersonal data (?:concerning|about) me\b)"
_FROM_ME = r"(?:over|van|omtrent|about|of|on) (?:mij|me|mezelf|mijzelf|myself)\b"
_ALL_OF_ME = rf"\b(?:alles|everything|all)\b(?: [\w'-]+){{0,3}}? {_FROM_ME}"
_DEMAND = r"(?:eis|wil|verlang|wens|verzoek)"
_MY_NAME = r"\b(?:mijn|my) (?:naam|adres|e-?mail\w*|name|address)\b"
_BROKEN = r"\b(?:klacht|complaint|schen\w+|geschonden|violat\w+)\b"
_KEEP = (
    r"\b(?:bewaart|bewaren|verwerkt|verwerken|opgeslagen|opslaat|vastgelegd|vastlegt|hold|keep|stored?|"
    r"process(?:ed)?)\b"
)
_HAVE = rf"(?:{_KEEP}|\b(?:heeft|hebt|hebben|have|hold)\b)"
_GONE = (
    r"(?:(?:uit|ge|uitge)?wis(?:sen|t)?|verwijder\w*|vernietig\w*|schrap\w*|weggehaald|weggegooid|weghaa?l\w*|weggooi\w*|"
    r"delet\w*|eras\w*|remov\w*|destroy\w*)"
)
_SYSTEMS = r"(?:systemen|systeem|database|administratie|bestanden|bestand|systems?|files?|records?)"
_NO_MATTER = r"(?! (?:tegen|over) (?:het|de|zijn|haar|hun|die|deze) (?!verwerk|gebruik|opslag|bewaren|formulier))"
_MAKE, _FORMALLY = r"(?:maak|teken|dien)", r"(?:(?:hierbij|formeel|uitdrukkelijk) )*"
_FORM = r"(?:formulier|antwoord|feedback|vragenlijst|form\b|answers?)"
_MOST = 600
"""So many characters of a sentence are looked at: nobody types a longer one."""
_HELD = rf"(?:gebruik|bewaren|opslag|opslaan|vastleggen) van (?:mijn )?(?:[\w-]+ )?{_DATA}"
_NOT_WANTED = r"(?:geen toestemming|niet dat (?:u|jullie)|(?:do not|don't) (?:consent|want you to|allow you to))"
_NAMED = rf"\b(?:welke|alle|what|which|all)\b (?:[\w-]+ ){{0,2}}{_DATA}\b"
_DATA_OF_MINE = re.compile(rf"{_MINE}|\b(?:al(?:le)?|all) (?:[\w-]+ ){{0,2}}{_DATA}\b", re.IGNORECASE)
_A_COPY = r"(?:kopie|overzicht|afschrift|copy|overview|access)"
_REQUESTS = tuple(
    (right, re.compile(pattern), re.compile(beside))
    for right, pattern, beside in (
        (Right.ACCESS, r"\binzageverzoek\b|\bsubject access request", ""),
        (Right.ACCESS, rf"\bverzoek (?:tot|om|voor) inzage\b(?! in (?!{_MINE}))", ""),
        (Right.ACCESS, rf"\binzage\b[^.!?]{{0,30}}(?:{_MINE}|{_OF_ME})", ""),
        (Right.ACCESS, rf"{_MINE}[^.!?]{{0,30}}\b(?:inzien|in te zien|inkijken|op te vragen|opvragen)\b", ""),
        (Right.ACCESS, rf"\b{_A_COPY}\b[^.!?]{{0,25}}(?:{_MINE}|{_OF_ME})", ""),
        (Right.ACCESS, rf"\b(?:wat|alles|what|everything)\b[^.!?]{{0,45}}(?:{_KEPT})", _KEEP),
        (Right.ACCESS, rf"{_NAMED}[^.!?]{{0,20}}(?:{_KEPT})", _HAVE),
        (Right.ERASURE, rf"\b{_GONE}\b[^.!?]{{0,30}}(?:{_MINE}|{_OF_ME})", ""),
        (Right.ERASURE, rf"(?:{_MINE}|{_OF_ME})[^.!?]{{0,40}}\b{_GONE}\b", ""),
        (Right.ERASURE, rf"\b(?:mij|me)\b[^.!?]{{0,20}}\b(?:uit|from) (?:[\w-]+ )?{_SYSTEMS}\b", ""),
        (Right.ERASURE, rf"\b(?:{_GONE}|vergeet|forget)\b[^.!?]{{0,30}}{_ALL_OF_ME}", ""),
        (Right.ERASURE, rf"{_ALL_OF_ME}[^.!?]{{0,40}}\b(?:{_GONE}|weg)\b", ""),
        (
            Right.ERASURE,
            rf"\bik {_DEMAND}\b[^.!?]{{0,20}}\balles\b[^.!?]{{0,20}}\b{_GONE}\b",
            "",
        ),
        (
            Right.ERASURE,
            rf"\b{_GONE}\b[^.!?]{{0,15}}{_MY_NAME}[^.!?]{{0,25}}\b(?:uit|from)\b[^.!?]{{0,15}}{_SYSTEMS}",
            "",
        ),
        (
            Right.ACCESS,
            rf"\b(?:vertel|zeg|laat|tell|show)\b[^.!?]{{0,25}}\b(?:wat|what)\b[^.!?]{{0,25}}{_FROM_ME}",
            _HAVE,
        ),
        (Right.OTHER, r"\bklacht\b[^.!?]{0,40}\b(?:ap|autoriteit persoonsgegevens)\b|\bmijn privacy\b", _BROKEN),
        (Right.ERASURE, rf"\bverzoek (?:tot|om|voor) (?:wissing|verwijdering)\b(?! van (?:[\w-]+ )?{_FORM})", ""),
        (
            Right.OBJECTION,
            rf"(?:^|^hierbij |\bik ){_MAKE} (?:ik )?{_FORMALLY}bezwaar(?: in| aan)?\b{_NO_MATTER}",
            "",
        ),
        (Right.OBJECTION, r"^bezwaar\W*$|\bi (?:hereby )?object(?: to (?:this|the use|the processing))?\W*$", ""),
        (Right.OBJECTION, rf"\bbezwaar\b[^.!?]{{0,40}}\b(?:verwerk\w*|{_HELD})", ""),
        (Right.OBJECTION, rf"\bobject\w*\b[^.!?]{{0,30}}\b(?:processing|use of my (?:[\w-]+ )?{_DATA})", ""),
        (Right.OBJECTION, rf"\b{_NOT_WANTED}\b[^.!?]{{0,40}}{_MINE}", ""),
        (Right.OTHER, rf"\b(?:rectificatie|rectification|correctie)\b[^.!?]{{0,15}}{_MINE}", ""),
        (Right.OTHER, r"\bbeperking van de verwerking|\brestriction of processing", ""),
    )
)
_BY_RIGHT = tuple(
    (right, re.compile(rf"(?:\brecht (?:op|van|tot) {named}|\bright (?:of|to) (?:be )?{called})"))
    for right, named, called in (
        (Right.ACCESS, r"inzage", r"access"),
        (Right.ERASURE, r"(?:vergetelheid|(?:gegevens)?wiss(?:ing|en)|verwijder(?:ing|en))", r"(?:forgotten|erasure)"),
        (Right.OBJECTION, r"bezwaar", r"object"),
        (
            Right.OTHER,
            r"(?:rectificatie|correctie|overdraag\w*|dataportabiliteit|beperking)",
            r"(?:rectif|data port|restrict)",
        ),
    )
)
_LAW = re.compile(
    r"\b(?:u?avg|gdpr|dsgvo|rgpd)\b|algemene verordening gegevens|privacywet\w*|privacyverordening|"
    r"data protection (?:act|regulation|law)|\bartikel (?:15|16|17|18|20|21)\b"
)
_UNDER_IT = (
    (Right.ACCESS, re.compile(r"\b(?:inzage\w*|inzien|kopie|afschrift|overzicht|access|copy|overview)\b")),
    (
        Right.ERASURE,
        re.compile(
            r"\b(?:(?:uit)?wis(?:s\w*|t)?|(?:uit)?gewist|verwijder\w*|verge(?:telheid|ten)|vernietig\w*|era[sd]\w*|"
            r"delet\w*|forgotten)\b"
        ),
    ),
    (Right.OBJECTION, re.compile(r"\b(?:bezwaar|object\w*)\b")),
    (
        Right.OTHER,
        re.compile(
            r"\b(?:rectif\w*|verbeter\w*|corrig\w*|overdraag\w*|beperking|verzoek|beroep|recht|restrict\w*|request)\b"
        ),
    ),
)
_ONE_OF = re.compile(
    r"inzage|inzien|inkijk|te zien|vragen|access|kopie|copy|afschrift|overzicht|overview|gegevens|data|informati|"
    r"dossier|bewa|verwerk|opgeslagen|opslaat|vastgelegd|vastlegt|hold|keep|store|process|wis|verwijder|vernietig|schrap|weg|"
    r"delet|eras|remov|destroy|verge|forget|syste|bestand|administratie|file|record|vertel|zeg|laat|tell|show|klacht|"
    r"privacy|bezwaar|object|rectific|correctie|beperking|restriction|recht|right|avg|gdpr|dsgvo|rgpd|verordening|artikel"
)
"""No request is without one of these; most sentences are, and need no dearer look."""
_ASKS = re.compile(
    r"\b(?:ik|wij)\b[^.!?]{0,60}\b(?:verzoek|wil|wens|vraag|doe|maak|dien|eis|beroep|sommeer|verlang|ontvang|zou|"
    r"willen)\b|"
    r"\b(?:verzoek|wil|wens|vraag|doe|maak|dien|eis|beroep|sommeer|verlang|ontvang|zou)\b[^.!?]{0,20}\b(?:ik|u)\b|"
    r"\b(?:kunt|wilt|gelieve|graag|hierbij|verzoek)\b|\bi\b[^.!?]{0,30}\b(?:request|want|wish|would like|object|"
    r"exercise|ask|hereby)\b|\bplease\b|\b(?:stuurt?|geeft?|mailt?|bezorgt?|verstrekt?|send|give) (?:u )?(?:mij|me)\b"
)
_NONE = re.compile(r"\b(?:geen (?:bezwaar|inzage)|no objection)\b")
_OWN_POLICY = re.compile(
    r"\b(?:verwerken|verwerkt|gaan|gaat|conform|volgens|overeenkomstig|privacyverklaring|privacybeleid|vertrouwelijk|"
    r"bestemd|disclaimer|intended|confidential)\b|\bu (?:heeft|hebt|kunt|mag|een)\b|\b(?:hoe|leest|vindt|heeft|"
    r"hebt) u\b|"
    r"\byou (?:have|can|may)\b|\b(?:ons|onze|our) (?:privacy\w*|website|site)"
)
_OF_MINE = re.compile(r"\b(?:ik|mijn|mij|i|my|me)\b")
_OTHERS = r"(?:hij|zij|ze|he|she|they|collega|collega's|dr|patiënten|patients)"
_WHO_SEES = r"(?:wie|wanneer|krijgt|krijgen|ziet|zien|mogen|who|does|will)"
_OF_SOMEBODY_ELSE = re.compile(
    rf"^(?:[\w /-]{{1,30}}: ?)?(?:(?:en|maar|ook|and|but) )?{_OTHERS}\b|"
    rf"\b{_WHO_SEES}\b(?: de| het| mijn| the| a)? ?[\w.-]{{0,20}} (?:heeft |hebben |krijgt )?(?:inzage|access)\b|"
    r"\bwie heeft\b|\b(?:nodig|ontvangen|binnen|gekregen|compleet|needs?|required|received|complete)\b|"
    r"^(?:[\w ]{1,30}, )?(?:heeft|hebt|hebben) (?:u|jullie)\b|^(?:do|have) you\b|\bof (?:u|jullie)\b"
)
"""What others do or get, and what somebody needs: the words of a comment, or a question of fact."""


def asked(text: str) -> frozenset[Right]:
    """What rights somebody exercises in these words; none for what a hospital puts below a mail about its own data, for
    what is said of a colleague, and for a form that is taken back.
    """
    said = (sentence[:_MOST] for sentence in sentences(text[:MAX_TEXT]))
    meant = [s for s in said if _ONE_OF.search(s) and not _NONE.search(s) and not _is_policy(s)]
    return frozenset(right for s in meant for right in (*_plainly(s), *_by_law(s)))


def without_data(text: str) -> str:
    """The text without the words for its writer's data: what is left may take a form back as well."""
    return _DATA_OF_MINE.sub("", text)


def asks_under_avg(text: str) -> bool:
    """Whether any of them is."""
    return bool(asked(text))


def _plainly(sentence: str) -> list[Right]:
    if _OF_SOMEBODY_ELSE.search(sentence):
        return []
    found = [right for right, pattern, beside in _REQUESTS if pattern.search(sentence) and beside.search(sentence)]
    if _OF_MINE.search(sentence):
        found += (right for right, pattern in _BY_RIGHT if pattern.search(sentence))
    return found


def _by_law(sentence: str) -> list[Right]:
    if not (_LAW.search(sentence) and _ASKS.search(sentence)):
        return []
    found = [right for right, pattern in _UNDER_IT if pattern.search(sentence)]
    return [right for right in found if right is not Right.OTHER] or found


def _is_policy(sentence: str) -> bool:
    """How somebody handles data himself, or what a machine puts below a mail."""
    return bool(_OWN_POLICY.search(sentence)) and not _OF_MINE.search(sentence)
