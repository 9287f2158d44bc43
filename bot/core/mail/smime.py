"""What a PKCS #7 container is, and the signed content inside it; signatures are not verified (RFC 5652)."""

from __future__ import annotations

MAX_CHUNKS = 10_000
_SIGNED = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")


def is_signed(der: bytes) -> bool:
    """SignedData, as opposed to EnvelopedData and its kin."""
    return _SIGNED in der[:40]


def signed_content(der: bytes) -> bytes:
    """The eContent of SignedData, b"" when there is none or it cannot be found."""
    at = der.find(_DATA)
    if not is_signed(der) or at < 0 or der[at + len(_DATA) : at + len(_DATA) + 1] != b"\xa0":
        return b""
    start = _header(der, at + len(_DATA))[1]
    return _octets(der, start)


def _octets(der: bytes, at: int) -> bytes:
    """An OCTET STRING, also one in pieces (BER)."""
    if der[at : at + 1] == b"\x04":
        length, start = _header(der, at)
        return der[start : start + max(length, 0)]
    if der[at : at + 1] != b"\x24":
        return b""
    length, at = _header(der, at)
    end = at + length if length >= 0 else len(der)
    pieces: list[bytes] = []
    while at < end and der[at : at + 1] == b"\x04" and len(pieces) < MAX_CHUNKS:
        length, start = _header(der, at)
        if length < 0:
            break
        pieces.append(der[start : start + length])
        at = start + length
    return b"".join(pieces)


def _header(der: bytes, at: int) -> tuple[int, int]:
    """Length (-1: indefinite) and start of the value at `at`."""
    first = der[at + 1] if at + 1 < len(der) else 0
    if first < 0x80:
        return first, at + 2
    size = first & 0x7F
    return (int.from_bytes(der[at + 2 : at + 2 + size], "big") if 0 < size <= 8 else -1), at + 2 + size
