"""One document as `read --json` tells it (docs/contract.md, Commands): plain values, every field always there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.core.documents import Document, Field, Read


def seen(file: str, document: Document) -> dict[str, Any]:
    """What is in it; the files inside a file follow one after the other."""
    everything = [*_flat(document)]
    return {
        "file": file,
        "format": document.format,
        "read": str(document.read),
        "text": "\n\n".join(one.text for one in everything if one.text),
        "tables": [[list(row) for row in table.rows] for one in everything for table in one.tables],
        "fields": [_field(field) for one in everything for field in one.fields],
        "problem": document.problem,
    }


def unseen(file: str, problem: str, read: Read = Read.DAMAGED) -> dict[str, Any]:
    """The object of a file that could not be read at all."""
    return seen(file, Document("", read, problem=problem))


def _flat(document: Document) -> Iterator[Document]:
    yield document
    for _, part in document.parts:
        yield from _flat(part)


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "kind": str(field.kind),
        "value": field.value,
        "choices": list(field.choices),
        "filled": field.filled,
    }
