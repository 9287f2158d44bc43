"""What must be mended reaches the operator's own address, in words for an operator, once, whichever way still works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.servers.dovecot import Account
from support.servers.smtp import SmtpServer
from support.stories.ending import ending
from support.stories.people import OTHERS
from support.stories.practice import INFO, SHE, Practice, parsed, practice, text_of
from support.stories.scenes import MORE, begins, lists, opened

from bot.core.traject.stages import Stage
from bot.shell.imap.errors import RefusedError
from bot.shell.round.faults import DIGEST, Faults

OPERATOR = "beheer@hoster.example"


@pytest.fixture
def run(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> Iterator[Practice]:
    """A practice whose list is in, with an operator."""
    more = f'{MORE}\n[operator]\naddress = "{OPERATOR}"\n'
    with practice(tmp_path, account, smtp_server, more=more) as running:
        for scene in (begins, lists):
            scene(running)
            running.round()
        yield running


def in_inbox(p: Practice) -> list[str]:
    return [text_of(m) for m in p.folder("INBOX") if m["X-Trajectbot"] == "technical"]


def test_it_goes_to_the_operator_and_names_no_traject(run: Practice) -> None:
    p = run
    p.smtp.recorder.answers = {OTHERS[0][1]: "550 5.7.1 Blocked"}
    p.round("2026-11-11 09:00")
    p.round("2026-11-11 10:01")
    (told,) = p.sent("technical")
    assert told.recipient == OPERATOR
    assert "trajectbot health" in text_of(parsed(told))
    assert opened(p).ref not in told.raw.decode()
    assert SHE not in [r.recipient for r in p.sent("technical")]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        pytest.param("copy", RefusedError("No"), id="a folder that is refused"),
        pytest.param(DIGEST, ValueError("x"), id="an overview that fails"),
    ],
)
def test_what_fails_in_a_round_goes_to_him_too(run: Practice, kind: str, error: Exception) -> None:
    p = run

    def fails() -> None:
        raise error

    for _ in range(3):
        faults = Faults(p.app.workshop, p.app.caught, p.now)
        faults.tried(kind, fails, opened(p).ref)
        faults.tell()
    p.round()
    assert [r.recipient for r in p.sent("technical")] == [OPERATOR]
    assert "trajectbot health" in text_of(parsed(p.sent("technical")[0]))


@pytest.mark.parametrize("said", ["status", "stop {ref}", "ja"])
def test_the_operator_who_answers_commands_nothing(run: Practice, said: str) -> None:
    p = run
    p.smtp.recorder.answers = {OTHERS[0][1]: "550 5.7.1 Blocked"}
    p.round("2026-11-11 09:00")
    p.round("2026-11-11 10:01")
    (told,) = p.sent("technical")
    p.reply(told, f"Beheer <{OPERATOR}>", said.format(ref=opened(p).ref))
    p.round("2026-11-11 10:05")
    assert [stage for _, stage, *_ in ending(p)["stages"]] == [Stage.COLLECTING]
    assert p.sent("command-result", OPERATOR) == p.sent("confirm-request", OPERATOR) == []


def test_a_server_that_does_not_answer_for_an_hour_is_told_once_in_the_inbox(run: Practice) -> None:
    p = run
    p.smtp.stop()
    p.mail("Piet Bos <p.bos@kliniek.example>", "IFMS", "Ik wil graag een IFMS-traject volgen. Kunnen we bellen?")
    for minute in ("10:00", "10:15", "10:30", "10:59"):
        p.round(f"2026-11-10 {minute}")
    assert in_inbox(p) == []
    for hour in range(11, 20):
        p.round(f"2026-11-10 {hour}:01")
    assert len(in_inbox(p)) == 1
    assert "langer dan een uur" in " ".join(in_inbox(p)[0].split())
    (mail,) = (m for m in p.folder("INBOX") if m["X-Trajectbot"] == "technical")
    assert OPERATOR in mail["To"]
    assert INFO in mail["From"]


def test_his_own_address_that_fails_is_not_the_end_of_it(run: Practice) -> None:
    p = run
    p.smtp.recorder.answers = {OTHERS[0][1]: "550 5.7.1 Blocked", OPERATOR: "550 5.1.1 Unknown"}
    p.round("2026-11-11 09:00")
    p.round("2026-11-11 10:01")
    assert len(in_inbox(p)) == 1
