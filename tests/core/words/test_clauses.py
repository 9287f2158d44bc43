"""What is said of one thing in a sentence is not said of the next: promises, refusals, absences, thanks, facts."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.mail.message import Automatic
from bot.core.mail.signs import GONE, PROMISE, signs
from bot.core.words.answered import says_answered
from bot.core.words.facts import Topic, asked
from bot.core.words.phrases import declines
from bot.core.words.promise import promises
from bot.core.words.prose.courtesy import is_pleasant


def _signs(text: str) -> tuple[str, ...]:
    return signs(text, (), Automatic.NO, name="", until=False)


@pytest.mark.parametrize(
    "text",
    [
        "Nee hoor, geen probleem, ik vul hem morgen in.",
        "Helaas lukt het mij niet om het voor vrijdag te doen, volgende week wel.",
        "Ik zit er deze week echt niet, maandag pak ik het op!",
        "Niet vergeten, ik stuur het vanavond.",
        "Morgen!",
        "Ik doe het de 10e.",
        "Ik stuur het over 2 weken.",
        "Ik hoop er dit weekend aan toe te komen.",
        "Ik ben volgende maand weg maar vul het nog in.",
        "Ik doe niet mee met het weglachen hiervan; formulier volgt vanavond.",
        "Ik ben vorig jaar met pensioen gegaan maar ik wil het formulier graag invullen, komt eraan.",
        "Ik ben met pensioen per 1 januari, voor die tijd doe ik het nog!",
        "Ik was langdurig ziek maar ben weer terug, ik vul het deze week in.",
    ],
)
def test_a_promise(text: str) -> None:
    assert _signs(text) == (PROMISE,)
    assert not declines(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ik vul het volgende week niet in.",
        "Ik doe dit niet, volgende week ben ik weg.",
        "Ik vul het morgen in, maar ik vind Jan een gevaar op de afdeling.",
        "Ik wil mijn formulier terug, er staat een fout in. Ik stuur morgen een nieuwe.",
        *(
            "2",
            "Optie 2 graag",
            "Doe maar 2",
            "Ik neem nummer 2",
            "2 wel",
            "Nee, doe dan toch 3.",
            "de 2e",
            "I'll take 2",
        ),
    ],
)
def test_no_promise(text: str) -> None:
    assert not promises(text)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Ik ben met pensioen en werk hier niet meer.", True),
        ("Ik ben al maanden ziek thuis en weet niet of ik terugkom.", True),
        ("Ik was langdurig ziek maar ben weer terug.", False),
        ("Ik ben met pensioen, maar ik wil graag nog meedoen.", False),
    ],
)
def test_gone(text: str, gone: bool) -> None:
    assert (GONE in _signs(text)) is gone


def test_what_a_notice_says_of_a_later_day_is_not_so_yet() -> None:
    later = "Ik ben op vakantie. Na 1 december ben ik met pensioen."
    before = "Sinds 1 november ben ik met pensioen."
    sent = date(2026, 11, 11)
    assert signs(later, (), Automatic.AUTO_REPLY, name="", until=False, sent=sent) == ()
    assert signs(before, (), Automatic.AUTO_REPLY, name="", until=False, sent=sent) == (GONE,)


@pytest.mark.parametrize(
    "text",
    [
        "Nee, ik ben het niet vergeten!",
        "Nee, communicatie is niet zijn sterkste kant.",
        "Nee, geen bezwaar.",
        "Ik heb dit formulier vorige week al per post gestuurd, graag geen herinneringen meer.",
        "I sent it last week already, no more reminders please.",
        "Ik wil niet meedoen zolang ik niet weet wie het leest.",
        "Als het niet anoniem is, doe ik niet mee.",
        "Ik zie ervan af om er lang over te schrijven: overal een 4.",
    ],
)
def test_no_refusal(text: str) -> None:
    assert not declines(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks but no thanks.",
        "Hierbij laat ik u weten niet deel te nemen.",
        "Nee, ik doe niet mee.",
        "Ik zie ervan af.",
        "Graag geen herinneringen meer.",
        "Ik heb het niet ingevuld en doe dat ook niet, ik doe niet mee.",
    ],
)
def test_a_refusal_all_the_same(text: str) -> None:
    assert declines(text)
    assert not says_answered(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dank u wel!",
        "Bedankt voor de herinnering.",
        "Prima, dank u.",
        "Fijn weekend!",
        "Thanks a lot",
        "Helder. Groet, Piet",
    ],
)
def test_mere_thanks(text: str) -> None:
    assert is_pleasant(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bedankt voor de herinnering. Mijn oordeel: hij is onbetrouwbaar op de OK.",
        "Dank u wel. Ik vind dat hij te snel snijdt.",
        "Dank voor uw bericht. Ik lees mijn mail twee keer per dag. Over Jan: een fijne vent, alles 4.",
        "Prima collega, haar overdracht is altijd op tijd.",
        "Goed, 4 overal",
        "Dank, maar wanneer moet het binnen zijn?",
        "",
    ],
)
def test_more_than_thanks(text: str) -> None:
    assert not is_pleasant(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Wordt dit anoniem verwerkt?", Topic.READER),
        ("Krijgt Jan te horen wat ik schrijf?", Topic.READER),
        ("Hierbij. Wie leest dit eigenlijk?", Topic.READER),
        ("Stel dat ik me bedenk, hoe trek ik mijn formulier dan in?", Topic.WITHDRAWING),
        ("Stuurt u het even opnieuw? Ik heb het weggegooid.", Topic.FORM),
        ("Het lukt mij niet om het formulier te openen.", Topic.FORM),
    ],
)
def test_facts(text: str, topic: Topic) -> None:
    assert asked(text).topics == (topic,)
    assert not asked(text).rest
