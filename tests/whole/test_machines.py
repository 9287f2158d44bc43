"""Machines in a whole practice: one mail a round, and nobody is reminded who is gone, away, or has promised."""

from __future__ import annotations

from email.header import decode_header, make_header

from support.stories.dialogue import collecting
from support.stories.people import DOCTORS, OTHERS, PEERS
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

AUTO = {"Auto_Submitted": "auto-replied"}


def reminded(p: Practice) -> set[str]:
    return {r.recipient for r in p.sent("respondent-reminder")}


def test_all_questions_of_a_round_come_in_one_mail(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    for name, address, _ in (PEERS[0], DOCTORS[0], OTHERS[0]):
        p.mail(f"{name} <{address}>", "Vraag", "Wie leest mijn antwoorden, en hoe lang duurt het gesprek?")
    p.round("2026-11-05 10:00")
    (asked,) = p.sent("decision-needed", SHE)
    subject = str(make_header(decode_header(parsed(asked)["Subject"])))
    words = text_of(parsed(asked))
    for number, (_, address, _) in zip((1, 2, 3), (PEERS[0], DOCTORS[0], OTHERS[0]), strict=True):
        assert f"{number}" in subject
        assert address in words
    p.mail(f"{PEERS[1][0]} <{PEERS[1][1]}>", "Vraag", "Mag ik u hierover bellen?")
    p.round("2026-11-05 11:00")
    assert len(p.sent("decision-needed", SHE)) == 2


def test_whoever_is_gone_or_away_or_has_promised_is_left_alone(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    (gone, away, late, secure) = PEERS[:4]
    p.mail(f"{gone[0]} <{gone[1]}>", "Feedback", "Ik ben niet meer werkzaam in dit ziekenhuis.")
    p.mail(f"{away[0]} <{away[1]}>", "Automatisch antwoord: x", "Ik ben afwezig t/m 12 november.", **AUTO)
    p.mail(f"{late[0]} <{late[1]}>", "Re: feedback", "Ik doe het volgende week.")
    p.mail(
        f"{secure[0]} <{secure[1]}>", "Beveiligd bericht",
        "U heeft een beveiligd bericht ontvangen. Lees het bericht: https://app.zivver.example/c/1",
    )  # fmt: skip
    p.round("2026-11-05 10:00")
    asked = [text_of(parsed(r)) for r in p.sent("more-respondents-needed", JAN)]
    assert len(asked) == 1
    assert gone[1] in asked[0]
    told = text_of(parsed(p.sent("decision-needed", SHE)[0]))
    assert "Zivver" in told
    assert "formulier T-" in told
    p.round("2026-11-11 09:00")
    everybody = {address for _, address, _ in (*PEERS, *DOCTORS, *OTHERS)}
    assert reminded(p) == everybody - {gone[1], away[1], late[1], secure[1]}
    p.round("2026-11-13 09:00")
    assert reminded(p) == everybody - {gone[1]}


def test_what_a_machine_says_before_anything_went_there_reaches_him_once_it_answers_a_reminder(
    practice_run: Practice,
) -> None:
    """Else he would learn that there was something of ours to answer: thanks for a form (G4)."""
    p = practice_run
    collecting(p)
    name, address, _ = PEERS[0]
    p.mail(f"{name} <{address}>", "Automatisch antwoord: x", "Ik ben niet meer werkzaam in dit ziekenhuis.", **AUTO)
    p.round("2026-11-05 10:00")
    p.round("2026-11-06 08:00")
    assert address in text_of(parsed(p.sent("digest", SHE)[-1]))
    assert p.sent("more-respondents-needed", JAN) == []
    p.round("2026-11-11 09:00")
    (reminder,) = p.sent("respondent-reminder", address)
    p.reply(
        reminder,
        f"{name} <{address}>",
        "Ik ben niet meer werkzaam in dit ziekenhuis.",
        subject="Automatisch antwoord: x",
    )
    p.round("2026-11-11 10:00")
    p.round("2026-11-18 09:00")
    assert address in " ".join(text_of(parsed(r)) for r in p.sent(to=JAN)[-2:])
    assert len(p.sent("respondent-reminder", address)) == 1


def test_she_decides_that_somebody_is_not_gone(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    name, address, _ = PEERS[0]
    p.mail(f"{name} <{address}>", "Automatisch antwoord: x", "Dit e-mailadres is niet meer in gebruik.", **AUTO)
    p.round("2026-11-05 10:00")
    assert p.sent("decision-needed", SHE) == []
    p.round("2026-11-06 08:00")
    assert address in text_of(parsed(p.sent("digest", SHE)[-1]))
    p.command("negeer 1")
    p.round("2026-11-06 09:00")
    p.round("2026-11-11 09:00")
    assert address in reminded(p)
