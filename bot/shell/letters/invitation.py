"""The invitation that goes along with an appointment, in the words of the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.context import Context
from bot.core.planning.invitation import EventWords, Invited, invitation_bytes, method_of
from bot.core.views import Appointment, AppointmentMade, View
from bot.core.world import Role
from bot.shell.keys.tokens import Addressee
from bot.shell.letters.compose import ICS, CalendarPart, Enclosure
from bot.shell.letters.templates import Templates


@dataclass(frozen=True, slots=True)
class CalendarInvitation:
    """The part that a calendar acts on, and the file for who has no such program."""

    part: CalendarPart
    enclosed: tuple[Enclosure, ...]


def invitation(
    view: View, to: Addressee, name: str, language: str, ctx: Context, templates: Templates
) -> CalendarInvitation | None:
    """None for any mail but an appointment."""
    if not isinstance(view, Appointment | AppointmentMade):
        return None
    practice, hers = ctx.practice, isinstance(view, AppointmentMade)
    values = {
        "ref": view.ref,
        "name": view.name,
        "practitioner": ctx.practitioner.name,
        "phone": practice.phone,
        "where": practice.where,
    }

    def say(code: str) -> str:
        return templates.sentence(f"calendar.{code}", language, values)

    words = EventWords(
        summary=say("summary-hers" if hers else "summary"),
        description=say("description"),
        location=practice.where or (say("by-phone") if practice.phone else ""),
    )
    guest = Invited(name, to.address, answers=to.role is Role.SPECIALIST)
    host = Invited(practice.name, practice.address, answers=False)
    data = invitation_bytes(view.meeting, host, guest, words, ctx.now)
    file = Enclosure(f"{say('file')}.ics", ICS, data)
    return CalendarInvitation(CalendarPart(method_of(view.meeting), data), (file,))
