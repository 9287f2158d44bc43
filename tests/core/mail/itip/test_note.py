"""What he wrote with his calendar's answer is told from what the program writes for him."""

from __future__ import annotations

import pytest

from bot.core.mail.itip.note import note_of
from bot.core.mail.message import CalendarReply, InboundMail

PROGRAMS = (
    "",
    "Jan Bakker has accepted this invitation.\n\nIFMS-gesprek met dr. A. de Vries [T-D4MPE]\nThursday Dec 10, 2026\n\nGuests\n"
    "Jan Bakker\n\nInvitation from Google Calendar: https://calendar.example/",
    "Jan Bakker heeft deze uitnodiging geaccepteerd.\n\nIFMS-gesprek\ndonderdag 10 dec 2026 14:00 - 15:30",
    "Jan Bakker heeft je uitnodiging voor 'IFMS-gesprek' afgewezen",
    "j.bakker@ziekenhuis.example has tentatively accepted this invitation.",
)
NOTES = ("Helaas moet ik toch afzeggen.", "Kan het een uur later?", "Alleen als het online kan, anders niet.")


def of(text: str, comment: str = "") -> str:
    return note_of(
        InboundMail("key", None, new_text=text, calendar=CalendarReply("REPLY", "ACCEPTED", comment=comment))
    )


@pytest.mark.parametrize("text", PROGRAMS)
def test_what_the_program_writes_is_none(text: str) -> None:
    assert of(text) == ""


@pytest.mark.parametrize("note", NOTES)
def test_his_own_words_are_in_the_comment_or_in_the_text(note: str) -> None:
    assert of("", note) == of(note) == note
    for text in PROGRAMS[1:]:
        assert of(f"{note}\n\n{text}") == note
        assert of(text, note) == note
    assert of(f'Jan Bakker has accepted this invitation with this note:\n"{note}"\n\nIFMS-gesprek\nGuests') == note
