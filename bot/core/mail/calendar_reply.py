"""The iTIP facts of a calendar part (RFC 5545, 5546)."""

from __future__ import annotations

import re

from bot.core.mail.message import CalendarReply

_LINE = re.compile(r"^(METHOD|UID|ATTENDEE)((?:;[^:\n\"]*(?:\"[^\"\n]*\")?)*):(.*)$", re.I | re.M)
_PARTSTAT = re.compile(r";PARTSTAT=\"?([A-Za-z-]+)", re.I)


def calendar_reply(value: str, method: str = "") -> CalendarReply:
    """Method, first attendee with their answer, and UID; `method` is what the MIME part says."""
    found: dict[str, tuple[str, str]] = {}
    for match in _LINE.finditer(re.sub(r"\r?\n[ \t]", "", value[:500_000])):
        found.setdefault(match[1].upper(), (match[2], match[3].strip()))
    options, attendee = found.get("ATTENDEE", ("", ""))
    partstat = _PARTSTAT.search(options)
    return CalendarReply(
        method=(found.get("METHOD", ("", ""))[1] or method).upper(),
        partstat=partstat[1].upper() if partstat else "",
        attendee=re.sub(r"(?i)^mailto:", "", attendee),
        uid=found.get("UID", ("", ""))[1],
    )
