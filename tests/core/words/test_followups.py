"""What says that somebody does not want to be written to any more, and what does not."""

from __future__ import annotations

import pytest

from bot.core.words.big_number import big_number
from bot.core.words.years.followups import refuses_followups


@pytest.mark.parametrize(
    "text",
    [
        "Ik wil deze mails niet meer ontvangen.",
        "Graag geen berichten meer",
        "geen berichten meer",
        "Stop met mailen s.v.p.",
        "Ik hoef deze herinneringen niet meer te krijgen, dank.",
        "Beste mevrouw De Vries,\n\nIk meld mij hierbij af.\n\nGroet, Jan",
        "Wilt u mij niet meer mailen?\nIk wil me graag afmelden.",
        "Haal mij van de mailinglijst.",
        "Please stop sending these messages.",
        "No more mails, please.",
        "Unsubscribe",
        "I do not want to receive these messages.",
    ],
)
def test_a_refusal(text: str) -> None:
    assert refuses_followups(text, asked=False)


@pytest.mark.parametrize(
    "text",
    ["stop", "Stop.", "Nee, dank u", "nee", "Afmelden", "Geen behoefte aan.", "Niet nodig, dank u wel", "STOP aub"],
)
def test_one_word_counts_where_it_answers_such_a_mail(text: str) -> None:
    assert refuses_followups(text, asked=True)


@pytest.mark.parametrize(
    "text",
    [
        "Ja graag, wanneer kunnen we bellen?",
        "Ik blijf deze mails graag ontvangen.",
        "Ik heb uw bericht niet ontvangen.",
        "Uw mail van vorige week heb ik niet meer ontvangen, kunt u hem nog eens sturen?",
        "Ik wil mij niet afmelden, maar het komt nu niet uit.",
        "Stopt u hier alstublieft niet mee.",
        "Mijn herregistratie is rond.",
        "Ik heb geen bezwaar tegen deze mails.",
        "Dank voor de herinnering, ik werk mijn POP bij.",
        "Kunt u mij zeggen wat u niet meer nodig heeft?",
    ],
)
@pytest.mark.parametrize("asked", [True, False])
def test_no_refusal(text: str, asked: bool) -> None:
    assert not refuses_followups(text, asked=asked)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Jan Bakker, cardioloog\nBIG 19012345601", "19012345601", id="in a signature"),
        pytest.param("Mijn BIG-nummer is 19012345601.", "19012345601", id="in a sentence"),
        pytest.param("BIG-registratienummer: 1901 2345 601", "19012345601", id="in groups"),
        pytest.param("BIG nr. 190.123.456.01", "19012345601", id="with points"),
        pytest.param("Tel. 19012345601", "", id="a number that is called otherwise"),
        pytest.param("BIG 190123456", "", id="too short"),
        pytest.param("BIG 190123456011", "", id="too long"),
        pytest.param("BIG 19012345601\nBIG 29012345601", "", id="two of them"),
        pytest.param("BIG 19012345601\nBIG-nummer 19012345601", "19012345601", id="the same twice"),
        pytest.param("> BIG 19012345601", "", id="quoted"),
        pytest.param("a big 19012345601 thing", "19012345601", id="in small letters"),
    ],
)
def test_a_big_number(text: str, number: str) -> None:
    assert big_number(text) == number
