"""Moments as people type them in a command; what is not plain names none."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

import pytest

from bot.core.words.moments.clock import Unclear, moments

TODAY = date(2026, 11, 24)  # a Tuesday


def read(line: str) -> tuple[str, ...]:
    found = moments(tuple(w for w in (word.strip(",;") for word in line.split()) if w), TODAY)
    assert (found.problem is None) == bool(found.found) or not line.strip()
    return tuple(f"{at:%d-%m-%Y %H:%M}" for at in found.found)


READ = {
    "2026-12-10 14:00; 2026-12-11 09:30": "10-12-2026 14:00, 11-12-2026 09:30",
    "2026-12-10T14:00": "10-12-2026 14:00",
    "donderdag 10 dec 14.00 of vrijdag 11 dec half tien": "10-12-2026 14:00, 11-12-2026 09:30",
    "do 10 dec om 14u30, vr 11 dec om 9u": "10-12-2026 14:30, 11-12-2026 09:00",
    "10 december 14 uur": "10-12-2026 14:00",
    "10 december '26 om 14.00 uur": "10-12-2026 14:00",
    "14.00 op donderdag 10 dec": "10-12-2026 14:00",
    "14 uur op donderdag en 10 uur op vrijdag": "26-11-2026 14:00, 27-11-2026 10:00",
    "donderdag om 10 uur en vrijdag om 2 uur": "26-11-2026 10:00, 27-11-2026 14:00",
    "10-12 14:00": "10-12-2026 14:00",
    "10/12 14h": "10-12-2026 14:00",
    "10.12.2026 14.00 uur": "10-12-2026 14:00",
    "morgen kwart over 9": "25-11-2026 09:15",
    "overmorgen om kwart voor tien": "26-11-2026 09:45",
    "vr 11 december tien voor half tien": "11-12-2026 09:20",
    "vr 11 december vijf over half elf": "11-12-2026 10:35",
    "10 december twee uur 's middags": "10-12-2026 14:00",
    "10 december 9 uur 's avonds": "10-12-2026 21:00",
    "10 december half zes": "10-12-2026 17:30",
    "10 december 9 uur 's ochtends": "10-12-2026 09:00",
    "volgende week dinsdag 14:00": "01-12-2026 14:00",
    "10 december at 2 pm": "10-12-2026 14:00",
    "Thursday December 10 at 2pm or Friday December 11, 9:30 am": "10-12-2026 14:00, 11-12-2026 09:30",
    "10 dec 14:00 en 16:00": "10-12-2026 14:00, 10-12-2026 16:00",
    "5 januari 14:00": "05-01-2027 14:00",
    "10 dec 12 uur": "10-12-2026 12:00",
    "10 dec 02:30": "10-12-2026 02:30",
}


@pytest.mark.parametrize("line", READ)
def test_moments_are_read(line: str) -> None:
    assert ", ".join(read(line)) == READ[line]


NOT_READ = {
    "10 dec": Unclear.NO_TIME,
    "10 dec 14.00 en vr 11 dec": Unclear.NO_TIME,
    "14:00": Unclear.NO_DAY,
    "31 november 14:00": Unclear.BAD_DAY,
    "dinsdag 10 dec 14.00": Unclear.OTHER_WEEKDAY,
    "10 dec 25:00": Unclear.BAD_TIME,
    "10 dec 14.75": Unclear.BAD_TIME,
    "10 dec 14.00-15.30": Unclear.NOT_READ,
    "10 dec 14.00 misschien": Unclear.NOT_READ,
    "10 dec 2 uur 's nachts": Unclear.NOT_READ,
}


@pytest.mark.parametrize("line", NOT_READ)
def test_what_is_not_plain_names_no_moment(line: str) -> None:
    found = moments(tuple(line.split()), TODAY)
    assert (found.found, found.problem) == ((), NOT_READ[line])


MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
HOURS = ["twaalf", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf"]


def written_day(day: date, dice: random.Random) -> str:
    month = MONTHS[day.month - 1]
    return dice.choice(
        [
            day.isoformat(),
            f"{day.day} {month} {day.year}",
            f"{DAYS[day.weekday()]} {day.day} {month}",
            f"{day:%d-%m-%Y}",
        ]
    )


def written_time(at: time, dice: random.Random) -> str:
    ways = [f"{at:%H:%M}", f"{at:%H.%M} uur", f"om {at.hour}u{at:%M}", f"{at.hour}:{at:%M}"]
    if at.minute == 0:
        ways += [f"{at.hour} uur", f"om {at.hour}u"]
    if at.minute == 30:
        ways.append(f"half {HOURS[(at.hour + 1) % 12]}")
    if at.minute == 15:
        ways.append(f"kwart over {HOURS[at.hour % 12]}")
    return dice.choice(ways)


@pytest.mark.parametrize("seed", range(300))
def test_whatever_was_written_is_what_is_read(seed: int) -> None:
    """Random moments within office hours, each written in a random way, in a random order of day and time."""
    dice = random.Random(seed)
    days = sorted(dice.sample(range(1, 300), dice.randint(1, 4)))
    meant = [
        datetime.combine(TODAY + timedelta(n), time(dice.randint(8, 18), dice.choice((0, 15, 30, 45)))) for n in days
    ]
    first = dice.random() < 0.3
    pairs = [(written_day(at.date(), dice), written_time(at.time(), dice)) for at in meant]
    told = dice.choice((" of ", "; ", ", ", " en ")).join(f"{t} op {d}" if first else f"{d} {t}" for d, t in pairs)
    assert read(told) == tuple(f"{at:%d-%m-%Y %H:%M}" for at in meant), told
