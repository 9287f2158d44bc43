"""A letter cut into statements: one wish each, wrapped lines joined, initials not taken for the end of a sentence."""

from __future__ import annotations

import re

from bot.lists.words.words import BULLET, is_closing, is_greeting

VERBS = r"vervang|verwijder|schrap|haal|voeg|wissel|ruil|verplaats|replace|remove|delete|add|take"
_END = re.compile(
    r"(?<!\b(?i:prof))(?<!\b(?i:drs))(?<!\b(?i:mevr))(?<!\b(?i:dhr))(?<!\b(?i:ing))(?<!\b(?i:resp))"
    r"(?<!\b(?i:dr))(?<!\b(?i:mw))(?<!\b(?i:nr))(?<!\b(?i:st))(?<!\b(?i:hr))(?<!\b(?i:ir))(?:(?<=[^\s.]{3})|"
    r"(?<=\s[a-z]{2}))(?:[.!]|(?<=\?))"
    r"(?:\s+|$)"
    r"(?=[A-Z'\"*•\-]|$|(?:" + VERBS + r")\b)"
    r"|;\s+(?=(?:" + VERBS + r")\b)"
)
_OF_THE_ONE_BEFORE = re.compile(
    r"(?i)^(?:(?:maar\s+)?(?:tenzij|mits|althans|tenminste|(?:alleen|behalve|pas|zelfs niet|dat wil zeggen|"
    r"maar)\s+als)\b"
    r"|(?:but\s+)?(?:unless|only\s+if|provided)\b|(?:of\s+|nee,?\s+)?(?:toch\s+)?(?:maar\s+|liever\s+|"
    r"bij nader inzien\s+)*"
    r"(?:toch\s+)?(?:maar\s+)?niet$|(?:of\s+|nee,?\s+)?laat\s+(?:toch\s+)?maar(?:\s+zitten)?$)"
)
_GREETING = re.compile(
    r"(?i)^(?:beste|geachte|dag|hallo|hoi|hi|hey|dear|hello|goede(?:morgen|middag|navond))\b[^,.!?@:]{0,50}[,.!]\s+"
    r"(?=(?!beste|geachte)(?:\S+\s+){2}\S)"
)
_THANKS = re.compile(
    r"(?i)^(?:(?:heel|veel|hartelijk|alvast)\s+)*(?:be)?(?:dank|thanks|thank you)[^.!?@:]{0,40}[.!]\s+(?=\S)"
)
_ENDS_WITH_ADDRESS = re.compile(r"\S+@\S+$")
_AND = re.compile(r",?\s+(?:en|and|verder|also|ook)\s+(?=(?:" + VERBS + r")\b)", re.IGNORECASE)
_STARTS = re.compile(
    r"^(?:(?:graag|please|wilt u|kunt u|ook|en|and|verder)\s+)*(?:"
    + VERBS
    + r"|het\b.*\badres|the\b.*\baddress|de\s|in plaats van)",
    re.IGNORECASE,
)


def statements(text: str) -> tuple[str, ...]:
    """The statements of a letter, up to its closing words; lines of an enumeration keep their bullet."""
    found: list[str] = []
    for paragraph in _paragraphs(text):
        for sentence in _END.split(paragraph):
            for part in (p.strip(" \t.;!") for p in _AND.split(sentence)):
                if part and found and _OF_THE_ONE_BEFORE.match(part):
                    found[-1] += f", {part}"
                elif part:
                    found.append(part)
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    paragraphs: list[str] = []
    open_ = False
    for raw in text.splitlines():
        line = _THANKS.sub("", _GREETING.sub("", raw.strip()))
        if is_closing(line) and paragraphs:
            break
        if is_closing(line):
            continue  # thanks to begin with
        if not line or is_greeting(line):
            open_ = False
        elif open_ and not _begins(line, paragraphs[-1]):
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
            open_ = True
    return paragraphs


def _begins(line: str, above: str) -> bool:
    """Whether a line is no continuation of the one above it."""
    if above.endswith((",", " door", " with", " by", " is")) and not BULLET.match(line):
        return False
    if _ENDS_WITH_ADDRESS.search(above) and line[:1].isupper():
        return True
    return bool(_STARTS.match(line) or BULLET.match(line) or above.endswith(":") or ("@" in above and "@" in line))
