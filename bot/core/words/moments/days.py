"""The day that stands among the words of a command, in whatever form she writes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.core.people.name_words import words as words_of
from bot.core.words.moments.number_words import spoken_days
from bot.core.words.moments.written_dates import MONTHS, WEEKDAYS

POLITE = words_of(
    "a u b aub s v p svp alstublieft graag please dank bedankt dankjewel dankuwel je wel thanks thx tnx merci alvast"
    " even eens maar hoor nu now dr"
)
_MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}
_WEEKDAY = {name: number for number, names in enumerate(WEEKDAYS) for name in names.split()}
_NUMBER = {
    name: number
    for number, names in enumerate(
        ("een één one a", "twee two", "drie three", "vier four", "vijf five", "zes six", "zeven seven", "acht eight"), 1
    )
    for name in names.split()
}
_SPOKEN = "|".join(word for word in spoken_days() if word != "een")  # an article as well
_MONTHS = "|".join(sorted(_MONTH, key=len, reverse=True))
_WEEKDAYS = "|".join(sorted(_WEEKDAY, key=len, reverse=True))
_SEVERAL = rf"(?:\d{{1,3}}|{'|'.join(_NUMBER)})"
_UNITS = {"dag": 1, "day": 1, "week": 7, "weken": 7}
_UNIT = r"(?:dag(?:en)?|days?|week|weken|weeks)"
_NAMED_DAY = rf"(?:(?P<weekday>{_WEEKDAYS})\.?,?\s+)?(?:(?:de|the|den)\s+)?"
_DAY_NUMBER = re.compile(r"\d{1,2}(?:e|de|ste|th|st|nd|rd|\.)?(?:$|[-/]\d)")
_LEADS_TO_DAY = words_of("tot op t/m tm vanaf volgende komende aanstaande deze until till on next this from week")
_NEAREST = 60
"""So many days ago a day without a year still is this year's; longer ago it is the next one."""


class Problem(StrEnum):
    """Why words that look like a day are none."""

    IMPOSSIBLE = "bad-date"
    OTHER_WEEKDAY = "other-weekday"
    JUST_PAST = "just-past"


class Named(StrEnum):
    """How a day of the week was told: in a week that is named, or as the next one, which a list may mean otherwise."""

    OF_WEEK = "of-week"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Day:
    """What was found: the day, the words as they were written, and the words besides, in their order. `weekday` is the
    one that stands beside a date, and is not that date's.

    `problem` says why words that look like a day are none; nothing was found where `said` is "".
    """

    on: date | None = None
    said: str = ""
    rest: tuple[str, ...] = ()
    problem: Problem | None = None
    at: int = 0
    named: Named | None = None
    weekday: int | None = None


def a_day(words: tuple[str, ...], today: date, *, ahead: bool = False) -> Day:
    """The first day among these words; `ahead` says that one without a year or month is still to come.

    `rest[:at]` stood before it.
    """
    text, spans = _joined(words)
    found = [(m, meant) for pattern, meant in _READINGS for m in (pattern.search(text),) if m is not None]
    if not found:
        return Day(rest=words)
    match, meant = min(found, key=lambda one: (one[0].start(), -len(one[0][0])))
    taken = [at for at, (begin, end) in enumerate(spans) if begin < match.end() and end > match.start()]
    while taken[0] > 0 and words[taken[0] - 1].casefold() in ("op", "on", "per", "de", "the"):
        taken.insert(0, taken[0] - 1)
    said = " ".join(words[at] for at in taken)
    rest = tuple(word for at, word in enumerate(words) if at not in taken)
    on = meant(match, today, ahead)
    if on is None:
        return Day(None, said, rest, Problem.IMPOSSIBLE, taken[0])
    weekday = match.groupdict().get("weekday")
    if weekday and meant is not _by_weekday and on.weekday() != _WEEKDAY[weekday]:
        return Day(on, said, rest, Problem.OTHER_WEEKDAY, taken[0], weekday=_WEEKDAY[weekday])
    if ahead and meant in (_numeric, _written, _spoken) and not match["year"] and _is_just_past(on, today):
        return Day(on, said, rest, Problem.JUST_PAST, taken[0])
    return Day(on, said, rest, at=taken[0], named=_named(match) if meant is _by_weekday else None)


def in_date(words: tuple[str, ...], at: int) -> bool:
    """Whether the month or the day of the week that stands at this place is told as such: with a number beside it, or
    behind what leads to a day. A name may be spelt like one.
    """
    word = words[at].lower().strip(".,") if at < len(words) else ""
    before = words[at - 1].lower() if at else ""
    behind = words[at + 1].lower() if at + 1 < len(words) else ""
    if word in _MONTH:
        return bool(_DAY_NUMBER.match(before)) or before in spoken_days()
    if word not in _WEEKDAY:
        return False
    return bool(_DAY_NUMBER.match(behind)) or before in _LEADS_TO_DAY or behind in ("de", "the", "over")


def _named(match: re.Match[str]) -> Named:
    which = match["which"] or match["behind"] or ""
    return Named.OF_WEEK if re.search(r"\bwe(?:ek|eks|ken)\b", which) else Named.BARE


def _is_just_past(on: date, today: date) -> bool:
    """Whether the same day a year before was so lately that it may be meant, by mistake."""
    before = _date(on.year - 1, on.month, on.day)
    return before is not None and today - timedelta(_NEAREST) <= before < today


def _joined(words: tuple[str, ...]) -> tuple[str, list[tuple[int, int]]]:
    """The words as one text in small letters, and where each stands in it."""
    spans, at = list[tuple[int, int]](), 0
    small = [word.lower() for word in words]
    for word in small:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return " ".join(small), spans


def _iso(match: re.Match[str], today: date, ahead: bool) -> date | None:
    return _date(int(match["year"]), int(match["month"]), int(match["day"]))


def _numeric(match: re.Match[str], today: date, ahead: bool) -> date | None:
    return _in_year(match["year"], int(match["month"]), int(match["day"]), today, ahead)


def _written(match: re.Match[str], today: date, ahead: bool) -> date | None:
    return _in_year(match["year"], _MONTH[match["month"]], int(match["day"]), today, ahead)


def _spoken(match: re.Match[str], today: date, ahead: bool) -> date | None:
    return _in_year(match["year"], _MONTH[match["month"]], spoken_days()[match["day"]], today, ahead)


def _in_year(written: str | None, month: int, day: int, today: date, ahead: bool) -> date | None:
    """Without a year the next such day, or the nearest."""
    if written:
        return _date(int(written) + (2000 if len(written) == 2 else 0), month, day)
    earliest = today if ahead else today - timedelta(_NEAREST)
    years = range(today.year - 1, today.year + 9)  # the next 29 February lies within eight years
    return next((d for year in years if (d := _date(year, month, day)) is not None and d >= earliest), None)


def _by_name(match: re.Match[str], today: date, ahead: bool) -> date | None:
    days = {"eergisteren": -2, "gisteren": -1, "yesterday": -1, "vandaag": 0, "today": 0, "overmorgen": 2}
    return today + timedelta(days.get(match["name"], 1))


def _after(match: re.Match[str], today: date, ahead: bool) -> date | None:
    return today + timedelta(_span(match))


def _ago(match: re.Match[str], today: date, ahead: bool) -> date | None:
    return today - timedelta(_span(match))


def _span(match: re.Match[str]) -> int:
    unit = next(n for name, n in sorted(_UNITS.items(), reverse=True) if match["unit"].startswith(name))
    return unit * _count(match["several"])


def _count(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBER[said]


def _by_weekday(match: re.Match[str], today: date, ahead: bool) -> date | None:
    """`donderdag` is the next one; `volgende week donderdag` is in the next calendar week, wherever that stands."""
    number, which = _WEEKDAY[match["weekday"]], match["which"] or match["behind"] or ""
    monday = today - timedelta(today.weekday())
    if which in ("vorige week", "last week"):
        return monday + timedelta(number - 7)
    if which in ("volgende week", "next week"):
        return monday + timedelta(number + 7)
    if which in ("vorige", "afgelopen", "last", "jongstleden"):
        return today - timedelta((today.weekday() - number - 1) % 7 + 1)
    coming = today + timedelta((number - today.weekday() - 1) % 7 + 1)
    over = re.match(rf"over\s+({_SEVERAL})\b", which)
    return coming + timedelta(7 * _count(over[1])) if over else coming


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date, bool], date | None]], ...] = (
    (re.compile(rf"\b{_NAMED_DAY}(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})\b"), _iso),
    (
        re.compile(
            rf"(?<![\d.:/-])\b{_NAMED_DAY}(?P<day>\d{{1,2}})(?P<s>[-/.])(?P<month>\d{{1,2}})(?P=s)"
            r"(?P<year>\d{4}|\d{2})(?![\d:/-])"
        ),
        _numeric,
    ),
    (
        re.compile(rf"(?<![\d.:/-])\b{_NAMED_DAY}(?P<day>\d{{1,2}})[-/](?P<month>\d{{1,2}})(?P<year>(?!))?(?![\d:/-])"),
        _numeric,
    ),
    (
        re.compile(
            rf"\b{_NAMED_DAY}(?P<day>\d{{1,2}})(?:e|ste|de|st|nd|rd|th|\.)?[\s-]*(?:of\s+)?"
            rf"(?P<month>{_MONTHS})\b\.?(?:,?[\s-]+'?(?P<year>\d{{4}}|(?:(?<=')\d\d|2[5-9]|[3-9]\d)(?![\d:.u]|\s?(?:uur|u|h)\b)))?"
        ),
        _written,
    ),
    (
        re.compile(
            rf"\b{_NAMED_DAY}(?P<month>{_MONTHS})\b\.?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.])"
            r"(?:,?\s+(?P<year>\d{4}))?"
        ),
        _written,
    ),
    (
        re.compile(
            rf"\b{_NAMED_DAY}(?P<day>{_SPOKEN})\s+(?P<month>{_MONTHS.replace('|may', '')})\b\.?"
            r"(?:,?\s+(?P<year>\d{4}))?"
        ),
        _spoken,
    ),
    (
        re.compile(
            r"(?<!')\b(?P<name>eergisteren|gisteren|yesterday|vandaag|today|overmorgen|morgen|tomorrow)"
            r"(?:ochtend|middag|avond)?\b"
        ),
        _by_name,
    ),
    (re.compile(rf"\b(?:over|in|na)\s+(?P<several>{_SEVERAL})\s+(?P<unit>{_UNIT})\b"), _after),
    (re.compile(rf"\b(?P<several>{_SEVERAL})\s+(?P<unit>{_UNIT})\s+(?:geleden|ago)\b"), _ago),
    (
        re.compile(
            r"\b(?:(?P<which>volgende week|vorige week|next week|last week|vorige|afgelopen|last|jongstleden|komende|"
            rf"aanstaande|a\.?s\.?|deze|next|this|coming|over\s+{_SEVERAL}\s+(?:week|weken))\s+)?(?:op\s+)?"
            rf"(?P<weekday>{'|'.join(name for names in WEEKDAYS for name in names.split()[:2])})"
            r"(?:ochtend|middag|avond)?\b"
            rf"(?:\s+(?P<behind>volgende week|next week|over\s+{_SEVERAL}\s+(?:week|weken)))?"
            rf"(?!\s+(?:de\s+)?\d{{1,2}}\s*(?:{_MONTHS}))"
        ),
        _by_weekday,
    ),
)
