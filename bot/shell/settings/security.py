"""How a connection is protected, and where it need not be."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Literal

Security = Literal["tls", "starttls", "plain"]


def is_loopback(host: str) -> bool:
    """Whether this name or address is this very machine."""
    if host.casefold() in ("localhost", "ip6-localhost"):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
