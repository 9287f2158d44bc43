"""The values of a spreadsheet's cells as a person sees them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta


def shown(value: object) -> str:
    """5.0 as 5, dates as ISO, an hour without seconds that are nought."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    return value.isoformat() if isinstance(value, date) else str(_duration(value))


def number(value: float) -> str:
    """At most eleven significant figures, as spreadsheets show them."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(value, ".11g")


def _duration(value: object) -> object:
    if not isinstance(value, timedelta):
        return value
    seconds = int(value.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    return f"{'-' if seconds < 0 else ''}{hours}:{rest // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")
