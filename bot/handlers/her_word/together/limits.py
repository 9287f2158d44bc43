"""Words under a command that deny it, limit it or go on with it; and those that say nothing of it."""

from __future__ import annotations

import re

from bot.core.words.phrases import affirms, announces_form
from bot.core.words.prose.courtesy import is_pleasant

_GOES_ON = re.compile(
    r"(?i)^\W*(?:en|and|&|\+|of|or|ook|also|maar|but|als|if|indien|zodra|wanneer|when|once|tot|t/m|until|till|vanaf|"
    r"from|na|after|voor|v[oó][oó]r|before|met|with|zonder|without|bij|op|on|over|binnen|in plaats|instead|alleen|only|"
    r"slechts|behalve|except|uitgezonderd|tenzij|unless|mits|provided|pas|wel)\b"
)
_DENIES = re.compile(
    r"(?i)\b(?:niet|geen|nee|neen|niemand|nooit|nog|wacht\w*|eerst|toch|tenzij|behalve|uitgezonderd|mits|zodra|alleen|slechts|"
    r"pas|later|liever|annule\w*|vergissing|foutje|sorry|hoeft|misschien|eventueel|tenminste|not|no|don['’]?t|never|wait|"
    r"first|except|unless|only|instead|later|rather|cancel\w*|mistake|maybe|perhaps|but not)\b|\bmaar (?!liefst\b)\w+"
)
_HURRIES = re.compile(
    r"(?i)^\W*(?:(?:graag|please|nog|even|liefst|zo|vandaag|nu|meteen|direct|gelijk|snel|spoedig|mogelijk|asap|today|now|soon|"
    r"as|possible|aub|svp|als|het|kan|dat|lukt)\b\W*){1,7}$"
)
"""What is carried out at once cannot be sooner."""
_SIGNED = re.compile(r"^(?:(?:[A-ZÀ-Þ][\w.'’-]*|de|van|der|den|ten|ter)[ ,]*){1,4}$")
_MOST_OF_COURTESY = 10


def limits(line: str) -> bool:
    """Whether this line may take something away from the command above it, or add to it."""
    return bool(_GOES_ON.search(line) or _DENIES.search(line))


def denies(line: str) -> bool:
    """Whether it may take something away from it."""
    return bool(_DENIES.search(line))


def hurries(line: str) -> bool:
    """`Graag vandaag nog.`"""
    return bool(_HURRIES.match(line))


def is_signature(last: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether the last line is a name under a line of courtesy."""
    signs = len(below) > 1 and last == below[-1:] and bool(_SIGNED.match(below[-1]))
    return signs and is_pleasant(below[-2])


def is_courtesy(line: str) -> bool:
    """Thanks, a yes, or the word of a letter that something is enclosed: nothing that a command could lack."""
    if not re.search(r"[^\W\d_]", line):
        return not re.search(r"\d", line)
    plain = not limits(line) and not re.search(r"\d", line) and len(line.split()) <= _MOST_OF_COURTESY
    return plain and (is_pleasant(line) or affirms(line) or announces_form(line))
