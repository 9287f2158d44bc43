"""A form that a colleague sent, tied by her word: the file is whose she says, and the words are the sender's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.caseload import INBOUND, JAN_BAKKER, VOUCHED, WORLD
from support.trajects import mails
from support.world import JAN, NOW, answered, form, mail

from bot.association.case import Word
from bot.association.ladder import associate
from bot.core.decision import Ask, Decision, Settle, Work
from bot.core.mail.message import Automatic
from bot.core.mail.signs import signs
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome, Traject
from bot.handlers import route

PIET = "Piet de Vries <piet@ziekenhuis.example>"
WITH_A_FORM = answered(JAN_BAKKER, "piet")
KEES = "Hierbij het formulier van mijn collega Kees Smit."
TO_KEES = Word(JAN, "kees")


def decided(
    before: Traject, words: str, word: Word | None = TO_KEES, *, name: str = "Kees Smit", typed: bool = False
) -> Decision:
    written = replace(
        mail(PIET, *(() if typed else (form(name, "Jan Bakker", JAN),)), text=words),
        message_id="<1@ziekenhuis.example>",
        signs=signs(words, (), Automatic.NO, name="", until=False),
        authentication=("mx.praktijk.example; dmarc=pass header.from=ziekenhuis.example",),
    )
    world = replace(WORLD, trajects=(before, *WORLD.trajects[1:]))
    (case,) = associate(written, world, VOUCHED, word)
    return route(written, case, VOUCHED).handle(written, case, world, VOUCHED)


def outcomes(decision: Decision) -> dict[str, Outcome]:
    first = (decision.respondent, decision.outcome)
    return dict((first, *((share.respondent, share.outcome) for share in decision.besides)))


def told(decision: Decision) -> list[tuple[str, str]]:
    return sorted((m.view.KIND, m.respondent) for m in mails(decision.effects) if hasattr(m, "respondent"))


def asked(decision: Decision) -> list[str]:
    return [e.what.code for e in decision.effects if isinstance(e, Ask)]


REFUSALS = ("Ik doe zelf niet mee.", "Ik heb geen tijd om mee te doen.", "Zelf wil ik niet meewerken.")
LATER = ("Het mijne volgt volgende week.", "Mijn eigen formulier stuur ik morgen.")
OF_KEES = (KEES, "Bijgaand de vragenlijst van Kees Smit.", "Namens collega Kees Smit stuur ik zijn formulier.")


@pytest.mark.parametrize(
    ("words", "outcome", "kind"),
    [
        *((said, Outcome.DECLINED, "decline-received") for said in REFUSALS),
        *((said, Outcome.PROMISED, "") for said in LATER),
        ("Ik trek mijn formulier in.", Outcome.DECLINED, "decline-received"),
    ],
)
@pytest.mark.parametrize("enclosing", OF_KEES)
@pytest.mark.parametrize("joined", ["{0} {1}", "{1}\n{0}"])
def test_both_get_their_outcome(words: str, outcome: Outcome, kind: str, enclosing: str, joined: str) -> None:
    decision = decided(JAN_BAKKER, joined.format(words, enclosing))
    assert outcomes(decision) == {"kees": Outcome.FORM, "piet": outcome}
    assert told(decision) == sorted([("form-received", "kees"), *([(kind, "piet")] if kind else [])])
    assert asked(decision) == []
    assert decision.traject is not None
    assert {(v.respondent, v.outcome) for v in decision.traject.valid if v.inbound_id == INBOUND} == set(
        outcomes(decision).items()
    )


def test_the_sender_s_own_form_is_taken_out_and_not_the_colleague_s() -> None:
    decision = decided(WITH_A_FORM, f"Ik trek mijn formulier in. {KEES}")
    assert outcomes(decision) == {"kees": Outcome.FORM, "piet": Outcome.WITHDRAWN}
    assert told(decision) == [("form-received", "kees")]
    assert [(e.inbound_id, e.respondent) for e in decision.effects if isinstance(e, Settle)] == [(100, "piet")]
    assert [e.key for e in decision.effects if isinstance(e, Work) and e.kind == "withdraw"] == [
        f"{JAN}/withdraw/piet/{INBOUND}"
    ]
    assert decision.traject is not None
    assert decision.traject.answered() == {"kees"}


@pytest.mark.parametrize(
    "words",
    [
        "Het eerdere formulier is niet van mij.",
        "Misschien trek ik mijn formulier in.",
        "Ik werk hier niet meer.",
    ],
)
def test_what_is_hers_to_judge_is_asked_beside_the_form(words: str) -> None:
    before = JAN_BAKKER if "hier" in words else WITH_A_FORM
    decision = decided(before, f"{words} {KEES}")
    assert (outcomes(decision), asked(decision)) == ({"kees": Outcome.FORM}, ["said-beside"])
    assert [e.inbound_id for e in decision.effects if isinstance(e, Ask)] == [None]


@pytest.mark.parametrize("words", ["", "Hij is zelf verhinderd.", "Met vriendelijke groet, Piet de Vries"])
def test_other_words_change_nothing(words: str) -> None:
    decision = decided(WITH_A_FORM, f"{KEES} {words}")
    assert (outcomes(decision), asked(decision)) == ({"kees": Outcome.FORM}, [])


def test_tied_to_the_sender_it_is_the_sender_s() -> None:
    decision = decided(JAN_BAKKER, f"Ik doe zelf niet mee. {KEES}", Word(JAN, "piet"))
    assert outcomes(decision) == {"piet": Outcome.FORM}


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("Kees Smit", KEES, {"kees": Outcome.FORM, "piet": Outcome.DECLINED}),
        ("", KEES, {"": Outcome.DOUBTFUL}),
        ("Kees Smit", "Hierbij mijn formulier.", {"": Outcome.DOUBTFUL}),
        ("Kees Smit", "Hierbij het formulier van Anna Peters.", {"": Outcome.DOUBTFUL}),
    ],
)
def test_a_drag_leaves_open_whose_it_is_unless_mail_and_form_agree(
    name: str, words: str, found: dict[str, Outcome]
) -> None:
    decision = decided(JAN_BAKKER, f"Ik doe zelf niet mee. {words}", Word(JAN), name=name)
    assert outcomes(decision) == found
    assert asked(decision) == (["sent-by-another"] if "" in found else [])


def test_after_the_conversation_both_are_heard() -> None:
    over = replace(WITH_A_FORM, stage=Stage.HELD, held_on=NOW.date())
    decision = decided(over, f"Ik trek mijn formulier in. {KEES}")
    assert (outcomes(decision), asked(decision)) == ({"kees": Outcome.FILED}, ["said-beside"])
    assert told(decision) == [("traject-closed", "kees")]


def test_answers_that_are_typed_say_nothing_of_the_sender() -> None:
    asked_for = "Medisch handelen", "Communicatie", "Samenwerking", "Organisatie"
    typed = "\n".join(f"{name}: 4, maar hij heeft vaak geen tijd" for name in asked_for)
    letter = f"Hieronder de antwoorden van Kees Smit.\n{typed}"
    refusal, none = (decided(JAN_BAKKER, said + letter, typed=True) for said in ("Ik doe zelf niet mee. ", ""))
    assert outcomes(refusal) == {"kees": Outcome.FORM, "piet": Outcome.DECLINED}
    assert outcomes(none) == {"kees": Outcome.FORM}
