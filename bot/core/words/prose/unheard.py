"""What a refusal, a promise or a withdrawal says besides: the clauses that are neither that nor a usual reason."""

from __future__ import annotations

import re

from bot.core.words.phrases import declines
from bot.core.words.promise import promises
from bot.core.words.sentences import sentences
from bot.core.words.taking_back.withdrawal import withdraws

_CLAUSE = re.compile(r"[,;:]|\b(?:want|omdat|maar|en|dus|aangezien|because|since|but|and|so)\b")
_REASON = re.compile(
    r"\b(?:druk\w*|tijd\w*|agenda|vakantie|verlof|afwezig\w*|ziek\w*|pensioen|zwanger\w*|verhuis\w*|dienst\w*|"
    r"nauwelijks|onvoldoende|te weinig|te kort|niet goed genoeg|geen zicht|geen beeld|ken\w* (?:hem|haar)|samen\w*|"
    r"volgende week|morgen|later|spoedig|nieuwe?|opnieuw|helaas|spijt\w*|busy|time|leave|holiday|sick|retire\w*|"
    r"hardly|barely)\b"
)
_SAID = (declines, promises, withdraws)


def unheard_beside(text: str) -> tuple[str, ...]:
    """The clauses that nobody reads when the mail is taken for a refusal, a promise or a withdrawal."""
    clauses = (clause.strip() for sentence in sentences(text) for clause in _CLAUSE.split(sentence))
    return tuple(c for c in clauses if c and not _REASON.search(c) and not any(is_so(c) for is_so in _SAID))
