"""Header fields within bounds: split, unfolded and decoded (RFC 5322, 2047 and 2231); nothing here raises."""

from __future__ import annotations

import binascii
import io
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from bot.core.mail.charsets import decode

MAX_BLOCK = 256 * 1024
MAX_FIELDS = 1000
MAX_VALUE = 32 * 1024
MAX_ENCODED_WORDS = 500
MAX_PARAMETERS = 60

_FIELD = re.compile(rb"([!-9;-~]{1,80})([ \t]*):(.*)", re.S)
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\r\n]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,60})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')
_CONTINUED = re.compile(r"(.+?)(?:\*(\d{1,3}))?(\*)?$")
_SLICE = 1 << 20
_NO_BASE64 = bytes(n for n in range(256) if not (chr(n).isalnum() and n < 128) and chr(n) not in "+/=")


@dataclass(frozen=True, slots=True)
class Headers:
    """All fields in order, names in lower case, values unfolded but not decoded."""

    fields: tuple[tuple[str, str], ...] = ()
    flags: tuple[str, ...] = ()

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of this name, topmost first."""
        return tuple(value for key, value in self.fields if key == name)

    def first(self, name: str) -> str:
        """The topmost value, or nothing."""
        return next((value for key, value in self.fields if key == name), "")

    def text(self, name: str) -> str:
        """The topmost value as people read it, on one line."""
        return one_line(decoded(self.first(name)))


def split(raw: bytes) -> tuple[Headers, bytes]:
    """The headers and the body of an entity; a first line that is no header means that there are no headers."""
    block, body = _cut(raw)
    if re.match(rb">?From [^\s:]", block):
        block = block.partition(b"\n")[2]
    flags = []
    if len(block) > MAX_BLOCK:
        block, flags = block[:MAX_BLOCK], ["header-too-large"]
    lines = _FOLD.sub(b"", block).split(b"\n")
    if len(lines) > MAX_FIELDS:
        lines, flags = lines[:MAX_FIELDS], ["header-too-large"]
    fields = []
    for line in lines:
        field = _FIELD.match(line)
        if field is None:
            continue
        name, space, value = field.groups()
        flags += ["obs-space"] * (bool(space) and name.lower() == b"from")
        flags += ["header-too-large"] * (len(value) > MAX_VALUE)
        fields.append((name.decode("ascii").lower(), decode(value[:MAX_VALUE])[0].strip()))
    if lines and lines[0].strip() and not fields:
        return Headers(flags=("no-headers",)), raw
    return Headers(tuple(fields), tuple(dict.fromkeys(flags))), body


def head_of(raw: bytes) -> bytes:
    """The header of a mail, of a very long one the beginning."""
    return _cut(raw)[0][:MAX_BLOCK]


def _cut(raw: bytes) -> tuple[bytes, bytes]:
    """Head and body at the first empty line."""
    if raw[:1] == b"\n" or raw[:2] == b"\r\n":
        return b"", raw[1:] if raw[:1] == b"\n" else raw[2:]
    unix, dos = raw.find(b"\n\n"), raw.find(b"\n\r\n")
    if unix < 0 and dos < 0:
        return raw, b""
    if dos < 0 or 0 <= unix < dos:
        return raw[: unix + 1], raw[unix + 2 :]
    return raw[: dos + 1], raw[dos + 3 :]


def decoded(value: str) -> str:
    """A value with its encoded words read (RFC 2047); pieces of one character split over two words are joined."""
    if "=?" not in value:
        return value
    value = _BETWEEN.sub(r"\1", value)
    pieces: list[str] = []
    pending, charset, at = b"", "", 0
    for count, word in enumerate(_WORD.finditer(value)):
        if count >= MAX_ENCODED_WORDS:
            break
        label, data = word[1].partition("*")[0].lower(), _word_bytes(word[2], word[3])
        if word.start() != at or label != charset:
            pieces += [decode(pending, charset)[0], value[at : word.start()]]
            pending = b""
        pending, charset, at = pending + data, label, word.end()
    pieces += [decode(pending, charset)[0], value[at:]]
    return "".join(pieces)


def _word_bytes(encoding: str, data: str) -> bytes:
    raw = data.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw.replace(b"_", b"=20"), header=False)
    return from_base64(raw)[0]


def from_base64(raw: bytes) -> tuple[bytes, bool]:
    """What decodes of it, and whether that was all (h60); pieces padded one by one are joined."""
    out, rest, whole = io.BytesIO(), b"", True

    def close() -> None:
        nonlocal rest, whole
        whole = whole and len(rest) != 1
        out.write(binascii.a2b_base64(rest + b"=" * (-len(rest) % 4)) if len(rest) > 1 else b"")
        rest = b""

    for at in range(0, len(raw), _SLICE):  # piece by piece: a large file is not copied once more
        for number, piece in enumerate(raw[at : at + _SLICE].translate(None, _NO_BASE64).split(b"=")):
            if number:
                close()
            fours = len(rest) + len(piece) - (len(rest) + len(piece)) % 4
            rest += piece
            out.write(binascii.a2b_base64(rest[:fours]))
            rest = rest[fours:]
    close()
    return out.getvalue(), whole


def one_line(text: str) -> str:
    """No control or bidirectional characters, one space between words (h36, h51, h65)."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = "".join(c if unicodedata.category(c) not in ("Cc", "Cs") else " " for c in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c) != "Cf" or c in "\u200c\u200d").split())


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """The main value in lower case and its parameters, continuations and charsets resolved (RFC 2231)."""
    main, _, _ = value.partition(";")
    found: dict[str, list[tuple[int, bool, str]]] = {}
    for count, match in enumerate(_PARAMETER.finditer(value)):
        if count >= MAX_PARAMETERS:
            break
        name = _CONTINUED.match(match[1].lower())
        if name is not None:
            found.setdefault(name[1], []).append((int(name[2] or 0), bool(name[3]), _unquoted(match[2])))
    return main.strip().lower(), {name: _joined(pieces) for name, pieces in found.items()}


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1] if value[-1:] == '"' and len(value) > 1 else value[1:])
    return value.partition(" (")[0] if value.endswith(")") else value


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    if not any(extended for _, extended, _ in pieces):
        first = pieces[0][2] if len({number for number, _, _ in pieces}) < len(pieces) else ""
        return decoded(first or "".join(text for _, _, text in sorted(pieces, key=lambda p: p[0])))
    extended = [p for p in pieces if p[1] or p[0]] or pieces
    charset, raw = "", b""
    for number, coded, text in sorted(extended, key=lambda p: p[0]):
        if coded and number == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        raw += unquote_to_bytes(text) if coded else text.encode("utf-8", "replace")
    return decode(raw, charset)[0]
