"""Which of the moments that were offered somebody chooses, in numbers or in words; what is not plain is no choice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.words.answered_each import answered_each, answers_both_ways
from bot.core.words.moments.clause import ALL, ORDINALS, Clause, beyond, clause, tells_place
from bot.core.words.prose.letter import parted
from bot.core.words.sentences import core, sentences

_MOST_WORDS = 80
_LIKEWISE = re.compile(r"\b(?:ook|idem|dito|eveneens|evenals|net als|zelfde|too|also|likewise)\b")
_NONE = re.compile(
    r"\bgeen (?:van|enkele|een)\b|\bnone\b|\bneither\b|\b(?:kan|lukt|schikt|past|komt) (?:\w+ ){0,3}(?:op )?geen\b"
    r"|\b(?:alle|allemaal|allebei|beide) (?:\w+ ){0,3}niet\b"
)
_UNLESS = re.compile(
    r"\b(?:als|mits|tenzij|misschien|wellicht|voorbehoud|waarschijnlijk|eventueel|anders|desnoods|liefst niet|later|"
    r"eerder|vroeger|verzetten|verplaatsen|nog even|nakijken|overleggen|terug|weet (?:ik )?niet|onder|twijfels?|"
    r"half uur|uurtje|ben ik vrij|laat (?:\w+ ){0,3}(?:nog )?weten|kijk (?:ik )?(?:\w+ ){0,2}(?:na|in)|kijk even|"
    r"vraag (?:het|ik)|hoort|bespreek|bevestigt|zou (?:dat )?kunnen|zou dat|uitstel|zodra|ruilen|mocht|indien|"
    r"telefonisch|by phone|teams|online|zoom|video\w*|week|weken|maand(?:en)?|kwartaal|jaar|nieuwjaar|jaarwisseling|"
    r"kerst\w*|ander moment|een andere|weeks?|months?|quarter|year|let you know|get back|if|unless|perhaps|maybe|"
    r"provided|probably|earlier|check)\b"
)
_KNOWS_NOT = re.compile(
    r"\bweet (?:ik |we |het |dat |er )*(?:nog |echt |zelf |nu )*niet(?: zeker| precies)?\b"
    r"|\b(?:kan|durf|mag) (?:ik |het |dat |u |er |dus )*(?:nog |nu |pas )*niet (?:te )?"
    r"(?:zeggen|overzien|beloven|toezeggen|bevestigen|beoordelen|inschatten)\b"
    r"|\bnog niet (?:bekend|zeker|duidelijk|helder|rond|gekeken|te zeggen)\b"
    r"|\b(?:(?:kan|heb|is) (?:ik |u |er )*)?nog geen "
    r"(?:idee|zicht|duidelijkheid|rooster|antwoord|uitsluitsel|\w+ (?:noemen|geven|kiezen|prikken))\b"
    r"|\b(?:not (?:yet )?sure|don't know|do not know|can't say|cannot say|no idea)(?: yet)?\b"
)
"""That he does not know is no refusal."""
_AT_WORST = re.compile(r"\b(?:als|indien|wanneer) het (?:echt |toch )?niet anders kan\b|\bif there is no other way\b")
_LETS_KNOW = re.compile(
    r"\blaat (?:\w+ ){0,4}weten\b|\b(?:je|u|jullie) hoort\b|\bhoor (?:\w+ ){0,2}(?:nog|later|volgende|morgen)\b"
    r"|\bkom (?:\w+ ){0,3}terug\b|\b(?:moet|ga) (?:\w+ ){0,4}(?:rooster|agenda|overleggen|nakijken)\b"
    r"|\blet you know\b|\bget back\b"
)
_YES_SIGN = re.compile("[\U0001f44d\U0001f44c\u2705\u2714\u2611\U0001f197]\ufe0f?[\U0001f3fb-\U0001f3ff]?")
_WISH = re.compile(
    r"\b(?:fijne?|goede?|prettige?|mooie?|gezonde?|nice|good|great|happy)(?: new)? (?:week|jaar|kerst\w*|year)\b"
)
_TURNS = re.compile(r"^(?:(?:o+h?|ach|oeps|oops|hm+|of|sorry|wacht)\W+)*(?:nee|neen|no|nope)\b[\s,.!:-]*(?P<rest>.+)$")


@dataclass(frozen=True, slots=True)
class Choice:
    """`chosen` is the place of the only moment that is plainly chosen; `beside`: more is said than that. `likely` are
    those that are named with approval, `none` says that no moment suits, `another` that a day or time is named that was
    not offered; `dated`: a day or a time is named at all; `undecided`, that he does not know yet;
    `crossed`, that a date is no such day of the week as it says.
    """

    chosen: int | None = None
    beside: bool = False
    likely: tuple[int, ...] = ()
    none: bool = False
    another: bool = False
    dated: bool = False
    undecided: bool = False
    crossed: bool = False

    @property
    def says_something(self) -> bool:
        """Whether these words are about the moments at all."""
        return self.chosen is not None or bool(self.likely) or self.none or self.undecided


_SPEAKS_OF_ONE = re.compile(
    r"(?:(?:ja|prima|doe|dan|maar|ok[eé]?|yes|the|de|liefst|optie|nummer|option|number|voor) )*"
    rf"(?:\d|{'|'.join(ORDINALS)}|laatste|last)(?: (?:optie|datum|keuze|date|option|one))?"
    r"(?: (?:is|past|schikt|lukt|komt|kan|goed|prima|mij|me|uit|het|beste|fine|works|for|best))*"
    r"|(?:geen van (?:deze|die|de|alle|beide)|none of (?:these|the|those))\b.{0,40}"
)


def speaks_of_one(text: str) -> bool:
    """Whether this is, as far as one can tell without knowing what was offered, an answer to an offer."""
    return bool(_SPEAKS_OF_ONE.fullmatch(core(text)))


def choice(text: str, options: tuple[datetime, ...], today: date, names: tuple[str, ...] = ()) -> Choice:
    """What somebody answers who was offered these moments (on the practice's clock, in this order); these people may
    be named.
    """
    text, below = parted(in_words(text))
    if each := answered_each(text, len(options)):
        return _of_each(each, len(options))
    said = sentences(text)
    whole = _WISH.sub(" ", " ".join(said))
    knows_not = bool(_KNOWS_NOT.search(whole))
    said = tuple(_AT_WORST.sub(" ", _KNOWS_NOT.sub(" ", s)) for s in said)
    if not said or len(core(text).split()) > _MOST_WORDS:
        return Choice()
    if turned := _turned(said, options, today, names):
        return Choice(likely=turned, dated=True)
    told = tuple(tuple(clause(c, options, today, names) for c in _parts(s)) for s in said)
    clauses = tuple(c for several in told for c in several)
    denied = frozenset(n for c in clauses if c.denied for n in c.named)
    likely = tuple(sorted(frozenset(n for c in clauses if not c.denied for n in c.named) - denied))
    another = any(c.another and not c.denied for c in clauses)
    none = not likely and not answers_both_ways(text, len(options))
    none = none and (bool(_NONE.search(" ".join(said))) or _denies_all(clauses, denied, options))
    if denied and not likely and not none:
        likely = tuple(n for n in range(len(options)) if n not in denied)
        return Choice(likely=likely, another=another, dated=any(c.dated for c in clauses))
    if (
        not likely
        and len(options) == 1
        and not none
        and not another
        and any(c.approves and not c.left for c in clauses)
    ):
        likely = (0,)
    dated, crossed = any(c.dated for c in clauses), any(c.crossed for c in clauses)
    doubtful = knows_not or "?" in whole or _UNLESS.search(whole) or ALL.search(whole) or another
    doubtful = doubtful or any(map(_may_deny_all, told)) or bool(denied and _LIKEWISE.search(whole))
    doubtful = doubtful or any(c.named and c.left and not c.denied for c in clauses)
    doubtful = doubtful or any(_chooses_too(s, options, today) for s in sentences(below))
    if len(likely) != 1 or doubtful:
        undecided = not (likely or none or another) and (knows_not or bool(_LETS_KNOW.search(whole)))
        return Choice(None, False, likely, none, another, dated, undecided, crossed)
    beside = any(c.left for c in clauses if not (c.denied and c.named)) or any(
        c.denied and not c.named for c in clauses
    )
    return Choice(likely[0], beside, likely, dated=dated)


def in_words(text: str) -> str:
    """With a thumb, or another such sign, as the yes that it is."""
    return _YES_SIGN.sub(" akkoord ", text)


def _of_each(told: dict[int, bool], several: int) -> Choice:
    """What is chosen where each moment has its own answer: the only yes, if there is one."""
    likely = tuple(n for n, yes in told.items() if yes) or tuple(n for n in range(several) if n not in told)
    sure = len(likely) == 1 and told.get(likely[0], False)
    return Choice(likely[0] if sure else None, likely=likely, none=not likely)


def _turned(
    said: tuple[str, ...], options: tuple[datetime, ...], today: date, names: tuple[str, ...]
) -> tuple[int, ...]:
    """`Donderdag. Nee toch vrijdag.`: both, the last word first; nothing where a *nee* only denies what it names."""
    before: list[int] = []
    for part in (part for sentence in said for part in _parts(sentence)):
        turns = _TURNS.match(part)
        found = clause(turns["rest"] if turns else part, options, today, names)
        if found.denied or not found.named:
            continue
        if turns and set(before) - found.named:
            return (*sorted(found.named), *(n for n in before if n not in found.named))
        before += (n for n in sorted(found.named) if n not in before)
    return ()


def says_nothing_else(text: str, names: tuple[str, ...]) -> bool:
    """Whether all of it is what people say around a moment: courtesies, a yes, that they come."""
    said, _ = parted(text)
    return not beyond(said.lower(), names) and not _UNLESS.search(_WISH.sub(" ", text.lower()))


def _chooses_too(below: str, options: tuple[datetime, ...], today: date) -> bool:
    """Whether a line below the signature names a moment: an afterthought, as far as one can tell."""
    told = clause(below, options, today, ())
    return bool(told.named) and (told.dated or tells_place(below))


def _denies_all(clauses: tuple[Clause, ...], denied: frozenset[int], options: tuple[datetime, ...]) -> bool:
    """Every moment by name, or without one; `niet de eerste` leaves the others, and `maakt mij niet uit` all."""
    bare = [c for c in clauses if c.denied and not (c.named or c.another or c.either)]
    return len(denied) == len(options) or any(c.rest or not denied for c in bare)


def _may_deny_all(clauses: tuple[Clause, ...]) -> bool:
    """`Donderdag, vrijdag en dinsdag lukt niet`: a day that only stands there, before one that is denied."""
    denials = [n for n, c in enumerate(clauses) if c.denied]
    return any(c.named and not c.denied and not c.approves for c in clauses[: max(denials, default=0)])


def _parts(sentence: str) -> Iterator[str]:
    """Its clauses, so that a denial reaches no further than its own; a comma before a month or a time is none."""
    for part in re.split(r",(?!\d)|;|:(?!\d)|\b(?:maar|but|terwijl|daarentegen)\b|\s-\s", sentence):
        if part.strip(" .!?"):
            yield part.strip(" .!?")
