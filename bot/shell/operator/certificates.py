"""How long the mail servers' certificates are valid yet, asked without signing in."""

from __future__ import annotations

import imaplib
import smtplib
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from cryptography import x509

from bot.shell.settings.frozen import Settings

_SECONDS = 5


def certificate_days(settings: Settings, now: datetime) -> tuple[tuple[str, int], ...]:
    """("imap", days) and ("smtp", days), negative when over; a server without TLS or without an answer is left out."""
    return tuple(_days(settings, now))


def _days(settings: Settings, now: datetime) -> Iterator[tuple[str, int]]:
    ask: tuple[tuple[str, str, int, str, Callable[[str, int, str], bytes | None]], ...] = (
        ("imap", settings.imap.host, settings.imap.port, settings.imap.security, _imap),
        ("smtp", settings.smtp.host, settings.smtp.port, settings.smtp.security, _smtp),
    )
    for name, host, port, security, asked in ask:
        try:
            der = asked(host, port, security) if security != "plain" else None
            ends = x509.load_der_x509_certificate(der).not_valid_after_utc if der else None
        except (OSError, ValueError, imaplib.IMAP4.error, smtplib.SMTPException):
            continue  # whether it answers is told by the rounds
        if ends is not None:
            yield name, (ends - now.astimezone(UTC)).days


def _looking() -> ssl.SSLContext:
    """Takes any certificate: it is only looked at, nothing is said over this line, and an expired one must be seen."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _imap(host: str, port: int, security: str) -> bytes | None:
    if security == "tls":
        line: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, port, ssl_context=_looking(), timeout=_SECONDS)
    else:
        line = imaplib.IMAP4(host, port, timeout=_SECONDS)
    try:
        if security != "tls":
            line.starttls(_looking())
        return _certificate(line.sock)
    finally:
        line.shutdown()


def _smtp(host: str, port: int, security: str) -> bytes | None:
    if security == "tls":
        line: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=_looking())
    else:
        line = smtplib.SMTP(host, port, timeout=_SECONDS)
    with line:
        if security != "tls":
            line.starttls(context=_looking())
        return _certificate(line.sock)


def _certificate(sock: object) -> bytes | None:
    return sock.getpeercert(binary_form=True) if isinstance(sock, ssl.SSLSocket) else None
