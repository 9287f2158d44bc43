"""Thanks and courtesies: sentences that ask nothing and tell nothing."""

from __future__ import annotations

import re

from bot.core.people.name_words import words
from bot.core.words.sentences import sentences

_PLEASANT = re.compile(
    r"^\W*(?:(?:hartelijke? |veel |heel erg |zeer |alvast )?(?:be)?dank(?:t|en|jewel)?|thanks|thx|tnx|thank you|"
    r"many thanks|merci|"
    r"ok(?:e|é|ay)?|prima|helder|duidelijk|begrepen|akkoord|fijn|mooi|goed|graag gedaan|geen dank|gelukkig|super|top|"
    r"succes|sterkte|tot (?:ziens|dan)|(?:een )?(?:fijn|goed|prettig)e? (?:dag|avond|week\w*|middag)|groet\w*|"
    r"(?:met )?vriendelijke groet\w*|mvg|noted|great|perfect|regards)\b"
)
_AGREES = words(
    "klopt kloppen goed akkoord compleet orde gezien ontvangen correct right fine good complete received seen prima"
    " dit dat het alles de lijst zo ja yes this it all the list that is are zijn look looks ziet er staat nu helemaal"
    " verder allemaal dan wel uit in order u je you hoor now bedankt dank thanks thank hartelijk veel"
)
_RECEIVED = words("ontvangen binnen binnengekomen aangekomen gekregen received arrived")
_RECEIPT = (
    _AGREES
    | _RECEIVED
    | words(
        "verklaring verslag mail mails bericht bijlage bijlagen stukken document documenten bestand pdf brief"
        " beide in goede heb hebben ik wij we hem haar ze hij die deze hierbij bevestig bevestigen ontvangst van"
        " voor uw mijn je jullie inmiddels net zojuist keurig netjes mooi fijne fijn mooie prettige gesprek"
        " verslaglegging moeite snelle reactie toezending toesturen zeer erg heel en met vriendelijke groet"
        " groeten mvg ook al gisteren vandaag vanochtend statement report message letter attachment documents i"
        " we have it's it for your my both just now well safely conversation sending"
    )
)
"""What was sent has come: nothing is said of anything else."""
_COMES = re.compile(
    r"(?:ja )?(?:dat |het )?komt (?:helemaal |allemaal |vast )?(?:goed|voor elkaar|in orde)|"
    r"(?:ja )?(?:dan )?(?:ik (?:ben|zal)|(?:ben|zal) ik)(?: er| erbij| bij| aanwezig| present| zijn| dan| graag)+|"
    r"(?:ja )?(?:ik kom|kom ik)(?: er| dan| graag| langs)*|"
    r"(?:uitnodiging |afspraak )?(?:is )?(?:accepted|geaccepteerd|aanvaard|bevestigd|confirmed)|"
    r"(?:hij |het |de afspraak )?(?:staat|is|heb ik|zet ik) (?:hem |het )?(?:erin|genoteerd|geaccepteerd|"
    r"in (?:de|mijn) agenda(?: gezet)?)|"
    r"(?:dan )?(?:zie ik|ik zie|zie) (?:je|u|jullie)(?: dan| daar)?|see you (?:then|there)|"
    r"i(?:'ll| will) (?:be there|come)|(?:dat )?(?:is goed|lukt|past)|(?:ja |top |super )?zin in|ontvangen|leuk"
)
"""What people say of an appointment that they come to."""
_TURNS = re.compile(r"\b(?:maar|echter|but|however)\b")
_FOR_ALL = re.compile(r"\b(?:voor|for) (?:alles|everything)\b")
_WORD = re.compile(r"\w+")
_JUDGES = re.compile(
    r"\b(?:hij|hem|zij|ze|haar|zijn|collega|dokter|arts|specialist|dr|oordeel|score|cijfer|feedback|alles|overal|he|him|"
    r"she|her|ik (?:vind|denk|heb|zie|merk|ervaar|werk)|i (?:find|think|feel))\b|\d|:"
)
_MOST_WORDS = 14


def is_pleasant(text: str) -> bool:
    """Whether each sentence is one of thanks or of courtesy."""
    said = [_FOR_ALL.sub("", sentence) for sentence in sentences(text)]
    return bool(said) and "?" not in text and all(map(_is_pleasant, said))


def _is_pleasant(said: str) -> bool:
    more = _JUDGES.search(said) or _TURNS.search(said)
    return bool(_PLEASANT.match(said)) and not more and len(said.split()) <= _MOST_WORDS


def beside_coming(text: str) -> str:
    """What is left of the text without the parts that say no more than that they come."""
    parts = (p.strip(" .!") for s in sentences(text) for p in re.split(r"[,;:]", s))
    return ". ".join(p for p in parts if p and not _COMES.fullmatch(p))


def is_receipt(text: str) -> bool:
    """Whether nothing is said but that what was sent has come, with thanks."""
    said = [set(_WORD.findall(sentence)) for sentence in sentences(text)]
    return "?" not in text and any(one & _RECEIVED for one in said) and all(one <= _RECEIPT for one in said)


def agrees(text: str) -> bool:
    """Whether nothing is said about a list that is sent back but that it is right, or nothing at all."""
    plain = (is_pleasant(said) or set(_WORD.findall(said.lower())) <= _AGREES for said in sentences(text))
    return "?" not in text and all(plain)
