"""What answers our questions is told from what is counted, planned or billed in the same shapes."""

from __future__ import annotations

import re
from random import Random

import pytest

from bot.forms.answered import seems_answered
from bot.forms.questionnaires.catalogue import FEEDBACK, questionnaire
from bot.forms.questionnaires.header import FormHeader
from bot.forms.questionnaires.questionnaire import Kind
from bot.forms.writers import text

ASKED = [q.title for q in questionnaire(FEEDBACK).questions if q.kind is Kind.SCORE]
ANSWERED = (
    "Medisch handelen: 4 - zorgvuldig",
    "Medisch handelen 4. Communicatie 3. Samenwerking 5.",
    "Medisch handelen\n4\nCommunicatie\n3",
    "Communicatie: goed\nSamenwerking: uitstekend",
    "Communicatie: 4/5",
    "Over Jan Bakker: 1. Medisch handelen 4, zeer deskundig.",
    "vraag 1: 4\nvraag 2: 3\nvraag 3: 5",
    "1. 4 - zorgvuldig\n2. 3, kan beter",
    "1. goed, 4\n2. vijf",
    "1. 4 2. 3 3. 5 4. 4",
    "Score: vier",
    "Toelichting: zeer prettig\nToelichting: rustig",
    "> 2. Explanation: a fine colleague",
)
OTHERWISE = (
    "1. Communicatie\n2. Samenwerking\n3. Organisatie",
    "1. Communicatie 2. Samenwerking 3. Organisatie",
    "Onderwerpen: Communicatie 2. Samenwerking",
    "Communicatie: 4 uur\nSamenwerking: 2 uur",
    "Communicatie: 4 mei",
    "1. Medisch handelen: besproken\n2. Communicatie: 3 casus besproken",
    "1. 4-5 mei borrel\n2. 3 juni lunch",
    "1. 4:30 uur\n2. 5:15 uur",
    "1. 4,50\n2. 3,20",
    "1.2 nieuw\n1.3 nieuw",
    "10:15 opening\n11:30 einde",
    "Tel. 020 - 5 4 3",
    "1. goed besproken\n2. goed idee",
    "Reparatie: 1. 4 stuks 2. 3 uur",
    "Toelichting: de rekening over mei",
    "Score: zie bijlage",
)


@pytest.mark.parametrize("said", ANSWERED)
def test_answers_in_whatever_layout(said: str) -> None:
    assert seems_answered(f"Kenmerk: T-7KQFK\n{said}")


@pytest.mark.parametrize("said", OTHERWISE)
def test_what_only_looks_like_it(said: str) -> None:
    assert not seems_answered(f"Kenmerk: T-7KQFK\n{said}")


def numbered(chance: Random, lines: list[str]) -> str:
    mark = chance.choice(["{}. ", "{}) ", "{}: ", "- ", "• ", ""])
    joint = chance.choice(["\n", "\n\n", "\n> "])
    return joint.join(mark.format(n) + line for n, line in enumerate(lines, 1))


@pytest.mark.parametrize("seed", range(150))
def test_scores_behind_titles_or_numbers_of_ours(seed: int) -> None:
    chance = Random(seed)
    language = chance.choice(["nl", "en"])
    joint = chance.choice([": ", " - ", " – ", " = ", " ", "\t", ":\n", "\n"])
    why = chance.choice(["", ".", ", heel prettig", " - luistert goed", " (zonder meer)"])
    titles = chance.sample(ASKED, chance.randrange(1, len(ASKED) + 1))
    by_title = [f"{t.in_(language)}{joint}{chance.randrange(1, 6)}{why}" for t in titles]
    by_number = [f"{chance.randrange(1, 6)}{why}" for _ in ASKED[: chance.randrange(2, len(ASKED) + 1)]]
    assert seems_answered("Beste collega,\n" + numbered(chance, by_title))
    count = chance.choice(["{}. ", "{}) ", "{}: ", "{} = ", "{} - ", "vraag {}: "])
    assert seems_answered("Beste collega,\n" + "\n".join(count.format(n) + s for n, s in enumerate(by_number, 1)))


POSTS = ("Ontvangst", "Broodjes", "Zaal", "Opening", "Rondvraag", "Notulen", "Reistijd", "Printwerk", "Parkeren")
AMOUNTS = ("{} stuks", "{} uur", "{} mei", "€ {},00", "{},50", "{}e kwartaal", "{} personen", "{}%", "{}:30")


@pytest.mark.parametrize("seed", range(150))
def test_agendas_bills_and_minutes_are_none_with_our_titles_too(seed: int) -> None:
    chance = Random(seed)
    joint = chance.choice([": ", " - ", " – ", " "])
    language = chance.choice(["nl", "en"])
    titles = [t.in_(language) for t in chance.sample(ASKED, chance.randrange(1, len(ASKED) + 1))]
    posts = [
        f"{chance.choice(POSTS)}{joint}{chance.choice((*AMOUNTS, '{}')).format(chance.randrange(1, 6))}"
        for _ in range(5)
    ]
    billed = [f"{title}{joint}{chance.choice(AMOUNTS).format(chance.randrange(1, 6))}" for title in titles]
    minutes = [
        f"{title}: {chance.choice(['besproken', 'volgende keer', 'niets te melden', 'gaat prima'])}" for title in titles
    ]
    mark = chance.choice(["{}. ", "{}) "])
    agenda = chance.choice(["\n", " "]).join(mark.format(n) + title for n, title in enumerate(titles, 1))
    for ordinary in (posts, billed, minutes):
        said = "Beste collega,\n" + numbered(chance, ordinary)
        assert not seems_answered(said), said
    assert not seems_answered("Agenda:\n" + agenda), agenda


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_form_itself_is_answered_once_somebody_answers(language: str) -> None:
    header = FormHeader(
        "T-7KQFK", "Jan Bakker", "dr. A. de Vries", "Praktijk", "info@praktijk.example", "", ("Artsen",)
    )
    blank = text.write(questionnaire(FEEDBACK), header, language)
    assert not seems_answered(blank)
    assert not seems_answered(quoted(blank))
    for answer in ("Score: 4", "Score:\n4", "Score:\n\n4 - goed", "4"):
        answered = re.sub(r"(?m)^Score: *$", answer, blank)
        assert seems_answered(answered), answer
        assert seems_answered(quoted(answered)), answer


def quoted(form: str) -> str:
    return "\n".join(line if line[:1].isdigit() and "." not in line else f"> {line}" for line in form.splitlines())
