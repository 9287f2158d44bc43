"""Only the topmost header of our own server vouches for anybody."""

from __future__ import annotations

import pytest

from bot.core.mail.authentication.verdict import authenticated, failed, unproved
from bot.core.mail.message import Address, InboundMail

OURS = "mx.praktijk.example"


def mail(*authentication: str, sender: str = "p@ziekenhuis.example") -> InboundMail:
    return InboundMail("key", sender=Address("", sender) if sender else None, authentication=authentication)


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(f"{OURS}; dmarc=pass header.from=ziekenhuis.example", id="dmarc"),
        pytest.param(
            f"{OURS} 1; dmarc=pass (p=reject dis=none) header.from=Ziekenhuis.example", id="version-comment-case"
        ),
        pytest.param(f"{OURS}; dkim=pass header.d=ziekenhuis.example header.s=x", id="dkim-aligned"),
        pytest.param(f"{OURS}; dkim=pass header.i=@mail.ziekenhuis.example", id="dkim-sub-domain"),
        pytest.param(f"{OURS}; spf=pass smtp.mailfrom=bounce@ziekenhuis.example; dkim=none", id="spf-aligned"),
        pytest.param(
            f'{OURS}; dkim=fail reason="bad; sig" header.d=x.example; dkim=pass header.d=ziekenhuis.example',
            id="quoted",
        ),
        pytest.param(f'"{OURS}"; dmarc=pass header.from="ziekenhuis.example"', id="authserv-id-quoted"),
        pytest.param(f'"{OURS}" 1 ; dmarc="pass" header.from=ziekenhuis.example', id="result-quoted"),
        pytest.param('"mx.praktijk\\.example"; dkim=pass header.d="ziekenhuis\\.example"', id="quoted-pairs"),
    ],
)
def test_vouched_for(header: str) -> None:
    assert authenticated(mail(header), OURS)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param((), id="h2-none"),
        pytest.param(("mx.other.example; dmarc=pass header.from=ziekenhuis.example",), id="h2-not-ours"),
        pytest.param(
            (
                f"{OURS}; dmarc=fail header.from=ziekenhuis.example",
                f"{OURS}; dmarc=pass header.from=ziekenhuis.example",
            ),
            id="h3-forged-below-the-border",
        ),
        pytest.param((f"{OURS}; dmarc=fail; dkim=pass header.d=ziekenhuis.example",), id="h1-dmarc-fails"),
        pytest.param((f"{OURS}; dkim=pass header.d=evil.example",), id="dkim-of-somebody-else"),
        pytest.param((f"{OURS}; dkim=pass header.d=evilziekenhuis.example",), id="dkim-same-ending"),
        pytest.param((f"{OURS}; dkim=pass header.d=example",), id="dkim-of-a-top-level-domain"),
        pytest.param((f"{OURS}; spf=pass smtp.helo=ziekenhuis.example",), id="spf-of-the-helo-name"),
        pytest.param((f"{OURS}; dmarc=pass header.from=evil.example",), id="dmarc-of-another-from"),
        pytest.param((f"{OURS}; spf=none (dmarc=pass header.from=ziekenhuis.example)",), id="in-a-comment"),
        pytest.param(
            (f'{OURS}; spf=none reason="; dmarc=pass header.from=ziekenhuis.example"',), id="in-a-quoted-string"
        ),
        pytest.param((f'"{OURS}; dmarc=pass"; dmarc=pass header.from=ziekenhuis.example',), id="more-in-the-quoted-id"),
        pytest.param((f'"x\\"; {OURS}"; dmarc=pass header.from=ziekenhuis.example',), id="ours-within-the-quoted-id"),
        pytest.param(("spf=pass smtp.mailfrom=ziekenhuis.example",), id="nameless-but-not-trusted"),
        pytest.param((f"{OURS}; none",), id="none-tested"),
        pytest.param(("(" * 5000 + '"',), id="noise"),
    ],
)
def test_not_vouched_for(headers: tuple[str, ...]) -> None:
    assert not authenticated(mail(*headers), OURS)


def test_without_a_trusted_server_nobody_is_authenticated() -> None:
    assert not authenticated(mail("; dmarc=pass header.from=ziekenhuis.example"), "")


def test_h4_a_mail_without_one_sender_is_never_authenticated() -> None:
    assert not authenticated(mail(f"{OURS}; dmarc=pass", sender=""), OURS)


MICROSOFT = (
    "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=ziekenhuis.example; dkim=pass (signature was verified) "
    "header.d=ziekenhuis.example;dmarc=pass action=none header.from=ziekenhuis.example;compauth=pass reason=100"
)


def test_the_header_of_microsoft_365_names_no_host() -> None:
    assert authenticated(mail(MICROSOFT), "protection.outlook.com")
    assert not authenticated(mail("mx.x.example; none", MICROSOFT), "protection.outlook.com")


def test_h1_a_disowned_mail_is_told_from_an_unknown_one() -> None:
    assert failed(mail(f"{OURS}; dmarc=fail header.from=ziekenhuis.example"), OURS)
    assert not failed(mail(), OURS)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param("spf=fail smtp.mailfrom=ziekenhuis.example", True, id="spf-failed"),
        pytest.param("spf=softfail smtp.mailfrom=ziekenhuis.example; dkim=none", True, id="spf-softly-failed"),
        pytest.param("spf=none; dkim=pass header.d=provider.example", True, id="a-stranger-signed"),
        pytest.param("spf=pass smtp.mailfrom=a@ziekenhuis.example; dkim=pass header.d=provider.example", False, id="spf-aligned"),
        pytest.param("spf=fail smtp.mailfrom=x.example; dkim=pass header.d=ziekenhuis.example", False, id="forwarded-but-signed"),
        pytest.param("spf=none; dkim=none", False, id="no-verdict"),
        pytest.param("spf=pass smtp.mailfrom=bounce@lists.example", False, id="another-envelope"),
    ],
)  # fmt: skip
def test_what_speaks_against_its_sender(header: str, expected: bool) -> None:
    assert unproved(mail(f"{OURS}; {header}"), OURS) is expected
    assert not unproved(mail(f"{OURS}; {header}"), "")


@pytest.mark.parametrize(
    ("sender", "named", "expected"),
    [
        pytest.param("p@münchen.example", "xn--mnchen-3ya.example", True, id="a-label"),
        pytest.param("p@xn--mnchen-3ya.example", "münchen.example", True, id="u-label-in-the-header"),
        pytest.param("p@boßche.example", "bossche.example", False, id="sharp-s"),
        pytest.param("p@boſſche.example", "bossche.example", False, id="long-s"),
        pytest.param("p@bosscʜe.example", "bossche.example", False, id="small-capital"),
        pytest.param("p@boss\u212a.example", "bossk.example", False, id="kelvin"),
    ],
)
def test_domains_are_compared_as_dns_has_them(sender: str, named: str, expected: bool) -> None:
    assert authenticated(mail(f"{OURS}; dmarc=pass header.from={named}", sender=sender), OURS) is expected
