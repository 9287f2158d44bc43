"""His secretary, or he himself from home, writes of the appointment, with our mail below it as their program leaves it."""

from __future__ import annotations

import pytest
from support.servers.smtp import Received
from support.stories.dialogue import Opened, ready
from support.stories.phone import Phone
from support.stories.practice import JAN, SHE, Practice, decoded, parsed, text_of

SECRETARY, HOME = "Mies Mus <m.mus@ziekenhuis.example>", "J. Bakker <jantje@provider.example>"
HEADER = "Van: Praktijk De Vries <info@praktijk.example>\nVerzonden: dinsdag 24 november 2026 10:30\nAan: Bakker, Jan\n"


def below(mail: Received, how: str) -> str:
    """Our mail as programs put it below what somebody writes."""
    text = text_of(parsed(mail))
    if how == "marked":
        return "\n".join(f"> {line}" for line in text.splitlines())
    subject = f"Onderwerp: {decoded(parsed(mail)['Subject'])}\n\n"
    return {"Outlook": f"{HEADER}{subject}{text}", "bare": text, "nothing": ""}[how]


def writes(p: Practice, sender: str, words: str, mail: Received, how: str, thread: bool) -> None:
    """An answer to a mail that went to him."""
    said = parsed(mail)
    threads = {"In_Reply_To": said["Message-ID"], "References": said["Message-ID"]} if thread else {}
    body = f"{words}\n\nMet vriendelijke groet,\nMies Mus\nSecretariaat\n\n{below(mail, how)}"
    p.mail(sender, f"RE: {decoded(said['Subject'])}", body, **threads)
    p.round("2026-11-24 12:00")


def question(p: Practice, opened: Opened) -> str:
    """The words of the only one."""
    with p.app.workshop.book() as book:
        (asked,) = book.questions(opened.ref)
    assert asked.what.code == "unknown-sender"
    return " ".join(text_of(parsed(p.sent("decision-needed", SHE)[-1])).split())


@pytest.mark.parametrize("sender", [SECRETARY, HOME], ids=["secretary", "home"])
@pytest.mark.parametrize(
    ("how", "thread"), [("marked", True), ("Outlook", True), ("bare", False), ("Outlook", False), ("nothing", True)]
)
def test_what_is_written_about_the_appointment_is_told_and_she_may_call_it_off(
    practice_run: Practice, sender: str, how: str, thread: bool
) -> None:
    p = practice_run
    opened = ready(p)
    p.command(f"afspraak {opened.ref} 2027-01-21 10:00")
    p.round("2026-11-24 10:30")
    writes(p, sender, "Namens dr. Bakker: hij kan 21 januari niet.", p.sent("appointment", JAN)[-1], how, thread)
    asked = question(p, opened)
    assert "over de afspraak van donderdag 21 januari 2027 om 10:00 uur. Die staat nog." in asked
    Phone(p).tap(p.sent("decision-needed", SHE)[-1], "Afspraak vervalt")
    p.round("2026-11-24 13:00")
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        assert (traject.planning.starts_at, book.questions(opened.ref)) == (None, ())


@pytest.mark.parametrize(("how", "thread"), [("marked", True), ("Outlook", True), ("nothing", True)])
def test_a_moment_that_is_chosen_for_him_is_told_and_planned_by_one_tap(
    practice_run: Practice, how: str, thread: bool
) -> None:
    p = practice_run
    opened = ready(p)
    p.command(f"plan {opened.ref} 2027-01-20 14:00; 2027-01-21 09:30")
    p.round("2026-11-24 10:30")
    writes(p, SECRETARY, "Voor dr. Bakker: optie 2 graag.", p.sent("date-options", JAN)[-1], how, thread)
    asked = question(p, opened)
    assert "een moment in gekozen: donderdag 21 januari 2027 om 09:30 uur. Er is niets gepland." in asked
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    assert traject.planning.starts_at is None
    p.reply(p.sent("decision-needed", SHE)[-1], f"A. de Vries <{SHE}>", f"afspraak {opened.ref} 2027-01-21 09:30")
    p.round("2026-11-24 13:00")
    assert p.kinds(JAN)[-1] == "appointment"


def test_a_mail_of_somebody_unknown_about_something_else_says_nothing_of_the_appointment(
    practice_run: Practice,
) -> None:
    p = practice_run
    opened = ready(p)
    p.command(f"afspraak {opened.ref} 2027-01-21 10:00")
    p.round("2026-11-24 10:30")
    p.mail(SECRETARY, f"Vraag [{opened.ref}]", "Kunt u ons de factuur sturen?")
    p.round("2026-11-24 12:00")
    assert "donderdag 21 januari 2027 om 10:00 uur. Die staat" not in question(p, opened)
