"""What he writes of the re-registration: done only by a plain word of it, and never where anything else is said."""

from __future__ import annotations

import random
from datetime import date
from itertools import product

import pytest

from bot.core.words.years.reregistration import Occasion, Reregistration, reregistered

TODAY = date(2027, 6, 8)
ASKED, ELSEWHERE = Occasion(TODAY, asked=True), Occasion(TODAY)
DONE, LATER, UNCLEAR, NONE = Reregistration.DONE, Reregistration.LATER, Reregistration.UNCLEAR, Reregistration.NONE

_IT = ("De herregistratie", "Mijn herregistratie", "My re-registration", "Mijn registratie")
_IS = {
    "nl": (
        *(
            "is afgerond",
            "is rond",
            "is gelukt",
            "is vorige week goedgekeurd",
            "is in april verlengd",
            "is op 1 juni geslaagd",
        ),
        *("is inmiddels officieel voltooid", "is verlengd tot en met 1 juni 2032", "is nu helemaal in orde"),
    ),
    "en": (
        "has been completed",
        "was approved last week",
        "is done",
        "was renewed until 2032",
        "has been granted in April",
    ),
}
_SHORT = (
    *(
        "Ja.",
        "Ja",
        "Jazeker",
        "Ja hoor!",
        "Yes.",
        "Ja, gelukt",
        "Gelukt!",
        "Afgerond.",
        "Is rond",
        "Ja, alles is in orde.",
    ),
    *("Ja, vorige week binnen", "Yes, it is done", "Completed last month.", "Ja, dat is gelukt", "Klopt, is afgerond"),
)
_KIND = ("", "Beste dokter,\n\n", "Geachte mevrouw De Vries,\n\n", "Dear doctor,\n\n", "Dag Anna!\n\n")
_CLOSING = (
    "",
    "\n\nGroet,\nJan Bakker",
    "\n\nMet vriendelijke groet,\n\nJan Bakker",
    " Dank u wel.",
    "\nKind regards,\nJan",
)
_TO_COME = (
    *("nog niet", "bijna", "nog bezig", "nog steeds in behandeling", "pas in mei 2028", "volgend jaar", "in mei 2028"),
    *("gaat lukken", "de aanvraag is ingediend", "ik wacht nog op de beslissing", "not yet", "still pending", "almost"),
)
_NOT_DONE = (
    *("afgekeurd", "niet gelukt", "geweigerd", "afgewezen", "ontvangen", "maar", "denk ik", "als het goed is", "deels"),
    *(
        "voor een verkorte periode",
        "volgens mij",
        "als de visitatie meevalt",
        "rejected",
        "I think",
        "I hope",
        "refused",
    ),
)
_BESIDE = (
    *(
        "Wilt u het dossier nog bewaren?",
        "Graag niets vernietigen tot na mijn visitatie.",
        "Ik heb een klacht.",
        "Bel mij even.",
    ),
    *(
        "De factuur klopt niet.",
        "Kan ik mijn verklaring nog eens krijgen?",
        "Ik ben het niet eens met het verslag.",
        "Waarom?",
    ),
    *("Please keep the forms.", "I have a complaint about the report.", "Is my invoice paid?", "Ik wil eerst inzage."),
)
_RECEIPTS = (
    *(
        "Ja, ontvangen",
        "De verklaring is binnen, dank.",
        "Ontvangen, alles in orde.",
        "Dank, ontvangen.",
        "Goed ontvangen",
    ),
    *(
        "Is binnen, dank u wel",
        "Verslag goed ontvangen.",
        "Hartelijk dank, hij is binnen",
        "Dank u wel!",
        "Rond, bedankt!",
    ),
    *(
        "Received, thank you.",
        "The statement arrived.",
        "Verklaring ontvangen, ik stuur hem naar de RGS",
        "Ja",
        "Akkoord",
    ),
    *(
        "De factuur is in orde en betaald.",
        "De accreditatie via GAIA is gelukt.",
        "Ja graag, nieuw traject",
        "Gelukt met openen",
    ),
)


def _plain() -> list[str]:
    return [*_SHORT, *(f"{it} {said}." for it in _IT for said in (_IS["en"] if "re-" in it else _IS["nl"]))]


def _mails(said: list[str], seed: int, n: int = 120) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(_KIND) + chance.choice(said) + chance.choice(_CLOSING) for _ in range(n)]


@pytest.mark.parametrize("text", _mails(_plain(), 1))
def test_a_plain_word_that_it_is_done(text: str) -> None:
    assert reregistered(text, ASKED).answer is DONE


@pytest.mark.parametrize("text", _mails([p for p in _plain() if p not in _SHORT], 2))
def test_in_another_mail_only_where_it_is_named(text: str) -> None:
    assert reregistered(text, ELSEWHERE).answer is DONE


@pytest.mark.parametrize("text", _mails([*_SHORT, *_RECEIPTS], 3))
def test_thanks_a_receipt_and_a_bare_yes_in_another_mail_say_nothing_of_it(text: str) -> None:
    assert reregistered(text, ELSEWHERE).answer is NONE


@pytest.mark.parametrize(
    "text", [f"{yes}, {tail}" for yes, tail in product(("Ja", "Yes", "Ja hoor", "Jazeker"), _TO_COME)]
)
def test_a_yes_that_is_still_to_come(text: str) -> None:
    assert reregistered(text, ASKED).answer is LATER
    assert reregistered(text, ELSEWHERE).answer is NONE


@pytest.mark.parametrize("text", [f"{yes}, {tail}" for yes, tail in product(("Ja", "Yes", "Is rond"), _NOT_DONE)])
def test_a_yes_that_is_none(text: str) -> None:
    assert reregistered(text, ASKED).answer in (UNCLEAR, LATER)


@pytest.mark.parametrize(("plain", "more"), list(product((*_SHORT[:8], "De herregistratie is afgerond."), _BESIDE)))
@pytest.mark.parametrize("joint", [" ", "\n\n"])
def test_what_is_said_beside_it_is_heard(plain: str, more: str, joint: str) -> None:
    for text in (
        f"{plain.rstrip('.!')}.{joint}{more}",
        f"{more}{joint}{plain}",
        f"{plain}\n\nGroet,\nJan\n\nPS {more}",
    ):
        assert reregistered(text, ASKED).answer is UNCLEAR
    assert reregistered(f"Nog niet, pas in mei 2028.{joint}{more}", ASKED).beside


@pytest.mark.parametrize("text", _RECEIPTS)
def test_a_receipt_never_says_it_in_answer_to_the_question(text: str) -> None:
    if text not in ("Ja", "Rond, bedankt!"):
        assert reregistered(text, ASKED).answer in (UNCLEAR, NONE)


@pytest.mark.parametrize(
    ("text", "answer", "on"),
    [
        ("ja, vorige week binnen", DONE, None),
        ("Ja, in maart gelukt.", DONE, None),
        ("Mijn registratie is verlengd tot 2032.", DONE, None),
        ("Geherregistreerd tot 1 maart 2032", DONE, None),
        ("Ja, gelukt. Dank voor alles.", DONE, None),
        ("De herregistratie is\nafgerond. U kunt de formulieren vernietigen.", DONE, None),
        ("Hierbij laat ik u weten dat mijn herregistratie is afgerond.", DONE, None),
        ("De herregistratie is afgerond. U kunt de formulieren nog niet vernietigen.", UNCLEAR, None),
        ("De aanvraag is goedgekeurd.", DONE, None),
        ("De aanvraag is rond.", UNCLEAR, None),
        ("Ja, in maart", UNCLEAR, None),
        ("De herregistratie is in juni rond.", UNCLEAR, None),
        ("Is eind dit jaar rond.", UNCLEAR, None),
        ("Is maandag rond.", UNCLEAR, None),
        ("Hij is rond voor mei 2028.", LATER, date(2028, 5, 1)),
        ("Is rond als het goed is.", UNCLEAR, None),
        ("Ja, verlengd voor vijf jaar.", DONE, None),
        ("Is sinds twee weken rond.", DONE, None),
        ("Nog niet, in juni hoor ik meer.", LATER, date(2027, 7, 1)),
        ("Ja, binnen een maand", LATER, date(2027, 7, 8)),
        ("pas in mei 2028", LATER, date(2028, 5, 1)),
        ("Nog niet, ik verwacht het in september.", LATER, date(2027, 9, 1)),
        ("Op 1 oktober 2027 ben ik aan de beurt.", LATER, date(2027, 10, 1)),
        ("Dat duurt nog, waarschijnlijk over 3 maanden.", LATER, date(2027, 9, 6)),
        ("Verslag goed ontvangen. Herregistratie volgt in mei 2028.", LATER, date(2028, 5, 1)),
        ("Nee, nog niet.", LATER, None),
        ("Helaas niet gelukt.", UNCLEAR, None),
        ("Not yet, expected in October.", LATER, date(2027, 10, 1)),
        ("niet van toepassing", Reregistration.NOT_APPLICABLE, None),
        ("n.v.t.", Reregistration.NOT_APPLICABLE, None),
        ("Ik ga met pensioen.", Reregistration.NOT_APPLICABLE, None),
        ("Ik ben gestopt als specialist.", Reregistration.NOT_APPLICABLE, None),
        ("Dank voor uw bericht.", NONE, None),
        ("Is dat nodig?", UNCLEAR, None),
    ],
)
def test_reregistered(text: str, answer: Reregistration, on: date | None) -> None:
    said = reregistered(text, ASKED)
    assert (said.answer, said.on) == (answer, on)


def test_what_only_names_it_elsewhere_is_left_to_others() -> None:
    for text in (
        "Wat heb ik nodig voor mijn herregistratie?",
        "De verklaring voor de herregistratie is nog niet binnen.",
    ):
        assert reregistered(text, ELSEWHERE).answer is NONE
