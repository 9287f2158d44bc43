"""What she types as people speak, over a real mailbox: done as she meant it, or said back."""

from __future__ import annotations

import pytest
from support.stories.practice import SHE, Practice, parsed, text_of

HER = f"A. de Vries <{SHE}>"


def says(p: Practice, line: str, when: str) -> str:
    """What she hears of a line in a mail of its own."""
    p.mail(HER, "", f"{line}\n\nVerstuurd vanaf mijn iPhone\n")
    p.round(when)
    return " ".join(text_of(parsed(p.sent("command-result", SHE)[-1])).split())


@pytest.mark.parametrize(
    ("line", "greeting"),
    [
        ("start een traject voor Hans Mol, h.mol@ziekenhuis.example, voor 18 december", "Geachte Hans Mol,"),
        ("start h.mol@ziekenhuis.example Hans Mol (spoed)", "Geachte Hans Mol,"),
        ("start h.mol@ziekenhuis.example Hans Mol (spoed, belt maandag)", ""),
        ("start h.mol@ziekenhuis.example Hans Mol belt maandag", ""),
    ],
)
def test_no_word_of_hers_becomes_part_of_a_name(practice_run: Practice, line: str, greeting: str) -> None:
    p = practice_run
    told = says(p, line, "2026-11-03 09:00")
    sent = p.sent("traject-started", "h.mol@ziekenhuis.example")
    assert ("Niet gedaan" not in told) == bool(greeting) == bool(sent)
    if greeting:
        assert text_of(parsed(sent[0])).startswith(greeting)


def test_an_option_behind_a_comma_is_no_command_about_another_traject(practice_run: Practice) -> None:
    p = practice_run
    says(p, "start i.pol@ziekenhuis.example Iris Pol voor 18 december", "2026-11-30 09:00")
    says(p, "start Ko Lam k.lam@ziekenhuis.example, gesprek voor 18 december", "2026-11-30 09:05")
    with p.app.workshop.book() as book:
        stages = {t.specialist.name: (t.stage, str(t.conversation_before)) for t in book.open_trajects()}
    assert stages == {"Iris Pol": ("started", "2026-12-18"), "Ko Lam": ("started", "2026-12-18")}


def test_an_enquiry_in_her_overview_is_started_by_its_name(practice_run: Practice) -> None:
    p = practice_run
    p.mail("Hans Mol <h.mol@ander.example>", "IFMS-traject", "Graag wil ik een IFMS-traject starten.")
    p.round("2026-11-05 09:00")
    p.round("2026-11-06 07:31")
    p.reply(p.sent("digest", SHE)[-1], HER, "start Hans Mol")
    p.round("2026-11-06 09:00")
    assert len(p.sent("traject-started", "h.mol@ander.example")) == 1
