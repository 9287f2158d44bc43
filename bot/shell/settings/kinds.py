"""The kinds of value that config.toml holds, each refused with a sentence and an example."""

from __future__ import annotations

import re
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field

from bot.core.traject.rules import Window

ATOM = r'[^\s@<>"(),:;\\\[\]]+'


def _address(value: str) -> str:
    if not re.fullmatch(f"{ATOM}@{ATOM}", value):
        raise ValueError("is not one e-mail address; for example info@voorbeeld.nl")
    return value


def _timezone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("is not a time zone; for example Europe/Amsterdam")
    return value


def _clock(value: object) -> time:
    if isinstance(value, time):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        raise ValueError('is not a time of day; for example "07:30"')
    hour, minute = map(int, value.split(":"))
    return time(hour, minute)


def _window(value: object) -> Window:
    parts = value.split("-") if isinstance(value, str) else ()
    try:
        start, end = (_clock(part.strip()) for part in parts)
    except ValueError as error:
        raise ValueError('is not a pair of times; for example "08:30-17:30"') from error
    if start >= end:
        raise ValueError('must begin before it ends, on one day; for example "08:30-17:30"')
    return Window(start, end)


def _since(value: object) -> str:
    text = str(value)
    if text and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError('is not a day; for example "2026-11-02", or "" for all mail')
    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError("is not a day of the calendar") from error


def _ascending(days: tuple[int, ...]) -> tuple[int, ...]:
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise ValueError("must go up, without a day twice; for example [7, 14, 21]")
    return days


def _different(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise ValueError("names something twice")
    return values


def _database(url: str) -> str:
    if not re.match(r"sqlite(\+pysqlite)?:///.|postgresql\+psycopg://.", url):
        raise ValueError('is not a database; for example "sqlite:///data/trajectbot.db" or "postgresql+psycopg://…"')
    return url


def _file(url: str) -> str:
    if url.startswith("postgresql"):
        raise ValueError(
            "must be a file: a server keeps the wrapped keys in its tables and log after they were destroyed; "
            'for example "sqlite:///data/keys.db"'
        )
    if not re.match(r"sqlite(\+pysqlite)?:///.", url) or ":memory:" in url:
        raise ValueError('is not a file of SQLite; for example "sqlite:///data/keys.db"')
    return url


def _number(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("must be a whole number")
    return value


def _visible(value: str) -> str:
    if not value.isprintable():
        raise ValueError("holds a line break or another character that cannot be seen")
    return value


def _big_number(value: str) -> str:
    digits = re.sub(r"[ .-]", "", value)
    if value and not re.fullmatch(r"\d{11}", digits):
        raise ValueError("is not a BIG number, which has eleven digits")
    return digits


Text = Annotated[str, AfterValidator(_visible)]
Name = Annotated[Text, Field(min_length=1)]
Address = Annotated[Name, AfterValidator(_address)]
AddressOrNone = Annotated[Text, AfterValidator(lambda value: value and _address(value))]
BigNumber = Annotated[Text, AfterValidator(_big_number)]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Timezone = Annotated[str, AfterValidator(_timezone)]
Clock = Annotated[time, BeforeValidator(_clock)]
Hours = Annotated[Window, BeforeValidator(_window)]
Since = Annotated[str, BeforeValidator(_since)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
DatabaseUrl = Annotated[Name, AfterValidator(_database)]
FileUrl = Annotated[Name, AfterValidator(_file)]
TokenUrl = Annotated[str, Field(pattern=r"^https://.")]
Whole = Annotated[int, BeforeValidator(_number)]
Port = Annotated[Whole, Field(ge=1, le=65535)]
Count = Annotated[Whole, Field(ge=1, le=1_000_000)]
Days = Annotated[Whole, Field(ge=1, le=36_500)]
DayList = Annotated[tuple[Days, ...], Field(min_length=1), AfterValidator(_ascending)]
Documents = Annotated[tuple[Literal["self_evaluation", "pop"], ...], AfterValidator(_different)]
