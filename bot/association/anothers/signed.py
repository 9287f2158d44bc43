"""A mail that ends with the name of another person of the list than the one at whose address it was sent."""

from __future__ import annotations

import re

from bot.core.mail.message import InboundMail
from bot.core.mail.reply.quotation import parted
from bot.core.people import names
from bot.core.people.name_words import is_particle
from bot.core.people.names import Likeness
from bot.core.traject.value import Respondent, Traject

_LINES, _LONGEST, _MOST = 8, 80, 20_000
_CLOSE = re.compile(
    r"(?i)^\W*(?:(?:met |with )?(?:vriendelijke|hartelijke|collegiale|beste|veel|kind|best|warm|many)?\s*"
    r"(?:collegiale )?(?:groet(?:en|jes)?|regards|wishes)|m\.?v\.?g\.?|gr\.?|hoogachtend|sincerely|cheers|thanks|"
    r"(?:be)?dankt?)(?=[\s,.!:–-])[\s,.!:–-]*"
)
_ENDS = re.compile(r"[,(|/;]|\s[–-]\s")
_TITLED = re.compile(r"(?i)^(?:dr|drs|prof|mw|mevr|mevrouw|dhr|dokter)\b")


def signed_by(mail: InboundMail, traject: Traject, sender: Respondent) -> Respondent | None:
    """The one other respondent who signs it; nobody where the sender's name stands there too."""
    text = mail.text[:_MOST]
    others = [r for r in traject.respondents if r.id != sender.id and not r.removed]
    if not any(_last(r.name) in text for r in others):
        return None
    lines = [line.strip() for line in parted(text)[0].splitlines() if line.strip()][-_LINES:]
    own = names.folded(_last(sender.name))
    for line in lines:
        said = _name_on(line)
        if not said or names.same_person(said, sender.name) is not Likeness.DIFFERENT:
            continue
        meant = [r for r in others if _is(said, r.name)]
        beside = (names.folded(one).split() for one in lines if one is not line or _ENDS.search(line))
        if len(meant) == 1 and (own == names.folded(_last(meant[0].name)) or not any(own in w for w in beside)):
            return None if _is_called_first(sender, lines) else meant[0]
    return None


def _name_on(line: str) -> str:
    """The name of which a line consists, with a farewell before it or a function behind it; "" where it is another."""
    if len(line) > _LONGEST:
        return ""
    said = _ENDS.split(_CLOSE.sub("", line))[0].strip(" .")
    words = said.split()
    plain = all(w[0].isupper() or is_particle(w) or _TITLED.match(w) for w in words)
    return said if 1 < len(words) <= 6 and plain and names.parse(said).family else ""


def _is(said: str, name: str) -> bool:
    likeness = names.same_person(said, name)
    return likeness is Likeness.SAME or (
        likeness is Likeness.LIKELY and bool(_TITLED.match(said) or names.looks_full(said))
    )


def _is_called_first(sender: Respondent, lines: list[str]) -> bool:
    """Whether the sender signs with no more than a first name."""
    given = names.parse(sender.name).given
    return bool(given) and any(names.folded(_CLOSE.sub("", line)) == names.folded(given[0]) for line in lines)


def _last(name: str) -> str:
    return (name.split() or [name])[-1]
