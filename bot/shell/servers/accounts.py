"""From the settings to the servers as mailbox and sender know them; passwords are fetched here, not earlier."""

from __future__ import annotations

from bot.shell.servers.endpoints import ImapEndpoint, SmtpEndpoint, kept_by_nobody
from bot.shell.servers.oauth import TokenSource
from bot.shell.settings.frozen import Imap, Smtp


def imap_endpoint(imap: Imap) -> ImapEndpoint:
    """The watched mailbox; ConfigurationError when its password is missing."""
    tokens = TokenSource(imap.oauth) if imap.oauth else None
    return ImapEndpoint(
        host=imap.host,
        port=imap.port,
        security=imap.security,
        username=imap.username,
        password="" if imap.oauth else imap.password.reveal(),
        ca_file=str(imap.ca_file or ""),
        access_token=tokens,
        drop_token=tokens.drop if tokens else kept_by_nobody,
    )


def smtp_endpoint(smtp: Smtp) -> SmtpEndpoint:
    """The server that takes our mail; ConfigurationError when it wants a password and that is missing."""
    tokens = TokenSource(smtp.oauth) if smtp.oauth else None
    return SmtpEndpoint(
        host=smtp.host,
        port=smtp.port,
        security=smtp.security,
        username=smtp.username,
        password=smtp.password.reveal() if smtp.username and not smtp.oauth else "",
        ca_file=str(smtp.ca_file or ""),
        access_token=tokens,
        drop_token=tokens.drop if tokens else kept_by_nobody,
    )
