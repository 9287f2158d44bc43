"""Somebody says that a form in their name was not sent by them."""

from __future__ import annotations

import re

from bot.core.words.sentences import core, sentences

MOST_WORDS = 60
_IT = r"(?:dit|dat|het|deze|die|it|this|that|formulier|form|mail|bericht|answers?|antwoord\w*|feedback|vragenlijst)"
_SENT = (
    r"(?:gestuurd|verstuurd|verzonden|ingestuurd|ingevuld|ingediend|opgestuurd|gemaild|ingeleverd|afkomstig|geschreven|"
    r"sent|send|submit(?:ted)?|filled|fill|completed?|write|written)"
)
_DISOWNS = (
    re.compile(rf"^\W*(?:nee|neen|no)?\W*(?:{_IT} (?:\w+ )?(?:is|komt|was|kwam) )?(?:echt |zeker |helemaal )?"
               r"niet (?:van|door) (?:mij|me|ons)\b"),
    re.compile(r"^\W*(?:no\W+)?(?:(?:this|that|it) (?:\w+ )?(?:is|was) )?(?:definitely |certainly )?"
               r"not (?:mine|by me|from me|me)\b"),
    re.compile(rf"\bniet (?:van|door) (?:mij|me|ons|mijzelf)(?: zelf)? (?:{_SENT}|komt|kwam|af\b)"),
    re.compile(rf"\b{_IT}\b[^.!?]{{0,40}}\b(?:is|komt|was|kwam|werd)\b[^.!?]{{0,15}}\b"
               r"niet (?:van|door) (?:mij|me|ons)\b"),
    re.compile(rf"\bik\b[^.!?]{{0,30}}\b{_IT}\b[^.!?]{{0,20}}\b(?:niet|nooit)\b[^.!?]{{0,12}}\b{_SENT}\b"),
    re.compile(rf"\b{_IT}\b(?: \w+){{0,2}} heb ik(?: (?:u|jullie|zelf|echt))*? "
               rf"(?:niet|nooit)\b[^.!?]{{0,12}}\b{_SENT}\b"),
    re.compile(rf"\bik (?:heb|had)\b[^.!?]{{0,20}}\b(?:geen|nooit (?:een )?)\b ?{_IT}\b[^.!?]{{0,15}}\b{_SENT}\b"),
    re.compile(rf"\b(?:i|we) (?:have |had )?(?:did not|didn't|not|never)\b"
               rf"[^.!?]{{0,15}}\b{_SENT}\b[^.!?]{{0,15}}\b{_IT}\b"),
    re.compile(rf"\bwas(?: not|n't) {_SENT}(?: in)? by (?:me|us)\b|\bnot (?:mine|sent by me|from me)\b"),
)  # fmt: skip
_OTHERWISE = re.compile(
    r"\b(?:nog (?:niet|geen)|yet|niet (?:volledig|compleet|goed|juist|alles|overal)|not (?:completely|fully|all)|"
    r"idee|fout|schuld|fault|idea)\b"
)


def disowns(text: str) -> bool:
    """Whether a short mail says so: that is hers to judge, and never carried out by itself."""
    if len(core(text).split()) > MOST_WORDS:
        return False
    return any(pattern.search(s) and not _OTHERWISE.search(s) for s in sentences(text) for pattern in _DISOWNS)
