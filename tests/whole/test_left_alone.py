"""To whom no mail goes: an address that she silenced gets none at all, and whoever writes in her name gets few."""

from __future__ import annotations

from collections import Counter

import pytest
from support.stories.dialogue import collecting, send_form
from support.stories.people import DOCTORS, OTHERS
from support.stories.practice import SHE, Practice, decoded, kind_of, parsed, text_of

from bot.core.traject.value import Outcome

NAME, ADDRESS, _ = DOCTORS[0]
HERS = f"A. de Vries <{SHE}>"


@pytest.mark.parametrize(
    "words", ["", "Helaas doe ik niet mee.", "Wie leest mijn antwoorden?", "Kunt u het formulier nog eens sturen?"]
)
def test_nothing_goes_to_an_address_that_she_silenced(practice_run: Practice, words: str) -> None:
    p = practice_run
    opened = collecting(p)
    p.command(f"stuur-niet {ADDRESS}")
    p.round("2026-11-05 09:00")
    assert "geen mail meer" in text_of(parsed(p.sent("command-result", SHE)[-1]))
    if words:
        p.mail(f"{NAME} <{ADDRESS}>", f"Re: [{opened.ref}]", words)
    else:
        send_form(p, opened, DOCTORS[0])
    for when in ("2026-11-05 10:00", "2026-11-11 10:00", "2026-11-18 10:00"):
        p.round(when)
    assert p.sent(to=ADDRESS) == []
    with p.app.workshop.book() as book:
        (traject,) = book.open_trajects()
    assert {v.outcome for v in traject.valid if v.respondent} <= {Outcome.FORM, Outcome.DECLINED}
    assert bool(traject.answered()) is not bool(words)


def test_who_may_be_asked_by_nobody_is_asked_about(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    send_form(p, opened, DOCTORS[0])
    p.round("2026-11-05 08:00")
    p.command(f"stuur-niet {ADDRESS}")
    p.round("2026-11-05 09:00")
    before = len(p.sent(to=ADDRESS))
    p.authenticated = False
    p.mail(f"{NAME} <{ADDRESS}>", f"Re: [{opened.ref}]", "Ik trek mijn formulier in.")
    p.authenticated = True
    p.round("2026-11-05 10:00")
    assert len(p.sent(to=ADDRESS)) == before
    assert "intrekken" in text_of(parsed(p.sent("decision-needed", SHE)[-1]))


def test_whoever_is_listed_anew_gets_mail_again(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.command(f"stuur-niet {ADDRESS}")
    p.command(f"respondent {opened.ref} + {NAME}, {ADDRESS}, artsen")
    send_form(p, opened, DOCTORS[0])
    p.round("2026-11-05 09:00")
    assert [kind_of(r) for r in p.sent(to=ADDRESS)] == ["form-received"]


def test_whoever_asked_for_his_data_gets_an_answer_to_his_form(practice_run: Practice) -> None:
    """Reminders stop; it is she who silences an address."""
    p = practice_run
    opened = collecting(p)
    name, address, _ = OTHERS[0]
    p.mail(f"{name} <{address}>", "Vraag", "Ik wil weten welke gegevens u van mij bewaart (AVG).")
    p.round("2026-11-05 09:00")
    send_form(p, opened, OTHERS[0])
    p.round("2026-11-05 10:00")
    assert [kind_of(r) for r in p.sent(to=address)] == ["form-received"]


def test_a_flood_in_her_name_is_answered_a_few_times_a_day(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.round("2026-11-05 08:00")
    before = len(p.sent("command-result", SHE))
    said = ("status", "help", f"status {opened.ref}", "sttaus", "Hallo")
    p.authenticated = False
    for hour in range(9, 13):
        for n in range(20):
            p.mail(HERS, said[n % 5], f"-- \nx{hour}{n}")
        p.round(f"2026-11-05 {hour:02}:00")
    assert len(p.sent("command-result", SHE)) - before == 10
    p.mail(HERS, f"minimum {opened.ref} artsen 4")
    p.round("2026-11-05 14:00")
    asked = p.sent("confirm-request", SHE)[-1]
    p.reply(asked, HERS, "ja")
    p.round("2026-11-05 15:00")
    told = [text_of(parsed(r)) for r in p.sent("command-result", SHE)[before + 10 :]]
    assert len(told) == 1
    assert f"minimum {opened.ref} artsen 4" in told[0]
    p.authenticated = True
    for n in range(15):
        p.mail(HERS, "status", f"-- \ny{n}")
    p.round("2026-11-05 16:00")
    assert len(p.sent("command-result", SHE)) - before == 26
    p.round("2026-11-06 07:40")
    digest = text_of(parsed(p.sent("digest", SHE)[-1]))
    assert "meer dan 10 mails op uw naam" in " ".join(digest.split())
    p.authenticated = False
    p.mail(HERS, "status", "-- \nz")
    p.round("2026-11-06 09:00")
    assert len(p.sent("command-result", SHE)) - before == 27
    assert Counter(decoded(parsed(r)["Subject"]) for r in p.sent("confirm-request", SHE)).total() == 1
