"""An appointment as a calendar takes it: iTIP REQUEST or CANCEL (RFC 5545, 5546), in UTC and without an alarm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.core.views import Meeting

REQUEST, CANCEL = "REQUEST", "CANCEL"


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is asked to come; `answers`: the calendar is to say whether they do."""

    name: str
    address: str
    answers: bool


@dataclass(frozen=True, slots=True)
class EventWords:
    """What the calendar shows; empty where there is nothing to say."""

    summary: str
    description: str = ""
    location: str = ""


def method_of(meeting: Meeting) -> str:
    """What the invitation does."""
    return CANCEL if meeting.cancelled else REQUEST


def invitation_bytes(meeting: Meeting, organizer: Invited, guest: Invited, words: EventWords, at: datetime) -> bytes:
    """The VCALENDAR with one event; `at` is when it was made."""
    from icalendar import Calendar, Event, vCalAddress, vText  # late: few mails need it

    def person(one: Invited) -> vCalAddress:
        address = vCalAddress(f"mailto:{one.address}")
        address.params["CN"] = vText(one.name.replace('"', "'") or one.address)
        return address

    attendee = person(guest)
    attendee.params |= {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT"}
    attendee.params["PARTSTAT"] = "NEEDS-ACTION" if guest.answers else "ACCEPTED"
    attendee.params["RSVP"] = "TRUE" if guest.answers and not meeting.cancelled else "FALSE"
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", words.summary)
    for name, value in (("description", words.description), ("location", words.location)):
        if value:
            event.add(name, value)
    event.add("organizer", person(organizer))
    event.add("attendee", attendee)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    calendar = Calendar()
    calendar.add("prodid", "-//Trajectbot//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method_of(meeting))
    calendar.add_component(event)
    return bytes(calendar.to_ical())
