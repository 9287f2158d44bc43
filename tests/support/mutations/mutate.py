"""A mail gone wrong: bytes flipped, headers lost, doubled or swapped, parts cut off, charsets wrong, mails spliced."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

MAILS = Path(__file__).parents[2] / "mail"
CHARSETS = (b"utf-7", b"utf-16", b"idna", b"punycode", b"x-unknown", b"us-ascii", b"hz", b"unicode_escape", b"", b"'")
ENCODINGS = (b"base64", b"quoted-printable", b"8bit", b"x-uuencode", b"7bit", b"binary", b"")
NAMES = (b"From", b"To", b"Cc", b"Subject", b"Date", b"Message-ID", b"In-Reply-To", b"References", b"Content-Type",
         b"Content-Transfer-Encoding", b"Content-Disposition", b"Auto-Submitted", b"Authentication-Results", b"Sender",
         b"Reply-To", b"X-Trajectbot", b"X-Spam-Flag", b"Received", b"Precedence", b"X-Failed-Recipients")  # fmt: skip
VALUES = (b"", b"<>", b"<@>", b"(((", b"\xff\xfe", b"=?utf-8?q?=00=0a?=", b"=?x?b?!!?=", b'"', b"a@b@c", b"x" * 2000,
          b"auto-replied", b"bulk", b"yes", b"Thu, 99 Foo 0000 99:99:99 +9999", b"1 Jan 0001 00:00 -2359", b"[T-7KQFK]",
          b"a.devries@praktijk.example", b"info@praktijk.example", b"piet@ziekenhuis.example",
          b"jan.bakker@ziekenhuis.example", b"<t.T-7KQFK.r.piet.8f2b61c09d3e4a57@praktijk.example>",
          b"multipart/mixed; boundary=\"\"", b"multipart/report; report-type=delivery-status; boundary=x",
          b"message/rfc822", b"text/calendar; method=REPLY", b"mx.praktijk.example; dmarc=pass", b"attachment;"
          b" filename*=utf-8''%ff%00")  # fmt: skip
Mutation = Callable[[bytes, random.Random], bytes]


@lru_cache
def corpus() -> tuple[bytes, ...]:
    """The numbered mails, in their order."""
    return tuple(path.read_bytes() for path in sorted(MAILS.glob("*.eml")))


def mutated(mails: tuple[bytes, ...], seed: int) -> bytes:
    """One of these with one to four things wrong with it; the same seed makes the same mail.

    The short ones come more often: a byte that is wrong tells more where every byte says something.
    """
    chance = random.Random(seed)
    raw = chance.choices(mails, [1 / (2000 + len(mail)) for mail in mails])[0]
    for _ in range(chance.choice((1, 1, 2, 3, 4))):
        raw = spliced(raw, chance, mails) if chance.random() < 0.15 else chance.choice(MUTATIONS)(raw, chance)
    return raw


def spliced(raw: bytes, chance: random.Random, mails: tuple[bytes, ...]) -> bytes:
    """With the body, the end or some headers of another mail."""
    other = chance.choice(mails)
    way = chance.randrange(4)
    if way == 0:
        return _halves(raw)[0] + b"\r\n\r\n" + _halves(other)[1]
    if way == 1:
        return raw[: chance.randrange(len(raw) + 1)] + other[chance.randrange(len(other) + 1) :]
    if way == 2:
        return b"".join((_some(_headers(other), chance), raw))
    boundary = b"splice%d" % chance.randrange(99)
    head = re.sub(rb"(?im)^content-[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*", b"", _halves(raw)[0] + b"\r\n")
    kind = chance.choice((b"multipart/mixed", b"multipart/digest", b"multipart/alternative", b"multipart/report"))
    parts = (b"Content-Type: message/rfc822\r\n\r\n" + other, b"Content-Type: text/plain\r\n\r\n" + _halves(raw)[1])
    body = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"
    return head + b"MIME-Version: 1.0\r\nContent-Type: " + kind + b"; boundary=" + boundary + b"\r\n\r\n" + body


def _flip(raw: bytes, chance: random.Random) -> bytes:
    data = bytearray(raw)
    for _ in range(chance.choice((1, 3, 20)) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _flip_header(raw: bytes, chance: random.Random) -> bytes:
    head, body = _halves(raw)
    return _flip(head, chance) + b"\r\n\r\n" + body


def _lose_header(raw: bytes, chance: random.Random) -> bytes:
    headers, body = _headers(raw), _halves(raw)[1]
    if headers:
        headers.pop(chance.randrange(len(headers)))
    return b"".join(headers) + b"\r\n" + body


def _double_header(raw: bytes, chance: random.Random) -> bytes:
    headers, body = _headers(raw), _halves(raw)[1]
    if headers:
        headers.insert(chance.randrange(len(headers) + 1), chance.choice(headers))
    return b"".join(headers) + b"\r\n" + body


def _swap_values(raw: bytes, chance: random.Random) -> bytes:
    headers, body = _headers(raw), _halves(raw)[1]
    if len(headers) > 1:
        one, other = chance.sample(range(len(headers)), 2)
        (a, _, x), (b, _, y) = headers[one].partition(b":"), headers[other].partition(b":")
        headers[one], headers[other] = a + b":" + y, b + b":" + x
    return b"".join(headers) + b"\r\n" + body


def _strange_header(raw: bytes, chance: random.Random) -> bytes:
    line = chance.choice(NAMES) + b": " + chance.choice(VALUES) + b"\r\n"
    return line + raw if chance.random() < 0.5 else _lose_named(raw, line)


def _lose_named(raw: bytes, line: bytes) -> bytes:
    """This line instead of the header of its name."""
    name, body = line.partition(b":")[0].lower(), _halves(raw)[1]
    kept = [h for h in _headers(raw) if h.partition(b":")[0].lower() != name]
    return line + b"".join(kept) + b"\r\n" + body


def _cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def _cut_middle(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw) + 1)
    return raw[:start] + raw[start + chance.randrange(2000) :]


def _repeat(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw) + 1)
    piece = raw[start : start + chance.randrange(400)]
    return raw[:start] + piece * chance.choice((2, 5, 50)) + raw[start:]


def _charset(raw: bytes, chance: random.Random) -> bytes:
    return re.sub(rb'(?i)charset="?[\w-]+"?', b"charset=" + chance.choice(CHARSETS), raw, count=chance.randint(0, 2))


def _encoding(raw: bytes, chance: random.Random) -> bytes:
    wrong = rb"\g<1>" + chance.choice(ENCODINGS)
    return re.sub(rb"(?i)(content-transfer-encoding:\s*)[\w-]+", wrong, raw, count=chance.randint(0, 2))


def _boundary(raw: bytes, chance: random.Random) -> bytes:
    found = re.findall(rb'(?i)boundary="?([^"\r\n;]+)', raw)
    return raw.replace(b"--" + chance.choice(found), b"--x", chance.randint(1, 2)) if found else raw


def _lines(raw: bytes, chance: random.Random) -> bytes:
    plain = raw.replace(b"\r\n", b"\n")
    return plain.replace(b"\n", chance.choice((b"\r", b"\n", b"\r\r\n", b"\n\n", b"\x00\r\n")), chance.choice((-1, 5)))


MUTATIONS: tuple[Mutation, ...] = (
    _flip, _flip_header, _lose_header, _double_header, _swap_values, _strange_header, _strange_header, _cut,
    _cut_middle, _repeat, _charset, _encoding, _boundary, _lines,
)  # fmt: skip


def _halves(raw: bytes) -> tuple[bytes, bytes]:
    """Header and body, without the empty line between them."""
    found = re.search(rb"\r?\n\r?\n", raw)
    return (raw[: found.start()], raw[found.end() :]) if found else (raw, b"")


def _headers(raw: bytes) -> list[bytes]:
    """The headers, folded lines and all, each with its line's end."""
    return re.findall(rb"[^\r\n]+\r?\n(?:[ \t][^\r\n]*\r?\n)*", _halves(raw)[0] + b"\r\n")


def _some(headers: list[bytes], chance: random.Random) -> bytes:
    return b"".join(h for h in headers if chance.random() < 0.3)
