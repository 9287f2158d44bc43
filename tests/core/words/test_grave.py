"""What she must read herself: something grave, or a wish to be called; what everybody writes is neither."""

from __future__ import annotations

from random import Random

import pytest

from bot.core.words.grave import is_grave

GRAVE = (
    "Er is iets ernstigs gebeurd.",
    "Hij heeft mij bedreigd.",
    "Ik voel mij onveilig sinds dit traject.",
    "Ik ben onder druk gezet om dit in te vullen.",
    "Mijn advocaat adviseert mij niets te zeggen.",
    "I was threatened over my answers.",
    "Er was sprake van grensoverschrijdend gedrag.",
    "Ik ben bang voor de gevolgen.",
    "Ik doe morgen aangifte.",
    "There is a serious concern.",
    "Ik maak mij zorgen over de veiligheid van zijn patiënten.",
    "De patiëntveiligheid is in het geding.",
    "Hij drinkt tijdens de dienst.",
    "Zij was dronken op de afdeling.",
    "Ik wil dit graag vertrouwelijk met u bespreken.",
    "Hij heeft ermee gedreigd mijn contract te beëindigen.",
    "They forced me to write this.",
    "I fear for patient safety.",
    "Dit vertel ik u in vertrouwen.",
    "Ik durf dit niet op te schrijven.",
    "Ik voel mij daar niet meer veilig.",
    "Er zijn ernstige twijfels over zijn handelen.",
    "Het is ernstig mis op die afdeling.",
    "Ik dien een klacht in tegen u.",
    "Ik overweeg een klacht in te dienen.",
    "Er ligt een klacht tegen hem.",
    "I am filing a formal complaint.",
)
CONTACT = (
    "Bel mij alstublieft.",
    "Kunt u mij vandaag nog bellen?",
    "Wilt u contact met mij opnemen?",
    "Ik wil u graag spreken.",
    "Graag telefonisch overleg.",
    "Please call me.",
    "Neem zo snel mogelijk contact op.",
    "Could I speak to you?",
)
USUAL = (
    "Ik trek mijn formulier in.",
    "Helaas heb ik geen tijd.",
    "Ik werk te weinig met hem samen.",
    "Voor vragen kunt u mij altijd bellen.",
    "Mocht u vragen hebben, neem dan gerust contact op.",
    "Indien u nog vragen heeft, bel mij dan.",
    "Er is niets ernstigs hoor, ik heb mij bedacht.",
    "Ik ben bang dat het niet lukt.",
    "Ik ben bang dat ik te laat ben.",
    "Bijgaand het ingevulde formulier.",
    "Dank voor uw bericht en een fijne dag.",
    "Volgende week stuur ik het op.",
    "If you have any questions, please call me.",
    "Het is hier ernstig druk.",
    "Patiënten hebben nooit klachten over hem.",
    "Hij gaat goed om met een klacht van familie.",
    "Ik ben ernstig ziek geweest.",
    "U kunt mij altijd bellen.",
    "Bel gerust.",
    "Hij heeft mij nooit bedreigd.",
    "Ik ben telefonisch altijd bereikbaar.",
)


@pytest.mark.parametrize("text", [*GRAVE, *CONTACT])
def test_it_is_heard(text: str) -> None:
    assert is_grave(text)


@pytest.mark.parametrize("text", USUAL)
def test_what_everybody_writes_is_not(text: str) -> None:
    assert not is_grave(text)


@pytest.mark.parametrize("seed", range(60))
def test_among_usual_sentences_it_is_heard_and_without_it_is_quiet(seed: int) -> None:
    draw = Random(seed)
    around = draw.sample(USUAL, 4)
    said = draw.choice([*GRAVE, *CONTACT])
    place = draw.randrange(len(around) + 1)
    joint = draw.choice([" ", "\n", "\n\n"])
    assert not is_grave(joint.join(around))
    assert is_grave(joint.join((*around[:place], said, *around[place:])))
