"""Opens everything that reaches outside the process, from the settings, and closes it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot import resources
from bot.app import App
from bot.shell.ledger.ledger import open_ledger
from bot.shell.letters.stationery import Stationery
from bot.shell.letters.templates import Templates
from bot.shell.sandbox.office import installed
from bot.shell.sandbox.parent import Sandbox
from bot.shell.servers.accounts import smtp_endpoint
from bot.shell.settings.frozen import Settings
from bot.shell.smtp.sender import Sender


@contextmanager
def opened(settings: Settings, workers: int = 1) -> Iterator[App]:
    """An app with its stores, its reading children and its sender."""
    sender = Sender(smtp_endpoint(settings.smtp))
    ledger = open_ledger(settings)
    templates = Templates(resources.root() / "mail", settings.traject_types[0].max_retention_days)
    with Sandbox(workers, convert=installed()) as sandbox:
        yield App(ledger, sandbox, sender, Stationery(templates, ledger.keys))
    ledger.close()
