"""Authentication-Results as the servers of the world write it, and as those write it who would like to be believed."""

from __future__ import annotations

import pytest

from bot.core.documents import Document
from bot.core.mail.authentication.verdict import authenticated, failed, unproved
from bot.core.mail.message import InboundMail
from bot.core.mail.parse import parse

OURS = "mx.praktijk.example"


def mail(fields: str, sender: str = "p@ziekenhuis.example") -> InboundMail:
    """A mail with this header above its From, line ends and folding as servers send them."""
    raw = f"{fields}\nFrom: {sender}\nSubject: Formulier\n\nDag\n".replace("\n", "\r\n")
    return parse(raw.encode(), lambda data, name: Document("text"))


GOOGLE = """\
Delivered-To: info@praktijk.example
ARC-Authentication-Results: i=1; mx.google.com;
       dkim=pass header.i=@ziekenhuis.example header.s=google header.b=AbC12/x+;
       dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=ziekenhuis.example
Return-Path: <p@ziekenhuis.example>
Received-SPF: pass (google.com: domain of p@ziekenhuis.example designates 192.0.2.1 as permitted sender)
Authentication-Results: mx.google.com;
       dkim=pass header.i=@ziekenhuis.example header.s=google header.b="AbC12/x+";
       spf=pass (google.com: domain of p@ziekenhuis.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=p@ziekenhuis.example;
       dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=ziekenhuis.example"""
MICROSOFT = """\
Authentication-Results: spf=pass (sender IP is 192.0.2.1)
 smtp.mailfrom=ziekenhuis.example; dkim=pass (signature was verified)
 header.d=ziekenhuis.example;dmarc=pass action=none
 header.from=ziekenhuis.example;compauth=pass reason=100"""
MICROSOFT_OLD = """\
Authentication-Results: spf=pass (sender IP is 192.0.2.1)
 smtp.mailfrom=ziekenhuis.example; praktijk.example; dkim=pass (signature was verified)
 header.d=ziekenhuis.example;praktijk.example; dmarc=bestguesspass action=none
 header.from=ziekenhuis.example;"""
FASTMAIL = """\
Authentication-Results: phl-mx-05.messagingengine.com;
    arc=none (no signatures found);
    bimi=none (No BIMI records found);
    dkim=pass (2048-bit rsa key sha256) header.d=ziekenhuis.example
    header.i=@ziekenhuis.example header.b=aBc12/+x header.a=rsa-sha256 header.s=s1 x-bits=2048;
    dmarc=pass policy.published-domain-policy=none
    policy.applied-disposition=none policy.evaluated-disposition=none
    (p=none,d=none,d.eval=none) policy.policy-from=p
    header.from=ziekenhuis.example;
    iprev=pass smtp.remote-ip=192.0.2.1 (mail.ziekenhuis.example);
    spf=pass smtp.mailfrom=p@ziekenhuis.example
    smtp.helo=mail.ziekenhuis.example"""
MILTERS = """\
Authentication-Results: mx.praktijk.example; dmarc=pass (p=reject dis=none) header.from=ziekenhuis.example
Authentication-Results: mx.praktijk.example;
\tdkim=pass (2048-bit key; unprotected) header.d=ziekenhuis.example header.i=@ziekenhuis.example header.a=rsa-sha256 header.s=mail header.b="x;y(z";
\tdkim-atps=neutral
Received: from mail.ziekenhuis.example (mail.ziekenhuis.example [192.0.2.1])
\tby mx.praktijk.example (Postfix) with ESMTPS id 4ABC for <info@praktijk.example>"""
RSPAMD = """\
Authentication-Results: mx.praktijk.example;
\tdkim=pass header.d=ziekenhuis.example header.s=s1 header.b=AbC;
\tspf=pass (mx.praktijk.example: domain of p@ziekenhuis.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=p@ziekenhuis.example;
\tdmarc=pass (policy=quarantine) header.from=ziekenhuis.example"""
AMAVIS = """\
Authentication-Results: mx.praktijk.example (amavisd-new); dkim=pass (2048-bit key)
 header.d=ziekenhuis.example"""
EXIM = """\
Authentication-Results: mx.praktijk.example;
\tiprev=pass (mail.ziekenhuis.example) smtp.remote-ip=192.0.2.1;
\tspf=pass smtp.mailfrom=ziekenhuis.example;
\tdkim=pass header.d=ziekenhuis.example header.s=x header.a=rsa-sha256;
\tdmarc=pass header.from=ziekenhuis.example"""
ICLOUD = """\
Authentication-Results: bimi.icloud.com; bimi=none
Authentication-Results: dmarc.icloud.com; dmarc=pass header.from=ziekenhuis.example
Authentication-Results: dkim-verifier.icloud.com; dkim=pass (2048-bit key) header.d=ziekenhuis.example
Authentication-Results: spf.icloud.com; spf=pass (spf.icloud.com: 192.0.2.1 is permitted) smtp.mailfrom=p@ziekenhuis.example"""


@pytest.mark.parametrize(
    ("fields", "trusted"),
    [
        pytest.param(GOOGLE, "mx.google.com", id="google"),
        pytest.param(MICROSOFT, "outlook.com", id="microsoft"),
        pytest.param(MICROSOFT, "protection.outlook.com", id="microsoft-by-another-of-its-names"),
        pytest.param(MICROSOFT_OLD, "outlook.com", id="microsoft-names-the-recipient-too"),
        pytest.param(FASTMAIL, "phl-mx-05.messagingengine.com", id="fastmail-one-machine"),
        pytest.param(FASTMAIL, "*.messagingengine.com", id="fastmail-whichever-machine"),
        pytest.param(MILTERS, OURS, id="opendmarc-above-opendkim"),
        pytest.param(RSPAMD, OURS, id="rspamd"),
        pytest.param(AMAVIS, OURS, id="amavis"),
        pytest.param(EXIM, OURS, id="exim"),
        pytest.param(ICLOUD, "dmarc.icloud.com", id="icloud-one-id-a-method"),
        pytest.param("Authentication-Results:\n  mx.praktijk.example\n\t1\n  ;\n dmarc\n =\n pass\n header.from=ziekenhuis.example", OURS, id="folded"),
        pytest.param("Authentication-Results: mx.praktijk.example; dmarc=pass(a)header.from=ziekenhuis.example", OURS, id="comment-for-a-blank"),
        pytest.param("Authentication-Results: mx.praktijk.example; (x) dkim (y) / (z) 1 = (a (b)) pass header (c) . d = ziekenhuis.example", OURS, id="comments-wherever-they-may-be"),
        pytest.param("Authentication-Results: (a) mx.praktijk.example (b) 1 (c); dmarc=pass header.from=ziekenhuis.example", OURS, id="comments-about-the-id"),
        pytest.param("Authentication-Results: mx.praktijk.example; dkim=fail header.d=ziekenhuis.example; dkim=pass header.d=ziekenhuis.example", OURS, id="one-signature-of-two"),
        pytest.param("Authentication-Results: mx.praktijk.example; dkim=pass header.d=lijst.example; dkim=pass header.d=ziekenhuis.example; dmarc=none", OURS, id="the-second-signature"),
        pytest.param('Authentication-Results: mx.praktijk.example; spf=pass smtp.mailfrom="\\"p x\\"@ziekenhuis.example"', OURS, id="quoted-whole"),
        pytest.param('Authentication-Results: mx.praktijk.example; spf=pass smtp.mailfrom="p x"@ziekenhuis.example', OURS, id="quoted-local-part"),
        pytest.param("Authentication-Results: elders.example; none\nAuthentication-Results: MX.Praktijk.Example; dmarc=pass header.from=ziekenhuis.example", OURS, id="below-a-field-of-another"),
    ],
)  # fmt: skip
def test_what_servers_write_when_all_is_well(fields: str, trusted: str) -> None:
    assert authenticated(mail(fields), trusted)
    assert not failed(mail(fields), trusted)
    assert not authenticated(mail(fields, "p@elders.example"), trusted)


@pytest.mark.parametrize(
    ("fields", "trusted"),
    [
        pytest.param(GOOGLE.replace("Authentication-Results: mx", "X-Original-Authentication-Results: mx"), "mx.google.com", id="arc-and-what-was-renamed"),
        pytest.param("ARC-Authentication-Results: i=1; mx.praktijk.example; dmarc=pass header.from=ziekenhuis.example", OURS, id="arc"),
        pytest.param("ARC-Authentication-Results: i=1; mx.microsoft.com 1; dmarc=pass header.from=ziekenhuis.example", "outlook.com", id="arc-of-microsoft"),
        pytest.param("Authentication-Results: mx.praktijk.example; arc=pass; dmarc=none header.from=ziekenhuis.example", OURS, id="a-chain-is-no-sender"),
        pytest.param(MICROSOFT.replace("dmarc=pass", "dmarc=none").replace("d=ziekenhuis", "d=x").replace("mailfrom=ziekenhuis", "mailfrom=x"), "outlook.com", id="compauth-alone"),
        pytest.param(MICROSOFT, OURS, id="nameless-although-ours-has-a-name"),
        pytest.param(MICROSOFT, "*.praktijk.example", id="nameless-although-ours-have-names"),
        pytest.param(f"Authentication-Results: evil.example; none\n{MICROSOFT}", "outlook.com", id="nameless-but-not-on-top"),
        pytest.param("Authentication-Results: dkim=none (message not signed)\n header.d=none;dmarc=none action=none header.from=ziekenhuis.example\nAuthentication-Results: outlook.com; dmarc=pass", "outlook.com", id="microsoft-named-below-its-own"),
        pytest.param("Authentication-Results: x.example; none\nAuthentication-Results: outlook.com; dmarc=pass", "outlook.com", id="microsoft-named-below-another"),
        pytest.param(FASTMAIL, "*.engine.com", id="not-at-a-dot"),
        pytest.param(FASTMAIL.replace("phl-mx-05.", ""), "*.messagingengine.com", id="nothing-before-the-dot"),
        pytest.param(FASTMAIL.replace(".com;", ".com.evil.example;", 1), "*.messagingengine.com", id="the-star-is-in-front-only"),
    ],
)  # fmt: skip
def test_what_is_no_verdict_of_our_server(fields: str, trusted: str) -> None:
    assert not authenticated(mail(fields), trusted)


FORGED = "dmarc=pass header.from=ziekenhuis.example"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(f"mx.praktijk.example.evil.example; {FORGED}", id="prefix"),
        pytest.param(f"evil-mx.praktijk.example; {FORGED}", id="suffix"),
        pytest.param(f"mx.praktijk.example.; {FORGED}", id="dot"),
        pytest.param(f"(mx.praktijk.example) evil.example; {FORGED}", id="id-in-a-comment"),
        pytest.param(f"evil.example (; mx.praktijk.example; {FORGED})", id="all-in-a-comment"),
        pytest.param(f"evil.example mx.praktijk.example; {FORGED}", id="two-ids"),
        pytest.param(f"mx.praktijk.example evil.example; {FORGED}", id="two-ids-ours-first"),
        pytest.param(f'"mx.praktijk.example"evil; {FORGED}', id="more-than-quoted"),
        pytest.param(f"mx.praktijk.example, evil.example; {FORGED}", id="comma"),
        pytest.param(f"mx.praktijk.example 2; {FORGED}", id="another-version"),
        pytest.param(f"mx.praktijk.example\0; {FORGED}", id="nul-in-the-id"),
        pytest.param(f"mx.praktijk.\0example; {FORGED}", id="nul-within-the-id"),
        pytest.param(f"mx.pr\u0430ktijk.example; {FORGED}", id="cyrillic"),
        pytest.param(f"mx.praktij\u212a.example; {FORGED}", id="kelvin"),
        pytest.param(f"mx.praktijk\u3002example; {FORGED}", id="ideographic-dot"),
        pytest.param(f"mx.praktijk.example\u037e {FORGED}", id="greek-question-mark"),
        pytest.param(f"mx.\u200bpraktijk.example; {FORGED}", id="zero-width"),
        pytest.param(f"=?utf-8?q?mx=2Epraktijk=2Eexample?=; {FORGED}", id="encoded-word"),
        pytest.param(f"mx.praktijk.example {FORGED}", id="no-semicolon"),
        pytest.param("mx.praktijk.example; dmarc=pass-if-only header.from=ziekenhuis.example", id="a-longer-word"),
        pytest.param("mx.praktijk.example; dmarc=passed header.from=ziekenhuis.example", id="passed"),
        pytest.param("mx.praktijk.example; x-dmarc=pass header.from=ziekenhuis.example", id="another-method"),
        pytest.param("mx.praktijk.example; dmarc=pass header.from=ziekenhuis.example header.from=evil.example", id="two-domains"),
        pytest.param("mx.praktijk.example; dmarc=pass header.from=", id="from-nothing"),
        pytest.param('mx.praktijk.example; spf=pass smtp.mailfrom="ziekenhuis.example"@evil.example', id="domain-as-local-part"),
        pytest.param('mx.praktijk.example; spf=pass smtp.mailfrom="p@ziekenhuis.example"@evil.example', id="address-as-local-part"),
        pytest.param('mx.praktijk.example; spf=pass smtp.mailfrom="a@evil .ziekenhuis.example"', id="a-blank-before-the-domain"),
        pytest.param('mx.praktijk.example; dkim=pass header.i="ziekenhuis.example"@evil.example', id="identity-with-quotes"),
        pytest.param('mx.praktijk.example; dkim=pass reason="x header.d=ziekenhuis.example y" header.s=x', id="property-in-a-reason"),
        pytest.param('mx.praktijk.example; dkim=pass header.d=evil.example x="; dmarc=pass header.d=ziekenhuis.example "', id="result-in-a-property"),
        pytest.param("mx.praktijk.example; dkim=pass x9header.d=ziekenhuis.example", id="property-within-a-word"),
        pytest.param("mx.praktijk.example; spf=pass smtp.helo=smtp.mailfrom=ziekenhuis.example", id="property-within-a-value"),
        pytest.param('mx.praktijk.example; spf=pass (domain of "a) smtp.mailfrom=ziekenhuis.example ("@evil.example) smtp.mailfrom="a"@evil.example', id="out-of-a-comment"),
        pytest.param('mx.praktijk.example; spf=none (of "\\") ; dmarc=pass ("@evil.example)', id="out-of-a-comment-by-a-quoted-pair"),
        pytest.param("mx.praktijk.example; spf=none (of a\\) ; dmarc=pass (b)", id="escaped-paren"),
        pytest.param("mx.praktijk.example; spf=none (of a ; dmarc=pass", id="open-comment"),
        pytest.param("mx.praktijk.example; spf=none of a) ; dmarc=pass", id="closed-but-not-opened"),
        pytest.param('mx.praktijk.example; dmarc=pass ; spf=none x="', id="open-quotation"),
        pytest.param("mx.praktijk.example; dmarc=pass; spf=none\0", id="nul"),
        pytest.param("mx.praktijk.example; dmarc=pass;" + "x=y;" * 3000, id="endless"),
        pytest.param("mx.praktijk.example; dmarc=pass;" + "x=y;" * 200, id="very-many-results"),
        pytest.param("mx.praktijk.example; dmarc=pass; dmarc=fail", id="pass-and-fail"),
    ],
)  # fmt: skip
def test_what_looks_like_a_verdict(value: str) -> None:
    assert not authenticated(mail(f"Authentication-Results: {value}"), OURS)


def test_what_a_stranger_wrote_does_not_hide_a_failure() -> None:
    """A field that can be read in two ways passes nobody, but what failed in it failed."""
    hidden = (
        'spf=fail (of "a( " ) "@evil.example) smtp.mailfrom=a; dmarc=fail header.from=ziekenhuis.example; dkim=none'
    )
    crooked = mail(f"Authentication-Results: {OURS}; {hidden} (")
    assert failed(crooked, OURS)
    assert unproved(crooked, OURS)


@pytest.mark.parametrize(
    ("results", "disowned", "against"),
    [
        pytest.param("spf=pass smtp.mailfrom=p@ziekenhuis.example; dkim=none; dmarc=fail action=oreject header.from=ziekenhuis.example", True, True, id="microsoft-forwarded"),
        pytest.param("spf=softfail (transitioning domain of x) smtp.mailfrom=x.example; dmarc=none", False, True, id="softly"),
        pytest.param("dkim=pass header.d=x.example; dmarc=bestguesspass header.from=ziekenhuis.example", False, True, id="best-guess"),
        pytest.param("spf=temperror smtp.mailfrom=x.example; dmarc=temperror", False, False, id="could-not-be-looked-up"),
    ],
)  # fmt: skip
def test_what_speaks_against_a_sender(results: str, disowned: bool, against: bool) -> None:
    told = mail(f"Authentication-Results: {OURS}; {results}")
    assert not authenticated(told, OURS)
    assert (failed(told, OURS), unproved(told, OURS) or disowned) == (disowned, against)


@pytest.mark.parametrize(
    "value",
    ['"\\' * 20_000, "(" * 40_000, '"' * 40_000, 'a="b" ' * 6_000, "x=y" + "( )" * 9_000, "x=y " + "a . " * 9_000, "a;" * 20_000, '("' * 9_000],
    ids=["quoted-pairs", "parens", "quotes", "values", "comments", "names", "semicolons", "both"],
)  # fmt: skip
def test_what_is_longer_than_any_is_read_as_far_as_real_ones_go(value: str) -> None:
    told = mail(f"Authentication-Results: {OURS}; spf=fail; {value}")
    assert unproved(told, OURS)
    assert not authenticated(told, OURS)
