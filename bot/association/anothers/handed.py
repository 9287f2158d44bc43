"""A form that another person filled in, gave to be sent, or asked to send, as its sender says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.association.anothers.wording import A_PEER, FOR_ME, FORM, NOBODY_NAMED, WHO

_OF_IT = re.compile(
    rf"{FORM}|(?i:\b(?:hierbij|bijgaand\w*|bijgevoegd\w*|attached|enclosed|herewith|het|it)\b)|"
    r"^\W*(?i:(?:in)?gevuld|opgesteld|gedicteerd|filled|completed)\b"
)
_HINT = re.compile(
    r"(?i)ingevuld|opgesteld|gedicteerd|vulde|filled|complet|"
    r"\b(?:gaf|gave|gegeven|given|overhandig\w*|handed|kreeg|gekregen|ontving|ontvangen|got|received|vroeg|gevraagd|"
    r"verzo\w+|asked|told|wants?|wil|wilde|opdracht|request|voor|for|jij|je|you)\b"
)
"""One of those words is in each: most sentences lack it."""
_ME = r"(?i:mij|me|ons|us)"
_FEW = r"(?:\w+\s+){0,4}?"
_DONE = r"(?i:ingevuld|opgesteld|gedicteerd|beantwoord|filled(?:\s+(?:it|this))?(?:\s+in|\s+out)?|completed)\b"
_TO_SEND = (
    r"[^.!?]*\b(?i:te\s+(?:ver|over|door|op|in)?(?:sturen|zenden|mailen|leveren|bezorgen|dienen|handigen|retourneren|"
    r"geven)|(?:door|op|in|toe)(?:sturen|stuur|zenden|mailen|leveren|lever|geven|geef)|"
    r"to\s+(?:send|forward|pass|mail|e-?mail|hand|submit|return|deliver|give))\b"
)
_GAVE = r"(?i:gaf|gegeven|gave|given|overhandigde|overhandigd|handed|stuurde|gestuurd|sent|mailde|gemaild)"
_GOT = r"(?i:kreeg|gekregen|ontving|ontvangen|got|received)"
_ASKED = r"(?i:vroeg|gevraagd|verzocht|verzoekt|vraagt|asked|told|asks)"
_HAS = r"(?:(?i:heeft|had|has)\s+)?"


@dataclass(frozen=True, slots=True)
class _Way:
    """How it is said: with a name, and of nobody named; `words` are looked for first. `not_with`: what in the sentence
    speaks against it, `not_where` in the clause, `not_beside` in the text. `listed`: a name is heard only where it is
    on the list, for others may ask for one's own form.
    """

    words: re.Pattern[str]
    patterns: tuple[str, ...]
    unnamed: str = NOBODY_NAMED
    listed: bool = False
    not_with: re.Pattern[str] | None = None
    not_where: re.Pattern[str] | None = None
    not_beside: re.Pattern[str] | None = None

    def by_name(self) -> tuple[re.Pattern[str], ...]:
        """The patterns with a name in them."""
        return tuple(_pattern(one, WHO) for one in self.patterns)

    def by_nobody(self) -> tuple[re.Pattern[str], ...]:
        """Those with somebody who has none."""
        return tuple(_pattern(one, self.unnamed) for one in self.patterns if self.unnamed)


@cache
def _pattern(way: str, who: str) -> re.Pattern[str]:
    """Made when it is wanted: together they are dear."""
    return re.compile(way.replace("WHO", who))


_SENDERS_WORK = re.compile(
    r"(?i)\bin te vullen\b|\binvullen\b|\bvul(?:de)? ik\b|\bik vul\w*\b|\bik\b[^.!?]*\bingevuld\b|\bingevuld\W*$|"
    r"\bheb\b[^.!?]*\bingevuld\b|\bto (?:fill|complete|answer)\b|\bI (?:have )?(?:filled|completed)\b|"
    r"\b(?:mijn|my) (?:eigen |own |ingevulde )?(?:formulier|vragenlijst|form|questionnaire|feedback)\b"
)
_I_FILLED_IT = re.compile(
    r"(?i)\bheb ik\b[^.!?]*\bingevuld|\bik heb\b[^.!?]*\bingevuld|\bI (?:have )?(?:filled|completed)"
)
_AT_ANOTHER_TIME = re.compile(
    r"(?i)\b(?:vorig\w*|eerder\w*|destijds|last|earlier|moet\w*|kan|kunnen|mag|zal|zou\w*|zullen|wordt|worden|laten|"
    r"should|must|will|can|be)\b"
)
_ASKS_FOR_ONE = re.compile(
    r"(?i)\b(?:kunt|wilt|could|would) (?:u|you)\b|\bgraag (?:nog |ook )?een\b|\b(?:dank|thank)\w*"
)


_WAYS = (
    _Way(
        re.compile(r"(?i)ingevuld|opgesteld|gedicteerd|vulde|beantwoord|filled|complet"),
        (
            rf"{_DONE}\s+(?:is\s+|werd\s+)?(?i:door|by)(?:\s*:)?\s+WHO",
            rf"\b(?i:door)\s+WHO\s+{_FEW}{_DONE}",
            rf"\b(?i:dat|die|wat|that|which)\s+WHO\s+{_HAS}{_FEW}(?:{_DONE}|(?i:invulde))",
            r"\bWHO\s+(?i:vulde)\s+(?:\w+\s+){0,4}(?i:in)\b",
            r"\bWHO\s+(?i:filled|completed)\s+(?i:in\s+|out\s+)?(?i:this|it|the)\b",
        ),
        not_where=_AT_ANOTHER_TIME,
    ),
    _Way(
        re.compile(
            r"(?i)\bga[fv]|gegeven|\bgiven|overhand|handed|stuurd|sent\b|maild|kreeg|kregen|ontv|\bgot\b|received"
        ),
        (
            rf"\bWHO\s+{_HAS}{_FEW}{_GAVE}\b{_TO_SEND}",
            rf"\b(?i:gaf|gave)\s+WHO\s+{_ME}\b{_TO_SEND}",
            rf"\b(?i:van|from)\s+WHO\s+{_FEW}{_GOT}\b{_TO_SEND}",
            rf"\b{_GOT}\s+{_FEW}(?i:van|from)\s+WHO\b{_TO_SEND}",
        ),
        not_with=_SENDERS_WORK,
    ),
    _Way(
        re.compile(
            r"(?i)\bga[fv]|gegeven|\bgiven|overhand|handed|stuurd|sent\b|maild|kreeg|kregen|ontv|\bgot\b|received"
        ),
        (
            rf"\b(?i:dat|die|that|which)\s+WHO\s+{_HAS}{_ME}\s+{_GAVE}\b",
            rf"\b(?i:dat|die|that|which)\s+(?:ik\s+|I\s+)?(?i:van|from)\s+WHO\s+(?:heb\s+)?{_GOT}\b",
            r"\b(?i:that|which)\s+WHO\s+(?i:gave|handed|sent)\s+(?i:me|us)\b",
        ),
        not_with=_SENDERS_WORK,
        not_beside=_I_FILLED_IT,
    ),
    _Way(
        re.compile(r"(?i)vroeg|vra[ag]|verzo|asked|told|\bwil|want|opdracht|request"),
        (
            rf"\bWHO\s+{_HAS}{_FEW}{_ASKED}\b{_TO_SEND}",
            rf"\bWHO\s+(?i:wil|wilde|wants?|wanted)\s+{_FEW}(?i:dat ik|me)\b{_TO_SEND}",
            rf"\b(?i:vroeg|verzocht|vraagt)\s+WHO\s+{_ME}\b{_TO_SEND}",
            rf"\b(?i:heeft|had)\s+WHO\s+{_ME}\s+{_FEW}{_ASKED}\b{_TO_SEND}",
            r"\b(?i:op verzoek van|in opdracht van|at the request of|as requested by)\s+WHO",
            r"\bWHO(?:'s|’s)\s+(?i:request)\b",
        ),
        not_with=_SENDERS_WORK,
        unnamed=A_PEER,
        listed=True,
    ),
    _Way(
        re.compile(r"(?i)\b(?:voor|for)\b"),
        (
            rf"(?:{FORM}|\b(?i:hierbij|bijgaand|attached|enclosed|herewith)\b)[^.!?,;]{{0,60}}\b(?i:voor|for)\s+WHO",
            rf"\b(?i:voor|for)\s+WHO\b[^.!?,;]{{0,60}}{FORM}",
        ),
        not_with=_SENDERS_WORK,
        unnamed="",
        listed=True,
        not_where=_ASKS_FOR_ONE,
    ),
)
"""Filled in by them, given to be sent, the one that they gave, asked to send, sent for them."""
_PASSES_ON = re.compile(
    rf"(?i:stuur|zend|mail|lever)\b[^.!?]*\b(?i:voor)\s+{A_PEER}[^.!?]*\b(?i:mee|door)\b|"
    rf"(?i:sending|send|submit\w*|pass\w*|forward\w*)\b[^.!?]*\b(?i:for)\s+(?i:an?|another|one of my)\s+{A_PEER}"
)
_ANOTHER_WRITES = re.compile(
    r"(?i)\b(?:wil|kun|kan|zou|wilt)\s+(?:jij|je)\b[^.!?]*\b(?:voor mij|namens mij|naar de praktijk)\b[^.!?]*"
    r"(?:sturen|zenden|mailen|leveren|geven)\b|"
    r"\b(?:could|can|would|will) you\b[^.!?]*\b(?:send|forward|pass|mail|hand|submit)\b[^.!?]*\b(?:for me|on my behalf)"
)
"""Said to the sender, not by the sender."""
_NOT_NOW = re.compile(r"(?i)\?|\b(?:volgt|later|nog|reeds|al|already)\b")
_STILL = re.compile(r"(?i)\b(?:nog|reeds|al|already)\b")
_ENCLOSES = re.compile(
    r"(?i)\b(?:hierbij|bijgaand\w*|bijgevoegd\w*|bijlage|herewith|attached|enclosed|stuur ik|ik stuur)\b"
)
_AN_ANSWER = re.compile(r"[:=–-]\s*[1-5]\s*(?:$|\()|^\s*\d{1,2}\s*[.):]")
_MOST = 400  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Handed:
    """Of a sentence: whose it says that the form is; `listed` are those who are meant only where the list has them."""

    names: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    unnamed: bool = False


NOTHING = Handed()


def handed(sentence: str, text: str) -> Handed:
    """What a sentence of this text says of a form that another person filled in, gave, or asked to send."""
    said = sentence[:_MOST]
    if not _HINT.search(said) or not _OF_IT.search(said):
        return NOTHING
    if _ANOTHER_WRITES.search(said):
        return Handed(unnamed=True)
    if FOR_ME.search(said) or _NOT_NOW.search(_STILL.sub("", said) if _ENCLOSES.search(said) else said):
        return NOTHING
    sure: list[str] = []
    listed: list[str] = []
    unnamed = bool(_PASSES_ON.search(said))
    for way in _WAYS:
        if not way.words.search(said) or (way.not_with and way.not_with.search(said)):
            continue
        (listed if way.listed else sure).extend(one["name"] for one in _meant(way, way.by_name(), said, text))
        unnamed = unnamed or any(_meant(way, way.by_nobody(), said, text))
    return Handed(tuple(sure), tuple(listed), unnamed)


def _meant(way: _Way, patterns: tuple[re.Pattern[str], ...], said: str, text: str) -> Iterator[re.Match[str]]:
    """Where it is said, and nothing in the clause in which it stands, or in the text, says otherwise."""
    for found in (one for pattern in patterns for one in pattern.finditer(said)):
        start = max(said.rfind(mark, 0, found.start()) for mark in ",;") + 1
        end = min((at for mark in ",;" if (at := said.find(mark, found.end())) >= 0), default=len(said))
        otherwise = way.not_where and way.not_where.search(said, start, end)
        if not otherwise and not (way.not_beside and way.not_beside.search(text)):
            yield found


def is_an_answer(line: str) -> bool:
    """Whether a line is one of typed answers: what follows it is no letter around a form."""
    return bool(_AN_ANSWER.search(line))
