"""Numbers and days as a reader expects them in Dutch and English."""

from __future__ import annotations

from datetime import date, datetime

_MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def day(value: date, language: str) -> str:
    """10 december 2026."""
    return f"{value.day} {_MONTHS['en' if language == 'en' else 'nl'][value.month - 1]} {value.year}"


def moment(value: datetime, language: str) -> str:
    """10 december 2026, 14:05, on the clock that the value carries."""
    return f"{day(value.date(), language)}, {value:%H:%M}"


def decimal(value: float, language: str) -> str:
    """One decimal, with a comma in Dutch."""
    return f"{value:.1f}" if language == "en" else f"{value:.1f}".replace(".", ",")
