"""Answers of respondents taken in with 20 ms each way between the bot and both its servers, against none."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import structlog
from measuring import ratio, seconds, size
from throughput import Port, answers, as_server, opened, served, sink

# isort: split
from support.servers.dovecot import Dovecot, dovecot_missing
from support.servers.ports import HOST, free_port
from support.stories.practice import at, practice

from bot.shell.imap.mailbox import Mailbox

WAY = 0.02
_PROXY = """
import asyncio, sys
here, there, way = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])

async def later(source, target):
    queue, loop = asyncio.Queue(), asyncio.get_running_loop()
    async def send():
        while (due := await queue.get()) is not None:
            await asyncio.sleep(max(0, due[0] - loop.time()))
            target.write(due[1])
            await target.drain()
        target.close()
    sending = asyncio.create_task(send())
    while data := await source.read(65536):
        queue.put_nowait((loop.time() + way, data))
    queue.put_nowait(None)
    await sending

async def serve(reader, writer):
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", there)
    await asyncio.gather(later(reader, far_writer), later(far_reader, writer), return_exceptions=True)

async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", here) as server:
        await server.serve_forever()

asyncio.run(main())
"""


@contextlib.contextmanager
def far(port: int) -> Iterator[int]:
    """A port that leads to another, slowly."""
    here = free_port()
    process = subprocess.Popen([sys.executable, "-c", _PROXY, str(here), str(port), str(WAY)])
    time.sleep(1)
    try:
        yield here
    finally:
        process.terminate()
        process.wait()


def rate(folder: Path, dovecot: Dovecot, smtp: Port, imap_port: int, smtp_port: int, trajects: int) -> float:
    """Mails a second through these ports; the practice is furnished without them."""
    account = dovecot.account()
    with practice(folder, account, as_server(smtp)) as p:
        mails = answers(p, opened(p, trajects), "text")
        account.append(*mails)
        p.now = at("2026-11-04 11:00")
    away = replace(account, server=replace(dovecot, imap_port=imap_port))
    with practice(folder, away, as_server(Port(smtp_port))) as p, Mailbox(away.endpoint()) as mailbox:
        taken = seconds(lambda: p.app.round(mailbox, at("2026-11-04 11:00")))
    assert len(account.mails()) == 0, (HOST, len(account.mails()))
    return len(mails) / taken


def main() -> None:
    if reason := dovecot_missing():
        raise SystemExit(reason)
    trajects = size(5, "how many trajects of thirty respondents")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory() as place, sink() as smtp, served() as dovecot:
        for name in ("near", "far"):
            (Path(place) / name).mkdir()
        near = rate(Path(place) / "near", dovecot, smtp, dovecot.imap_port, smtp.port, trajects)
        with far(dovecot.imap_port) as imap_port, far(smtp.port) as smtp_port:
            slow = rate(Path(place) / "far", dovecot, smtp, imap_port, smtp_port, trajects)
    ratio("mails a second, nearby", near, "/s")
    ratio("mails a second, 40 ms there and back", slow, "/s")
    ratio("share of the rate nearby", 100 * slow / near, "%")


if __name__ == "__main__":
    main()
