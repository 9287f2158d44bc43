"""Words that tell that somebody is not there any more: left, died, moved, long ill, or an address that is closed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.core.words.moments.written_dates import DATE, written_date
from bot.core.words.sentences import as_written, sentences

_HOURS = (
    r"(?! (?:(?:\w+ )?op|in de|tijdens|met|samen|on|in the|with|am|mit)\b| full ?time| als (?:hoofd|voorzitter|"
    r"opleider))"
)
_LEFT = re.compile(
    rf"\b(?:niet|nooit) (?:meer|langer) (?:\w+ ){{0,3}}?(?:werkzaam|in dienst|verbonden|actief){_HOURS}|"
    r"\bwerk(?:t|te|en)?\b(?: \w+){0,3} (?:hier |daar )?niet (?:meer|langer)\b"
    r"(?= (?:hier|daar|bij|voor|binnen)\b| in (?!de\b)|[.,;!]|$)|"
    r"\b(?:sinds|per|vanaf|met ingang van)\b[^.!?]{0,40}\b(?:niet (?:meer|langer)) (?:werkzaam|in dienst)|"
    r"\bmet (?:\w+ )?(?:pre)?pensioen\b(?! (?:gaan|ga|gaat)\b)|\bgepensioneerd\b|\buit dienst\b|"
    r"\b(?:heb|heeft|verliet)\b[^.!?]{0,50}\b(?:ziekenhuis|praktijk|organisatie|instelling|kliniek|maatschap|afdeling|"
    r"vakgroep|huis|dienst|bedrijf)\b[^.!?]{0,15}\bverlaten\b|"
    r"\bnieuwe (?:baan|werkgever|werkplek)\b|\belders (?:gaan werken|werkzaam|aan de slag)|"
    r"\bwerk (?:ik )?(?:nu )?elders\b|"
    r"\b(?:verhuisd|overgestapt|vertrokken) naar (?:een|het|de) (?:\w+ ){0,3}?(?:ziekenhuis|kliniek|praktijk|"
    r"instelling|"
    r"umc|maatschap|buitenland|\w*ziekenhuis)|\bgestopt met (?:werken|mijn werk)|"
    r"\bno longer (?:work\w*|employed|with|at|part of|a member|affiliated|active)\b(?! (?:on|in the) \w*(?:day|"
    r"morning))|"
    r"\b(?:have|has|had) left (?:the )?(?:hospital|company|organi[sz]ation|practice|department|clinic|employment|us|"
    r"our)|\b(?:am|is|has|have|'ve) (?:now )?retired\b|\bmoved (?:on )?to (?:a|another|a new) (?:hospital|position|job|"
    r"role)|\bnew (?:job|employer)\b|"
    r"\bnicht mehr (?:bei|für|im|in|am|tätig|beschäftigt|erreichbar)|\bausgeschieden\b|\b(?:ruhestand|pensioniert)\b|"
    r"\bne (?:travaille|travaillons|fais) plus\b|\bplus en fonction\b|\b(?:à|en) (?:la )?retraite\b|\b(?:ai|a) quitté\b"
)
_DIED = re.compile(r"\b(?:overleden|ontvallen|heengegaan|overlijden|passed away|died|deceased)\b")
_CLOSED = re.compile(
    r"\b(?:adres|mail-?adres|e-?mail(?:-?adres)?|mailbox|postbus|postvak|account|"
    r"mail-?box)\b[^.!?]{0,40}\b(?:niet (?:meer|"
    r"langer) (?:in gebruik|actief|gebruikt|geldig|bereikbaar|gelezen|gecontroleerd|beheerd|bekeken|beschikbaar)|"
    r"wordt niet (?:meer|langer) \w+|vervallen|vervalt|opgeheven|buiten gebruik|afgesloten|gesloten|gewijzigd|"
    r"veranderd|"
    r"bestaat niet meer)|"
    r"\bdit (?:e-?mail-?|mail-?)?adres niet (?:meer|langer) (?:te )?gebruiken|"
    r"\bniet (?:meer|langer) (?:bereikbaar|te bereiken) (?:op|via) dit\b|\bnieuwe? (?:e-?)?mail-?adres\b|"
    r"\b(?:address|mailbox|account|inbox)\b[^.!?]{0,40}\b(?:no longer|has (?:been )?(?:changed|closed|discontinued|"
    r"deactivated)|is (?:closed|not in use|discontinued|inactive))\b|\bnew (?:e-?mail )?address\b|"
    r"\b(?:adresse|postfach)\b[^.!?]{0,40}\bnicht mehr\b|\badresse\b[^.!?]{0,40}\bn'est plus\b"
)
_DEAD = re.compile(
    r"\b(?:is|was|zijn|werd)\b[^.!?]{0,60}\b(?:overleden|ontvallen|heengegaan)\b|\boverlijden van\b|"
    r"\b(?:has|have) (?:sadly |recently |unexpectedly )?(?:passed away|died)\b|\bpassed away\b|\bdeceased\b|"
    r"\bverstorben\b|\bdécédée?\b"
)
_LONG_ILL = re.compile(
    r"\b(?:langdurig|langere tijd|voor (?:langere|onbepaalde) tijd|tot nader (?:order|bericht)|onbepaalde tijd)\b"
    r"[^.!?]{0,40}\b(?:ziek\w*|afwezig|uitgevallen|uit de running|niet werkzaam)|"
    r"\b(?:ziek\w*|afwezig|uitgevallen)\b[^.!?]{0,30}\b(?:voor (?:langere|onbepaalde) tijd|voor onbepaald|"
    r"tot nader (?:order|bericht))|"
    r"\b(?:al|sinds) (?:\w+ )?(?:maanden|weken|tijden|(?:langere|lange|geruime|enige) tijd|een jaar)\b"
    r"[^.!?]{0,20}\bziek\b|"
    r"\blangdurige (?:ziekte|afwezigheid|uitval|arbeidsongeschiktheid)|\barbeidsongeschikt\b|\bziektewet\b|"
    r"\blong[- ]term (?:sick|ill|absen|leave)\w*|\b(?:sick|ill|absent|away|"
    r"leave)\b[^.!?]{0,30}\b(?:until further notice|"
    r"indefinite\w*|for an? (?:long|extended))|\bindefinite (?:sick )?leave|"
    r"\b(?:langfristig|längerfristig|auf unbestimmte zeit)\b[^.!?]{0,30}\b(?:erkrankt|krank|abwesend)|"
    r"\b(?:longue maladie|absence (?:prolongée|de longue durée))\b"
)
_ONE_OF = re.compile(
    r"(?:niet|nooit) (?:meer|langer)|pensioe?n|uit dienst|verlaten|baan|werkgever|werkplek|elders|verhuisd|overgestapt|"
    r"vertrokken|gestopt|no longer|left|retired|moved|job|employer|nicht mehr|ausgeschieden|ruhestand|plus|retraite|"
    r"quitté|verval|opgeheven|buiten gebruik|gesloten|gewijzigd|veranderd|nieuw|changed|closed|discontinued|"
    r"deactivated|inactive|not in use|new |overleden|ontvallen|heengegaan|overlijden|passed away|died|deceased|"
    r"verstorben|décéd|lang|onbepaald|tot nader|ziek|afwezig|uitgevallen|arbeidsongeschikt|long|until further|"
    r"indefinit|for an? |fristig|unbestimmt|absence"
)
"""Nothing says it without one of these; most sentences are, and need no dearer look."""
_WILL_GO = re.compile(r"\b(?:ga|gaat|word|wordt|will|zal)\b[^.!?]{0,30}\b(?:pensioen|retire)")
_SELF = re.compile(
    r"\b(?:ik|ben ik|mij|me|mijn|i|i'm|i've|my|ich|mein\w*|je|j'ai|mon|ma)\b|\b(?:dit|deze|this|diese\w*|cette) "
    r"(?:e-?mail|mail|adres|address|mailbox|account|postbus|postvak|inbox|adresse)|\bhier niet (?:meer|langer)\b"
)
_STILL_HERE = re.compile(
    r"\b(?:ben|heb|werk|was)\b[^.!?]{0,40}\b(?:weer|inmiddels) "
    r"(?:terug|beter|aan het werk|hersteld|begonnen|opgeknapt)\b|"
    r"\bik (?:wil|zal|kan|ga|doe|vul|stuur|mail)\b[^.!?]{0,40}\b"
    r"(?:invullen|doen|sturen|mailen|meedoen|alsnog|graag|in)\b[.!]*(?:$|,)|"
    r"\b(?:doe|vul|stuur) ik\b[^.!?]{0,30}\b(?:nog|alsnog|in)\b|\b(?:i am|i'm) back\b"
)
_OTHERS = re.compile(
    r"\b(?:pati[eë]nt\w*|cli[eë]nt\w*|hij|zij|ze|collega|hem|haar|dr|mevrouw|mw|meneer|dhr|de heer|vader|moeder|man|"
    r"vrouw|"
    r"ouders?|partner|zus|broer|oma|opa|kind|dochter|zoon|specialist|baas|secretaresse|assistente?)\b"
)
_OF_AGE = re.compile(r"\b(?:als|wanneer|zodra|totdat|voordat|before|when|until) (?:ik|i|hij|zij|we|wij)\b")
_CAPITAL = r"[A-ZÀ-ÞĀ-Ž][\w.'-]*\w"
_TITLE = (
    r"(?:(?i:dr|drs|prof|professor|dhr|de heer|heer|meneer|mw|mevr|mevrouw|dokter|doctor|collega|colleague|zuster|"
    r"broeder|mr|mrs|ms)\.?|[a-z-]*(?:arts|loog|kundige|chirurg|iater|therapeut|internist|assistent))"
)
_PARTICLES = r"(?: (?:van|von|de|den|der|het|ten|ter|te|el|al|la|le|'t))*"
_NAMED = re.compile(
    rf"(?<![\w'-])(?:(?:{_TITLE} )+(?:(?:van|de|den|der|ten|ter) )*(?P<titled>{_CAPITAL}(?:{_PARTICLES} {_CAPITAL})*)|"
    rf"(?P<name>{_CAPITAL}(?:{_PARTICLES} {_CAPITAL})+))"
)
_WHERE = re.compile(
    r"(?i)\b(?:bij|in|voor|naar|aan|uit|op|via|met|door|at|with|for|to|from|by|van het|het|the)(?: de)? $"
)
_NO_NAME = re.compile(
    r"(?i)^(?:per|sinds|vanaf|helaas|na|in|het|de|mijn|onze|deze|dit|dat|hierbij|inmiddels|beste|met|wegens|vanwege|ook|"
    r"wij|ik|since|from|as|the|my|our|this|unfortunately|please|let|jammer|goed|nog|al|zoals|ter|omdat|want|maar)\b|"
    r"\b(?:ziekenhuis|praktijk|umc|kliniek|hospital|afdeling|maatschap)\b"
)
_SUBJECT = re.compile(r"(?i)\b(?:ik|wij|we|i|i'm|i've|ich|je|j'ai|nous)\b")
_PARTS = re.compile(r"[,;:]|\b(?:en|maar|want|omdat|dat|and|but|because|that)\b")
MAX_TEXT = 3000
_ANNOUNCED = timedelta(days=150)


def notice_says_gone(text: str, *, until: bool, sent: date | None = None) -> bool:
    """An automatic reply: all that it says is about its owner; `until` says that it names the end of an absence.

    What it says of a day after it was `sent` is not so yet.
    """
    said = [s for s in sentences(text[:MAX_TEXT]) if not _later(s, sent)]
    lasting = any(p.search(s) and not _WILL_GO.search(s) for s in said for p in (_LEFT, _DEAD))
    return lasting or (not until and any(p.search(s) for s in said for p in (_CLOSED, _LONG_ILL)))


def _later(sentence: str, sent: date | None) -> bool:
    """Whether a sentence names a day that is still to come, within the months in which people announce such things."""
    days = (written_date(m[0], sent) for m in re.finditer(DATE, sentence)) if sent else ()
    return any(day is not None and sent is not None and sent < day <= sent + _ANNOUNCED for day in days)


def person_says_gone(text: str, name: str = "") -> bool:
    """Somebody writes of himself, or of the mailbox that he writes from; or its heir does, of whose `name` it bears."""
    surname = (name.lower().split() or [""])[-1]
    heir = re.compile(rf"\b{re.escape(surname)}\b") if len(surname) > 2 else None
    said = [s.lower() for s in as_written(text[:MAX_TEXT]) if _tells(s.lower()) and not _is_of_another(s, name, heir)]
    if not said or any(_STILL_HERE.search(s) for s in sentences(text[:MAX_TEXT])):
        return False
    return any((_SELF.search(s) and not _OTHERS.search(s)) or (heir and heir.search(s)) for s in said)


def named_gone(text: str) -> tuple[str, ...]:
    """The names, as written, of those of whom a mail says it: not its sender's where they speak of themselves."""
    return tuple(name for s in as_written(text[:MAX_TEXT]) if _tells(s.lower()) for name in _named_in(s)[0])


def _is_of_another(sentence: str, name: str, heir: re.Pattern[str] | None) -> bool:
    """Whether somebody else than its sender is named as the one, and nothing in it says it of them too."""
    named, themselves = _named_in(sentence)
    own = any(one.lower() in name.lower() or (heir and heir.search(one.lower())) for one in named)
    return bool(named) and not (own or themselves)


def _named_in(sentence: str) -> tuple[tuple[str, ...], bool]:
    """Who is named in the parts that say it, and whether one of those is the writer's own."""
    telling = [part for part in _PARTS.split(sentence) if _tells(part.strip().lower())] or [sentence]
    others = [part for part in telling if not _SUBJECT.search(part)]
    found = ((part[: m.start()], m["titled"] or m["name"]) for part in others for m in _NAMED.finditer(part))
    names = tuple(name for before, name in found if not _WHERE.search(before) and not _NO_NAME.search(name))
    return names, len(others) < len(telling)


def gone_in(text: str) -> tuple[str, ...]:
    """The sentences, in lower case, that say it of somebody."""
    return tuple(s for s in sentences(text[:MAX_TEXT]) if _tells(s))


def tells_of_death(text: str) -> bool:
    """Whether somebody writes that somebody died."""
    return any(_DIED.search(sentence) for sentence in gone_in(text))


def _tells(sentence: str) -> bool:
    if not _ONE_OF.search(sentence) or sentence.endswith("?") or _OF_AGE.search(sentence) or _WILL_GO.search(sentence):
        return False
    return any(p.search(sentence) for p in (_LEFT, _CLOSED, _DEAD, _LONG_ILL))
