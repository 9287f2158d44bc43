"""Machines and people that say where somebody is: what follows for reminders, for her, and in other trajects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.caseload import JAN_BAKKER, SARA, SARA_KOK, USUAL, WORLD
from support.trajects import mails
from support.world import JAN, SmallWorld, form, mail

from bot.association.case import Word
from bot.association.ladder import associate
from bot.core.decision import Ask, Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.value import Outcome
from bot.handlers import route

PIET, ANNA = "Piet de Vries <piet@ziekenhuis.example>", "Anna Peters <anna@ziekenhuis.example>"
JAN_HIMSELF = "Jan Bakker <jan.bakker@ziekenhuis.example>"
TODAY = USUAL.today


def decided(read: InboundMail, world: SmallWorld = WORLD, word: Word | None = None) -> Decision:
    (case,) = associate(read, world, USUAL, word)
    return route(read, case, USUAL).handle(read, case, world, USUAL)


def asked(decision: Decision) -> list[str]:
    return [e.kind for e in decision.effects if isinstance(e, Ask)]


def everywhere(decision: Decision) -> dict[str, Decision]:
    return {d.traject.ref: d for d in (decision, *decision.also) if d.traject}


def automatic(sender: str, *signs: str, until: date | None = None, away: bool = False) -> InboundMail:
    return mail(
        sender, automatic=Automatic.AUTO_REPLY, signs=signs, until=until, away=away or until is not None, date=USUAL.now
    )


def test_an_absence_holds_in_every_traject_of_the_address() -> None:
    until = TODAY + timedelta(12)
    found = everywhere(decided(automatic(ANNA, until=until)))
    assert set(found) == {JAN, SARA}
    assert {d.outcome for d in found.values()} == {Outcome.AWAY}
    assert {d.traject.away_until("anna") for d in found.values() if d.traject} == {until}


def test_whoever_is_gone_is_not_written_to_in_any_traject_until_she_decides() -> None:
    decision = decided(automatic(ANNA, "gone"))
    found = everywhere(decision)
    assert set(found) == {JAN, SARA}
    for one in found.values():
        assert one.traject is not None
        assert "anna" in one.traject.undeliverable()
        assert asked(one) == ["gone"]
    (question,) = [e for e in decision.effects if isinstance(e, Ask)]
    assert not question.mail  # a machine's word waits for the digest
    assert [p.label for p in question.proposals] == ["button.fails", ""]
    hers = decided(automatic(ANNA, "gone"), word=Word(JAN, "anna"))
    assert (hers.outcome, hers.detail, asked(hers)) == (Outcome.BOUNCED, "permanent:gone", [])


@pytest.mark.parametrize(
    ("read", "gone"),
    [
        pytest.param(mail(PIET, text="Ik ben met pensioen.", signs=("gone",)), "piet", id="himself"),
        pytest.param(mail(PIET, text="Hans Mulder is helaas overleden."), "hans", id="a-colleague-by-name"),
        pytest.param(mail(PIET, text="Een collega is met pensioen."), "", id="somebody"),
        pytest.param(mail(PIET, text="Ik heb Hans Mulder gesproken."), "", id="no-such-word"),
    ],
)
def test_a_persons_word_that_somebody_is_gone(read: InboundMail, gone: str) -> None:
    world = replace(WORLD, trajects=(replace(JAN_BAKKER, valid=()), *WORLD.trajects[1:]))
    decision = decided(read, world)
    assert (decision.intent, decision.outcome) == ("question", Outcome.DOUBTFUL)
    assert asked(decision) == (["gone"] if gone else ["question-from-respondent"])
    assert decision.traject is not None
    assert decision.traject.undeliverable() == ({gone} if gone else set())


@pytest.mark.parametrize(
    ("read", "who"),
    [
        pytest.param(mail(PIET, text="Ik doe het volgende week.", signs=("promise",)), "piet", id="respondent"),
        pytest.param(mail(JAN_HIMSELF, text="Ik stuur het volgende week.", signs=("promise",)), "", id="specialist"),
    ],
)
def test_a_promise_asks_nobody_anything_and_puts_one_reminder_off(read: InboundMail, who: str) -> None:
    decision = decided(read)
    assert (decision.intent, decision.outcome, asked(decision), mails(decision.effects)) == (
        "question", Outcome.PROMISED, [], (),
    )  # fmt: skip
    assert decision.traject is not None
    assert decision.traject.away_until(who) == TODAY + timedelta(7)


def test_a_day_that_was_promised_is_waited_for() -> None:
    decision = decided(mail(PIET, text="Ik doe het voor 28 november.", signs=("promise",)))
    assert decision.detail == "2026-11-28"


def test_a_request_under_the_avg_goes_before_her_with_the_months_term() -> None:
    decision = decided(mail(ANNA, text="Ik wil inzage in mijn gegevens.", signs=("avg",), subject=f"[{JAN}]"))
    (question,) = [e for e in decision.effects if isinstance(e, Ask)]
    assert dict(question.what.values)["on"] == "2026-12-09"
    found = everywhere(decision)
    assert set(found) == {JAN, SARA}
    for one in found.values():
        assert one.traject is not None
        person = one.traject.respondent("anna")
        assert person is not None
        assert person.silent


@pytest.mark.parametrize(
    ("read", "to"),
    [
        pytest.param(mail(PIET, text="https://we.tl/t-1", signs=("link:we.tl",)), "piet", id="respondent"),
        pytest.param(mail(JAN_HIMSELF, text="https://we.tl/t-1", signs=("link:we.tl",)), "", id="specialist"),
        pytest.param(
            mail(
                "WeTransfer <noreply@wetransfer.com>",
                text="piet@ziekenhuis.example stuurt: https://we.tl/t-1",
                signs=("link:we.tl",),
            ),
            "piet",
            id="the-service-for-him",
        ),
    ],
)
def test_a_link_is_answered_with_the_wish_for_the_file(read: InboundMail, to: str) -> None:
    decision = decided(read)
    (answer,) = mails(decision.effects)
    assert (answer.view.KIND, decision.respondent, asked(decision)) == ("form-unreadable", to, [])


def test_a_link_beside_a_form_is_not_looked_at() -> None:
    read = mail(PIET, form("Piet de Vries", "Jan Bakker", JAN), text="https://we.tl/t-1", signs=("link:we.tl",))
    assert decided(read).outcome is Outcome.FORM


@pytest.mark.parametrize(
    ("sender", "text", "who"),
    [
        pytest.param(PIET, "", "piet", id="in-his-own-name"),
        pytest.param("Zivver <noreply@zivver.example>", "Piet de Vries heeft u iets gestuurd", "piet", id="by-name"),
        pytest.param("Zivver <noreply@zivver.example>", "fatma@ziekenhuis.example stuurt", "fatma", id="by-address"),
        pytest.param("Zivver <noreply@zivver.example>", "Iemand anders stuurt", None, id="nobody"),
    ],
)
def test_a_secure_mail_is_told_and_that_persons_reminders_wait_a_week(sender: str, text: str, who: str | None) -> None:
    decision = decided(mail(sender, text=text, subject="Beveiligd bericht", encrypted="zivver"))
    assert decision.intent == "encrypted"
    if who is None:
        assert decision.outcome is Outcome.LEFT_ALONE
        return
    assert (asked(decision), decision.respondent) == (["secure-notice"], who)
    assert decision.traject is not None
    assert decision.traject.away_until(who) == TODAY + timedelta(7)


def test_two_trajects_share_anna() -> None:
    assert {r.id for t in (JAN_BAKKER, SARA_KOK) for r in t.respondents if r.name == "Anna Peters"} == {"anna"}
