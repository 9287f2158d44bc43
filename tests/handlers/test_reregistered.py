"""The re-registration is on record by a plain word that it is done; thanks, a receipt and all else never put it there."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from support.caseload import TOM, TOM_VISSER, USUAL, WORLD
from support.trajects import mails
from support.world import NOW, mail

from bot.association.ladder import associate
from bot.core.decision import Ask, Close, Decision, Settle
from bot.core.questions import AND_MORE, SILENT, UNCLEAR
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome, Traject
from bot.core.views import Phrase
from bot.core.world import NumberedQuestion, World
from bot.handlers import route
from bot.handlers.commands import seintje
from bot.handlers.steering.desk import Desk

HIM = "Tom Visser <tom.visser@ziekenhuis.example>"
QUESTION, STATEMENT = f"Re: [{TOM}] Is uw herregistratie afgerond?", f"Re: [{TOM}] Uw verklaring van deelname"
REPORT, YEARLY, NEW = f"Re: [{TOM}] Het verslag", f"Re: [{TOM}] Tijd voor uw POP en zelfevaluatie", f"Nog iets [{TOM}]"
STAGES = (Stage.HELD, Stage.REPORTED)


def at(stage: Stage) -> Traject:
    return replace(TOM_VISSER, stage=stage)


def decided(traject: Traject, subject: str, text: str, *asked: NumberedQuestion) -> Decision:
    world = replace(WORLD, trajects=(*(t for t in WORLD.trajects if t.ref != TOM), traject), asked=asked)
    written = mail(HIM, subject=subject, text=text, date=USUAL.now)
    (case,) = associate(written, world, USUAL)
    return route(written, case, USUAL).handle(written, case, world, USUAL)


def asked(decision: Decision) -> list[str]:
    return [e.what.code for e in decision.effects if isinstance(e, Ask)]


def question(kind: str, inbound: int | None = None) -> NumberedQuestion:
    return NumberedQuestion(7, kind, kind, TOM, Phrase(kind), "x", NOW, (), inbound)


@pytest.mark.parametrize(
    ("stage", "text"), list(product(STAGES, ("Ja.", "Ja, gelukt.", "Afgerond", "Yes, it is done")))
)
def test_a_plain_yes_to_the_question_leads_to_the_reminder_to_destroy(stage: Stage, text: str) -> None:
    decision = decided(at(stage), QUESTION, text)
    assert decision.traject is not None
    assert decision.traject.stage is Stage.REREGISTERED
    assert [m.view.KIND for m in mails(decision.effects)] == ["destruction-reminder"]


@pytest.mark.parametrize(
    ("stage", "subject", "text"),
    list(
        product(
            STAGES,
            (STATEMENT, REPORT, YEARLY, NEW),
            (
                *("Dank u wel.", "Ja, ontvangen", "De verklaring is binnen, dank.", "Ontvangen, alles in orde."),
                *("Goed ontvangen", "Hartelijk dank, hij is binnen", "Verslag goed ontvangen."),
            ),
        )
    ),
)
def test_a_receipt_changes_nothing_and_asks_nothing(stage: Stage, subject: str, text: str) -> None:
    decision = decided(at(stage), subject, text)
    assert (decision.outcome, decision.traject, decision.effects) == (Outcome.FILED, at(stage), ())


@pytest.mark.parametrize(
    ("stage", "subject", "text"),
    list(
        product(
            STAGES,
            (STATEMENT, REPORT, YEARLY, NEW),
            (
                "Ja",
                "Rond, bedankt",
                "Gelukt met openen",
                "Ja graag, een nieuw traject",
                "De factuur is in orde en betaald.",
            ),
        )
    ),
)
def test_a_yes_to_anything_else_is_hers_to_read(stage: Stage, subject: str, text: str) -> None:
    decision = decided(at(stage), subject, text)
    assert decision.traject == at(stage)
    assert asked(decision) == ["question-from-specialist"]


@pytest.mark.parametrize(
    "more", ["Kan het dossier nog bewaard blijven?", "Ik heb een klacht.", "De factuur klopt niet."]
)
def test_what_stands_beside_a_yes_goes_before_her_and_nothing_is_offered_for_destruction(more: str) -> None:
    decision = decided(at(Stage.REPORTED), QUESTION, f"Ja, gelukt. {more}")
    assert (decision.traject, decision.outcome) == (at(Stage.REPORTED), Outcome.DOUBTFUL)
    (ask,) = (e for e in decision.effects if isinstance(e, Ask))
    assert (ask.kind, [p.command for p in ask.proposals]) == (AND_MORE, [f"seintje {TOM}", "negeer NR"])
    later = decided(at(Stage.REPORTED), QUESTION, f"Nog niet, pas in mei 2028. {more}")
    assert later.traject is not None
    assert later.traject.ask_again_on is not None
    assert asked(later) == ["reregistration-beside"]


@pytest.mark.parametrize("text", ["Ja, afgekeurd", "Helaas niet gelukt", "Ja, in maart", "Is in orde, volgens mij"])
def test_an_answer_that_is_not_plain_is_asked_about(text: str) -> None:
    assert asked(decided(at(Stage.REPORTED), QUESTION, text)) == [UNCLEAR]


def test_said_twice_it_is_recorded_once_and_taken_back_it_is_asked_about() -> None:
    again = decided(at(Stage.REREGISTERED), QUESTION, "Ja, het is gelukt.")
    assert (again.traject, again.effects) == (at(Stage.REREGISTERED), ())
    assert asked(decided(at(Stage.REREGISTERED), QUESTION, "Nog niet.")) == [UNCLEAR]


def test_an_answer_ends_the_question_about_his_silence() -> None:
    effects = decided(at(Stage.REPORTED), QUESTION, "Nog niet, pas in mei 2028.", question(SILENT)).effects
    assert [e for e in effects if isinstance(e, Close)] == [Close(7)]


def test_her_word_answers_what_is_asked_about_it() -> None:
    world: World = replace(WORLD, asked=(question(AND_MORE, 12), question("grave", 12)))
    done = seintje.run((TOM,), Desk(world, USUAL))
    assert [e.inbound_id for e in done.effects if isinstance(e, Settle)] == [12]
