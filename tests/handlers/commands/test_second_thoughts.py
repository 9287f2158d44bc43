"""A destruction that is planned: whatever words she stops it with, it is off; whatever else she reads says that it is on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.caseload import TOM_VISSER, VOUCHED
from support.trajects import mails
from support.world import SmallWorld, mail

from bot.app import decide
from bot.core.decision import Decision
from bot.core.due.destruction import planned
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Person, Traject
from bot.core.views import CommandResult, Phrase
from bot.core.world import Confirmation, NumberedQuestion

SHE = "A. de Vries <a.devries@praktijk.example>"
PROOF = ("mx.praktijk.example; dmarc=pass header.from=praktijk.example",)
MARK, EVA, ASKED = "T-MARK2", "T-355QV", "ABCDEFGHJKMN"
MARK_SMIT = planned(replace(TOM_VISSER, ref=MARK, specialist=Person("Mark Smit", "m.smit@ziekenhuis.example")), VOUCHED)
EVA_GROEN = planned(replace(TOM_VISSER, ref=EVA, specialist=Person("Eva Groen", "e.groen@ziekenhuis.example")), VOUCHED)


def world_of(*trajects: Traject, used: bool = True, cancelled: bool = False) -> SmallWorld:
    expires = VOUCHED.now.replace(year=2027)
    return SmallWorld(
        trajects, waiting=(Confirmation(ASKED, (f"vernietig {MARK}",), expires, used, cancelled=cancelled),)
    )


def decided(hers: InboundMail, world: SmallWorld) -> tuple[Decision, CommandResult]:
    (decision,) = decide(replace(hers, authentication=PROOF), world, VOUCHED)
    (told,) = (m.view for m in mails(decision.effects) if isinstance(m.view, CommandResult))
    return decision, told


def off(decision: Decision) -> set[str]:
    """The trajects whose destruction is planned no more."""
    there = (decision, *decision.also)
    return {d.traject.ref for d in there if d.traject is not None and d.traject.destroy_at is None}


NOES = (
    "nee", "Nee.", "no", "toch maar niet", "niet vernietigen", "Nee, toch niet doen", "ik bedenk me, toch niet",
    "stop de vernietiging", "annuleer", "Annuleren graag", "wacht nog", "ja, maar niet nu", "Toch niet!", "stop",
    "Ik heb me vergist.", "laat maar", "laat maar staan", "even uitstellen", "nog niet", "blaas het af", "trek het in",
    "Ik zie er van af.", "please keep it", "don't", "cancel", "I changed my mind", "Hou het nog even",
    "Goedemorgen,\n\nKunt u de vernietiging\nalsnog annuleren?\n\nDank", "Ik twijfel", "Bewaren graag", "ongedaan maken",
    f"vernietig {MARK} niet", "terugdraaien", "undo",
)  # fmt: skip


@pytest.mark.parametrize("said", NOES)
@pytest.mark.parametrize("how", ["answer with its code", "answer to the result", "new mail with the reference"])
def test_any_no_stops_it_and_says_so(said: str, how: str) -> None:
    subject = "Re: Uw opdracht is uitgevoerd" if how != "new mail with the reference" else "Vernietiging"
    subject += f" (code {ASKED})" if how == "answer with its code" else f" [{MARK}]"
    answers = "<x@praktijk.example>" if how != "new mail with the reference" else ""
    decision, told = decided(mail(SHE, subject=subject, text=said, answers=answers), world_of(MARK_SMIT, EVA_GROEN))
    assert off(decision) == {MARK}
    assert [(line.done, line.outcome.code) for line in told.lines] == [(True, "command.kept-after-all")]
    assert dict(told.lines[0].outcome.values)["name"] == "Mark Smit"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        pytest.param(f"toch niet {MARK}", {MARK}, id="a reference"),
        pytest.param("toch niet Mark Smit", {MARK}, id="a name"),
        pytest.param("Graag het traject van Eva Groen toch niet vernietigen.", {EVA}, id="a name in a sentence"),
        pytest.param("toch niet", {MARK, EVA}, id="nothing: all"),
        pytest.param("stop de vernietiging", {MARK, EVA}, id="nothing but destruction: all"),
        pytest.param(f"toch niet {MARK}\ntoch niet {EVA}", {MARK, EVA}, id="two lines"),
        pytest.param(f"stop {EVA}", {EVA}, id="stop, which may mean the traject"),
    ],
)
def test_a_new_mail_names_what_it_stops(said: str, kept: set[str]) -> None:
    decision, told = decided(mail(SHE, subject="", text=said), world_of(MARK_SMIT, EVA_GROEN))
    assert off(decision) == kept
    assert all(line.done for line in told.lines)


@pytest.mark.parametrize(
    "said", ["ja", "dank u wel", f"pauzeer {MARK}", f"vrijgeven {MARK}", "Wat is dit", f"vernietig {MARK}"]
)
def test_what_does_not_stop_it_is_never_answered_as_if_it_did(said: str) -> None:
    hers = mail(SHE, subject=f"Re: [{MARK}] (code {ASKED})", text=said, answers="<x@praktijk.example>")
    decision, told = decided(hers, world_of(MARK_SMIT))
    assert off(decision) == set()
    says_so = {"command.destruction-planned-already", "command.destruction-planned-first"}
    assert bool(told.planned) != any(line.outcome.code in says_so for line in told.lines)


def test_a_question_that_was_in_its_way_says_that_it_is_still_planned() -> None:
    asked = NumberedQuestion(3, "avg-request", "", MARK, Phrase("avg-request"), "", VOUCHED.now)
    world = replace(world_of(MARK_SMIT, EVA_GROEN), asked=(asked,))
    _, told = decided(mail(SHE, subject="", text="negeer 3"), world)
    assert [ref for ref, _ in told.planned] == [MARK]


@pytest.mark.parametrize(
    ("said", "used", "cancelled", "code"),
    [
        pytest.param("nee", False, False, "cancelled", id="a no"),
        pytest.param("toch maar niet", False, False, "cancelled", id="a no in other words"),
        pytest.param("ja, maar niet nu", False, False, "not-confirmed", id="a yes with a reservation"),
        pytest.param("ja", True, True, "cancelled-before", id="a yes after a no"),
        pytest.param("ja", True, False, "confirmation-spent", id="a yes once more, after toch niet"),
    ],
)
def test_what_she_answers_to_the_question(said: str, used: bool, cancelled: bool, code: str) -> None:
    hers = mail(SHE, subject=f"Re: Bevestig (code {ASKED})", text=said, answers="<x@praktijk.example>")
    there = replace(TOM_VISSER, ref=MARK)
    decision, told = decided(hers, world_of(there, used=used, cancelled=cancelled))
    assert [line.outcome.code for line in told.lines] == [f"command.{code}"]
    assert off(decision) <= {MARK}
