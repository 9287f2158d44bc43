"""Words that tell that the answers were given already, or were not forgotten."""

from __future__ import annotations

import re

from bot.core.words.sentences import sentences

_ANSWERED = re.compile(
    r"\b(?:al|reeds|allang|inmiddels|vorige week|gisteren|vanmorgen|vanochtend|zojuist|eerder|per post)\b[^.!?]{0,40}"
    r"\b(?:gestuurd|verstuurd|verzonden|opgestuurd|teruggestuurd|ingestuurd|ingevuld|gemaild|gepost|geantwoord|"
    r"beantwoord|ingeleverd|afgegeven|gedaan|aangeleverd)\b|"
    r"\b(?:gestuurd|verstuurd|verzonden|ingevuld|gemaild|geantwoord|ingeleverd)\b[^.!?]{0,20}\b(?:al|reeds|gisteren|"
    r"vorige week|per post)\b|\bniet vergeten\b|"
    r"\b(?:already|yesterday|last week|by post)\b[^.!?]{0,30}\b(?:sent|mailed|posted|completed|answered|returned|"
    r"filled)\b|"
    r"\b(?:sent|mailed|posted|completed|answered|returned|filled)\b[^.!?]{0,40}\b(?:already|yesterday|last week|"
    r"by post)\b|"
    r"\bnot forgotten\b"
)
_NOT_ANSWERED = re.compile(r"\b(?:niet|geen|nooit|not|never)\b[^.!?]{0,25}\b(?:gestuurd|ingevuld|sent|answered)\b")


def says_answered(text: str) -> bool:
    """A respondent says that the answers were given already, or were not forgotten."""
    return any(_ANSWERED.search(s) and not _NOT_ANSWERED.search(s) for s in sentences(text))
