"""What a blank form says about its traject, and the few words that every format shares."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from bot.forms.questionnaires.questionnaire import Text

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class FormHeader:
    """`retention` completes "is kept …"; `groups` are labels as a respondent reads them; `name` and `group` prefill."""

    reference: str
    specialist: str
    practitioner: str
    practice: str
    address: str
    retention: str
    groups: tuple[str, ...] = ()
    name: str = ""
    group: str = ""

    def printable(self) -> FormHeader:
        """The header without control characters, which neither XML nor a mail can hold."""
        texts = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "groups"}
        cleaned = {name: _CONTROLS.sub("", value) for name, value in texts.items()}
        return replace(self, **cleaned, groups=tuple(_CONTROLS.sub("", group) for group in self.groups))


REFERENCE = Text("Kenmerk", "Reference")
SPECIALIST = Text("Betreft", "Regarding")
NAME = Text("Uw naam", "Your name")
GROUP = Text("Uw groep", "Your group")
DATE = Text("Datum", "Date")
SCORE = Text("Score", "Score")
EXPLANATION = Text("Toelichting", "Explanation")
ANSWER = Text("Antwoord", "Answer")
NO_OPINION = Text("geen oordeel", "no opinion")
CHOOSE_SCORE = Text("kies", "choose")
CHOOSE_GROUP = Text("kies uw groep", "choose your group")
TYPE_HERE = Text("typ hier uw antwoord", "type your answer here")
TYPE_NAME = Text("typ hier uw naam", "type your name here")
TYPE_DATE = Text("typ hier de datum", "type the date here")
END = Text("Einde van de vragenlijst", "End of the questionnaire")
RETURN_TEXT = Text(
    "Typ uw antwoorden achter de vragen en stuur deze tekst als antwoord naar {address}. Dank u wel.",
    "Please type your answers after the questions and send this text as a reply to {address}. Thank you.",
)

_SLOT = re.compile(r"(^|[.!?:]\s+)?\{(\w+)\}")


def filled_in(text: str, header: FormHeader) -> str:
    """The text with its {slots} filled from the header; what a slot yields is never looked at again."""
    slots = {
        "reference": header.reference,
        "specialist": header.specialist,
        "practitioner": header.practitioner,
        "practice": header.practice,
        "address": header.address,
        "retention": header.retention,
    }
    return _SLOT.sub(lambda match: _at_start(match.group(1), slots[match.group(2)]), text)


def _at_start(before: str | None, value: str) -> str:
    """A sentence opens with a capital: "dr. Bakker" becomes "Dr. Bakker" there."""
    return value if before is None else f"{before}{value[:1].upper()}{value[1:]}"


def retention(most_days: int, language: str) -> str:
    """How long forms are kept, in words that complete "is kept …"."""
    years = max(1, round(most_days / 365))
    if language == "en":
        return f"until the re-registration has been completed, at most {years} year{'s' if years > 1 else ''}"
    return f"tot de herregistratie is afgerond, ten hoogste {years} jaar"
