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
    "volgende week dinsdag 14 uur of woensdag 10 uur": "01-12-2026 14:00, 02-12-2026 10:00",
    "dinsdag volgende week 14 uur of woensdag 10 uur": "01-12-2026 14:00, 02-12-2026 10:00",
    "over twee weken dinsdag 14 uur of woensdag 10 uur": "15-12-2026 14:00, 16-12-2026 10:00",
    "next week tuesday at 2pm or friday at 10 am": "01-12-2026 14:00, 04-12-2026 10:00",
    "morgen 10 uur of volgende week dinsdag 14 uur, donderdag 9 uur": (
        "25-11-2026 10:00, 01-12-2026 14:00, 03-12-2026 09:00"
    ),
    "volgende week dinsdag 14 uur of vrijdag 18 december 10 uur": "01-12-2026 14:00, 18-12-2026 10:00",
    "aanstaande donderdag 14 uur": "26-11-2026 14:00",
    "a.s. dinsdag 14 uur": "01-12-2026 14:00",
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
    "volgende week dinsdag 14 uur of maandag 10 uur": Unclear.WHICH_WEEK,
    "vrijdag 14 uur of donderdag 10 uur": Unclear.WHICH_WEEK,
    "10 december 14 uur of vrijdag 9 uur": Unclear.WHICH_WEEK,
    "12 januari 14 uur of woensdag 10 uur": Unclear.WHICH_WEEK,
    "dinsdag in januari 14 uur of woensdag 10 uur": Unclear.NOT_READ,
    "woensdag 14 uur of donderdag volgende week 10 uur": Unclear.WHICH_WEEK,
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


@pytest.mark.parametrize("seed", range(200))
def test_a_named_week_goes_for_the_days_behind_it(seed: int) -> None:
    """In rising order they are the days of that week; in any other order nothing is read."""
    dice = random.Random(seed)
    today = TODAY + timedelta(dice.randrange(14))
    week, over = dice.choice(
        [("volgende week", 1), ("next week", 1), ("over 2 weken", None), ("over drie weken", None)]
    )
    several = [dice.randrange(7) for _ in range(dice.randint(2, 4))]
    line = f"{week} " + " of ".join(f"{DAYS[n]} {dice.randint(9, 16)}:00" for n in several)
    found = moments(tuple(line.split()), today)
    if several != sorted(several):
        assert (found.found, found.problem) == ((), Unclear.WHICH_WEEK)
        return
    days = [at.date() for at in found.found]
    assert [day.weekday() for day in days] == several
    assert len({day.isocalendar()[:2] for day in days}) == 1
    assert over is None or days[0].isocalendar()[:2] == (today + timedelta(7 * over)).isocalendar()[:2]


@pytest.mark.parametrize("seed", range(100))
def test_a_bare_day_never_jumps_back(seed: int) -> None:
    """Behind a date a bare day of the week is a later one, or nothing is read."""
    dice = random.Random(seed)
    first, bare = TODAY + timedelta(dice.randint(1, 40)), dice.choice(DAYS)
    line = f"{written_day(first, dice)} 14:00 of {bare} 10:00"
    found = moments(tuple(line.split()), TODAY)
    coming = TODAY + timedelta((DAYS.index(bare) - TODAY.weekday() - 1) % 7 + 1)
    assert found.problem is (Unclear.WHICH_WEEK if coming < first else None)


@pytest.mark.parametrize("hour", range(8, 20))
@pytest.mark.parametrize("joint", ["of", "en"])
def test_an_hour_behind_a_month_is_no_year(hour: int, joint: str) -> None:
    other = 8 + (hour - 8 + 3) % 12
    found = moments(tuple(f"12 maart {hour} {joint} {other} uur".split()), date(2026, 11, 25)).found
    assert [(at.date(), at.hour) for at in found] == [(date(2027, 3, 12), hour), (date(2027, 3, 12), other)]


@pytest.mark.parametrize("year", range(25, 40))
def test_a_year_of_two_figures_still_is_one(year: int) -> None:
    found = moments(("12", "maart", str(year), "10", "uur"), date(2026, 11, 25)).found
    assert found == (datetime(2000 + year, 3, 12, 10),)  # noqa: DTZ001 - on the writer's clock
