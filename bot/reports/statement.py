"""The statement of participation (verklaring van deelname) for the specialist's re-registration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.reports.wording import day
from bot.typeset import typeset


@dataclass(frozen=True, slots=True)
class StatementData:
    """Facts only, no scores, counts or opinions. `parts` of the traject are shown in this order.

    `place` and `big_number` may be empty: a line is left for the pen.
    """

    reference: str
    specialist: str
    practice: str
    address: str
    practitioner: str
    held_on: date
    parts: tuple[str, ...] = ("feedback", "self_evaluation", "pop", "conversation")
    big_number: str = ""
    place: str = ""
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
        "place": data.place,
    }
    return typeset("statement.typ", shown, data.held_on)
