"""Whose form it is by the sender's own words, and who answers a mail of ours that went to somebody else."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from support.caseload import JAN_BAKKER, USUAL, WORLD
from support.world import JAN, form, mail

from bot.association.anothers.colleagues import bearer_named
from bot.association.case import Case
from bot.association.ladder import associate
from bot.core.mail.message import InboundMail

PIET, *_ = JAN_BAKKER.respondents
KEES = ("Kees Smit", "collega Kees Smit", "mijn collega Kees Smit", "dr. K. Smit", "mijn collega Smit")
OF_KEES = (
    "Hierbij het formulier van {}, niet van mij.",
    "Dit formulier is niet van mij maar van {}.",
    "dit is van {}",
    "Bijgaand de vragenlijst van {}",
    "Namens {} stuur ik u bijgaand formulier.",
    "Hierbij mijn formulier en dat van {}",
    "Hierbij het formulier over Jan Bakker van {}.",
    "Hierbij nog het formulier van {}.",
    "Bijgaand dat van {}.",
    "Bijgevoegd ook nog die van {}",
)
FIRST_NAME = (
    "Bijgaand de formulieren van {} en mij.",
    "{} haar formulier zit in de bijlage.",
    "{}'s formulier zit erbij.",
    "Hierbij dat van mij, en dat van {}.",
    "Namens {}.",
)
NOT_OF_KEES = (
    "Hierbij mijn formulier; ik zit op de kamer van {}.",
    "Ik kreeg dit formulier van {}, hierbij ingevuld.",
    "Het formulier van {} volgt.",
    "Het formulier van {} volgt nog.",
    "Ik stuur nog het formulier van {}.",
    "Heeft u het formulier van {} al?",
    "Hij is de opvolger van {}, zijn stijl lijkt op die van {}.",
)
OWN = (
    "Hierbij mijn formulier.",
    "Hierbij het formulier over Jan Bakker.",
    "Hierbij het formulier van Piet de Vries.",
    "Mijn secretaresse heeft dit namens mij ingevuld.",
    "Hierbij mijn formulier. Kees Smit is mijn collega.",
)


@pytest.mark.parametrize("text", [said.format(name) for said, name in product(OF_KEES, KEES)])
def test_a_form_is_a_listed_colleague_s_where_the_sender_says_so(text: str) -> None:
    person = bearer_named(JAN_BAKKER, PIET, text)
    assert person is not None
    assert person.id == "kees"


@pytest.mark.parametrize("text", FIRST_NAME)
def test_a_first_name_will_do_where_it_is_one_person_s(text: str) -> None:
    kees = replace(JAN_BAKKER.respondents[3], id="other", name="Kees Blom")
    two = replace(JAN_BAKKER, respondents=(*JAN_BAKKER.respondents, kees))
    found = bearer_named(JAN_BAKKER, PIET, text.format("Kees"))
    assert found is not None
    assert found.id == "kees"
    assert bearer_named(two, PIET, text.format("Kees")) is None
    assert bearer_named(JAN_BAKKER, PIET, text.format("Jan")) is None  # the specialist
    assert bearer_named(JAN_BAKKER, PIET, text.format("Piet")) is None  # the sender
    assert bearer_named(JAN_BAKKER, PIET, text.format("Gerda")) is None


@pytest.mark.parametrize("text", [*(s.replace("{}", n) for s, n in product(NOT_OF_KEES, KEES)), *OWN])
def test_a_colleague_is_mentioned_without_being_whose_it_is(text: str) -> None:
    assert bearer_named(JAN_BAKKER, PIET, text) is None


def seen(written: InboundMail) -> Case:
    (case,) = associate(written, WORLD, USUAL)
    return case


def test_such_a_form_is_asked_about_and_the_colleague_comes_first() -> None:
    sender, said = "Piet de Vries <piet@ziekenhuis.example>", "Hierbij het formulier van Kees Smit, niet van mij."
    case = seen(mail(sender, form(about="Jan Bakker", ref=JAN), text=said))
    assert case.doubt is not None
    assert case.doubt.code == "sent-by-another"
    assert case.doubt.values == (("sender", "Piet de Vries"), ("named", "Kees Smit"), ("said", "mail"))
    assert [p.command for p in case.proposals] == [
        f"koppel NR {JAN} kees@ziekenhuis.example",
        f"koppel NR {JAN} piet@ziekenhuis.example",
    ]


def test_his_own_form_is_not_asked_about() -> None:
    sender, said = "Piet de Vries <piet@ziekenhuis.example>", "Mijn secretaresse heeft het namens mij ingevuld."
    case = seen(mail(sender, form(about="Jan Bakker", ref=JAN), text=said))
    assert (case.doubt, case.respondent) == (None, PIET)


TO_PIET, TO_JAN = ("t.T-7KQFK.r.piet.8f2b61c09d3e4a57", "t.T-7KQFK.s..5b90e1f7c6a8234d")
SPECIALIST = "Jan Bakker <jan.bakker@ziekenhuis.example>"


@pytest.mark.parametrize(
    "words", ["Piet de Vries mag van de lijst, hij heeft geen tijd.", "Nee", "akkoord", "Tom Bos werkt hier niet meer."]
)
def test_what_the_specialist_answers_to_a_colleagues_mail_is_asked_about(words: str) -> None:
    asked = seen(mail(SPECIALIST, text=words, answers=f"{TO_PIET}@praktijk.example"))
    assert asked.doubt is not None
    assert asked.doubt.code == "specialist-answers-other"
    assert [p.command for p in asked.proposals] == [f"koppel NR {JAN}"]
    own = seen(mail(SPECIALIST, text=words, answers=f"{TO_JAN}@praktijk.example"))
    assert own.doubt is None


def test_a_form_that_the_specialist_sends_on_is_known_as_such() -> None:
    case = seen(mail(SPECIALIST, form(about="Jan Bakker", ref=JAN), answers=f"{TO_PIET}@praktijk.example"))
    assert case.doubt is None


OF_NOBODY_NAMED = (
    "Hierbij het formulier van mijn collega.",
    "Zie het formulier van mijn collega.",
    "Hierbij het formulier van een collega van de IC.",
    "Bijgaand de vragenlijst van een andere collega.",
    "Dit is niet van mij maar van een collega.",
    "Hierbij mijn formulier en dat van een collega.",
    "Dit formulier is van iemand anders.",
    "Namens een collega stuur ik u bijgaand formulier.",
    "Mijn collega heeft dit formulier ingevuld.",
    "Hierbij de antwoorden van onze arts-assistent.",
    "Hierbij de formulieren van twee collega's.",
    "Hierbij het formulier van mijn collega's.",
    "Attached is the form of a colleague.",
    "Please find attached the questionnaire from my colleague.",
    "On behalf of my colleague I send you this form.",
    "Hierbij het formulier van mijn collega, zij had een storing.",
    "Hierbij het formulier van Klaas Vaak.",
    "Klaas Vaak heeft dit formulier ingevuld.",
    "Namens Klaas Vaak stuur ik u dit.",
)
SAYS_NOTHING_OF_IT = (
    *OWN,
    "Hierbij het formulier over mijn collega.",
    "Hierbij het formulier voor mijn collega Jan Bakker.",
    "Hierbij het formulier van mijn collega Jan Bakker.",
    "Hierbij het formulier van collega Bakker.",
    "Hierbij de feedback van Jan.",
    "Bijgaand de evaluatie van mijn collega.",
    "Hierbij de beoordeling van onze collega.",
    "Hierbij mijn formulier. Het formulier van een collega volgt nog.",
    "Hierbij mijn formulier. Mijn collega heeft het ook al ingevuld.",
    "Hierbij mijn formulier. Namens mijn collega's bedankt voor de moeite.",
    "Mijn collega heeft dit formulier namens mij ingevuld.",
    "Ik kreeg dit formulier van een collega, hierbij ingevuld.",
    "Hierbij de ingevulde vragenlijst van de praktijk.",
    "Hierbij de vragenlijst van Vakgroep Cardiologie.",
    "Namens de vakgroep veel succes.",
    "Zie bijlage.",
    "",
)


@pytest.mark.parametrize("text", OF_NOBODY_NAMED)
def test_a_form_of_somebody_whom_the_list_does_not_tell_is_asked_about(text: str) -> None:
    case = seen(mail("Piet de Vries <piet@ziekenhuis.example>", form(about="Jan Bakker", ref=JAN), text=text))
    assert case.doubt is not None
    assert case.doubt.code in ("sent-by-another", "names-other-specialist")


@pytest.mark.parametrize("text", SAYS_NOTHING_OF_IT)
def test_other_words_of_colleagues_leave_the_form_its_sender_s(text: str) -> None:
    case = seen(mail("Piet de Vries <piet@ziekenhuis.example>", form(about="Jan Bakker", ref=JAN), text=text))
    assert (case.doubt, case.respondent) == (None, PIET)
