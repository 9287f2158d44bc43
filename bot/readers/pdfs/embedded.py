"""What a PDF carries: files that were put into it, as in a portfolio, and photographs as they were taken in."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from bot.readers.pdfs.fields import errors
from bot.readers.pdfs.widgets import resolved

OBJECTS, FILES, DEEP = 20_000, 200, 6
_PHOTOGRAPH = re.compile(rb"(?<!end)stream\r?\n(?=\xff\xd8\xff)")


def embedded_files(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each by its name; what is broken is left out. Whoever calls has refused bombs (`pdf.refuse_bombs`)."""
    import pypdf

    if b"/EmbeddedFile" not in data:
        return
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        told = tuple(islice(_told(reader), FILES))
    except errors():
        return
    for name, stream in told:
        try:
            yield name, stream.get_data()
        except errors():
            continue


def photographs(data: bytes) -> Iterator[bytes]:
    """The JPEG files that are pictures of a page, as most programs take them in: byte for byte."""
    for match in islice(_PHOTOGRAPH.finditer(data), FILES):
        end = data.find(b"endstream", match.end())
        if end > 0:
            yield data[match.end() : end].removesuffix(b"\n").removesuffix(b"\r")


def _told(reader: Any) -> Iterator[tuple[str, Any]]:
    """Of each file specification, wherever it stands: the name, and the file (ISO 32000, 7.11.3)."""
    from pypdf.generic import IndirectObject, StreamObject

    numbers = [(n, g) for g, table in reader.xref.items() for n in table]
    numbers += [(n, 0) for n in reader.xref_objStm]
    seen = set[int]()
    for number, generation in numbers[:OBJECTS]:
        try:
            whole = reader.get_object(IndirectObject(number, generation, reader))
        except errors():
            continue
        for one in _dictionaries(whole, 0):
            held = resolved(one.get("/EF"))
            stream = resolved(held.get("/UF", held.get("/F"))) if isinstance(held, dict) else None
            if isinstance(stream, StreamObject) and id(stream) not in seen:
                seen.add(id(stream))
                yield str(resolved(one.get("/UF", one.get("/F", "")))), stream


def _dictionaries(one: Any, depth: int) -> Iterator[Any]:
    """It and what is in it, but nothing that has a number of its own."""
    if depth > DEEP:
        return
    if isinstance(one, dict):
        yield one
    for inner in dict.values(one) if isinstance(one, dict) else one if isinstance(one, list) else ():
        yield from _dictionaries(inner, depth + 1)
