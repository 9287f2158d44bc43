"""[imap] and [smtp]: where the mailbox is, and what takes our mail."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from bot.shell.settings.kinds import Count, Name, Port, Since, Text, TokenUrl, Whole
from bot.shell.settings.security import Security, is_loopback


class Section(BaseModel):
    """A table of the file; a key that is not named here is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OauthSection(Section):
    """[imap.oauth]"""

    token_url: TokenUrl
    client_id: Name
    client_secret_env: Name = "TRAJECTBOT_IMAP_CLIENT_SECRET"  # noqa: S105 - the name of a variable
    scope: Name = "https://outlook.office365.com/.default"
    ca_file: Text = ""


class ServerSection(Section):
    """What [imap] and [smtp] share."""

    host: Name
    security: Security = "tls"
    ca_file: Text = ""
    username: Text = ""
    password_env: Text = ""
    password_file: Text = ""

    @field_validator("security")
    @classmethod
    def _plain_stays_here(cls, value: str, info: ValidationInfo) -> str:
        if value == "plain" and not is_loopback(info.data.get("host", "localhost")):
            raise ValueError('is for a loopback address only; choose "tls" or "starttls"')
        return value

    @field_validator("password_file")
    @classmethod
    def _one_password(cls, value: str, info: ValidationInfo) -> str:
        if value and info.data.get("password_env"):
            raise ValueError("is set, and password_env too; keep one of them")
        return value


class ImapSection(ServerSection):
    """[imap]"""

    port: Port = 993
    oauth: OauthSection | None = None
    auth: Literal["password", "xoauth2"] = "password"
    poll_seconds: Annotated[Whole, Field(ge=1, le=86_400)] = 90
    folder_root: Name = "IFMS"
    since: Since = ""

    @field_validator("auth")
    @classmethod
    def _has_oauth(cls, value: str, info: ValidationInfo) -> str:
        if value == "xoauth2" and not info.data.get("oauth", True):
            raise ValueError("needs a table [imap.oauth] with token_url and client_id")
        return value


class SmtpSection(ServerSection):
    """[smtp]"""

    port: Port = 587
    security: Security = "starttls"
    auth: Literal["password", "xoauth2"] = "password"
    max_per_minute: Count = 30
