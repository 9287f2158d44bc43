"""One part of a sentence beside the moments that were offered: which of them it names, and what it says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.people.name_words import words as words_of
from bot.core.words.moments.clock import a_time
from bot.core.words.moments.days import Problem, a_day
from bot.core.words.moments.number_words import spoken_ordinals
from bot.core.words.moments.written_dates import MONTHS, WEEKDAYS
from bot.core.words.prose.letter import beyond_courtesy

ORDINALS = (
    *("eerste|first", "tweede|second", "derde|third", "vierde|fourth", "vijfde|fifth"),
    *("zesde|sixth", "zevende|seventh", "achtste|eighth", "negende|ninth", "tiende|tenth"),
)
_ORDINAL = tuple(re.compile(rf"\b(?:{words})\b(?! (?:keer|instantie|plaats|time|place))") for words in ORDINALS)
_SPELT = re.compile(
    rf"\b(?:{'|'.join(sorted(spoken_ordinals(), key=len, reverse=True)).replace('een', 'e[eë]n')})\b"
    r"(?! (?:keer|instantie|plaats|time|place))"
)
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
_REST = re.compile(r"\b(?:rest|ander\w*|overige\w*|others?|remaining)\b")
ALL = re.compile(
    r"\b(?:beide|allebei|alle|allemaal|elk|elke|maakt (?:me |mij )?niet uit|geen voorkeur|both|either|any|all|"
    r"kiest u|zegt u|no preference)\b"
)
_APPROVES = re.compile(
    r"\b(?:ja|akkoord|prima|goed|oké|yes|fine|graag|perfect|genoteerd|good|kies|voorkeur|uitstekend|wordt|suits?|past|"
    r"schikt|uit|lukt|kan|oke?|ok|works?|wel|liefst|jazeker|okidoki|oki|yep|top|super)\b"
)
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
    "mevrouw dokter vierde vijfde fourth fifth top super leuk jazeker okidoki oki yep "
)


@dataclass(frozen=True, slots=True)
class Clause:
    """What a part of a sentence says of the moments: which it has `named` (by their places), whether `another` day or
    time, whether it is `dated` at all; whether it is `denied`, `approves`, speaks of `either` or of the `rest`;
    `crossed`: a date is no such day of the week as it says; and how many words are `left` that are said around no
    moment.
    """

    named: frozenset[int]
    another: bool
    denied: bool
    left: int
    dated: bool
    approves: bool
    either: bool
    rest: bool
    crossed: bool


def clause(text: str, options: tuple[datetime, ...], today: date, names: tuple[str, ...]) -> Clause:
    """What this part of a sentence says of these moments (on the practice's clock); these people may be named."""
    words = tuple(w.strip("()\"'“”") for w in text.split())
    days, words, strange, crossed = _days(words, options, today)
    times, words, others = _times(words, options)
    rest, dated = _in_figures(" ".join(words), len(options)), bool(days or times)
    numbers = _numbers(rest, text, options)
    another = strange or crossed or others or any(n not in range(len(options)) for n in numbers)
    named = set[int]().union(*days, numbers & set(range(len(options))))
    if times:
        at_those = set[int]().union(*times)
        another |= bool(named) and not named & at_those
        named = named & at_those if named else at_those
    left = beyond(rest, names)
    another |= _other_part(text, {options[n].hour for n in named}) or _other_month(left, options)
    denied, approves = bool(_NOT.search(text)), bool(_APPROVES.search(text))
    either, of_rest = bool(ALL.search(text)), bool(_REST.search(text))
    return Clause(frozenset(named), another, denied, len(left), dated, approves, either, of_rest, crossed)


def beyond(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Its words (small letters) but those that are said around a moment, courtesies and figures."""
    said = (w for w in re.findall(r"[\w'-]+", text) if w not in _ORDINARY and not w[0].isdigit())
    return beyond_courtesy(said, names)


def _days(
    words: tuple[str, ...], options: tuple[datetime, ...], today: date
) -> tuple[list[set[int]], tuple[str, ...], bool, bool]:
    """Of each day that is named the moments on it, what is left, whether one has none, and whether one is crossed: of a
    date on another day of the week than it says, the moments on either.
    """
    days: list[set[int]] = []
    crossed = False
    while (day := a_day(words, today, ahead=True)).said:
        at = _weekday(day.said)
        days.append({n for n, o in enumerate(options) if (o.weekday() == at if at is not None else o.date() == day.on)})
        if day.problem is Problem.OTHER_WEEKDAY:
            days[-1] |= {n for n, o in enumerate(options) if o.weekday() == day.weekday}
            crossed = True
        words = day.rest
    return days, words, not all(days), crossed


def _times(words: tuple[str, ...], options: tuple[datetime, ...]) -> tuple[list[set[int]], tuple[str, ...], bool]:
    """The same of each time."""
    times: list[set[int]] = []
    while (clock := a_time(words)) is not None:
        times.append({n for n, o in enumerate(options) if o.time() == clock.at})
        words = clock.rest
    return times, words, not all(times)


def _numbers(rest: str, text: str, options: tuple[datetime, ...]) -> set[int]:
    """The places that figures and ordinals tell, also such as nothing was offered at."""
    numbers = {n for n, ordinal in enumerate(_ORDINAL) if ordinal.search(rest)}
    numbers |= {n for n, o in enumerate(options) if o.day <= len(options) and o.day - 1 in numbers}
    numbers |= {len(options) - 1} if _LAST.search(rest) else set()
    numbers |= {_number(m[1]) - 1 for m in _OPTION.finditer(rest)}
    for match in _BARE.finditer(_OPTION.sub(" ", rest)):
        on_day = {n for n, o in enumerate(options) if o.day == int(match[1])}
        alone = match[0] == text.strip("# ") or int(match[1]) <= len(options)
        numbers |= on_day if on_day and match[0] != text else set()
        numbers |= {int(match[1]) - 1} if alone or not on_day else set()
    return numbers


def _in_figures(text: str, most: int) -> str:
    """`De elfde` as `de 11e`, where it is no place among so many moments: a day of the month, if anything."""
    days = spoken_ordinals()
    return _SPELT.sub(lambda m: f"{n}e" if (n := days[m[0].replace("ë", "e")]) > most else m[0], text)


def _other_month(left: tuple[str, ...], options: tuple[datetime, ...]) -> bool:
    """Whether a month is named in which nothing was offered."""
    return any(w in left and not any(o.month == n for o in options) for n, names in _MONTHS for w in names)


def tells_place(text: str) -> bool:
    """Whether a place among the moments is told in words."""
    return any(p.search(text) for p in (*_ORDINAL, _LAST, _OPTION))


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
