"""His answer crosses a mail of ours: he chooses from the first of two offers, or from one that holds no longer."""

from __future__ import annotations

import pytest
from support.servers.smtp import Received
from support.stories.dialogue import Opened, ready
from support.stories.practice import JAN, SHE, Practice, decoded, parsed, text_of

BAKKER = f"Jan Bakker <{JAN}>"
FIRST, SECOND = "2027-01-11 14:00; 2027-01-12 09:30", "2027-01-13 14:00; 2027-01-18 09:30"


def offers(p: Practice) -> tuple[Opened, Received, Received]:
    """Two, an hour after each other."""
    opened = ready(p)
    for hour, moments in ((10, FIRST), (11, SECOND)):
        p.command(f"plan {opened.ref} {moments}")
        p.round(f"2026-11-24 {hour}:30")
    first, second = p.sent("date-options", JAN)
    return opened, first, second


def questions(p: Practice, ref: str) -> list[str]:
    with p.app.workshop.book() as book:
        return [q.what.code for q in book.questions(ref)]


def appointment(p: Practice, ref: str) -> str:
    with p.app.workshop.book() as book:
        traject = book.traject(ref)
    at = traject.planning.starts_at if traject is not None else None
    return at.strftime("%Y-%m-%d") if at is not None else ""


def said(p: Practice) -> str:
    return " ".join(text_of(parsed(p.sent("decision-needed", SHE)[-1])).split())


@pytest.mark.parametrize(
    ("words", "to_first", "planned", "question"),
    [
        ("1", True, "", ["unclear-date"]),
        ("Optie 2 graag", True, "", ["unclear-date"]),
        ("De tweede", True, "", ["unclear-date"]),
        ("Maandag graag", True, "", ["unclear-date"]),
        ("11 januari graag", True, "", ["unclear-date"]),
        ("Geen van deze lukt", True, "", ["unclear-date"]),
        ("Woensdag 13 januari graag", True, "2027-01-13", []),
        ("1", False, "2027-01-13", []),
        ("Maandag graag", False, "2027-01-18", []),
        ("Geen van deze lukt", False, "", ["no-date-suits"]),
    ],
)
def test_a_number_means_what_it_means_in_the_mail_that_he_answers(
    practice_run: Practice, words: str, to_first: bool, planned: str, question: list[str]
) -> None:
    p = practice_run
    opened, first, second = offers(p)
    p.reply(first if to_first else second, BAKKER, words)
    p.round("2026-11-24 12:00")
    assert (appointment(p, opened.ref), questions(p, opened.ref)) == (planned, question)
    if words == "1" and to_first:
        assert "een eerder voorstel dan het laatste, en koos daarin maandag 11 januari 2027 om 14:00 uur" in said(p)


@pytest.mark.parametrize("since", ["2027-01-22 11:00", "vervalt"], ids=["fixed", "withdrawn"])
@pytest.mark.parametrize(
    ("words", "told"),
    [("2", "kiest maandag 18 januari 2027 om 09:30 uur"), ("Optie 1 graag", "kiest woensdag 13 januari"), ("3", "antwoordt op een voorstel")],
)  # fmt: skip
def test_a_number_for_an_offer_that_holds_no_longer_is_no_promise_but_asked_about(
    practice_run: Practice, since: str, words: str, told: str
) -> None:
    p = practice_run
    opened, _, second = offers(p)
    p.command(f"afspraak {opened.ref} {since}")
    p.round("2026-11-24 12:00")
    before = appointment(p, opened.ref)
    p.reply(second, BAKKER, words)
    p.round("2026-11-24 13:00")
    assert (appointment(p, opened.ref), questions(p, opened.ref)) == (before, ["about-appointment"])
    assert told in said(p)
    assert ("De afspraak van vrijdag 22 januari" in said(p)) is bool(before)
    assert ("Er staat geen afspraak" in said(p)) is not bool(before)
    assert "toegezegd" not in said(p)


def test_a_number_for_the_moment_that_was_agreed_meanwhile_asks_nothing(practice_run: Practice) -> None:
    p = practice_run
    opened, _, second = offers(p)
    p.command(f"afspraak {opened.ref} 2027-01-18 09:30")
    p.round("2026-11-24 12:00")
    p.reply(second, BAKKER, "2", subject=f"Re: {decoded(parsed(second)['Subject'])}")
    p.round("2026-11-24 13:00")
    assert (appointment(p, opened.ref), questions(p, opened.ref)) == ("2027-01-18", [])


def test_a_choice_beside_other_words_from_an_offer_that_holds_no_longer_is_asked_about_too(
    practice_run: Practice,
) -> None:
    p = practice_run
    opened, _, second = offers(p)
    p.command(f"afspraak {opened.ref} vervalt")
    p.round("2026-11-24 12:00")
    words = "Maandag 18 januari is goed. Peer Bos is vervangen door Ko Kraan, k.kraan@ziekenhuis.example, cardioloog."
    p.reply(second, BAKKER, words)
    p.round("2026-11-24 13:00")
    assert "about-appointment" in questions(p, opened.ref)
