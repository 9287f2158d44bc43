"""Real processes: killed at any moment, two at once, and the daemon through a restart of the mail server."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.crash import copied, recover
from support.processes import daemon, launched, until, worked
from support.servers.dovecot import Account, Dovecot, dovecot_missing
from support.servers.smtp import SmtpServer
from support.stories.ending import different, ending
from support.stories.practice import JAN, Practice, kind_of, practice, write_config
from support.stories.scenes import MORE, SCENES, begins, completes

from bot.core.errors import OperatorError
from bot.shell.ledger.files.lock import only_one

DATABASE = '\n[database]\nurl = "{}"\n'
FRACTIONS = (0.35, 0.5, 0.6, 0.7, 0.8, 0.9)


@pytest.fixture
def small(
    request: pytest.FixtureRequest, tmp_path: Path, account: Account, smtp_server: SmtpServer
) -> Iterator[Practice]:
    """A practice with the small rules of the scenes; its parameter is the kind of database."""
    more = MORE
    if getattr(request, "param", "sqlite") == "postgresql":
        more += DATABASE.format(request.getfixturevalue("postgres").database())
    with practice(tmp_path, account, smtp_server, more=more) as running:
        yield running


def _mine(p: Practice, folder: Path) -> Practice:
    """Lets the configuration file speak of this copy's stores and mailbox."""
    url = p.settings.stores.database_url
    more = MORE + ("" if url.startswith("sqlite") else DATABASE.format(url))
    write_config(folder, p.account, p.smtp, more=more)
    p.settings = replace(p.settings, file=folder / "config.toml")
    return p


@pytest.mark.parametrize("small", ["sqlite", "postgresql"], indirect=True)
def test_a_killed_process_neither_loses_nor_doubles(small: Practice, dovecot: Dovecot, tmp_path: Path) -> None:
    p = small
    for scene in SCENES:
        scene(p)
        if scene is completes:
            break
        recover(p)
    received = list(p.smtp.received)
    calm = _mine(copied(p, tmp_path / "calm", dovecot.account()), tmp_path / "calm")
    whole = worked(calm)
    recover(calm)
    wanted = ending(calm)
    killed = []
    for number, fraction in enumerate(FRACTIONS):
        p.smtp.recorder.received = list(received)
        q = _mine(copied(p, tmp_path / f"k{number}", dovecot.account()), tmp_path / f"k{number}")
        killed.append(worked(q, whole * fraction) >= whole * fraction)
        recover(q)
        assert different(wanted, ending(q)) == {}, f"killed after {fraction:.0%}"
    assert sum(killed) >= 3


@pytest.mark.parametrize("small", ["sqlite", "postgresql"], indirect=True)
def test_two_at_once_take_turns(small: Practice) -> None:
    p = small
    begins(p)
    p.app.workshop.ledger.close()
    both = [launched(p, "once", "--now", p.now.isoformat()) for _ in range(2)]
    said = ["".join(process.communicate(timeout=60)) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted(kind_of(r) for r in p.sent()) == ["command-result", "traject-started"]
    assert sum(" 2 handled" in f" {words}" for words in said) == 1


def test_a_second_one_says_that_another_is_at_work(small: Practice) -> None:
    p = small
    with daemon(p) as running:
        assert until(lambda: Path(p.settings.stores.database_url.removeprefix("sqlite:///") + ".lock").exists())
        assert until(lambda: p.folder("IFMS/Trajecten") == [] and "IFMS/Trajecten" in p.account.folders())
        with pytest.raises(OperatorError, match="Another trajectbot is at work"), only_one(p.settings, 0.3):
            pass
        assert running.poll() is None


@pytest.fixture
def own_dovecot() -> Iterator[Dovecot]:
    """A server that may be restarted."""
    if reason := dovecot_missing():
        pytest.skip(reason)
    server = Dovecot().start()
    yield server
    server.stop()


def test_the_daemon_hears_at_once_survives_a_restart_and_stops(
    own_dovecot: Dovecot, tmp_path: Path, smtp_server: SmtpServer
) -> None:
    with practice(tmp_path, own_dovecot.account(), smtp_server) as p:
        p.app.workshop.ledger.close()
        enquiry = "Ik wil graag een IFMS-traject bij u doen voor mijn herregistratie. Kunt u mij bellen?"
        with daemon(p) as running:
            assert until(lambda: "IFMS/Trajecten" in p.account.folders())
            p.mail(f"Jan Bakker <{JAN}>", "Kennismaking IFMS", enquiry)
            assert until(lambda: p.sent("intake-received", JAN), 60)  # the mailbox is polled every 90 seconds only
            own_dovecot.restart()
            p.mail("Piet Smit <p.smit@ziekenhuis.example>", "Kennismaking IFMS", enquiry)
            assert until(lambda: p.sent("intake-received", "p.smit@ziekenhuis.example"), 40)
            running.send_signal(signal.SIGTERM)
            assert running.wait(20) == 0
    assert len(p.sent()) == 2
