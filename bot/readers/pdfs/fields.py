"""The form of a PDF through pypdf: fields with what is filled in, notes on the pages, and what is left alone."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from dataclasses import dataclass
from typing import Any

from bot.core.documents import Field
from bot.readers.pdfs.notes import Annotations, PageNote, walked
from bot.readers.pdfs.widgets import Placed, fields, resolved
from bot.readers.shared.xml import XML_ERRORS, Element, below, local, parse


@dataclass(frozen=True, slots=True)
class Form:
    """`notes` are what somebody put onto the pages; `xfa` marks Adobe's other kind of form."""

    fields: tuple[Placed, ...] = ()
    notes: tuple[PageNote, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    flags: frozenset[str] = frozenset()
    xfa: bool = False
    problem: str = ""


def form(data: bytes) -> Form:
    """What pypdf finds; a broken form leaves the text as it is and says so."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _form(pypdf.PdfReader(io.BytesIO(data), strict=False))
    except errors():
        return Form(problem="Its form fields, if any, could not be read.")


def _form(reader: Any) -> Form:
    root = reader.root_object
    acro = resolved(root.get("/AcroForm"))
    acro = acro if isinstance(acro, dict) else {}
    on_pages = _annotations(reader)
    found = tuple(fields(acro.get("/Fields"), on_pages.references, on_pages.spots))
    xfa = "/XFA" in acro
    if xfa and not found:
        found = _xfa(reader.xfa or {})
    about = reader.metadata or {}
    named = tuple(
        (key.lower(), str(about[f"/{key}"])) for key in ("Title", "Subject", "Keywords") if f"/{key}" in about
    )
    own = tuple((key[1:], str(about[key])) for key in about if key not in STANDARD)
    return Form(found, on_pages.notes, (*named, *own), frozenset(_flags(root, acro)), xfa)


STANDARD = (
    "/Title",
    "/Subject",
    "/Keywords",
    "/Author",
    "/Creator",
    "/Producer",
    "/CreationDate",
    "/ModDate",
    "/Trapped",
)


def _annotations(reader: Any) -> Annotations:
    """Pages that go round in circles have none; the form itself may still be read."""
    try:
        return walked(reader)
    except errors():
        return Annotations((), {}, ())


def _flags(root: Any, acro: Any) -> set[str]:
    names = resolved(root.get("/Names")) or {}
    action = resolved(root.get("/OpenAction"))
    opens = isinstance(action, dict) and action.get("/S") == "/JavaScript"
    found = {"javascript"} if "/JavaScript" in names or opens else set()
    found |= {"embedded"} if "/EmbeddedFiles" in names else set()
    return found | ({"xfa"} if "/XFA" in acro else set())


def _xfa(parts: Any) -> tuple[Placed, ...]:
    """The data of an XFA form are plain XML: every leaf is a field."""
    raw = parts.get("datasets") or parts.get("xdp:xdp") or b""
    try:
        root = parse(bytes(raw)) if raw else None
    except XML_ERRORS:
        return ()
    data = next(below(root, "data"), None) if root is not None else None
    return tuple(_leaf(one) for one in data.iter() if len(one) == 0 and local(one)) if data is not None else ()


def _leaf(one: Element) -> Placed:
    value = str(one.text or "").strip()
    return Placed(Field(local(one), value=value, filled=bool(value)))


def errors() -> tuple[type[Exception], ...]:
    """pypdf's own errors, and those of Python that it lets through on broken files."""
    from pypdf.errors import PyPdfError

    builtins = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, AssertionError)
    return (PyPdfError, zlib.error, struct.error, ArithmeticError, OSError, NotImplementedError, *builtins)
