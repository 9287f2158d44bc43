"""What she types as people speak, over a real mailbox: done as she meant it, or said back."""

from __future__ import annotations

import pytest
from support.stories.dialogue import ready
from support.stories.phone import buttons
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

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


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("plan Bakker 14 jan 10:00", "donderdag 14 januari 2027 om 10:00 uur"),
        ("afspraak Bakker 13 jan. 10.00 uur", "woensdag 13 januari 2027 om 10:00 uur"),
        ("pauzeer bakker tot 4 jan", "gepauzeerd tot 4 januari 2027"),
        ("herregistratie bakker 1 jan 2028", "tot en met 1 januari 2028"),
    ],
)
def test_his_first_name_eats_no_month(practice_run: Practice, line: str, told: str) -> None:
    p = practice_run
    ready(p)
    assert told in says(p, line, "2026-11-25 09:00")


@pytest.mark.parametrize(
    "words", ["Vrijdag. Nee toch donderdag.", "De tweede. Nee toch de eerste.", "De 11e\nNee de 10e"]
)
def test_his_last_word_is_asked_about_and_offered_first(practice_run: Practice, words: str) -> None:
    p = practice_run
    opened = ready(p)
    p.command(f"plan {opened.ref} 2026-12-10 14:00; 2026-12-11 09:30; 2026-12-15 16:00")
    p.round("2026-11-25 09:00")
    p.reply(p.sent("date-options", JAN)[-1], f"Jan Bakker <{JAN}>", words)
    p.round("2026-11-25 10:00")
    assert p.sent("appointment") == []
    labels = [label for label, _ in buttons(p.sent("decision-needed", SHE)[-1])]
    assert labels[:2] == ["Afspraak op donderdag 10 december, 14:00 uur", "Afspraak op vrijdag 11 december, 09:30 uur"]
