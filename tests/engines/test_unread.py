"""A mailbox that cannot be read for an hour is told once."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from support.stories.practice import SHE, Practice, parsed, text_of

from bot.engines.unread import tell_unread
from bot.shell.operator.health import beat
from bot.shell.round.workshop import opened


def fails(p: Practice, *minutes: int) -> None:
    """It was tried in vain at these minutes, one after the other."""
    for before, after in pairwise((0, *minutes)):
        tell_unread(p.app.workshop, p.now + timedelta(minutes=after), timedelta(minutes=after - before))


def test_it_is_mailed_after_an_hour_and_once(practice_run: Practice) -> None:
    p = practice_run
    fails(p, 1, 59)
    assert p.sent("technical") == []
    fails(p, 2, 3, 240)
    (told,) = p.sent("technical", SHE)
    assert "niet worden gelezen" in " ".join(text_of(parsed(told)).split())


def test_a_restart_does_not_begin_the_hour_anew_and_a_round_that_ends_does(practice_run: Practice) -> None:
    p = practice_run
    fails(p, 1)
    with opened(p.settings) as anew:
        tell_unread(anew, p.now + timedelta(minutes=30), timedelta(minutes=30))
        with anew.book() as book:
            beat(book, p.now + timedelta(minutes=40))
        tell_unread(anew, p.now + timedelta(minutes=50), timedelta(minutes=1))
    fails(p, 58)
    assert p.sent("technical") == []
    fails(p, 2)
    assert len(p.sent("technical")) == 1


def test_neither_a_clock_that_is_set_nor_a_laptop_that_slept_waited(practice_run: Practice) -> None:
    p = practice_run
    for days in (1, 300):
        tell_unread(p.app.workshop, p.now + timedelta(days=days), timedelta(seconds=2))
    assert p.sent("technical") == []


def test_what_cannot_be_mailed_either_is_in_the_inbox_when_that_is_back(practice_run: Practice) -> None:
    p = practice_run
    p.smtp.stop()
    fails(p, 61)
    p.round(f"{p.now + timedelta(hours=2):%Y-%m-%d %H:%M}")
    assert [m["X-Trajectbot"] for m in p.folder("INBOX")] == ["technical"]
