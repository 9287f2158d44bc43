"""She answers her overview with a mere yes: to one question of several it is none, and it begins no traject."""

from __future__ import annotations

import pytest
from support.stories.dialogue import Opened, collecting
from support.stories.practice import SHE, Practice, parsed, text_of

HER = f"A. de Vries <{SHE}>"


def overview(p: Practice, questions: int) -> Opened:
    """An overview with so many questions."""
    opened = collecting(p)
    for number in range(questions):
        p.mail(
            f"x{number}@elders.example", f"IFMS [{opened.ref}]", f"Vraag {'abc'[number]}: wanneer moet dit klaar zijn?"
        )
    p.round("2026-11-05 10:00")
    p.round("2026-11-06 07:30")
    return opened


def approved(p: Practice, ref: str) -> bool:
    with p.app.workshop.book() as book:
        traject = book.traject(ref)
    return traject is not None and traject.approved


def result(p: Practice) -> str:
    return " ".join(text_of(parsed(p.sent("command-result", SHE)[-1])).split())


@pytest.mark.parametrize("words", ["akkoord", "Akkoord, dank je", "Ja", "nee"])
def test_of_several_questions_she_is_asked_which(practice_run: Practice, words: str) -> None:
    p = practice_run
    opened = overview(p, 2)
    with p.app.workshop.book() as book:
        numbers = ", ".join(str(q.number) for q in book.questions())
    p.reply(p.sent("digest", SHE)[-1], HER, words)
    p.round("2026-11-06 09:00")
    assert f"staan meer vragen: {numbers}." in result(p)
    assert not approved(p, opened.ref)
    with p.app.workshop.book() as book:
        assert len(book.questions()) == 2


@pytest.mark.parametrize("words", ["akkoord {}", "akkoord {} dank je"])
def test_with_the_traject_it_begins(practice_run: Practice, words: str) -> None:
    p = practice_run
    opened = overview(p, 2)
    p.reply(p.sent("digest", SHE)[-1], HER, words.format(opened.ref))
    p.round("2026-11-06 09:00")
    assert "nog geen enkel formulier" in result(p)
    assert not approved(p, opened.ref)
    p.reply(p.sent("confirm-request", SHE)[-1], HER, "ja")
    p.round("2026-11-06 09:10")
    assert approved(p, opened.ref)


def test_what_was_asked_since_is_not_in_it(practice_run: Practice) -> None:
    p = practice_run
    opened = overview(p, 1)
    p.mail("later@elders.example", f"IFMS [{opened.ref}]", "Mag ik ook meedoen?")
    p.round("2026-11-06 08:40")
    p.reply(p.sent("digest", SHE)[-1], HER, "nee")
    p.round("2026-11-06 09:00")
    with p.app.workshop.book() as book:
        (left,) = book.questions()
    assert left.who == "later@elders.example"
