"""Days as she writes them behind a command."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb february", "maart mrt march mar", "april apr", "mei may",
            "juni jun june", "juli jul july", "augustus aug august", "september sep sept", "oktober okt october oct",
            "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DATES = (
    re.compile(r"\b(?P<word>vandaag|today|gisteren|yesterday)\b"),
    re.compile(r"\b(?P<iso>\d{4}-\d{1,2}-\d{1,2})\b"),
    re.compile(r"\b(?P<numbers>\d{1,2}[-/.]\d{1,2}[-/.]\d{4})\b"),
    re.compile(
        rf"\b(?P<written>\d{{1,2}}\s+(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?(?:\s+\d{{4}}\b)?)"
    ),
)
POLITE = frozenset(
    ("a", "u", "b", "aub", "s", "v", "p", "svp", "alstublieft", "graag", "please", "dank", "nu", "now", "dr")
)
_AROUND = POLITE | frozenset(
    (
        "op", "de", "den", "on", "the", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
        "ma", "di", "wo", "do", "vr", "za", "zo", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    )
)  # fmt: skip


def a_date(words: tuple[str, ...], today: date) -> date | None:
    """The date in these words: `2026-12-10`, `10-12-2026`, `10 december`, `vandaag`, `gisteren`."""
    return dated(words, today)[0]


def dated(words: tuple[str, ...], today: date) -> tuple[date | None, str]:
    """The date in these words, and what they say besides; the name of a day is no more than that."""
    text = " ".join(words).casefold()
    found = next((match for pattern in _DATES if (match := pattern.search(text))), None)
    if found is None or found.lastgroup is None:
        return None, text
    rest = (text[: found.start()] + text[found.end() :]).split()
    return _meant(found, today), " ".join(w for w in rest if w.strip(",.") not in _AROUND)


def _meant(found: re.Match[str], today: date) -> date | None:
    """The day of a match of one of the patterns."""
    if found.lastgroup == "word":
        ago = 0 if found["word"] in ("vandaag", "today") else 1
        return date.fromordinal(today.toordinal() - ago)
    if found.lastgroup == "iso":
        return _date(*(int(n) for n in found["iso"].split("-")))
    if found.lastgroup == "numbers":
        day, month, year = (int(n) for n in re.split(r"[-/.]", found["numbers"]))
        return _date(year, month, day)
    day_of_month, month_name, *year_said = found["written"].replace(".", " ").split()
    if month_name not in _MONTHS:
        return None
    return _date(int(year_said[0]) if year_said else today.year, _MONTHS[month_name], int(day_of_month))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
