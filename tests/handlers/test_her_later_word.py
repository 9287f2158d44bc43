"""Her word on a mail that waited: what it says is of the day it was written, and her later word outranks the former."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from support.caseload import INBOUND, JAN_BAKKER, USUAL, WORLD
from support.trajects import mails
from support.world import JAN, NOW, form, mail

from bot.association.case import Word
from bot.association.ladder import associate
from bot.core.decision import Ask, Decision, Note, Retry
from bot.core.mail.message import Automatic
from bot.core.mail.signs import signs
from bot.core.traject.stages import Stage
from bot.core.traject.value import Disposition, Outcome, Traject
from bot.core.views import Phrase
from bot.core.world import NumberedQuestion
from bot.handlers import route
from bot.handlers.commands import koppel, telt
from bot.handlers.steering.desk import Command, Desk, Done

PIET, DESK = "Piet de Vries <piet@ziekenhuis.example>", "Balie <balie@ziekenhuis.example>"
TO_PIET = Word(JAN, "piet")


def decided(before: Traject, sender: str, text: str, word: Word | None, *, filed: bool = False) -> Decision:
    files = (form("Piet de Vries", "Jan Bakker", JAN),) if filed else ()
    written = replace(
        mail(sender, *files, text=text),
        message_id="<1@ziekenhuis.example>",
        date=datetime(2026, 11, 2, 9, tzinfo=UTC),
        signs=signs(text, (), Automatic.NO, name="", until=False),
    )
    world = replace(WORLD, trajects=(before, *WORLD.trajects[1:]))
    (case,) = associate(written, world, USUAL, word)
    return route(written, case, USUAL).handle(written, case, world, USUAL)


def asked(decision: Decision) -> list[str]:
    return [e.what.code for e in decision.effects if isinstance(e, Ask)]


def came(number: int, outcome: Outcome = Outcome.FORM) -> Traject:
    return replace(JAN_BAKKER, valid=(*JAN_BAKKER.valid, Disposition(number, outcome, NOW, "piet")))


@pytest.mark.parametrize(
    ("number", "told", "note"), [(INBOUND - 1, 1, "news.form"), (INBOUND + 1, 0, "news.form-older")]
)
def test_a_form_that_came_earlier_does_not_take_the_place_of_a_later_one(number: int, told: int, note: str) -> None:
    decision = decided(came(number), PIET, "Hierbij mijn formulier.", TO_PIET, filed=True)
    assert decision.outcome is Outcome.FORM
    assert len([m for m in mails(decision.effects) if m.view.KIND == "form-received"]) == told
    assert [e.code for e in decision.effects if isinstance(e, Note)] == [note]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. De Vries doet niet mee.",
        "Hij heeft daar geen tijd voor, laat hij weten.",
        "De heer De Vries is met pensioen en komt niet terug.",
        "Piet wil liever niet meewerken aan dit onderzoek.",
    ],
)
def test_a_secretary_s_word_about_somebody_is_not_filed_in_silence(text: str) -> None:
    decision = decided(JAN_BAKKER, DESK, text, TO_PIET)
    said = asked(decision)
    assert said == ["tied-words"] or decision.outcome in (Outcome.DECLINED, Outcome.BOUNCED, Outcome.DOUBTFUL)


def test_what_she_drags_somewhere_is_filed() -> None:
    assert asked(decided(JAN_BAKKER, PIET, "De vergadering gaat door.", Word(JAN))) == []


@pytest.mark.parametrize("word", [TO_PIET, Word(JAN), Word(JAN, "piet", counts=True)])
@pytest.mark.parametrize("filed", [True, False])
@pytest.mark.parametrize("sender", [PIET, DESK])
def test_grave_words_come_before_her_whatever_she_says_of_the_mail(sender: str, filed: bool, word: Word) -> None:
    decision = decided(JAN_BAKKER, sender, "Hij heeft mij bedreigd. Bel mij.", word, filed=filed)
    questions = [e for e in decision.effects if isinstance(e, Ask)]
    assert any(q.kind == "grave" or "grave" in dict(q.what.values) for q in questions)
    if not filed and not word.counts:
        assert decision.outcome is not Outcome.FORM_FOR_EYES


@pytest.mark.parametrize(
    "text",
    [
        "Ik wil er graag weg mee.",
        "Haalt u het mijne uit het dossier.",
        "Ik heb per ongeluk voor een andere collega geantwoord.",
        "Er staat een fout in wat ik stuurde.",
    ],
)
def test_after_the_conversation_any_word_of_somebody_whose_form_lies_there_is_hers(text: str) -> None:
    over = replace(came(100), stage=Stage.HELD, held_on=NOW.date())
    assert len(asked(decided(over, PIET, text, None))) == 1
    assert asked(decided(over, PIET, "Hartelijk dank.", None)) == []


def test_a_promise_counts_from_the_day_on_which_it_was_written() -> None:
    decision = decided(JAN_BAKKER, PIET, "Ik stuur het formulier morgen.", TO_PIET)
    assert (decision.outcome, decision.detail) == (Outcome.PROMISED, "2026-11-09")


QUESTION = NumberedQuestion(14, "sent-by-another", f"mail/51/{JAN}", JAN, Phrase("sent-by-another"), DESK, NOW, (), 51)


def said(line: str, traject: Traject, question: NumberedQuestion = QUESTION, command: Command = koppel) -> Done:
    world = replace(WORLD, trajects=(traject,), asked=(question,))
    return command.run(tuple(line.split()), Desk(world, USUAL))


@pytest.mark.parametrize(
    ("outcome", "line", "may"),
    [
        (Outcome.FORM, "14 kees@ziekenhuis.example", True),
        (Outcome.FORM, "14", False),
        (Outcome.FILED, "14 kees@ziekenhuis.example", True),
        (Outcome.WITHDRAWN, "14 kees@ziekenhuis.example", False),
    ],
)
def test_a_mail_that_was_tied_to_the_wrong_person_is_tied_anew(outcome: Outcome, line: str, may: bool) -> None:
    done = said(line, came(51, outcome), replace(QUESTION, open=False))
    assert [e.respondent for e in done.effects if isinstance(e, Retry)] == (["kees"] if may else [])
    assert done.done is may


def test_that_it_counts_does_not_say_whose_it_is() -> None:
    done = said("14", JAN_BAKKER, command=telt)
    assert (done.done, done.outcome.code, done.effects) == (False, "command.whose", ())
    assert said("14 kees@ziekenhuis.example", JAN_BAKKER, command=telt).done


@pytest.mark.parametrize("command", [koppel, telt])
def test_after_the_conversation_it_says_that_nothing_counts_any_more(command: Command) -> None:
    over = replace(JAN_BAKKER, stage=Stage.HELD, held_on=NOW.date())
    assert said("14 kees@ziekenhuis.example", over, command=command).outcome.code == "command.tied-late"


@pytest.mark.parametrize("ref", ["T-M7KQ0", ""])
def test_a_form_of_hers_that_belongs_nowhere_is_not_left_without_a_word(ref: str) -> None:
    typed = "\n".join(f"{name}: 4" for name in ("Medisch handelen", "Communicatie", "Samenwerking", "Organisatie"))
    for hers in (
        mail("A. de Vries <a.devries@praktijk.example>", subject="Post", text=f"Kenmerk: {ref}\n{typed}"),
        mail(
            "A. de Vries <a.devries@praktijk.example>",
            form("Piet de Vries", "Jan Bakker", ref),
            subject="Post",
            text="Kwam per post.",
        ),
    ):
        (case,) = associate(hers, WORLD, USUAL)
        decision = route(hers, case, USUAL).handle(hers, case, WORLD, USUAL)
        (told,) = mails(decision.effects)
        assert [line.outcome.code for line in told.view.lines] == ["command.form-without-line"]
