"""What the ledger keeps of trajects, compared with what stands in it whenever it is used."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bot.core.traject.value import Traject
from bot.shell.ledger.book import Book
from bot.shell.ledger.trajects import load


def compare_what_is_kept(monkeypatch: pytest.MonkeyPatch, wrong: list[str]) -> None:
    """Adds what differs to `wrong`."""
    read = Book.traject

    def compared(book: Book, ref: str) -> Traject | None:
        kept = book.kept.get(ref) if ref not in book.loaded else None
        found = read(book, ref)
        if kept is not None and found is not None:
            there = load(book, ref)
            if there is None:
                wrong.append(f"{ref} is gone")
            else:
                wrong.extend(
                    f"{f.name}: {getattr(kept, f.name)!r} is {getattr(there, f.name)!r}"
                    for f in fields(Traject)
                    if getattr(kept, f.name) != getattr(there, f.name)
                )
        return found

    monkeypatch.setattr(Book, "traject", compared)
