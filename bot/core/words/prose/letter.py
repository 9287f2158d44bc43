"""The letter around a form: words that say no more than that it is there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.core.people.name_words import words
from bot.core.words.sentences import sentences

_LETTER = words(
    "hierbij bijgaand bijgaande bijgevoegd bijgevoegde bijgesloten bijlage bijlagen zie in de het een mijn ons"
    " onze als attachment attachments attached enclosed herewith please find is are the my here ingevuld"
    " ingevulde ingevulden ondertekend ondertekende formulier formulieren feedbackformulier feedbackformulieren"
    " feedback vragenlijst vragenlijsten zelfevaluatie antwoord antwoorden reactie beoordeling evaluatie ifms"
    " graden over van voor aan bij met tbv inzake betreffende omtrent dr drs prof professor dokter collega"
    " mevrouw meneer mw mevr dhr heer specialist stuur zend mail ik wij u je jullie hiermee retour terug vind"
    " vindt treft ontvang ontvangt krijgt toe gevraagde gewenste zoals gevraagd afgesproken besproken beloofd"
    " volgt hieronder document documenten bestand bestanden word pdf scan foto excel onderwerp zelf graag"
    " alvast nog ook alsnog even dan nu eindelijk form forms completed filled out questionnaire answers of for"
    " on about from to regarding as requested promised your uw jouw you i am sending send dear beste geachte"
    " hallo goedemorgen goedemiddag dag en and hartelijke vriendelijke groet groeten gr mvg kind best warm"
    " regards kenmerk ref referentie re fw fwd betreft bericht herinnering mailtje excuses excuus sorry late"
    " laat later vertraging drukte plezier genoegen apologies delay pleasure hopelijk zo goed voldoende"
    " informatie zonet zojuist vandaag vanochtend vanmiddag gisteren ingestuurd verstuurd verzonden gemaild"
    " gestuurd heb hebben had dank bedankt dankjewel dankuwel hartelijk veel heel erg zeer thanks thank many"
    " merci ok oke oké prima helder duidelijk begrepen akkoord fijn fijne goede prettige mooi mooie gedaan geen"
    " succes sterkte gewenst toegewenst tot ziens avond week weekend weekeinde middag morgen ochtend wel verder"
    " uitnodiging moeite"
    " tijd herinneringsmail reminder nice great perfect good day evening hi hello hoi lieve ls groetjes liefs"
    " collegiale vr sent iphone ipad android outlook vanaf samsung mobile mobiel this these what with very much"
    " all wishes succesvolle hopende te geïnformeerd informeren"
)
_CLOSES = re.compile(
    r"(?i)^\W*(?:(?:met|mvg|hartelijke|vriendelijke|vr\.?|collegiale|kind|best|warm|many|sincerely|regards|groet\w*|gr)\b"
    r"[^.!?]{0,40}(?:groet\w*|regards|gr\.?)?|(?:groet\w*|mvg|gr|regards|hoogachtend))\W*(?:\w+\W*){0,4}$"
)
_POSTSCRIPT = re.compile(r"(?i)^\W*(?:p\.?\s?s\b|n\.?b\b|post\s?script)")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNATURE = 6
"""Words of a line below the closing that is no sentence any more."""
_MOST = 5_000  # characters: what comes after is no letter around a form


def says_more(text: str, names: Iterable[str]) -> bool:
    """Whether anything is said but courtesies and that the form is there; these people may be named."""
    known = _LETTER | {word.lower() for name in names for word in _WORD.findall(name)}
    return any(
        "?" in one or not set(_WORD.findall(one)) <= known
        for line in parted(text[:_MOST])[0].splitlines()
        for one in sentences(line)
    )


def beyond_courtesy(words: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Which of these words (small letters) stand in no such letter; these people may be named."""
    known = _LETTER | {word.lower() for name in names for word in _WORD.findall(name)}
    return tuple(word for word in words if word not in known)


def parted(text: str) -> tuple[str, str]:
    """What stands above the signature, or below it in whole sentences; and the signature."""
    above, below = list[str](), list[str]()
    closed = False
    for line in text.splitlines():
        after = _POSTSCRIPT.match(line) or len(line.split()) > _SIGNATURE
        (below if closed and not after else above).append(line)
        closed = closed or bool(_CLOSES.match(line))
    return "\n".join(above), "\n".join(below)
