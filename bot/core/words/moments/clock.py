"""The time of day as people write it (`14.00`, `14u30`, `half tien`, `kwart over 9`), and days with their times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from bot.core.words.moments.days import POLITE, Day, Named, a_day

_NAMES = (
    "een één one",
    "twee two",
    "drie three",
    "vier four",
    "vijf five",
    "zes six",
    "zeven seven",
    "acht eight",
    "negen nine",
    "tien ten",
    "elf eleven",
    "twaalf twelve",
)
_HOUR = {name: n for n, names in enumerate(_NAMES, 1) for name in names.split()}
_AN_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_HOUR)})"
_PART = (
    r"(?:\s*(?:'s\s*|in\s+(?:de|the)\s+)?(?P<part>ochtends|morgens|middags|avonds|ochtend|morgen|middag|avond|"
    r"morning|afternoon|evening|am|pm|a\.m|p\.m)\b\.?)?"
)
_BEHIND = r"(?:\s*(?:uur|hours?|o'clock|u|h)\b\.?)?"
_READINGS = tuple(
    re.compile(rf"(?<![\w.:/-])(?:om\s+|at\s+|vanaf\s+|from\s+)?{pattern}{_PART}(?![\w:/]|[.-]\d)")
    for pattern in (
        rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d){_BEHIND}",
        r"(?P<hour>\d{1,2})\s?(?:u|h)(?:ur)?\.?\s?(?P<minute>\d\d)\b",
        rf"(?P<half>half)\s+{_AN_HOUR}{_BEHIND}",
        rf"(?P<quarter>kwart|\d{{1,2}}|vijf|tien)\s+(?P<side>over|voor)\s+(?P<of>half\s+)?{_AN_HOUR}{_BEHIND}",
        rf"{_AN_HOUR}\s?(?:uur|hours?|o'clock|u|h)\b\.?",
        r"(?:at|om)\s+(?P<hour>\d{1,2})",
        r"(?P<hour>\d{1,2})(?=\s+(?:of|en|or|and)\s+(?:om\s+)?\d{1,2}\s?(?:uur|u|h)\b)",
        r"(?P<hour>\d{1,2})(?=\s?[ap]\.?m\b)",
    )
)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](?=\d\d:\d\d)")
_BETWEEN = frozenset(
    (
        "of",
        "en",
        "or",
        "and",
        "om",
        "at",
        "op",
        "on",
        "ook",
        "dan",
        "anders",
        "of:",
        "uur",
        "u",
        "from",
        "vanaf",
        "&",
        "/",
    )
)
_MORNING = frozenset(("ochtends", "morgens", "ochtend", "morgen", "morning", "am", "a.m"))


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day as it was written; `at` is None where no clock shows that. `rest[:place]` stood before it."""

    at: time | None
    said: str
    rest: tuple[str, ...]
    place: int


class Unclear(StrEnum):
    """Why words name no moments."""

    NOT_READ = "words-left"
    BAD_DAY = "bad-date"
    OTHER_WEEKDAY = "other-weekday"
    JUST_PAST = "just-past"
    BAD_TIME = "bad-time"
    NO_TIME = "no-time"
    NO_DAY = "no-day"
    WHICH_WEEK = "which-week"


@dataclass(frozen=True, slots=True)
class Moments:
    """The moments in these words, on the writer's clock, in their order; `problem` says why there are none, of `said`
    (and `on`, the day that a wrong weekday goes with).
    """

    found: tuple[datetime, ...] = ()
    problem: Unclear | None = None
    said: str = ""
    on: date | None = None


def a_time(words: tuple[str, ...]) -> TimeOfDay | None:
    """The first time of day among these words; an hour in words, or below seven, is one of the afternoon."""
    text, spans, at = " ".join(words).casefold(), list[tuple[int, int]](), 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    matches = (m for reading in _READINGS for m in (reading.search(text),) if m is not None)
    match = min(matches, key=lambda m: (m.start(), -len(m[0])), default=None)
    if match is None:
        return None
    taken = [n for n, (begin, end) in enumerate(spans) if begin < match.end() and end > match.start()]
    said = " ".join(words[n] for n in taken)
    rest = tuple(word for n, word in enumerate(words) if n not in taken)
    return TimeOfDay(_meant(match.groupdict()), said, rest, taken[0])


def _meant(found: dict[str, str | None]) -> time | None:
    hour, minute, part = _number(found["hour"]), int(found.get("minute") or 0), (found.get("part") or "").rstrip(".")
    spoken = found.get("minute") is None
    minutes = hour * 60 + minute
    if found.get("half"):
        minutes -= 30
    elif quarter := found.get("quarter"):
        by = 15 if quarter == "kwart" else _number(quarter)
        minutes += (by if found["side"] == "over" else -by) - (30 if found.get("of") else 0)
    if part and hour > 12:
        part = ""
    later = part not in _MORNING and minutes < 12 * 60 if part else spoken and hour < 13 and minutes < 7 * 60
    minutes += 12 * 60 if later else 0
    return time(*divmod(minutes, 60)) if 0 <= minutes < 24 * 60 and hour < 24 and minute < 60 else None


def _number(said: str | None) -> int:
    assert said is not None
    return int(said) if said.isdigit() else _HOUR[said]


def moments(words: tuple[str, ...], today: date) -> Moments:
    """Days with their times (`do 10 dec 14.00 of vr 11 dec half tien`, also with the time before its day).

    A day needs a time of its own, and a word that is neither leaves all of it undone. A week that is named goes for the
    bare days of the week behind it; one that then does not come after the day before it is not guessed at.
    """
    words = tuple(part for word in words for part in _ISO.sub(r"\1 ", word).split())
    pieces = _of_its_week(tuple(_pieces(words, today)))
    for piece in pieces:
        if isinstance(piece, Day) and piece.problem is not None:
            return Moments(problem=Unclear(piece.problem.value), said=piece.said, on=piece.on)
        if isinstance(piece, TimeOfDay) and piece.at is None:
            return Moments(problem=Unclear.BAD_TIME, said=piece.said)
    left = [p for p in pieces if isinstance(p, str) and p.casefold().strip(".:") not in _BETWEEN | POLITE]
    if left:
        return Moments(problem=Unclear.NOT_READ, said=" ".join(left))
    if (doubtful := _out_of_order(tuple(p for p in pieces if isinstance(p, Day)))) is not None:
        return Moments(problem=Unclear.WHICH_WEEK, said=doubtful.said, on=doubtful.on)
    return _paired([p for p in pieces if not isinstance(p, str)])


def _of_its_week(pieces: tuple[Day | TimeOfDay | str, ...]) -> tuple[Day | TimeOfDay | str, ...]:
    """`volgende week dinsdag 14 uur of woensdag 10 uur`: the week goes on until another day is told otherwise."""
    monday: date | None = None
    found: list[Day | TimeOfDay | str] = []
    for piece in pieces:
        if not isinstance(piece, Day) or (on := piece.on) is None:
            found.append(piece)
        elif piece.named is Named.BARE and monday is not None:
            found.append(replace(piece, on=monday + timedelta(on.weekday())))
        else:
            monday = on - timedelta(on.weekday()) if piece.named is Named.OF_WEEK else None
            found.append(piece)
    return tuple(found)


def _out_of_order(days: tuple[Day, ...]) -> Day | None:
    """The first bare day of the week that lies before the day in front of it, or weeks before one whose week is named:
    another week may be meant.
    """
    for one, then in pairwise(days):
        if one.on is None or then.on is None:
            continue
        if then.named is Named.BARE and then.on < one.on:
            return then
        if one.named is Named.BARE and then.named is Named.OF_WEEK and _week(one.on) != _week(then.on):
            return one
    return None


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _pieces(words: tuple[str, ...], today: date) -> Iterator[Day | TimeOfDay | str]:
    while words:
        day = a_day(words, today, ahead=True)
        yield from _times(day.rest[: day.at] if day.said else words)
        if not day.said:
            return
        yield day
        words = day.rest[day.at :]


def _times(words: tuple[str, ...]) -> Iterator[TimeOfDay | str]:
    while clock := a_time(words):
        yield from clock.rest[: clock.place]
        yield clock
        words = clock.rest[clock.place :]
    yield from words


def _paired(pieces: list[Day | TimeOfDay]) -> Moments:
    """Each time with the day before it; where the times stand first, with the day behind it."""
    first = bool(pieces) and isinstance(pieces[0], TimeOfDay)
    ordered = list(reversed(pieces)) if first else pieces
    found, day, has_time = list[datetime](), None, True
    for piece in ordered:
        if isinstance(piece, Day):
            if day is not None and not has_time:
                return Moments(problem=Unclear.NO_TIME, said=day.said, on=day.on)
            day, has_time = piece, False
        elif day is None or day.on is None or piece.at is None:
            return Moments(problem=Unclear.NO_DAY, said=piece.said)
        else:
            found.append(datetime.combine(day.on, piece.at))
            has_time = True
    if day is not None and not has_time:
        return Moments(problem=Unclear.NO_TIME, said=day.said, on=day.on)
    return Moments(tuple(reversed(found)) if first else tuple(found))
