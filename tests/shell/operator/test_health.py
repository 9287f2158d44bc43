"""`health` says whether the daemon does its work, and the daemon says to systemd that it lives."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.servers.dovecot import PASSWORD
from support.stories.practice import Practice

from bot.cli import main
from bot.engines.local import one_round
from bot.shell.ledger import inbound, locations
from bot.shell.ledger.locations import Location
from bot.shell.operator.certificates import certificate_days
from bot.shell.operator.health import beat, health, tell_systemd
from bot.shell.settings.security import Security


def test_a_round_that_ended_is_a_heartbeat_for_an_hour(practice_run: Practice) -> None:
    p = practice_run
    p.app.workshop.ledger.close()
    one_round(p.settings, p.now)
    assert health(p.settings, p.now + timedelta(minutes=59)).problems == ()
    (problem,) = health(p.settings, p.now + timedelta(minutes=61)).problems
    assert p.now.isoformat() in problem


def test_a_mail_that_waits_longer_than_an_hour_is_told(practice_run: Practice) -> None:
    p = practice_run
    p.smtp.stop()
    p.mail("Piet Bos <p.bos@kliniek.example>", "IFMS", "Ik wil graag een IFMS-traject volgen. Kunnen we bellen?")
    p.round()
    with p.app.workshop.book() as book:
        beat(book, p.now + timedelta(hours=2))
    (problem,) = health(p.settings, p.now + timedelta(hours=2)).problems
    assert "could not be sent since" in problem


def test_a_mail_that_is_not_handled_within_an_hour_is_told(practice_run: Practice) -> None:
    p = practice_run
    with p.app.workshop.book() as book:
        locations.locate(book, Location(inbound.add(book, "h", p.now, p.now, "inbox"), "inbox", 1, 1))
        beat(book, p.now)
    assert health(p.settings, p.now + timedelta(minutes=59)).problems == ()
    with p.app.workshop.book() as book:
        beat(book, p.now + timedelta(hours=2))
    late = health(p.settings, p.now + timedelta(hours=2))
    assert (late.oldest_unhandled, len(late.problems)) == (p.now.isoformat(), 1)


@pytest.mark.parametrize(("security", "port"), [("tls", "imaps_port"), ("starttls", "imap_port")])
def test_the_days_left_of_a_certificate_are_told(practice_run: Practice, security: Security, port: str) -> None:
    p = practice_run
    server = p.account.server
    imap = replace(p.settings.imap, security=security, port=getattr(server, port))
    days = dict(certificate_days(replace(p.settings, imap=imap), datetime.now(UTC)))
    assert days.keys() == {"imap"}
    with p.app.workshop.book() as book:
        beat(book, p.now)
    ending = datetime.now(UTC) + timedelta(days=days["imap"] - 3)
    with p.app.workshop.book() as book:
        beat(book, ending)
    (problem,) = health(replace(p.settings, imap=imap), ending).problems
    assert "The certificate of imap ends in" in problem


def test_the_command_says_so_by_its_exit_status(practice_run: Practice) -> None:
    p = practice_run
    p.app.workshop.ledger.close()
    arguments = ["--config", str(p.settings.file), "health", "--json"]
    result = CliRunner().invoke(main, arguments, env={"IMAP_PASSWORD": PASSWORD})
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert (told["ok"], told["last_round"]) == (False, "")


@pytest.mark.parametrize("abstract", [False, True])
def test_systemd_hears_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, abstract: bool) -> None:
    address = f"@trajectbot-test-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind("\0" + address[1:] if abstract else address)
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        tell_systemd("READY=1")
        manager.settimeout(5)
        assert manager.recv(100) == b"READY=1"
    tell_systemd("WATCHDOG=1")
