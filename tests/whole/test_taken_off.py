"""Whom she took off the list stays off when his whole list names that person again; he hears it, and may ask."""

from __future__ import annotations

from itertools import cycle

import pytest
from support.office.practice import Office
from support.stories.dialogue import ALL, Opened, collecting
from support.stories.people import OTHERS, respondent_sheet
from support.stories.practice import JAN, parsed, text_of

JANSEN, ADDRESS, _ = OTHERS[1]
NEW = ("Sam Tol", "s.tol@ziekenhuis.example", "verpleegkundige")
HIS = f"Jan Bakker <{JAN}>"
WHOLE = (
    "Hierbij de nieuwe lijst, met Sam Tol erbij.",
    "Dit is de definitieve lijst.",
    "Deze lijst vervangt de eerdere lijst.",
    "Hierbij mijn lijst nogmaals, nu met Sam Tol.",
)


def sends(
    p: Office, opened: Opened, words: str, people: tuple[tuple[str, str, str], ...], *, typed: bool = False
) -> None:
    """His list, a day later, and what the first reminders are."""
    rows = "\n".join(", ".join(one) for one in people)
    files = () if typed else (("lijst.xlsx", respondent_sheet(*people)),)
    p.mail(HIS, f"[{opened.ref}] lijst", f"{words}\n\n{rows}" if typed else words, *files)
    p.round("2026-11-05 10:00")
    for day in (11, 12, 13):
        p.round(f"2026-11-{day} 14:00")


def is_reminded(p: Office, address: str) -> bool:
    return bool(p.sent("respondent-reminder", address))


def heard(p: Office) -> str:
    return " ".join(text_of(parsed(p.sent(to=JAN)[-1])).split())


@pytest.mark.parametrize(
    ("words", "said", "typed"),
    [(words, said, typed) for words, said, typed in zip(WHOLE, cycle((ADDRESS, JANSEN)), (False, True, True, False))],
)
def test_her_removal_outlasts_his_whole_list(practice_run: Office, words: str, said: str, typed: bool) -> None:
    p = practice_run
    opened = collecting(p)
    p.command(f"respondent {opened.ref} - {said}")
    p.round("2026-11-04 12:00")
    before = len(p.sent(to=JAN))
    sends(p, opened, words, (*ALL, NEW), typed=typed)
    told = [" ".join(text_of(parsed(one)).split()) for one in p.sent(to=JAN)[before:]]
    assert any(JANSEN in one and "eerder van de lijst gehaald" in one for one in told)
    assert not is_reminded(p, ADDRESS)
    assert is_reminded(p, ALL[0][1])


@pytest.mark.parametrize(
    "words", [f"Voeg {JANSEN}, {ADDRESS}, toe bij verpleegkundigen.", f"Voeg toe: {JANSEN}, {ADDRESS}, verpleegkundige"]
)
def test_he_may_ask_for_that_person_by_name(practice_run: Office, words: str) -> None:
    p = practice_run
    opened = collecting(p)
    p.command(f"respondent {opened.ref} - {ADDRESS}")
    p.round("2026-11-04 12:00")
    sends(p, opened, words, (), typed=True)
    assert "eerder van de lijst gehaald" not in heard(p)
    p.round("2026-11-16 14:00")
    assert is_reminded(p, ADDRESS)


def test_whom_he_took_off_comes_back_with_his_new_list(practice_run: Office) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(HIS, f"[{opened.ref}]", f"Verwijder {JANSEN} van de lijst.")
    p.round("2026-11-04 12:00")
    sends(p, opened, WHOLE[0], (*ALL, NEW))
    p.round("2026-11-16 14:00")
    assert is_reminded(p, ADDRESS)


def test_whom_she_lists_again_stays_on(practice_run: Office) -> None:
    p = practice_run
    opened = collecting(p)
    p.command(f"respondent {opened.ref} - {ADDRESS}")
    p.round("2026-11-04 12:00")
    p.command(f"respondent {opened.ref} + {JANSEN}, {ADDRESS}, niet_artsen")
    p.round("2026-11-04 13:00")
    sends(p, opened, WHOLE[0], (*ALL, NEW))
    p.round("2026-11-16 14:00")
    assert "eerder van de lijst gehaald" not in heard(p)
    assert is_reminded(p, ADDRESS)
