"""One SMTP connection: encrypted or refused, signed in, one mail after the other."""

from __future__ import annotations

import ssl
from asyncio import WriteTransport
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from aiosmtplib import SMTP
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from bot.core.errors import OperatorError, TrajectbotError, TransientError
from bot.core.mail.machine.fault import blames_address
from bot.core.people.addresses import a_label
from bot.shell.servers.bearer import TokenRefusedError, bearer
from bot.shell.servers.endpoints import SmtpEndpoint
from bot.shell.servers.tls import client_context
from bot.shell.smtp.values import Delivery, Outgoing, Result, acceptable, one_line, status_of

# An address literal instead of our own name: asking for the name may take seconds and tells it to everybody.
_OUR_NAME = "[127.0.0.1]"
_WANTS_SIGN_IN = (530, 534, 535, 538)
_TOO_LARGE = 552
_LONGEST_LABEL = 63  # octets (RFC 1035 2.3.4)
_SIGNED_IN, _EXPLAINS = 235, 334
_LOST = (SMTPServerDisconnected, SMTPTimeoutError, OSError)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _translation(doing: str, error: Exception) -> TrajectbotError:
    """Who can put it right: a certificate, a password or a refusal is the operator's, all else is time's."""
    said = one_line(str(error)).rstrip(".") or type(error).__name__
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error)):
        problem = f"The mail server's certificate cannot be trusted while {doing}: {said}."
        return OperatorError(problem, "Use the host name that the certificate carries, or give its CA as ca_file.")
    if isinstance(error, SMTPAuthenticationError) and error.code >= 500:
        problem = f"The mail server refuses the sign-in: {said}."
        return OperatorError(problem, "Look at username and password (or the access token) of [smtp].")
    if isinstance(error, SMTPResponseException) and error.code >= 500:
        return OperatorError(f"The mail server refuses us while {doing}: {said}.", "Ask whoever runs the mail server.")
    problem = f"The connection to the mail server failed while {doing}: {said}."
    return TransientError(problem, "It will be tried again; when it stays so, look at host, port and security.")


@contextmanager
def translated(doing: str) -> Iterator[None]:
    try:
        yield
    except (SMTPException, OSError, ValueError) as error:
        raise _translation(doing, error) from error


class _Client(SMTP):
    """Closes at once: a polite end of TLS would outlive the event loop and leave the socket open."""

    def close(self) -> None:
        transport = self.transport
        super().close()
        if isinstance(transport, WriteTransport):
            transport.abort()


async def dial(endpoint: SmtpEndpoint) -> SMTP:
    """Connect and greet, with TLS from the first byte when that is the endpoint's security."""
    context = None if endpoint.security == "plain" else client_context(endpoint.ca_file)
    client = _Client(
        hostname=endpoint.host,
        port=endpoint.port,
        timeout=endpoint.timeout_seconds,
        local_hostname=_OUR_NAME,
        use_tls=endpoint.security == "tls",
        start_tls=False,
        tls_context=context,
    )
    with translated(f"connecting to {endpoint.host} port {endpoint.port}"):
        await client.connect()
        await client.ehlo()
    return client


async def encrypt(client: SMTP, endpoint: SmtpEndpoint) -> None:
    """STARTTLS where asked for; never on in clear text when the server does not offer it (h44)."""
    if endpoint.security != "starttls":
        return
    if not client.supports_extension("starttls"):
        problem = f"{endpoint.host} offers no STARTTLS; somebody may have removed it. Nothing was sent."
        raise OperatorError(problem, "Use security = tls with the server's TLS port (usually 465).")
    with translated(f"encrypting the connection to {endpoint.host}"):
        await client.starttls()
        await client.ehlo()


async def sign_in(client: SMTP, endpoint: SmtpEndpoint) -> None:
    if not endpoint.username:
        return
    if not client.supports_extension("auth"):
        problem = f"{endpoint.host} offers no sign-in on port {endpoint.port}."
        raise OperatorError(problem, "Use the submission port (587 or 465), or leave the username of [smtp] empty.")
    with translated("signing in"):
        if endpoint.access_token is not None:
            await _by_token(client, endpoint, endpoint.access_token())
        else:
            await client.login(endpoint.username, endpoint.password)


async def _by_token(client: SMTP, endpoint: SmtpEndpoint, token: str) -> None:
    words = bearer({name.upper() for name in client.server_auth_methods}, endpoint, token)
    reply = await client.execute_command(b"AUTH", words.mechanism.encode(), b64encode(words.response))
    if reply.code == _EXPLAINS:
        reply = await client.execute_command(b64encode(words.on_refusal))
    if reply.code >= 500:
        endpoint.drop_token(token)
        raise TokenRefusedError(one_line(f"{reply.code} {reply.message}").rstrip("."))
    if reply.code != _SIGNED_IN:
        raise SMTPAuthenticationError(reply.code, reply.message)


async def open_session(endpoint: SmtpEndpoint) -> SMTP:
    """Raises OperatorError or TransientError; nothing is left open then. A refused token is asked for anew once."""
    try:
        return await _opened(endpoint)
    except TokenRefusedError:
        return await _opened(endpoint)


async def _opened(endpoint: SmtpEndpoint) -> SMTP:
    client = await dial(endpoint)
    try:
        await encrypt(client, endpoint)
        await sign_in(client, endpoint)
    except BaseException:
        client.close()
        raise
    return client


async def close_session(client: SMTP) -> None:
    with suppress(SMTPException, OSError):
        if client.is_connected:
            await client.quit(timeout=5)
    client.close()


def _answered(mail: Outgoing, error: SMTPResponseException) -> Result:
    """Only 5xx with a status of the address is for good; all else is the line: we, our mail, or the server itself."""
    text, status = one_line(error.message), status_of(error.message)
    refused = 500 <= error.code < 600
    concerns_us = error.code in _WANTS_SIGN_IN or (isinstance(error, SMTPSenderRefused) and error.code != _TOO_LARGE)
    wrong = refused and not concerns_us and blames_address(status, text)
    outcome = Delivery.REFUSED if wrong else Delivery.LATER
    return Result(mail.id, outcome, error.code, text, status, refused and concerns_us)


def _options(client: SMTP, mail: Outgoing, utf8: bool) -> list[str]:
    wanted = (
        ("size", f"SIZE={len(mail.raw)}", True),
        ("8bitmime", "BODY=8BITMIME", not mail.raw.isascii()),
        ("smtputf8", "SMTPUTF8", utf8),
    )
    return [option for extension, option, needed in wanted if needed and client.supports_extension(extension)]


async def _envelope(client: SMTP, mail: Outgoing, sender: str, recipient: str) -> None:
    utf8 = not (sender + recipient).isascii()
    encoding = "utf-8" if utf8 else "ascii"
    await client.mail(sender, options=_options(client, mail, utf8), encoding=encoding)
    await client.rcpt(recipient, encoding=encoding)


def _wire_form(address: str) -> str:
    """The domain as DNS knows it (RFC 5891); a local part beyond ASCII stays as it is."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{domain if domain.isascii() else a_label(domain)}"


def _impossible(client: SMTP, mail: Outgoing) -> str:
    """Why this mail cannot be handed over at all, "" when it can."""
    for address in (mail.recipient, *filter(None, (mail.envelope_from,))):
        if not acceptable(address):
            return "The address is not written as an address must be."
        wire = _wire_form(address)
        domain = wire.rpartition("@")[2]
        if not domain.isascii() or any(len(label) > _LONGEST_LABEL for label in domain.split(".")):
            return "The domain of the address cannot exist."
        if not wire.isascii() and not client.supports_extension("smtputf8"):
            return "The mail server takes no addresses beyond ASCII."
    return ""


async def deliver(client: SMTP, mail: Outgoing) -> Result:
    """Hand over one mail. Line ends and leading dots are put right on the way (h42)."""
    if reason := _impossible(client, mail):
        return Result(mail.id, Delivery.REFUSED, 0, reason)
    lost = Delivery.LATER
    try:
        await _envelope(client, mail, _wire_form(mail.envelope_from), _wire_form(mail.recipient))
        lost = Delivery.UNKNOWN  # from here on the server may have taken it although we never hear so
        reply = await client.data(mail.raw)
    except SMTPResponseException as error:
        if error.code >= 400:
            await _start_over(client)
            return _answered(mail, error)
        client.close()
        return Result(mail.id, lost, 0, one_line(error.message))
    except _LOST as error:
        client.close()
        return Result(mail.id, lost, 0, one_line(str(error)) or type(error).__name__)
    return Result(mail.id, Delivery.SENT, reply.code, one_line(reply.message), status_of(reply.message))


async def _start_over(client: SMTP) -> None:
    """Forget the refused envelope; a connection that cannot even do that is given up."""
    try:
        if client.is_connected:
            await client.rset()
    except (SMTPException, OSError):
        client.close()
