"""A mail that the server does not hand over is on record by the place where it lies, until it can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.shell.ledger import inbound, locations
from bot.shell.ledger.book import Book
from bot.shell.ledger.inbound import Pending
from bot.shell.ledger.locations import Location


def noted(book: Book, spot: Location, received: datetime, now: datetime) -> Pending:
    """Puts it on record as new; what it is nobody knows, and so it stays where it lies."""
    identifier = inbound.add(book, inbound.withheld_hash(book, spot), received, now, spot.folder)
    locations.locate(book, replace(spot, inbound_id=identifier))
    pending = inbound.pending_one(book, identifier)
    assert pending is not None
    return pending


def is_one(book: Book, spot: Location) -> bool:
    """Whether the mail on record at this place was never seen."""
    return inbound.has_content(book, spot.inbound_id, inbound.withheld_hash(book, spot))
