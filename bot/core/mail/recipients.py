"""Everybody whom the headers of a mail name as one who gets it, or its answer, or sent it on, however oddly written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.mail.headers import Headers, decoded, one_line
from bot.core.mail.mailboxes import is_address, mailboxes
from bot.core.mail.message import Address

MOST = 500
_NAMES = (
    "to", "cc", "bcc", "reply-to", "resent-to", "resent-cc", "resent-bcc", "mail-followup-to", "mail-reply-to",
    "sender", "resent-from", "resent-sender",
    "apparently-to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to",
)  # fmt: skip
_MOST_VALUES = 20
_DOTS = str.maketrans(dict.fromkeys("\u3002\uff0e\uff61", "."))
_COMMENT = re.compile(r"\([^()]*\)")
_KEPT = re.compile(r"\(([^()\\]*)\)(?=[^<>]*<)")
"""A comment beside a name: `S10 (Jan Bakker) <q@x.nl>`."""
_TURNED = re.compile(r"(?:^|[,;])([^@<>,;:\"]+,[^@<>,;:\"]+)<([^<>\s]+)>")
"""A surname in front, unquoted: `Bakker, Jan <q@x.nl>`."""
_AROUND = re.compile(r"\s*([@.])\s*")
_BARE = re.compile(r"[^\s<>,;:()\[\]\\\"@]+@[^\s<>,;:()\[\]\\\"@]+")


def recipients(headers: Headers) -> tuple[Address, ...]:
    """As they are written, and then what is found when quotation marks, comments and blanks are taken away.

    The practice itself is among them. A reader of mail would refuse some of these; a mail server delivers to them.
    """
    values = [value for name in _NAMES for value in headers.all(name)[:_MOST_VALUES]]
    read = [address for value in values for address in mailboxes(value).addresses]
    known = {address.key for address in read}
    beside = (one for value in values if '"' not in value for one in mailboxes(_KEPT.sub(r'"(\1)"', value)).addresses)
    read += [address for address in beside if address not in read and address.key in known]
    turned = (Address(one_line(decoded(n)), a) for value in values for n, a in _TURNED.findall(value))
    read += [address for address in turned if address.key in known]
    odd = (Address("", one_line(found)) for value in values for found in _oddly_written(value))
    return (*read, *(a for a in odd if is_address(a.address) and a.key not in known))[:MOST]


def _oddly_written(value: str) -> Iterator[str]:
    """`"jan.bakker"@x.nl`, `jan.bakker(Jan) @ x . nl`, `<@relay.nl:jan.bakker@x.nl>`, and an address as a name."""
    text = decoded(value).translate(_DOTS)
    for _ in range(5):
        text = _COMMENT.sub("", text)
    yield from (
        found.rstrip(".") for found in _BARE.findall(_AROUND.sub(r"\1", text.replace('"', "").replace("\\", "")))
    )
