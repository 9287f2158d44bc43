"""Of whom somebody writes that he is not there any more: the writer, or who is named."""

from __future__ import annotations

import pytest

from bot.core.words.gone import named_gone, person_says_gone

WRITER = "Arts de Jong"
OF_ANOTHER = {
    "Arts Vos werkt hier niet meer.": "Arts Vos",
    "Beste mevrouw,\n\nArts Vos werkt hier niet meer.\n\nGroet, Arts de Jong": "Arts Vos",
    "arts Vos is hier niet meer werkzaam.": "Vos",
    "Mijn collega Arts Kok is overleden.": "Arts Kok",
    "Collega Hendriks is met pensioen, ik stuur mijn formulier morgen.": "Hendriks",
    "Noor Prins is helaas langdurig ziek.": "Noor Prins",
    "Jan Bakker werkt hier niet meer.": "Jan Bakker",
    "Helaas is dr. Van den Berg overleden.": "Van den Berg",
    "Ik hoorde dat Piet de Vries met pensioen is.": "Piet de Vries",
    "Dit formulier is voor Arts Vos, maar Arts Vos werkt hier niet meer.": "Arts Vos",
    "Arts Vos has left the hospital.": "Arts Vos",
    "Unfortunately Peter Fox no longer works here, he has left the hospital.": "",
}
OF_THE_WRITER = (
    "Ik werk hier niet meer.",
    "Werk hier niet meer.",
    "Hier niet meer werkzaam.",
    "Ik werk hier niet meer, Arts Vos is mijn opvolger.",
    "Ik ben met pensioen en Arts Vos neemt het over.",
    "Arts de Jong is helaas overleden.",
    "Mevrouw De Jong werkt hier niet meer.",
    "Ik werk niet meer bij het Maasstad Ziekenhuis.",
    "Ik ben overgestapt naar een ander ziekenhuis, naar Isala Zwolle.",
    "Dit adres is niet meer in gebruik.",
    "Ik ben met pensioen en Arts Vos is ook met pensioen.",
    "Per Januari met pensioen, ik doe niet mee.",
)


@pytest.mark.parametrize(("text", "named"), OF_ANOTHER.items())
def test_whoever_is_named_is_not_the_writer(text: str, named: str) -> None:
    assert not person_says_gone(text, WRITER)
    assert [n for n in named_gone(text) if n] == ([named] if named else list(named_gone(text)))


@pytest.mark.parametrize("text", OF_THE_WRITER)
def test_the_writer_is_meant(text: str) -> None:
    assert person_says_gone(text, WRITER)
