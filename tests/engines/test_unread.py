"""A mailbox that cannot be read for an hour is told once."""

from __future__ import annotations

from datetime import timedelta

from support.stories.practice import SHE, Practice, parsed, text_of

from bot.engines.unread import tell_unread
from bot.shell.operator.health import beat
from bot.shell.round.workshop import opened


def test_it_is_mailed_after_an_hour_and_once(practice_run: Practice) -> None:
    p = practice_run
    for minutes in (0, 59, 61, 62, 300):
        tell_unread(p.app.workshop, p.now + timedelta(minutes=minutes))
        assert len(p.sent("technical")) == (minutes > 60)
    (told,) = p.sent("technical", SHE)
    assert "niet worden gelezen" in " ".join(text_of(parsed(told)).split())


def test_a_restart_does_not_begin_the_hour_anew_and_a_round_that_ends_does(practice_run: Practice) -> None:
    p = practice_run
    tell_unread(p.app.workshop, p.now)
    with opened(p.settings) as anew:
        tell_unread(anew, p.now + timedelta(minutes=30))
        with anew.book() as book:
            beat(book, p.now + timedelta(minutes=40))
        tell_unread(anew, p.now + timedelta(minutes=50))
    tell_unread(p.app.workshop, p.now + timedelta(minutes=100))
    assert p.sent("technical") == []
    tell_unread(p.app.workshop, p.now + timedelta(minutes=111))
    assert len(p.sent("technical")) == 1


def test_what_cannot_be_mailed_either_is_in_the_inbox_when_that_is_back(practice_run: Practice) -> None:
    p = practice_run
    p.smtp.stop()
    for minutes in (0, 61):
        tell_unread(p.app.workshop, p.now + timedelta(minutes=minutes))
    p.round(f"{p.now + timedelta(hours=2):%Y-%m-%d %H:%M}")
    assert [m["X-Trajectbot"] for m in p.folder("INBOX")] == ["technical"]
