"""The demo's own mail servers: a conversation lasts as long as somebody talks, and ends when they do."""

from __future__ import annotations

import gc
import threading

from imapclient import IMAPClient

from bot.demo.servers import HOST, PASSWORD, USER, Outbound, mail_servers


def connected(port: int) -> IMAPClient:
    client = IMAPClient(HOST, port, ssl=False, timeout=20)
    client.login(USER, PASSWORD)
    return client


def test_a_silent_conversation_is_not_swept_away() -> None:
    with mail_servers(Outbound()) as servers:
        client = connected(servers.imap)
        gc.collect()
        assert client.noop()
        client.logout()


def test_the_servers_end_while_somebody_is_still_connected() -> None:
    with mail_servers(Outbound()) as servers:
        client = connected(servers.imap)
    assert [t.name for t in threading.enumerate() if t.name == "demo-mail"] == []
    client.shutdown()
