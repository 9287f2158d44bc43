"""A conversation is planned by mail, over real IMAP and SMTP: her command, his choice, both calendars."""

from __future__ import annotations

from email.message import Message

from icalendar import Calendar, Component
from support.servers.smtp import Received
from support.stories.dialogue import ready
from support.stories.practice import JAN, SHE, Practice, enclosures, parsed, text_of


def said(received: Received) -> str:
    return " ".join(text_of(parsed(received)).split())


def calendar_part(received: Received) -> Message:
    return next(part for part in parsed(received).walk() if part.get_content_type() == "text/calendar")


def event(received: Received) -> Component:
    payload = calendar_part(received).get_payload(decode=True)
    assert isinstance(payload, bytes)
    (found,) = Calendar.from_ical(payload).walk("VEVENT")
    return found


def test_she_offers_he_chooses_and_both_calendars_know(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)
    p.command(f"plan {opened.ref} 2026-12-10 14:00; 2026-12-11 09:30")
    p.round("2026-11-24 10:00")
    (offer,) = p.sent("date-options", JAN)
    assert "1. donderdag 10 december 2026 om 14:00 uur" in said(offer)
    assert "2. vrijdag 11 december 2026 om 09:30 uur" in said(offer)
    p.reply(offer, f"Jan Bakker <{JAN}>", "De eerste graag.")
    p.round("2026-11-24 11:00")
    his, hers = (p.sent("appointment", to)[0] for to in (JAN, SHE))
    assert calendar_part(his)["Content-Type"].startswith("text/calendar")
    assert calendar_part(his).get_param("method") == "REQUEST"
    assert event(his)["DTSTART"].to_ical() == event(hers)["DTSTART"].to_ical() == b"20261210T130000Z"
    assert event(his)["SEQUENCE"] == 0
    assert event(his)["UID"] == event(hers)["UID"]
    assert [n for n in enclosures(parsed(his)) if n.endswith(".ics")]
