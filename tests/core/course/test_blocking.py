"""What stands in the way of a destruction: a hold, and a request under the AVG that nobody answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.caseload import JAN_BAKKER, TOM_VISSER, USUAL, VOUCHED, WORLD
from support.trajects import local
from support.world import EVA, JAN, SmallWorld, form, mail

from bot.association.case import Word
from bot.association.ladder import associate
from bot.core.course.blocking import blocked
from bot.core.decision import Ask, Decision
from bot.core.mail.message import InboundMail
from bot.core.traject.reference import NO_TRAJECT
from bot.core.views import Phrase
from bot.core.world import NumberedQuestion
from bot.handlers import OfTraject, avg, route, withdrawal
from bot.handlers import form as form_handler
from bot.handlers.commands import negeer, vernietig
from bot.handlers.steering.desk import Desk

NOW = USUAL.now
JAN_HIMSELF, ANNA = "Jan Bakker <jan.bakker@ziekenhuis.example>", "Anna Peters <anna@ziekenhuis.example>"
TERM = (("on", "2026-12-09"),)


def question(
    who: str, ref: str = JAN, number: int = 20, kind: str = "avg-request", values: tuple[tuple[str, str], ...] = TERM
) -> NumberedQuestion:
    return NumberedQuestion(number, kind, f"mail/{number}/{ref}", ref, Phrase(kind, values), who, NOW, (), number)


def among(*asked: NumberedQuestion) -> SmallWorld:
    return replace(WORLD, asked=asked)


DOUBT = (("avg", "2026-12-09"),)


@pytest.mark.parametrize(
    ("asked", "blocks"),
    [
        pytest.param((question(JAN_HIMSELF),), True, id="by the specialist"),
        pytest.param((question(ANNA),), True, id="by a respondent"),
        pytest.param((question(ANNA, EVA),), True, id="by a respondent of this traject, asked about for another"),
        pytest.param((question("Hans Mulder <HANS@Ziekenhuis.example>", NO_TRAJECT),), True, id="of no traject in particular"),
        pytest.param((question(ANNA, kind="not-authenticated", values=DOUBT),), True, id="in a mail that is doubted"),
        pytest.param((question("thuis@provider.example", kind="unknown-sender", values=DOUBT),), True, id="from a strange address"),
        pytest.param((question("Bram de Wit <bram@ziekenhuis.example>", EVA),), False, id="by somebody of another traject"),
        pytest.param((question(ANNA, kind="question-from-respondent", values=()),), False, id="another question"),
        pytest.param((replace(question(ANNA), open=False),), False, id="answered"),
        pytest.param((), False, id="nothing"),
    ],
)  # fmt: skip
def test_an_open_request_blocks(asked: tuple[NumberedQuestion, ...], blocks: bool) -> None:
    why = blocked(JAN_BAKKER, among(*asked))
    assert (why is not None) is blocks
    if why is not None:
        assert (why.code, dict(why.values)["until"]) == ("command.request-open", "2026-12-09")


def test_the_request_that_must_be_answered_first_is_named() -> None:
    later = question(ANNA, number=20, values=(("on", "2026-12-20"),))
    why = blocked(JAN_BAKKER, among(later, question(JAN_HIMSELF, number=21)))
    assert why is not None
    assert dict(why.values)["number"] == "21"


def test_a_hold_is_told_before_a_request() -> None:
    why = blocked(replace(JAN_BAKKER, hold="klacht loopt"), among(question(ANNA)))
    assert why == Phrase("command.held-back-still", (("ref", JAN), ("reason", "klacht loopt")))


def test_vernietig_is_refused_until_the_request_is_answered() -> None:
    asked = question("Noor Hendriks <noor@ziekenhuis.example>", TOM_VISSER.ref)
    desk = Desk(among(asked), VOUCHED)
    refused = vernietig.run((TOM_VISSER.ref,), desk)
    assert (refused.done, refused.outcome.code, refused.effects) == (False, "command.request-open", ())
    assert negeer.run(("20",), desk).done
    assert vernietig.run((TOM_VISSER.ref,), Desk(among(replace(asked, open=False)), VOUCHED)).done


def decided(read: InboundMail, word: Word | None = None) -> Decision:
    (case,) = associate(read, WORLD, USUAL, word)
    return route(read, case, USUAL).handle(read, case, WORLD, USUAL)


def asked_by(read: InboundMail, word: Word | None = None) -> Ask:
    (ask,) = (e for e in decided(read, word).effects if isinstance(e, Ask))
    return ask


REQUEST = {"text": "Ik wil inzage in mijn gegevens.", "signs": ("avg",)}


def test_a_doubt_about_a_mail_with_a_request_tells_the_term() -> None:
    ask = asked_by(mail("Iemand <iemand@elders.example>", subject=f"[{JAN}]", **REQUEST))
    assert (ask.kind, dict(ask.what.values)) == ("unknown-sender", {"avg": "2026-12-09"})


def test_once_she_has_tied_such_a_mail_it_is_a_request() -> None:
    ask = asked_by(mail("Iemand <iemand@elders.example>", **REQUEST), Word(JAN, "anna"))
    assert (ask.kind, [p.command for p in ask.proposals]) == (
        "avg-request",
        [f"inzage {JAN} anna@ziekenhuis.example", "negeer NR"],
    )


@pytest.mark.parametrize(
    ("read", "handler"),
    [
        pytest.param(mail(ANNA, form("Anna Peters", "Jan Bakker", JAN), **REQUEST), form_handler, id="a form"),
        pytest.param(mail(ANNA, text="Verwijder mijn gegevens.", signs=("avg",)), withdrawal, id="a form taken back"),
        pytest.param(mail(ANNA, **REQUEST), avg, id="nothing else"),
    ],
)
def test_once_she_has_tied_it_it_is_what_else_is_in_it(read: InboundMail, handler: object) -> None:
    (case,) = associate(read, WORLD, USUAL, Word(JAN, "anna"))
    found = route(read, case, USUAL)
    assert isinstance(found, OfTraject)
    assert found.handler is handler


@pytest.mark.parametrize(
    ("written", "until"),
    [
        pytest.param("2026-11-09 08:00", "2026-12-09", id="today"),
        pytest.param("2026-11-02 08:00", "2026-12-02", id="a week before we looked"),
        pytest.param("2026-01-02 08:00", "2026-11-12", id="a date that nobody believes"),
        pytest.param("2027-01-02 08:00", "2026-12-09", id="a date that is still to come"),
    ],
)
def test_the_month_begins_when_the_mail_was_written(written: str, until: str) -> None:
    ask = asked_by(mail(JAN_HIMSELF, date=local(written), **REQUEST))
    assert dict(ask.what.values)["on"] == until


def test_the_term_is_never_over_before_she_hears_of_it() -> None:
    for days in range(0, 400, 7):
        ask = asked_by(mail(JAN_HIMSELF, date=NOW - timedelta(days), **REQUEST))
        assert dict(ask.what.values)["on"] > USUAL.today.isoformat()
