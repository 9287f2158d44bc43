"""She answers the statement that she was to sign with a file: the signed one, or her report, or both are there."""

from __future__ import annotations

import re

from bot.core.mail.message import InboundMail
from bot.handlers.steering.enclosed import looks_like, parted
from bot.handlers.steering.passing import REPORT, STATEMENT, Parts

_SAID = {
    REPORT: re.compile(r"(?i)\b(?:\w+-?)?verslag(?:je)?\b|\breport\b"),
    STATEMENT: re.compile(r"(?i)\bverklaring\b|\bstatement\b|\b(?:ge|onder)teken\w*|\bsigned\b|\bhandtekening\b"),
}
_CLAUSES = re.compile(r"[.,;:!?\n()]|\b(?:en|and|maar|but)\b")
_DENIES = re.compile(r"(?i)\b(?:niet|geen|not|no)\b")
_ELSEWHERE = re.compile(
    r"(?i)\b(?:volgt|volgen|later|straks|binnenkort|morgen|overmorgen|nog|al|eerder|gisteren|komt|apart|maak ik|dank|"
    r"bedankt|dankjewel|wacht|follows?|tomorrow|soon|already|thanks?)\b"
)
"""What says that the other one was sent before, or will be."""


def returned(mail: InboundMail) -> tuple[str, ...]:
    """What its files are, each kind once, by her words and by what they look like; nothing where that is not plain."""
    looks = [looks_like(f.name, f.document) for f in mail.documents]
    said, denied = _said(mail.new_text)
    if parts_of(mail) and not denied:
        return (STATEMENT, REPORT)
    seen = frozenset[str]().union(*looks)
    if (said and seen and not said & seen) or seen & denied == seen != frozenset():
        return ()
    found = ((said & seen) or seen or said) - denied
    if not found and not denied:
        return (STATEMENT,)
    return tuple(found) if len(found) == 1 else ()


def parts_of(mail: InboundMail) -> Parts:
    """Which of its files are the report and which the statement, where both are there."""
    return parted(mail.documents, told=len(_said(mail.new_text)[0]) == len(_SAID))


def _said(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What she says that comes along, and what does not."""
    said, denied = set[str](), set[str]()
    for part in _CLAUSES.split(text):
        kinds = {kind for kind, words in _SAID.items() if words.search(part)}
        if _DENIES.search(part):
            denied |= kinds
        elif not _ELSEWHERE.search(part):
            said |= kinds
    return frozenset(said - denied), frozenset(denied)
