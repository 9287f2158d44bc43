"""An address that a specialist says is his own: it is no respondent's, and what he writes of it changes no list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.listed import ListedRespondent
from bot.core.people.addresses import key
from bot.core.people.names import Likeness, same_person
from bot.lists.mentions import mentioned, somebody

_ADDRESS = re.compile(r"[^\s<>()\[\],;:|\"'@]+@[^\s<>()\[\],;:|\"'@]*\w")
_SAID = re.compile(r"(?:[^.!?\n]|[.!?](?=\w))+[.!?]*\n?")
_LETTER, _LONGEST, _FEW = 30_000, 600, 10
"""Characters of a letter and of a sentence, and the words of one that gives an address and nothing else."""
_AT = "\x00"
_WHICH = (
    r"(?:(?:nieuwe?|pri(?:v|vé|ve)|persoonlijke?|eigen|zakelijke?|andere?|tweede|huidige|definitieve|tijdelijke|vaste|"
    r"algemene|juiste|goede|correcte|werk|thuis|e|new|private|personal|own|other|second|current|right|correct|work|home)"
    r"[\s-]+){0,3}"
)
_MAIL = r"(?:[\w-]*(?:adres|address|mail|mailbox)|account|inbox|postvak|postbus)\b(?!\s+(?:van|aan|of|to)\b)"
_MORE = r"(?:\s+(?!(?:niet|not|geen|nooit|never)\b)[\w'’-]+)"
_AFTER = r"(?:vanaf|vanuit|via|met|op|onder|naar|aan|from|via|with|at|on|to)"
_HERE = rf"{_AFTER}\s+(?:(?:het|mijn|dit|my|the)\s+{_WHICH}{_MAIL}\s+)?"
_REACHED = r"(?:bereikbaar|te bereiken|bereikt|bereiken|reachable|be reached|reach)"
_OF_MINE = re.compile(
    rf"(?i)\b(?:mijn|m'n|my)\s+{_WHICH}{_MAIL}|\b(?:ik|i)\s+(?:heb|krijg|kreeg|have|got)\b{_MORE}{{0,3}}?"
    rf"\s+(?:nieuw|ander|new|other|different)\w*\s+{_MAIL}|"
    rf"\b(?:heb|krijg|kreeg)\s+ik\b{_MORE}{{0,3}}?\s+(?:nieuw|ander)\w*\s+{_MAIL}"
)
"""Whatever else is named in the sentence: it says whose address it is."""
_OF_ADDRESS = re.compile(rf"(?i)(?<!\w){_MAIL}")
_OF_ME = tuple(
    re.compile(rf"(?i){pattern}")
    for pattern in (
        rf"\b(?:ik|i)\b{_MORE}{{0,3}}?\s+(?:mail|e-mail|schrijf|write|mailen|schrijven)\b{_MORE}{{0,3}}?\s+{_HERE}{_AT}",
        rf"\b(?:mail|e-mail|schrijf)\s+ik\b{_MORE}{{0,3}}?\s+{_HERE}{_AT}",
        rf"\b(?:ik|i)\b{_MORE}{{0,3}}?\s+(?:gebruik|lees|use|read|check)\b{_MORE}{{0,3}}?\s+(?:{_HERE})?{_AT}",
        rf"\b(?:gebruik|lees)\s+ik\b{_MORE}{{0,3}}?\s+(?:{_HERE})?{_AT}",
        rf"\b(?:ik|i|i'm)\b[^{_AT}]{{0,40}}\b{_REACHED}\b[^{_AT}]{{0,30}}{_AT}",
        rf"\b(?:ben|blijf|word)\s+ik\b[^{_AT}]{{0,40}}\b{_REACHED}\b[^{_AT}]{{0,30}}{_AT}",
        rf"\b(?:ben|blijf|word)\s+ik\b[^{_AT}]{{0,40}}{_AT}[^{_AT}]{{0,20}}\b{_REACHED}\b",
        rf"\b(?:mij|me)\b{_MORE}{{0,3}}?\s+{_HERE}{_AT}|{_AT}\s+(?:voor mij|for me)\b",
        rf"\bik\s+(?:ga|werk|ben)\b[^{_AT}]{{0,15}}\b(?:werken|werkzaam|nu|inmiddels|voortaan|vanaf|per|sinds)\b"
        rf"[^{_AT}]{{0,40}}{_AT}",
    )
)
_FROM_NOW = r"\b(?:voortaan|vanaf nu|in het vervolg|from now on)\b"
_FOR_ME = tuple(
    re.compile(rf"(?i){pattern}")
    for pattern in (
        rf"\b(?:gebruik|use)\b[^{_AT}]{{0,20}}{_FROM_NOW}[^{_AT}]{{0,20}}{_AT}",
        rf"\b(?:gebruik|use)\b[^{_AT}]{{0,20}}{_AT}[^{_AT}]{{0,20}}{_FROM_NOW}",
        rf"{_FROM_NOW}[^{_AT}]{{0,20}}{_AT}[^{_AT}]{{0,20}}\bgebruiken\b",
        rf"\b(?:alles|alle (?:mail|post|berichten|stukken)|(?:het|uw|mijn) (?:verslag|rapport)|(?:de|uw|mijn) (?:post|"
        rf"mail|stukken|verklaring|berichten)|everything|all (?:mail|messages)|(?:the|my) (?:report|statement|mail))\b"
        rf"[^{_AT}]{{0,30}}\b(?:naar|aan|to|op|via)\s+{_AT}",
    )
)
"""Said of mail to him where no colleague's address is asked for: nothing in it says whose the address is."""
_MOVES = re.compile(
    r"(?i)\bik\b[^.!?]{0,40}\b(?:(?:van )?(?:andere? |nieuwe )?(?:baan|werkgever) veranderd?|veranderd? van (?:baan|"
    r"werkgever)|(?:andere|nieuwe) (?:baan|werkgever)|elders (?:werken|werkzaam|aan de slag))\b|"
    r"\bi\b[^.!?]{0,40}\b(?:changed? jobs?|new (?:job|employer))\b"
)


@dataclass(frozen=True, slots=True)
class Own:
    """The addresses that the writer calls his own, as typed, and the letter without what he says of them."""

    addresses: tuple[str, ...]
    rest: str


def own_address(
    text: str, listed: tuple[ListedRespondent, ...], known: Iterable[str], name: str, *, asked: bool
) -> Own:
    """`name` is the writer's, `known` are addresses of which nothing new can be said; `asked`: he was asked for another
    address of a colleague, so that only what speaks of himself in so many words is about him.
    """
    if "@" not in text:
        return Own((), text)
    there, found, kept = {key(a) for a in known if a}, list[str](), list[str]()
    leads, at = False, 0
    for match in _SAID.finditer(text[:_LETTER]):
        sentence = match[0]
        kept.append(text[at : match.start()])
        at = match.end()
        new = [] if len(sentence) > _LONGEST else [a for a in _ADDRESS.findall(sentence) if key(a) not in there]
        own = bool(new) and (_is_mine(sentence, listed, name, asked=asked) or (leads and _is_alone(sentence, listed)))
        leads = len(sentence) <= _LONGEST and "@" not in sentence and _announces(sentence)
        if own:
            found.append(new[0])
            sentence = sentence.replace(new[0], " ") if len(new) > 1 else "\n"
        kept.append(sentence)
    return Own(tuple(dict.fromkeys(found)), "".join(kept) + text[at:]) if found else Own((), text)


def _is_mine(sentence: str, listed: tuple[ListedRespondent, ...], name: str, *, asked: bool) -> bool:
    said = _ADDRESS.sub(_AT, sentence)
    if _OF_MINE.search(said) or (_OF_ADDRESS.search(said) and same_person(somebody(said), name) is Likeness.SAME):
        return True
    patterns = _OF_ME if asked else (*_OF_ME, *_FOR_ME)
    return any(p.search(said) for p in patterns) and not _names_another(said, listed)


def _is_alone(sentence: str, listed: tuple[ListedRespondent, ...]) -> bool:
    """`Het is X`, `Gebruik voortaan X`, behind a sentence that says that his address changes."""
    return not _names_another(_ADDRESS.sub(_AT, sentence), listed) and len(sentence.split()) <= _FEW


def _announces(sentence: str) -> bool:
    """Whether it says that his address changes, and not into what."""
    return bool(_OF_MINE.search(sentence) or _MOVES.search(sentence))


def _names_another(said: str, listed: tuple[ListedRespondent, ...]) -> bool:
    return bool(somebody(said) or mentioned(said.replace(_AT, " "), listed))
