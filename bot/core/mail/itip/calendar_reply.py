"""What a calendar program says of a meeting: who answers, what, and to which invitation (RFC 5545, 5546)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.mail.itip.content_lines import ContentLine, content_lines, is_too_large
from bot.core.mail.itip.zones import instant, observances
from bot.core.mail.message import CalendarReply

_DEEPEST = 8
_UNREAD = "calendar"
_MAILTO = re.compile(r"(?i)^mailto:\s*")
_METHOD = re.compile(r"(?im)^METHOD[^:\n]{0,100}:[ \t]*([A-Z]{1,20})")


def calendar_reply(value: str, method: str = "") -> CalendarReply:
    """The first event; `method` is what the MIME part says. What no calendar writes has a `problem`, and no more."""
    told = _METHOD.search(value[:2000])
    named = (told[1] if told else method).strip().upper()[:20]
    if is_too_large(value):
        return CalendarReply(named, problem=_UNREAD)
    lines = tuple(_placed(content_lines(value)))
    if any(len(inside) > _DEEPEST for inside, _ in lines):
        return CalendarReply(named, problem=_UNREAD)
    method = next((line.value.upper() for _, line in lines if line.name == "METHOD"), method.upper())
    event = _first_event(lines)
    if not event:
        return CalendarReply(method)
    zones = observances(lines)
    who = _attendee([line for line in event if line.name == "ATTENDEE"])
    starts = _value(event, "DTSTART")
    sequence = _value(event, "SEQUENCE")
    number = int(sequence.value) if sequence and re.fullmatch(r"\d{1,9}", sequence.value) else -1
    uid = _value(event, "UID")
    return CalendarReply(
        method=method[:20],
        partstat=who.parameter("PARTSTAT").upper()[:30] if who else "",
        attendee=_address(who.value) if who else "",
        uid=uid.value[:500] if uid else "",
        sequence=number,
        starts_at=instant(starts, zones) if starts else None,
        name=who.parameter("CN")[:200] if who else "",
        recurs=any(line.name in ("RRULE", "RDATE") for line in event),
        several=sum(line.name == "BEGIN" and line.value.strip().upper() == "VEVENT" for _, line in lines) > 1,
        comment="\n".join(_unescaped(line.value) for line in event if line.name == "COMMENT")[:2000],
    )


def _unescaped(text: str) -> str:
    """As RFC 5545, 3.3.11 writes TEXT."""
    return re.sub(r"\\([nN,;\\])", lambda found: "\n" if found[1] in "nN" else found[1], text)


def _placed(lines: Iterator[ContentLine]) -> Iterator[tuple[tuple[str, ...], ContentLine]]:
    """Each line with the components that it stands in."""
    inside: tuple[str, ...] = ()
    for line in lines:
        if line.name == "BEGIN":
            inside = (*inside[: _DEEPEST + 1], line.value.upper())
        yield inside, line
        if line.name == "END" and inside:
            inside = inside[:-1]


def _first_event(lines: tuple[tuple[tuple[str, ...], ContentLine], ...]) -> list[ContentLine]:
    """The lines of the first VEVENT itself, none of those of an alarm in it."""
    found: list[ContentLine] = []
    for inside, line in lines:
        if inside[-1:] == ("VEVENT",) and line.name not in ("BEGIN", "END"):
            found.append(line)
        elif line.name == "END" and line.value.upper() == "VEVENT":
            break
    return found


def _value(event: list[ContentLine], name: str) -> ContentLine | None:
    return next((line for line in event if line.name == name), None)


def _attendee(those: list[ContentLine]) -> ContentLine | None:
    """Who answers: whoever passes the invitation on, else the first who says something, else the first."""
    said = [line for line in those if line.parameter("PARTSTAT").upper() not in ("", "NEEDS-ACTION")]
    passes_on = [line for line in said if line.parameter("PARTSTAT").upper() == "DELEGATED"]
    return next(iter((*passes_on, *said, *those)), None)


def _address(value: str) -> str:
    return _MAILTO.sub("", value).strip()[:320]
