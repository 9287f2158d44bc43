"""A mailbox that cannot be read for an hour is told once."""

from __future__ import annotations

from datetime import timedelta

from support.stories.practice import SHE, Practice, parsed, text_of

from bot.engines.unread import tell_unread


def test_it_is_mailed_after_an_hour_and_once(practice_run: Practice) -> None:
    p = practice_run
    for minutes in (1, 59, 61, 62, 300):
        tell_unread(p.app.workshop, p.now, p.now + timedelta(minutes=minutes), timedelta(minutes=minutes))
        assert len(p.sent("technical")) == (minutes > 60)
    (told,) = p.sent("technical", SHE)
    assert "niet worden gelezen" in " ".join(text_of(parsed(told)).split())


def test_what_cannot_be_mailed_either_is_in_the_inbox_when_that_is_back(practice_run: Practice) -> None:
    p = practice_run
    p.smtp.stop()
    tell_unread(p.app.workshop, p.now, p.now + timedelta(minutes=61), timedelta(minutes=61))
    p.round(f"{p.now + timedelta(hours=2):%Y-%m-%d %H:%M}")
    assert [m["X-Trajectbot"] for m in p.folder("INBOX")] == ["technical"]
