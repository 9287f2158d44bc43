"""What the files that were made for a traject, or passed on in it, are known by: under its key, and gone with it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from bot.association.leaves import Leaf
from bot.shell.ledger import jobs
from bot.shell.ledger.book import Book

_KIND = "files"
"""Of a job that is done: its plan tells them."""


def remember(book: Book, ref: str, files: Iterable[Leaf], now: datetime) -> None:
    """These too, by their SHA-256 and size; nothing of what is in them."""
    key = f"{ref}/{_KIND}"
    jobs.add(book, _KIND, key, ref, now)
    job = jobs.of_key(book, key)
    told = known(book, ref) | {leaf.digest: leaf.size for leaf in files}
    jobs.plan(book, job, tuple(json.dumps(one) for one in told.items()))
    jobs.done(book, job, now)


def known(book: Book, ref: str) -> dict[str, int]:
    """The size by digest; none once the traject is gone."""
    if book.keys.get(ref) is None:
        return {}
    return dict(json.loads(one) for told in jobs.planned(book, ref, _KIND).values() for one in told)
