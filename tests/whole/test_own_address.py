"""What the specialist writes of an address of his own, and what somebody writes of a colleague who is gone, beside what
else they say.
"""

from __future__ import annotations

import pytest
from support.stories.dialogue import Opened, collecting, send_form
from support.stories.people import DOCTORS, OTHERS, PEERS
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

from bot.core.traject.value import Outcome, Traject
from bot.shell.ledger import questions

OWN = "j.bakker@elders.example"


def traject_of(p: Practice, ref: str) -> Traject:
    with p.app.workshop.book() as book:
        found = book.traject(ref)
    assert found is not None
    return found


def asked(p: Practice) -> list[str]:
    with p.app.workshop.book() as book:
        return [q.what.code for q in questions.open_ones(book)]


def told_her(p: Practice) -> str:
    return "\n".join(text_of(parsed(r)) for r in p.sent(to=SHE))


@pytest.mark.parametrize(
    "words",
    [
        f"Mijn nieuwe mailadres is {OWN}.",
        f"Mijn nieuwe mailadres is {OWN}, graag voortaan daarheen.",
        f"Let op: vanaf 1 december mail ik vanaf {OWN}.",
        f"Mijn prive-adres is {OWN}, stuur het verslag straks daarheen.",
    ],
)
def test_his_own_address_is_hers_to_take_over(practice_run: Practice, words: str) -> None:
    p = practice_run
    opened = collecting(p)
    before = traject_of(p, opened.ref)
    p.mail(f"Jan Bakker <{JAN}>", "Bericht", words)
    p.round("2026-11-05 10:00")
    after = traject_of(p, opened.ref)
    assert after.respondents == before.respondents
    assert Outcome.PROMISED not in {v.outcome for v in after.valid}
    assert asked(p) == ["his-address"]
    assert OWN in told_her(p)
    send_form(p, opened, ("Jan Bakker", OWN, ""))
    p.round("2026-11-05 11:00")
    assert not traject_of(p, opened.ref).answered()
    p.command(f"adres {opened.ref} {OWN}")
    p.round("2026-11-05 12:00")
    assert traject_of(p, opened.ref).specialist.address == OWN
    assert "his-address" not in asked(p)


def test_beside_a_change_of_the_list_both_are_done(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(f"Jan Bakker <{JAN}>", "Lijst",
           f"Mijn nieuwe adres is {OWN}. Graag toevoegen: Nora Nieuw, n.nieuw@ziekenhuis.example, verpleegkundige.")  # fmt: skip
    p.round("2026-11-05 10:00")
    addresses = [r.address for r in traject_of(p, opened.ref).respondents]
    assert "n.nieuw@ziekenhuis.example" in addresses
    assert OWN not in addresses
    assert asked(p) == ["his-address"]


@pytest.mark.parametrize(
    "words", [f"Graag toevoegen: {OWN}", f"Vervang {PEERS[0][0]} door {OWN}", f"Nieuw adres: {OWN}"]
)
def test_nobody_comes_onto_the_list_without_a_name(practice_run: Practice, words: str) -> None:
    p = practice_run
    opened = collecting(p)
    before = traject_of(p, opened.ref)
    p.mail(f"Jan Bakker <{JAN}>", "Lijst", words)
    p.round("2026-11-05 10:00")
    assert traject_of(p, opened.ref).respondents == before.respondents
    (answer,) = p.sent("correction-received", JAN)
    assert OWN in text_of(parsed(answer))


def promised(p: Practice, opened: Opened) -> None:
    name, address, _ = DOCTORS[1]
    p.mail(f"{name} <{address}>", "Re: verzoek", "Collega Hendriks is met pensioen, ik stuur mijn formulier morgen.")


def declined(p: Practice, opened: Opened) -> None:
    name, address, _ = DOCTORS[1]
    p.mail(f"{name} <{address}>", "Re: verzoek", "Helaas doe ik niet mee. Arts Hendriks is onlangs overleden.")


@pytest.mark.parametrize(
    ("said", "outcome"), [pytest.param(promised, Outcome.PROMISED), pytest.param(declined, Outcome.DECLINED)]
)
def test_a_colleague_who_is_gone_beside_what_somebody_says_of_himself(
    practice_run: Practice, said: object, outcome: Outcome
) -> None:
    p = practice_run
    opened = collecting(p)
    assert callable(said)
    said(p, opened)
    p.round("2026-11-05 10:00")
    traject = traject_of(p, opened.ref)
    gone = next(r for r in traject.respondents if r.address == DOCTORS[3][1])
    writer = next(r for r in traject.respondents if r.address == DOCTORS[1][1])
    assert traject.unreachable() == {gone.id}
    assert outcome in {v.outcome for v in traject.valid if v.respondent == writer.id}
    assert asked(p) == ["gone-beside"]
    for when in ("2026-11-05 11:10", "2026-11-11 10:00"):
        p.round(when)
    assert DOCTORS[3][1] not in [r.recipient for r in p.sent("respondent-reminder")]
    assert DOCTORS[3][1] in text_of(parsed(p.sent("more-respondents-needed", JAN)[0]))
    p.command(f"respondent {opened.ref} + {gone.name}, {gone.address}, artsen")
    p.round("2026-11-11 11:00")
    assert not traject_of(p, opened.ref).unreachable()


def test_a_promise_that_tells_from_where_it_comes_is_one(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    name, address, _ = OTHERS[0]
    p.mail(f"{name} <{address}>", "Re: verzoek", "Ik stuur het formulier morgen, vanaf n.yildiz@prive.example.")
    p.round("2026-11-05 10:00")
    assert Outcome.PROMISED in {v.outcome for v in traject_of(p, opened.ref).valid}
