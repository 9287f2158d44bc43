"""A form that a slow server hands over after what its sender wrote since: the old word is not taken for the last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.stories.dialogue import ALL, Opened, collecting, ready
from support.stories.people import OTHERS, PEERS, fill, respondent_sheet, scores
from support.stories.practice import JAN, SHE, Practice, at, parsed, text_of

NAME, ADDRESS, _ = PEERS[0]
WHO = f"{NAME} <{ADDRESS}>"
LATE, SAYS_NO, AGAIN = "overtaken", "Ik trek mijn formulier in, wilt u het niet gebruiken?", "10:20"


def written(p: Practice, when: str, subject: str, words: str, *files: tuple[str, bytes], by: str = WHO) -> None:
    """A mail written then, that comes now."""
    came, p.now = p.now, at(when)
    raw = p.write(by, subject, words, *files)
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


HIS = f"Jan Bakker <{JAN}>"
JANSEN = OTHERS[1][0]
BACK = f"Vervang Sam Tol door {JANSEN}, {OTHERS[1][1]} (verpleegkundige)."


def listed(p: Practice, opened: Opened) -> set[str]:
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    return {r.name for r in traject.respondents if not r.removed}


@pytest.mark.parametrize(
    ("of", "words", "files", "asked"),
    [
        ("2026-11-03 12:00", BACK, (), True),
        ("2026-11-04 10:30", BACK, (), False),
        ("2026-11-03 12:00", "Dit is de nieuwe lijst.", (("l.xlsx", respondent_sheet(*ALL)),), True),
        ("2000-01-01 00:00", BACK, (), False),
    ],
)
def test_his_older_correction_does_not_undo_a_later_one(
    practice_run: Practice, of: str, words: str, files: tuple[tuple[str, bytes], ...], asked: bool
) -> None:
    p = practice_run
    opened = collecting(p)
    p.now = at("2026-11-04 10:00")
    p.mail(
        HIS, f"[{opened.ref}] correctie", f"Vervang {JANSEN} door Sam Tol, s.tol@ziekenhuis.example (verpleegkundige)."
    )
    p.round()
    assert "Sam Tol" in listed(p, opened)
    p.now = at("2026-11-04 11:00")
    written(p, of, f"[{opened.ref}] correctie", words, *files, by=HIS)
    p.round()
    assert (questions(p, opened) == ["list-overtaken"], "Sam Tol" in listed(p, opened)) == (asked, asked)
    if not asked:
        return
    p.reply(p.sent("decision-needed", SHE)[-1], f"A. de Vries <{SHE}>", "Ja")
    p.round("2026-11-04 11:20")
    assert (questions(p, opened), "Sam Tol" in listed(p, opened)) == ([], False)


@pytest.mark.parametrize(("of", "asked"), [("2026-11-03 12:00", True), ("2026-11-04 10:30", False)])
def test_an_older_refusal_does_not_undo_a_promise(practice_run: Practice, of: str, asked: bool) -> None:
    p = practice_run
    opened = collecting(p)
    p.now = at("2026-11-04 10:00")
    p.mail(WHO, "Re: feedback", "Ik doe het volgende week.")
    p.round()
    p.now = at("2026-11-04 11:00")
    written(p, of, "Re: feedback", "Ik doe niet mee.")
    p.round()
    assert (questions(p, opened) == ["refusal-overtaken"], bool(p.sent("decline-received"))) == (asked, not asked)
    if asked:
        p.reply(p.sent("decision-needed", SHE)[-1], f"A. de Vries <{SHE}>", "Ja")
        p.round("2026-11-04 11:20")
        assert bool(p.sent("decline-received"))


def test_a_clock_that_stands_still_says_nothing(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.now = at("2026-11-04 10:00")
    p.mail(WHO, "Re: feedback", "Ik doe niet mee.")
    p.round()
    p.now = at("2026-11-04 11:00")
    written(p, "2000-01-01 00:00", "Formulier", "Toch gedaan, hierbij.", ("f.docx", fill(opened.form, scores())))
    p.round()
    assert (questions(p, opened), received(p, opened)) == ([], 1)
