"""The name under which the receiving server writes its verdicts, told by the mails; a sender's own is never proposed."""

from __future__ import annotations

import random

import pytest

from bot.shell.operator.signers import Signer, found, samples

MX = "mx.praktijk.example"


def header(number: int, *fields: str, by: str = MX, domain: str = "") -> bytes:
    sender = domain or f"ziekenhuis{number % 5}.example"
    took = f"Received: from mail.{sender} (mail.{sender} [192.0.2.1])\r\n\tby {by} with ESMTPS id x{number}"
    verdicts = (f"Authentication-Results: {value.format(d=sender, n=number)}" for value in fields)
    forged = "Received: from x by mx.evil.example with SMTP"
    return "\r\n".join((took, *verdicts, forged, f"From: p@{sender}", "Subject: x", "", "")).encode()


def finding(headers: list[bytes], trusted: str = "") -> Signer:
    return found(samples(headers, "praktijk.example"), trusted)


GOOGLE = "mx.google.com; dkim=pass header.i=@{d}; spf=pass smtp.mailfrom=p@{d}; dmarc=pass (p=NONE) header.from={d}"
MICROSOFT = "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom={d}; dkim=pass header.d={d};dmarc=pass action=none header.from={d};compauth=pass reason=100"


@pytest.mark.parametrize(
    ("fields", "by", "proposal"),
    [
        pytest.param((MX + "; dmarc=pass header.from={d}",), MX, MX, id="one"),
        pytest.param((MX + "; dmarc=pass header.from={d}", MX + "; dkim=pass header.d={d}"), MX, MX, id="a field a method"),
        pytest.param((MX + "; none",), "imap.praktijk.example", MX, id="another host of theirs took it"),
        pytest.param((GOOGLE,), "mx.google.com", "mx.google.com", id="google"),
        pytest.param((MICROSOFT,), "AM0EUR02FT012.mail.protection.outlook.com", "outlook.com", id="microsoft"),
        pytest.param(("phl-mx-0{n}.messagingengine.com; dmarc=pass header.from={d}",), "mailmx.messagingengine.com", "*.messagingengine.com", id="many machines"),
        pytest.param(("bimi.icloud.com; bimi=none", "dmarc.icloud.com; dmarc=pass header.from={d}", "spf.icloud.com; spf=pass"), "p00-icloudmta.mail.icloud.com", "dmarc.icloud.com", id="an id a method"),
        pytest.param((MX + "; dmarc=pass header.from={d}", "mail.{d}; dkim=pass header.d={d}"), MX, MX, id="each sender's own below"),
        pytest.param((MX + "; dmarc=pass header.from={d}", "relay.evil.example; dmarc=pass header.from={d}"), MX, MX, id="a relay's below"),
    ],
)  # fmt: skip
def test_the_name_of_the_server_that_took_them(fields: tuple[str, ...], by: str, proposal: str) -> None:
    told = finding([header(n, *fields, by=by) for n in range(10)])
    assert (told.mails, told.proposal, told.written, told.own) == (10, proposal, 10, True)
    assert told.domains == 5
    again = finding([header(n, *fields, by=by) for n in range(10)], proposal)
    assert again.trusted == 10


@pytest.mark.parametrize(
    ("headers", "proposal", "own"),
    [
        pytest.param([header(n) for n in range(10)], "", False, id="none writes any"),
        pytest.param([header(n, MX + "; none") for n in range(2)], "", False, id="too few"),
        pytest.param([header(n, MX + "; none", domain="een.example") for n in range(10)], "", False, id="one sender only"),
        pytest.param([header(n, "mx.evil.example; dmarc=pass") if n % 2 else header(n) for n in range(10)], "", False, id="on half of them"),
        pytest.param([header(n, "mail.{d}; dmarc=pass header.from={d}") for n in range(10)], "", False, id="each sender writes his own"),
        pytest.param([header(n, "mx.evil.example; dmarc=pass") for n in range(10)], "mx.evil.example", False, id="a stranger's on all"),
        pytest.param([header(n, "OpenDMARC; dmarc=pass") for n in range(10)], "opendmarc", False, id="a name that is no host's"),
        pytest.param([header(n, MICROSOFT) for n in range(10)], "", False, id="nameless, and not taken by Microsoft"),
        pytest.param([header(n, MX + "; none", domain="praktijk.example") for n in range(10)], "", False, id="from inside"),
        pytest.param([b"Authentication-Results: x; none\r\nFrom: p@x.example\r\n\r\n"] * 10, "", False, id="taken by nobody"),
        pytest.param([header(n, '"mx\\"\r\n evil = \\"x"; none') for n in range(10)], "", False, id="no name for a line"),
    ],
)  # fmt: skip
def test_what_is_not_proposed_as_the_servers_own(headers: list[bytes], proposal: str, own: bool) -> None:
    told = finding(headers)
    assert (told.proposal, told.own) == (proposal, own)


def test_the_configured_name_is_counted() -> None:
    headers = [header(n, MX + "; none") if n < 7 else header(n) for n in range(10)]
    assert finding(headers, MX).trusted == 7
    assert finding(headers, "mx.ander.example").trusted == 0


@pytest.mark.parametrize("seed", range(10))
def test_a_sender_s_own_never_wins_from_the_server_s(seed: int) -> None:
    """Whatever senders put in below the server's own field, on however many of the mails."""
    rng = random.Random(f"authserv {seed}")
    forged = [
        "mx.evil.example; dmarc=pass",
        "*.praktijk.example; dmarc=pass",
        f"{MX}.evil.example; dmarc=pass; spf=pass",
        GOOGLE,
        MICROSOFT,
    ]
    headers = []
    for number in range(rng.randrange(3, 50)):
        own = f"{MX}; dkim=none; dmarc={rng.choice(('pass', 'none', 'fail'))}"
        headers.append(header(number, own, *rng.sample(forged, rng.randrange(4))))
    told = finding(headers)
    assert (told.proposal, told.own) == (MX, True)


def test_a_name_on_one_senders_mails_only_is_told_but_not_proposed() -> None:
    told = finding([header(n, MX + "; none", domain="een.example") for n in range(10)])
    assert (told.proposal, told.thin) == ("", MX)
    assert finding([header(n, "mx.evil.example; dmarc=pass", domain="een.example") for n in range(10)]).thin == ""
    assert finding([header(n, MX + "; none") for n in range(10)]).thin == ""
