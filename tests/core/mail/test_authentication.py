"""Only the topmost header of our own server vouches for anybody."""

from __future__ import annotations

import pytest

from bot.core.mail.authentication import authenticated, failed
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
