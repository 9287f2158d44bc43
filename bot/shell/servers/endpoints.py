"""Where mail is fetched from and handed over to: host, port, security and identity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import get_args

from bot.core.errors import ConfigurationError
from bot.shell.settings.security import Security, is_loopback


def kept_by_nobody(token: str) -> None:
    """For tokens that nobody keeps."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One server and who we are there. `ca_file` is an own CA, "" means the system's.

    `access_token` replaces the password; it is asked for a fresh token at each sign-in. `drop_token` is told of one
    that the server refuses.
    """

    host: str
    port: int
    security: Security
    username: str
    password: str = field(repr=False)
    ca_file: str = ""
    timeout_seconds: float = 30
    access_token: Callable[[], str] | None = field(default=None, repr=False)
    drop_token: Callable[[str], None] = field(default=kept_by_nobody, repr=False)

    def __post_init__(self) -> None:
        if self.security not in get_args(Security):
            raise ConfigurationError(f"security = {self.security!r} is unknown.", "Use tls, starttls or plain.")
        if self.security == "plain" and not is_loopback(self.host):
            problem = f"security = plain would send passwords and mail readable over the network to {self.host}."
            raise ConfigurationError(problem, "Use tls or starttls; plain is for this machine itself only.")


@dataclass(frozen=True, slots=True)
class ImapEndpoint(Endpoint):
    """The watched mailbox."""


@dataclass(frozen=True, slots=True)
class SmtpEndpoint(Endpoint):
    """The server that takes our mail; an empty username means no sign-in."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that `check` tried: what, whether it worked, and in plain words why not."""

    what: str
    ok: bool
    words: str = ""
