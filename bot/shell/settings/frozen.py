"""The configuration: one TOML file and the environment, read once and handed down as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.errors import ConfigurationError
from bot.core.traject.rules import Practice, Practitioner, Safeguards, TrajectRules
from bot.shell.settings.security import Security


@dataclass(frozen=True, slots=True)
class Secret:
    """A password that is fetched when it is needed, so that commands which need none work without."""

    key: str
    variable: str = ""
    file: Path | None = None
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)

    def reveal(self) -> str:
        """The password itself; ConfigurationError when it is nowhere to be found."""
        if self.file is None:
            return self._from_variable()
        try:
            value = self.file.read_text(encoding="utf-8-sig").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
            raise ConfigurationError(
                f"{self.key}_file: {self.file} cannot be read: {reason}.", "Check the path and who may read it."
            ) from error
        if not value:
            raise ConfigurationError(f"{self.key}_file: {self.file} is empty.", "Put the password in it.")
        return value

    def _from_variable(self) -> str:
        value = self.environ.get(self.variable, "")
        if not value:
            raise ConfigurationError(
                f"{self.key}_env: the environment variable {self.variable} is not set.",
                f"Set {self.variable}, or name a file with {self.key}_file.",
            )
        return value


@dataclass(frozen=True, slots=True)
class Oauth:
    """How to get an access token with client credentials."""

    token_url: str
    client_id: str
    client_secret: Secret
    scope: str
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Imap:
    """The watched mailbox. `oauth` takes the place of the password; `since` is an ISO date or ""."""

    host: str
    port: int
    security: Security
    ca_file: Path | None
    username: str
    password: Secret
    oauth: Oauth | None
    poll_seconds: int
    folder_root: str
    since: str


@dataclass(frozen=True, slots=True)
class Smtp:
    """The server that takes our mail; without a `username` there is no sign-in."""

    host: str
    port: int
    security: Security
    ca_file: Path | None
    username: str
    password: Secret
    oauth: Oauth | None
    max_per_minute: int


@dataclass(frozen=True, slots=True)
class Stores:
    """Where the ledger, the keys of the trajects and the master key are kept."""

    database_url: str
    keystore_url: str
    master_key_file: Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the operator has set; `file` is where it stands. `traject_types` starts with the default."""

    file: Path
    practice: Practice
    practitioner: Practitioner
    imap: Imap
    smtp: Smtp
    stores: Stores
    engine: str
    operator: str
    safeguards: Safeguards
    traject_types: tuple[TrajectRules, ...]

    def rules(self, type_name: str = "") -> TrajectRules | None:
        """The rules of a traject type, of the default one when none is named; None when there is no such type."""
        wanted = type_name or self.traject_types[0].type
        return next((rules for rules in self.traject_types if rules.type == wanted), None)
