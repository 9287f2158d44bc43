"""The statement of participation (verklaring van deelname) for the specialist's re-registration."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.reports.wording import day
from bot.typeset import typeset


@dataclass(frozen=True, slots=True)
class StatementData:
    """Facts only, no scores, counts or opinions. `parts` of the traject are shown in this order.

    `employed`: it goes with the form of an employer; else it is the self-employed's own statement for the RGS. What is
    empty of `place`, `signed_on`, `big_number` (the specialist's) and `signature` leaves a line for the pen.
    """

    reference: str
    specialist: str
    practice: str
    address: str
    practitioner: str
    held_on: date
    parts: tuple[str, ...] = ("feedback", "self_evaluation", "pop", "conversation")
    big_number: str = ""
    practitioner_big: str = ""
    place: str = ""
    signed_on: date | None = None
    employed: bool = False
    colour: str = "#1f4e5f"
    logo: bytes = field(default=b"", repr=False)
    signature: bytes = field(default=b"", repr=False)
    language: str = "nl"


def statement(data: StatementData) -> bytes:
    """The statement as PDF, one page, the same for the same data."""
    shown = {
        "language": data.language,
        "reference": data.reference,
        "specialist": data.specialist,
        "practice": data.practice,
        "address": data.address,
        "practitioner": data.practitioner,
        "held_on": day(data.held_on, data.language),
        "parts": data.parts,
        "big_number": data.big_number,
        "practitioner_big": data.practitioner_big,
        "place": data.place,
        "signed_on": day(data.signed_on, data.language) if data.signed_on else "",
        "employed": data.employed,
        "colour": data.colour,
        "logo": list(data.logo),
        "signature": list(data.signature),
    }
    return typeset("statement.typ", shown, data.signed_on or data.held_on)
