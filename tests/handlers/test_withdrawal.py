"""Whoever says that a form is not theirs is put before her, whatever else is in the mail (DESIGN §5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest
from support.caseload import JAN_BAKKER, USUAL, VOUCHED, WORLD
from support.pdf_forms import as_text, blank, filled_in
from support.trajects import mails
from support.world import JAN, NOW, answered

from bot.association.ladder import associate
from bot.core.course.withdrawing import disowned
from bot.core.decision import Ask, Close, Decision, Settle
from bot.core.mail.parse import parse
from bot.core.traject.stages import Stage
from bot.core.traject.value import Disposition, Outcome, Traject
from bot.core.views import Phrase, WithdrawalConfirm
from bot.core.world import NumberedQuestion
from bot.handlers import route
from bot.readers import read

PIET = "Piet de Vries <piet@ziekenhuis.example>"
FILE = filled_in(as_text, {"communicatie.score": "4 – goed"}, blank())
WITH_A_FORM = answered(JAN_BAKKER, "piet")
COUNT, OUT, DISMISS = f"telt NR {JAN} piet@ziekenhuis.example", "akkoord NR", "negeer NR"


def decided(
    before: Traject,
    words: str,
    *,
    file: bytes = b"",
    subject: str = "Re: uw formulier",
    asked: tuple[NumberedQuestion, ...] = (),
    proof: bool = False,
) -> Decision:
    mail = EmailMessage()
    if proof:
        mail["Authentication-Results"] = "mx.praktijk.example; dmarc=pass header.from=ziekenhuis.example"
    mail["From"], mail["To"], mail["Subject"] = PIET, "info@praktijk.example", subject
    mail["Message-ID"] = "<1@ziekenhuis.example>"
    mail.set_content(words)
    if file:
        mail.add_attachment(file, maintype="application", subtype="pdf", filename="formulier.pdf")
    parsed = parse(mail.as_bytes(), read)
    ctx, world = VOUCHED if proof else USUAL, replace(WORLD, trajects=(before, *WORLD.trajects[1:]), asked=asked)
    (case,) = associate(parsed, world, ctx)
    return route(parsed, case, ctx).handle(parsed, case, world, ctx)


def blank_form() -> bytes:
    return filled_in(as_text, {"communicatie.score": ""}, blank())


def asked(decision: Decision) -> list[str]:
    return [e.what.code for e in decision.effects if isinstance(e, Ask)]


def offered(decision: Decision) -> list[str]:
    return [p.command for e in decision.effects if isinstance(e, Ask) for p in e.proposals]


def told(decision: Decision) -> list[str]:
    return [m.view.KIND for m in mails(decision.effects)]


@pytest.mark.parametrize(
    "words",
    [
        "Bijgaand formulier heb ik niet ingevuld!",
        "Is dit van u? Ik heb dit niet verstuurd.",
        "Niet door mij ingevuld, zie bijlage.",
        "Iemand heeft zich voor mij uitgegeven.",
        "Mijn naam wordt misbruikt, kunt u mij opnieuw een formulier sturen?",
    ],
)
def test_a_file_never_counts_in_silence_for_who_says_so(words: str) -> None:
    first, later = decided(JAN_BAKKER, words, file=FILE), decided(WITH_A_FORM, words, file=FILE)
    assert (asked(first), offered(first)) == (["disowned"], [COUNT, DISMISS])
    assert (asked(later), offered(later)) == (["disowned"], [OUT, COUNT, DISMISS])
    assert {first.outcome, later.outcome} == {Outcome.DOUBTFUL}
    assert "form-received" not in (*told(first), *told(later))
    assert (first.traject, later.traject) == (JAN_BAKKER, WITH_A_FORM)


def test_the_blank_form_goes_back_with_who_does_not_take_part() -> None:
    decision = decided(JAN_BAKKER, "Ik heb het niet ingevuld en doe dat ook niet, ik doe niet mee.", file=blank_form())
    assert (decision.outcome, asked(decision)) == (Outcome.DECLINED, [])
    later = decided(WITH_A_FORM, "Ik heb dit formulier niet ingevuld, hier is het leeg terug.", file=blank_form())
    assert (asked(later), offered(later)) == (["disowned"], [OUT, DISMISS])


@pytest.mark.parametrize(
    "words",
    [
        "Het vorige formulier was niet van mij, hierbij mijn eigen formulier.",
        "Dat formulier heb ik niet gestuurd; bijgaand het juiste.",
        "Mijn secretaresse heeft het namens mij ingevuld.",
        "Sorry, ik had nog niets gestuurd. Hierbij alsnog.",
        "Hierbij. Vraag 4 is niet door mij ingevuld.",
    ],
)
def test_a_file_of_their_own_counts(words: str) -> None:
    decision = decided(WITH_A_FORM, words, file=FILE)
    assert (decision.outcome, asked(decision), told(decision)) == (Outcome.FORM, [], ["form-received"])


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Iemand heeft mijn naam gebruikt, dit formulier komt niet bij mij vandaan.", []),
        ("Iemand anders heeft zich voor mij uitgegeven. Stuur mij aub een nieuw formulier.", ["form-again"]),
        ("Ik krijg het formulier niet open, en ik heb dus zeker niets ingestuurd.", ["form-again"]),
        ("Hoe trek ik een formulier in dat niet van mij is?", ["answer"]),
        ("Ik vul nooit formulieren in. Wie leest dit eigenlijk?", ["answer"]),
        ("Ik trek het formulier in, want het is niet van mij.", []),
        ("Ik werk hier al een jaar niet meer, dat formulier kan dus niet van mij zijn.", []),
        ("Ik doe niet mee, en dat formulier heb ik niet gestuurd.", []),
        ("Volgende week stuur ik het mijne; dit formulier is niet van mij.", []),
        ("Zie bijlage: dat is niet van mij.", []),
        ("Niet van mij, zie https://wetransfer.com/downloads/abc", []),
    ],
)
def test_nothing_else_that_is_asked_hides_it(words: str, answer: list[str]) -> None:
    decision = decided(WITH_A_FORM, words)
    assert (asked(decision), offered(decision), told(decision)) == (["disowned"], [OUT, DISMISS], answer)
    assert decision.traject == WITH_A_FORM


def test_a_subject_alone_says_it_too() -> None:
    assert asked(decided(WITH_A_FORM, "", subject="heb ik niet ingevuld")) == ["disowned"]


def test_without_a_form_it_is_a_question_like_another() -> None:
    assert asked(decided(JAN_BAKKER, "Dit formulier is niet van mij.")) == ["question-from-respondent"]


@pytest.mark.parametrize("words", ["Niet van mij.", "Dat formulier was niet van mij, hierbij de echte."])
def test_after_the_conversation_it_is_heard_with_a_file_too(words: str) -> None:
    over = replace(WITH_A_FORM, stage=Stage.HELD, held_on=NOW.date())
    decision = decided(over, words, file=FILE)
    assert (asked(decision), offered(decision), told(decision)) == (["disowned"], [DISMISS], [])


def test_two_forms_of_one_person_are_hers_to_take_out() -> None:
    later = Disposition(200, Outcome.FORM, NOW + timedelta(1), "piet")
    two = replace(WITH_A_FORM, valid=(*WITH_A_FORM.valid, later))
    assert offered(decided(two, "Niet van mij.")) == [DISMISS]


def values(decision: Decision) -> dict[str, str]:
    return dict(v for e in decision.effects if isinstance(e, Ask) for v in e.what.values)


@pytest.mark.parametrize(
    ("words", "beside", "until"),
    [
        ("Dit heb ik niet gestuurd en ik doe ook niet mee.", "refuses", False),
        ("Dit heb ik niet gestuurd; ik werk daar al niet meer.", "gone", False),
        ("Het formulier is niet van mij. Mijn adres is nu m.berg@kliniek.example.", "address", False),
        ("Niet van mij, en ik doe niet mee. Schrijf mij op thuis@provider.example.", "refuses,address", False),
        ("Dit formulier is niet van mij, volgende week stuur ik het mijne.", "", True),
        ("Niet van mij. Ik las uw mail aan piet@ziekenhuis.example.", "", False),
        ("Ik heb nog geen formulier ingevuld.", "", False),
    ],
)
def test_what_is_said_beside_it_goes_along_with_the_question(words: str, beside: str, until: bool) -> None:
    decision = decided(WITH_A_FORM, words)
    assert (asked(decision), offered(decision)) == (["disowned"], [OUT, DISMISS])
    assert values(decision).get("beside", "") == beside
    assert ("until" in values(decision)) is until


AGAIN = "Ik trek mijn formulier in. Stuurt u mij een leeg formulier?"
LATER = "Ik trek mijn formulier in, ik stuur morgen een nieuw."


@pytest.mark.parametrize(("words", "answers"), [(LATER, []), (AGAIN, ["form-again"])])
def test_a_new_form_beside_a_withdrawal_is_awaited(words: str, answers: list[str]) -> None:
    decision = decided(WITH_A_FORM, words)
    assert (decision.outcome, asked(decision), told(decision)) == (
        Outcome.PROMISED,
        [],
        [*answers, "confirm-request"],
    )
    unknown = decided(JAN_BAKKER, words)
    assert (unknown.outcome, told(unknown)) == (Outcome.PROMISED, answers)


@pytest.mark.parametrize(
    "words", ["Ik trek mijn formulier in. Hierbij een nieuw.", "Verwijder mijn formulier en neem dit nieuwe."]
)
def test_a_new_form_that_comes_along_takes_the_place_of_the_old(words: str) -> None:
    decision = decided(WITH_A_FORM, words, file=FILE)
    assert (decision.outcome, asked(decision), told(decision)) == (Outcome.FORM, [], ["form-received"])


@pytest.mark.parametrize("words", [LATER, AGAIN, "Ik trek mijn formulier in."])
def test_a_file_that_may_be_the_old_one_is_asked_about(words: str) -> None:
    decision = decided(WITH_A_FORM, words, file=FILE)
    assert (decision.outcome, asked(decision)) == (Outcome.DOUBTFUL, ["withdrawal"])


def test_the_latest_word_says_whether_they_are_awaited() -> None:
    taken = Disposition(11, Outcome.WITHDRAWN, NOW, "piet", "removed")
    promised = Disposition(12, Outcome.PROMISED, NOW, "piet", "2026-12-01")
    again = Disposition(13, Outcome.WITHDRAWN, NOW, "piet")
    assert [
        replace(JAN_BAKKER, valid=valid).declined()
        for valid in ((taken,), (taken, promised), (promised, taken), (taken, promised, again), (again, promised))
    ] == [{"piet"}, set(), set(), {"piet"}, {"piet"}]


@pytest.mark.parametrize(
    "words",
    [
        "Het formulier was toch van mij.",
        "Sorry, het was toch wel van mij, ik had het thuis ingevuld.",
        "Dat formulier heb ik toch zelf ingevuld.",
        "Ik heb mij vergist: dit was wel degelijk mijn formulier.",
        "It was mine after all.",
    ],
)
def test_a_form_that_was_put_aside_is_what_she_is_offered(words: str) -> None:
    aside, _ = disowned(WITH_A_FORM, WITH_A_FORM.respondents[0], USUAL)
    decision = decided(aside, words)
    assert (asked(decision), offered(decision)) == (["owned"], [OUT, DISMISS])
    assert "owned" not in asked(decided(WITH_A_FORM, words))


@pytest.mark.parametrize(
    "words", ["Het was toch niet van mij.", "Was dat van mij?", "Ik stuur u toch mijn eigen mening."]
)
def test_other_words_own_nothing(words: str) -> None:
    aside, _ = disowned(WITH_A_FORM, WITH_A_FORM.respondents[0], USUAL)
    assert "owned" not in asked(decided(aside, words))


def test_what_was_theirs_after_all_needs_her_answer_no_more() -> None:
    waits = replace(
        WITH_A_FORM, valid=(*WITH_A_FORM.valid, Disposition(51, Outcome.DOUBTFUL, NOW, "piet", "not-theirs"))
    )
    about = (("respondent", "piet"), ("forms", "100"))
    question = NumberedQuestion(20, "disowned", f"mail/51/{JAN}", JAN, Phrase("disowned", about), "Piet", NOW, (), 51)
    words = "Excuus, het formulier was toch van mij."
    proved, unproved = (decided(waits, words, asked=(question,), proof=proof) for proof in (True, False))
    for decision in (proved, unproved):
        assert [(type(e), getattr(e, "number", 0) or e.inbound_id) for e in decision.effects[:2]] == [
            (Close, 20),
            (Settle, 51),
        ]
        assert decision.traject == waits
    assert (proved.outcome, asked(proved)) == (Outcome.FILED, [])
    assert (unproved.outcome, asked(unproved), offered(unproved)) == (Outcome.DOUBTFUL, ["disowned"], [OUT, DISMISS])
    assert values(unproved)["beside"] == "owns"


def test_a_proved_mail_is_never_said_to_be_somebody_else_s() -> None:
    long = "Ik trek mijn formulier in. Op de afdeling is inmiddels veel gebeurd en ik kijk er nu heel anders tegenaan."
    views = [m.view for proof in (True, False) for m in mails(decided(WITH_A_FORM, long, proof=proof).effects)]
    assert [isinstance(view, WithdrawalConfirm) and view.proved for view in views] == [True, False]


def test_after_the_conversation_a_new_one_that_is_typed_does_not_hide_it() -> None:
    over = replace(WITH_A_FORM, stage=Stage.HELD, held_on=NOW.date())
    named = ("Medisch handelen", "Communicatie", "Samenwerking", "Organisatie", "Professionaliteit")
    typed = "\n".join(
        f"{name}: 4, legt het rustig en helder uit aan iedereen die hem erom vraagt, ook als het laat is en het erg druk is"
        for name in named
    )
    decision = decided(over, f"Mijn formulier trek ik in; dit is het goede:\n{typed}")
    assert (asked(decision), offered(decision), told(decision)) == (["withdrawal-late"], [DISMISS], [])
