"""A form that another filled in, gave, asked to send or signed is asked about; one's own counts, whoever is named."""

from __future__ import annotations

import pytest
from support.caseload import JAN_BAKKER, USUAL, WORLD
from support.whose_forms import LISTED, NAMED, OWN, SIGNED, SIGNED_BY_BOTH, UNNAMED, Letter, letters
from support.world import JAN, form, mail

from bot.association.case import Case
from bot.association.ladder import associate

PIET, *_ = JAN_BAKKER.respondents
SENDER = "Piet de Vries <piet@ziekenhuis.example>"


def seen(text: str) -> Case:
    (case,) = associate(mail(SENDER, form(about="Jan Bakker", ref=JAN), text=text), WORLD, USUAL)
    return case


def named(case: Case) -> str:
    return dict(case.doubt.values).get("named", "") if case.doubt else ""


@pytest.mark.parametrize("letter", tuple(letters(NAMED, 1)), ids=lambda one: one.text.strip())
def test_a_form_that_a_colleague_filled_in_gave_or_asked_to_send_is_asked_about(letter: Letter) -> None:
    case = seen(letter.text)
    assert case.doubt is not None
    assert (case.doubt.code, named(case)) == ("sent-by-another", letter.who)


@pytest.mark.parametrize("letter", tuple(letters(UNNAMED, 2, 4)), ids=lambda one: one.text.strip())
def test_one_of_somebody_who_is_not_named_is_asked_about(letter: Letter) -> None:
    case = seen(letter.text)
    assert case.doubt is not None
    assert case.doubt.code == "sent-by-another"


@pytest.mark.parametrize("letter", tuple(letters(OWN, 3)), ids=lambda one: one.text.strip())
def test_ones_own_counts_whoever_is_named(letter: Letter) -> None:
    case = seen(letter.text)
    assert (case.doubt, case.respondent) == (None, PIET)


@pytest.mark.parametrize("who", [*LISTED, "dr. Mulder", "K. Smit"])
@pytest.mark.parametrize("text", SIGNED)
def test_a_form_in_a_mail_that_another_of_the_list_signs_is_asked_about(text: str, who: str) -> None:
    case = seen(text.format(who=who))
    assert case.doubt is not None
    assert case.doubt.code == "sent-by-another"
    assert named(case).split()[-1] == who.split()[-1]


@pytest.mark.parametrize("who", LISTED)
@pytest.mark.parametrize("text", SIGNED_BY_BOTH)
def test_who_signs_it_too_may_name_others(text: str, who: str) -> None:
    case = seen(text.format(who=who))
    assert (case.doubt, case.respondent) == (None, PIET)
