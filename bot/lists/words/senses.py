"""What the words of a heading mean together: "andere" and "niet" turn the word that follows them."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.lists.words.disciplines import disciplines
from bot.lists.words.functions import DOCTORS, OTHERS, PEERS, is_staff

UNTOLD = "-"
"""The words are those of groups, and yet they do not tell which."""

_FIELDS = r"(?:discipline|disciplines|specialism\w*|specialt\w*|specialit\w*|vakgebied\w*|vakgroep\w*|maatschap\w*|vak)"
_OTHER = (
    r"(?:andere?|anders|overig\w*|verschillende|diverse|aanpalende|samenwerkende|verwante|other|another|different"
    r"|aangrenzende)"
)
_NOT_DOCTORS = re.compile(
    r"\b(?:niet|geen|non|not)(?: (?:een|zijnde|zynde|als|a|zelf))?"
    r" (?:arts\w*|medic\w*|medisch\w*|doctor\w*|dokter\w*|physician\w*|medical\w*)\b|\bnietarts\w*"
    r"|\banders? dan (?:een )?(?:artsen|arts|medici|dokters?)\b|\bandere dan (?:artsen|medici|dokters)\b"
)
_ELSEWHERE = re.compile(r"\b(?:andere?|overige) (?:ziekenhui[sz]\w*|huis|huizen|instelling\w*|locatie\w*|centr\w+)\b")
_OTHER_FIELD = re.compile(rf"\b{_OTHER} (?:(?:medische?|eigen|een) )*{_FIELDS}\b")
_OWN_FIELD = re.compile(rf"\b(?:eigen|(?:het|de)?zelfde|same|own|mijn|onze)(?: (?:medische?|eigen))* {_FIELDS}\b")
_STRONG = re.compile(
    r"\b(?:vakgeno\w+|vakcolleg\w+|vakgroep(?:s?leden|s?lid|geno\w+|collegas?)?|maatschap(?:s?leden|s?lid)?|maten|peers?)\b"
)
_WEAK = re.compile(r"\b(?:collega\w*|colleague\w*)\b")
_TURN = r"(?:andere?|anders|overig\w*|buiten|niet|geen|non|not|other|another|extern\w*|oud|ex|voormalig\w*|dan|behalve)"
_TURNED = re.compile(
    rf"\b{_TURN}(?: (?!en\b|and\b)\w+){{0,4}}? (?:vakg\w+|vakc\w+|maatschap\w*|maten|peers?|collega\w*|colleague\w*"
    rf"|(?:eigen|(?:het|de)?zelfde|same|own)(?: \w+)? {_FIELDS})\b"
)
_CONTRAST = re.compile(
    rf"\b(?:{_TURN}|elders|rest|overstijg\w*|reserve\w*|divers\w*|excl\w*|zonder|uitgezonderd|gemengd\w*|alle\w*|zowel|half|noch)\b"
)
_HOUSE = re.compile(
    r"\b(?:poli|polikliniek\w*|\w*kliniek|afdeling\w*|balie|ok|ic|seh)\b"
)  # its nurses are colleagues as well
_DENIED = re.compile(
    r"\b(?:geen|niet|noch|non|behalve|zonder|half)\b.*\b(?:artsen|arts|medici|dokters?|doctors?)\b|\b(?:noch|half)\b"
)
_NURSES = re.compile(r"\b(?:verpleegk\w*|vpk|nurse) speciali\w+|\bdokters? ?assist\w*|\bphysician assist\w*")
_DOCTORS = re.compile(
    r"\b(?:arts|artsen|\w+arts|\w+artsen|dokters?|doctors?|physicians?|residents?|medici|medicus|specialisten|specialist"
    r"|aios|anios|agios|arts assistent\w*|artsassistent\w*|assistent arts\w*|verwyzers?|\w+specialisten)\b"
)
_TRAINEES = re.compile(r"\b(?:aios|anios|agios|residents?|arts assistent\w*|artsassistent\w*)\b")
_WITHOUT = re.compile(
    r"\b(?:excl\w*|exclusief|geen|zonder|niet) (?:de )?(?:aios|anios|waarnemers?|minimum)\b"
    r"|\bincl\w* (?:a ?n? ?ios|aios)(?: (?:en )?anios)?\b"
)
_AND = re.compile(r"\b(?:en|and|plus|of)\b")
_WORDS = re.compile(
    rf"{_OTHER}|{_FIELDS}|nietarts\w*|artsen\w*|medici|(?:para)?medisch\w*|personeel|staff|nurs\w+|doctors?"
)
_PLURAL = re.compile(r"(?:\w\w(?:en|s)|^pas|medici)$")
_SINGULAR = re.compile(r"(?:arts|ios|cus|ss)$")


@lru_cache(maxsize=4096)
def sense(plain: str, own: str) -> str:
    """The built-in group that a folded text means, UNTOLD when it cannot be told, "" when no word is of a group's.

    `own` is the name of the specialist's discipline or "".
    """
    text = _WITHOUT.sub(" ", plain.replace("a n ios", "aios"))
    if _NOT_DOCTORS.search(text):
        return _not_doctors(text)
    staff = _NURSES.search(text) is not None or is_staff(text)
    text = _NURSES.sub(" ", text)
    if _OTHER_FIELD.search(text):
        left = _OTHER_FIELD.sub(" ", text)
        mixed = staff or ((_STRONG.search(left) or _OWN_FIELD.search(left)) and not _TURNED.search(left))
        return UNTOLD if mixed else DOCTORS
    doctors = _DOCTORS.search(text) is not None
    if staff:
        return _staff(text, doctors=doctors)
    if _STRONG.search(text) or _OWN_FIELD.search(text) or _WEAK.search(text):
        return _peers(text, own, doctors=doctors)
    return _doctors(text, own) if doctors else ""


def _not_doctors(text: str) -> str:
    """`Niet-artsen`, `Medewerkers (geen arts)`; not `Artsen en niet-artsen`."""
    left = _NURSES.sub(" ", _NOT_DOCTORS.sub(" ", text))
    mixed = _DOCTORS.search(left) or re.search(r"\bvakgeno\w+|\bpeers?\b", left) or _OTHER_FIELD.search(left)
    return UNTOLD if mixed or re.search(r"\b(?:niet|geen) (?:alleen|enkel|slechts)\b", text) else OTHERS


def _staff(text: str, *, doctors: bool) -> str:
    """`Verpleging`, `Collega's van het secretariaat`; not `Vakgroep en secretariaat`."""
    own = _STRONG.search(text) or _OWN_FIELD.search(text)
    joined = own and (_AND.search(text) or re.search(r"\bvakgeno\w+|\bvakcolleg\w+", text))
    return UNTOLD if doctors or joined or re.search(r"\bgeen\b|\bniet\b", text) else OTHERS


def _peers(text: str, own: str, *, doctors: bool) -> str:
    strong = bool(_STRONG.search(text) or _OWN_FIELD.search(text))
    named = disciplines(text)
    if _TURNED.search(text):
        mixed = _AND.search(_TURNED.sub(" ", text)) and re.match(r"(?:collega|vakg|maats|directe)", text)
        return DOCTORS if doctors and not mixed else UNTOLD
    if _CONTRAST.search(_ELSEWHERE.sub(" ", text) if strong else text):
        return DOCTORS if doctors and not strong and not _AND.search(text) else UNTOLD
    if named and own and own not in named:
        certain = re.search(r"\bvakgeno|\bvakcolleg|\bpeers?\b", text) or _OWN_FIELD.search(text)
        return UNTOLD if certain else DOCTORS
    house = not strong and not named and _HOUSE.search(text)
    if house or len(named) > 1 or (doctors and _is_mixed(text, strong=strong, named=bool(named))):
        return UNTOLD
    return PEERS


def _is_mixed(text: str, *, strong: bool, named: bool) -> bool:
    """`Vakgenoten en aios` is two groups; `Collega-specialisten` and `Artsen van de vakgroep` are one."""
    if _AND.search(text) or _TRAINEES.search(text):
        return True
    return not strong and not named and not re.search(r"\bcollegas? (?:medisch )?specialist", text)


def _doctors(text: str, own: str) -> str:
    """`Artsen`, `AIOS cardiologie`; `Artsen cardiologie` of a cardiologist, or of one we do not know, may be either."""
    if _DENIED.search(text):
        return UNTOLD
    parts = [part for part in _AND.split(text) if not _TRAINEES.search(part)]  # `Cardiologen en aios cardiologie`
    named = frozenset().union(*map(disciplines, parts))
    return UNTOLD if named and (not own or own in named) else DOCTORS


def is_plain(plain: str) -> bool:
    """Whether a folded text names a group in so many words: "artsen" and "collega's" may stand in any sentence."""
    patterns = (_NOT_DOCTORS, _OTHER_FIELD, _OWN_FIELD, re.compile(r"\b(?:vakgeno\w+|vakcolleg\w+)\b"))
    return any(p.search(plain) for p in patterns)


def says_doctors(plain: str) -> bool:
    """Whether a folded text has a word for doctors: `Andere disciplines` may be nurses."""
    return bool(_DOCTORS.search(plain))


def is_turned(plain: str) -> bool:
    """Whether a folded text has a word of contrast: nothing is deduced from what remains of it."""
    return bool(_CONTRAST.search(plain))


def without_phrases(plain: str) -> str:
    """A folded text without what it says of groups in more than one word."""
    for pattern in (_NOT_DOCTORS, _NURSES, _TRAINEES, _OTHER_FIELD, _OWN_FIELD, _STRONG, _WEAK, _DOCTORS):
        plain = pattern.sub(" ", plain)
    return plain


def is_word_of_groups(token: str) -> bool:
    """Whether one folded word is of those that headings are made of."""
    return any(p.fullmatch(token) for p in (_STRONG, _WEAK, _DOCTORS, _CONTRAST)) or bool(_WORDS.fullmatch(token))


def is_plural(plain: str) -> bool:
    """`Cardiologen`, `Verpleegkundigen`: a group rather than somebody's function."""
    return any(_PLURAL.search(w) and not _SINGULAR.search(w) for w in plain.split())
