"""The MIME tree of a mail within bounds: depth, number of parts and sizes are capped, nothing raises."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.core.mail.charsets import decode
from bot.core.mail.headers import Headers, from_base64, parameters, split

MAX_DEPTH = 20
MAX_PARTS = 500
HEAD = 64 * 1024
"""Bytes within which the headers of a mail that is given as a text are looked for."""
_MAILS = ("message/rfc822", "message/global")
_HEADS = ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers")
_FIELDS = re.compile(rb"(?:From [^\n]*\n)?(?:[A-Za-z][\w-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}")
_IDENTIFIED = re.compile(rb"(?im)^message-id:")
_ENCODING = re.compile(r"[;(]")
_UU = re.compile(rb"^begin [0-7]{3,4} [^\r\n]*\r?\n", re.M)


@dataclass(frozen=True, slots=True)
class MimePart:
    """One entity: a leaf has `body` (still transfer-encoded), a container has `parts`."""

    headers: Headers
    kind: str
    parameters: dict[str, str]
    body: bytes = b""
    parts: tuple[MimePart, ...] = ()

    @property
    def leaf(self) -> bool:
        """Whether there is nothing inside."""
        return not self.parts

    @property
    def main(self) -> str:
        """The first half of the content type."""
        return self.kind.partition("/")[0]

    def walk(self) -> Iterator[MimePart]:
        """This part and all below it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(slots=True)
class Budget:
    """How much of the mail may still be opened, and what was met on the way."""

    parts: int = MAX_PARTS
    flags: list[str] = field(default_factory=list)

    def flag(self, name: str) -> None:
        """Notes once what was met."""
        if name not in self.flags:
            self.flags.append(name)


def build(raw: bytes, budget: Budget, depth: int = 0, default: str = "text/plain") -> MimePart:
    """The tree of one entity; what exceeds the bounds stays a leaf and is flagged."""
    headers, body = split(raw)
    for flag in headers.flags:
        budget.flag(flag)
    kind, params = parameters(headers.first("content-type"))
    kind = kind if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else default
    budget.parts -= 1
    inner = kind.startswith("multipart/") or kind in _MAILS
    if inner and depth >= MAX_DEPTH:
        budget.flag("too-deep")
        return MimePart(headers, "application/octet-stream", params, body)
    if kind.startswith("multipart/"):
        pieces, closed = _pieces(body, params.get("boundary", ""))
        raw = body = b"" if pieces else body  # the pieces are copies, and a mail may be large
        return _multipart(MimePart(headers, kind, params, body), pieces, closed, budget, depth)
    if kind in _MAILS:
        content, _ = transfer_decoded(headers, body)
        return MimePart(headers, kind, params, b"", (build(content.lstrip(b"\r\n"), budget, depth + 1),))
    return MimePart(headers, kind, params, body)


def enclosed(part: MimePart) -> tuple[MimePart, ...]:
    """The mail that a part encloses: as such, or by its headers alone (RFC 3462), which some servers give as a text."""
    return part.parts if part.kind in _MAILS else headed(part)


def headed(part: MimePart) -> tuple[MimePart, ...]:
    """The mail of which a part holds the headers, and perhaps the rest, as a text."""
    if not part.leaf or not (part.kind in _HEADS or part.kind == "text/plain"):
        return ()
    data = content(part).lstrip(b"\r\n")
    return (build(data, Budget()),) if part.kind in _HEADS or begins_as_mail(data) else ()


def begins_as_mail(data: bytes) -> bool:
    """Whether a file or a text opens with the headers of a mail, as programs write them and nobody types them."""
    fields = _FIELDS.match(data[:HEAD].replace(b"\r\n", b"\n"))
    return fields is not None and _IDENTIFIED.search(fields[0]) is not None


def enclosed_subjects(raw: bytes) -> tuple[str, ...]:
    """The subjects of the mails that are enclosed, at whatever depth."""
    found = (mail for part in build(raw, Budget()).walk() for mail in enclosed(part))
    return tuple(mail.headers.text("subject") for mail in found)


def _multipart(part: MimePart, pieces: list[bytes], closed: bool, budget: Budget, depth: int) -> MimePart:
    default = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
    if not pieces:
        budget.flag("no-parts")
        return MimePart(part.headers, "text/plain", part.parameters, part.body)
    if not closed:
        budget.flag("truncated")
    inner = []
    while pieces:
        if budget.parts <= 0:
            budget.flag("too-many-parts")
            break
        inner.append(build(pieces.pop(0), budget, depth + 1, default))
    return MimePart(part.headers, part.kind, part.parameters, b"", tuple(inner))


def _pieces(body: bytes, boundary: str) -> tuple[list[bytes], bool]:
    """The raw parts and whether the closing line was there; at most one more than the budget ever allows."""
    mark = boundary.encode("utf-8", "replace").rstrip()
    if not mark:
        guess = re.search(rb"^--([^\s]{4,70})[ \t]*\r?\n(?:[!-9;-~]+:)", body[:20000], re.M)
        if guess is None:
            return [], False
        mark = guess[1]
    line = re.compile(rb"^--" + re.escape(mark) + rb"(--)?[ \t]*(?:\r?\n|\Z)", re.M)
    pieces: list[bytes] = []
    start = -1
    for match in line.finditer(body):
        if start >= 0:
            pieces.append(body[start : _before_newline(body, match.start())])
        if match[1] or len(pieces) > MAX_PARTS:
            return pieces, True
        start = match.end()
    return (pieces, False) if start < 0 else ([*pieces, body[start:]], False)


def _before_newline(raw: bytes, end: int) -> int:
    return end - 2 if raw[end - 2 : end] == b"\r\n" else end - 1 if raw[end - 1 : end] == b"\n" else end


def transfer_decoded(headers: Headers, body: bytes) -> tuple[bytes, bool]:
    """The content and whether it was whole."""
    encoding = _ENCODING.split(headers.first("content-transfer-encoding"))[0].strip().strip('"').lower()
    if encoding == "base64":
        return from_base64(body)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(re.sub(rb"[ \t]+(?=\r?\n)", b"", body)), True
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return _uudecoded(body)
    return body, True


def _uudecoded(body: bytes) -> tuple[bytes, bool]:
    start = _UU.search(body)
    if start is None:
        return body, False
    pieces = []
    for line in body[start.end() :].splitlines():
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            return b"".join(pieces), False
    return b"".join(pieces), True


def content(part: MimePart, budget: Budget | None = None) -> bytes:
    """The decoded bytes of a leaf; what is damaged is flagged and what decodes is used (h60)."""
    data, whole = transfer_decoded(part.headers, part.body)
    if not whole and budget is not None:
        budget.flag("damaged-encoding")
    return data


def text(part: MimePart, budget: Budget | None = None) -> str:
    """The text of a leaf with "\\n" line ends; an unknown or false charset is flagged (h59)."""
    value, right = decode(content(part, budget), part.parameters.get("charset", ""))
    if not right and budget is not None:
        budget.flag("charset")
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def trimmed(told: str) -> Iterator[bytes]:
    """A text without blanks at the ends of its lines and without empty lines around it, line by line in UTF-8."""
    at, empty, begun = 0, 0, False
    while at <= len(told):
        end = told.find("\n", at)
        line = told[at : end if end >= 0 else len(told)].rstrip()
        at = end + 1 if end >= 0 else len(told) + 1
        if line:
            yield b"\n" * empty + line.encode("utf-8", "replace")
            begun, empty = True, 1
        elif begun:
            empty += 1
