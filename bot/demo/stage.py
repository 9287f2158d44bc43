"""Sets the stage: servers on loopback, a configuration in a temporary folder, the bot opened as the daemon opens it."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from imapclient import IMAPClient

from bot.app import App
from bot.demo.cast import PRACTICE, SHE
from bot.demo.servers import HOST, PASSWORD, USER, Outbound, Servers, mail_servers
from bot.demo.story import START, Story
from bot.demo.world import Outside
from bot.demo.writing import AUTHSERV
from bot.shell.imap.mailbox import Mailbox
from bot.shell.ledger.ledger import Ledger
from bot.shell.operator.status import state
from bot.shell.round.workshop import opened
from bot.shell.servers.accounts import imap_endpoint
from bot.shell.settings.loading import load

_CONFIG = """\
[practice]
name = "{practice.name}"
address = "{practice.address}"
[practitioner]
name = "{she.name}"
address = "{she.address}"
signature_file = "{signature}"
[imap]
host = "{host}"
port = {imap}
security = "plain"
username = "{user}"
password_env = "DEMO_PASSWORD"
[smtp]
host = "{host}"
port = {smtp}
security = "plain"
username = ""
max_per_minute = 6000
[security]
trusted_authserv_id = "{authserv}"
"""


@dataclass(frozen=True, slots=True)
class Theatre:
    """Where the story is played."""

    world: Outside
    story: Story
    ledger: Ledger
    folder: Path

    def state(self, now: datetime) -> list[dict[str, Any]]:
        """What `trajectbot status --json` says."""
        return state(self.ledger, now)

    def due(self) -> datetime | None:
        """When the bot is going to do something by itself."""
        dues = (row["next_due"] for row in self.state(self.world.now))
        return min((datetime.fromisoformat(due) for due in dues if due), default=None)

    def counts(self) -> dict[str, tuple[int, int]]:
        """Forms in and forms needed, per group."""
        groups = [group for row in self.state(self.world.now) for group in row["groups"]]
        return {group["key"]: (group["received"], group["minimum"]) for group in groups}


@contextmanager
def stage() -> Iterator[Theatre]:
    """Everything opened, and closed and thrown away afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="trajectbot-demo-", dir=_in_memory())))
        stack.enter_context(_brisk())
        outbound = Outbound()
        servers = stack.enter_context(mail_servers(outbound))
        settings = load(_config(folder, servers), {"DEMO_PASSWORD": PASSWORD})
        _only_errors()
        workshop = stack.enter_context(opened(settings))
        mailbox = stack.enter_context(Mailbox(imap_endpoint(settings.imap)))
        hand = stack.enter_context(_hand(servers.imap))
        world = Outside(App(workshop), mailbox, hand, outbound, START)
        yield Theatre(world, Story(world), workshop.ledger, folder)


def _in_memory() -> str | None:
    """A folder in memory where there is one: a ledger waits for the disk at every step, this one need not last."""
    memory = "/dev/shm"  # noqa: S108 - a folder of ours with a random name is made in it
    return memory if os.access(memory, os.W_OK) else None


def _config(folder: Path, servers: Servers) -> Path:
    file = folder / "config.toml"
    signature = _signature(folder)
    values = {
        "signature": signature.name,
        "imap": servers.imap,
        "smtp": servers.smtp,
        "host": HOST,
        "user": USER,
        "authserv": AUTHSERV,
    }
    file.write_text(_CONFIG.format(practice=PRACTICE, she=SHE, **values), "utf-8")
    return file


def _signature(folder: Path) -> Path:
    """A stroke of the pen: nobody's."""
    from PIL import Image, ImageDraw

    file, picture = folder / "signature.png", Image.new("RGB", (420, 140), "white")
    pen = [(10, 110), (60, 25), (95, 120), (150, 45), (185, 105), (240, 60), (275, 95), (410, 50)]
    ImageDraw.Draw(picture).line(pen, fill="#1b2f6b", width=5, joint="curve")
    picture.save(file)
    return file


@contextmanager
def _hand(port: int) -> Iterator[IMAPClient]:
    """A second connection: the mail server's delivery, and her own mail program."""
    client = IMAPClient(HOST, port, ssl=False)
    client.normalise_times = False
    client.login(USER, PASSWORD)
    try:
        yield client
    finally:
        client.logout()


@contextmanager
def _brisk() -> Iterator[None]:
    """The mail servers live in a thread beside the bot; at Python's usual pace each waits 5 ms for the other's turn."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _only_errors() -> None:
    """The timeline is what is to be seen; the log says nothing unless something is wrong."""
    logging.getLogger().setLevel(logging.ERROR)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
