"""Bytes to text whatever the label says: unknown, false and missing charsets are the rule, not the exception."""

from __future__ import annotations

import re

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}$")
_WESTERN = frozenset(
    ("us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "iso8859-1", "")
)
_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "ks_c_5601-1987": "cp949",
    "x-sjis": "shift_jis",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "iso-2022-jp": "iso-2022-jp-2",
}
# Codecs that are no charset, or that are dear: "idna" is quadratic, the escapes would let a mail write control codes.
_REFUSED = frozenset(
    ("idna", "punycode", "unicode_escape", "unicode-escape", "raw_unicode_escape", "undefined", "mbcs")
)


def decode(data: bytes, label: str = "") -> tuple[str, bool]:
    """The text of `data`, and whether `label` was right; never raises."""
    label = label.strip().strip("\"'").lower()
    label = _ALIASES.get(label, label)
    if label in _WESTERN or label.startswith("utf-8"):
        return _western(data, label)
    if not _LABEL.match(label) or label.replace("-", "_") in _REFUSED:
        return _western(data, "")[0], False
    try:
        return data.decode(label), True
    except (LookupError, ValueError):
        return _western(data, "")[0], False


def _western(data: bytes, label: str) -> tuple[str, bool]:
    # UTF-8 that is called Latin-1 is common; Latin-1 that happens to be valid UTF-8 hardly exists.
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return _single_byte(data), label not in ("utf-8", "us-ascii", "ascii", "")


def _single_byte(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
