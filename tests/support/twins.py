"""Mails of two twins, so that they can be compared."""

from __future__ import annotations

import io
import re
import zipfile
from email.message import Message

from pypdf import PdfReader


def normal(mail: Message) -> bytes:
    """A mail without what is made anew each time: dates, identifiers, boundaries; attachments unpacked."""
    said = [f"{name}: {value}" for name, value in mail.items() if name not in ("Date", "Message-ID", "Content-Type",
            "In-Reply-To", "References")]  # fmt: skip
    parts = [part for part in mail.walk() if not part.is_multipart()]
    return b"\n".join((*(one.encode() for one in said), *(_content(part) for part in parts)))


def _content(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return b"\n".join(packed.read(name) for name in sorted(packed.namelist()))
    if data.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).encode()
    return re.sub(rb"t\.T-[0-9A-Z]{5}\.[\w.]+@", b"ID@", data)
