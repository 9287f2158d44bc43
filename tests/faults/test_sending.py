"""The mail server that sends is away, slow or refuses: nothing is lost, nothing doubled, nobody wrongly blamed (G2, G8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from support.servers.dovecot import Account
from support.servers.ports import free_port
from support.servers.smtp import SmtpServer
from support.stories.people import DOCTORS, OTHERS, PEERS
from support.stories.practice import JAN, SHE, Practice, decoded, parsed, practice, text_of
from support.stories.scenes import GROUPS, MORE, begins, lists

from bot.shell.ledger import tables

THREE = (PEERS[0][1], PEERS[1][1], DOCTORS[0][1], OTHERS[0][1])


@pytest.fixture
def small(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> Iterator[Practice]:
    """A practice with the small rules of the scenes."""
    with practice(tmp_path, account, smtp_server, more=MORE) as running:
        yield running


def listed(p: Practice) -> None:
    for scene in (begins, lists):
        scene(p)
        p.round()


def unreachable(p: Practice, *, no: bool = False) -> None:
    """From now on nobody listens where mail is handed over; `no` ends that."""
    sender = p.app.workshop.sender
    sender.endpoint = replace(sender.endpoint, port=p.smtp.port if no else free_port())


def states(p: Practice, kind: str) -> list[str]:
    with p.app.workshop.book() as book:
        o = tables.outbox.c
        return list(book.connection.scalars(select(o.state).where(o.kind == kind).order_by(o.id)))


def reminders(p: Practice) -> list[str]:
    return sorted(r.recipient for r in p.sent("respondent-reminder"))


def test_after_weeks_of_silence_everyone_gets_one_reminder_with_the_notice(small: Practice) -> None:
    p = small
    listed(p)
    unreachable(p)
    for day in ("2026-11-11 09:00", "2026-11-18 09:00", "2026-11-25 09:00"):
        p.round(day)
        assert reminders(p) == []  # what is put into INBOX, the word that the server is silent, may go
    p.mail(f"{PEERS[1][0]} <{PEERS[1][1]}>", "Re: feedback", "Helaas lukt het mij niet om mee te doen.")
    p.round("2026-11-25 09:30")
    unreachable(p, no=True)
    for minute in ("2026-11-25 10:30", "2026-11-25 11:30"):
        p.round(minute)
    assert reminders(p) == sorted({*THREE} - {PEERS[1][1]})
    assert all(f"{decoded('Jan Bakker')} heeft u gevraagd" in text_of(parsed(r)) for r in p.sent("respondent-reminder"))
    assert len(p.sent("decline-received")) == 1
    assert p.sent("more-respondents-needed") == []
    assert "undeliverable" not in p.kinds(SHE)
    assert set(states(p, "respondent-reminder")) == {"filed", "cancelled"}
    p.round("2026-11-26 09:00")
    assert len(reminders(p)) == 3


def test_a_server_that_is_away_is_tried_again_soon_and_never_blames_an_address(small: Practice) -> None:
    p = small
    begins(p)
    unreachable(p)
    for day in range(3, 13):
        summary = p.round(f"2026-11-{day:02} 10:00")
    assert summary.unsettled == 2 + 1  # the answer to her command, the first mail, its reminder
    unreachable(p, no=True)
    p.round("2026-11-12 10:16")
    assert sorted(p.kinds()) == ["command-result", "documents-reminder", "traject-started"]


def test_busy_now_means_growing_pauses_then_success(small: Practice) -> None:
    p = small
    listed(p)
    p.smtp.recorder.answers = {PEERS[1][1]: "451 4.3.0 Try again later"}
    p.mail(f"{PEERS[1][0]} <{PEERS[1][1]}>", "Re: feedback", "Helaas lukt het mij niet om mee te doen.")
    tries = {}
    for minute in (0, 1, 2, 5, 6, 7, 20, 21, 22):
        p.round(f"2026-11-05 10:{minute:02}")
        tries[minute] = sum(command.startswith("MAIL") for command in p.smtp.recorder.commands)
    first = tries[0]
    assert [tries[m] - first for m in tries] == [0, 1, 1, 1, 2, 2, 2, 3, 3]
    p.smtp.recorder.answers = {}
    p.round("2026-11-05 13:00")
    assert len(p.sent("decline-received")) == 1


def test_a_refusal_for_good_is_a_bounce_that_came_at_once(small: Practice) -> None:
    p = small
    listed(p)
    p.smtp.recorder.answers = {OTHERS[0][1]: "550 5.1.1 User unknown"}
    p.round("2026-11-11 09:00")
    p.round("2026-11-11 10:00")
    assert states(p, "respondent-reminder").count("failed") == 1
    assert OTHERS[0][1] in text_of(parsed(p.sent("more-respondents-needed", JAN)[0]))
    assert len(p.sent("more-respondents-needed")) == 1
    p.round("2026-11-18 09:00")
    assert OTHERS[0][1] not in reminders(p)


@pytest.mark.parametrize(
    "where", [pytest.param("drop_before_data", id="before"), pytest.param("drop_after_data", id="after")]
)
def test_a_line_that_drops_repeats_the_same_mail(small: Practice, where: str) -> None:
    p = small
    listed(p)
    setattr(p.smtp.recorder, where, 2)
    p.round("2026-11-11 09:00")
    for minute in ("2026-11-11 09:02", "2026-11-11 09:40", "2026-11-11 10:00"):
        p.round(minute)
    assert set(reminders(p)) == set(THREE)
    assert len({parsed(r)["Message-ID"] for r in p.sent("respondent-reminder")}) == 4
    assert p.round("2026-11-11 12:00").unsettled == 0


def test_our_own_refusal_is_told_to_the_operator(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> None:
    with practice(tmp_path, account, smtp_server, more=f"[traject]\nrequire = []\n{GROUPS}") as p:
        begins(p)
        p.smtp.recorder.sender_answer = "530 5.7.0 Authentication required"
        summary = p.round()
        assert [m["X-Trajectbot"] for m in p.folder("INBOX") if m["X-Trajectbot"]] == ["technical"]
        assert summary.sent == 1  # that one, put into INBOX
        assert summary.unsettled == 2
        for day in range(4, 14):
            p.round(f"2026-11-{day:02} 10:00")
        p.smtp.recorder.sender_answer = ""
        p.round("2026-11-14 10:00")
        assert {"command-result", "traject-started"} <= set(p.kinds())
        assert "failed" not in states(p, "traject-started")
