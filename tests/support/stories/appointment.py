"""An appointment that stands, what goes with it, and how calendar programs answer it."""

from __future__ import annotations

from email.message import Message

from icalendar import Calendar, Component
from support.calendars import UID
from support.servers.smtp import Received
from support.stories.dialogue import Opened, ready
from support.stories.practice import JAN, Practice, parsed, text_of


def said(received: Received) -> str:
    return " ".join(text_of(parsed(received)).split())


def calendar_part(received: Received) -> Message:
    return next(part for part in parsed(received).walk() if part.get_content_type() == "text/calendar")


def event(received: Received) -> Component:
    payload = calendar_part(received).get_payload(decode=True)
    assert isinstance(payload, bytes)
    whole = Calendar.from_ical(payload)
    assert whole["METHOD"] == calendar_part(received).get_param("method")
    (found,) = whole.walk("VEVENT")
    assert not whole.walk("VALARM")
    return found


def planned(p: Practice) -> Opened:
    """A conversation on Thursday 10 December, 14.00."""
    opened = ready(p)
    p.command(f"afspraak {opened.ref} 2026-12-10 14:00")
    p.round("2026-11-24 10:30")
    return opened


def answer(
    p: Practice, invited: Received, calendar: str, method: str = "REPLY", sender: str = f"Jan Bakker <{JAN}>"
) -> None:
    """A calendar program answers, as Exchange does: no thread, the answer in the subject."""
    text = calendar.replace(UID, str(event(invited)["UID"])).replace("pia.dam@ziekenhuis.example", JAN)
    raw = p.write(sender, f"Antwoord: {event(invited)['SUMMARY']}")
    head, _, _ = raw.partition(b"\n\n")
    kept = b"\n".join(line for line in head.split(b"\n") if not line.lower().startswith((b"content-", b"mime-")))
    part = f"MIME-Version: 1.0\nContent-Type: text/calendar; method={method}; charset=utf-8\n\n{text}"
    p.account.append(kept + b"\n" + part.encode(), when=p.now)
