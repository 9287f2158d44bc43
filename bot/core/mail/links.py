"""The address behind a link: plain, percent-encoded, with a name before it, several (RFC 6068)."""

from __future__ import annotations

import re
from urllib.parse import unquote

_MAILTO = re.compile(r"\s*mailto:(?://)?([^?]*)(?:\?(?:.*?&)?to=([^&]*))?", re.IGNORECASE)
_HYPERLINK = re.compile(r"\bHYPERLINK\b.{0,300}?[\"“”]\s*(mailto:[^\"“”]*)", re.IGNORECASE)
_FRIENDLY = re.compile(r"[,;]\s*\"([^\"]*)\"\s*\)\s*$")
_ADDRESS = re.compile(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")
_WRITTEN = re.compile(r"\S@\S|[(\[{]at[)\]}]", re.IGNORECASE)


def behind(target: str) -> tuple[str, ...]:
    """The addresses that a link writes to; () for a link to anything else."""
    found = _MAILTO.match(target[:2_000])
    return tuple(dict.fromkeys(_ADDRESS.findall(unquote(f"{found[1]} {found[2] or ''}")))) if found else ()


def ordered(orders: str) -> str:
    """The target of a HYPERLINK field in Word or formula in a sheet, of the written `HYPERLINK "mailto:p@x.nl"`."""
    found = _HYPERLINK.search(orders)
    return found[1] if found else ""


def friendly(orders: str) -> str:
    """What such a formula shows: its second text, else the address."""
    found = _FRIENDLY.search(orders)
    return found[1] if found and found[1].strip() else ", ".join(behind(ordered(orders)))


def is_mention(text: str) -> bool:
    """Whether a link shows `@Hanna Kok`, as Outlook mentions people."""
    return text.startswith("@") and not _WRITTEN.search(text)


def unseen(text: str, target: str) -> str:
    """What a link keeps to itself: ` <h.kok@z.nl>`, or "" when its text is an address or nobody sees the link."""
    found = () if not text.strip() or _WRITTEN.search(text) else behind(target)
    return " " + ", ".join(f"<{one}>" for one in found) if found else ""


def linked(text: str, target: str) -> str:
    """The text of a link with the address behind it."""
    more = unseen(text, target)
    if not more:
        return text
    shown = text.strip()
    return (shown[1:] if is_mention(shown) else shown) + more
