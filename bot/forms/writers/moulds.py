"""A Word file that is made once, with marks where it differs from form to form, and poured many times."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

from bot.forms.questionnaires.header import MARK, FormHeader, opening

_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)
_MARK = re.compile(MARK.pattern.encode())


@dataclass(frozen=True, slots=True)
class Mould:
    """`rest` is the archive without the parts that have a mark, packed once for all: styles, for the most part."""

    rest: bytes
    parts: tuple[tuple[str, bytes], ...]

    def poured(self, header: FormHeader) -> bytes:
        """The file of this header, which is printable; the same bytes for the same header."""
        out = io.BytesIO(self.rest)
        with zipfile.ZipFile(out, "a") as target:
            for name, xml in self.parts:
                _put(target, name, _MARK.sub(lambda mark: _value(mark, header), xml))
        return out.getvalue()


def mould(file: bytes) -> Mould:
    """Of an OOXML file whose parts are UTF-8; the moments inside the archive become fixed."""
    rest, parts = io.BytesIO(), []
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(rest, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if _MARK.search(data):
                parts.append((name, data))
            else:
                _put(target, name, data)
    return Mould(rest.getvalue(), tuple(parts))


def _put(target: zipfile.ZipFile, name: str, data: bytes) -> None:
    target.writestr(zipfile.ZipInfo(name, _SAME_MOMENT), data, zipfile.ZIP_DEFLATED)


def _value(mark: re.Match[bytes], header: FormHeader) -> bytes:
    value: str = getattr(header, mark[2].decode())
    return escape(opening(value) if mark[1] == b"X" else value, {'"': "&quot;"}).encode()
