"""Questions of fact: which topics a short mail asks about, however it is put, and what is left for her."""

from __future__ import annotations

import random

import pytest

from bot.core.words.facts import Topic, asked

QUESTIONS = {
    Topic.READER: (
        "Wie leest mijn antwoorden?", "Wie ziet mijn antwoorden?", "Wie krijgt het formulier te lezen?",
        "Krijgt Jan te zien wat ik invul?", "Ziet dr. Bakker mijn naam?", "Is dit anoniem?",
        "Blijft mijn reactie vertrouwelijk?", "Leest de specialist mijn feedback?", "Who reads my answers?",
        "Will he see my form?", "Is my feedback anonymous?",
    ),
    Topic.DURATION: (
        "Hoe lang duurt het invullen?", "Hoeveel tijd kost dit?", "Hoeveel minuten ben ik hiermee kwijt?",
        "Hoe lang is de vragenlijst?", "How long does it take?", "How much time does this take?",
    ),
    Topic.DEADLINE: (
        "Tot wanneer kan ik het insturen?", "Voor welke datum moet het binnen zijn?", "Wat is de deadline?",
        "Wanneer moet het formulier ingeleverd zijn?", "Mag het ook volgende week?", "Kan het nog?", "Ben ik te laat?",
        "Until when can I send it?", "When should it be in?",
    ),
    Topic.WITHDRAWING: (
        "Hoe kan ik mijn formulier later intrekken?", "Mag ik mijn antwoorden nog intrekken?", "Can I withdraw my form later?",
    ),
    Topic.RETENTION: (
        "Hoe lang worden mijn antwoorden bewaard?", "Wanneer worden de formulieren vernietigd?", "How long are my answers kept?",
    ),
    Topic.VOLUNTARY: ("Ben ik verplicht om mee te doen?", "Moet ik dit invullen?", "Is it mandatory?"),
    Topic.RECEIVED: (
        "Is mijn formulier binnengekomen?", "Heeft u mijn mail ontvangen?", "Is het formulier goed aangekomen?",
        "Did you get my form, has it arrived? ".strip(), "Have you received my answers?",
    ),
    Topic.FORM: (
        "Kunt u het formulier nog eens sturen?", "Wilt u mij het formulier nogmaals toesturen?", "Ik ben het formulier kwijt.",
        "Ik kan de bijlage niet openen.", "Ik heb geen formulier ontvangen.", "Waar vind ik het formulier?",
        "Zou ik het formulier opnieuw kunnen krijgen?", "Could you send me the form again?", "I lost the form.",
        "Stuur mij het formulier graag nog een keer.",
    ),
}  # fmt: skip
AROUND = ("Beste mevrouw De Vries,\n\n", "Geachte heer/mevrouw,\n", "Dag,\n\nDank voor uw mail. ", "Hallo,\n", "")
AFTER = ("", "\n\nMet vriendelijke groet,\nFatma Yıldız", "\n\nAlvast bedankt!", "\nGroet, Kees Smit")
FOR_HER = (
    "Heeft mijn oordeel dan wel zin?", "Mag ik u hierover bellen?", "Waarom ben ik gevraagd?", "Hoe gaat het met Jan?",
    "Hoe lang duurt het gesprek met Jan?", "Hoeveel collega's hebben al gereageerd?", "Wanneer is het gesprek?",
    "Kunt u Jan zeggen dat ik hem waardeer?", "What will you do with the results?",
)  # fmt: skip
NO_QUESTION = (
    "Ik stuur het formulier morgen.", "Hierbij het formulier.", "Het formulier is ingevuld en bijgevoegd.",
    "Nee, ik doe niet mee.", "Ik vind hem een fijne collega.", "Bedankt!", "Ik trek mijn formulier in.",
)  # fmt: skip


@pytest.mark.parametrize("topic", list(Topic))
def test_each_way_to_ask(topic: Topic) -> None:
    assert {q: asked(q).topics for q in QUESTIONS[topic]} == dict.fromkeys(QUESTIONS[topic], (topic,))


@pytest.mark.parametrize("seed", range(200))
def test_questions_among_other_words(seed: int) -> None:
    chance = random.Random(seed)
    topics = chance.sample(list(Topic), chance.choice((1, 1, 2)))
    hers = chance.choice(FOR_HER) if chance.random() < 0.3 else ""
    said = [chance.choice(QUESTIONS[t]) for t in topics] + ([hers] if hers else [])
    found = asked(chance.choice(AROUND) + " ".join(said) + chance.choice(AFTER))
    assert (found.topics, found.rest) == (tuple(topics), bool(hers))


@pytest.mark.parametrize("text", [*FOR_HER, *NO_QUESTION])
def test_what_is_no_question_of_fact(text: str) -> None:
    assert asked(text).topics == ()


def test_a_long_letter_is_hers() -> None:
    assert asked("Wie leest dit? " + "Ik werk al jaren met hem samen op de poli. " * 8) == asked("x " * 61)
    assert asked(
        "Wie leest dit formulier? " + "Ik werk al heel veel jaren met hem samen op de poli in het huis. " * 2
    ).rest
