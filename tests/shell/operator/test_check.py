"""`check` as an operator reads it: what it says of senders, and that it only proposes."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.servers.dovecot import PASSWORD, Account
from support.servers.smtp import SmtpServer
from support.stories.practice import write_config

from bot.shell.operator.check import checkup
from bot.shell.servers.endpoints import Proof
from bot.shell.settings.loading import load

MX = "mx.praktijk.example"


def received(number: int, verdict: str = "") -> bytes:
    lines = [f"Received: from mail.z{number}.example by {MX} with ESMTPS id {number}"]
    lines += [f"Authentication-Results: {verdict}"] if verdict else []
    return "\r\n".join((*lines, f"From: p@z{number}.example", f"Subject: {number}", "", "Dag", "")).encode()


def checked(folder: Path, account: Account, smtp: SmtpServer, trusted: str) -> list[Proof]:
    file = write_config(folder, account, smtp, authserv=trusted)
    before = file.read_bytes()
    proofs = list(checkup(load(file, {"IMAP_PASSWORD": PASSWORD})))
    assert file.read_bytes() == before
    return proofs


@pytest.mark.parametrize(
    ("verdict", "count", "trusted", "code", "words"),
    [
        pytest.param(MX + "; dmarc=pass", 4, "", 0, ["is empty", '"ja"', f'write under [security]: trusted_authserv_id = "{MX}"'], id="proposed"),
        pytest.param("", 4, "", 0, ["is empty", "Ask whoever runs the mail server", "RFC 8601"], id="the server writes none"),
        pytest.param("", 0, "", 0, ["is empty", "too few mails"], id="no mail yet"),
        pytest.param(MX + "; dmarc=pass", 4, MX, 0, ["stands on 4 of the newest 4 mails"], id="all is well"),
        pytest.param("", 0, MX, 0, ["cannot be compared yet"], id="nothing to compare"),
        pytest.param(MX + "; dmarc=pass", 4, "mx.oud.example", 1, ["on none of the newest 4", '"ja"', f'trusted_authserv_id = "{MX}"'], id="another name"),
        pytest.param("", 4, MX, 1, ["on none of the newest 4", "Ask whoever runs"], id="the server stopped"),
        pytest.param("mx.evil.example; dmarc=pass", 4, "", 0, ["is no name of the server that took them"], id="a stranger's name"),
    ],
)  # fmt: skip
def test_what_is_said_of_senders(
    tmp_path: Path, account: Account, smtp_server: SmtpServer,
    verdict: str, count: int, trusted: str, code: int, words: list[str],
) -> None:  # fmt: skip
    account.append(*(received(number, verdict) for number in range(count)))
    before = account.mails()
    proofs = checked(tmp_path, account, smtp_server, trusted)
    [said] = [proof for proof in proofs if proof.what.startswith("senders")]
    assert [proof for proof in proofs if not proof.ok] == [said] * code
    for word in words:
        assert word in said.words
    assert "evil" not in said.words.partition("[security]")[2]
    assert account.mails() == before
