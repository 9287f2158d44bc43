"""A stranger asks for a traject, at length or in a few words; what only speaks of one is left alone."""

from __future__ import annotations

from collections import Counter

import pytest
from support.enquiries import enquiries, others

from bot.core.words.enquiry import asks_for_traject


@pytest.mark.parametrize("seed", [8, 20])
def test_any_wording_of_a_wish_is_an_enquiry(seed: int) -> None:
    assert [mail for mail in enquiries(1500, seed) if not asks_for_traject(*mail)] == []


@pytest.mark.parametrize("seed", [8, 20])
def test_what_only_speaks_of_one_is_none(seed: int) -> None:
    taken = [(why, subject, text) for why, subject, text in others(1500, seed) if asks_for_traject(subject, text)]
    assert taken == []
    assert {why for why, _, _ in others(200)} == {"declines", "mentions", "respondent", "newsletter"}


def test_the_generator_makes_many_kinds() -> None:
    assert len(Counter(enquiries(1500))) > 1000


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("", "Graag een IFMS-traject."),
        ("", "IFMS traject aub"),
        ("IFMS?", "Doet u dat ook voor anesthesiologen?"),
        ("IFMS", "Bel mij svp, 0612345678"),
        ("", "Zou graag willen starten met IFMS"),
        ("Herregistratie", "Graag IFMS voor mijn herregistratie in 2027"),
        ("Nieuwe aanmelding IFMS", "Naam: Els Wit\nSpecialisme: chirurgie\nTelefoon: 0612345678"),
        ("IFMS aanvragen", ""),
        ("Vraag over kosten", "Wat vraagt u voor een IFMS?"),
        ("", "Goedendag, via de RGS kreeg ik de herinnering dat ik moet herregistreren. Graag een IFMS."),
        ("", "Ik vond u via de lijst van de FMS, graag een IFMS-traject."),
        ("IFMS-traject", "Graag."),
        ("IFMS-traject", "Wanneer kan ik terecht?"),
        ("", "Looking to do my IFMS with you. Any room before June?"),
        ("IFMS", "Hi, I need one before March. Thanks, Tom"),
        ("Afspraak IFMS", "Wanneer heeft u tijd?"),
        ("", "IFMS nodig vóór 1 maart. Lukt dat?"),
        ("IFMS evaluatie", "Hierbij meld ik me aan. Joost Hofman, cardioloog"),
        ("", "Wij zijn een maatschap van vijf radiologen en zoeken een gespreksleider voor IFMS."),
        ("inschrijven ifms", "zie onderwerp"),
        ("Individueel functioneren", "Ik moet herregistreren. Wat zijn de kosten?"),
        ("", "Dag mevrouw, IFMS nog dit jaar, kan dat?"),
    ],
)
def test_asks_briefly(subject: str, text: str) -> None:
    assert asks_for_traject(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("IFMS", "Dank voor het prettige gesprek!"),
        ("", "Het IFMS van vorig jaar was nuttig."),
        ("IFMS nieuws", "De leidraad IFMS is herzien."),
        ("Re: IFMS", "Prima, tot dan."),
        ("IFMS", "Ik kan helaas niet, dus afgemeld."),
        (
            "Feedback collega",
            "Ik heb het formulier ingevuld voor het IFMS van Jan Bakker, wilt u de ontvangst bevestigen?",
        ),
        ("IFMS-bijeenkomst", "Komt u ook donderdag? Graag even laten weten."),
        ("", "Hoe laat begint ons overleg over IFMS?"),
        ("IFMS Jan Bakker", "Ik lukt het niet de vragenlijst te openen, kunt u helpen?"),
        ("", "Kunt u Jan Bakker bellen over zijn IFMS?"),
        ("IFMS", "Wij trainen gespreksleiders, interesse?"),
        ("Opzegging", "Ik stop met het IFMS-traject."),
        ("IFMS", "Tot wanneer kan ik de lijst insturen?"),
        ("Gastles IFMS", "Zou u een gastles over IFMS willen geven?"),
        ("Vraag van een journalist", "Ik schrijf een artikel over IFMS, kan ik u bellen?"),
        ("Uw website", "Uw pagina over IFMS staat niet op Google. Wilt u dat wij helpen?"),
        ("Conferentie", "Would you speak about IFMS at our meeting?"),
        ("", "Ik ben bezig met een IFMS-traject bij een ander, dank."),
        ("Waarneming", "Zoek waarnemer voor psychiatrie"),
        ("IFMS", "Ik kom wat later vandaag, is dat mogelijk?"),
    ],
)
def test_asks_for_nothing(subject: str, text: str) -> None:
    assert not asks_for_traject(subject, text)
