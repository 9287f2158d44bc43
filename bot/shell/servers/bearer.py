"""Signing in with an access token: XOAUTH2, and OAUTHBEARER (RFC 7628) where that is all there is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.core.errors import OperatorError
from bot.shell.servers.endpoints import Endpoint


class TokenRefusedError(OperatorError):
    """The mail server does not take this token; it was dropped, so that the next one is asked for anew."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"The mail server refuses the sign-in by access token: {said}.",
            "Look at username and [imap.oauth]: may this application use this mailbox?",
        )


@dataclass(frozen=True, slots=True)
class Bearer:
    """What is said to the server; `on_refusal` is what it wants to hear once it has explained itself."""

    mechanism: str
    response: bytes
    on_refusal: bytes


def bearer(offered: Collection[str], endpoint: Endpoint, token: str) -> Bearer:
    """`offered` are the server's SASL mechanisms in capitals."""
    if "OAUTHBEARER" in offered and "XOAUTH2" not in offered:
        name = endpoint.username.replace("=", "=3D").replace(",", "=2C")
        words = (f"n,a={name},", f"host={endpoint.host}", f"port={endpoint.port}", f"auth=Bearer {token}", "", "")
        return Bearer("OAUTHBEARER", "\1".join(words).encode(), b"\1")
    return Bearer("XOAUTH2", f"user={endpoint.username}\1auth=Bearer {token}\1\1".encode(), b"")
