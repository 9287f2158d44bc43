"""A mere word of thanks needs nobody's decision."""

from __future__ import annotations

import re

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Outcome
from bot.core.words.sentences import sentences
from bot.core.world import World

INTENT = "unknown"
_PLEASANT = re.compile(
    r"^\W*(?:(?:hartelijk |veel |heel erg |zeer |alvast )?(?:be)?dank(?:t|en|jewel)?|thanks|thank you|many thanks|"
    r"merci|"
    r"ok(?:e|é|ay)?|prima|helder|duidelijk|begrepen|akkoord|fijn|mooi|goed|graag gedaan|geen dank|gelukkig|super|top|"
    r"succes|sterkte|tot (?:ziens|dan)|(?:een )?(?:fijn|goed|prettig)e? (?:dag|avond|week\w*|middag)|groet\w*|"
    r"(?:met )?vriendelijke groet\w*|mvg|noted|great|perfect|regards)\b"
)
_JUDGES = re.compile(
    r"\b(?:hij|hem|zij|ze|haar|zijn|collega|dokter|arts|specialist|dr|oordeel|score|cijfer|feedback|alles|overal|he|him|"
    r"she|her|ik (?:vind|denk|heb|zie|merk|ervaar|werk)|i (?:find|think|feel))\b|\d|:"
)
_MOST_WORDS = 14


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Nothing but pleasantries: no question, no file, no word about anybody."""
    return not case.clues.parts and is_pleasant(mail.new_text)


def is_pleasant(text: str) -> bool:
    """Whether each sentence is one of thanks or of courtesy."""
    said = sentences(text)
    pleasant = all(_PLEASANT.match(s) and not _JUDGES.search(s) and len(s.split()) <= _MOST_WORDS for s in said)
    return bool(said) and pleasant and "?" not in text


def by_itself(alone: Alone) -> bool:
    """Never: nobody is thanked."""
    return False


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Filed with the correspondence."""
    return Decision(case.traject, outcome=Outcome.FILED, intent=INTENT)
