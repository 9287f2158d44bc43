"""Answers of calendar programs, in the forms in which they come: what differs between them is what trips a reader."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

UID = "T-D4MPE.4f7k92qmxb3d@praktijk.example"
HIM = "pia.dam@ziekenhuis.example"
AMSTERDAM = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
"""As Exchange writes it: rules since 1601."""


def outlook(said: str, start: str = "DTSTART:20261210T130000Z", sequence: int = 1, method: str = "REPLY") -> str:
    """Exchange Online: the zone by its Windows name, SUMMARY with the answer in front."""
    zone = AMSTERDAM.format(name="W. Europe Standard Time")
    return f"""BEGIN:VCALENDAR
METHOD:{method}
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
{zone}BEGIN:VEVENT
ATTENDEE;PARTSTAT={said};CN=Pia Dam:mailto:{HIM}
COMMENT;LANGUAGE=nl-NL:\\n
UID:{UID}
SUMMARY;LANGUAGE=nl-NL:Geaccepteerd: IFMS-gesprek
{start}
DTEND;TZID=W. Europe Standard Time:20261210T153000
CLASS:PRIVATE
PRIORITY:5
DTSTAMP:20261109T081240Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:{sequence}
LOCATION;LANGUAGE=nl-NL:
X-MICROSOFT-CDO-APPT-SEQUENCE:{sequence}
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER;RELATED=START:-PT15M
UID:another-uid-inside-an-alarm
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def google(said: str, start: str = "DTSTART:20261210T130000Z", sequence: int = 1, method: str = "REPLY") -> str:
    """Google Calendar: folded in the middle of a parameter, X-NUM-GUESTS, extra line feeds at the end."""
    return f"""BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:{method}
BEGIN:VEVENT
{start}
DTEND:20261210T143000Z
DTSTAMP:20261109T081240Z
ORGANIZER;CN=Praktijk Voorbeeld:mailto:info@praktijk.example
UID:{UID}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={said};CN={HIM[:20]}
 {HIM[20:]};X-NUM-GUESTS=0:mailto:{HIM}
X-MICROSOFT-CDO-OWNERAPPTID:-1519245134
CREATED:20261109T080000Z
SEQUENCE:{sequence}
STATUS:CONFIRMED
SUMMARY:IFMS-gesprek met dr. A. de Vries [T-D4MPE]
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR

"""


def apple(
    said: str, start: str = "DTSTART;TZID=Europe/Amsterdam:20261210T140000", sequence: int = 1, method: str = "REPLY"
) -> str:
    """iCloud and macOS: an IANA zone with its definition, EMAIL as a parameter, capitals in the scheme."""
    return f"""BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Apple Inc.//macOS 15.1//EN
VERSION:2.0
METHOD:{method}
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;CN="Pia Dam";CUTYPE=INDIVIDUAL;EMAIL="{HIM}";PARTSTAT={said}:MAILTO:{HIM}
DTEND;TZID=Europe/Amsterdam:20261210T153000
{start}
DTSTAMP:20261109T081240Z
ORGANIZER;CN="Praktijk: Voorbeeld; en Co":mailto:info@praktijk.example
SEQUENCE:{sequence}
SUMMARY:IFMS-gesprek
UID:{UID}
X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC
END:VEVENT
END:VCALENDAR
"""


def thunderbird(said: str, start: str = "DTSTART:20261210T130000Z", sequence: int = 1, method: str = "REPLY") -> str:
    """Lightning: parameters in another order, the answer before the address, a local path in front of the zone."""
    return f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
METHOD:{method}
BEGIN:VEVENT
CREATED:20261109T080000Z
LAST-MODIFIED:20261109T081240Z
DTSTAMP:20261109T081240Z
UID:{UID}
SUMMARY:IFMS-gesprek
ORGANIZER;CN=Praktijk Voorbeeld:mailto:info@praktijk.example
ATTENDEE;RSVP=TRUE;CN=Pia Dam;PARTSTAT={said};ROLE=REQ-PARTICIPANT:mailto:{HIM}
X-MOZ-RECEIVED-SEQUENCE:{sequence}
X-MOZ-INVITED-ATTENDEE:mailto:{HIM}
{start}
DTEND:20261210T143000Z
SEQUENCE:{sequence}
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""


def zimbra(
    said: str, start: str = 'DTSTART;TZID="Europe/Brussels":20261210T140000', sequence: int = 1, method: str = "REPLY"
) -> str:
    """Zimbra: quotes around the zone, all attendees named, of whom one answers."""
    return f"""BEGIN:VCALENDAR
PRODID:Zimbra-Calendar-Provider
VERSION:2.0
METHOD:{method}
BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETTO:+0100
TZOFFSETFROM:+0200
RRULE:FREQ=YEARLY;WKST=MO;INTERVAL=1;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:{UID}
SUMMARY:Accept: IFMS-gesprek
ATTENDEE;CN=Praktijk;PARTSTAT=NEEDS-ACTION:mailto:info@praktijk.example
ATTENDEE;CN=Pia Dam;ROLE=REQ-PARTICIPANT;PARTSTAT={said}:mailto:{HIM}
ORGANIZER;CN=Praktijk Voorbeeld:mailto:info@praktijk.example
{start}
DTEND;TZID="Europe/Brussels":20261210T153000
STATUS:CONFIRMED
CLASS:PUBLIC
X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY
TRANSP:OPAQUE
DTSTAMP:20261109T081240Z
SEQUENCE:{sequence}
END:VEVENT
END:VCALENDAR
"""


def notes(
    said: str, start: str = 'DTSTART;TZID="W. Europe":20261210T140000', sequence: int = 1, method: str = "REPLY"
) -> str:
    """HCL Notes: a zone of its own name that only its definition tells, names in its own form."""
    zone = AMSTERDAM.format(name="W. Europe").replace("16010101", "19501029", 1).replace("16010101", "19500402", 1)
    return f"""BEGIN:VCALENDAR
X-LOTUS-CHARSET:UTF-8
VERSION:2.0
PRODID:-//Lotus Development Corporation//NONSGML Notes 12.0//EN_C
METHOD:{method}
{zone}BEGIN:VEVENT
{start}
DTEND;TZID="W. Europe":20261210T153000
TRANSP:OPAQUE
DTSTAMP:20261109T081240Z
SEQUENCE:{sequence}
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT={said};CN="Pia Dam/ZH/NL"
 ;RSVP=FALSE:mailto:{HIM}
CLASS:PUBLIC
SUMMARY:Accepted: IFMS-gesprek
ORGANIZER;CN="Praktijk":mailto:info@praktijk.example
UID:{UID}
X-LOTUS-UPDATE-SEQ:2
X-LOTUS-NOTESVERSION:2
END:VEVENT
END:VCALENDAR
"""


PROGRAMS: tuple[Callable[..., str], ...] = (outlook, google, apple, thunderbird, zimbra, notes)


def mailed(
    calendar: str, sender: str = f"Pia Dam <{HIM}>", method: str = "REPLY", subject: str = "Geaccepteerd: IFMS-gesprek"
) -> bytes:
    """The mail that a calendar program sends it in."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "info@praktijk.example", subject
    mail["Message-ID"], mail["Date"] = "<answer@ziekenhuis.example>", "Mon, 9 Nov 2026 08:12:40 +0000"
    mail.set_content("\n")
    mail.add_alternative(
        calendar.encode(), maintype="text", subtype="calendar", params={"method": method, "charset": "utf-8"}
    )
    return bytes(mail)
