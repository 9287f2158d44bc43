"""A form that a slow server hands over after what its sender wrote since: the old word is not taken for the last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.stories.dialogue import Opened, ready
from support.stories.people import PEERS, fill, scores
from support.stories.practice import SHE, Practice, at, parsed, text_of

NAME, ADDRESS, _ = PEERS[0]
WHO = f"{NAME} <{ADDRESS}>"
LATE, SAYS_NO, AGAIN = "overtaken", "Ik trek mijn formulier in, wilt u het niet gebruiken?", "10:20"


def written(p: Practice, when: str, subject: str, words: str, *files: tuple[str, bytes]) -> None:
    """A mail written then, that comes now."""
    came, p.now = p.now, at(when)
    raw = p.write(WHO, subject, words, *files)
    p.now = came
    p.account.append(raw, when=came)


def received(p: Practice, opened: Opened) -> int:
    """How many forms count."""
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    return len(traject.answered())


def questions(p: Practice, opened: Opened) -> list[str]:
    with p.app.workshop.book() as book:
        return [q.what.code for q in book.questions(opened.ref)]


@pytest.mark.parametrize(
    ("form_of", "no_of", "asked"),
    [("09:00", "09:30", True), ("09:26", "09:30", True), ("09:35", "09:30", False)],
)
def test_a_form_written_before_it_was_taken_back(practice_run: Practice, form_of: str, no_of: str, asked: bool) -> None:
    p = practice_run
    opened = ready(p)
    before = received(p, opened)
    p.now = at(f"2026-11-24 {no_of}")
    p.mail(WHO, "Intrekken", SAYS_NO)
    p.round()
    p.now = at("2026-11-24 10:00")
    written(p, f"2026-11-24 {form_of}", "Formulier", "Hierbij.", ("f.docx", fill(opened.form, scores("anders"))))
    p.round()
    assert (LATE in questions(p, opened), received(p, opened)) == (asked, before - asked)
    if not asked:
        return
    told = p.sent("decision-needed", SHE)[-1]
    assert "kwam later aan. Telt dit formulier mee?" in " ".join(text_of(parsed(told)).split())
    p.reply(told, f"A. de Vries <{SHE}>", "Ja")
    p.round(f"2026-11-24 {AGAIN}")
    assert received(p, opened) == before


def test_a_form_written_before_the_one_that_counts(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)
    before = received(p, opened)
    p.now = at("2026-11-24 10:00")
    p.mail(WHO, "Verbeterd", "Hierbij.", ("f.docx", fill(opened.form, scores("verbeterd"))))
    p.round()
    p.now += timedelta(minutes=20)
    written(p, "2026-11-24 09:30", "Formulier", "Hierbij.", ("f.docx", fill(opened.form, scores("anders"))))
    p.round()
    assert (questions(p, opened), received(p, opened)) == ([LATE], before)


def test_a_withdrawal_written_before_the_form_that_counts(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)
    before = received(p, opened)
    p.now = at("2026-11-24 10:00")
    p.mail(WHO, "Nieuw", "Hierbij.", ("f.docx", fill(opened.form, scores("verbeterd"))))
    p.round()
    p.now += timedelta(minutes=20)
    written(p, "2026-11-24 09:30", "Intrekken", SAYS_NO)
    p.round()
    assert (questions(p, opened), received(p, opened)) == (["withdrawal-since"], before)
