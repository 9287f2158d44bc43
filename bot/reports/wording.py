"""Numbers and days as a reader expects them in Dutch and English."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cache

from bot import resources


def day(value: date, language: str) -> str:
    """10 december 2026."""
    return f"{value.day} {_months(language)[value.month - 1]} {value.year}"


def moment(value: datetime, language: str) -> str:
    """10 december 2026, 14:05, on the clock that the value carries."""
    return f"{day(value.date(), language)}, {value:%H:%M}"


def decimal(value: float, language: str) -> str:
    """One decimal, with a comma in Dutch."""
    return f"{value:.1f}" if language == "en" else f"{value:.1f}".replace(".", ",")


@cache
def _months(language: str) -> tuple[str, ...]:
    """January first, as the mails name them; Dutch unless English is asked for."""
    folder = resources.root() / "mail" / ("en" if language == "en" else "nl")
    return tuple(tomllib.loads((folder / "phrases.toml").read_text(encoding="utf-8"))["months"])
