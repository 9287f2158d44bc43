"""Of two specialists, the words of a mail name the other one than its form: she is asked which of them it is about."""

from __future__ import annotations

from itertools import product

import pytest
from support.caseload import JAN_BAKKER, SARA, USUAL, WORLD
from support.world import JAN, form, mail

from bot.association.case import Case
from bot.association.ladder import associate

ANNA = "Anna Peters <anna@ziekenhuis.example>"
ADDRESS = "anna@ziekenhuis.example"
CALLED = ("Sara Kok", "dr. Kok", "collega Sara Kok", "Sara", "S. Kok", "mw. Kok")
SAYS = (
    "Hierbij, over {}.",
    "Hierbij het formulier voor {}.",
    "zie bijlage voor {}",
    "Bijgaand mijn feedback over {}.",
    "Betreft: {}",
    "Dit gaat over {}.",
    "Attached is my form about {}.",
    "Hierbij ook nog het formulier over {}.",
)
WHOLE = ("Feedback Sara Kok", "Sara Kok", "IFMS Sara Kok", "Formulier voor dr. Kok", "feedback over Sara")
OTHERWISE = (
    "",
    "Hierbij mijn formulier.",
    "Hierbij mijn formulier over Jan Bakker.",
    "Hierbij het formulier over Jan Bakker; dat over {} volgt.",
    "Hierbij mijn formulier. Het formulier voor {} volgt later.",
    "Hierbij mijn formulier. Het formulier over {} heb ik vorige week al gestuurd.",
    "Hierbij mijn formulier. Heeft u ook een formulier voor {}?",
    "Hierbij mijn formulier. Ik ken hem via {}, die hem goed kent van vroeger op de afdeling.",
    "Dit is niet over {} maar over Jan Bakker.",
    "Hierbij mijn antwoorden:\n1. 4\n2. 5\nHij werkt veel met mensen als {}.",
    "Ik stuur nog het formulier over {}.",
)


def seen(text: str, subject: str = "Formulier", answers: str = "") -> Case:
    (case,) = associate(
        mail(ANNA, form(about="Jan Bakker", ref=JAN), text=text, subject=subject, answers=answers), WORLD, USUAL
    )
    return case


def is_asked(case: Case) -> bool:
    offered = [p.command for p in case.proposals]
    asked = case.doubt is not None and case.doubt.code == "names-other-specialist"
    return asked and offered == [f"telt NR {SARA} {ADDRESS}", f"telt NR {JAN} {ADDRESS}"]


@pytest.mark.parametrize("text", [says.format(name) for says, name in product(SAYS, CALLED)])
def test_words_that_name_the_other_are_asked_about(text: str) -> None:
    assert is_asked(seen(text))


@pytest.mark.parametrize("subject", [f"{re}{said}" for re, said in product(("", "Re: "), WHOLE)])
def test_so_is_a_subject_that_does(subject: str) -> None:
    assert is_asked(seen("Zie bijlage.", subject))
    assert is_asked(seen("", subject))
    assert seen("Hierbij het formulier over Jan Bakker.", subject).doubt is None


@pytest.mark.parametrize("text", [says.format(name) for says, name in product(OTHERWISE, ("Sara Kok", "dr. Kok"))])
@pytest.mark.parametrize("subject", ["Formulier", "Feedback Jan Bakker", f"Re: [{JAN}] Herinnering: Jan Bakker"])
def test_the_other_may_be_spoken_of(text: str, subject: str) -> None:
    case = seen(text, subject)
    assert (case.doubt, case.traject) == (None, JAN_BAKKER)


def test_the_words_outrank_a_subject_that_answers_us() -> None:
    assert is_asked(seen("Hierbij, over Sara Kok.", f"Re: [{JAN}] Herinnering: uw feedback over Jan Bakker"))


def test_who_is_listed_in_one_alone_may_name_whom_they_like() -> None:
    sender = "Piet de Vries <piet@ziekenhuis.example>"
    (case,) = associate(mail(sender, form(about="Jan Bakker", ref=JAN), text="Hierbij, zie Sara Kok."), WORLD, USUAL)
    assert case.doubt is None
