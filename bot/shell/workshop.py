"""Opens everything that reaches outside the process, from the settings, and closes it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot import resources
from bot.app import App
from bot.shell.accounts import smtp_endpoint
from bot.shell.ledger import open_ledger
from bot.shell.office import installed
from bot.shell.sandbox import Sandbox
from bot.shell.sender import Sender
from bot.shell.settings import Settings
from bot.shell.stationery import Stationery
from bot.shell.templates import Templates


@contextmanager
def opened(settings: Settings, workers: int = 1) -> Iterator[App]:
    """An app with its stores, its reading children and its sender."""
    sender = Sender(smtp_endpoint(settings.smtp))
    ledger = open_ledger(settings)
    templates = Templates(resources.root() / "mail", settings.traject_types[0].max_retention_days)
    with Sandbox(workers, convert=installed()) as sandbox:
        yield App(ledger, sandbox, sender, Stationery(templates, ledger.keys))
    ledger.close()
