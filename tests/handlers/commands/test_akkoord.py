"""Her yes to a question: it takes out the form that was asked about, or says why it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.caseload import JAN_BAKKER, SARA, VOUCHED, WORLD
from support.trajects import mails
from support.world import EVA, JAN, NOW, answered, mail

from bot.association.ladder import associate
from bot.core.course.withdrawing import forms_told
from bot.core.decision import Close, Retry, Settle
from bot.core.traject.value import Disposition, Outcome, Respondent, Traject
from bot.core.views import CommandResult, Phrase, Progress
from bot.core.world import NumberedQuestion
from bot.handlers import command
from bot.handlers.commands import akkoord, koppel, negeer
from bot.handlers.steering.desk import Command, Desk, Done

PASSES = "mx.praktijk.example; dmarc=pass header.from=praktijk.example"
WITH_A_FORM = answered(JAN_BAKKER, "piet")
PIET: Respondent = WITH_A_FORM.respondents[0]
ABOUT = (("respondent", "piet"), ("forms", forms_told(WITH_A_FORM, PIET)))
ASKED = NumberedQuestion(14, "disowned", f"mail/51/{JAN}", JAN, Phrase("disowned", ABOUT), "Piet", NOW, (), 51)


def said(question: NumberedQuestion, *trajects: Traject, verb: Command = akkoord) -> Done:
    world = replace(WORLD, trajects=trajects, asked=(question,))
    return verb.run(("14", JAN) if verb is koppel else ("14",), Desk(world, VOUCHED))


def test_the_form_no_longer_counts() -> None:
    done = said(ASKED, WITH_A_FORM)
    assert (done.done, done.outcome.code) == (True, "command.no-longer-counts")
    assert done.traject is not None
    assert done.traject.answered() == frozenset()


def test_where_another_form_has_come_it_takes_out_none_and_asks_no_more() -> None:
    later = replace(WITH_A_FORM, valid=(*WITH_A_FORM.valid, Disposition(300, Outcome.FORM, NOW, "piet")))
    done = said(ASKED, later)
    assert (done.done, done.outcome.code, done.traject) == (False, "command.other-form-since", later)
    assert [
        (e.number if isinstance(e, Close) else e.outcome) for e in done.effects if isinstance(e, Close | Settle)
    ] == [
        14,
        Outcome.FILED,
    ]


@pytest.mark.parametrize("command", [akkoord, negeer, koppel])
def test_a_question_that_is_closed_was_answered_or_its_traject_is_destroyed(command: Command) -> None:
    closed = replace(ASKED, open=False)
    if command is not koppel:  # which looks for the traject first
        assert said(closed, verb=command).outcome == Phrase("command.already-destroyed", (("ref", JAN),))
    assert said(closed, WITH_A_FORM, verb=command).outcome.code == "command.stands"


def test_a_form_that_was_theirs_after_all_is_read_again_and_counts() -> None:
    aside = said(ASKED, WITH_A_FORM).traject
    assert aside is not None
    asked = replace(ASKED, kind="owned", what=Phrase("owned", ABOUT))
    done = said(asked, aside)
    assert (done.done, done.outcome.code) == (True, "command.counts-again")
    assert [(e.inbound_id, e.respondent, e.by_her) for e in done.effects if isinstance(e, Retry)] == [
        (100, "piet", True)
    ]
    assert said(asked, WITH_A_FORM).outcome.code == "command.other-form-since"


@pytest.mark.parametrize(
    ("value", "outcome", "kinds"),
    [
        (("beside", "refuses,address"), Outcome.DECLINED, ["decline-received"]),
        (("beside", "gone"), Outcome.BOUNCED, []),
        (("beside", "address"), Outcome.FILED, []),
        (("until", "2026-11-20"), Outcome.PROMISED, []),
    ],
)
def test_what_was_said_beside_it_holds_with_her_yes(value: tuple[str, str], outcome: Outcome, kinds: list[str]) -> None:
    done = said(replace(ASKED, what=Phrase("disowned", (*ABOUT, value))), WITH_A_FORM)
    assert done.traject is not None
    assert done.traject.answered() == frozenset()
    assert ("piet" in done.traject.declined(), "piet" in done.traject.undeliverable()) == (
        outcome is Outcome.DECLINED,
        outcome is Outcome.BOUNCED,
    )
    assert [(e.outcome, e.inbound_id) for e in done.effects if isinstance(e, Settle)][:1] == [(outcome, 51)]
    assert [m.view.KIND for m in mails(done.effects)] == kinds


@pytest.mark.parametrize("trajects", [WORLD.trajects, (JAN_BAKKER,)], ids=["several", "one"])
@pytest.mark.parametrize("asked", [WORLD.asked, ()], ids=["asked", "nothing asked"])
@pytest.mark.parametrize("line", ["akkoord", "Akkoord.", "akkoord graag", "approve"])
def test_a_bare_one_in_a_mail_of_its_own_begins_nothing(
    line: str, trajects: tuple[Traject, ...], asked: tuple[NumberedQuestion, ...]
) -> None:
    hers = mail("A. de Vries <a.devries@praktijk.example>", subject="", text=line, authentication=(PASSES,))
    world = replace(WORLD, trajects=trajects, asked=asked)
    (case,) = associate(hers, world, VOUCHED)
    decision = command.handle(hers, case, world, VOUCHED)
    (view,) = (m.view for m in mails(decision.effects))
    assert isinstance(view, CommandResult)
    assert [(one.done, one.outcome.code) for one in view.lines] == [(False, "command.missing")]
    assert decision.traject is None


@pytest.mark.parametrize("ref", [SARA, EVA])
def test_without_a_single_form_it_is_done_on_her_second_word(ref: str) -> None:
    asked = akkoord.run((ref,), Desk(WORLD, VOUCHED))
    assert (asked.done, asked.asks, asked.outcome.code) == (False, True, "command.nothing-in")
    assert dict(asked.outcome.values)["listed"] == ("yes" if ref == SARA else "")
    done = akkoord.run((ref,), Desk(WORLD, VOUCHED, confirmed=True))
    assert done.traject is not None
    assert (done.done, done.traject.approved) == (True, True)
    told = [m.view for m in mails(done.effects) if isinstance(m.view, Progress)]
    assert [(v.closed, v.groups) for v in told] == [(True, ())] * (ref == SARA)


def test_it_names_every_group_that_is_short() -> None:
    done = akkoord.run((JAN,), Desk(replace(WORLD, trajects=(WITH_A_FORM,)), VOUCHED))
    assert (done.done, dict(done.outcome.values)["short"].count(",")) == (True, 2)
