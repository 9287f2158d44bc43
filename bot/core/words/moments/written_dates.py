"""Dates as people write them in Dutch, English, German and French, read against the day of the mail."""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = (
    "januari january januar janvier jan",
    "februari february februar février fevrier feb",
    "maart march märz maerz mars mrt mar",
    "april avril apr",
    "mei may mai",
    "juni june juin jun",
    "juli july juillet jul",
    "augustus august août aout aug",
    "september septembre sept sep",
    "oktober october octobre okt oct",
    "november novembre nov",
    "december dezember décembre decembre dec dez",
)
WEEKDAYS = (
    "maandag monday montag lundi ma mon",
    "dinsdag tuesday dienstag mardi di tue",
    "woensdag wednesday mittwoch mercredi wo wed",
    "donderdag thursday donnerstag jeudi do thu",
    "vrijdag friday freitag vendredi vr fri",
    "zaterdag saturday samstag samedi za sat",
    "zondag sunday sonntag dimanche zo sun",
)
_MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}
_WEEKDAY = {name: number for number, names in enumerate(WEEKDAYS) for name in names.split()}
_MONTHS = "|".join(sorted(_MONTH, key=len, reverse=True))
_WEEKDAYS = "|".join(sorted(_WEEKDAY, key=len, reverse=True))
_LONG_WEEKDAYS = "|".join(name for names in WEEKDAYS for name in names.split()[:4])

DATE = (
    rf"(?:(?:{_WEEKDAYS})\.?,?\s+)?(?:de\s+|the\s+|den\s+|le\s+)?(?:"
    r"\d{4}-\d{1,2}-\d{1,2}|"
    rf"\d{{1,2}}(?:e|ste|de|st|nd|rd|th|er|\.)?\s+(?:of\s+)?(?:{_MONTHS})\b\.?(?:,?\s+\d{{4}})?|"
    rf"(?:{_MONTHS})\b\.?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|"
    r"\d{1,2}[-/.]\d{1,2}(?:[-/.](?:\d{4}|\d{2})|\.)?(?!\d|:)|"
    r"week\s+\d{1,2}|"
    rf"(?:(?:volgende week|aanstaande|komende|next)\s+)?(?:{_LONG_WEEKDAYS})\b)"
)
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{2,4})?)?$")
_NAMED = re.compile(rf"(\d{{1,2}})\D{{0,8}}?\b({_MONTHS})\b\.?(?:,?\s+(\d{{4}}))?")
_AMERICAN = re.compile(rf"({_MONTHS})\b\.?\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?")
PAST_DAYS = 60


def written_date(words: str, today: date, last: bool = True) -> date | None:
    """The day that `words` (a match of DATE) mean; `last` asks for the last day of a week rather than the first."""
    words = words.lower().strip()
    iso = re.search(r"(\d{4})-(\d{1,2})-(\d{1,2})", words)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), today)
    week = re.search(r"week\s+(\d{1,2})$", words)
    if week:
        return _week(int(week[1]), today, last)
    numeric = _NUMERIC.search(words)
    if numeric:
        day, month = int(numeric[1]), int(numeric[2])
        day, month = (month, day) if month > 12 else (day, month)
        return _day(_year(numeric[3]), month, day, today)
    named, american = _NAMED.search(words), _AMERICAN.search(words)
    if named:
        return _day(_year(named[3]), _MONTH[named[2]], int(named[1]), today)
    if american:
        return _day(_year(american[3]), _MONTH[american[1]], int(american[2]), today)
    return _next_weekday(words, today)


def _year(written: str | None) -> int:
    year = int(written or 0)
    return year + 2000 if 0 < year < 100 else year


def _day(year: int, month: int, day: int, today: date) -> date | None:
    """Without a year: this year, or the next when that lies too long ago."""
    try:
        found = date(year or today.year, month, day)
        if not year and found < today - timedelta(days=PAST_DAYS):
            found = date(today.year + 1, month, day)
    except ValueError:
        return None
    return found


def _week(number: int, today: date, last: bool) -> date | None:
    try:
        found = date.fromisocalendar(today.isocalendar().year, number, 7 if last else 1)
        if found < today - timedelta(days=PAST_DAYS):
            found = date.fromisocalendar(today.isocalendar().year + 1, number, 7 if last else 1)
    except ValueError:
        return None
    return found


def _next_weekday(words: str, today: date) -> date | None:
    number = next((_WEEKDAY[word] for word in reversed(words.split()) if word in _WEEKDAY), None)
    if number is None:
        return None
    ahead = (number - today.weekday()) % 7
    if "volgende week" in words:
        ahead = 7 - today.weekday() + number
    return today + timedelta(days=ahead)
