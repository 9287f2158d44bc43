"""Twins with the same dead address: whoever answered from it, the specialist hears the same (G4)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from support.servers.dovecot import Dovecot
from support.servers.smtp import StartSmtp
from support.stories.dialogue import Opened, collecting, send_form
from support.stories.people import DOCTORS, PEERS, bounce_of
from support.stories.practice import JAN, Practice, kind_of, parsed, practice
from support.twins import normal

DEAD = DOCTORS[0]
NAME, ADDRESS, _ = DEAD
UNKNOWN = "550 5.1.1 User unknown"
Told = list[tuple[str, str, bytes]]
Deed = Callable[[Practice, Opened], None]


def silent(p: Practice, opened: Opened) -> None:
    """Nobody writes."""


def answers(p: Practice, opened: Opened) -> None:
    """A form."""
    send_form(p, opened, DEAD)


def says(words: str) -> Deed:
    """These words."""

    def write(p: Practice, opened: Opened) -> None:
        p.mail(f"{NAME} <{ADDRESS}>", f"Re: [{opened.ref}]", words)

    return write


def lived(p: Practice, deed: Deed, days: tuple[str, ...], *, at_once: bool) -> Told:
    """What the specialist got: at which round, the kind, and all that it says. The address is dead from the start."""
    opened = collecting(p)
    if at_once:
        p.smtp.recorder.answers[ADDRESS] = UNKNOWN
    p.now = p.now.replace(hour=10)
    deed(p, opened)
    told, seen = len(p.sent(to=JAN)), list[tuple[str, str, bytes]]()
    reported = 0
    for day in days:
        p.round(day)
        if not at_once:  # the report comes by mail
            mine = p.sent(to=ADDRESS)
            for number, one in enumerate(mine[reported:], reported):
                report = bounce_of(parsed(one), ADDRESS).replace(b"dsn1@", f"dsn{number}@".encode())
                p.account.append(report, when=p.now)
            reported = len(mine)
        seen += [(day, kind_of(one), normal(parsed(one))) for one in p.sent(to=JAN)[told:]]
        told = len(p.sent(to=JAN))
    return [(when, kind, said.replace(opened.ref.encode(), b"T-XXXXX")) for when, kind, said in seen]


BEFORE = tuple(f"2026-11-{day}" for day in ("04 11:00", "04 13:00", "05 09:00", "06 16:00", "09 09:00", "10 16:00"))
REMINDED = ("2026-11-11 10:00", "2026-11-11 11:10", "2026-11-11 12:20", "2026-11-12 09:00")


@pytest.mark.parametrize("at_once", [True, False], ids=["refused", "reported"])
@pytest.mark.parametrize(
    ("deed", "days"),
    [
        pytest.param(answers, BEFORE, id="form"),
        pytest.param(says("Helaas doe ik niet mee."), BEFORE, id="decline"),
        pytest.param(says("Wie leest mijn antwoorden?"), (*BEFORE, *REMINDED), id="question"),
    ],
)
def test_a_mail_that_answered_and_fails_tells_him_nothing(
    deed: Deed, days: tuple[str, ...], at_once: bool, tmp_path: Path, dovecot: Dovecot, start_smtp: StartSmtp
) -> None:
    heard = []
    for number, what in enumerate((silent, deed)):
        with ExitStack() as stack:
            (tmp_path / str(number)).mkdir()
            p = stack.enter_context(practice(tmp_path / str(number), dovecot.account(), start_smtp()))
            heard.append(lived(p, what, days, at_once=at_once))
            assert what is silent or p.sent(to=ADDRESS) or at_once
    assert [one[:2] for one in heard[0]] == [other[:2] for other in heard[1]]
    assert heard[0] == heard[1]
    named = [when for when, kind, said in heard[1] if ADDRESS.encode() in said]
    assert bool(named) is (days != BEFORE)


def test_she_sees_that_the_thanks_did_not_arrive(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.smtp.recorder.answers[ADDRESS] = UNKNOWN
    send_form(p, opened, DEAD)
    p.round("2026-11-05 09:00")
    with p.app.workshop.book() as book:
        (traject,) = book.open_trajects()
    assert len(traject.undeliverable()) == len(traject.answered()) == 1
    assert not traject.unreachable()


def test_of_somebody_who_answered_he_hears_nothing_after_the_reminders_either(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.smtp.recorder.answers[ADDRESS] = UNKNOWN
    send_form(p, opened, DEAD)
    send_form(p, opened, PEERS[0])
    for day in (*BEFORE, *REMINDED, "2026-11-16 09:00", "2026-11-18 10:00", "2026-11-18 11:30"):
        p.round(day)
    assert "more-respondents-needed" not in p.kinds(JAN)
