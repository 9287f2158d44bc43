"""Addresses beyond ASCII (RFC 6531): put before her, answered when the mail server takes them, and told when not."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.mails import one_line
from support.servers.dovecot import Account
from support.servers.smtp import StartSmtp
from support.stories.practice import PASS, SHE, Practice, parsed, practice, text_of

PLAIN = {
    "arts@zürich.example": "arts@xn--zrich-kva.example",
    "arts@xn--zrich-kva.example": "arts@xn--zrich-kva.example",
}
BEYOND = {
    "jürgen@ziekenhuis.example": "jürgen@ziekenhuis.example",
    "用户@例子.example": "用户@xn--fsqu00a.example",
    "jörg@straße.example": "jörg@xn--strae-oqa.example",
}
UNWRITABLE = ("a\u202db@kliniek.example",)


def enquiry(p: Practice, address: str) -> bytes:
    """As a server hands it over with SMTPUTF8: the address as it is."""
    result = PASS.format(domain=address.rpartition("@")[2])
    head = (
        f"Authentication-Results: {result}\r\nFrom: <{address}>\r\nTo: info@praktijk.example\r\nSubject: IFMS\r\n"
        f"Date: Mon, 02 Nov 2026 09:00:00 +0100\r\nMessage-ID: <{abs(hash(address))}@kliniek.example>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    return f"{head}Graag een IFMS-traject.\r\n".encode()


def played(p: Practice) -> None:
    everybody = (*PLAIN, *BEYOND, *UNWRITABLE)
    p.account.append(*(enquiry(p, a) for a in everybody), when=p.now)
    p.mail("els@kliniek.example", "IFMS", "Graag een IFMS-traject.")
    p.round("2026-11-02 10:00")
    assert p.folder("IFMS/Geparkeerd") == []
    assert len(p.folder("INBOX")) == len(everybody) + 1
    p.round("2026-11-03 07:30")


def answered(p: Practice) -> set[str]:
    return {r.recipient for r in p.sent("intake-received")}


@pytest.mark.parametrize("takes", [True, False])
def test_an_enquiry_is_put_before_her_and_answered_where_that_can_be(
    tmp_path: Path, account: Account, start_smtp: StartSmtp, takes: bool
) -> None:
    with practice(tmp_path, account, start_smtp(enable_SMTPUTF8=takes)) as p:
        played(p)
        expected = {"els@kliniek.example", *PLAIN.values(), *(BEYOND.values() if takes else ())}
        assert answered(p) == expected
        digest = one_line(text_of(parsed(p.sent("digest", SHE)[0])))
        for address in (*BEYOND, "els@kliniek.example"):
            assert address in digest
        assert ("(antwoord op een aanvraag) kon niet worden verzonden" in digest) is not takes


@pytest.mark.parametrize("takes", [True, False])
def test_a_traject_may_be_started_for_one(tmp_path: Path, account: Account, start_smtp: StartSmtp, takes: bool) -> None:
    with practice(tmp_path, account, start_smtp(enable_SMTPUTF8=takes)) as p:
        p.command("start jürgen@ziekenhuis.example Jürgen Prins", "start els@kliniek.example Els Wit")
        p.round("2026-11-02 10:00")
        started = {r.recipient for r in p.sent("traject-started")}
        assert started == {"els@kliniek.example", *(("jürgen@ziekenhuis.example",) if takes else ())}
        p.round("2026-11-03 07:30")
        assert bool(p.sent("undeliverable", SHE)) is not takes
        p.round("2026-11-10 09:00")
