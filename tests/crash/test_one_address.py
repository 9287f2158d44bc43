"""When her address is the practice's own, what is for her is put into INBOX: once, whenever the bot crashes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.crash import Fuse, copied, crash, recover
from support.servers.dovecot import Account, Dovecot
from support.servers.smtp import SmtpServer
from support.stories.ending import ending
from support.stories.practice import INFO, JAN, Practice, practice
from support.stories.scenes import MORE

ENQUIRY = "Ik wil graag een IFMS-traject bij u doen voor mijn herregistratie. Kunt u mij bellen?"


@pytest.fixture
def alone(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> Iterator[Practice]:
    """A practice with one address for everything."""
    with practice(tmp_path, account, smtp_server, more=MORE, she=INFO) as running:
        yield running


def test_the_digest_lies_in_the_inbox_once(alone: Practice, dovecot: Dovecot, tmp_path: Path) -> None:
    p = alone
    p.mail(f"Jan Bakker <{JAN}>", "Kennismaking IFMS", ENQUIRY)
    p.round("2026-11-02 09:10")
    p.round("2026-11-03 07:00")
    received, count = list(p.smtp.received), Fuse()
    calm = copied(p, tmp_path / "calm", dovecot.account())
    for q in (p, calm):
        q.now = q.now.replace(hour=7, minute=30)
    crash(calm, count)
    recover(calm)
    assert "imap append" in count.steps
    wanted = ending(calm)
    assert sum("digest" in mail for mail in wanted["folders"]["INBOX"]) == 1
    for at in range(1, len(count.steps) + 1):
        p.smtp.recorder.received = list(received)
        q = copied(p, tmp_path / f"c{at}", dovecot.account())
        q.now = p.now
        crash(q, Fuse(at))
        q.now = q.now.replace(minute=45)
        recover(q)
        seen = ending(q)
        assert seen["folders"] == wanted["folders"], count.steps[at - 1]
        assert seen["mails"] == wanted["mails"]
        assert {k[0]: k[-1] for k in seen["outbox"]} == {k[0]: k[-1] for k in wanted["outbox"]}
