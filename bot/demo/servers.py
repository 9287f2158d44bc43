"""A mail server of one's own on loopback, for the length of a demo: IMAP in memory (pymap) and a recording SMTP."""

from __future__ import annotations

import asyncio
import os
import threading
from argparse import Namespace
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.core.errors import OperatorError

HOST = "127.0.0.1"
USER = "info"
PASSWORD = "alleen-voor-de-demo"  # noqa: S105 - of a server that lives for half a minute, on loopback
_NAME = "demo.example"  # told instead of asked of the network, which may take long to say nothing
_START_SECONDS = 60.0
Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Posted:
    """A mail as the SMTP server took it."""

    recipient: str
    raw: bytes


@dataclass
class Outbound:
    """Where the bot's mails arrive: the mail servers of everybody else."""

    posted: list[Posted] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        """Keeps the mail; one recipient each is what the bot promises, more are recorded one by one."""
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        self.posted += (Posted(recipient, raw) for recipient in envelope.rcpt_tos)
        return "250 2.0.0 OK"


@dataclass(frozen=True, slots=True)
class Servers:
    """Where they listen."""

    imap: int
    smtp: int


@contextmanager
def mail_servers(outbound: Outbound) -> Iterator[Servers]:
    """A running IMAP server with one empty mailbox and a running SMTP server, in a thread of their own."""
    ready: Future[Servers] = Future()
    loop = asyncio.new_event_loop()
    stopping = asyncio.Event()
    thread = threading.Thread(target=_serve, args=(loop, stopping, ready, outbound), name="demo-mail", daemon=True)
    thread.start()
    try:
        yield ready.result(_START_SECONDS)
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join(_START_SECONDS)


def _serve(
    loop: asyncio.AbstractEventLoop, stopping: asyncio.Event, ready: Future[Servers], outbound: Outbound
) -> None:
    """Runs both servers until told to stop."""
    try:
        loop.run_until_complete(_until(stopping, ready, outbound))
    except OSError as error:
        ready.set_exception(OperatorError(f"The demo's mail server did not start: {error}", "Is loopback available?"))
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _until(stopping: asyncio.Event, ready: Future[Servers], outbound: Outbound) -> None:
    """Conversations end before their servers do: from Python 3.12 on a server waits for every one that is open."""
    loop = asyncio.get_running_loop()
    imap = await asyncio.start_server(await _imap(), HOST, 0, limit=2**22)
    smtp = await loop.create_server(lambda: SMTP(outbound, hostname=_NAME, enable_SMTPUTF8=True, loop=loop), HOST, 0)
    ready.set_result(Servers(*(server.sockets[0].getsockname()[1] for server in (imap, smtp))))
    await stopping.wait()
    imap.close()
    smtp.close()
    conversations = asyncio.all_tasks() - {asyncio.current_task()}
    for conversation in conversations:
        conversation.cancel()
    await asyncio.gather(*conversations, return_exceptions=True)


async def _imap() -> Conversation:
    """Pymap's in-memory mailbox; passwords in clear, since nobody but us ever sees them."""
    from proxyprotocol.result import ProxyResultLocal
    from proxyprotocol.sock import SocketInfo
    from pymap.backend.dict import DictBackend
    from pymap.imap import IMAPServer
    from pysasl.hashing import Cleartext

    os.environ.setdefault("FQDN", _NAME)  # pymap's own setting
    arguments = Namespace(host=HOST, port=0, debug=False, cert=None, key=None, tls=False, demo_data=False,
                          demo_user=USER, demo_password=PASSWORD, passlib_cfg=None, proxy_protocol=None)  # fmt: skip
    backend, config = await DictBackend.init(arguments, hash_context=Cleartext())
    config.apply_context()
    server = IMAPServer(backend.login, config)

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """In the task that asyncio itself keeps: pymap's own way in starts one that nobody holds on to."""
        await server(reader, writer, SocketInfo.get(writer, ProxyResultLocal(), unique_id=uuid4().bytes))

    return converse
