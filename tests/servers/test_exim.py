"""Exim refuses: for a reason of the line nobody is blamed and nothing is dropped, and a mail too large still goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.mails import one_line
from support.servers.debian import NotHereError
from support.servers.dovecot import Account
from support.servers.exim import Exim
from support.stories.practice import JAN, SHE, Practice, parsed, practice, text_of
from support.stories.scenes import MORE, begins

OTHER = "p.smit@elders.example"


@pytest.fixture(scope="module")
def running() -> Iterator[Exim]:
    server = Exim()
    try:
        server.start()
    except NotHereError as reason:
        pytest.skip(str(reason))
    yield server
    server.stop()


@pytest.fixture
def exim(running: Exim) -> Exim:
    running.answer()
    running.forget()
    return running


@pytest.fixture
def p(tmp_path: Path, account: Account, exim: Exim) -> Iterator[Practice]:
    """She has just started two trajects."""
    with practice(tmp_path, account, exim, more=MORE) as running:  # type: ignore[arg-type]
        begins(running)
        running.command(f"start {OTHER} Piet Smit")
        yield running


def told(p: Practice, words: str) -> int:
    """In how many mails to her."""
    there = [text_of(mail) for mail in p.folder("INBOX") if mail["X-Trajectbot"]]
    return sum(words in one_line(text) for text in (*there, *(text_of(parsed(r)) for r in p.sent(to=SHE))))


def undeliverable(p: Practice) -> int:
    return len([kind for kind in p.kinds(SHE) if kind in ("undeliverable", "specialist-undeliverable")])


@pytest.mark.parametrize(
    ("answer", "hours"),
    [
        pytest.param("550 5.7.1 Refused by policy", 1, id="policy"),
        pytest.param("550 5.4.5 Daily sending limit exceeded", 1, id="daily limit"),
        pytest.param("554 No", 1, id="no status"),
        pytest.param("451 4.7.1 Greylisted, try again later", 0, id="greylisting"),
    ],
)
def test_what_is_the_lines_is_sent_later(p: Practice, exim: Exim, answer: str, hours: int) -> None:
    exim.answer(**{JAN: answer})
    first = p.round()
    assert first.unsettled == 1
    assert p.kinds(JAN) == []
    assert p.kinds(OTHER) == ["traject-started"]
    assert p.kinds(SHE).count("command-result") == 2
    exim.answer()
    p.round(f"2026-11-03 {10 + hours}:05")
    assert p.kinds(JAN) == ["traject-started"]
    assert undeliverable(p) == 0
    assert len(p.sent("technical")) == hours


def test_an_address_that_is_refused_is_that_address(p: Practice, exim: Exim) -> None:
    exim.answer(**{JAN: "550 5.1.1 User unknown"})
    p.round()
    for minute in (1, 2):
        p.round(f"2026-11-03 11:0{minute}")
    assert p.kinds(JAN) == []
    assert p.kinds(OTHER) == ["traject-started"]
    assert told(p, JAN) > 0


def test_what_is_for_her_waits_for_a_server_that_refuses_her(p: Practice, exim: Exim) -> None:
    exim.answer(**{SHE: "550 5.7.1 Refused by policy"})
    p.round()
    assert p.kinds(JAN) == ["traject-started"]
    exim.answer()
    for hour in (12, 14):
        p.round(f"2026-11-03 {hour}:00")
    there = [mail["X-Trajectbot"] for mail in p.folder("INBOX")]
    assert (p.kinds(SHE) + there).count("command-result") == 2


def test_a_mail_too_large_goes_without_its_attachments(p: Practice, exim: Exim) -> None:
    """The server says its SIZE and refuses at MAIL already."""
    exim.answer(size="60K")
    p.round()
    for minute in (10, 30):
        p.round(f"2026-11-03 11:{minute}")
    (started,) = p.sent("traject-started", JAN)
    assert "zonder bijlagen verstuurd" in one_line(text_of(parsed(started)))
    assert len(p.sent("traject-started", OTHER)) == 1
    p.round("2026-11-04 07:30")
    assert told(p, "was te groot voor de mailserver") == 1
