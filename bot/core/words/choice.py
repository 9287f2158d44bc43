"""Which of the moments that were offered somebody chooses, in numbers or in words; what is not plain is no choice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.people.name_words import words as words_of
from bot.core.words.moments.clock import a_time
from bot.core.words.moments.days import a_day
from bot.core.words.moments.written_dates import MONTHS, WEEKDAYS
from bot.core.words.prose.letter import beyond_courtesy, body
from bot.core.words.sentences import core, sentences

_MOST_WORDS = 80
_ORDINALS = (
    *("eerste|first", "tweede|second", "derde|third", "vierde|fourth", "vijfde|fifth"),
    *("zesde|sixth", "zevende|seventh", "achtste|eighth", "negende|ninth", "tiende|tenth"),
)
_ORDINAL = tuple(re.compile(rf"\b(?:{words})\b(?! (?:keer|instantie|plaats|time|place))") for words in _ORDINALS)
_LAST = re.compile(r"\b(?:laatste|last)\b")
_NUMBERED = ("een één one", "twee two", "drie three", "vier four", "vijf five", "zes six", "zeven seven", "acht eight")
_NUMBER = {w: n for n, names in enumerate(_NUMBERED, 1) for w in names.split()}
_OPTION = re.compile(
    r"\b(?:optie|nummer|nr|keuze|voorstel|mogelijkheid|datum|option|number|choice|date)\.? ?#?"
    rf"(\d{{1,2}}|{'|'.join(_NUMBER)})\b"
)
_BARE = re.compile(r"(?<![\w.:,-])#?(\d{1,2})(?:e|de|ste|th|st|nd|rd)?(?![\w:,-]|\.\d)")
_WEEKDAY = {name: number for number, names in enumerate(WEEKDAYS) for name in names.split()[:2]}
_MONTHS = tuple((n, tuple(of.split())) for n, of in enumerate(MONTHS, 1))
_NOT = re.compile(
    r"\b(?:niet|geen|nooit|helaas|verhinderd|not|no|can't|cannot|none|unable|nee|bezet|vol|niks|unfortunately|"
    r"evenmin|noch|nor|neither|onmogelijk|impossible|lastig|moeilijk|difficult|slecht|minder|onhandig|"
    r"te (?:vroeg|laat)|too (?:early|late)|vakantie|holiday|verlof|leave|congres|buitenland|abroad|dienst|afwezig|"
    r"away|ziek|valt (?:af|weg)|vervalt|op de ok|heb ik (?:dan )?ok|ik heb (?:dan )?ok|ok-?dag)\b"
)
_LIKEWISE = re.compile(r"\b(?:ook|idem|dito|eveneens|evenals|net als|zelfde|too|also|likewise)\b")
_REST = re.compile(r"\b(?:rest|ander\w*|overige\w*|others?|remaining)\b")
_NONE = re.compile(
    r"\bgeen (?:van|enkele|een)\b|\bnone\b|\bneither\b|\b(?:kan|lukt|schikt|past|komt) (?:\w+ ){0,3}(?:op )?geen\b"
    r"|\b(?:alle|allemaal|allebei|beide) (?:\w+ ){0,3}niet\b"
)
_ALL = re.compile(
    r"\b(?:beide|allebei|alle|allemaal|elk|elke|maakt (?:me |mij )?niet uit|geen voorkeur|both|either|any|all|"
    r"kiest u|zegt u|no preference)\b"
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
_PLAINLY = re.compile(
    r"\b(?:ja|akkoord|prima|goed|oké|yes|fine|graag|perfect|genoteerd|good|kies|voorkeur|uitstekend|wordt|suits?)\b"
)
"""Says of a moment that it is chosen, whatever else stands beside it; what only *suits* may *suit badly*."""
_APPROVES = re.compile(rf"{_PLAINLY.pattern}|\b(?:past|schikt|uit|lukt|kan|oke?|ok|works?|wel|liefst)\b")
_PARTS = (
    (re.compile(r"ochtend|\bmorgens?\b|morning"), 0, 12),
    (re.compile(r"middag|afternoon"), 12, 18),
    (re.compile(r"avond|evening"), 18, 24),
)
_ORDINARY = words_of(
    "de het een dan die dit dat deze is zijn ben ik mij me u wij we op om uur en voor met in van aan bij wel "
    "ook zou zal kan lukt past schikt komt uit goed prima graag akkoord ja oke oké ok datum dag tijd optie "
    "nummer keuze gaat mijn voorkeur heeft heb gekozen kies keus liever liefst doe doen maar tot ziens "
    "afspraak gesprek houd vrij noteer genoteerd staat agenda er hierbij mag worden wordt wil beste best "
    "mogelijk beschikbaar perfect the a i my for at on fine good works suits yes please would will take choose "
    "prefer option number date day time that this one be okay it see you then hereby laat weten eerste tweede "
    "derde laatste dus hoor nog niet geen wat betreft voorstel bevestig bevestigd confirm confirmed wel alstublieft "
    "aub svp ok one first second third last een twee drie vier zeer heel helemaal uitstekend inderdaad gewoon "
    "mevrouw dokter "
)


@dataclass(frozen=True, slots=True)
class Choice:
    """`chosen` is the place of the only moment that is plainly chosen; `beside`: more is said than that. `likely` are
    those that are named with approval, `none` says that no moment suits, `another` that a day or time is named that was
    not offered; `dated`: a day or a time is named at all.
    """

    chosen: int | None = None
    beside: bool = False
    likely: tuple[int, ...] = ()
    none: bool = False
    another: bool = False
    dated: bool = False

    @property
    def says_something(self) -> bool:
        """Whether these words are about the moments at all."""
        return self.chosen is not None or bool(self.likely) or self.none


@dataclass(frozen=True, slots=True)
class _Clause:
    named: frozenset[int]
    another: bool
    denied: bool
    left: int
    dated: bool
    approves: bool
    either: bool
    rest: bool
    plainly: bool

    @property
    def clear(self) -> bool:
        """Whether nothing stands beside the moment that may speak against it."""
        return not self.left


_SPEAKS_OF_ONE = re.compile(
    r"(?:(?:ja|prima|doe|dan|maar|ok[eé]?|yes|the|de|liefst|optie|nummer|option|number|voor) )*"
    rf"(?:\d|{'|'.join(_ORDINALS)}|laatste|last)(?: (?:optie|datum|keuze|date|option|one))?"
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
    text = body(text)
    said = sentences(text)
    whole = " ".join(said)
    if not said or len(core(text).split()) > _MOST_WORDS:
        return Choice()
    told = tuple(tuple(_clause(c, options, today, names) for c in _parts(s)) for s in said)
    clauses = tuple(c for several in told for c in several)
    denied = frozenset(n for c in clauses if c.denied for n in c.named)
    likely = tuple(sorted(frozenset(n for c in clauses if not c.denied for n in c.named) - denied))
    another = any(c.another and not c.denied for c in clauses)
    none = not likely and (bool(_NONE.search(whole)) or _denies_all(clauses, denied, options))
    if denied and not likely and not none:
        likely = tuple(n for n in range(len(options)) if n not in denied)
        return Choice(likely=likely, another=another, dated=any(c.dated for c in clauses))
    if not likely and len(options) == 1 and not none and not another and any(c.approves and c.clear for c in clauses):
        likely = (0,)
    dated = any(c.dated for c in clauses)
    doubtful = "?" in whole or _UNLESS.search(whole) or _ALL.search(whole) or another
    doubtful = doubtful or any(map(_may_deny_all, told)) or bool(denied and _LIKEWISE.search(whole))
    doubtful = doubtful or any(c.named and not (c.clear or c.denied) for c in clauses)
    if len(likely) != 1 or doubtful:
        return Choice(likely=likely, none=none, another=another, dated=dated)
    beside = any(c.left for c in clauses if not (c.denied and c.named)) or any(
        c.denied and not c.named for c in clauses
    )
    return Choice(likely[0], beside, likely, dated=dated)


def says_nothing_else(text: str, names: tuple[str, ...]) -> bool:
    """Whether all of it is what people say around a moment: courtesies, a yes, that they come."""
    said = (w for w in re.findall(r"[\w'-]+", body(text).lower()) if w not in _ORDINARY and not w[0].isdigit())
    return not beyond_courtesy(said, names) and not _UNLESS.search(text.lower())


def _denies_all(clauses: tuple[_Clause, ...], denied: frozenset[int], options: tuple[datetime, ...]) -> bool:
    """Every moment by name, or without one; `niet de eerste` leaves the others, and `maakt mij niet uit` all."""
    bare = [c for c in clauses if c.denied and not (c.named or c.another or c.either)]
    return len(denied) == len(options) or any(c.rest or not denied for c in bare)


def _may_deny_all(clauses: tuple[_Clause, ...]) -> bool:
    """`Donderdag, vrijdag en dinsdag lukt niet`: a day that only stands there, before one that is denied."""
    denials = [n for n, c in enumerate(clauses) if c.denied]
    return any(c.named and not c.denied and not c.approves for c in clauses[: max(denials, default=0)])


def _parts(sentence: str) -> Iterator[str]:
    """Its clauses, so that a denial reaches no further than its own; a comma before a month or a time is none."""
    for part in re.split(r",(?!\d)|;|:(?!\d)|\b(?:maar|but|terwijl|daarentegen)\b|\s-\s", sentence):
        if part.strip(" .!?"):
            yield part.strip(" .!?")


def _clause(text: str, options: tuple[datetime, ...], today: date, names: tuple[str, ...]) -> _Clause:
    words = tuple(w.strip("()\"'“”") for w in text.split())
    named, another = set[int](), False
    days: list[set[int]] = []
    while (day := a_day(words, today, ahead=True)).said:
        at = _weekday(day.said)
        fits = {n for n, o in enumerate(options) if (o.weekday() == at if at is not None else o.date() == day.on)}
        another |= not fits
        days.append(fits)
        words = day.rest
    times: list[set[int]] = []
    while (clock := a_time(words)) is not None:
        fits = {n for n, o in enumerate(options) if o.time() == clock.at}
        another |= not fits
        times.append(fits)
        words = clock.rest
    rest = " ".join(words)
    numbers = {n for n, ordinal in enumerate(_ORDINAL) if ordinal.search(rest)}
    numbers |= {len(options) - 1} if _LAST.search(rest) else set()
    numbers |= {_number(m[1]) - 1 for m in _OPTION.finditer(rest)}
    for match in _BARE.finditer(_OPTION.sub(" ", rest)):
        on_day = {n for n, o in enumerate(options) if o.day == int(match[1])}
        alone = match[0] == text.strip("# ") or int(match[1]) <= len(options)
        numbers |= on_day if on_day and match[0] != text else set()
        numbers |= {int(match[1]) - 1} if alone or not on_day else set()
    another |= any(n not in range(len(options)) for n in numbers)
    named = set().union(*days, numbers & set(range(len(options))))
    if times:
        at_those = set().union(*times)
        another |= bool(named) and not named & at_those
        named = named & at_those if named else at_those
    another |= _other_part(text, {options[n].hour for n in named})
    left = [w for w in re.findall(r"[\w'-]+", rest) if w not in _ORDINARY and not w[0].isdigit()]
    left = [*beyond_courtesy(left, names)]
    another |= any(w in left and not any(o.month == n for o in options) for n, of in _MONTHS for w in of)
    return _Clause(
        frozenset(named),
        another,
        bool(_NOT.search(text)),
        len(left),
        bool(days or times),
        bool(_APPROVES.search(text)),
        bool(_ALL.search(text)),
        bool(_REST.search(text)),
        bool(_PLAINLY.search(text)),
    )


def _weekday(said: str) -> int | None:
    """The day of the week, where nothing but that is said."""
    if re.search(r"\d|week|over\b|in\b", said):
        return None
    found = re.search("|".join(_WEEKDAY), said)
    return _WEEKDAY[found[0]] if found else None


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBER[said]


def _other_part(text: str, hours: set[int]) -> bool:
    """Whether another part of the day is named than that of the moments."""
    return any(p.search(text) and not any(a <= h < b for h in hours) for p, a, b in _PARTS) if hours else False
