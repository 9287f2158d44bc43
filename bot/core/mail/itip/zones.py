"""The instant that a calendar means: in UTC, in a zone by whatever name, or in one that the calendar defines itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.core.mail.itip.content_lines import ContentLine

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z?)")
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_PATH = re.compile(r"[A-Za-z_]+(?:/[A-Za-z_+-]+){1,2}$")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ORDINAL_DAY = re.compile(r"([+-]?\d{0,2})(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Observance:
    """A STANDARD or DAYLIGHT of a VTIMEZONE: since `starts` this `offset` holds from a moment of each year on."""

    starts: datetime
    offset: timedelta
    rule: str = ""

    def onset(self, year: int) -> datetime | None:
        """When it begins in this year, on the clock before; None where its rule is not one of a year."""
        if not self.rule:
            return self.starts
        parts = dict(part.split("=", 1) for part in self.rule.upper().split(";") if "=" in part)
        if parts.get("FREQ") != "YEARLY" or parts.get("INTERVAL", "1") != "1":
            return None
        try:
            month = int(parts.get("BYMONTH", str(self.starts.month)))
            day = _day_of(year, month, parts, self.starts.day)
        except ValueError:
            return None
        return None if day is None else datetime.combine(day, self.starts.time())


def _day_of(year: int, month: int, parts: dict[str, str], otherwise: int) -> date | None:
    """The day of a month that BYDAY and BYMONTHDAY name."""
    days = [date(year, month, 1) + timedelta(n) for n in range(31)]
    days = [d for d in days if d.month == month]
    if "BYMONTHDAY" in parts:
        named = {int(n) for n in parts["BYMONTHDAY"].split(",")[:31]}
        days = [d for d in days if d.day in named]
    if "BYDAY" not in parts:
        return days[0] if "BYMONTHDAY" in parts and days else date(year, month, otherwise)
    told = _ORDINAL_DAY.fullmatch(parts["BYDAY"])
    if told is None:
        return None
    days = [d for d in days if d.weekday() == _WEEKDAYS.index(told[2])]
    n = int(told[1] or 1)
    return days[n - 1 if n > 0 else n] if days and n and abs(n) <= len(days) else None


def instant(line: ContentLine, defined: dict[str, tuple[Observance, ...]]) -> datetime | None:
    """The moment in UTC; None for a whole day, a time without a zone, or a zone that nobody knows."""
    match = _MOMENT.fullmatch(line.value.strip())
    if match is None:
        return None
    try:
        here = _wall_clock(match)
    except ValueError:
        return None
    name = line.parameter("TZID")
    try:
        if match[7]:
            return here.replace(tzinfo=UTC)
        zone = _zone(name) if name else None
        if zone is not None:
            return here.replace(tzinfo=zone).astimezone(UTC)
        offset = _offset_at(here, defined.get(name, ())) if name else None
        return None if offset is None else here.replace(tzinfo=timezone(offset)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _wall_clock(match: re.Match[str]) -> datetime:
    """What the clock shows, in whatever zone; raises ValueError."""
    return datetime.strptime("".join(n or "00" for n in match.groups()[:6]), "%Y%m%d%H%M%S")  # noqa: DTZ007


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo | None:
    """By its IANA name, also behind a path, or by the one that Windows gives it."""
    bare = name.strip().strip('"').rstrip("/")
    if bare.upper() in ("UTC", "GMT", "Z", "ETC/UTC") or bare.lower().endswith("/utc"):
        return UTC
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # late: few mails need it

    path = _PATH.search(bare)
    names = [bare, WINDOWS_TO_OLSON.get(bare, "")]
    while path is not None:
        names.append(path[0])
        path = _PATH.search(path[0].partition("/")[2])
    for one in names:
        try:
            if one:
                return ZoneInfo(one)
        except (OSError, ValueError, LookupError):
            continue
    return None


def _offset_at(here: datetime, observances: tuple[Observance, ...]) -> timedelta | None:
    """The offset of the observance that began last; None where one of them cannot be worked out."""
    found = list[tuple[datetime, timedelta]]()
    for one in observances:
        for year in (here.year - 1, here.year):
            onset = one.onset(max(year, one.starts.year))
            if onset is None:
                return None
            found.append((onset, one.offset))
    begun = [pair for pair in found if pair[0] <= here]
    return max(begun)[1] if begun else None


def observances(lines: Iterable[tuple[tuple[str, ...], ContentLine]]) -> dict[str, tuple[Observance, ...]]:
    """The zones that a calendar defines: each line comes with the components that it stands in, outermost first."""
    found: dict[str, list[Observance]] = {}
    name, current = "", dict[str, ContentLine]()
    for inside, line in lines:
        if line.name == "TZID" and inside[-1:] == ("VTIMEZONE",):
            name = line.value
        elif inside[-1:] in (("STANDARD",), ("DAYLIGHT",)) and line.name != "BEGIN":
            current.setdefault(line.name, line)
        if line.name == "END" and line.value.upper() in ("STANDARD", "DAYLIGHT"):
            made = _observance(current)
            if made is not None and len(found.setdefault(name, [])) < 100:
                found[name].append(made)
            current = {}
    return {zone: tuple(those) for zone, those in found.items()}


def _observance(said: dict[str, ContentLine]) -> Observance | None:
    starts, to = said.get("DTSTART"), said.get("TZOFFSETTO")
    begun = _MOMENT.fullmatch(starts.value) if starts else None
    offset = _OFFSET.fullmatch(to.value) if to else None
    if begun is None or offset is None:
        return None
    try:
        at = _wall_clock(begun)
    except ValueError:
        return None
    span = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    rule = said["RRULE"].value if "RRULE" in said else ""
    return Observance(at, -span if offset[1] == "-" else span, rule)
