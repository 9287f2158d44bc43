"""Whether a few words, perhaps only a subject, ask for a traject: "Graag een IFMS-traject"."""

from __future__ import annotations

import re

from bot.core.words.sentences import sentences

MAX_WORDS = 60
_TRAJECT = re.compile(
    r"\bifms\b|\b360[ -]?(?:°|graden|degrees?)?[ -]?(?:feedback|evaluatie|evaluation|review|traject)|"
    r"\b(?:evaluatie|evaluation) (?:van |of )?(?:mijn |my |het |the )?(?:individueel |individual )?"
    r"(?:functioneren|functioning|performance)"
)
_AGAIN = re.compile(r"^\s*(?:re|antw|aw|fw|fwd|doorst|tr)\s*:", re.I)
_WISHES = re.compile(
    r"\bgraag\b|\b(?:aub|svp|alstublieft)\b|a\.u\.b|s\.v\.p|\bvraagt u voor\b|"
    r"\b(?:wil|wens|zoek|zoeken|wensen|willen|behoefte aan|op zoek|toe aan|nodig|gezocht|gewenst|gevraagd)\b|"
    r"\b(?:aanvra(?:ag|gen)|aanmeld\w*|aan te melden|inschrijv\w*|verzoek|interesse|belangstelling|"
    r"ge[iï]nteresseerd|offerte|prijsopgave)\b|"
    r"\b(?:kan|kunt|kunnen|zou|zouden|mag|wilt|heeft|hebben|doet|doen|biedt|bieden|verzorgt|begeleidt)\b"
    r"[^.!?]{0,20}\b(?:u|jullie|je|dat|dit|ik|we|wij|er)\b|"
    r"\b(?:wat kost|hoeveel kost|kosten|tarief|tarieven|wanneer|hoe)\b|"
    r"\b(?:mogelijk|mogelijkheden|beschikbaar|plek|plaats|ruimte|informatie)\b|"
    r"\b(?:would like|like to|i'd like|looking for|need|needed|wanted|want|request|requested|requesting|interested|"
    r"interest|enquir\w*|inquir\w*|apply|application|sign(?:ing)? up|register(?:ing)?|quote|available|availability|"
    r"possible|information|looking to|any room|how much|costs?|price|fees?|"
    r"please|could you|can you|can i|do you|would you|may i)\b"
)
_CONTACT = re.compile(
    r"\bbel(?:len|t|afspraak)?\b|\bcontact\b|\bterugbel\w*|\bmail(?:en|t)?\b|\bkennis ?mak\w*|\bafspraak\b|\bkosten\b|"
    r"\bkost\b|\btarie\w*|\bprijs\w*|\bmogelijk\w*|\binformatie\b|\binfo\b|\bbij u\b|\baanmeld\w*|\bstarten\b|"
    r"\bbeginnen\b|\bplannen\b|\binplannen\b|\btermijn\b|\bplek\b|\bruimte\b|\bbeschikbaar\b|"
    r"\b(?:heeft|hebt) u (?:tijd|ook)\b|\bdoet u\b|\bterecht\b|\bmeld (?:ik )?(?:mij|me)\b|\bone\b|\broom\b|"
    r"\bcall\b|\bphone\b|\bappointment\b|\bcosts?\b|\bprice\b|\bpossible\b|\binformation\b|\bavailable\b|\bstart\b"
)
_DENIES = re.compile(
    r"\b(?:geen|niet|niets|nooit|nee|neen|no|not|never|don't|won't|zonder|without|zie af|afzien|zien af|afmeld\w*|"
    r"afgemeld|afzeg\w*|annule\w*|stopzet\w*|stop|cancel\w*|withdraw\w*|decline\w*)\b"
)
_NOT_YET = re.compile(r"\b(?:nog (?:geen|niet|nooit)|not yet)\b")
_OF_OTHERS = re.compile(
    r"formulier|vragenlijst|\brespondent|\binvul|\bingevuld|\bbijlage|\bbijgaand|\bhierbij (?:mijn|de|het)\b|"
    r"\bherinnering|\buitnodiging|\bdeadline|\bcollega\b|\bhij\b|\bzij\b|\bhem\b|\bhaar\b|\bhun\b|"
    r"\bzijn (?:ifms|traject|gesprek|functioneren|herregistratie)|\bverslag|\bdossier|\bkenmerk\b|\bt-[0-9a-z]{5}\b|"
    r"\bforms?\b|questionnaire|\bcolleague\b|\breminder|\battach|\bhe\b|\bshe\b|\bhis\b|\bher\b|\btheir\b|\breport\b"
)
_PAST = re.compile(
    r"\b(?:afgerond|achter de rug|gehad|geweest|gisteren|vorige|afgelopen|succes|gefeliciteerd|leuk|mooi|fijn|nuttig|"
    r"bedankt voor|dank voor|dank u|thanks|thank you|yesterday|last (?:week|month|year)|finished|completed|went|was|"
    r"verloopt|loopt|bezig|lopende?|ongoing|running)\b"
)
_SELLS = re.compile(
    r"https?:|www\.|\blees\b|\bread\b|\bnieuws?\b|\bnews\b|\bgratis\b|\bfree\b|\bontdek\b|\bdiscover\b|\bbekijk\b|"
    r"\bklik\b|\bclick\b|\bdownload\b|(?<!ik )\bschrijf (?:u|je)(?: nu)? in\b(?! verband)|\bwij bieden\b|\bwe offer\b|"
    r"\b(?:ons|onze|our)\b|\bleidraad\b|\bguideline\b|\bexperts?\b|\bmagazine\b|\bblog\b|\bpodcast\b|\bthema\w*|"
    r"\bbijeenkomst\b|\bmeeting\b|\bmeld (?:u|je) aan\b|\bgastles|\blezing|"
    r"\bpresentatie|\bspreker|\bspeak\b|\blecture\b|\bwaarnem\w*"
)
_TODAY = re.compile(r"\b(?:vandaag|morgen|straks|vanmiddag|zo meteen|today|tomorrow)\b")
_ADDED = re.compile(r"(?:verstuurd|verzonden|sent) (?:vanaf|met|van|from) ")
_APPLIES = re.compile(r"\bmeld (?:ik )?(?:mij|me)\b")
_CLAUSES = re.compile(r"[,;:]|\b(?:maar|but|want|because|en|and)\b")


def said(text: str) -> tuple[str, ...]:
    """The sentences, the name of the thing spelled in one way, and without what a telephone adds."""
    plain = re.sub(r"(?i)\bi\.f\.m\.s\b\.?", "ifms", text)
    return tuple(s for s in sentences(plain) if not _ADDED.match(s))


def asks_briefly(subject: str, text: str) -> bool:
    """A wish for a traject in one sentence, or the traject in the subject and the wish below it; in doubt no."""
    above, below = () if _AGAIN.match(subject) else said(subject), said(text)
    both = (*above, *below)
    whole = " ".join(both)
    if len(whole.split()) > MAX_WORDS or _SELLS.search(whole) or _OF_OTHERS.search(whole) or any(map(_declines, both)):
        return False
    named = any(_TRAJECT.search(s) and not _PAST.search(s) for s in above)
    return any(map(_asks, both)) or (named and (any(map(_wants_contact, below)) or _only_wishes(below)))


def _asks(sentence: str) -> bool:
    """Traject and wish stand together, and it is not over."""
    return bool(_TRAJECT.search(sentence) and _WISHES.search(sentence)) and not _PAST.search(sentence)


def _declines(sentence: str) -> bool:
    """A clause about the traject or the wish says no."""
    clauses = _CLAUSES.split(_NOT_YET.sub(" ", sentence))
    return any(_DENIES.search(c) and (_TRAJECT.search(c) or _WISHES.search(c)) for c in clauses)


def _wants_contact(sentence: str) -> bool:
    asks = bool(_WISHES.search(sentence) or _APPLIES.search(sentence)) or sentence.endswith("?")
    against = any(found.search(sentence) for found in (_DENIES, _PAST, _TODAY))
    return asks and bool(_CONTACT.search(sentence)) and not against


def _only_wishes(below: tuple[str, ...]) -> bool:
    """`Graag.`, perhaps with a name under it."""
    return 0 < len(below) <= 2 and len(below[0].split()) <= 3 and bool(_WISHES.search(below[0]))
