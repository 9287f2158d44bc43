"""A server that took a mail and closed without a word: people may get it twice, so it is repeated seldom, and not for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from support.paper import PaperPractice, paper_practice
from support.stories.dialogue import collecting
from support.stories.people import PEERS
from support.stories.practice import SHE, at, kind_of, parsed, text_of

HOUR, FIVE_DAYS = timedelta(hours=1), timedelta(days=5)
NAME, ADDRESS, _ = PEERS[0]
BEGINS = at("2026-11-05 10:00")


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[PaperPractice]:
    """A respondent has declined, and asks something; from now on the server never says what it did with a mail."""
    with paper_practice(tmp_path) as p:
        collecting(p)
        p.smtp.received.clear()
        p.smtp.silent = True  # type: ignore[attr-defined]
        p.now = BEGINS
        p.mail(f"{NAME} <{ADDRESS}>", "Re: feedback", "Helaas lukt het mij niet om mee te doen.")
        p.mail(f"{PEERS[1][0]} <{PEERS[1][1]}>", "Vraag", "Mag ik u hierover bellen?")
        yield p


def offered(p: PaperPractice, kind: str, every: timedelta, until: timedelta) -> list[datetime]:
    """When a mail of this kind was offered to the server."""
    moments: list[datetime] = []
    for step in range(until // every + 1):
        before = len(p.smtp.received)
        p.round_at(BEGINS + step * every)
        moments += [p.now for r in p.smtp.received[before:] if kind_of(r) == kind]
    return moments


def test_it_is_offered_again_after_an_hour_and_then_hourly(silent: PaperPractice) -> None:
    moments = offered(silent, "decline-received", timedelta(minutes=7), timedelta(hours=8))
    assert len(moments) == 8
    assert moments[0] == BEGINS
    assert all(HOUR <= later - earlier < HOUR + timedelta(minutes=7) for earlier, later in pairwise(moments))
    assert len({parsed(r)["Message-ID"] for r in silent.sent("decline-received")}) == 1


def test_the_next_word_of_the_server_ends_it(silent: PaperPractice) -> None:
    silent.round_at(BEGINS)
    silent.smtp.silent = False  # type: ignore[attr-defined]
    assert offered(silent, "decline-received", timedelta(minutes=20), timedelta(hours=6)) == [BEGINS + HOUR]
    assert silent.round_at(BEGINS + timedelta(hours=6)).unsettled == 0


def test_after_five_days_nothing_waits_any_more_and_she_has_what_is_hers(silent: PaperPractice) -> None:
    moments = offered(silent, "decline-received", HOUR, timedelta(days=7))
    assert FIVE_DAYS - HOUR <= moments[-1] - BEGINS <= FIVE_DAYS + HOUR
    there = [m["X-Trajectbot"] for m in silent.folder("INBOX")]
    assert there.count("decision-needed") == 1
    told = " ".join(text_of(parsed(r)) for r in silent.sent("digest", SHE))
    assert "bevestiging aan wie niet meedoet" in " ".join(told.split())
    with silent.app.workshop.book() as book:
        assert all(book.traject(t.ref) is not None and not t.undeliverable() for t in book.open_trajects())
    silent.smtp.silent = False  # type: ignore[attr-defined]
    assert silent.round_at(BEGINS + timedelta(days=12, hours=1)).unsettled == 0
